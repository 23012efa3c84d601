"""Every refusal of this API: a status and `{"detail": text}`."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

LONGEST, LONGEST_ON_EDITS = 500, 2000
"""Characters of a text: some quote what the caller sent, or list a film's scenes."""


class ApiRefusal(HTTPException):
    """An error answer of this API. The text names the field and the rule."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, detail[:LONGEST], headers)


class EditRefused(ApiRefusal):
    """An error answer to an edit request, with the outline of the film that was to be changed."""

    def __init__(self, status: int, detail: str, outline: str) -> None:
        super().__init__(status, detail)
        self.detail = detail[:LONGEST_ON_EDITS]
        self.outline = outline


async def answer_refusal(_: Request, error: Exception) -> JSONResponse:
    """Return the response for an error answer, of the studio or of the router: its status and
    `{"detail": text}`.

    For an edit it has `outline` too, the film's text.
    """
    assert isinstance(error, HTTPException), "registered for this class"
    text = error.detail.encode("utf-8", "replace").decode()
    outline = {"outline": error.outline} if isinstance(error, EditRefused) else {}
    return JSONResponse({"detail": text, **outline}, error.status_code, error.headers)


async def answer_unexpected(_: Request, error: Exception) -> JSONResponse:
    """Return the response for an unexpected exception: status 500. Its text goes only to the
    server's log."""
    return JSONResponse({"detail": "Internal server error"}, 500)
