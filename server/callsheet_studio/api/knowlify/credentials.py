"""Who calls: an API key, or a signed-in user's token."""

import re
from dataclasses import dataclass

from callsheet_studio.api.knowlify.errors import ApiRefusal
from callsheet_studio.auth.accounts import Accounts, Principal
from callsheet_studio.auth.session_tokens import InvalidSession, SessionTokens

KEY = re.compile(r"kn_[0-9a-f]{64}")


@dataclass(frozen=True)
class Credentials:
    """Checks API keys and session tokens."""

    accounts: Accounts
    sessions: SessionTokens

    async def with_key(self, key: str) -> Principal:
        """Return the user and account that an API key acts for.

        Raises:
            ApiRefusal: 401 when the key is malformed, unknown or revoked.
        """
        if not KEY.fullmatch(key):
            raise ApiRefusal(401, "Malformed API key: expected kn_ and 64 hexadecimal digits")
        caller = await self.accounts.caller("knowlify", key)
        if caller is None:
            raise ApiRefusal(401, "Unknown or revoked API key")
        return caller

    async def principal_of(self, token: str) -> Principal:
        """Return the user of a session token.

        Raises:
            ApiRefusal: 401 when the token is not valid, or its user is unknown.
        """
        try:
            caller = self.sessions.caller(token.strip())
        except InvalidSession as error:
            raise ApiRefusal(401, str(error)) from error
        if not await self.accounts.exists(caller.user_id):
            raise ApiRefusal(401, "The token's user is unknown")
        return caller

    async def with_either(self, text: str) -> Principal:
        """Return the user and account that a text acts for, which is an API key or a session token.

        Raises:
            ApiRefusal: 401 when it is not valid.
        """
        return await (self.with_key(text) if text.startswith("kn_") else self.principal_of(text))
