"""The journal as a store of tasks: a task is a job, or the jobs of one call."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast

from mcp.types import CallToolResult, TextContent

from callsheet_tools.jobs.job import Job
from callsheet_tools.mcp_features.tasks_extension import Task
from callsheet_tools.toolkit.context import ToolContext
from callsheet_tools.toolkit.job_view import job_rows, summary_sentence
from callsheet_tools.toolkit.next_steps import next_steps
from callsheet_tools.toolkit.responses import (
    ProviderResponse,
    answer,
    iso_time,
    sanitize_document,
    text_line,
)
from callsheet_tools.toolkit.waiting import poll_after

UNFINISHED = frozenset({"waiting", "running"})
BAD = frozenset({"failed", "rejected", "unknown"})


class JobTaskStore:
    """Tasks by the ids of jobs and calls. The jobs of a cancelled task go on.

    `starters` are the tools that start jobs.
    """

    required: frozenset[str] = frozenset()
    """Every tool works without tasks: its answer names the jobs to wait for."""

    def __init__(self, starters: Collection[str]) -> None:
        self._starters = starters

    def handle(self, tool: str, result: CallToolResult) -> str | None:
        """Return the task's id for a tool's answer: of the one job that was started, or of the
        call that started several.

        None if nothing unfinished was started.
        """
        content = cast("Mapping[str, Any]", result.structured_content or {})
        rows: Sequence[dict[str, Any]] = content.get("jobs", [])
        if tool not in self._starters or not any(row["state"] in UNFINISHED for row in rows):
            return None
        if len(rows) == 1:
            return rows[0]["job_id"]
        calls = {row["call_id"] for row in rows}
        return calls.pop() if len(calls) == 1 else None

    async def get(self, context: ToolContext, task_id: str) -> Task | None:
        """Return a task of the user who makes the present call; None if they have no such task.

        It is `working` until all its jobs have ended, and those are followed from now on. Then it
        is `completed`, also if they failed, with what the tool would have answered (`is_error` if
        all failed), and their ends are marked as reported.

        Raises:
            NotConfigured: One of the jobs' accounts can't be opened.
            UnknownJob: One of the jobs is deleted meanwhile.
        """
        context = context.of_caller()
        jobs = await context.journal.find_job_or_call(task_id)
        if not jobs:
            return None
        await context.watch.follow_all(jobs)
        is_over = all(job.ended for job in jobs)
        return Task(
            task_id,
            "completed" if is_over else "working",
            iso_time(min(job.created_at for job in jobs)),
            iso_time(max(job.updated_at for job in jobs)),
            summary_sentence(jobs),
            1_000 * max(await poll_after(context, jobs), 1),
            {"result": await _result(context, jobs)} if is_over else None,
        )

    async def cancel(self, context: ToolContext, task_id: str) -> None:
        """Do nothing: jobs of a cancelled task go on, and `get` still shows them."""

    async def answer(
        self, context: ToolContext, task_id: str, responses: Mapping[str, Any]
    ) -> None:
        """Do nothing: a task never asks, since approval comes before the job."""


async def _result(context: ToolContext, jobs: Sequence[Job]) -> dict[str, Any]:
    result = await _answer(context, jobs)
    return result.model_dump(mode="json", by_alias=True, exclude_none=True)


async def _answer(context: ToolContext, jobs: Sequence[Job]) -> CallToolResult:
    display = await job_rows(context, jobs, details=True)
    if all(job.state in BAD for job in jobs):
        text = " ".join(summary_sentence([job]) for job in jobs)
        return CallToolResult(content=[TextContent(type="text", text=text)], is_error=True)
    document = sanitize_document(jobs[0].remote, jobs[0].place) if len(jobs) == 1 else {}
    following = await next_steps(context, jobs)
    operation = ProviderResponse(jobs=display.rows, answer=document, next=following)
    return answer(operation, text_line(summary_sentence(jobs), operation.next), display.content)
