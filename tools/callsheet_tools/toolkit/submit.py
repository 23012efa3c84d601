"""Submitting one job, and the answer of every tool that is about one job."""

from dataclasses import replace

from mcp.types import CallToolResult

from callsheet_tools.backends.answer_shapes import conform
from callsheet_tools.backends.backend import Backend
from callsheet_tools.errors import RefusedLocally
from callsheet_tools.jobs.job import Job, JobRequest
from callsheet_tools.jobs.submitter import Post
from callsheet_tools.toolkit.context import ToolContext
from callsheet_tools.toolkit.film_outline import show_outline
from callsheet_tools.toolkit.job_view import (
    job_rows,
    preview_sentence,
    repeat_sentence,
    summary_sentence,
)
from callsheet_tools.toolkit.lookup import as_they_are_now
from callsheet_tools.toolkit.next_steps import next_steps
from callsheet_tools.toolkit.repeats import without_known, without_repeat
from callsheet_tools.toolkit.responses import ProviderResponse, answer, sanitize_document, text_line

LONGEST_REPORT = 12_000
"""Characters of each text of a report that is shown whole."""


async def submit_and_respond(
    context: ToolContext,
    backend: Backend,
    intent: JobRequest,
    post: Post,
    *,
    new_take: bool = False,
) -> CallToolResult:
    """Write a job into the journal, send it once, and return the tool's answer about it; its
    account is followed, and the job's end, if it has ended, is marked as reported.

    A request that was made already is not sent; then the answer shows the earlier job.

    Args:
        backend: The provider's place.
        intent: What is asked for.
        post: Sends the request and returns what the provider said.
        new_take: Whether to send it even if the same was asked for before.

    Raises:
        NotApproved: It would be more than a day may cost. Nothing was sent.
        RefusedLocally: The provider refused it.
        CallsheetError: As `JobSubmitter.send`.
    """
    buys = backend.place == "hosted" and context.kinds[intent.kind].cost is not None
    a_day = context.daily_limit(backend.provider) if buys else None
    (begun,) = await context.sender.send(backend, [intent], post, new_take=new_take, a_day=a_day)
    context.watch.follow_account(backend)
    if begun.fresh and begun.job.state == "rejected":
        await context.journal.report([begun.job.job_id])
        raise RefusedLocally(begun.job.error)
    repeated = "" if begun.fresh else repeat_sentence(new_take=new_take)
    return await job_response(context, begun.job, repeated=repeated)


async def job_response(context: ToolContext, job: Job, *, repeated: str = "") -> CallToolResult:
    """Return a tool's answer with everything about one job, and what to do next. Its end is marked
    as reported.

    Args:
        repeated: What is said of a job that was asked for again and not made again.

    Raises:
        JournalUnusable: The journal cannot be read or written.
    """
    ids = frozenset({job.job_id} if repeated else ())
    (job,) = await as_they_are_now(context, [job])
    display = await job_rows(context, [job], repeated=ids, details=True)
    document = conform(
        context.kinds[job.kind].answer, sanitize_document(job.remote, job.place, LONGEST_REPORT)
    )
    document = without_repeat({**document, **await show_outline(context, job)})
    whole = replace(job, result=sanitize_document(job.result, job.place))
    following = await next_steps(context, [whole])
    rows = [without_known(row, document) for row in display.rows]
    operation = ProviderResponse(jobs=rows, answer=document, next=following)
    text = summary_sentence([job]) + repeated + preview_sentence(display.rows)
    return answer(operation, text_line(text, following), display.content)


def remote_id_of(job: Job) -> str:
    """Return the provider's id of a job.

    Raises:
        RefusedLocally: It has none, since it is unknown whether the job was made.
    """
    if job.remote_id is None:
        raise RefusedLocally(f"{job.job_id} is not known to have been made: call `list_jobs`.")
    return job.remote_id
