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
from callsheet_tools.backends.backend import NAMES, Location
from callsheet_tools.backends.lenient_fields import to_id
from callsheet_tools.billing.approval import Purchase
from callsheet_tools.billing.confirmation import ApprovedPurchase, requires_approval
from callsheet_tools.errors import RefusedLocally
from callsheet_tools.jobs.job import Job, Kind, ListedJob, StatusUpdate
from callsheet_tools.jobs.next_step import NextStep
from callsheet_tools.knightvision.client import KnightvisionClient
from callsheet_tools.knightvision.kinds import ANALYSIS, CLIP
from callsheet_tools.knightvision.models import AnalyzeRequest, AspectRatio, ClipRequest, Model
from callsheet_tools.knightvision.prices import check_clip
from callsheet_tools.knightvision.purchase import PurchaseTerms, describe_purchase, submit_purchase
from callsheet_tools.knightvision.recovery import to_listed_clip
from callsheet_tools.knightvision.status import read_submit
from callsheet_tools.sanitize import format_count, one_line
from callsheet_tools.titles import title_of
from callsheet_tools.toolkit.argument_types import NOT_BLANK, AdAddress
from callsheet_tools.toolkit.context import InjectedContext, ToolContext
from callsheet_tools.toolkit.lookup import fetch_current
from callsheet_tools.toolkit.read_retry import read_with_retry
from callsheet_tools.toolkit.responses import (
    JobRow,
    ProviderListing,
    ProviderResponse,
    account_note,
    answer,
    at_account,
    job_row,
    sanitize_document,
    text_line,
)
from callsheet_tools.toolkit.submit import job_response

Where = Annotated[
    Location | None,
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
Fallback = Annotated[
    bool,
    Field(
        description="Local, where the user set a video model: True draws the ANIMATIC if that "
        "model gives nothing."
    ),
]
HERE_ONLY = "Nothing was sent. `fallback` is for what this computer makes: leave it out."
MOST_LISTED = 50
"""Clips that Knightvision lists at most (documentation, "GET /videos"); it has no pages."""
OLDER = "Knightvision lists no more; this has the older ones that were started here."
LONGEST_PROMPT = 200
"""Characters of each prompt that a list shows."""


def _purchase_analysis(
    context: InjectedContext,
    url: AdAddress,
    where: Location | None,
    max_credits: int | None,
    new_take: bool,
) -> Purchase:
    factory = context.backends.factory("knightvision", where)
    request = AnalyzeRequest(url=url.strip()).model_dump(mode="json")
    terms = PurchaseTerms(max_credits, new_take)
    title = f"Ad {one_line(url, 60)}"
    return describe_purchase("knightvision_analyze_ad", factory, ANALYSIS, title, request, terms)


def _purchase_clip(  # noqa: PLR0913 - the documented request, and what Callsheet adds
    context: InjectedContext,
    prompt: str,
    model: Model,
    duration: int,
    aspect_ratio: AspectRatio,
    where: Location | None,
    max_credits: int | None,
    new_take: bool,
    fallback: bool,
) -> Purchase:
    check_clip({"model": model, "duration": duration})
    check_fallback(context, fallback, where)
    clip = ClipRequest(
        prompt=prompt,
        model=model,
        duration=duration,
        aspect_ratio=aspect_ratio,
        fallback=fallback,
    )
    factory = context.backends.factory("knightvision", where)
    terms = PurchaseTerms(max_credits, new_take)
    request = clip.model_dump(mode="json")
    return describe_purchase(
        "knightvision_generate_video", factory, CLIP, title_of(prompt), request, terms
    )


def check_fallback(context: ToolContext, fallback: bool, where: Location | None) -> None:
    """Check that a fallback is only asked for on this computer, since providers have none.

    Args:
        fallback: Whether it is asked for.
        where: Where the clip is to be made; None is the default place.

    Raises:
        RefusedLocally: It is asked for at the provider.
    """
    if fallback and context.backends.place("knightvision", where) == "hosted":
        raise RefusedLocally(HERE_ONLY)


async def analyze_ad(
    context: InjectedContext,
    approved: Annotated[ApprovedPurchase, requires_approval(_purchase_analysis)],
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
) -> Annotated[CallToolResult, ProviderResponse[AnalysisAnswer]]:
    """Analyse an ad: summary, transcription, analysis, and a UGC script made from it.

    Hosted: 50 credits, about 2 minutes, needs `max_credits`. Local: free, by measuring picture and
    sound; it knows ads in its own library or, with the extra `[ads]`, fetches them. Next:
    `wait_for_jobs`, then `knightvision_get_analysis` for the whole texts.
    """

    async def submit(api: KnightvisionClient) -> StatusUpdate:
        receipt = await api.analyze(AnalyzeRequest.model_validate(approved.request))
        return read_submit(receipt, receipt.job_id, {})

    return await submit_purchase(context, approved, submit)


async def get_analysis(
    context: InjectedContext, job_id: AnyId
) -> Annotated[CallToolResult, ProviderResponse[AnalysisAnswer]]:
    """Show an ad analysis, also one started elsewhere: how far it is, or its texts in full, as
    Knightvision's words. Free."""
    return await _show_job(context, job_id, "analysis")


async def generate_video(  # noqa: PLR0913 - the documented request, and what Callsheet adds
    context: InjectedContext,
    approved: Annotated[ApprovedPurchase, requires_approval(_purchase_clip)],
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
    fallback: Fallback = False,
) -> Annotated[CallToolResult, ProviderResponse[ClipAnswer]]:
    """Make a short clip from a prompt.

    Hosted: a generative model makes it, for credits (sora-2: 22 for 10 s, 25 for 15 s; sora-2-pro:
    154 for 15 s, 175 for 25 s; kling: 10-13 a second); needs `max_credits`. Local: free, an
    ANIMATIC (a moving storyboard of the prompt), no generative model's work unless `made_by` names
    the user's own: tell the user which.
    A finalized character plays in it when the prompt names it (local: as `@Name`). Next:
    `wait_for_jobs`.
    """

    async def submit(api: KnightvisionClient) -> StatusUpdate:
        receipt = await api.generate_video(ClipRequest.model_validate(approved.request))
        return read_submit(receipt, receipt.job_id, {})

    return await submit_purchase(context, approved, submit)


async def get_video(
    context: InjectedContext, job_id: AnyId
) -> Annotated[CallToolResult, ProviderResponse[ClipAnswer]]:
    """Show one clip as it is now. Free.

    To wait for it, use `wait_for_jobs` instead of calling this again and again.
    """
    return await _show_job(context, job_id, "clip")


async def list_videos(
    context: InjectedContext,
    limit: Annotated[
        int, Field(ge=1, le=MOST_LISTED, description="Clips at most, 1-50; default 20.")
    ] = 20,
) -> Annotated[CallToolResult, ProviderListing[ClipsAnswer]]:
    """List the account's newest clips, also those that were started elsewhere. Free.

    Prompts are cut. After an answer was lost, look here before you pay again.
    """
    backend = await context.backends.open(context.backends.factory("knightvision"))
    reel = await read_with_retry(
        context, backend, "videos", lambda: KnightvisionClient(backend.http_client).videos(limit)
    )
    ids = [str(to_id(video.get("job_id"))) for video in reel.videos[:limit]]
    hidden = await context.journal.hidden_ids("knightvision", backend.account, "clip", ids)
    own = [one for one, id in zip(reel.videos[:limit], ids, strict=True) if id not in hidden]
    videos = [_brief(video) for video in own]
    document = {
        **sanitize_document(reel.document(), backend.place),
        "videos": sanitize_all(videos, backend.place),
    }
    entries = [video for video in own if to_id(video.get("job_id"))]
    rows = await known_rows(
        context, "clip", backend.account, [to_listed_clip(one) for one in entries]
    )
    listing = ProviderListing(
        jobs=rows,
        answer=conform(ClipsAnswer, document),
        answered_by=account_note(backend),
        next=NextStep(tool="list_jobs", arguments={"kind": "clip"}, why=OLDER)
        if len(ids) == MOST_LISTED
        else None,
    )
    text = f"{format_count(len(videos), 'clip')} {at_account(backend)}, newest first."
    return answer(listing, text_line(text, listing.next))


async def get_credits(
    context: InjectedContext,
) -> Annotated[CallToolResult, ProviderListing[CreditsAnswer]]:
    """Show the credits that remain, and this account's prices. Free."""
    backend = await context.backends.open(context.backends.factory("knightvision"))
    credits = await read_with_retry(
        context, backend, "credits", KnightvisionClient(backend.http_client).credits
    )
    listing = ProviderListing(
        jobs=[],
        answer=conform(CreditsAnswer, sanitize_document(credits.document(), backend.place)),
        answered_by=account_note(backend),
    )
    if backend.place == "local":
        return answer(
            listing, "Nothing is charged on this computer. Hosted, these are the prices in credits:"
        )
    balance = credits.credits_remaining
    name = NAMES[backend.provider]
    if balance is None:
        return answer(listing, f"{name} does not say how many credits remain.")
    return answer(listing, f"At {name}, {balance:,} credits remain.")


async def known_rows(
    context: ToolContext, kind: Kind, account: str, listed: Sequence[ListedJob]
) -> list[JobRow]:
    """Return the rows of listed things that the journal has as jobs of the user and this account.

    An ended job is updated from the list; an unfinished one that the list shows as succeeded is
    polled next.

    Args:
        listed: Entries of the provider's list.

    Raises:
        UnknownJob: One of the jobs is deleted meanwhile.
    """
    found: dict[str, ListedJob] = {}
    for one in listed:
        jobs = await context.journal.find_by_remote_id("knightvision", kind, one.remote_id)
        found |= {job.job_id: one for job in jobs[:1] if job.account == account}
    jobs = await context.journal.find_all(found)
    done = {job.job_id for job in jobs if found[job.job_id].seen.state == "succeeded"}
    await context.journal.record(
        {job.job_id: found[job.job_id].seen for job in jobs if job.ended and job.job_id in done}
    )
    late = [job.job_id for job in jobs if not job.ended and job.job_id in done]
    await context.watch.schedule.poll_individually(late)
    return [job_row(job, context.kinds[kind]) for job in await context.journal.find_all(found)]


def sanitize_all(documents: list[dict[str, Any]], place: Location) -> list[dict[str, Any]]:
    """Return the entries of a provider's list, sanitized for an answer, as `sanitize_document`
    does.

    Args:
        place: Where the provider is.
    """
    return [sanitize_document(document, place) for document in documents]


async def _show_job(context: ToolContext, any_id: str, kind: Kind) -> CallToolResult:
    job = await fetch_current(context, "knightvision", any_id, _title, kind)
    return await job_response(context, job)


def _title(job: Job) -> str:
    return title_of(str(job.remote.get("prompt") or f"{job.kind} {job.remote_id}"))


def _brief(video: dict[str, Any]) -> dict[str, Any]:
    prompt = video.get("prompt")
    return (
        {**video, "prompt": one_line(prompt, LONGEST_PROMPT)} if isinstance(prompt, str) else video
    )
