"""The studio: both APIs on this computer, with the queue and the workers behind them."""

import os
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from math import inf
from pathlib import Path

import anyio
from starlette.types import ASGIApp

from callsheet_studio.api.job_control import JobControl
from callsheet_studio.api.job_files import JobFiles
from callsheet_studio.api.knightvision.app import MiddlewareConfig, knightvision, open_endpoints
from callsheet_studio.api.knightvision.paid_jobs import PaidJobs
from callsheet_studio.api.knowlify.app import knowlify
from callsheet_studio.api.knowlify.document_pictures import DocumentPictures
from callsheet_studio.api.knowlify.drafts import Drafts
from callsheet_studio.api.knowlify.edit_check import EditCheck
from callsheet_studio.api.knowlify.edit_endpoints import EditEndpoints
from callsheet_studio.api.knowlify.edit_store import EditStore
from callsheet_studio.api.knowlify.idempotency import IdempotencyKeys
from callsheet_studio.api.knowlify.logos import Logos
from callsheet_studio.api.knowlify.reference_images import ReferenceImages
from callsheet_studio.api.knowlify.video_endpoints import VideoEndpoints
from callsheet_studio.api.knowlify.video_store import VideoStore
from callsheet_studio.auth.account_admin import AccountAdmin
from callsheet_studio.auth.accounts import Accounts
from callsheet_studio.auth.home_keys import HomeKeys, user_keys
from callsheet_studio.auth.rate_limits import RateLimiter
from callsheet_studio.auth.session_tokens import SessionTokens
from callsheet_studio.jobs import statements
from callsheet_studio.jobs.contract import VideoFormat
from callsheet_studio.jobs.fault_injection import Fault, Faults
from callsheet_studio.jobs.job import Queue
from callsheet_studio.jobs.readiness import FreeSpace, ReadinessCheck, disk_free, missing_parts
from callsheet_studio.jobs.retention import Retention
from callsheet_studio.jobs.worker_pool import OnMade, PollIntervals, WorkerConfig, WorkerPool
from callsheet_studio.jobs.worker_process import Workers, open_workers
from callsheet_studio.llm.endpoints import ModelEndpoints
from callsheet_studio.state import Cluster, StudioState, Task, open_home
from callsheet_studio.storage.clock import Clock
from callsheet_studio.storage.deletion import known_in
from callsheet_studio.storage.home import FILMS
from callsheet_studio.storage.sqlite_store import read_scalar
from callsheet_studio.storyboard.voice_note import spoken_by
from callsheet_studio.tracing import TraceContextMiddleware


def films_at_once() -> int:
    """Return how many films this computer makes at the same time: one for
    every two cores, at least 1."""
    return max(1, (os.cpu_count() or 2) // 2)


@dataclass(frozen=True)
class OpenStudio:
    """A studio that is open: both APIs as ASGI apps, and the objects behind them.

    Its methods raise `UNAVAILABLE` (`storage/database`) while the database cannot be used.
    """

    knowlify: ASGIApp
    """Answers `/v1/…`, `/static/…` and `/p/chat/…`."""
    knightvision: ASGIApp
    """Answers `/api/v1/partner/…` and `/static/…`."""
    keys: HomeKeys
    """This home's own; its account has the daily allowance of credits."""
    accounts: Accounts
    members: AccountAdmin
    sessions: SessionTokens
    """Signs in the users of this home's accounts."""
    queue: Queue
    home: Path
    state: StudioState

    async def keys_of(self, name: str) -> HomeKeys:
        """Return the API keys of a user's own account, which the first call makes."""
        return await user_keys(self.accounts, self.keys, name)

    async def unfinished(self) -> int:
        """Return how many jobs of this home, or of its cluster, wait or run, in all processes."""
        return await self.state.queue.count_unfinished()

    async def find_known(self, job_ids: Sequence[str]) -> set[str]:
        """Return those of these ids that are jobs of this studio."""
        return await self.state.store.read(lambda db: known_in(db, job_ids))

    async def delete(self, job_ids: Sequence[str]) -> tuple[str, ...]:
        """Delete ended jobs and all that was made from them; return the ids of those gone. Ids that
        are not known are skipped.

        Raises:
            StillAtWork: One of the jobs has not ended. Nothing was deleted.
            OSError: A cluster's store of films does not answer; the rows are gone, files may be
                left.
        """
        return await self.state.erase(job_ids)

    async def cancel(self, job_id: str) -> bool:
        """End a job as failed, and stop its worker; return False if it had ended or there is
        none."""
        return await self.queue.cancel(job_id, "Dropped on this computer.")


@dataclass(frozen=True)
class Studio:
    """A studio's home and its settings. Several processes may have the same home open."""

    home: Path
    format: VideoFormat = VideoFormat()
    clock: Clock = time.time
    faults: tuple[Fault, ...] = ()
    maker: str = ""
    """A module, or a Python file's path, whose functions make everything; empty: each craft's."""
    slots: int = field(default_factory=films_at_once)
    """Films made at once by all processes of this home."""
    pace: PollIntervals = PollIntervals()
    free_space: FreeSpace = disk_free
    missing: Callable[[], tuple[str, ...]] = missing_parts
    limited: bool = True
    """Whether the rate limits hold."""
    width: int = 1
    """How many times the documented requests a window of them holds."""
    keep_days: float | None = None
    """How long films are kept after they were finished; None: until they are deleted."""
    keep_bytes: float = inf
    """Bytes of all films' files together, beyond which the oldest go; never one in use."""
    mark: bool = True
    """Whether ANIMATIC stands in the corner of clips and characters."""
    pictures: ReferenceImages = ReferenceImages()
    """Fetches the reference images of edits, and pictures that documents name by address."""
    media_folders: tuple[Path, ...] = ()
    """Below which documents may name pictures."""
    endpoints: ModelEndpoints = ModelEndpoints()
    """Models that the user set, for topics, voices and languages beyond the studio's own."""
    fetches_ads: bool = True
    """Whether an ad that is not in the library may be fetched, where the extra `[ads]` is."""
    on_made: OnMade | None = None
    """Hears how fast each film was made."""
    cluster: Cluster | None = None
    """What it shares with studios on other machines; None: it is alone."""

    def unfinished(self) -> int:
        """Return how many jobs of this home wait or run; 0 if it has no database, or it can't be
        read. Opens nothing."""
        return count_unfinished(self.home)

    @asynccontextmanager
    async def open(self, *, works: bool = True) -> AsyncGenerator[OpenStudio]:
        """Open the studio for a block; the first time, its folder, database and keys are made.

        When it closes, the jobs that it was working on go back into the queue, with their finished
        steps.

        Args:
            works: Whether it does jobs; else it only accepts them, for other processes.

        Raises:
            StudioError: The home, its database or its keys cannot be used, or in a cluster, what is
                shared; the text says what to do.
        """
        async with self._open_state() as state, open_workers() as workers:
            faults = Faults(self.faults)
            opened = self._open(state, faults, workers)
            pool = WorkerPool(
                state.queue,
                self._worker_config,
                self.slots,
                self.pace,
                faults,
                workers,
                state.folders,
                state.arrivals,
                self.on_made,
            )
            tasks = (pool.run, *state.tasks, *self._sweeping(state)) if works else ()
            async with _background(*tasks):
                yield opened

    def _open_state(self) -> AbstractAsyncContextManager[StudioState]:
        if self.cluster:
            return self.cluster.open(self.home, self.pace.lease)
        return open_home(self.home, self.clock, self.pace.lease)

    def _open(self, state: StudioState, faults: Faults, workers: Workers) -> OpenStudio:
        store, queue, accounts = state.store, state.queue, state.accounts
        job_files = JobFiles(state.folders, queue)
        limits = RateLimiter(store, state.clock, self.limited, self.width)
        readiness = ReadinessCheck(self._films, self.free_space, self.missing)
        video_store, edit_store = VideoStore(store), EditStore(store)
        pictures = DocumentPictures(self.media_folders, self.pictures)
        videos = VideoEndpoints(
            queue,
            video_store,
            edit_store,
            accounts,
            job_files,
            faults,
            readiness,
            pictures,
            spoken=spoken_by(self.endpoints),
        )
        replays = IdempotencyKeys(store, state.clock)
        check = EditCheck(queue, job_files, self.endpoints)
        edits = EditEndpoints(
            queue,
            video_store,
            edit_store,
            replays,
            self.pictures,
            accounts,
            readiness,
            job_files,
            state.clock,
            check,
        )
        paid_jobs = PaidJobs(queue, accounts, readiness, state.clock)
        drafts = Drafts(self._worker_config, readiness, pictures, workers, state.folders)
        control = JobControl(store, queue, state.folders, state.erase, self.endpoints)
        context = open_endpoints(
            paid_jobs,
            job_files,
            mark=self.mark,
            may_fetch=self.fetches_ads,
            video_model=self.endpoints.video.model if self.endpoints.video else None,
        )
        return OpenStudio(
            knowlify=TraceContextMiddleware(
                knowlify(
                    videos,
                    edits,
                    drafts,
                    control,
                    Logos(state.folders),
                    limits,
                    state.sessions,
                )
            ),
            knightvision=TraceContextMiddleware(
                knightvision(
                    context, job_files, MiddlewareConfig(accounts, limits, faults, control)
                )
            ),
            keys=state.keys,
            accounts=accounts,
            members=AccountAdmin(accounts),
            sessions=state.sessions,
            queue=queue,
            home=self.home,
            state=state,
        )

    def _sweeping(self, state: StudioState) -> tuple[Task, ...]:
        if self.keep_days is None and self.keep_bytes == inf:
            return ()
        folders, clock = state.folders, state.clock
        kept = Retention(state.store, folders, clock, self.keep_days, self.keep_bytes)
        return (kept.run,)

    @property
    def _worker_config(self) -> WorkerConfig:
        return WorkerConfig(self.home, self.format, self.maker, self.endpoints)

    @property
    def _films(self) -> Path:
        return self.home / FILMS


@asynccontextmanager
async def _background(*tasks: Task) -> AsyncGenerator[None]:
    """Run `tasks` until the body ends. The body's own error comes out as it is, not in a group."""
    failed = None
    async with anyio.create_task_group() as group:
        for task in tasks:
            group.start_soon(task)
        try:
            yield
        except Exception as error:
            failed = error
        group.cancel_scope.cancel()
    if failed:
        raise failed


def count_unfinished(home: Path) -> int:
    """Return how many jobs wait or run in a studio; 0 if it has no database, or it can't be read.

    Args:
        home: The studio's own folder.
    """
    return read_scalar(home, statements.UNFINISHED)
