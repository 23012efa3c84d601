"""What an assistant can do with Knowlify."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from mcp.types import CallToolResult
from pydantic import Field

from callsheet_tools.backends.answer_shapes import VideoAnswer, VideosAnswer, conform
from callsheet_tools.backends.backend import Door, Place, World
from callsheet_tools.backends.http_client import Wire
from callsheet_tools.billing.approval import Purchase
from callsheet_tools.billing.confirmation import Approved, agreed
from callsheet_tools.errors import Refused
from callsheet_tools.jobs.job import Intent, Job, Seen
from callsheet_tools.jobs.journal import Begun
from callsheet_tools.knowlify.client import Knowlify
from callsheet_tools.knowlify.kinds import NO_PRICE, VIDEO_COST
from callsheet_tools.knowlify.models import Created, VideoBrief
from callsheet_tools.knowlify.status import placed
from callsheet_tools.sanitize import to_quote
from callsheet_tools.titles import title_of
from callsheet_tools.toolkit.argument_types import Email
from callsheet_tools.toolkit.context import AtDesk, Desk
from callsheet_tools.toolkit.job_view import line, seen_line, show
from callsheet_tools.toolkit.lookup import looked_up
from callsheet_tools.toolkit.next_steps import after
from callsheet_tools.toolkit.responses import Operation, answer, said, shown
from callsheet_tools.toolkit.submit import show_job

Briefs = Annotated[
    list[VideoBrief], Field(min_length=1, max_length=50, description="1-50 videos, one job each.")
]
Where = Annotated[
    Place | None,
    Field(description="hosted (paid) or local (this computer, free); default by setting."),
]

HERE_ONLY = (
    "Nothing was sent. Previews are made on this computer only, for free: call again with "
    "`where: local`, or without `preview` for the hosted video."
)
PLACED = ("status", "uuid", "session_id", "chat_url", "queue_position", "code", "message")
"""What the answer says of each item."""
LEFT_OUT = (
    "Knowlify's answer does not mention this item. Look at the dashboard; not there? "
    "Call again with `new_take: true`."
)


def _bought_videos(  # noqa: PLR0913 - the arguments that say what is bought
    desk: AtDesk,
    videos: list[VideoBrief],
    where: Place | None,
    preview: bool,
    max_videos: int | None,
    new_take: bool,
    org_id: str | None,
) -> Purchase:
    if preview and desk.worlds.place("knowlify", where) == "hosted":
        raise Refused(HERE_ONLY)
    door = desk.worlds.door("knowlify", where)
    asked = {"org_id": org_id, "preview": preview}
    intents = [_intent(door, brief, asked) for brief in videos]
    count = f"{len(videos)} videos" if len(videos) > 1 else VIDEO_COST.noun
    what = f"{count} at Knowlify, {to_quote(intents[0].title)}{' and others' * (len(videos) > 1)}"
    return Purchase(
        "knowlify_create_videos", door, intents, max_videos, f"{what} ({NO_PRICE})", new_take
    )


async def create_videos(  # noqa: PLR0913 - the documented request, and what Callsheet adds
    desk: AtDesk,
    approved: Annotated[Approved, agreed(_bought_videos)],
    videos: Briefs,
    where: Where = None,
    preview: Annotated[
        bool,
        Field(description="Local only. True: a quick look in 640x360, in less than half the time."),
    ] = False,
    max_videos: Annotated[
        int | None,
        Field(
            ge=1,
            le=50,
            description="Hosted only: how many videos the user agreed to pay for, 1-50.",
        ),
    ] = None,
    new_take: Annotated[
        bool, Field(description="True: make it even if the same was asked for before.")
    ] = False,
    email: Annotated[
        Email | None, Field(description="Advisory address, at most 320 characters.")
    ] = None,
    org_id: Annotated[
        str | None, Field(max_length=200, description="Organization of the key.")
    ] = None,
) -> Annotated[CallToolResult, Operation[VideosAnswer]]:
    """Start narrated explainer videos from text: an outline, a paragraph or a topic.

    Local videos are free and made on this computer in about a minute; hosted ones cost money, take
    about 4 minutes and need `max_videos`. Make it local first, look at it, then buy it with the
    same arguments. A repeat of the same arguments returns the first job. Next: `wait_for_jobs`.
    Hosted ones can't be cancelled.
    """
    bought = approved.purchase
    extra = {key: value for key, value in (("email", email), ("org_id", org_id)) if value}
    world = await desk.worlds.enter(bought.door)
    call = _Call(world, extra, preview=preview)
    a_day = desk.videos_a_day if world.place == "hosted" else None
    begun = await desk.sender.send(world, bought.intents, call.post, new_take=new_take, a_day=a_day)
    desk.watch.keep(world)
    return await _created(desk, begun, call.created)


async def get_video(
    desk: AtDesk,
    uuid: Annotated[
        str, Field(min_length=1, max_length=200, description="Our job_id, or Knowlify's uuid.")
    ],
) -> Annotated[CallToolResult, Operation[VideoAnswer]]:
    """Show one Knowlify video as it is now, with everything known about it. Free.

    To wait for it, use `wait_for_jobs` instead of calling this again and again.
    """
    return await show_job(desk, await looked_up(desk, "knowlify", uuid, _title, "video"))


class _Call:
    """One `POST /v1/videos`, and its answer once it is there."""

    def __init__(self, world: World, extra: Mapping[str, str], *, preview: bool) -> None:
        self._world = world
        self._extra = extra
        self._preview = preview
        self.created: Created | None = None

    async def post(self, jobs: Sequence[Job], wire: Wire) -> Mapping[str, Seen]:
        """Ask for these jobs' videos; an item that the answer leaves out stays unknown."""
        videos = [job.request["video"] for job in jobs]
        api = Knowlify(wire)
        self.created = await api.create_videos(videos, self._extra, preview=self._preview)
        rows = self.created.by_position(len(jobs))
        return {
            job.job_id: placed(self._world, rows[n])
            if n in rows
            else Seen("unknown", error=LEFT_OUT)
            for n, job in enumerate(jobs)
        }


def _intent(door: Door, brief: VideoBrief, asked: Mapping[str, object]) -> Intent:
    """What is `asked` for beside the brief makes another order of it, where it says anything."""
    video = brief.model_dump(mode="json", exclude_none=True)
    request = {"video": video, **{name: value for name, value in asked.items() if value}}
    return Intent("knowlify", door.place, door.account, "video", title_of(brief.task), request)


async def _created(desk: Desk, begun: Sequence[Begun], created: Created | None) -> CallToolResult:
    jobs = list({item.job.job_id: item.job for item in begun}.values())
    if created is None and all(job.state == "rejected" for job in jobs):
        raise Refused(jobs[0].error)
    repeated = frozenset(item.job.job_id for item in begun if not item.fresh)
    display = await show(desk, jobs, repeated=repeated)
    operation = Operation(
        jobs=display.rows,
        answer=conform(VideosAnswer, _document(begun, created)),
        next=after(desk, jobs),
    )
    text = line(jobs) + seen_line(display.rows)
    return answer(operation, said(text, operation.next), display.content)


def _document(begun: Sequence[Begun], created: Created | None) -> dict[str, Any]:
    """Knowlify's answer, its results in the order of the caller's items, each with its job."""
    document = created.document() if created else {}
    return {**document, "results": [_result(n, item.job) for n, item in enumerate(begun)]}


def _result(index: int, job: Job) -> dict[str, Any]:
    known = {key: job.remote[key] for key in PLACED if key in job.remote}
    return {"index": index, "job_id": job.job_id, **shown(known, job.place)}


def _title(job: Job) -> str:
    return title_of(str(job.remote.get("task") or f"Video {job.remote_id}"))
