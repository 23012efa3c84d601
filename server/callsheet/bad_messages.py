"""Messages that are no JSON-RPC. The SDK drops them without a word, or answers over HTTP without
their id; here each is answered with it."""

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import anyio
from mcp.shared._stream_protocols import ReadStream, WriteStream
from mcp.shared.message import SessionMessage
from mcp.types import (
    INVALID_REQUEST,
    PARSE_ERROR,
    ErrorData,
    JSONRPCError,
    RequestId,
    jsonrpc_message_adapter,
)
from pydantic import ValidationError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ID = re.compile(r'"id"\s*:\s*(?:"([^"\\]{1,200})"|(-?\d{1,15})\b)')
"""A message's id, in what cannot be parsed."""
BAD_REQUEST = 400


@asynccontextmanager
async def answer_bad_messages(
    read: ReadStream[SessionMessage | Exception], write: WriteStream[SessionMessage]
) -> AsyncGenerator[ReadStream[SessionMessage | Exception]]:
    """Give a block the valid messages of `read`; invalid ones are answered on `write`."""
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


class AnswersWithIds:
    """An app of Streamable HTTP whose answers to what is no message carry the message's id."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        body, refused = bytearray(), bytearray()
        refusal: Message = {}

        async def keep() -> Message:
            event = await receive()
            body.extend(event.get("body", b""))
            return event

        async def answer(event: Message) -> None:
            nonlocal refusal
            if event.get("status") == BAD_REQUEST:
                refusal = event
                return
            if not refusal:
                await send(event)
                return
            refused.extend(event.get("body", b""))
            if not event.get("more_body"):
                end = {**event, "body": bytes(refused)}
                for part in _replace_answer(refusal, end, body.decode("utf-8", "replace")):
                    await send(part)

        is_message = scope["type"] == "http" and scope["method"] == "POST"
        await (self._app(scope, keep, answer) if is_message else self._app(scope, receive, send))


def _replace_answer(start: Message, end: Message, text: str) -> tuple[Message, Message]:
    """A refusal, with the answer that JSON-RPC asks for where its reason is the message itself."""
    try:
        jsonrpc_message_adapter.validate_json(text, by_name=False)
    except ValidationError as problem:
        content = error_for(problem).model_dump_json(by_alias=True, exclude_unset=True).encode()
        length = (b"content-length", str(len(content)).encode())
        others = [pair for pair in start["headers"] if pair[0].lower() != length[0]]
        return {**start, "headers": [*others, length]}, {**end, "body": content}
    return start, end


def error_for(problem: Exception) -> JSONRPCError:
    """Return the JSON-RPC error for an invalid message, with its id if it has one
    (JSON-RPC 2.0, section 5)."""
    details = problem.errors() if isinstance(problem, ValidationError) else []
    broken = any(one["type"] == "json_invalid" for one in details)
    code, text = (PARSE_ERROR, "Parse error") if broken else (INVALID_REQUEST, "Invalid Request")
    ids = (_id(one["input"]) for one in details)
    found = next((one for one in ids if one is not None), None)
    return JSONRPCError(jsonrpc="2.0", id=found, error=ErrorData(code=code, message=text))


def _id(value: Any) -> RequestId | None:
    if isinstance(value, str):
        match = ID.search(value)
        return (match[1] or int(match[2])) if match else None
    one: Any = value.get("id") if isinstance(value, dict) else None  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]  # the JSON edge
    return one if isinstance(one, str | int) and not isinstance(one, bool) else None
