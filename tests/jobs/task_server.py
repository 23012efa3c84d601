"""A small server that mounts our Tasks extension, for the conformance scenarios of others.

    python tests/jobs/task_server.py

Its tools are those that the scenarios name; its ledger keeps tasks in memory. It prints where it
listens.
"""

import socket
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Any, TypeAlias

import anyio
import uvicorn
from anyio.abc import TaskGroup
from mcp.server import MCPServer
from mcp.server.mcpserver import Context, Elicit, Resolve
from mcp.types import CallToolResult, TextContent
from pydantic import BaseModel

from callsheet_tools.mcp_features.tasks_extension import Status, Task, TasksExtension

HANDLE = "task"
"""The key of an answer's `_meta` that names the task behind it."""
ASK: Mapping[str, Any] = {
    "method": "elicitation/create",
    "params": {
        "mode": "form",
        "message": "Really?",
        "requestedSchema": {"type": "object", "properties": {"confirm": {"type": "boolean"}}},
    },
}


@dataclass
class Entry:
    """A task that goes on."""

    created_at: str
    status: Status = "working"
    result: Mapping[str, Any] | None = None
    error: Mapping[str, Any] | None = None
    asks: dict[str, Any] = field(default_factory=dict[str, Any])
    answered: anyio.Event = field(default_factory=anyio.Event)
    scope: anyio.CancelScope = field(default_factory=anyio.CancelScope)


Work: TypeAlias = Callable[[Entry], Awaitable[Mapping[str, Any]]]


@dataclass
class Desk:
    """What the tools reach for."""

    tasks: TaskGroup
    entries: dict[str, Entry] = field(default_factory=dict[str, Entry])

    def start(self, work: Work) -> CallToolResult:
        """Go on in the background; the answer names the task."""
        task_id = f"task-{len(self.entries)}-{id(work):x}"
        self.entries[task_id] = entry = Entry(_now())
        self.tasks.start_soon(self._run, entry, work)
        return CallToolResult(content=[_text("Started.")], _meta={HANDLE: task_id})

    async def _run(self, entry: Entry, work: Work) -> None:
        with entry.scope:
            try:
                entry.result = await work(entry)
                entry.status = "completed"
            except RuntimeError as error:
                entry.error = {"code": -32603, "message": str(error)}
                entry.status = "failed"
        if entry.scope.cancelled_caught:
            entry.status = "cancelled"


class Memory:
    """The ledger."""

    required = frozenset({"failing_job"})

    def handle(self, tool: str, result: CallToolResult) -> str | None:
        return (result.meta or {}).get(HANDLE)

    async def get(self, context: Desk, task_id: str) -> Task | None:
        entry = context.entries.get(task_id)
        if entry is None:
            return None
        shown = {"result": entry.result, "error": entry.error, "inputRequests": entry.asks}
        outcome = {key: value for key, value in shown.items() if value}
        return Task(task_id, entry.status, entry.created_at, _now(), "", 500, outcome)

    async def cancel(self, context: Desk, task_id: str) -> None:
        context.entries[task_id].scope.cancel()

    async def answer(self, context: Desk, task_id: str, responses: Mapping[str, Any]) -> None:
        entry = context.entries[task_id]
        for key in responses:
            entry.asks.pop(key, None)
        if not entry.asks and entry.status == "input_required":
            entry.status = "working"
            entry.answered.set()


class Name(BaseModel):
    """What the last tool asks for."""

    name: str


def _desk(ctx: Context[Desk]) -> Desk:
    return ctx.request_context.lifespan_context


def _ask_name() -> Elicit[Name]:
    return Elicit("Who are you?", Name)


AtDesk = Annotated[Desk, Resolve(_desk)]
Asked = Annotated[Name, Resolve(_ask_name)]


async def greet(name: str) -> CallToolResult:
    """Answers at once."""
    return CallToolResult(content=[_text(f"Hello, {name}!")])


async def slow_compute(ctx: Context[Desk], seconds: float, label: str = "") -> CallToolResult:
    """Takes a while; without tasks it is waited for."""
    done = _said(f"{label} done")

    async def work(_: Entry) -> Mapping[str, Any]:
        await anyio.sleep(seconds)
        return done

    capabilities = ctx.session.client_capabilities
    if not (capabilities and capabilities.extensions):
        await anyio.sleep(seconds)
        return CallToolResult.model_validate(done)
    return _desk(ctx).start(work)


async def failing_job(context: AtDesk) -> CallToolResult:
    """Ends with a tool error."""

    async def work(_: Entry) -> Mapping[str, Any]:
        return _said("It went wrong.", wrong=True)

    return context.start(work)


async def protocol_error_job(context: AtDesk) -> CallToolResult:
    """Ends with an error of the protocol."""

    async def work(_: Entry) -> Mapping[str, Any]:
        raise RuntimeError("broken")

    return context.start(work)


async def confirm_delete(context: AtDesk, filename: str) -> CallToolResult:
    """Asks once."""
    return context.start(lambda entry: _asking(entry, "confirm", text=f"{filename} deleted"))


async def multi_input(context: AtDesk) -> CallToolResult:
    """Asks twice at once."""
    return context.start(lambda entry: _asking(entry, "first", "second", text="both"))


async def test_tool_with_task(
    context: AtDesk, who: Annotated[Name, Resolve(_ask_name)]
) -> CallToolResult:
    """Asks before there is a task."""

    async def work(_: Entry) -> Mapping[str, Any]:
        return _said(f"Hello, {who.name}!")

    return context.start(work)


async def _asking(entry: Entry, *keys: str, text: str) -> Mapping[str, Any]:
    entry.asks |= {key: ASK for key in keys}
    entry.status = "input_required"
    await entry.answered.wait()
    return _said(text)


def _said(text: str, *, wrong: bool = False) -> Mapping[str, Any]:
    return {"content": [{"type": "text", "text": text}], "isError": wrong}


def _text(text: str) -> TextContent:
    return TextContent(type="text", text=text)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


@asynccontextmanager
async def _open(_: MCPServer[Desk]) -> AsyncGenerator[Desk]:
    async with anyio.create_task_group() as tasks:
        yield Desk(tasks)
        tasks.cancel_scope.cancel()


def build() -> MCPServer[Desk]:
    """The server."""
    server = MCPServer[Desk]("fixture", lifespan=_open, extensions=[TasksExtension(Memory())])
    for tool in (
        greet,
        slow_compute,
        failing_job,
        protocol_error_job,
        confirm_delete,
        multi_input,
        test_tool_with_task,
    ):
        server.add_tool(tool)
    return server


def serve() -> None:
    """Listen on a free port."""
    config = uvicorn.Config(build().streamable_http_app(), log_level="warning")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        print(f"http://127.0.0.1:{listening.getsockname()[1]}/mcp", flush=True)
        uvicorn.Server(config).run([listening])


if __name__ == "__main__":
    serve()
