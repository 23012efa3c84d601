"""`POST /v1/edits`, `GET /v1/edits/{edit_id}` and `POST /v1/edits/{edit_id}/revert`."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse

from callsheet_studio.api.job_files import JobFiles, base_url
from callsheet_studio.api.knowlify import requests
from callsheet_studio.api.knowlify.as_request import as_request
from callsheet_studio.api.knowlify.edit_check import EditCheck, check_length
from callsheet_studio.api.knowlify.edit_store import CannotRevert, EditRecord, EditStore
from callsheet_studio.api.knowlify.edit_view import ShownFilm, edit_response, edit_status
from callsheet_studio.api.knowlify.errors import ApiRefusal
from callsheet_studio.api.knowlify.idempotency import IdempotencyKeys
from callsheet_studio.api.knowlify.preview import is_preview, preview_fields
from callsheet_studio.api.knowlify.reference_images import ReferenceImages
from callsheet_studio.api.knowlify.requests import LONGEST_KEY, EditVideoRequest
from callsheet_studio.api.knowlify.responses import CreateEditResponse, EditResponse
from callsheet_studio.api.knowlify.video_store import VideoStore
from callsheet_studio.api.knowlify.video_view import video_stage
from callsheet_studio.auth.accounts import Accounts, Principal
from callsheet_studio.edits.contract import CREDITS_A_SCENE, EditOrder
from callsheet_studio.jobs.job import (
    DuplicateId,
    InsufficientCredits,
    Job,
    JobPrice,
    Lane,
    NewJob,
    Queue,
)
from callsheet_studio.jobs.kinds import EDIT
from callsheet_studio.jobs.readiness import ReadinessCheck
from callsheet_studio.storage.clock import Clock, format_timestamp
from callsheet_studio.storage.video_versions import edits_lane


@dataclass(frozen=True)
class EditEndpoints:
    """The endpoints of edits."""

    queue: Queue
    video_store: VideoStore
    edit_store: EditStore
    replays: IdempotencyKeys
    pictures: ReferenceImages
    accounts: Accounts
    readiness: ReadinessCheck
    job_files: JobFiles
    clock: Clock
    check: EditCheck

    async def create(self, request: Request) -> JSONResponse:
        """Answer `POST /v1/edits`: accept an edit that is understood, and answer with its id; a
        repeated `Idempotency-Key` gets the first answer. The edits of one video are carried out in
        order.

        Raises:
            ApiRefusal: 400: the body or the `Idempotency-Key` is wrong, or the edit not understood;
                402: too few credits; 403: another account's video; 404: unknown video; 409: it
                can't be edited now, or the edit starts from an older version; 415 and 422: an image
                can't be used; 500: this computer can make nothing now.
        """
        body = await requests.read_body(request, EditVideoRequest)
        check_length(body.edit_request)
        caller: Principal = request.state.caller
        claimed = await self.replays.reserve(caller.pool, _key(request))
        if claimed.answer:
            return JSONResponse(claimed.answer)
        owner, version = await self._editable(caller, body.video_uuid)
        understood = await self.check.read(body, version)
        job = await self._accept(claimed.edit_id, body, owner, version)
        answer: CreateEditResponse = {
            "edit_id": job.id,
            "status": "queued" if edit_status(job, None) == "queued" else "processing",
            "video_uuid": body.video_uuid,
            "created_at": format_timestamp(job.created_at),
            "version": job.id,
            "understood": list(understood),
            **preview_fields(job),
        }
        await self.replays.store_response(job.id, answer)
        return JSONResponse(answer)

    async def get(self, request: Request) -> JSONResponse:
        """Answer `GET /v1/edits/{edit_id}` with an edit: its progress, or its result.

        Raises:
            ApiRefusal: 404: unknown edit; 403: another account's.
        """
        edit, job = await self._own(request)
        return JSONResponse(await self._to_response(edit, job, request))

    async def revert(self, request: Request) -> JSONResponse:
        """Answer `POST /v1/edits/{edit_id}/revert` with the edit: the film from before it is the
        current one again.

        Raises:
            ApiRefusal: 404: unknown edit; 403: another account's; 409: the edit is not complete, or
                not the newest, a job of the video is active, or the film from before is gone.
        """
        edit, job = await self._own(request)
        if (found := edit_status(job, edit)) != "complete":
            raise ApiRefusal(409, f"edit is not in a revertable state (status={found})")
        try:
            await self.edit_store.revert(edit, self.clock())
        except CannotRevert as error:
            raise ApiRefusal(409, str(error)) from error
        return await self.get(request)

    async def _editable(self, caller: Principal, uuid: str) -> tuple[Principal, Job]:
        """The caller as the video's owner, and the job that made its current film."""
        video, job = await self.video_store.video(uuid), await self.queue.get(uuid)
        if video is None or job is None:
            raise ApiRefusal(404, "video not found")
        owner = caller.acting_for(video.owner)
        if owner is None:
            raise ApiRefusal(403, "API key does not own this video")
        if job.state != "done":
            built = "failed" if job.state == "failed" else "is still being built"
            raise ApiRefusal(409, f"video {built} (status={video_stage(job)})")
        version = await self.queue.get((await self.edit_store.version(uuid)).job_id)
        if version is None or not self.job_files.addresses(version, ""):
            raise ApiRefusal(409, "the video's files were deleted; make the video again")
        return owner, version

    async def _accept(
        self, edit_id: str, body: EditVideoRequest, owner: Principal, version: Job
    ) -> Job:
        """Look at the images, then at the credits; fetch the images and queue the edit."""
        urls = body.reference_image_urls or []
        await self.pictures.check(urls)
        most = CREDITS_A_SCENE * len((version.result or {})["scenes"])
        await self._check_credits(owner, most)
        if lack := self.readiness.problem():
            raise ApiRefusal(500, lack)
        files = await self.pictures.fetch(urls, self.job_files.root / edit_id)
        order = EditOrder(
            body.video_uuid,
            body.edit_request,
            body.aspect_ratio,
            files,
            most,
            preview=is_preview(version),
        )
        await self.edit_store.add(EditRecord(edit_id, body.video_uuid, owner.pool, owner.user_id))
        return await self._submit(edit_id, order, owner)

    async def _check_credits(self, owner: Principal, most: int) -> None:
        have = await self.accounts.credits(owner.account)
        if have < most:
            raise _too_poor(most, have)

    async def _submit(self, edit_id: str, order: EditOrder, owner: Principal) -> Job:
        """The worst case is reserved; what the edit does not cost comes back as it ends."""
        price = JobPrice(owner.account, order.most_credits)
        lane = Lane(edits_lane(order.video), 1)
        try:
            (job,) = await self.queue.submit([NewJob(edit_id, EDIT, lane, asdict(order), price)])
        except InsufficientCredits as error:
            raise _too_poor(order.most_credits, error.balance) from error
        except DuplicateId:
            found = await self.queue.get(edit_id)
            assert found, "another request with the same key has just submitted it"
            return found
        return job

    async def _own(self, request: Request) -> tuple[EditRecord, Job]:
        edit = await self.edit_store.edit(request.path_params["edit_id"])
        job = await self.queue.get(edit.id) if edit else None
        if edit is None or job is None:
            raise ApiRefusal(404, "edit not found")
        caller: Principal = request.state.caller
        if not caller.acting_for(edit.owner) and caller.user_id != edit.user_id:
            raise ApiRefusal(403, "API key does not own this edit")
        return edit, job

    async def _to_response(self, edit: EditRecord, job: Job, request: Request) -> EditResponse:
        fresh = await self.edit_store.edit(edit.id) or edit
        video = await self.video_store.video(edit.video)
        assert video, "edits refer to videos"
        base = base_url(request)
        film = await self._standing(edit.video) if fresh.reverted_at else job
        shown = ShownFilm(
            film,
            f"{base}/p/chat/{video.session_id}",
            self.job_files.addresses(film, base),
            await as_request(self.job_files, film),
        )
        return edit_response((fresh, await self.edit_store.number(edit)), job, shown)

    async def _standing(self, video: str) -> Job:
        """The job that made a video's current film."""
        job = await self.queue.get((await self.edit_store.version(video)).job_id)
        assert job, "versions refer to jobs"
        return job


def _key(request: Request) -> str | None:
    keys: Sequence[str] = request.headers.getlist("idempotency-key")
    if not keys:
        return None
    if not 0 < len(keys[0]) <= LONGEST_KEY:
        raise ApiRefusal(400, f"Idempotency-Key: must have 1 to {LONGEST_KEY} characters")
    return keys[0]


def _too_poor(most: int, have: int) -> ApiRefusal:
    return ApiRefusal(402, f"INSUFFICIENT_CREDITS: edit could cost up to {most}, have {have}")
