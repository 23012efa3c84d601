"""The JSON body of a request, read within measure."""

import json
from typing import Any, NoReturn

from starlette.requests import Request

LARGEST = 10_000_000
"""Bytes of a body: fifty videos with every text at its longest fit, escaped."""


class Unfit(Exception):
    """The body is beyond all measure; the text says how."""


class NoJson(Exception):
    """The body is not JSON; the text says where."""


async def read_json(request: Request) -> Any:
    """The value that the body is.

    Raises:
        Unfit: It is too large or nested too deeply.
        NoJson: It is no JSON.
    """
    body = await _bytes(request)
    try:
        return json.loads(body, parse_constant=_no_json)
    except RecursionError as error:
        raise Unfit("The body is nested too deeply") from error
    except ValueError as error:
        raise NoJson(f"The body is not JSON: {error}") from error


async def _bytes(request: Request) -> bytes:
    read = bytearray()
    async for chunk in request.stream():
        read += chunk
        if len(read) > LARGEST:
            raise Unfit(f"The body must have at most {LARGEST} bytes")
    return bytes(read)


def _no_json(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a JSON value")
