"""Where work is ordered and paid for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from callsheet_studio.api.knightvision import prices
from callsheet_studio.api.knightvision.errors import ApiRefusal
from callsheet_studio.api.knightvision.response_envelope import new_request_id, ok_response
from callsheet_studio.api.knightvision.responses import CreditsResponse, PriceFields
from callsheet_studio.auth.accounts import Accounts, Principal
from callsheet_studio.jobs.job import InsufficientCredits, Job, JobPrice, Lane, NewJob, Queue
from callsheet_studio.jobs.kinds import ANALYSIS
from callsheet_studio.jobs.readiness import ReadinessCheck
from callsheet_studio.storage.clock import Clock

AT_ONCE = 1_000_000
"""Active jobs of one caller: no bound is documented. The computer's slots are the real one."""

WORK = {ANALYSIS: "Ad analysis"}
"""What is said to be unavailable; all else is video generation."""


@dataclass(frozen=True)
class PaidJobs:
    """Submits jobs and takes their credits, both or neither.

    Its methods raise `UNAVAILABLE` (`storage/database`) while the database cannot be used.
    """

    queue: Queue
    accounts: Accounts
    readiness: ReadinessCheck
    clock: Clock

    async def credits(self, request: Request) -> JSONResponse:
        """Answer `GET /credits` with the balance and the prices."""
        caller: Principal = request.state.caller
        shown: CreditsResponse = {
            "request_id": new_request_id(),
            "credits_remaining": await self.accounts.credits(caller.account),
            "credit_cost_per_analysis": prices.ANALYSIS,
            "costs": prices.COSTS,
        }
        return ok_response(shown)

    async def submit(self, job: NewJob) -> Job:
        """Add a job to the queue and take its price, both or neither, and return the job.

        Raises:
            ApiRefusal: 500 when this computer cannot make anything now, 402 when there are too few
                credits.
            DuplicateId: There is a job of this id already.
            OSError: A file that came with it can't be stored.
        """
        if lack := self.readiness.problem():
            what = WORK.get(job.kind, "Video generation")
            raise ApiRefusal(500, f"{what} not available", detail=lack)
        try:
            (accepted,) = await self.queue.submit([job])
        except InsufficientCredits as error:
            left = {"credits_remaining": error.balance}
            raise ApiRefusal(402, "Insufficient credits", None, **left) from error
        return accepted

    async def find_own(self, caller: Principal, kind: str, job_id: str) -> Job:
        """Return the caller's job of this kind and id.

        Raises:
            ApiRefusal: 404; the text differs for an unknown id and somebody else's job.
        """
        job = await self.queue.get(job_id)
        if job is None or job.kind != kind:
            raise ApiRefusal(404, "Job not found")
        if job.lane != lane_name(caller):
            raise ApiRefusal(404, "Not found")
        return job

    async def newest(self, caller: Principal, kind: str, count: int = -1) -> Sequence[Job]:
        """Return the caller's last `count` jobs of a kind, newest first; -1 returns all."""
        return await self.queue.newest(lane_name(caller), kind, count)


def paid_job(
    caller: Principal, job_id: str, kind: str, request: Mapping[str, Any], credits: int
) -> NewJob:
    """Return a new job, not yet in the queue, that the caller's account pays for.

    Args:
        job_id: The new job's id.
        kind: A kind of `jobs/kinds`.
        request: What the worker gets; JSON.
        credits: The price.
    """
    price = JobPrice(caller.account, credits)
    return NewJob(job_id, kind, Lane(lane_name(caller), AT_ONCE), request, price)


def lane_name(caller: Principal) -> str:
    """Return the name of the queue's lane that all jobs of a caller share."""
    return f"knightvision/{caller.pool}"


def price_fields(job: Job) -> PriceFields:
    """Return the fields `credits_used` and `credits_remaining` of the answer to a submit."""
    assert job.balance is not None, "it was paid for"
    return {"credits_used": job.price, "credits_remaining": job.balance}
