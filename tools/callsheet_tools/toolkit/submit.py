"""Carrying out an order of one job, and the answer of every tool that is about one."""

from mcp.types import CallToolResult

from callsheet_tools.backends.answer_shapes import conform
from callsheet_tools.backends.backend import World
from callsheet_tools.errors import Refused
from callsheet_tools.jobs.job import Intent, Job
from callsheet_tools.jobs.submitter import Post
from callsheet_tools.toolkit.context import Desk
from callsheet_tools.toolkit.film_outline import outline_of
from callsheet_tools.toolkit.job_view import line, seen_line, show
from callsheet_tools.toolkit.next_steps import after
from callsheet_tools.toolkit.responses import Operation, answer, said, shown

LONGEST_REPORT = 12_000
"""Characters of each text of a report that is shown whole."""


async def order(
    desk: Desk, world: World, intent: Intent, post: Post, *, new_take: bool = False
) -> CallToolResult:
    """Write it down, send it once, follow it; the answer shows the job, or the first one like it.

    Raises:
        NotApproved: It would be more than a day may cost. Nothing was sent.
        Refused: The provider said no.
    """
    buys = world.place == "hosted" and desk.kinds[intent.kind].cost is not None
    a_day = desk.limit_of(world.provider) if buys else None
    (begun,) = await desk.sender.send(world, [intent], post, new_take=new_take, a_day=a_day)
    desk.watch.keep(world)
    if begun.fresh and begun.job.state == "rejected":
        raise Refused(begun.job.error)
    return await show_job(desk, begun.job, repeated=not begun.fresh)


async def show_job(desk: Desk, job: Job, *, repeated: bool = False) -> CallToolResult:
    """The whole of one job, and what to do next."""
    ids = frozenset({job.job_id} if repeated else ())
    display = await show(desk, [job], repeated=ids, details=True)
    document = conform(desk.kinds[job.kind].answer, shown(job.remote, job.place, LONGEST_REPORT))
    document |= await outline_of(desk, job)
    following = after(desk, [job])
    if following and following.tool == desk.kinds[job.kind].shown_by:
        following = None
    operation = Operation(jobs=display.rows, answer=document, next=following)
    text = line([job]) + seen_line(display.rows)
    return answer(operation, said(text, following), display.content)


def remote_id_of(job: Job) -> str:
    """The provider's id.

    Raises:
        Refused: It has none, for nobody knows whether it was made.
    """
    if job.remote_id is None:
        raise Refused(f"{job.job_id} is not known to have been made: call `list_jobs`.")
    return job.remote_id
