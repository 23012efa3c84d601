"""Every refusal of this API: a status and `{"detail": text}`."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

LONGEST = 500
"""Characters of a text: some quote what the caller sent."""


class Refused(HTTPException):
    """This API says no. The text names the field and the rule."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, detail[:LONGEST], headers)


async def answer_refusal(_: Request, error: Exception) -> JSONResponse:
    """A refusal, ours or the router's, as this API writes it."""
    assert isinstance(error, HTTPException), "registered for this class"
    text = error.detail.encode("utf-8", "replace").decode()
    return JSONResponse({"detail": text}, error.status_code, error.headers)


async def answer_accident(_: Request, error: Exception) -> JSONResponse:
    """A mistake of ours: the server logs it, the caller learns that it happened."""
    return JSONResponse({"detail": "Internal server error"}, 500)
