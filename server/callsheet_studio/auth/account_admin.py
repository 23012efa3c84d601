"""Accounts other than this computer's own: the person at it makes, lists and revokes them."""

from dataclasses import dataclass

from callsheet_studio.auth.accounts import PREFIXES, REVOKE, Accounts, insert_account, insert_key
from callsheet_studio.auth.home_keys import OWN, HomeKeys, new_keys
from callsheet_studio.errors import NameTaken, NoSuchAccount
from callsheet_studio.storage.credits import LEFT, to_day
from callsheet_studio.storage.database import Connection

LIST = f"""SELECT name, is_org, {LEFT} AS credits, daily IS NOT NULL AS is_daily, created_at,
        EXISTS (SELECT * FROM api_key WHERE account = account.id AND revoked_at IS NULL) AS active
    FROM account ORDER BY created_at, name"""
NAMED = "SELECT id FROM account WHERE name = ?"


@dataclass(frozen=True)
class AccountInfo:
    """An account as a list of accounts shows it."""

    name: str
    is_org: bool
    """Whether it is an organization."""
    credits: int
    """Credits that are left."""
    is_daily: bool
    """Whether its credits are topped up at midnight UTC."""
    created_at: float
    """Seconds since 1970."""
    active: bool
    """Whether it has a key that is not revoked."""


@dataclass(frozen=True)
class _NewMember:
    name: str
    credits: int | None
    is_org: bool


@dataclass(frozen=True)
class AccountAdmin:
    """The accounts of one studio.

    Its methods raise `UNAVAILABLE` (`storage/database`) while the database cannot be used.
    """

    accounts: Accounts

    async def add(self, name: str, credits: int | None = None, *, is_org: bool = False) -> HomeKeys:
        """Make an account, and return its API keys, one for each API; they can't be read again
        later.

        Args:
            name: The account's name, which no other account has.
            credits: A balance given once; None is the daily allowance.
            is_org: Whether it is an organization. Its keys act for it, and the user who acts is the
                owner of this computer's own account.

        Raises:
            NameTaken: There is an account of this name.
        """
        now, keys = self.accounts.clock(), new_keys()
        await self.accounts.store.write(
            lambda db: _add(db, _NewMember(name, credits, is_org), keys, now)
        )
        return keys

    async def revoke(self, name: str) -> None:
        """Revoke the account's keys at once. Its jobs continue.

        Raises:
            NoSuchAccount: There is no account of this name, or it is this computer's own.
        """
        now = self.accounts.clock()
        await self.accounts.store.write(lambda db: _revoke(db, name, now))

    async def list(self) -> tuple[AccountInfo, ...]:
        """Return all accounts, oldest first, with this computer's own."""
        values = {"day": to_day(self.accounts.clock())}
        rows = await self.accounts.store.read(lambda db: db.execute(LIST, values).fetchall())
        return tuple(
            AccountInfo(
                name=row["name"],
                is_org=bool(row["is_org"]),
                credits=row["credits"],
                is_daily=bool(row["is_daily"]),
                created_at=row["created_at"],
                active=bool(row["active"]),
            )
            for row in rows
        )


def _add(db: Connection, new: _NewMember, keys: HomeKeys, now: float) -> None:
    if db.execute(NAMED, (new.name,)).fetchone():
        raise NameTaken(new.name)
    account = insert_account(db, new.name, now, is_org=new.is_org, credits=new.credits)
    user = db.execute(NAMED, (OWN,)).fetchone()["id"] if new.is_org else account
    for api in PREFIXES:
        insert_key(db, api, keys.of(api), (account, user), now)


def _revoke(db: Connection, name: str, now: float) -> None:
    found = db.execute(NAMED, (name,)).fetchone()
    if found is None or name == OWN:
        raise NoSuchAccount(name)
    for api in PREFIXES:
        db.execute(REVOKE, (now, found["id"], api))
