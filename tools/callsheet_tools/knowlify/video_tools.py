"""What an assistant can do with Knowlify."""

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from mcp.server.mcpserver import Resolve
from mcp.types import CallToolResult
from pydantic import Field

from callsheet_tools.backends.answer_shapes import VideoAnswer, VideosAnswer, conform
from callsheet_tools.backends.backend import Backend, BackendFactory, Location
from callsheet_tools.backends.http_client import ProviderHttpClient
from callsheet_tools.billing.approval import Purchase
from callsheet_tools.billing.confirmation import ApprovedPurchase, requires_approval
from callsheet_tools.errors import RefusedLocally
from callsheet_tools.jobs.job import Job, JobRequest, StatusUpdate
from callsheet_tools.jobs.journal import BeginResult
from callsheet_tools.knowlify.client import KnowlifyClient
from callsheet_tools.knowlify.kinds import NO_PRICE, VIDEO_COST
from callsheet_tools.knowlify.logo import send_logo
from callsheet_tools.knowlify.models import CreateResponse, VideoRequest
from callsheet_tools.knowlify.status import create_update
from callsheet_tools.sanitize import one_line, to_quote
from callsheet_tools.titles import title_of
from callsheet_tools.toolkit.argument_types import Email
from callsheet_tools.toolkit.context import InjectedContext, ToolContext
from callsheet_tools.toolkit.drafts import BEGIN
from callsheet_tools.toolkit.job_view import (
    LEFT_OUT_OF_BATCHES,
    SEVERAL,
    job_rows,
    preview_sentence,
    repeat_sentence,
    summary_sentence,
)
from callsheet_tools.toolkit.lookup import fetch_current
from callsheet_tools.toolkit.next_steps import next_steps
from callsheet_tools.toolkit.responses import ProviderResponse, answer, sanitize_document, text_line
from callsheet_tools.toolkit.submit import job_response

Briefs = Annotated[
    list[VideoRequest], Field(min_length=1, max_length=50, description="1-50 videos, one job each.")
]
Where = Annotated[
    Location | None,
    Field(description="hosted (paid) or local (this computer, free); default by setting."),
]

HERE_ONLY = (
    "Nothing was sent. Previews are made on this computer only, for free: call again with "
    "`where: local`, or without `preview` for the hosted video."
)
PLACED = (
    "status",
    "uuid",
    "session_id",
    "chat_url",
    "queue_position",
    "code",
    "message",
    "voice_note",
)
"""What the answer says of each item."""
LEFT_OUT = (
    "Knowlify's answer does not mention this item. Look at the dashboard; not there? "
    "Call again with `new_take: true`."
)


async def _requested_videos(
    context: InjectedContext, videos: list[VideoRequest] | None, same_as: list[str] | None
) -> list[VideoRequest]:
    """The videos as given, or those that local jobs made or changed, or that drafts show."""
    if (videos is None) == (same_as is None):
        raise RefusedLocally("Give either `videos` or `same_as`.")
    if videos is not None:
        return videos
    return [
        VideoRequest.model_validate(
            await context.drafts.find(one)
            if one.startswith(BEGIN)
            else _remade(await context.journal.find(one))
        )
        for one in same_as or []
    ]


def _remade(job: Job) -> dict[str, Any]:
    asked = job.as_request if job.kind == "edit" else job.request
    if video := (asked or {}).get("video"):
        return video
    raise RefusedLocally(f"{job.job_id} is no video whose text is known here: send `videos`.")


def _purchase_videos(  # noqa: PLR0913 - the arguments that say what is bought
    context: InjectedContext,
    wanted: Annotated[list[VideoRequest], Resolve(_requested_videos)],
    where: Location | None,
    preview: bool,
    max_videos: int | None,
    new_take: bool,
    org_id: str | None,
) -> Purchase:
    if preview and context.backends.place("knowlify", where) == "hosted":
        raise RefusedLocally(HERE_ONLY)
    factory = context.backends.factory("knowlify", where)
    asked = {"org_id": org_id, "preview": preview}
    intents = [_intent(factory, brief, asked) for brief in wanted]
    count = f"{len(wanted)} videos" if len(wanted) > 1 else VIDEO_COST.noun
    what = f"{count} at Knowlify, {to_quote(intents[0].title)}{' and others' * (len(wanted) > 1)}"
    return Purchase(
        "knowlify_create_videos", factory, intents, max_videos, f"{what} ({NO_PRICE})", new_take
    )


async def create_videos(  # noqa: PLR0913 - the documented request, and what Callsheet adds
    context: InjectedContext,
    approved: Annotated[ApprovedPurchase, requires_approval(_purchase_videos)],
    wanted: Annotated[list[VideoRequest], Resolve(_requested_videos)],
    videos: Briefs | None = None,
    same_as: Annotated[
        list[str] | None,
        Field(
            min_length=1,
            max_length=50,
            description="Instead of `videos`: job_ids of local videos or edits, or draft_ids.",
        ),
    ] = None,
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
) -> Annotated[CallToolResult, ProviderResponse[VideosAnswer]]:
    """Start narrated explainer videos from text: an outline, a paragraph or a topic.

    Local videos are free and made on this computer in about a minute; hosted ones cost money, take
    about 4 minutes and need `max_videos`. Make it local first, look at it, then buy it with the
    same arguments. A repeat of the same arguments returns the first job. Next: `wait_for_jobs`.
    Hosted ones can't be cancelled.
    """
    bought = approved.purchase
    extra = {key: value for key, value in (("email", email), ("org_id", org_id)) if value}
    backend = await context.backends.open(bought.factory)
    call = _Call(backend, extra, preview=preview)
    if backend.place == "local":
        for brief in wanted:
            task = await send_logo(context, backend, brief.task)
            given = brief.model_dump(mode="json", exclude_unset=True, exclude_none=True)
            call.given[_key(_with_defaults(brief))] = {**given, "task": task}
    a_day = context.daily_limit(backend.provider) if backend.place == "hosted" else None
    begun = await context.sender.send(
        backend, bought.intents, call.post, new_take=new_take, a_day=a_day
    )
    context.watch.follow_account(backend)
    said = repeat_sentence(new_take=new_take)
    return await _create_response(context, begun, call.created, said)


async def get_video(
    context: InjectedContext,
    uuid: Annotated[
        str, Field(min_length=1, max_length=200, description="Our job_id, or Knowlify's uuid.")
    ],
) -> Annotated[CallToolResult, ProviderResponse[VideoAnswer]]:
    """Show one Knowlify video as it is now, with everything known about it. Free.

    To wait for it, use `wait_for_jobs` instead of calling this again and again.
    """
    return await job_response(
        context, await fetch_current(context, "knowlify", uuid, _title, "video")
    )


class _Call:
    """One `POST /v1/videos`, and its answer once it is there."""

    def __init__(self, backend: Backend, extra: Mapping[str, str], *, preview: bool) -> None:
        self._backend = backend
        self._extra = extra
        self._preview = preview
        self.created: CreateResponse | None = None
        self.given = dict[str, Mapping[str, Any]]()
        """By a local video with all defaults: what was given, so that its document sets the rest,
        and the task with the studio's name of its logo."""

    async def post(
        self, jobs: Sequence[Job], http_client: ProviderHttpClient
    ) -> Mapping[str, StatusUpdate]:
        """Ask for these jobs' videos; an item that the answer leaves out stays unknown."""
        videos = [self._sent(job.request["video"]) for job in jobs]
        api = KnowlifyClient(http_client)
        self.created = await api.create_videos(videos, self._extra, preview=self._preview)
        rows = self.created.by_position(len(jobs))
        return {
            job.job_id: create_update(self._backend, rows[n])
            if n in rows
            else StatusUpdate("unknown", error=LEFT_OUT)
            for n, job in enumerate(jobs)
        }

    def _sent(self, video: Mapping[str, Any]) -> Mapping[str, Any]:
        return self.given.get(_key(video), video)


def _intent(
    factory: BackendFactory, brief: VideoRequest, asked: Mapping[str, object]
) -> JobRequest:
    """What is `asked` for besides the brief makes another order of it, where it says anything."""
    request = {
        "video": _with_defaults(brief),
        **{name: value for name, value in asked.items() if value},
    }
    return JobRequest(
        "knowlify", factory.place, factory.account, "video", title_of(brief.task), request
    )


def _with_defaults(brief: VideoRequest) -> dict[str, Any]:
    """With the documented defaults, unless the task has front matter, which may set them."""
    has_front_matter = brief.task.lstrip().startswith("---")
    return brief.model_dump(mode="json", exclude_none=True, exclude_unset=has_front_matter)


def _key(video: Mapping[str, Any]) -> str:
    return json.dumps(video, sort_keys=True)


async def _create_response(
    context: ToolContext,
    begun: Sequence[BeginResult],
    created: CreateResponse | None,
    said_of_repeats: str,
) -> CallToolResult:
    jobs = list({item.job.job_id: item.job for item in begun}.values())
    if created is None and all(job.state == "rejected" for job in jobs):
        await context.journal.report([job.job_id for job in jobs])
        raise RefusedLocally(jobs[0].error)
    repeated = frozenset(item.job.job_id for item in begun if not item.fresh)
    leave_out = LEFT_OUT_OF_BATCHES if len(jobs) >= SEVERAL else ()
    display = await job_rows(context, jobs, repeated=repeated, leave_out=leave_out)
    operation = ProviderResponse(
        jobs=display.rows,
        answer=conform(VideosAnswer, _document(begun, created)),
        next=await next_steps(context, jobs),
    )
    said = summary_sentence(jobs) + said_of_repeats * (len(repeated) == len(jobs))
    text = said + preview_sentence(display.rows) + _voice_sentence(jobs)
    return answer(operation, text_line(text, operation.next), display.content)


def _voice_sentence(jobs: Sequence[Job]) -> str:
    """Sentences on films that will have no voice; the studio says so at once."""
    notes = [job.remote.get("voice_note") for job in jobs if not job.ended]
    said = dict.fromkeys(one_line(note, 500) for note in notes if isinstance(note, str))
    return "".join(f" {note}" for note in said)


def _document(begun: Sequence[BeginResult], created: CreateResponse | None) -> dict[str, Any]:
    """Knowlify's answer, its results in the order of the caller's items, each with its job."""
    document = created.document() if created else {}
    return {**document, "results": [_result(n, item.job) for n, item in enumerate(begun)]}


def _result(index: int, job: Job) -> dict[str, Any]:
    known = {key: job.remote[key] for key in PLACED if key in job.remote}
    return {"index": index, "job_id": job.job_id, **sanitize_document(known, job.place)}


def _title(job: Job) -> str:
    return title_of(str(job.remote.get("task") or f"Video {job.remote_id}"))
