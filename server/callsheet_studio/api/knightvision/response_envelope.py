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
    """Return a response of status 200 with this body."""
    return JSONResponse(body)


def answer_accepted(body: AcceptedResponse) -> JSONResponse:
    """Return a response of status 202 with this body: a job was submitted."""
    return JSONResponse(body, 202)


def new_request_id() -> str:
    """Return a random `request_id` for one answer: 12 hexadecimal digits."""
    return secrets.token_hex(6)


def new_id(now: float) -> str:
    """Return a job's id, such as `20260323_141500_abc123`: the time (UTC)
    and six random characters.

    Args:
        now: Seconds since 1970.
    """
    moment = datetime.fromtimestamp(now, UTC).strftime("%Y%m%d_%H%M%S")
    return f"{moment}_{''.join(secrets.choice(LETTERS) for _ in range(6))}"


def format_timestamp(seconds: float) -> str:
    """Return a time as this API writes it, `2026-03-23 14:15:00` in UTC,
    from seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S")
