"""Claims jobs, has worker processes do them, and records what these report."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

import anyio
from anyio.abc import TaskGroup

from callsheet_studio.jobs.contract import Progress, Step, VideoFormat
from callsheet_studio.jobs.fault_injection import Faults
from callsheet_studio.jobs.job import Job, Lease
from callsheet_studio.jobs.job_folders import JobFolders
from callsheet_studio.jobs.job_queue import JobQueue
from callsheet_studio.jobs.kinds import EDIT
from callsheet_studio.jobs.notifier import Notifier, wait_or_timeout
from callsheet_studio.jobs.worker_log import LOG_NAME
from callsheet_studio.jobs.worker_process import SILENCE_SECONDS, WorkerDied, Workers
from callsheet_studio.jobs.worker_protocol import Completed, Rejected, WorkItem
from callsheet_studio.llm.endpoints import ModelEndpoints
from callsheet_studio.storage.database import UNAVAILABLE
from callsheet_studio.storage.home import FILMS
from callsheet_studio.storage.video_versions import current
from callsheet_studio.tracing import JobTrace, trace_job

OnMade: TypeAlias = Callable[[str, float, float], None]
"""Called with the kind of a job whose film is finished, the film's seconds, and those that the
last attempt took."""
Outcome: TypeAlias = Completed | Rejected | WorkerDied | None

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class WorkerConfig:
    """Where jobs are made, in which format, and with which models."""

    home: Path
    """Each job has a folder under its `films`, named by its id."""
    format: VideoFormat
    maker: str = ""
    """A module, or the path of a Python file, that replaces the functions that make things;
    empty: the studio's own."""
    endpoints: ModelEndpoints = ModelEndpoints()
    """Models that makers may ask."""


@dataclass(frozen=True)
class PollIntervals:
    """How often the workers' state is checked; all in seconds."""

    lease: float = 5.0
    """How long a job stays its worker's without a sign of life."""
    beat: float = 1.5
    """Between two signs of life."""
    look: float = 1.0
    """Between two looks for jobs that other processes handed in or left."""
    silence: float = SILENCE_SECONDS
    """Without a sign of life of a worker, after which it is ended and its job fails."""


@dataclass(frozen=True)
class WorkerPool:
    """Runs the jobs of a queue until it is cancelled; then its unfinished jobs go back into the
    queue."""

    queue: JobQueue
    bench: WorkerConfig
    slots: int
    """Jobs that may run at once, counted over all processes on the same file."""
    pace: PollIntervals
    faults: Faults
    workers: Workers
    folders: JobFolders
    arrivals: Notifier
    """Rings when a job may be claimed."""
    on_made: OnMade | None = None

    async def run(self) -> None:
        """Claim jobs and have worker processes do them; runs until cancelled. While the database
        can't be used, it tries again every `pace.look` seconds."""
        async with anyio.create_task_group() as tasks:
            while True:
                ring = self.arrivals.event
                try:
                    await self._take_on(tasks)
                except UNAVAILABLE as error:
                    log.warning("The studio's queue cannot be used at the moment: %s", error)
                await wait_or_timeout(ring, self.pace.look)

    async def _take_on(self, tasks: TaskGroup) -> None:
        while claim := await self.queue.claim(self.slots):
            tasks.start_soon(self._do, claim)

    async def _do(self, claim: Lease) -> None:
        try:
            await self._try(claim)
        except anyio.get_cancelled_exc_class():
            with anyio.CancelScope(shield=True):
                await self.queue.release(claim)
            raise

    async def _try(self, claim: Lease) -> None:
        """A full disk or a locked database ends the attempt; the job is claimable again when its
        lease is over."""
        began, job = time.monotonic(), claim.job
        try:
            with trace_job(job.id, job.kind, claim.attempt, job.trace) as trace:
                outcome = await self._outcome(claim, trace)
                trace.end_with(type(outcome).__name__)
            if not await self._record(claim, outcome):
                await self._clean_up(job.id)
            elif self.on_made and isinstance(outcome, Completed) and "seconds" in outcome.result:
                self.on_made(job.kind, outcome.result["seconds"], time.monotonic() - began)
        except* (*UNAVAILABLE, OSError) as errors:
            log.warning("Job %s has to begin again: %s", claim.job.id, errors.exceptions[0])
        finally:
            with anyio.CancelScope(shield=True):
                await self.folders.leave(job.id)

    async def _outcome(self, claim: Lease, trace: JobTrace) -> Outcome:
        """None when the job was taken away meanwhile."""
        if fault := self.faults.next_fault("fail", claim.job.kind):
            return Rejected(fault.text)
        outcome = None
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(self._stay_alive, claim, tasks.cancel_scope)
            hear = partial(self._hear, claim, trace)
            order = await self._order(claim)
            await self.folders.prepare(claim.job, claim.done, order.before)
            outcome = await self.workers.run(order, hear, self.pace.silence)
            tasks.cancel_scope.cancel()
        return outcome

    async def _stay_alive(self, claim: Lease, work: anyio.CancelScope) -> None:
        ring = self.queue.bell.event
        while await self.queue.renew_lease(claim):
            await wait_or_timeout(ring, self.pace.beat)
            ring = self.queue.bell.event
        work.cancel()

    async def _order(self, claim: Lease) -> WorkItem:
        job, bench = claim.job, self.bench
        folder = bench.home / FILMS / job.id
        return WorkItem(
            kind=job.kind,
            request=job.request,
            home=str(bench.home),
            folder=str(folder),
            format=bench.format,
            done=claim.done,
            before=await self._film_before(job),
            maker=bench.maker,
            endpoints=bench.endpoints,
        )

    async def _film_before(self, job: Job) -> str | None:
        """No other edit of the video runs meanwhile."""
        if job.kind != EDIT:
            return None
        video = job.request["video"]
        return await self.queue.store.read(lambda db: current(db, video))

    async def _hear(self, claim: Lease, trace: JobTrace, said: Progress | Step) -> None:
        if isinstance(said, Step):
            await self._keep_files(claim)
            await self.queue.record_step(claim, said)
            trace.end_step(said.name)
            return
        await self.queue.record_progress(claim, said)
        if fault := self.faults.next_fault("stall", said.stage):
            await fault.pause()

    async def _record(self, claim: Lease, outcome: Outcome) -> bool:
        """False when the job was taken away meanwhile, or somebody ended it."""
        match outcome:
            case Completed(result):
                await self._keep_files(claim)
                return await self.queue.finish(claim, result)
            case Rejected(sentence):
                return await self.queue.fail(claim, sentence)
            case WorkerDied(code):
                return await self.queue.record_death(claim, _death_message(code))
            case None:
                return False

    async def _keep_files(self, claim: Lease) -> None:
        """Before the step that they belong to: whoever goes on behind it has them."""
        if contents := await self.folders.keep(claim.job.id):
            await self.queue.record_step(claim, contents)

    async def _clean_up(self, job_id: str) -> None:
        """A job that somebody ended leaves nothing half made; one that went elsewhere keeps all."""
        job = await self.queue.get(job_id)
        if job and job.state == "failed":
            await self.folders.delete(job_id)


def _death_message(code: int) -> str:
    return (
        f"The program that makes this ended three times without a result (exit code {code}). "
        f"What it printed is in {LOG_NAME}, in this job's folder of the studio."
    )
