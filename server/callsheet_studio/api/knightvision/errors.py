"""Every refusal of this API: a status and `{"error": text}`, with more keys on a 402."""

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse


class ApiRefusal(HTTPException):
    """An error answer of this API, with a documented text where there is one."""

    def __init__(
        self, status: int, error: str, headers: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(status, error, headers)
        self.more = more


async def answer_refusal(_: Request, error: Exception) -> JSONResponse:
    """Return the response for an error answer, of the studio or of the router: its status and
    `{"error": text}`."""
    assert isinstance(error, HTTPException), "registered for this class"
    more = error.more if isinstance(error, ApiRefusal) else {}
    return JSONResponse({"error": error.detail} | more, error.status_code, error.headers)


async def answer_unexpected(_: Request, error: Exception) -> JSONResponse:
    """Return the response for an unexpected exception: status 500. Its text goes only to the
    server's log."""
    return JSONResponse({"error": "Internal server error"}, 500)
