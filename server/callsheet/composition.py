"""Compose what the tools need: journal, backends, submitter, poller, output folder."""

import os
import secrets
import string
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from logging import getLogger
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread
from anyio.abc import TaskGroup
from mcp.server.context import ServerMiddleware

from callsheet.backends import (
    BackendOptions,
    OwnBackends,
    backend_factories,
    count_studio_jobs,
    default_locations,
    default_studio,
)
from callsheet.journal_database import open_database
from callsheet.settings import Settings
from callsheet.shared_films import open_shared_films
from callsheet_tools.backends.backend import (
    BackendPool,
    Location,
    Provider,
    account_of,
)
from callsheet_tools.catalog import CATALOG
from callsheet_tools.errors import CallsheetError
from callsheet_tools.jobs.change_feed import TICK, ChangeFeed
from callsheet_tools.jobs.delivery import copy_film
from callsheet_tools.jobs.journal import Journal
from callsheet_tools.jobs.kinds import Kinds
from callsheet_tools.jobs.poll_schedule import OnEnd, PollScheduler
from callsheet_tools.jobs.poller import JobPoller, LiveUpdates
from callsheet_tools.jobs.recorder import Recorder
from callsheet_tools.jobs.recovery import JobRecovery
from callsheet_tools.jobs.submitter import PATIENCE, PAUSE, JobSubmitter
from callsheet_tools.knightvision import kinds as knightvision
from callsheet_tools.knowlify import kinds as knowlify
from callsheet_tools.knowlify.realtime import Channel
from callsheet_tools.output_folder import OutputFolder
from callsheet_tools.picture_folder import PictureFolder
from callsheet_tools.toolkit.context import ToolContext
from callsheet_tools.toolkit.drafts import DraftStore
from callsheet_tools.toolkit.user import User

KINDS: Kinds = {kind.name: kind for kind in (*knowlify.KINDS, *knightvision.KINDS)}
ALPHABET = string.ascii_lowercase + string.digits

TAKE_OVER = 20.0
"""Seconds between two looks for jobs of replicas that are gone."""

logger = getLogger(__name__)


@asynccontextmanager
async def _unwatched(_: ToolContext) -> AsyncGenerator[None]:
    yield


@dataclass(frozen=True)
class Dependencies:
    """What comes from outside, so that tests can bring their own."""

    ways: BackendOptions = BackendOptions(default_studio)
    now: Callable[[], float] = time.time
    sleep: Callable[[float], Awaitable[None]] = anyio.sleep
    """Passes so many seconds of `now` between two looks."""
    tick: float = TICK
    patience: float = PATIENCE
    pause: float = PAUSE
    on_end: OnEnd | None = None
    """Hears of each job whose end a poll saw."""
    middleware: Sequence[ServerMiddleware[Any]] = ()
    """See each message of a client."""
    watching: Callable[[ToolContext], AbstractAsyncContextManager[None]] = _unwatched
    """What is open for as long as the server is."""


@asynccontextmanager
async def open_context(
    settings: Settings, parts: Dependencies, greeted: anyio.Event
) -> AsyncGenerator[ToolContext]:
    """Open everything that the tools need for a block, and give it as their context.

    Work on unfinished jobs resumes when `greeted` is set; with a `database_url` after `TAKE_OVER`
    seconds in any case, and again every `TAKE_OVER` seconds, for jobs that other processes left.

    Args:
        parts: What the tools are built on; tests and monitoring bring their own.
        greeted: Set after the client's first message.

    Raises:
        NotConfigured: The journal's database can't be used as it is set, or the cluster.
    """
    database = open_database(settings)
    owner = f"{os.getpid()}-{secrets.token_hex(4)}"
    journal = Journal(
        database, owner, parts.now, _new_id, KINDS, shared_a_day=_shared_limits(settings)
    )
    try:
        async with _tasks() as keepers, _tasks() as workers:
            backends = BackendPool(
                backend_factories(settings, parts.ways),
                default_locations(settings),
                keepers,
                _own_backends(settings, parts),
            )
            context = _tool_context(settings, parts, journal, backends, workers)
            workers.start_soon(_resume, settings, context, greeted)
            try:
                yield context
            finally:
                with anyio.CancelScope(shield=True):
                    await context.sender.recorder.flush()
    finally:
        await _leave(journal)
        database.close()


@asynccontextmanager
async def _tasks() -> AsyncGenerator[TaskGroup]:
    """Tasks that end with the block. Backends outlive the work that goes on in them."""
    async with anyio.create_task_group() as tasks:
        yield tasks
        tasks.cancel_scope.cancel()


def _tool_context(
    settings: Settings,
    parts: Dependencies,
    journal: Journal,
    backends: BackendPool,
    tasks: TaskGroup,
) -> ToolContext:
    schedule = PollScheduler(journal.database, journal.owner, parts.now, KINDS, on_end=parts.on_end)
    seeker = JobRecovery(journal, schedule, KINDS)
    recorder = Recorder(journal, tasks, parts.pause)
    folder_of = partial(_folder, settings)
    everybody = ToolContext(
        kinds=KINDS,
        tools={spec.name: spec for spec in CATALOG},
        journal=journal,
        backends=backends,
        sender=JobSubmitter(
            journal, schedule, seeker, tasks, recorder, parts.patience, parts.pause
        ),
        watch=JobPoller(
            journal,
            schedule,
            backends,
            KINDS,
            copy_film(folder_of),
            seeker,
            tasks,
            parts.sleep,
            live_updates=_live_updates(settings),
        ),
        news=ChangeFeed(journal, parts.tick),
        folder=folder_of(""),
        pictures=PictureFolder(settings.pictures),
        drafts=DraftStore(journal.database, "", parts.now),
        documents=settings.documents,
        videos_a_day=settings.max_videos_per_day,
        credits_a_day=settings.max_credits_per_day,
        asks=settings.ask,
        now=parts.now,
        personal=partial(_of_user, settings),
    )
    return _with_jobs_of(everybody, "")


def _with_jobs_of(context: ToolContext, subject: str) -> ToolContext:
    journal = context.journal.of(subject)
    return replace(
        context,
        journal=journal,
        sender=replace(context.sender, journal=journal),
        news=context.news.of(journal),
    )


def _of_user(settings: Settings, context: ToolContext, user: User) -> ToolContext:
    """A context as a user who signed in has it: nothing in it leads to what is another's."""
    return replace(
        _with_jobs_of(context, user.subject),
        user=user,
        backends=context.backends.of(user.subject),
        folder=_folder(settings, user.subject),
        pictures=PictureFolder(_home_of(settings, user.subject) / "pictures"),
        drafts=replace(context.drafts, subject=user.subject),
        documents=settings.media_dirs,
        videos_a_day=settings.videos_per_user,
        credits_a_day=settings.credits_per_user,
    )


def _own_backends(settings: Settings, parts: Dependencies) -> OwnBackends | None:
    """Where the keys of users lead, if the operator lets them have some."""
    if settings.users_key is None:
        return None
    from callsheet.shared_files import open_shared_files
    from callsheet.user_keys import UserKeys

    keys = UserKeys.of(open_shared_files(settings), settings.users_key)
    return OwnBackends(settings, parts.ways, keys)


def _folder(settings: Settings, subject: str) -> OutputFolder:
    """Where the films of a user go."""
    if subject:
        videos, films = _home_of(settings, subject) / "videos", open_shared_films(settings)
        if films:
            return OutputFolder(videos / films.folder(), is_remote=True, on_saved=films.keep)
        return OutputFolder(videos, is_remote=True)
    trouble = settings.trouble("CALLSHEET_OUTPUT_DIR")
    return OutputFolder(settings.output_dir, studio=settings.studio_home, trouble=trouble)


def _home_of(settings: Settings, subject: str) -> Path:
    return settings.home / "users" / account_of(subject)


def _shared_limits(settings: Settings) -> dict[str, int]:
    return {
        "knowlify": settings.max_videos_per_day,
        "knightvision": settings.max_credits_per_day,
    }


def _live_updates(settings: Settings) -> Mapping[tuple[Provider, Location], LiveUpdates]:
    """Knowlify's channel, where the settings name one."""
    url, key = settings.knowlify_realtime_url, settings.knowlify_realtime_key
    if url is None or key is None:
        return {}
    table, where = settings.knowlify_realtime_table, settings.knowlify_realtime_filter
    channel = Channel(url, key.get_secret_value(), table, where)
    return {("knowlify", "hosted"): channel.follow, ("knowlify", "local"): channel.follow}


async def _resume(settings: Settings, context: ToolContext, greeted: anyio.Event) -> None:
    """Take up what earlier processes left, but not before the first answer is out; where replicas
    share the journal, also what others leave later."""
    with anyio.move_on_after(TAKE_OVER if settings.database_url else None):
        await greeted.wait()
    await _take_up(context, settings.studio_home)
    while settings.database_url:
        await anyio.sleep(TAKE_OVER)
        await _take_up(context)


async def _take_up(context: ToolContext, studio: Path | None = None) -> None:
    """Follow unfinished jobs, and start the studio of this home if it has some."""
    try:
        await context.watch.resume()
        if studio and await anyio.to_thread.run_sync(count_studio_jobs, studio):
            await context.backends.open(context.backends.factory("knowlify", "local"))
    except CallsheetError as error:
        logger.warning("%s", error)
    except Exception:  # Whatever is wrong with old work, new calls are served.
        logger.exception("Earlier jobs are not taken up")


async def _leave(journal: Journal) -> None:
    """What this process was sending is nobody's any more."""
    with anyio.CancelScope(shield=True):
        try:
            await journal.release_all()
        except CallsheetError as error:
            logger.warning("%s", error)


def _new_id() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(16))
