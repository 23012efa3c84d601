"""Who may sign in over HTTP, as the settings and the home say."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass

import httpx2
from mcp.server.auth.provider import TokenVerifier
from mcp.server.auth.settings import AuthSettings
from pydantic import SecretStr

from callsheet.http_access import check_token
from callsheet.settings import Settings
from callsheet.shared_files import SharedFiles
from callsheet.sign_in.access import VerifiedToken, grant
from callsheet.sign_in.tokens import TokenFile
from callsheet_tools.errors import NotConfigured
from callsheet_tools.toolkit.user import OWNER, READ

PATH = "/mcp"
"""Where the protocol is spoken, below the server's address."""
INCOMPLETE = (
    "Signing in at an identity provider needs CALLSHEET_OAUTH_ISSUER, CALLSHEET_OAUTH_JWKS and "
    "CALLSHEET_PUBLIC_URL together. Set all of them, or unset the first two. Nothing was served."
)


@dataclass(frozen=True)
class OwnerToken:
    """CALLSHEET_HTTP_TOKEN: whoever sends it is the person at this computer."""

    token: SecretStr

    async def verify_token(self, token: str) -> VerifiedToken | None:
        """Return the access of the person at this computer if the token is
        the right one; else None.

        The comparison takes the same time wherever the first difference is.
        """
        right = self.token.get_secret_value().encode()
        same = hmac.compare_digest(token.encode("utf-8", "surrogateescape"), right)
        return grant(token, OWNER, "owner", "owner") if same else None


@dataclass(frozen=True)
class SignIn:
    """What a request has to bring to be answered."""

    verifiers: Sequence[TokenVerifier]
    provider: AuthSettings | None = None
    """The identity provider, and the address of this server's protocol, where there is one."""

    @classmethod
    async def of(
        cls,
        settings: Settings,
        files: SharedFiles,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> "SignIn | None":
        """Return how requests sign in, from the settings and the team's tokens; None if nobody has
        to.

        Args:
            files: Where the tokens are.
            transport: How the identity provider is reached; None uses the network.

        Raises:
            NotConfigured: A setting is wrong or missing.
            TokenError: The file of tokens is damaged.
            OSError: It can't be read.
            JournalUnusable: It is in a database that does not answer.
        """
        if trouble := settings.trouble(*NEEDED):
            raise NotConfigured(f"{trouble} Nothing was served.")
        token, file = settings.http_token, TokenFile(files)
        provider = settings.oauth_issuer or settings.oauth_jwks
        verifiers = list[TokenVerifier]()
        if token:
            check_token(token)
            verifiers.append(OwnerToken(token))
        if provider or settings.database_url or await file.tokens():
            verifiers.append(file)
        if provider:
            return _with_provider(settings, verifiers, transport)
        return cls(verifiers) if verifiers else None

    @property
    def has_users(self) -> bool:
        """Whether others than the person at this computer may sign in."""
        return any(not isinstance(one, OwnerToken) for one in self.verifiers)

    async def verify_token(self, token: str) -> VerifiedToken | None:
        """Return the access of the user of this token; None if it is nobody's.

        Raises:
            TokenError: The file of tokens is damaged.
            OSError: It can't be read.
        """
        for one in self.verifiers:
            if isinstance(access := await one.verify_token(token), VerifiedToken):
                return access
        return None


NEEDED = (
    *("CALLSHEET_OAUTH_ISSUER", "CALLSHEET_OAUTH_AUDIENCE", "CALLSHEET_OAUTH_JWKS"),
    *("CALLSHEET_PUBLIC_URL", "CALLSHEET_USERS_KEY"),
)
"""Settings that a server must not start without when they were given."""


def _with_provider(
    settings: Settings,
    verifiers: Sequence[TokenVerifier],
    transport: httpx2.AsyncBaseTransport | None,
) -> SignIn:
    from callsheet.sign_in.identity_provider import IdentityProvider, Issuer, KeySet

    issuer, keys, public = settings.oauth_issuer, settings.oauth_jwks, settings.public_url
    if not (issuer and keys and public):
        raise NotConfigured(INCOMPLETE)
    resource = f"{public}{PATH}"
    tokens = Issuer(issuer, settings.oauth_audience or resource, keys)
    provider = AuthSettings.model_validate(
        {
            "issuer_url": issuer,
            "resource_server_url": resource,
            "required_scopes": [READ],
            "validate_token_resource": False,  # `IdentityProvider` checks the audience itself.
        }
    )
    return SignIn([*verifiers, IdentityProvider(tokens, KeySet(keys, transport))], provider)
