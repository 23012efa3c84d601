"""Put together what the tools stand on: journal, worlds, sender, watch, output folder."""

import os
import secrets
import string
import time
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from logging import getLogger

import anyio
import anyio.to_thread
import httpx2
from anyio.abc import TaskGroup

from callsheet.config import Settings
from callsheet.worlds import OpenStudio, default_studio, doors, places, studio_unfinished
from callsheet_tools.desk import Desk
from callsheet_tools.errors import CallsheetError
from callsheet_tools.folder import Folder
from callsheet_tools.jobs.database import Database
from callsheet_tools.jobs.deliver import into
from callsheet_tools.jobs.job import Follow
from callsheet_tools.jobs.journal import Journal
from callsheet_tools.jobs.news import TICK, News
from callsheet_tools.jobs.schedule import Schedule
from callsheet_tools.jobs.sender import PATIENCE, Sender
from callsheet_tools.jobs.watch import Watch
from callsheet_tools.knowlify.follow import follow_video
from callsheet_tools.pace import Budget
from callsheet_tools.world import Worlds

BUDGETS: Mapping[str, Budget] = {
    # 30 requests in 60 s, shared by creating and polling (the documentation, Rate limits).
    "knowlify": Budget("videos", most=30, seconds=63.0, reserve=6, spacing=1.0)
}
FOLLOW: Mapping[tuple[str, str], Follow] = {("knowlify", "video"): follow_video}
ALPHABET = string.ascii_lowercase + string.digits

logger = getLogger(__name__)


@dataclass(frozen=True)
class Parts:
    """What comes from outside, so that tests can bring their own."""

    studio: OpenStudio = default_studio
    transport: httpx2.AsyncBaseTransport | None = None
    """Carries calls to hosted services; None: the network."""
    now: Callable[[], float] = time.time
    spacing: float | None = None
    """Seconds between two polls of a job, instead of a provider's own."""
    tick: float = TICK
    patience: float = PATIENCE

    def budgets(self) -> Mapping[str, Budget]:
        """How often each provider may be asked."""
        if self.spacing is None:
            return BUDGETS
        return {name: replace(one, spacing=self.spacing) for name, one in BUDGETS.items()}


@asynccontextmanager
async def assemble(settings: Settings, parts: Parts, greeted: anyio.Event) -> AsyncGenerator[Desk]:
    """The desk, at work. Unfinished jobs are taken up again once the client was `greeted`."""
    database = Database(settings.journal)
    owner = f"{os.getpid()}-{secrets.token_hex(4)}"
    journal = Journal(database, owner, parts.now, _new_id)
    try:
        async with _tasks() as keepers, _tasks() as workers:
            worlds = Worlds(
                doors(settings, parts.studio, parts.transport), places(settings), keepers
            )
            desk = _desk(settings, parts, journal, worlds, workers)
            workers.start_soon(_resume, settings, desk, greeted)
            yield desk
    finally:
        await _leave(journal)
        database.close()


@asynccontextmanager
async def _tasks() -> AsyncGenerator[TaskGroup]:
    """Tasks that end with the block. Worlds outlive the work that goes on in them."""
    async with anyio.create_task_group() as tasks:
        yield tasks
        tasks.cancel_scope.cancel()


def _desk(
    settings: Settings, parts: Parts, journal: Journal, worlds: Worlds, tasks: TaskGroup
) -> Desk:
    schedule = Schedule(journal.database, journal.owner, parts.now)
    budgets, folder = parts.budgets(), Folder(settings.output_dir)
    return Desk(
        journal=journal,
        worlds=worlds,
        sender=Sender(journal, schedule, budgets, tasks, parts.patience),
        watch=Watch(journal, schedule, worlds, budgets, FOLLOW, into(folder), tasks),
        news=News(journal, parts.tick),
        folder=folder,
        now=parts.now,
    )


async def _resume(settings: Settings, desk: Desk, greeted: anyio.Event) -> None:
    """Take up what earlier processes left, but not before the first answer is out."""
    await greeted.wait()
    try:
        await desk.watch.resume()
        if await anyio.to_thread.run_sync(studio_unfinished, settings.studio_home):
            await desk.worlds.enter(desk.worlds.door("knowlify", "local"))
    except CallsheetError as error:
        logger.warning("%s", error)


async def _leave(journal: Journal) -> None:
    """What this process was sending is nobody's any more."""
    with anyio.CancelScope(shield=True):
        try:
            await journal.abandon()
        except CallsheetError as error:
            logger.warning("%s", error)


def _new_id() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(16))
