"""Messages that are no JSON-RPC. The SDK drops them without a word; here each is answered."""

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import anyio
from mcp.shared._stream_protocols import ReadStream, WriteStream
from mcp.shared.message import SessionMessage
from mcp.types import INVALID_REQUEST, PARSE_ERROR, ErrorData, JSONRPCError, RequestId
from pydantic import ValidationError

ID = re.compile(r'"id"\s*:\s*(?:"([^"\\]{1,200})"|(-?\d{1,15})\b)')
"""A message's id, in what cannot be parsed."""


@asynccontextmanager
async def answered(
    read: ReadStream[SessionMessage | Exception], write: WriteStream[SessionMessage]
) -> AsyncGenerator[ReadStream[SessionMessage | Exception]]:
    """The good messages of `read`; the others are answered on `write`."""
    good, rest = anyio.create_memory_object_stream[SessionMessage | Exception](0)

    async def sort() -> None:
        async with good:
            async for item in read:
                if isinstance(item, Exception):
                    await write.send(SessionMessage(error_for(item)))
                else:
                    await good.send(item)

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(sort)
        yield rest
        tasks.cancel_scope.cancel()


def error_for(problem: Exception) -> JSONRPCError:
    """The answer, with the message's id where one can be made out (JSON-RPC 2.0, section 5)."""
    details = problem.errors() if isinstance(problem, ValidationError) else []
    broken = any(one["type"] == "json_invalid" for one in details)
    code, text = (PARSE_ERROR, "Parse error") if broken else (INVALID_REQUEST, "Invalid Request")
    ids = (_id(one["input"]) for one in details)
    found = next((one for one in ids if one is not None), None)
    return JSONRPCError(jsonrpc="2.0", id=found, error=ErrorData(code=code, message=text))


def _id(value: Any) -> RequestId | None:
    if isinstance(value, str):
        found = ID.search(value)
        return (found[1] or int(found[2])) if found else None
    one: Any = value.get("id") if isinstance(value, dict) else None  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]  # the JSON edge
    return one if isinstance(one, str | int) and not isinstance(one, bool) else None
