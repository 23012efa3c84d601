"""What can go wrong, said so that an assistant can act on it.

CallsheetError
├─ ApiError               a provider was asked, and this came of it
│  ├─ RequestRejected     fix the request; asking again will not help
│  ├─ RetryLater          nothing was done; the same request may work after `wait` seconds
│  │  └─ BudgetUsedUp     it was not even sent, to keep to the provider's limit
│  └─ OutcomeUnknown      a write was sent, its outcome is unknown: never send it again
├─ Unrecorded             a write left, and its answer cannot be written down yet
├─ RefusedLocally         Callsheet itself says no, before anything was sent or written
│  ├─ NotConfigured       a setting or a part is missing
│  ├─ NotApproved         the user, their sign-in or the day's limit does not cover it
│  ├─ Overtaken           the sender was stopped for so long that others count it as dead
│  ├─ UnknownJob          no such job
│  └─ NoSuchFile          a result cannot be saved as asked
│     └─ AddressRefused   its address has run out, and may be renewed
└─ JournalUnusable        the record of jobs cannot be read or written
"""

import math
from dataclasses import dataclass, field

from mcp.server.mcpserver.exceptions import ToolError

from callsheet_tools.sanitize import LONGEST_TEXT, one_line, to_quote, to_sentence

STUDIO = "The studio on this computer"
"""How the maker of local films is named, whose sentences are Callsheet's own."""
NOTHING = "nothing was "
"""Stands in a detail that says itself that nothing was changed, and how to go on."""
CORRECT = "Nothing was done; correct the arguments and call again."
GO_ON = {
    401: "Nothing was done. Ask the user to check the API key in Callsheet's settings.",
    402: "Nothing was done. Tell the user that the balance does not suffice.",
    403: "Nothing was done. The key's account may not do this; ask the user.",
    404: "Check the id; `list_jobs` shows the ones known here.",
    409: "Nothing was done. Wait for what is under way, then call again.",
}
"""What follows from a refusal, by its HTTP status."""


def quote_provider(api: str, words: str) -> str:
    """Return a provider's words as a quotation with its name; the studio's
    words as a plain sentence.

    Args:
        api: The provider's name.
    """
    return to_sentence(words) if api == STUDIO else f"{api} says: {to_quote(words)}"


class CallsheetError(ToolError):
    """Base of every error this package raises on purpose: the assistant reads its text.

    Anything else that escapes a tool is a bug, and the SDK keeps its text on the server.
    """


@dataclass(eq=False)
class ApiError(CallsheetError):
    """A provider refused a request, or did not answer it."""

    api: str
    status: int
    """The HTTP status, 0 when there was no answer."""
    detail: str
    """The provider's own words, already safe to quote and as long as may be shown."""
    body: str = field(default="", kw_only=True, repr=False)
    """What was received, as it came: it may name what was made. Never shown."""

    def __str__(self) -> str:
        """What happened, in the provider's words."""
        if not self.status:
            return f"{self.api} could not be reached: {self.detail}."
        if self.api == STUDIO:
            return to_sentence(self.detail)
        return f"{self.api} answered {self.status}: {to_quote(self.detail, LONGEST_TEXT)}."


@dataclass(eq=False)
class RequestRejected(ApiError):
    """The provider refused for good: the same request will not work."""

    advice: str = field(default="", kw_only=True)
    """What to do about it, where the status does not tell."""

    def __str__(self) -> str:
        """What happened, and what to do about it."""
        advice = self.advice or GO_ON.get(self.status, CORRECT)
        is_told = self.api == STUDIO and not self.advice and NOTHING in self.detail.lower()
        return f"{super().__str__()}{'' if is_told else f' {advice}'}"


@dataclass(eq=False)
class RetryLater(ApiError):
    """The provider is busy or out of reach, and did nothing."""

    wait: float = 10.0
    """Seconds until the same request may work."""

    def __str__(self) -> str:
        """What happened, and when to call again."""
        return f"{super().__str__()} Nothing was done; call again in {math.ceil(self.wait)} s."


@dataclass(eq=False)
class BudgetUsedUp(RetryLater):
    """Callsheet keeps to the provider's limit by itself; nothing was sent."""

    def __str__(self) -> str:
        """That no request was sent, and when to call again."""
        seconds = math.ceil(self.wait)
        return (
            f"Nothing was sent: {self.api}'s limit of requests is used up for {seconds} s; "
            f"call again in {seconds} s."
        )


@dataclass(eq=False)
class OutcomeUnknown(ApiError):
    """A write may or may not have been carried out. It is never repeated."""


class Unrecorded(CallsheetError):
    """A write was sent, and what became of it could not be written down; only this text says it."""


class RefusedLocally(CallsheetError):
    """Nothing was sent; the text says what to do instead."""


class NotConfigured(RefusedLocally):
    """A setting or a part is missing or wrong."""


class NotApproved(RefusedLocally):
    """Something may not be bought, made or looked at: the user did not agree to it, or their
    sign-in or the day's limit does not cover it."""


class Overtaken(RefusedLocally):
    """This process may not send any more what it was about to send."""


class UnknownJob(RefusedLocally):
    """No job that the caller may see has this id."""

    def __init__(self, job_id: str) -> None:
        super().__init__(f"No job {one_line(job_id, 80)!r}. `list_jobs` shows the ones there are.")


class NoSuchFile(RefusedLocally):
    """There is nothing to save, or not there."""


class AddressRefused(NoSuchFile):
    """The address of a file does not work any more; asking for the job may give a newer one."""


class JournalUnusable(CallsheetError):
    """The journal cannot be read or written; the text says what to do."""
