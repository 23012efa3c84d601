"""Who makes a call: the person at this computer, or a user who signed in over HTTP."""

from contextvars import ContextVar
from dataclasses import dataclass

READ, CREATE, SPEND = "videos:read", "videos:create", "spend"
"""What a user may do: look, make, and buy. These are the scopes of access tokens."""
SCOPES = frozenset({READ, CREATE, SPEND})


@dataclass(frozen=True)
class User:
    """A caller of tools."""

    subject: str = ""
    """Names a user who signed in, also in the journal; empty: the person at this computer."""
    scopes: frozenset[str] = SCOPES

    @property
    def is_remote(self) -> bool:
        """Whether this is somebody else's computer to them: its files are out of their reach."""
        return bool(self.subject)

    def may(self, scope: str) -> bool:
        """Whether the user's sign-in covers this."""
        return scope in self.scopes


OWNER = User()
"""The person at this computer."""
current_user: ContextVar[User] = ContextVar("current_user", default=OWNER)
"""Who makes the call that is being answered."""
