"""Watching a server: counts and logs its calls and jobs as far as the settings ask for it."""

import secrets
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from logging import getLogger
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import anyio
import anyio.to_thread
from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp.types import CallToolResult

from callsheet.backends import count_queue
from callsheet.composition import Dependencies
from callsheet.monitoring.json_logs import request_id, write_json_lines
from callsheet.monitoring.metrics import Metrics, user_name
from callsheet.settings import Settings
from callsheet_studio.extras import add_extra
from callsheet_tools.catalog import CATALOG
from callsheet_tools.errors import JournalUnusable, NotConfigured
from callsheet_tools.jobs.job import Job, State
from callsheet_tools.jobs.statistics import read_statistics
from callsheet_tools.prompts import PROMPTS
from callsheet_tools.toolkit.context import ToolContext
from callsheet_tools.toolkit.user import current_user

if TYPE_CHECKING:
    from callsheet.monitoring.open_telemetry import OpenTelemetry
    from callsheet_studio.studio import Studio

READ_EVERY = 15.0
"""Seconds between two readings of the journal for gauges."""
MOST_IDS = 50
"""Jobs that a log line names."""
NO_SDK = "CALLSHEET_OTEL needs the OpenTelemetry SDK: {}. Nothing was started."

logger = getLogger(__name__)


def open_monitor(settings: Settings) -> "Monitor":
    """Return what watches a server as its settings ask for, and set it up for this process.

    Raises:
        NotConfigured: The extra `[otel]` is not installed.
    """
    if settings.log == "json":
        write_json_lines()
    return Monitor(_export(settings) if settings.otel else None)


def known_names() -> frozenset[str]:
    """Return the names of all tools and prompts."""
    prompts = {prompt.fn.__name__ for prompt in PROMPTS}
    return frozenset({spec.name for spec in CATALOG} | prompts)


def _export(settings: Settings) -> "OpenTelemetry":
    try:
        from callsheet.monitoring.open_telemetry import start_export

        return start_export(known_names(), partial(count_queue, settings))
    except ModuleNotFoundError as error:
        raise NotConfigured(NO_SDK.format(add_extra("otel"))) from error


@dataclass(frozen=True)
class Monitor:
    """Watches one server."""

    export: "OpenTelemetry | None" = None
    """Where metrics and spans go; None: only logs are written."""

    @property
    def metrics(self) -> Metrics | None:
        """The instruments; None if no metrics are wanted."""
        return self.export and self.export.metrics

    def attach(self, parts: Dependencies) -> Dependencies:
        """Return what a server is built on, with this watching jobs and films."""

        def studio(home: Path) -> "Studio":
            return self.attach_to_studio(parts.ways.studio(home))

        return replace(
            parts,
            ways=replace(parts.ways, studio=studio),
            on_end=self._note_end,
            middleware=[*parts.middleware, self.watch_call],
            watching=self.open,
        )

    def attach_to_studio(self, studio: "Studio") -> "Studio":
        """Return the studio with this watching its films."""
        return replace(studio, on_made=self._note_film)

    async def watch_call(
        self, ctx: ServerRequestContext[Any], call_next: CallNext
    ) -> HandlerResult:
        """Answer a message, and count and log it if it was a request."""
        token = request_id.set(secrets.token_hex(8))
        began, result, error = time.monotonic(), None, ""
        try:
            result = await call_next(ctx)
            error = "tool_error" if _fields(result).get("isError") is True else ""
            return result
        except Exception as problem:
            error = type(problem).__qualname__
            raise
        finally:
            if ctx.request_id is not None:
                self._note_call(ctx, result, error, time.monotonic() - began)
            request_id.reset(token)

    @asynccontextmanager
    async def open(self, context: ToolContext) -> AsyncGenerator[None]:
        """Read the journal for the gauges, from time to time, during a block; export what is left
        at its end."""
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(self._read_regularly, context)
            yield
            tasks.cancel_scope.cancel()
        await self.close()

    async def _read_regularly(self, context: ToolContext) -> None:
        while self.metrics:
            await self.read(context)
            await anyio.sleep(READ_EVERY)

    async def read(self, context: ToolContext) -> None:
        """Read the journal for the gauges."""
        if self.metrics:
            journal, backends = context.journal.of(None), context.backends.opened()
            try:
                self.metrics.statistics = await read_statistics(journal, backends)
            except JournalUnusable as error:
                logger.warning("The journal is not counted: %s", error)

    async def close(self) -> None:
        """Export what is left, as far as that takes no more than a second."""
        if self.export is None:
            return
        from callsheet.monitoring.open_telemetry import LAST_EXPORT

        done = Event()

        def flush(export: "OpenTelemetry") -> None:
            export.flush()
            done.set()

        # The SDK's own limits of time do not hold while a collector does not answer.
        Thread(target=flush, args=(self.export,), daemon=True).start()
        with anyio.CancelScope(shield=True):
            await anyio.to_thread.run_sync(done.wait, LAST_EXPORT)

    def _note_call(
        self, ctx: ServerRequestContext[Any], result: HandlerResult, error: str, seconds: float
    ) -> None:
        about = _describe(ctx) | ({"error.type": error} if error else {})
        if self.metrics:
            self.metrics.record_call(seconds, about)
        if ctx.method == "tools/call":
            fields = {
                "tool": about.get("gen_ai.tool.name"),
                "user": user_name(current_user.get().subject),
                "seconds": round(seconds, 3),
                "job_ids": _job_ids(result),
                **({"error": error} if error else {}),
            }
            logger.info("tool call", extra={"fields": fields})

    def _note_end(self, job: Job, state: State, delay: float) -> None:
        if self.metrics:
            self.metrics.record_end(job, state, delay)
        fields = {"job_id": job.job_id, "call_id": job.call_id, "state": state, "kind": job.kind}
        fields |= {"provider": job.provider, "place": job.place, "user": user_name(job.subject)}
        logger.info("job ended", extra={"fields": fields})

    def _note_film(self, kind: str, film: float, took: float) -> None:
        if self.metrics:
            self.metrics.record_film(kind, film, took)
        fields = {"kind": kind, "film_seconds": round(film, 2), "seconds": round(took, 2)}
        logger.info("film made", extra={"fields": fields})


def _describe(ctx: ServerRequestContext[Any]) -> dict[str, str]:
    """The request in closed words: a client may write anything as a name."""
    about = {"mcp.method.name": ctx.method if ctx.method in METHODS else "other"}
    if ctx.method == "tools/call":
        name = (ctx.params or {}).get("name")
        about["gen_ai.tool.name"] = name if name in TOOLS else "other"
    return about


def _fields(result: HandlerResult) -> Mapping[str, Any]:
    """An answer by the names that it has on the wire."""
    if isinstance(result, CallToolResult):
        return {"isError": result.is_error, "structuredContent": result.structured_content}
    return result if isinstance(result, Mapping) else {}


def _job_ids(result: HandlerResult) -> list[str]:
    content: Any = _fields(result).get("structuredContent") or {}
    rows: list[dict[str, Any]] = content.get("jobs", [])
    return [row["job_id"] for row in rows[:MOST_IDS] if "job_id" in row]


TOOLS = frozenset(spec.name for spec in CATALOG)
METHODS = frozenset(
    {"initialize", "ping", "server/discover", "tools/list", "tools/call", "completion/complete"}
    | {"resources/list", "resources/templates/list", "resources/read", "resources/subscribe"}
    | {"resources/unsubscribe", "prompts/list", "prompts/get", "subscriptions/listen"}
    | {"tasks/get", "tasks/update", "tasks/cancel"}
)
"""Of the protocol, in both eras."""
