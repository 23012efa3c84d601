"""What an assistant can do with Knightvision's characters."""

from typing import Annotated, Any

from mcp.types import CallToolResult
from pydantic import Field

from callsheet_tools.backends.answer_shapes import CharacterAnswer, CharactersAnswer, conform
from callsheet_tools.backends.backend import Location
from callsheet_tools.billing.approval import Purchase
from callsheet_tools.billing.confirmation import ApprovedPurchase, requires_approval
from callsheet_tools.errors import RefusedLocally
from callsheet_tools.jobs.job import Job, StatusUpdate
from callsheet_tools.jobs.next_step import NextStep
from callsheet_tools.knightvision.client import KnightvisionClient
from callsheet_tools.knightvision.clip_and_ad_tools import (
    Fallback,
    MaxCredits,
    NewTake,
    Where,
    check_fallback,
    known_rows,
    sanitize_all,
)
from callsheet_tools.knightvision.kinds import CHARACTER, FINALIZE
from callsheet_tools.knightvision.models import POSE, AspectRatio, CharacterRequest, FinalizeRequest
from callsheet_tools.knightvision.purchase import PurchaseTerms, describe_purchase, submit_purchase
from callsheet_tools.knightvision.recovery import to_listed_character
from callsheet_tools.knightvision.status import read_submit
from callsheet_tools.sanitize import format_count, one_line
from callsheet_tools.toolkit.argument_types import NOT_BLANK
from callsheet_tools.toolkit.context import InjectedContext
from callsheet_tools.toolkit.lookup import backend_for, fetch_current, find_by_id
from callsheet_tools.toolkit.read_retry import read_with_retry
from callsheet_tools.toolkit.responses import (
    ProviderListing,
    ProviderResponse,
    account_note,
    answer,
    at_account,
    sanitize_document,
    text_line,
)
from callsheet_tools.toolkit.submit import job_response, remote_id_of

PAGE = 50
"""Characters that one answer lists."""

CharacterId = Annotated[
    str | int, Field(description="Our job_id of the character, or Knightvision's id.")
]


def _purchase_character(  # noqa: PLR0913 - the documented request, and what Callsheet adds
    context: InjectedContext,
    name: str,
    prompt: str,
    duration: int,
    aspect_ratio: AspectRatio,
    where: Location | None,
    max_credits: int | None,
    new_take: bool,
    fallback: bool,
) -> Purchase:
    check_fallback(context, fallback, where)
    character = CharacterRequest(
        name=name,
        prompt=prompt,
        duration=duration,
        aspect_ratio=aspect_ratio,
        fallback=fallback,
    )
    factory = context.backends.factory("knightvision", where)
    terms = PurchaseTerms(max_credits, new_take)
    request = character.model_dump(mode="json")
    title = one_line(name, 50)
    return describe_purchase(
        "knightvision_create_character", factory, CHARACTER, title, request, terms
    )


async def _purchase_finalize(  # noqa: PLR0913 - the documented request, and what Callsheet adds
    context: InjectedContext,
    character_id: str | int,
    timestamp_start: int,
    timestamp_end: int,
    character_prompt: str,
    max_credits: int | None,
    new_take: bool,
) -> Purchase:
    if timestamp_start >= timestamp_end:
        raise RefusedLocally(
            "Nothing was sent: `timestamp_end` must be greater than `timestamp_start`."
        )
    job = await find_by_id(context, "knightvision", str(character_id), "character", "finalize")
    factory = backend_for(context, job) if job else context.backends.factory("knightvision")
    remote_id = remote_id_of(job) if job else str(character_id)
    pose = FinalizeRequest(
        timestamp_start=timestamp_start,
        timestamp_end=timestamp_end,
        character_prompt=character_prompt,
    )
    request = {"character_id": remote_id, **pose.model_dump(mode="json")}
    title = one_line(f"{job.title if job else f'Character {remote_id}'} (finalize)", 60)
    terms = PurchaseTerms(max_credits, new_take)
    return describe_purchase(
        "knightvision_finalize_character", factory, FINALIZE, title, request, terms
    )


async def create_character(  # noqa: PLR0913 - the documented request, and what Callsheet adds
    context: InjectedContext,
    approved: Annotated[ApprovedPurchase, requires_approval(_purchase_character)],
    name: Annotated[
        str,
        Field(
            min_length=1,
            max_length=50,
            pattern=NOT_BLANK,
            description="What it is called, 1-50 characters.",
        ),
    ],
    prompt: Annotated[
        str,
        Field(
            min_length=1,
            max_length=1000,
            pattern=NOT_BLANK,
            description="How it looks, 1-1000 characters.",
        ),
    ],
    duration: Annotated[
        int, Field(ge=1, description="Seconds of its film, default 10 (local at most 300).")
    ] = 10,
    aspect_ratio: Annotated[
        AspectRatio, Field(description="9:16 (default), 16:9 or 1:1.")
    ] = "9:16",
    where: Where = None,
    max_credits: MaxCredits = None,
    new_take: NewTake = False,
    fallback: Fallback = False,
) -> Annotated[CallToolResult, ProviderResponse[CharacterAnswer]]:
    """Make a character that can play in clips.

    Hosted: 22 credits, needs `max_credits`. Local: free, drawn as an ANIMATIC, or made by the
    user's own video model where one is set (`made_by`). Next:
    `wait_for_jobs` until it is ready, then `knightvision_finalize_character`.
    """

    async def submit(api: KnightvisionClient) -> StatusUpdate:
        receipt = await api.create_character(CharacterRequest.model_validate(approved.request))
        result = {"character_id": receipt.character_id, "name": name}
        return read_submit(receipt, str(receipt.character_id), result)

    return await submit_purchase(context, approved, submit)


async def get_character(
    context: InjectedContext, character_id: CharacterId
) -> Annotated[CallToolResult, ProviderResponse[CharacterAnswer]]:
    """Show one character as it is now. Free."""
    job = await fetch_current(
        context, "knightvision", str(character_id), _name, "character", "finalize"
    )
    return await job_response(context, job)


async def list_characters(
    context: InjectedContext,
    page: Annotated[int, Field(ge=1, le=1000, description="50 on each; default 1.")] = 1,
) -> Annotated[CallToolResult, ProviderListing[CharactersAnswer]]:
    """List the account's characters, also those that were made elsewhere. Free."""
    backend = await context.backends.open(context.backends.factory("knightvision"))
    cast = await read_with_retry(
        context, backend, "characters", KnightvisionClient(backend.http_client).characters
    )
    ids = [str(figure.id) for figure in cast.characters]
    hidden = await context.journal.hidden_ids("knightvision", backend.account, "character", ids)
    own = [figure for figure in cast.characters if str(figure.id) not in hidden]
    figures = own[(page - 1) * PAGE : page * PAGE]
    entries = sanitize_all([figure.document() for figure in figures], backend.place)
    listed = [to_listed_character(figure) for figure in figures if figure.id is not None]
    rows = await known_rows(context, "character", backend.account, listed)
    count = len(own)
    listing = ProviderListing(
        jobs=rows,
        answer=conform(
            CharactersAnswer,
            {**sanitize_document(cast.document(), backend.place), "characters": entries},
        ),
        answered_by=account_note(backend),
        next=_more(page) if count > page * PAGE else None,
    )
    text = f"{format_count(count, 'character')} {at_account(backend)}."
    return answer(listing, text_line(text, listing.next))


async def finalize_character(  # noqa: PLR0913 - the documented request, and what Callsheet adds
    context: InjectedContext,
    approved: Annotated[ApprovedPurchase, requires_approval(_purchase_finalize)],
    character_id: CharacterId,
    timestamp_start: Annotated[
        int, Field(ge=0, description="Second of its film where the pose begins, default 1.")
    ] = 1,
    timestamp_end: Annotated[int, Field(ge=1, description="Second where it ends, default 4.")] = 4,
    character_prompt: Annotated[
        str,
        Field(
            min_length=1,
            max_length=1000,
            pattern=NOT_BLANK,
            description=f"What it does there; default {POSE!r}.",
        ),
    ] = POSE,
    max_credits: MaxCredits = None,
    new_take: NewTake = False,
) -> Annotated[CallToolResult, ProviderResponse[CharacterAnswer]]:
    """Finalize a character that is ready, so that clips can use it.

    It is made where the character was: hosted 3 credits, needs `max_credits`; local free. Next:
    `wait_for_jobs`, then name the character in a `knightvision_generate_video` prompt.
    """
    pose = {key: value for key, value in approved.request.items() if key != "character_id"}
    remote_id = str(approved.request["character_id"])

    async def submit(api: KnightvisionClient) -> StatusUpdate:
        receipt = await api.finalize(remote_id, FinalizeRequest.model_validate(pose))
        return read_submit(receipt, remote_id, {"character_id": remote_id})

    return await submit_purchase(context, approved, submit)


def _name(job: Job) -> str:
    figure: dict[str, Any] = job.remote.get("character") or {}
    return one_line(str(figure.get("name") or f"Character {job.remote_id}"), 50)


def _more(page: int) -> NextStep:
    arguments = {"page": page + 1}
    return NextStep(tool="knightvision_list_characters", arguments=arguments, why="There are more.")
