"""Accounts beside this computer's own: the person at it makes, lists and revokes them."""

import sqlite3
from dataclasses import dataclass

from callsheet_studio.accounts import PREFIXES, REVOKE, Accounts, insert_account, insert_key
from callsheet_studio.errors import NameTaken, NoSuchAccount
from callsheet_studio.keys import OWN, Keys, new_keys

LIST = """SELECT name, credits, created_at, EXISTS (
        SELECT * FROM api_key WHERE account = account.id AND revoked_at IS NULL) AS active
    FROM account ORDER BY created_at, name"""
NAMED = "SELECT id FROM account WHERE name = ?"


@dataclass(frozen=True)
class Member:
    """An account as a list shows it."""

    name: str
    credits: int | None
    """What is left for Knightvision; None: it never runs out."""
    created_at: float
    active: bool
    """Whether it has a key that is not revoked."""


@dataclass(frozen=True)
class Members:
    """The accounts of one studio."""

    accounts: Accounts

    async def add(self, name: str, credits: int | None = None) -> Keys:
        """A new account with a key for each API, which are shown this once. `credits` None never
        runs out.

        Raises:
            NameTaken: There is an account of this name.
        """
        now, keys = self.accounts.clock(), new_keys()
        await self.accounts.store.write(lambda db: _add(db, (name, credits), keys, now))
        return keys

    async def revoke(self, name: str) -> None:
        """End the account's keys at once. Its jobs go on.

        Raises:
            NoSuchAccount: None has this name, or it is this computer's own.
        """
        now = self.accounts.clock()
        await self.accounts.store.write(lambda db: _revoke(db, name, now))

    async def list(self) -> tuple[Member, ...]:
        """Every account, oldest first, this computer's own among them."""
        rows = await self.accounts.store.read(lambda db: db.execute(LIST).fetchall())
        return tuple(
            Member(row["name"], row["credits"], row["created_at"], bool(row["active"]))
            for row in rows
        )


def _add(db: sqlite3.Connection, who: tuple[str, int | None], keys: Keys, now: float) -> None:
    name, credits = who
    if db.execute(NAMED, (name,)).fetchone():
        raise NameTaken(name)
    account = insert_account(db, name, now, is_org=False, credits=credits)
    for api in PREFIXES:
        insert_key(db, api, keys.of(api), (account, None), now)


def _revoke(db: sqlite3.Connection, name: str, now: float) -> None:
    found = db.execute(NAMED, (name,)).fetchone()
    if found is None or name == OWN:
        raise NoSuchAccount(name)
    for api in PREFIXES:
        db.execute(REVOKE, (now, found["id"], api))
