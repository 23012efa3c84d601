"""Further callers of a studio: accounts with or without a key, and signed sessions of a user."""

from collections.abc import Iterable

import jwt

from callsheet_studio.auth.accounts import (
    REVOKE,
    Accounts,
    Api,
    insert_account,
    insert_key,
    make_key,
)
from callsheet_studio.auth.session_tokens import AUDIENCE, SessionTokens


async def add_account(
    accounts: Accounts, name: str, *, is_org: bool = False, credits: int | None = None
) -> str:
    """Make an account without a key, and return its id; `credits` None is the daily allowance."""
    now = accounts.clock()
    return await accounts.store.write(
        lambda db: insert_account(db, name, now, is_org=is_org, credits=credits)
    )


async def new_key(accounts: Accounts, api: Api, account: str, user_id: str | None = None) -> str:
    """Make a key for an account, as which a member of an organization may act; it revokes the
    account's earlier one for this API."""
    key, now = make_key(api), accounts.clock()
    await accounts.store.write(lambda db: insert_key(db, api, key, (account, user_id), now))
    return key


async def revoke_key(accounts: Accounts, api: Api, account: str) -> None:
    """Revoke the account's key for one API."""
    values = (accounts.clock(), account, api)
    await accounts.store.write(lambda db: db.execute(REVOKE, values))


def sign_session(
    sessions: SessionTokens, user_id: str, orgs: Iterable[str] = (), seconds: int = 3600
) -> str:
    """Return a session token with which a client acts as this user."""
    now = int(sessions.clock())
    claims = {"sub": user_id, "orgs": list(orgs), "aud": AUDIENCE, "iat": now}
    return jwt.encode(claims | {"exp": now + seconds}, sessions.secret, "HS256")
