"""`POST /v1/videos` and `GET /v1/videos/{uuid}`."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any, TypeAlias
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import JSONResponse

from callsheet_studio.api.job_files import JobFiles, base_url
from callsheet_studio.api.knowlify import requests
from callsheet_studio.api.knowlify.as_request import as_request
from callsheet_studio.api.knowlify.document_pictures import DocumentPictures
from callsheet_studio.api.knowlify.edit_store import EditStore
from callsheet_studio.api.knowlify.errors import ApiRefusal
from callsheet_studio.api.knowlify.org_access import resolve_org
from callsheet_studio.api.knowlify.preview import preview_fields, wants_preview
from callsheet_studio.api.knowlify.requests import CreateVideosRequest, VideoItem
from callsheet_studio.api.knowlify.responses import CreateVideosResponse, ItemOutcome, SilentFilm
from callsheet_studio.api.knowlify.video_store import VideoRecord, VideoStore
from callsheet_studio.api.knowlify.video_view import video_response
from callsheet_studio.auth.accounts import Accounts, Principal
from callsheet_studio.jobs.fault_injection import Faults
from callsheet_studio.jobs.job import Job, Lane, NewJob, Queue
from callsheet_studio.jobs.kinds import FILM
from callsheet_studio.jobs.readiness import ReadinessCheck
from callsheet_studio.storyboard.installed_voices import Languages
from callsheet_studio.storyboard.voice_note import language_of_task, narration_in, voice_note

AT_ONCE = 3
"""Active jobs of one caller."""

Check: TypeAlias = Callable[[VideoItem], str | None]
"""Why an item that fits the schema cannot be made."""


@dataclass(frozen=True)
class VideoEndpoints:
    """The endpoints of videos."""

    queue: Queue
    video_store: VideoStore
    edit_store: EditStore
    accounts: Accounts
    job_files: JobFiles
    faults: Faults
    readiness: ReadinessCheck
    pictures: DocumentPictures
    spoken: Languages
    """The languages that a voice here speaks."""

    async def create(self, request: Request) -> JSONResponse:
        """Answer `POST /v1/videos`: accept or refuse each item on its own, and answer with one row
        for each, in order.

        Raises:
            ApiRefusal: 400: the body is wrong, or names another organization than the API key's;
                403: the user is not a member of the organization.
        """
        body, preview = (
            await requests.read_body(request, CreateVideosRequest),
            wants_preview(request),
        )
        caller: Principal = request.state.caller
        caller = await resolve_org(self.accounts, caller, body.org_id)
        troubles = [self._trouble(item) for item in body.videos]
        good = [item for item, trouble in zip(body.videos, troubles, strict=True) if not trouble]
        jobs = await self._accept(good, caller, preview=preview)
        accepted = iter(
            [
                _row(job, video, base_url(request), self._voice_note(item))
                for (job, video), item in zip(jobs, good, strict=True)
            ]
        )
        rows = [_error(trouble) if trouble else next(accepted) for trouble in troubles]
        return JSONResponse(_answer(rows, caller))

    async def get(self, request: Request) -> JSONResponse:
        """Answer `GET /v1/videos/{uuid}` with a video: its progress, or its files.

        Raises:
            ApiRefusal: 404: unknown video; 403: another account's.
        """
        video = await self.video_store.video(request.path_params["uuid"])
        job = await self.queue.get(video.uuid) if video else None
        if video is None or job is None:
            raise ApiRefusal(404, "video not found")
        if not request.state.caller.acting_for(video.owner):
            raise ApiRefusal(403, "API key does not own this video")
        film, changed_at = await self._version(job)
        shown = video_response(job, film, changed_at, self.job_files.urls(film, base_url(request)))
        return JSONResponse({**shown, **await as_request(self.job_files, film)})

    async def _version(self, job: Job) -> tuple[Job, float]:
        """The job that made the current film, and when that became so."""
        version = await self.edit_store.version(job.id)
        film = await self.queue.get(version.job_id) or job
        return film, max(job.updated_at, film.updated_at, version.reverted_at or 0.0)

    def _voice_note(self, item: VideoItem) -> SilentFilm:
        """Whether the film will have no voice, told before it is made."""
        if narration_in(item.task):
            return {}
        note = voice_note(language_of_task(item.task), spoken=self.spoken)
        return {"voice_note": note} if note else {}

    def _trouble(self, item: VideoItem) -> str | None:
        checks: tuple[Check, ...] = (self._words, self._computer, self._fault)
        return next((said for check in checks if (said := check(item))), None)

    def _words(self, item: VideoItem) -> str | None:
        if any(character.isalnum() for character in item.task):
            return None
        return "task: has no letter and no digit; say what the video is about"

    def _computer(self, item: VideoItem) -> str | None:
        return self.readiness.problem()

    def _fault(self, item: VideoItem) -> str | None:
        fault = self.faults.next_fault("refuse", item.task)
        return fault and fault.text

    async def _accept(
        self, items: list[VideoItem], caller: Principal, *, preview: bool
    ) -> Iterable[tuple[Job, VideoRecord]]:
        """Queue the items."""
        videos = [VideoRecord(str(uuid4()), str(uuid4()), caller.pool) for _ in items]
        lane = Lane(f"knowlify/{caller.pool}", AT_ONCE)
        jobs = [
            NewJob(video.uuid, FILM, lane, await self._order(video.uuid, item, preview=preview))
            for video, item in zip(videos, items, strict=True)
        ]
        await self.video_store.add(videos)
        return zip(await self.queue.submit(jobs), videos, strict=True)

    async def _order(self, uuid: str, item: VideoItem, *, preview: bool) -> dict[str, Any]:
        """The brief with its task's pictures, which are stored in the film's folder."""
        found = await self.pictures.collect(item.task, self.job_files.root / uuid)
        pictures = {name: part for name, part in asdict(found).items() if part}
        recording = await self.pictures.collect_recording(item.task, self.job_files.root / uuid)
        brief = item.to_order(uuid, preview=preview)
        return asdict(replace(brief, pictures=pictures, recording=recording))


def _row(job: Job, video: VideoRecord, base: str, silent: SilentFilm) -> ItemOutcome:
    row: ItemOutcome = {
        "uuid": video.uuid,
        "session_id": video.session_id,
        "chat_url": f"{base}/p/chat/{video.session_id}",
        "status": "parked" if job.place else "queued",
        **preview_fields(job),
        **silent,
    }
    return {**row, "queue_position": job.place} if job.place else row


def _error(message: str) -> ItemOutcome:
    return {"status": "error", "code": "ITEM_FAILED", "message": message}


def _answer(rows: list[ItemOutcome], caller: Principal) -> CreateVideosResponse:
    counts = Counter(row["status"] for row in rows)
    return {
        "status": "ok",
        "total": len(rows),
        "enqueued": counts["queued"],
        "parked": counts["parked"],
        "errors": counts["error"],
        "user_id": caller.user_id,
        "org_id": caller.org_id,
        "results": [{"index": index, **row} for index, row in enumerate(rows)],
    }
