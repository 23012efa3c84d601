"""Every refusal of this API: a status and `{"error": text}`, with more keys on a 402."""

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse


class ApiRefusal(HTTPException):
    """This API says no, in a documented text where there is one."""

    def __init__(
        self, status: int, error: str, headers: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(status, error, headers)
        self.more = more


async def answer_refusal(_: Request, error: Exception) -> JSONResponse:
    """Answer a refusal, the studio's or the router's: its status and `{"error": text}`."""
    assert isinstance(error, HTTPException), "registered for this class"
    more = error.more if isinstance(error, ApiRefusal) else {}
    return JSONResponse({"error": error.detail} | more, error.status_code, error.headers)


async def answer_unexpected(_: Request, error: Exception) -> JSONResponse:
    """Answer an unexpected error with status 500; its text goes to the server's log only."""
    return JSONResponse({"error": "Internal server error"}, 500)
