"""Who may call: accounts, and the API keys that act for them.

The database holds no key, only SHA-256 hashes; a key is 32 random bytes, so no slow hash is needed.
"""

import hashlib
import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias
from uuid import uuid4

from callsheet_studio.storage.clock import Clock
from callsheet_studio.storage.credits import DAILY, LEFT, to_day
from callsheet_studio.storage.database import Connection, Store
from callsheet_studio.storage.sqlite_store import read_scalar

Api: TypeAlias = Literal["knowlify", "knightvision"]

PREFIXES: dict[Api, str] = {"knowlify": "kn_", "knightvision": "kv_partner_"}
FIND = """SELECT account.id, user_id, is_org FROM api_key JOIN account ON account.id = account
    WHERE hash = ? AND api = ? AND revoked_at IS NULL"""
REVOKE = "UPDATE api_key SET revoked_at = ? WHERE account = ? AND api = ? AND revoked_at IS NULL"
CREDITS = f"SELECT {LEFT} FROM account WHERE id = :account"
ADD = """INSERT INTO account (id, name, is_org, credits, created_at, daily, day)
    VALUES (?, ?, ?, ?, ?, ?, ?)"""
EXISTS = "SELECT count(*) FROM account WHERE id = ? AND is_org = ?"
KNOWN = "SELECT count(*) FROM api_key WHERE hash = ?"


@dataclass(frozen=True)
class Principal:
    """The user and the account for which an authenticated request acts."""

    user_id: str
    org_id: str | None = None
    """The organization for which the user acts; None: the user's own account."""
    orgs: frozenset[str] = frozenset()
    """Organizations for which a signed-in user may act as well."""
    signed_in: bool = False
    """True if the request has a session token, False if it has an API key."""

    @property
    def account(self) -> str:
        """The id of the account that pays: the organization's, or else the user's."""
        return self.org_id or self.user_id

    @property
    def pool(self) -> str:
        """The name under which jobs are kept and requests are counted: the user's id, or `org:`
        and the organization's id."""
        return f"org:{self.org_id}" if self.org_id else self.user_id

    def acting_for(self, pool: str) -> "Principal | None":
        """Return this user acting for the owner `pool` (see `Principal.pool`): the user, or an
        organization of `orgs`. None for any other owner."""
        if pool == self.pool:
            return self
        org = next((org for org in self.orgs if pool == f"org:{org}"), None)
        return replace(self, org_id=org) if org else None


@dataclass(frozen=True)
class Accounts:
    """The accounts of one studio.

    Its methods raise `UNAVAILABLE` (`storage/database`) while the database cannot be used.
    """

    store: Store
    clock: Clock

    async def caller(self, api: Api, key: str) -> Principal | None:
        """Return the user and account that an API key acts for; None if the key is unknown or
        revoked."""
        values = (_hash(key), api)
        row = await self.store.read(lambda db: db.execute(FIND, values).fetchone())
        return row and Principal(row["user_id"], row["id"] if row["is_org"] else None)

    async def credits(self, account: str) -> int:
        """Return the credits that are left of the account with the id `account`, which must
        exist."""
        values = {"account": account, "day": to_day(self.clock())}
        return await self.store.read(lambda db: db.execute(CREDITS, values).fetchone()[0])

    async def exists(self, account: str, *, is_org: bool = False) -> bool:
        """Return whether there is an account with this id: an organization's if `is_org`, else a
        user's."""
        values = (account, is_org)
        return bool(await self.store.read(lambda db: db.execute(EXISTS, values).fetchone()[0]))

    async def is_known(self, key: str) -> bool:
        """Return whether the key, active or revoked, was ever issued here."""
        return await self.store.read(lambda db: is_known(db, key))


def is_ours(home: Path, key: str) -> bool:
    """Return whether a studio ever issued the API key.

    Such a key must never be sent to a hosted service. False where the studio has no database, or it
    can't be read.

    Args:
        home: The studio's own folder.
    """
    return read_scalar(home, KNOWN, _hash(key)) > 0


def is_known(db: Connection, key: str) -> bool:
    """Return whether the database has the API key, active or revoked."""
    return bool(db.execute(KNOWN, (_hash(key),)).fetchone()[0])


def make_key(api: Api) -> str:
    """Return a new random API key with the hosted service's prefix for `api`."""
    return PREFIXES[api] + secrets.token_hex(32)


def insert_account(
    db: Connection, name: str, now: float, *, is_org: bool, credits: int | None
) -> str:
    """Insert an account in the open transaction, and return its new id.

    Args:
        now: Seconds since 1970.
        credits: A balance given once; None is the daily allowance.
        is_org: Whether the account is an organization's.
    """
    account = str(uuid4())
    daily = DAILY if credits is None else None
    row = (account, name, is_org, credits if daily is None else daily, now, daily, to_day(now))
    db.execute(ADD, row)
    return account


def insert_key(
    db: Connection, api: Api, key: str, owner: tuple[str, str | None], now: float
) -> None:
    """Insert `key` in the open transaction and revoke the account's other keys for this API.

    Args:
        owner: (account id, member's user id); None as the member is the account itself.
        now: Seconds since 1970.
    """
    account, user_id = owner
    db.execute(REVOKE, (now, account, api))
    row = (_hash(key), api, account, user_id or account, now)
    db.execute(
        "INSERT INTO api_key (hash, api, account, user_id, created_at) VALUES (?, ?, ?, ?, ?)", row
    )


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()
