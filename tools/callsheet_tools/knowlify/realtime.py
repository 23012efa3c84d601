"""Knowlify's live updates: a Supabase realtime channel in addition to polling.

The documentation names Supabase realtime and publishes no project, key, table or channel, so all of
them are settings. Protocol: Phoenix channels, version 1.0.0 (Supabase documentation, "Realtime
Protocol"). An event only makes Callsheet ask at once; what it says is never taken for a state.
"""

import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from logging import getLogger
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

import anyio

from callsheet_tools.backends.backend import Backend
from callsheet_tools.backends.lenient_fields import to_id
from callsheet_tools.errors import CallsheetError
from callsheet_tools.jobs.poller import JobPoller
from callsheet_tools.sanitize import one_line, to_quote

if TYPE_CHECKING:
    from websockets.asyncio.client import ClientConnection

TOPIC = "realtime:callsheet"
HEARTBEAT = 25.0
"""Seconds between two heartbeats; the server hangs up after 60 without one."""
BEAT: Mapping[str, Any] = {"topic": "phoenix", "event": "heartbeat", "payload": {}}
PATIENCE = 10.0
"""Seconds for the connection, and for the answer to the join."""
STORM = 1.0
"""Seconds after a look in which the next one is left to the watch."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds between two attempts to connect."""
MISSING = "Live updates need the extra `[live]`; jobs are polled as without them."
BROKEN = "Live updates of %s stopped (%s); its jobs are polled meanwhile."

logger = getLogger(__name__)


class ChannelRefused(CallsheetError):
    """The server does not take the subscription."""


@dataclass(frozen=True)
class Channel:
    """Where changes of videos are announced."""

    url: str
    """The project's realtime address, `https://…/realtime/v1`."""
    key: str = field(repr=False)
    table: str
    filter: str | None = None
    """Such as `user_id=eq.5b9e…`."""

    @property
    def address(self) -> str:
        """The address of the WebSocket, with the key in it."""
        base = self.url.rstrip("/").removesuffix("/websocket").replace("http", "ws", 1)
        return f"{base}/websocket?{urlencode({'apikey': self.key, 'vsn': '1.0.0'})}"

    @property
    def changes(self) -> dict[str, Any]:
        """What the channel is asked to announce, as an entry of `postgres_changes` in Supabase's
        join message: every change of the table, or of the rows that `filter` takes."""
        wanted = {"event": "*", "schema": "public", "table": self.table}
        return {**wanted, "filter": self.filter} if self.filter else wanted

    async def follow(self, watch: JobPoller, backend: Backend) -> None:
        """Poll videos as soon as the channel announces them; runs until cancelled. Without the
        package `websockets` it logs a warning and returns.

        While the channel works, regular polls come only every `RESTING` seconds; when it breaks,
        every video is polled at once, and it is opened again.
        """
        if find_spec("websockets") is None:
            logger.warning(MISSING)
            return
        pause = FIRST_PAUSE
        while True:
            try:
                await self._run_connection(watch, backend)
                pause = FIRST_PAUSE
            except (OSError, ChannelRefused) as error:  # of websockets, all are of these by now
                logger.warning(BROKEN, backend.http_client.api, one_line(str(error)))
            await anyio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _run_connection(self, watch: JobPoller, backend: Backend) -> None:
        """One connection, from its beginning to its end.

        Raises:
            OSError: There is none, or it broke.
            ChannelRefused: The server does not take the subscription.
        """
        from websockets.asyncio.client import connect
        from websockets.exceptions import WebSocketException

        try:
            async with connect(
                self.address, open_timeout=PATIENCE, user_agent_header=None
            ) as socket:
                await self._join(socket)
                watch.schedule.resting.add(backend.account)
                try:
                    await self._listen(socket, watch, backend)
                finally:
                    watch.schedule.resting.discard(backend.account)
        except WebSocketException as error:
            raise ConnectionError(str(error)) from error
        finally:
            with anyio.CancelScope(shield=True):
                await watch.schedule.wake(backend)

    async def _join(self, socket: "ClientConnection") -> None:
        config = {"postgres_changes": [self.changes], "broadcast": {}, "presence": {"key": ""}}
        payload = {"config": config, "access_token": self.key}
        join = {"topic": TOPIC, "event": "phx_join", "payload": payload, "ref": "0"}
        await socket.send(json.dumps({**join, "join_ref": "0"}))
        with anyio.fail_after(PATIENCE):
            while True:
                message = _read(await socket.recv())
                if message.get("event") == "phx_reply" and message.get("ref") == "0":
                    break
        answer = message["payload"]
        if answer.get("status") != "ok":
            said = json.dumps(answer.get("response"), ensure_ascii=False)
            raise ChannelRefused(f"The channel was refused: {to_quote(said)}.")

    async def _listen(self, socket: "ClientConnection", watch: JobPoller, backend: Backend) -> None:
        """Take what comes, with a heartbeat in between; ends when the connection does."""
        for number in itertools.count(1):
            next_beat = anyio.current_time() + HEARTBEAT
            while (rest := next_beat - anyio.current_time()) > 0:
                with anyio.move_on_after(rest):
                    if remote_id := _row_id(_read(await socket.recv())):
                        await _ask(watch, backend, remote_id)
            await socket.send(json.dumps({**BEAT, "ref": str(number)}))


async def _ask(watch: JobPoller, backend: Backend, remote_id: str) -> None:
    """Look at the video that an event names; of a storm of events, and where the window has only
    what callers may need, at the watch's own pace."""
    for job in await watch.journal.find_by_remote_id("knowlify", "video", remote_id):
        if job.account != backend.account or job.ended:
            continue
        await watch.schedule.wake(backend, job)
        since = watch.schedule.now() - (job.polled_at or 0.0)
        if not 0 <= since < STORM:
            await watch.poll_once(backend, job, backend.read_bucket(job.kind).reserve)


def _read(text: str | bytes) -> dict[str, Any]:
    try:
        message: Any = json.loads(text)
    except ValueError:
        return {}
    return cast("dict[str, Any]", message) if isinstance(message, dict) else {}


def _row_id(message: Mapping[str, Any]) -> str | None:
    """The id of the row that an event is about."""
    if message.get("event") != "postgres_changes":
        return None
    part: Any = message.get("payload")
    for name in ("data", "record"):
        part = part.get(name) if isinstance(part, dict) else None  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]  # the JSON edge
    record = cast("dict[str, Any]", part) if isinstance(part, dict) else {}
    return to_id(record.get("uuid")) or to_id(record.get("id"))
