"""The Tasks extension of MCP (SEP-2663): a call that takes long is answered with a task.

Whether there is a task is the server's decision, and only for a client that declared the extension
on that very request; any other gets the tool's ordinary answer. `tasks/get`, `tasks/update` and
`tasks/cancel` are views of what a `TaskStore` keeps: nothing is kept here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeAlias

from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp.server.extension import Extension, MethodBinding
from mcp.server.mcpserver import require_client_extension
from mcp.shared.exceptions import MCPError
from mcp.types import (
    HEADER_MISMATCH,
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    RequestParams,
)
from pydantic import Field

IDENTIFIER = "io.modelcontextprotocol/tasks"
VERSIONS = frozenset({"2026-07-28"})
"""Protocol versions that know tasks."""
ACKNOWLEDGED: Mapping[str, Any] = {"resultType": "complete"}

Status: TypeAlias = Literal["working", "input_required", "completed", "failed", "cancelled"]
Request: TypeAlias = ServerRequestContext[Any, Any]


@dataclass(frozen=True)
class Task:
    """A task as it is now."""

    task_id: str
    status: Status
    created_at: str
    """ISO 8601, as is `updated_at`."""
    updated_at: str
    message: str = ""
    poll_ms: int = 1_000
    outcome: Mapping[str, Any] | None = None
    """By status: `result` of the tool, `error` of the protocol, or `inputRequests`."""


class TaskStore(Protocol):
    """Where tasks are kept. `context` is what the server's lifespan gave."""

    required: frozenset[str]
    """Tools that cannot do without a task."""

    def handle(self, tool: str, result: CallToolResult) -> str | None:
        """Return the id of the task that continues after this answer of a
        tool; None if there is none."""
        ...

    async def get(self, context: Any, task_id: str) -> Task | None:
        """Return the task with this id; None if there is none."""
        ...

    async def cancel(self, context: Any, task_id: str) -> None:
        """Handle that the client no longer wants the task; `get` shows what became of it."""
        ...

    async def answer(self, context: Any, task_id: str, responses: Mapping[str, Any]) -> None:
        """Handle the client's answers to what the task asked for, by the
        keys of `inputRequests`."""
        ...


class TaskParams(RequestParams):
    """Names a task."""

    task_id: str = Field(alias="taskId", max_length=200)


class UpdateParams(TaskParams):
    """Answers what a task asked for."""

    input_responses: dict[str, Any] = Field(default={}, alias="inputResponses")


class TasksExtension(Extension):
    """Offers a store's tasks to clients that understand them."""

    identifier = IDENTIFIER

    def __init__(self, store: TaskStore) -> None:
        self._store = store

    def methods(self) -> list[MethodBinding]:
        """Return the methods `tasks/get`, `tasks/update` and `tasks/cancel`."""
        return [
            MethodBinding("tasks/get", TaskParams, self._get, VERSIONS),
            MethodBinding("tasks/update", UpdateParams, self._update, VERSIONS),
            MethodBinding("tasks/cancel", TaskParams, self._cancel, VERSIONS),
        ]

    async def intercept_tool_call(
        self, params: CallToolRequestParams, ctx: Request, call_next: CallNext
    ) -> HandlerResult:
        """Return a task instead of a tool's answer where work continues after it and the client
        declared the extension on this request; else the answer.

        Raises:
            MCPError: The tool is one that needs the extension, and the client did not declare it.
        """
        if params.name in self._store.required:
            require_client_extension(ctx, IDENTIFIER)
        result = await call_next(ctx)
        if not isinstance(result, CallToolResult) or result.is_error or not _is_declared(ctx):
            return result
        task_id = self._store.handle(params.name, result)
        task = task_id and await self._store.get(ctx.lifespan_context, task_id)
        return {"resultType": "task", **_fields(task)} if task else result

    async def _get(self, ctx: Request, params: TaskParams) -> dict[str, Any]:
        task = await self._find_task(ctx, params)
        return {**ACKNOWLEDGED, **_fields(task), **(task.outcome or {})}

    async def _update(self, ctx: Request, params: UpdateParams) -> dict[str, Any]:
        await self._find_task(ctx, params)
        responses = params.input_responses
        await self._store.answer(ctx.lifespan_context, params.task_id, responses)
        return {**ACKNOWLEDGED}

    async def _cancel(self, ctx: Request, params: TaskParams) -> dict[str, Any]:
        await self._find_task(ctx, params)
        await self._store.cancel(ctx.lifespan_context, params.task_id)
        return {**ACKNOWLEDGED}

    async def _find_task(self, ctx: Request, params: TaskParams) -> Task:
        """The task asked about, by a client that may ask."""
        require_client_extension(ctx, IDENTIFIER)
        _check_header(ctx, params.task_id)
        task = await self._store.get(ctx.lifespan_context, params.task_id)
        if task is None:
            raise MCPError(INVALID_PARAMS, "No such task.")
        return task


def _is_declared(ctx: Request) -> bool:
    capabilities = ctx.session.client_capabilities
    declared = capabilities.extensions if capabilities else None
    return ctx.protocol_version in VERSIONS and IDENTIFIER in (declared or {})


def _check_header(ctx: Request, task_id: str) -> None:
    """Over HTTP, `Mcp-Name` repeats the id for those who route (SEP-2243)."""
    headers: Mapping[str, str] | None = getattr(ctx.request, "headers", None)
    if headers is not None and headers.get("mcp-name", task_id).strip() != task_id:
        raise MCPError(HEADER_MISMATCH, "The header `Mcp-Name` is not the task's id.")


def _fields(task: Task) -> dict[str, Any]:
    """What every message about a task says. It is kept for good, so it has no `ttlMs`."""
    return {
        "taskId": task.task_id,
        "status": task.status,
        "statusMessage": task.message,
        "createdAt": task.created_at,
        "lastUpdatedAt": task.updated_at,
        "ttlMs": None,
        "pollIntervalMs": task.poll_ms,
    }
