"""Put together what the tools stand on: journal, worlds, sender, watch, output folder."""

import os
import secrets
import string
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from logging import getLogger

import anyio
import anyio.to_thread
from anyio.abc import TaskGroup

from callsheet.config import Settings
from callsheet.worlds import Ways, default_studio, doors, places, studio_unfinished
from callsheet_tools.desk import Desk
from callsheet_tools.errors import CallsheetError
from callsheet_tools.folder import Folder
from callsheet_tools.jobs.database import Database
from callsheet_tools.jobs.deliver import into
from callsheet_tools.jobs.job import Follow, Trail, Trails
from callsheet_tools.jobs.journal import Journal
from callsheet_tools.jobs.news import TICK, News
from callsheet_tools.jobs.schedule import Schedule
from callsheet_tools.jobs.seeking import Seeker
from callsheet_tools.jobs.sender import PATIENCE, PAUSE, Sender
from callsheet_tools.jobs.watch import Watch
from callsheet_tools.knightvision.follow import (
    follow_analysis,
    follow_character,
    follow_clip,
    follow_finalize,
)
from callsheet_tools.knightvision.trails import TRAILS as KNIGHTVISION_TRAILS
from callsheet_tools.knowlify.follow import follow_edit, follow_revert, follow_video
from callsheet_tools.world import Worlds

FOLLOW: Mapping[tuple[str, str], Follow] = {
    ("knowlify", "video"): follow_video,
    ("knowlify", "edit"): follow_edit,
    ("knowlify", "revert"): follow_revert,
    ("knightvision", "analysis"): follow_analysis,
    ("knightvision", "clip"): follow_clip,
    ("knightvision", "character"): follow_character,
    ("knightvision", "finalize"): follow_finalize,
}
TRAILS: Trails = {
    ("knowlify", "video"): Trail("uuid"),
    ("knowlify", "edit"): Trail("edit_id", replays=True),
    **KNIGHTVISION_TRAILS,
}
ALPHABET = string.ascii_lowercase + string.digits

logger = getLogger(__name__)


@dataclass(frozen=True)
class Parts:
    """What comes from outside, so that tests can bring their own."""

    ways: Ways = Ways(default_studio)
    now: Callable[[], float] = time.time
    sleep: Callable[[float], Awaitable[None]] = anyio.sleep
    """Passes so many seconds of `now` between two looks."""
    tick: float = TICK
    patience: float = PATIENCE
    pause: float = PAUSE


@asynccontextmanager
async def assemble(settings: Settings, parts: Parts, greeted: anyio.Event) -> AsyncGenerator[Desk]:
    """The desk, at work. Unfinished jobs are taken up again once the client was `greeted`."""
    database = Database(settings.journal)
    owner = f"{os.getpid()}-{secrets.token_hex(4)}"
    journal = Journal(database, owner, parts.now, _new_id)
    try:
        async with _tasks() as keepers, _tasks() as workers:
            worlds = Worlds(doors(settings, parts.ways), places(settings), keepers)
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
    schedule = Schedule(journal.database, journal.owner, parts.now, TRAILS)
    seeker = Seeker(journal, schedule, TRAILS)
    folder = Folder(settings.output_dir, trouble=settings.trouble("CALLSHEET_OUTPUT_DIR"))
    return Desk(
        journal=journal,
        worlds=worlds,
        sender=Sender(journal, schedule, seeker, tasks, parts.patience, parts.pause),
        watch=Watch(journal, schedule, worlds, FOLLOW, into(folder), seeker, tasks, parts.sleep),
        news=News(journal, parts.tick),
        folder=folder,
        videos_a_day=settings.max_videos_per_day,
        credits_a_day=settings.max_credits_per_day,
        asks=settings.ask,
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
    except Exception:  # Whatever is wrong with old work, new calls are served.
        logger.exception("Earlier jobs are not taken up")


async def _leave(journal: Journal) -> None:
    """What this process was sending is nobody's any more."""
    with anyio.CancelScope(shield=True):
        try:
            await journal.abandon()
        except CallsheetError as error:
            logger.warning("%s", error)


def _new_id() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(16))
