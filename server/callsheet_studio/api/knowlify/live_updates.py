"""Live updates: an endpoint that clients of Supabase Realtime can use.

It speaks Phoenix channels over a WebSocket, in the JSON of serializer version 1.0.0, and serves
`postgres_changes` of the table `videos`; see Supabase's "Realtime Protocol". As with row level
security there, a caller hears of its own videos alone. The token, an API key or a session's, is
given as `apikey` in the address, and again as `access_token` with a join or later.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import anyio
from pydantic import BaseModel, Field, ValidationError
from starlette.responses import JSONResponse
from starlette.websockets import WebSocket, WebSocketDisconnect

from callsheet_studio.api.knowlify.credentials import Credentials
from callsheet_studio.api.knowlify.errors import ApiRefusal
from callsheet_studio.api.knowlify.video_feed import COLUMNS, SCHEMA, TABLE, VideoChange, VideoFeed
from callsheet_studio.auth.accounts import Principal
from callsheet_studio.jobs.job import Queue
from callsheet_studio.storage.database import UNAVAILABLE

SOCKET = "/realtime/v1/websocket"
LOOK = 0.1
"""Seconds between two looks at the videos."""
EXTENSION = "postgres_changes"
UNFIT = (
    "Unable to subscribe to changes with given parameters: served are schema public, table videos, "
    "and a filter such as uuid=eq.<uuid>"
)
CLOSE_POLICY = 1008
"""WebSocket close code "policy violation" (RFC 6455, 7.4.1)."""

Payload: TypeAlias = dict[str, Any]


class ClientMessage(BaseModel):
    """A message from a client (Phoenix channels)."""

    topic: str
    event: str
    payload: Payload = {}
    ref: str | None = None


class Binding(BaseModel):
    """A subscription of a channel to changes of a table. It is sent back to the client with an
    id."""

    event: str
    schema_name: str = Field(SCHEMA, alias="schema")
    table: str = "*"
    filter: str = ""

    @property
    def is_served(self) -> bool:
        """Whether the studio reports the changes that it asks for."""
        known = self.schema_name in (SCHEMA, "*") and self.table in (TABLE, "*")
        return known and (not self.filter or self._condition[0] in COLUMNS)

    def fits(self, change: VideoChange) -> bool:
        """Return whether it asks for this change."""
        column, value = self._condition
        wanted = not self.filter or str(_value(change.record, column)) == value
        return wanted and self.event in (change.kind, "*")

    @property
    def _condition(self) -> tuple[str, str]:
        column, _, value = self.filter.partition("=eq.")
        return column, value


class _ChannelConfig(BaseModel):
    postgres_changes: list[dict[str, Any]] = []


class _Join(BaseModel):
    config: _ChannelConfig = _ChannelConfig()
    access_token: str | None = None


@dataclass(frozen=True)
class LiveUpdates:
    """The WebSocket endpoint of live updates."""

    queue: Queue
    credentials: Credentials

    async def serve(self, socket: WebSocket) -> None:
        """Serve one WebSocket connection until either side closes it. A connection without a
        valid key or token is refused with 401."""
        try:
            caller = await self.credentials.with_either(socket.query_params.get("apikey", ""))
        except ApiRefusal as error:
            return await _deny(socket, error)
        feed = VideoFeed(self.queue, (caller.pool, *(f"org:{org}" for org in caller.orgs)))
        await feed.start()
        await socket.accept()
        connection = _Connection(socket, caller, self.credentials)
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(connection.announce, feed)
            await connection.listen()
            tasks.cancel_scope.cancel()


async def _deny(socket: WebSocket, error: ApiRefusal) -> None:
    if "websocket.http.response" in socket.scope.get("extensions", {}):
        refusal = JSONResponse({"detail": error.detail}, error.status_code)
        return await socket.send_denial_response(refusal)
    await socket.close(CLOSE_POLICY, error.detail)


@dataclass
class _Connection:
    socket: WebSocket
    caller: Principal
    credentials: Credentials
    channels: dict[str, Mapping[int, Binding]] = field(
        default_factory=dict[str, Mapping[int, Binding]]
    )
    """What each joined topic asks for, by id."""
    given: int = 0
    """Ids of bindings that were given out."""

    async def listen(self) -> None:
        """Answer messages until the client is gone. What is no message is left unanswered."""
        answers = {
            "heartbeat": self._beat,
            "phx_join": self._join,
            "phx_leave": self._leave,
            "access_token": self._renew,
        }
        with suppress(WebSocketDisconnect):
            while True:
                if message := await self._receive():
                    await answers.get(message.event, self._refuse)(message)

    async def _receive(self) -> ClientMessage | None:
        try:
            return ClientMessage.model_validate_json(await self.socket.receive_text())
        except (ValidationError, KeyError):  # KeyError: a binary frame
            return None

    async def announce(self, feed: VideoFeed) -> None:
        """Send the client every change that it asked for, until it disconnects. What changes while
        the database can't be used is sent when it can."""
        with suppress(WebSocketDisconnect):
            while True:
                await anyio.sleep(LOOK)
                with suppress(*UNAVAILABLE):
                    for change in await feed.look():
                        await self._tell(change)

    async def _tell(self, change: VideoChange) -> None:
        for topic, bindings in list(self.channels.items()):
            ids = [id for id, binding in bindings.items() if binding.fits(change)]
            if ids:
                await self._send(topic, EXTENSION, {"ids": ids, "data": _data(change)})

    async def _beat(self, message: ClientMessage) -> None:
        await self._reply(message, {})

    async def _join(self, message: ClientMessage) -> None:
        try:
            join = _Join.model_validate(message.payload)
            bindings = [Binding.model_validate(given) for given in join.config.postgres_changes]
        except ValidationError:
            return await self._reply(message, {"reason": UNFIT}, "error")
        if join.access_token and not await self._is_callers(join.access_token):
            return await self._reply(message, {"reason": "Invalid access token"}, "error")
        if not all(binding.is_served for binding in bindings):
            return await self._reply(message, {"reason": UNFIT}, "error")
        numbered = {self.given + n: binding for n, binding in enumerate(bindings, start=1)}
        self.given += len(bindings)
        self.channels[message.topic] = numbered
        wanted = zip(numbered, join.config.postgres_changes, strict=True)
        await self._reply(message, {EXTENSION: [{**given, "id": id} for id, given in wanted]})
        if bindings:
            await self._say(message.topic, "ok", "Subscribed to PostgreSQL")

    async def _leave(self, message: ClientMessage) -> None:
        await self._reply(message, {})
        await self._close(message.topic)

    async def _renew(self, message: ClientMessage) -> None:
        """A channel whose new token is another caller's, or none, ends."""
        if not await self._is_callers(str(message.payload.get("access_token", ""))):
            await self._say(message.topic, "error", "Invalid access token")
            await self._close(message.topic)

    async def _refuse(self, message: ClientMessage) -> None:
        if message.ref:
            await self._reply(message, {"reason": f"{message.event} is not served here"}, "error")

    async def _is_callers(self, token: str) -> bool:
        try:
            return (await self.credentials.with_either(token)).pool == self.caller.pool
        except ApiRefusal:
            return False

    async def _close(self, topic: str) -> None:
        self.channels.pop(topic, None)
        await self._send(topic, "phx_close", {})

    async def _say(self, topic: str, status: str, text: str) -> None:
        channel = topic.removeprefix("realtime:")
        told = {"channel": channel, "extension": EXTENSION, "message": text, "status": status}
        await self._send(topic, "system", told)

    async def _reply(self, message: ClientMessage, response: Payload, status: str = "ok") -> None:
        told = {"status": status, "response": response}
        await self._send(message.topic, "phx_reply", told, message.ref)

    async def _send(self, topic: str, event: str, payload: Payload, ref: str | None = None) -> None:
        message = {"topic": topic, "event": event, "payload": payload, "ref": ref}
        await self.socket.send_json(message)


def _value(record: Mapping[str, object], column: str) -> object:
    return record[column]


def _data(change: VideoChange) -> Payload:
    return {
        "schema": SCHEMA,
        "table": TABLE,
        "commit_timestamp": change.at,
        "type": change.kind,
        "columns": [{"name": name, "type": kind} for name, kind in COLUMNS.items()],
        "record": change.record,
        "old_record": change.old_record,
        "errors": None,
    }
