"""Every refusal of this API: a status and `{"detail": text}`."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

LONGEST, LONGEST_ON_EDITS = 500, 2000
"""Characters of a text: some quote what the caller sent, or list a film's scenes."""


class ApiRefusal(HTTPException):
    """This API says no. The text names the field and the rule."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, detail[:LONGEST], headers)


class EditRefused(ApiRefusal):
    """The same of an edit, with the outline that is to be changed."""

    def __init__(self, status: int, detail: str, outline: str) -> None:
        super().__init__(status, detail)
        self.detail = detail[:LONGEST_ON_EDITS]
        self.outline = outline


async def answer_refusal(_: Request, error: Exception) -> JSONResponse:
    """Answer a refusal, the studio's or the router's: its status and `{"detail": text}`.

    A refused edit adds `outline`, the film's text.
    """
    assert isinstance(error, HTTPException), "registered for this class"
    text = error.detail.encode("utf-8", "replace").decode()
    outline = {"outline": error.outline} if isinstance(error, EditRefused) else {}
    return JSONResponse({"detail": text, **outline}, error.status_code, error.headers)


async def answer_unexpected(_: Request, error: Exception) -> JSONResponse:
    """Answer an unexpected error with status 500; its text goes to the server's log only."""
    return JSONResponse({"detail": "Internal server error"}, 500)
