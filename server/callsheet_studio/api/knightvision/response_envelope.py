"""The shape of what this API says: ids, times, and success."""

import secrets
import string
from datetime import UTC, datetime

from starlette.responses import JSONResponse

from callsheet_studio.api.knightvision.responses import AcceptedResponse, Success

ID = r"[0-9]{8}_[0-9]{6}_[0-9a-z]{6}"
"""The pattern of a job's id; some kinds put a word before it."""
LETTERS = string.ascii_lowercase + string.digits


def ok_response(body: Success) -> JSONResponse:
    """What was asked for."""
    return JSONResponse(body)


def accepted_response(body: AcceptedResponse) -> JSONResponse:
    """Work was ordered."""
    return JSONResponse(body, 202)


def new_request_id() -> str:
    """Twelve hexadecimal digits; each success has an id of its own."""
    return secrets.token_hex(6)


def new_id(now: float) -> str:
    """Such as `20260323_141500_abc123`: when, and six characters that nobody can guess."""
    moment = datetime.fromtimestamp(now, UTC).strftime("%Y%m%d_%H%M%S")
    return f"{moment}_{''.join(secrets.choice(LETTERS) for _ in range(6))}"


def stamp(seconds: float) -> str:
    """This API's timestamps, in UTC."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S")
