"""The journal as a ledger of tasks: a task is a job, or the jobs of one call."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast

from mcp.types import CallToolResult, TextContent

from callsheet_tools.jobs.job import Job
from callsheet_tools.mcp_features.tasks_extension import Task
from callsheet_tools.toolkit.context import Desk
from callsheet_tools.toolkit.job_view import line, show
from callsheet_tools.toolkit.next_steps import after
from callsheet_tools.toolkit.responses import Operation, answer, moment, said, shown
from callsheet_tools.toolkit.waiting import poll_after

UNFINISHED = frozenset({"waiting", "running"})
BAD = frozenset({"failed", "rejected", "unknown"})


class JobTasks:
    """Tasks by the ids of jobs and calls. The jobs of a cancelled task go on.

    `starters` are the tools that start jobs.
    """

    required: frozenset[str] = frozenset()
    """Every tool works without tasks: its answer names the jobs to wait for."""

    def __init__(self, starters: Collection[str]) -> None:
        self._starters = starters

    def handle(self, tool: str, result: CallToolResult) -> str | None:
        """The one job that was started, or the call that started several."""
        content = cast("Mapping[str, Any]", result.structured_content or {})
        rows: Sequence[dict[str, Any]] = content.get("jobs", [])
        if tool not in self._starters or not any(row["state"] in UNFINISHED for row in rows):
            return None
        if len(rows) == 1:
            return rows[0]["job_id"]
        calls = {row["call_id"] for row in rows}
        return calls.pop() if len(calls) == 1 else None

    async def get(self, desk: Desk, task_id: str) -> Task | None:
        """How the jobs are doing; once all have ended, what the tool would have answered."""
        jobs = await desk.journal.called(task_id)
        if not jobs:
            return None
        await desk.watch.keep_all(jobs)
        is_over = all(job.ended for job in jobs)
        return Task(
            task_id,
            "completed" if is_over else "working",
            moment(min(job.created_at for job in jobs)),
            moment(max(job.updated_at for job in jobs)),
            line(jobs),
            1_000 * max(await poll_after(desk, jobs), 1),
            {"result": await _result(desk, jobs)} if is_over else None,
        )

    async def cancel(self, desk: Desk, task_id: str) -> None:
        """What was ordered is made all the same, and `get` goes on showing it."""

    async def answer(self, desk: Desk, task_id: str, responses: Mapping[str, Any]) -> None:
        """Nothing is asked once a job exists: approval comes before."""


async def _result(desk: Desk, jobs: Sequence[Job]) -> dict[str, Any]:
    result = await _answer(desk, jobs)
    return result.model_dump(mode="json", by_alias=True, exclude_none=True)


async def _answer(desk: Desk, jobs: Sequence[Job]) -> CallToolResult:
    display = await show(desk, jobs, details=True)
    if all(job.state in BAD for job in jobs):
        text = " ".join(line([job]) for job in jobs)
        return CallToolResult(content=[TextContent(type="text", text=text)], is_error=True)
    document = shown(jobs[0].remote, jobs[0].place) if len(jobs) == 1 else {}
    operation = Operation(jobs=display.rows, answer=document, next=after(desk, jobs))
    return answer(operation, said(line(jobs), operation.next), display.content)
