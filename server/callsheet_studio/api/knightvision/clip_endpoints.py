"""`POST /generate-video`, `GET /video-status/<job_id>` and `GET /videos`."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import JSONResponse

from callsheet_studio.animatic.contract import ClipOrder
from callsheet_studio.api.job_files import JobFiles, base_url
from callsheet_studio.api.knightvision import prices, requests, response_envelope
from callsheet_studio.api.knightvision.character_store import CharacterStore
from callsheet_studio.api.knightvision.errors import ApiRefusal
from callsheet_studio.api.knightvision.paid_jobs import PaidJobs, paid_job, price_fields
from callsheet_studio.api.knightvision.requests import GenerateVideoRequest
from callsheet_studio.api.knightvision.response_envelope import (
    answer_accepted,
    new_request_id,
    ok_response,
)
from callsheet_studio.api.knightvision.responses import (
    AcceptedClip,
    ClipListResponse,
    ClipResponse,
    ClipRow,
    DrawnInstead,
    FinishedClip,
    MadeByModel,
)
from callsheet_studio.jobs.job import Job
from callsheet_studio.jobs.kinds import CLIP

JOB_ID = re.compile(rf"(?:sora|kling)_{response_envelope.ID}")
LISTED = 20
MOST_LISTED = 50
STATUS = {"waiting": "queued", "running": "processing", "done": "complete", "failed": "error"}


@dataclass(frozen=True)
class ClipEndpoints:
    """The endpoints of clips."""

    paid_jobs: PaidJobs
    job_files: JobFiles
    characters: CharacterStore
    mark: bool
    """Whether ANIMATIC stands in the corner of a clip."""
    video_model: str | None
    """The user's own, which makes clips; None: they are drawn."""

    async def create(self, request: Request) -> JSONResponse:
        """Answer `POST /generate-video`: submit a clip, with the finalized characters that its
        prompt names, and answer 202 with its id and price."""
        body = await requests.read_body(request, GenerateVideoRequest)
        caller = request.state.caller
        called = await self.characters.cast(caller, body.prompt)
        order = ClipOrder(
            id=f"{body.model.partition('-')[0]}_{response_envelope.new_id(self.paid_jobs.clock())}",
            prompt=body.prompt,
            model=body.model,
            seconds=body.duration,
            aspect_ratio=body.aspect_ratio,
            cast=called.looks,
            mark=self.mark,
            video_model=self.video_model,
            fallback=body.fallback,
            portraits=called.portraits,
        )
        price = prices.clip(body.model, body.duration)
        assert price is not None, "the body was checked"
        job = await self.paid_jobs.submit(paid_job(caller, order.id, CLIP, asdict(order), price))
        ordered: AcceptedClip = {
            "request_id": new_request_id(),
            "job_id": job.id,
            "status": "queued",
            **price_fields(job),
            **video_model_field(self.video_model),
        }
        return answer_accepted(ordered)

    async def get(self, request: Request) -> JSONResponse:
        """Answer `GET /video-status/<job_id>` with a clip: its progress, or its URL.

        Raises:
            ApiRefusal: 400: this is not the id of a clip; 404: not one of the caller's.
        """
        job_id = request.path_params["job_id"]
        if not JOB_ID.fullmatch(job_id):
            raise ApiRefusal(400, "Invalid job ID")
        job = await self.paid_jobs.find_own(request.state.caller, CLIP, job_id)
        return ok_response(self._to_response(job, base_url(request)))

    async def list(self, request: Request) -> JSONResponse:
        """Answer `GET /videos?limit=N`: the caller's clips, newest first."""
        limit = _limit(request.query_params.get("limit", ""))
        jobs = await self.paid_jobs.newest(request.state.caller, CLIP, limit)
        rows = [self._row(job, base_url(request)) for job in jobs]
        listed: ClipListResponse = {"request_id": new_request_id(), "videos": rows}
        return ok_response(listed)

    def _to_response(self, job: Job, base: str) -> ClipResponse:
        shown: ClipResponse = {
            "request_id": new_request_id(),
            "job_id": job.id,
            "status": status(job),
        }
        if job.result:
            return {**shown, **self._to_finished_clip(job.result, job, base)}
        shown = {**shown, **video_model_field(job.request.get("video_model"))}
        if job.error is not None:
            return {**shown, "error": job.error}
        return {**shown, "progress": job.progress.percent} if job.progress else shown

    def _to_finished_clip(self, clip: Mapping[str, Any], job: Job, base: str) -> FinishedClip:
        model = clip.get("video_model")
        facts = {
            "duration": round(clip["seconds"], 1) if model else job.request["seconds"],
            "requested_model": job.request["model"],
            "notes": clip["notes"],
            **made_by_fields(clip),
        }
        return cast("FinishedClip", self.job_files.urls(job, base) | facts)

    def _row(self, job: Job, base: str) -> ClipRow:
        return {
            "job_id": job.id,
            "prompt": job.request["prompt"],
            "model": job.request["model"],
            "duration": job.request["seconds"],
            "aspect_ratio": job.request["aspect_ratio"],
            "credits_used": job.price,
            "status": status(job),
            "video_url": self.job_files.addresses(job, base).get("video"),
            "created_at": response_envelope.format_timestamp(job.created_at),
        }


def video_model_field(model: str | None) -> MadeByModel:
    """Return `{"video_model": model}`, which says who makes a clip; empty without a model."""
    return {"video_model": model} if model else {}


def made_by_fields(result: Mapping[str, Any]) -> DrawnInstead:
    """Return the fields of an answer that say who made a clip: `video_model` if the user's model
    did, and `fallback` (a reason) if it was drawn although the model should have made it."""
    reason = result.get("fallback")
    fields: DrawnInstead = {"fallback": reason} if reason else {}
    return {**fields, **video_model_field(result.get("video_model"))}


def status(job: Job) -> str:
    """Return a job's status as this API writes it: `queued` until work on it has begun."""
    return STATUS["running" if job.state == "waiting" and job.progress else job.state]


def _limit(text: str) -> int:
    """A bad value means the default, a larger one the most."""
    digits = text.lstrip("0")
    if not digits or not (digits.isascii() and digits.isdigit()):
        return LISTED
    return min(int(digits[:3]), MOST_LISTED)
