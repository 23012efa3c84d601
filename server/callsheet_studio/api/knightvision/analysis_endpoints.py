"""`POST /analyze` and `GET /status/<job_id>`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from callsheet_studio.api.job_files import JobFiles, base_url
from callsheet_studio.api.knightvision import prices, requests, response_envelope
from callsheet_studio.api.knightvision.errors import ApiRefusal
from callsheet_studio.api.knightvision.paid_jobs import PaidJobs, paid_job, price_fields
from callsheet_studio.api.knightvision.requests import AnalyzeAdRequest
from callsheet_studio.api.knightvision.response_envelope import (
    answer_accepted,
    new_request_id,
    ok_response,
)
from callsheet_studio.api.knightvision.responses import (
    AcceptedJob,
    AnalysisResponse,
    AnalysisResult,
)
from callsheet_studio.jobs.job import Job
from callsheet_studio.jobs.kinds import ANALYSIS

JOB_ID = re.compile(response_envelope.ID)
ENDS = {"done": "complete", "failed": "error"}
MESSAGES: Mapping[str, str] = {
    "queued": "Waiting for its turn...",
    "downloading": "Fetching the ad...",
    "extracting_frames": "Extracting frames...",
    "transcribing": "Transcribing audio...",
    "analyzing": "Analyzing the ad...",
    "complete": "Analysis complete",
    "error": "Analysis failed",
}


@dataclass(frozen=True)
class AnalysisEndpoints:
    """The endpoints of analyses of ads."""

    paid_jobs: PaidJobs
    job_files: JobFiles
    may_fetch: bool
    """Whether an ad that the library lacks may be fetched from its address."""

    async def create(self, request: Request) -> JSONResponse:
        """Answer `POST /analyze`: submit an analysis, and answer 202 with its id and price."""
        body = await requests.read_body(request, AnalyzeAdRequest)
        order = {"ad": body.url, "may_fetch": self.may_fetch}
        job_id = response_envelope.new_id(self.paid_jobs.clock())
        job = await self.paid_jobs.submit(
            paid_job(request.state.caller, job_id, ANALYSIS, order, prices.ANALYSIS)
        )
        ordered: AcceptedJob = {
            "request_id": new_request_id(),
            "job_id": job.id,
            "status": "queued",
            **price_fields(job),
        }
        return answer_accepted(ordered)

    async def get(self, request: Request) -> JSONResponse:
        """Answer `GET /status/<job_id>` with an analysis: its progress, or its report.

        Raises:
            ApiRefusal: 400: this is not the id of an analysis; 404: not one of the caller's.
        """
        job_id = request.path_params["job_id"]
        if not JOB_ID.fullmatch(job_id):
            raise ApiRefusal(400, "Invalid job ID")
        job = await self.paid_jobs.find_own(request.state.caller, ANALYSIS, job_id)
        return ok_response(self._to_response(job, base_url(request)))

    def _to_response(self, job: Job, base: str) -> AnalysisResponse:
        status = _status(job)
        shown: AnalysisResponse = {
            "request_id": new_request_id(),
            "job_id": job.id,
            "status": status,
            "message": MESSAGES[status],
        }
        if job.error is not None:
            return {**shown, "error": job.error}
        return {**shown, "result": self._result(job.result, job, base)} if job.result else shown

    def _result(self, report: Mapping[str, Any], job: Job, base: str) -> AnalysisResult:
        result: AnalysisResult = {
            "summary": report["summary"],
            "transcription": report["transcription"],
            "analysis": report["analysis"],
            "ugc_script": report["ugc_script"],
            "notes": report["notes"],
        }
        sheet = self.job_files.addresses(job, base).get("contact_sheet")
        return {**result, "contact_sheet_url": sheet} if sheet else result


def _status(job: Job) -> str:
    """`queued` until work on it has begun, then the stage that it reports."""
    if job.state in ENDS:
        return ENDS[job.state]
    if job.progress:
        return job.progress.stage
    return "downloading" if job.state == "running" else "queued"
