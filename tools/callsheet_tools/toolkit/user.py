"""Who makes a call: the person at this computer, or a user who signed in over HTTP."""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from callsheet_tools.errors import NotApproved
from callsheet_tools.jobs.results import OURS

READ, CREATE, SPEND = "videos:read", "videos:create", "spend"
"""What a user may do: look, make, and buy. These are the scopes of access tokens."""
SCOPES = frozenset({READ, CREATE, SPEND})


@dataclass(frozen=True)
class User:
    """A caller of tools."""

    subject: str = ""
    """Names a user who signed in, also in the journal; empty: the person at this computer."""
    scopes: frozenset[str] = SCOPES
    link: Callable[[Path], str] | None = field(default=None, compare=False)
    """Gives the address at which a user who signed in can open a file of theirs."""
    on_missing_scope: Callable[[str], None] | None = field(default=None, compare=False)
    """Hears of the scope for want of which a call is refused."""

    @property
    def is_remote(self) -> bool:
        """Whether the caller is at another computer, from which the files here can't be opened."""
        return bool(self.subject)

    def may(self, scope: str) -> bool:
        """Return whether the user's sign-in covers this scope."""
        return scope in self.scopes

    def require(self, scope: str, refusal: str) -> None:
        """Check that the user's sign-in covers a scope; if not, `on_missing_scope` hears of it.

        Raises:
            NotApproved: It does not; the text is `refusal`.
        """
        if self.may(scope):
            return
        if self.on_missing_scope:
            self.on_missing_scope(scope)
        raise NotApproved(refusal)


OWNER = User()
"""The person at this computer."""
current_user: ContextVar[User] = ContextVar("current_user", default=OWNER)
"""Who makes the call that is being answered."""


def openable(file: Path) -> str:
    """Return what the caller can open a file with: its path, or a link, valid for a limited time,
    if the caller is at another computer."""
    link = current_user.get().link
    return link(file) if link else str(file)


def openable_uri(file: Path) -> str:
    """Return the address that the caller can open a file with: a `file:` URI, or a link, valid for
    a limited time, from another computer."""
    link = current_user.get().link
    return link(file) if link else file.as_uri()


def openable_result(result: Mapping[str, Any]) -> dict[str, Any]:
    """Return a job's result, with links (valid for a limited time) instead of file paths if the
    caller is at another computer."""
    if current_user.get().link is None:
        return dict(result)
    links = {name: openable(Path(result[key])) for key, name in LINKED.items() if result.get(key)}
    return {key: value for key, value in result.items() if key not in OURS} | links


LINKED: Mapping[str, str] = {"file": "video_url", "outline_file": "outline_url"}
"""By the file that a result has: under what name its link is given."""
