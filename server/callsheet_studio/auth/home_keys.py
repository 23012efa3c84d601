"""The keys of this home's own account, in `keys.json`, readable by its user alone."""

import hmac
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from callsheet_studio.auth.accounts import (
    PREFIXES,
    Accounts,
    Api,
    insert_account,
    insert_key,
    is_known,
    make_key,
)
from callsheet_studio.errors import KeysUnreadable
from callsheet_studio.private_files import replace_private
from callsheet_studio.storage.database import Connection

FILE_NAME = "keys.json"
OWN = "this computer"
"""The name of the account that every home has. It has the daily allowance of credits."""


@dataclass(frozen=True)
class HomeKeys:
    """The API keys of one account: one for each API."""

    knowlify: str = field(repr=False)
    knightvision: str = field(repr=False)

    def of(self, api: Api) -> str:
        """Return the key for this API."""
        return asdict(self)[api]


def new_keys() -> HomeKeys:
    """Return new random keys, one for each API; nothing is stored."""
    return HomeKeys(make_key("knowlify"), make_key("knightvision"))


async def own_keys(accounts: Accounts, home: Path) -> HomeKeys:
    """Return this home's own keys; the first call makes them, the account that has them, and the
    file that holds them.

    The database's write lock is held meanwhile, so that processes that start together get the same
    keys.

    Raises:
        KeysUnreadable: The file of keys is damaged.
        OSError: It can't be read or written.
        UNAVAILABLE: The database cannot be used (`storage/database`).
    """
    path, now = home / FILE_NAME, accounts.clock()
    return await accounts.store.write(lambda db: _read_or_make(db, path, now))


async def user_keys(accounts: Accounts, own: HomeKeys, name: str) -> HomeKeys:
    """Return the API keys of a user's own account, which the first call makes.

    They are derived from the home's own keys, so nothing more has to be stored.

    Args:
        own: The home's own keys.
        name: The account's name.

    Raises:
        UNAVAILABLE: The database cannot be used (`storage/database`).
    """
    keys = HomeKeys(*(_derive(own, api, name) for api in PREFIXES))
    now = accounts.clock()
    await accounts.store.write(lambda db: _store_keys(db, name, keys, now))
    return keys


async def cluster_keys(accounts: Accounts, secret: str) -> HomeKeys:
    """Return the keys of a cluster's own account, the same on every machine that has its secret.
    The first call makes the account; nothing is stored but hashes.

    Raises:
        UNAVAILABLE: The database cannot be used (`storage/database`).
    """
    keys = HomeKeys(*(PREFIXES[api] + _digest(secret, f"studio {api}") for api in PREFIXES))
    now = accounts.clock()
    await accounts.store.write(lambda db: _store_keys(db, OWN, keys, now))
    return keys


def _derive(own: HomeKeys, api: Api, name: str) -> str:
    return PREFIXES[api] + _digest(own.of(api), name)


def _digest(secret: str, name: str) -> str:
    return hmac.digest(secret.encode(), name.encode(), "sha256").hex()


def _read_or_make(db: Connection, path: Path, now: float) -> HomeKeys:
    keys = _read(path) if path.exists() else _write(path)
    _store_keys(db, OWN, keys, now)
    return keys


def _store_keys(db: Connection, name: str, keys: HomeKeys, now: float) -> None:
    """Give the account of this name these keys; ones that were revoked stay so."""
    row = db.execute("SELECT id FROM account WHERE name = ?", (name,)).fetchone()
    account = row["id"] if row else insert_account(db, name, now, is_org=False, credits=None)
    for api in PREFIXES:
        key = keys.of(api)
        if not is_known(db, key):
            insert_key(db, api, key, (account, None), now)


def _read(path: Path) -> HomeKeys:
    try:
        keys = HomeKeys(**json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise KeysUnreadable(path) from error
    if not all(str(keys.of(api)).startswith(prefix) for api, prefix in PREFIXES.items()):
        raise KeysUnreadable(path)
    return keys


def _write(path: Path) -> HomeKeys:
    keys = new_keys()
    replace_private(path, json.dumps(asdict(keys), indent=2))
    return keys
