"""What an assistant can do with a finished Knowlify video: change it, and take that back."""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Annotated, Any, Literal

from mcp.types import CallToolResult
from pydantic import BeforeValidator, Field

from callsheet_tools.backends.answer_shapes import EditAnswer
from callsheet_tools.backends.backend import Backend
from callsheet_tools.backends.http_client import ProviderHttpClient
from callsheet_tools.billing.approval import Purchase
from callsheet_tools.billing.confirmation import ApprovedPurchase, requires_approval
from callsheet_tools.errors import ApiError, OutcomeUnknown, RefusedLocally, RequestRejected
from callsheet_tools.jobs.film_versions import (
    MOST_EDITS,
    NEVER_MADE,
    film_id,
    films_of_edits,
    versions_among,
)
from callsheet_tools.jobs.job import Job, JobRequest, StatusUpdate
from callsheet_tools.jobs.results import OURS
from callsheet_tools.knowlify.client import KnowlifyClient
from callsheet_tools.knowlify.kinds import EDIT_COST, NO_EDIT_PRICE
from callsheet_tools.knowlify.logo import send_logo
from callsheet_tools.knowlify.models import EditRequest, EditResponse
from callsheet_tools.knowlify.status import edit_update, is_reverted, revert_update
from callsheet_tools.sanitize import LONGEST_TEXT, one_line, to_quote
from callsheet_tools.titles import title_of
from callsheet_tools.toolkit.argument_types import NOT_BLANK, OWN_WORDS
from callsheet_tools.toolkit.context import InjectedContext, ToolContext
from callsheet_tools.toolkit.lookup import (
    backend_for,
    fetch_current,
    film_versions,
    find_by_id,
)
from callsheet_tools.toolkit.responses import ProviderResponse
from callsheet_tools.toolkit.submit import job_response, remote_id_of, submit_and_respond

ImageUrl = Annotated[str, Field(min_length=1, max_length=2048)]
EditId = Annotated[
    str, Field(min_length=1, max_length=200, description="Our job_id, or Knowlify's edit_id.")
]
LONGEST_REQUEST = 5000
"""Characters: Knowlify documentation, `edit_request`."""
MOST_LOOKED_AT = 20_000
"""Characters in which the scenes of too long a request are looked for."""
TITLE = 40
"""Characters of a video's title that the title of its edit begins with."""


def _check_length(text: Any) -> Any:
    """Says what to send instead of too long a request, whose longest scenes it names."""
    if isinstance(text, str) and len(text) > LONGEST_REQUEST:
        scenes = re.split("^## ", text[:MOST_LOOKED_AT], flags=re.MULTILINE)[1:]
        titles = [one_line(scene, TITLE) for scene in sorted(scenes, key=len, reverse=True)[:3]]
        named = f"; the longest are {', '.join(map(repr, titles))}" if titles else ""
        raise ValueError(
            f"must have at most {LONGEST_REQUEST} characters, not {len(text)}. Send only the "
            "scenes that change, each under its '## N: Title' heading, in several edits if need "
            f"be{named}"
        )
    return text


async def _purchase_edit(  # noqa: PLR0913 - the documented request, and what Callsheet adds
    context: InjectedContext,
    uuid: str,
    edit_request: str,
    reference_image_urls: list[str] | None,
    aspect_ratio: Literal["16:9", "9:16"] | None,
    max_videos: int | None,
    new_take: bool,
) -> Purchase:
    video = await find_by_id(context, "knowlify", uuid, "video", "edit")
    factory = backend_for(context, video) if video else context.backends.factory("knowlify")
    edited = str(video.request["video_uuid"]) if video and video.kind == "edit" else None
    video_uuid = edited or (remote_id_of(video) if video else uuid)
    request = EditRequest(
        video_uuid=video_uuid,
        edit_request=edit_request,
        reference_image_urls=reference_image_urls,
        aspect_ratio=aspect_ratio,
    )
    title = f"{one_line(video.title if video else 'Video', TITLE)} – {title_of(edit_request)}"
    asked = request.model_dump(mode="json", exclude_none=True)
    intent = JobRequest(
        "knowlify", factory.place, factory.account, "edit", one_line(title, 80), asked
    )
    what = f"{EDIT_COST.noun} at Knowlify, {to_quote(title_of(edit_request))} ({NO_EDIT_PRICE})"
    return Purchase("knowlify_edit_video", factory, [intent], max_videos, what, new_take)


async def edit_video(  # noqa: PLR0913 - the documented request, and what Callsheet adds
    context: InjectedContext,
    approved: Annotated[ApprovedPurchase, requires_approval(_purchase_edit)],
    uuid: Annotated[
        str,
        Field(
            min_length=1,
            max_length=200,
            description="The video: our job_id (an edit's too), or Knowlify's uuid.",
        ),
    ],
    edit_request: Annotated[
        str,
        Field(
            min_length=1,
            max_length=LONGEST_REQUEST,
            pattern=NOT_BLANK,
            description="The change, 1-5000 characters: hosted in plain words, local as below.",
        ),
        BeforeValidator(_check_length),
        OWN_WORDS,
    ],
    reference_image_urls: Annotated[
        list[ImageUrl] | None,
        Field(max_length=5, description="At most 5 https image addresses, each at most 5 MB."),
    ] = None,
    aspect_ratio: Annotated[
        Literal["16:9", "9:16"] | None, Field(description="16:9 or 9:16; default as it is.")
    ] = None,
    max_videos: Annotated[
        int | None,
        Field(ge=1, le=50, description="Hosted only: 1, if the user agreed to pay for the edit."),
    ] = None,
    new_take: Annotated[
        bool, Field(description="True: edit even if the same edit is under way.")
    ] = False,
) -> Annotated[CallToolResult, ProviderResponse[EditAnswer]]:
    """Change a finished Knowlify video, where it was made.

    Local: free; what is not understood is refused at once, with the outline to change. Hosted:
    costs credits by the scenes that change, and counts as one video of `max_videos`. Next:
    `wait_for_jobs`; `knowlify_revert_edit` takes it back.
    """
    backend = await context.backends.open(approved.purchase.factory)
    request = EditRequest.model_validate(approved.request)
    (intent,) = approved.purchase.intents
    if backend.place == "local":
        version = await _version(context, uuid, request.video_uuid)
        text = await send_logo(context, backend, request.edit_request)
        request = request.model_copy(update={"base_version": version, "edit_request": text})
    edit = _Edit(backend, request)
    try:
        return await submit_and_respond(context, backend, intent, edit.post, new_take=new_take)
    except RefusedLocally as error:
        outline = f"\n\nThe outline to change:\n{edit.outline}" if edit.outline else ""
        raise RefusedLocally(f"{error}{outline}") from error


async def get_edit(
    context: InjectedContext, edit_id: EditId
) -> Annotated[CallToolResult, ProviderResponse[EditAnswer]]:
    """Show an edit, or its revert, as it is now: status, link, the scenes that changed. Free."""
    job = await fetch_current(context, "knowlify", edit_id, _title, "edit", "revert")
    return await job_response(context, job)


async def revert_edit(
    context: InjectedContext, edit_id: EditId
) -> Annotated[CallToolResult, ProviderResponse[EditAnswer]]:
    """Take back the newest finished edit of a video. Free.

    Edits are taken back newest first, and only while nothing else changes the video.
    """
    await _refuse_film(context, edit_id)
    edit = await find_by_id(context, "knowlify", edit_id, "edit", "revert")
    factory = backend_for(context, edit) if edit else context.backends.factory("knowlify")
    remote_id = remote_id_of(edit) if edit else edit_id
    backend = await context.backends.open(factory)
    title = f"Revert: {one_line(edit.title if edit else remote_id, 60)}"
    asked = {"edit_id": remote_id}
    intent = JobRequest("knowlify", backend.place, backend.account, "revert", title, asked)

    async def post(
        jobs: Sequence[Job], http_client: ProviderHttpClient
    ) -> Mapping[str, StatusUpdate]:
        reply = await _revert(context, http_client, remote_id, edit)
        seen = replace(revert_update(backend, reply), remote_id=remote_id)
        files = await _standing(context, reply.video_uuid, remote_id)
        return {job.job_id: replace(seen, delivered=files) for job in jobs}

    return await submit_and_respond(context, backend, intent, post)


async def _revert(
    context: ToolContext, http_client: ProviderHttpClient, edit_id: str, edit: Job | None
) -> EditResponse:
    """The POST. When its answer is lost, the edit itself may tell that it was carried out."""
    api = KnowlifyClient(http_client)
    try:
        return await api.revert_edit(edit_id)
    except RequestRejected as refusal:
        if refusal.status != 409:
            raise
        raise replace(refusal, advice=await _what_first(context, edit)) from refusal
    except OutcomeUnknown:
        with suppress(ApiError):
            now, _ = await api.get_edit(edit_id)
            if is_reverted(now):
                return now
        raise


async def _what_first(context: ToolContext, edit: Job | None) -> str:
    """What stands in the way of a revert (documentation: strictly last in, first out)."""
    jobs = await context.journal.recent(MOST_EDITS)
    versions = versions_among(jobs, edit and film_id(edit, films_of_edits(jobs)))
    now = versions.current
    busy = next((one for one in versions.edits if not one.ended), None)
    if edit and edit.remote_id in versions.reverts:
        at = f"as {_name_job(now)} left it" if now else "as it was first made"
        return f"Nothing was done. That edit is taken back already; the video is {at}."
    if edit and edit.state in NEVER_MADE:
        return "Nothing was done. That edit failed and changed nothing."
    if busy:
        return f"Nothing was done. {_name_job(busy)} must end first."
    if edit and now and now.remote_id != edit.remote_id:
        return f"Nothing was done. Revert {_name_job(now)} first."
    return (
        "Nothing was done. Edits are taken back newest first: revert the newer ones of this video "
        "first; `list_jobs` shows those that were made here."
    )


async def _refuse_film(context: ToolContext, any_id: str) -> None:
    """Name the newest edit of a film that is given in place of one."""
    film = await find_by_id(context, "knowlify", any_id, "video", "edit", "revert")
    if film is None or film.kind != "video":
        return
    versions = await film_versions(context, film.remote_id)
    newest = versions.current
    how = (
        f"its newest edit is {_name_job(newest)}: pass that as edit_id"
        if newest
        else "no edit of it is known here that could be taken back"
    )
    raise RefusedLocally(f"{any_id} is a film; {how}. Nothing was done.")


def _name_job(job: Job) -> str:
    return f"{job.job_id} (“{job.title}”)"


async def _standing(context: ToolContext, uuid: str | None, undone: str) -> dict[str, Any]:
    """The files of what the video is again: those of the edit before, else of the video."""
    versions = await film_versions(context, uuid)
    left = [edit for edit in versions.finished if edit.remote_id != undone]
    films = left or await context.journal.find_by_remote_id("knowlify", "video", str(uuid))
    result = films[0].result if films else {}
    return {key: result[key] for key in OURS if key in result}


async def _version(context: ToolContext, any_id: str, uuid: str) -> str | None:
    """What is known here as the video's current film: the edit that was named, else the newest
    that stands. A video that was made elsewhere has edits that are not known here."""
    job = await find_by_id(context, "knowlify", any_id, "video", "edit")
    if job is None or job.kind == "edit":
        return job and remote_id_of(job)
    versions = await film_versions(context, uuid)
    return next((edit.remote_id for edit in versions.standing if edit.remote_id), uuid)


class _Edit:
    """One `POST /v1/edits`, and the outline that a refusal of it brings."""

    def __init__(self, backend: Backend, request: EditRequest) -> None:
        self._backend = backend
        self._request = request
        self.outline = ""

    async def post(
        self, jobs: Sequence[Job], http_client: ProviderHttpClient
    ) -> Mapping[str, StatusUpdate]:
        """Send it with our id as its `Idempotency-Key`: a repeat edits nothing new."""
        try:
            edit = await KnowlifyClient(http_client).edit_video(self._request, jobs[0].job_id)
        except RequestRejected as error:
            detail, self.outline = _refusal(error)
            raise replace(error, detail=detail) from error
        return {job.job_id: edit_update(self._backend, edit) for job in jobs}


def _refusal(error: RequestRejected) -> tuple[str, str]:
    """The studio's sentence, whole, and the outline to change; others bring no outline."""
    with suppress(ValueError, LookupError, TypeError):
        body = json.loads(error.body)
        return one_line(body["detail"], LONGEST_TEXT), str(body["outline"])
    return error.detail, ""


def _title(job: Job) -> str:
    return f"Edit {job.remote_id}"
