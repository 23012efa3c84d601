"""What an assistant can do with Knightvision: ads, clips, credits."""

from collections.abc import Sequence
from typing import Annotated, Any

from mcp.types import CallToolResult
from pydantic import Field

from callsheet_tools.backends.answer_shapes import (
    AnalysisAnswer,
    ClipAnswer,
    ClipsAnswer,
    CreditsAnswer,
    conform,
)
from callsheet_tools.backends.backend import Place
from callsheet_tools.backends.lenient_fields import to_id
from callsheet_tools.billing.approval import Purchase
from callsheet_tools.billing.confirmation import Approved, agreed
from callsheet_tools.jobs.job import Job, Kind, Listed, Seen
from callsheet_tools.knightvision.client import Knightvision
from callsheet_tools.knightvision.kinds import ANALYSIS, CLIP
from callsheet_tools.knightvision.models import Ad, AspectRatio, Clip, Model
from callsheet_tools.knightvision.prices import check_clip
from callsheet_tools.knightvision.purchase import Terms, place, purchase
from callsheet_tools.knightvision.recovery import listed_clip
from callsheet_tools.knightvision.status import ordered
from callsheet_tools.sanitize import clean
from callsheet_tools.titles import title_of
from callsheet_tools.toolkit.argument_types import NOT_BLANK, AdAddress
from callsheet_tools.toolkit.context import AtDesk, Desk
from callsheet_tools.toolkit.lookup import looked_up
from callsheet_tools.toolkit.read_retry import ask
from callsheet_tools.toolkit.responses import (
    Listing,
    Operation,
    Row,
    answer,
    answered_by,
    row,
    shown,
)
from callsheet_tools.toolkit.submit import show_job

Where = Annotated[
    Place | None,
    Field(description="hosted (paid) or local (this computer, free); default by setting."),
]
MaxCredits = Annotated[
    int | None,
    Field(ge=1, le=10_000, description="Hosted only: credits the user agreed to pay, at most."),
]
NewTake = Annotated[bool, Field(description="True: make it even if the same was asked for before.")]
AnyId = Annotated[
    str, Field(min_length=1, max_length=200, description="Our job_id, or Knightvision's.")
]
LONGEST_PROMPT = 200
"""Characters of each prompt that a list shows."""


def _bought_analysis(
    desk: AtDesk, url: AdAddress, where: Place | None, max_credits: int | None, new_take: bool
) -> Purchase:
    door = desk.worlds.door("knightvision", where)
    request = Ad(url=url.strip()).model_dump(mode="json")
    terms = Terms(max_credits, new_take)
    title = f"Ad {clean(url, 60)}"
    return purchase("knightvision_analyze_ad", door, ANALYSIS, title, request, terms)


def _bought_clip(  # noqa: PLR0913 - the documented request, and what Callsheet adds
    desk: AtDesk,
    prompt: str,
    model: Model,
    duration: int,
    aspect_ratio: AspectRatio,
    where: Place | None,
    max_credits: int | None,
    new_take: bool,
) -> Purchase:
    check_clip({"model": model, "duration": duration})
    clip = Clip(prompt=prompt, model=model, duration=duration, aspect_ratio=aspect_ratio)
    door, terms = desk.worlds.door("knightvision", where), Terms(max_credits, new_take)
    request = clip.model_dump(mode="json")
    return purchase("knightvision_generate_video", door, CLIP, title_of(prompt), request, terms)


async def analyze_ad(
    desk: AtDesk,
    approved: Annotated[Approved, agreed(_bought_analysis)],
    url: Annotated[
        AdAddress,
        Field(
            description="Facebook, Instagram or TikTok ad address (Ad Library: with ?id=), "
            "or a numeric ad id.",
        ),
    ],
    where: Where = None,
    max_credits: MaxCredits = None,
    new_take: NewTake = False,
) -> Annotated[CallToolResult, Operation[AnalysisAnswer]]:
    """Analyse an ad: summary, transcription, analysis, and a UGC script made from it.

    Hosted: 50 credits, about 2 minutes, needs `max_credits`. Local: free, by measuring picture and
    sound; it knows ads in its own library or, with the extra `[ads]`, fetches them. Next:
    `wait_for_jobs`, then `knightvision_get_analysis` for the whole texts.
    """

    async def submit(api: Knightvision) -> Seen:
        receipt = await api.analyze(Ad.model_validate(approved.request))
        return ordered(receipt, receipt.job_id, {})

    return await place(desk, approved, submit)


async def get_analysis(
    desk: AtDesk, job_id: AnyId
) -> Annotated[CallToolResult, Operation[AnalysisAnswer]]:
    """Show an ad analysis: how far it is, or its texts in full, as Knightvision's words. Free."""
    return await _shown(desk, job_id, "analysis")


async def generate_video(  # noqa: PLR0913 - the documented request, and what Callsheet adds
    desk: AtDesk,
    approved: Annotated[Approved, agreed(_bought_clip)],
    prompt: Annotated[
        str,
        Field(
            min_length=1,
            max_length=2000,
            pattern=NOT_BLANK,
            description="What is seen, 1-2000 characters.",
        ),
    ],
    model: Annotated[
        Model,
        Field(
            description="sora-2 (default), sora-2-pro, kling-v3-text-to-video or "
            "kling-o3-text-to-video."
        ),
    ] = "sora-2",
    duration: Annotated[
        int,
        Field(
            ge=1,
            description="Seconds, default 10. sora-2: 10 or 15; sora-2-pro: 15 or 25; kling: any "
            "(local at most 300).",
        ),
    ] = 10,
    aspect_ratio: Annotated[
        AspectRatio, Field(description="9:16 (default), 16:9 or 1:1.")
    ] = "9:16",
    where: Where = None,
    max_credits: MaxCredits = None,
    new_take: NewTake = False,
) -> Annotated[CallToolResult, Operation[ClipAnswer]]:
    """Make a short clip from a prompt.

    Hosted: a generative model makes it, for credits (sora-2: 22 for 10 s, 25 for 15 s; sora-2-pro:
    154 for 15 s, 175 for 25 s; kling: 10-13 a second); needs `max_credits`. Local: free, an
    ANIMATIC (a moving storyboard of the prompt), never a generative model's work: tell the user so.
    A finalized character plays in it when the prompt names it (local: as `@Name`). Next:
    `wait_for_jobs`.
    """

    async def submit(api: Knightvision) -> Seen:
        receipt = await api.generate_video(Clip.model_validate(approved.request))
        return ordered(receipt, receipt.job_id, {})

    return await place(desk, approved, submit)


async def get_video(
    desk: AtDesk, job_id: AnyId
) -> Annotated[CallToolResult, Operation[ClipAnswer]]:
    """Show one clip as it is now. Free.

    To wait for it, use `wait_for_jobs` instead of calling this again and again.
    """
    return await _shown(desk, job_id, "clip")


async def list_videos(
    desk: AtDesk,
    limit: Annotated[int, Field(ge=1, le=50, description="Clips at most, 1-50; default 20.")] = 20,
) -> Annotated[CallToolResult, Listing[ClipsAnswer]]:
    """List the account's newest clips, also those that were started elsewhere. Free.

    Prompts are cut. After an answer was lost, look here before you pay again.
    """
    world = await desk.worlds.enter(desk.worlds.door("knightvision"))
    reel = await ask(desk, world, "videos", lambda: Knightvision(world.wire).videos(limit))
    videos = [_brief(video) for video in reel.videos[:limit]]
    document = {**shown(reel.document(), world.place), "videos": shown_all(videos, world.place)}
    entries = [video for video in reel.videos[:limit] if to_id(video.get("job_id"))]
    rows = await known_rows(desk, "clip", world.account, [listed_clip(one) for one in entries])
    listing = Listing(
        jobs=rows, answer=conform(ClipsAnswer, document), answered_by=answered_by(world)
    )
    return answer(listing, f"{len(videos)} clips, newest first; {listing.answered_by}.")


async def get_credits(desk: AtDesk) -> Annotated[CallToolResult, Listing[CreditsAnswer]]:
    """Show the credits that remain, and this account's prices. Free."""
    world = await desk.worlds.enter(desk.worlds.door("knightvision"))
    credits = await ask(desk, world, "credits", Knightvision(world.wire).credits)
    listing = Listing(
        jobs=[],
        answer=conform(CreditsAnswer, shown(credits.document(), world.place)),
        answered_by=answered_by(world),
    )
    balance = credits.credits_remaining
    left = "it does not say how many" if balance is None else f"{balance:,}"
    return answer(listing, f"{listing.answered_by}: {left} credits remain.")


async def known_rows(desk: Desk, kind: Kind, account: str, listed: Sequence[Listed]) -> list[Row]:
    """Rows of those that Callsheet knows as jobs of its own, with what the list has newer."""
    found: dict[str, Listed] = {}
    for one in listed:
        jobs = await desk.journal.named("knightvision", kind, one.remote_id)
        found |= {job.job_id: one for job in jobs[:1] if job.account == account}
    jobs = await desk.journal.find_all(found)
    done = {job.job_id for job in jobs if found[job.job_id].seen.state == "succeeded"}
    await desk.journal.record(
        {job.job_id: found[job.job_id].seen for job in jobs if job.ended and job.job_id in done}
    )
    late = [job.job_id for job in jobs if not job.ended and job.job_id in done]
    await desk.watch.schedule.look_alone(late)
    return [row(job, desk.kinds[kind]) for job in await desk.journal.find_all(found)]


def shown_all(documents: list[dict[str, Any]], place: Place) -> list[dict[str, Any]]:
    """The entries of a list, as an answer may carry them."""
    return [shown(document, place) for document in documents]


async def _shown(desk: Desk, any_id: str, kind: Kind) -> CallToolResult:
    job = await looked_up(desk, "knightvision", any_id, _title, kind)
    return await show_job(desk, job)


def _title(job: Job) -> str:
    return title_of(str(job.remote.get("prompt") or f"{job.kind} {job.remote_id}"))


def _brief(video: dict[str, Any]) -> dict[str, Any]:
    prompt = video.get("prompt")
    return {**video, "prompt": clean(prompt, LONGEST_PROMPT)} if isinstance(prompt, str) else video
