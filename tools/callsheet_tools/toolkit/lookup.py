"""Which job an id means, and where it is made.

Our own ids are exact. A provider's id means the job that the journal knows by it; one that is
known in both worlds, or in neither, is looked for where calls go by the settings.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from callsheet_tools.backends.backend import NAMES, Door, Provider
from callsheet_tools.errors import NotSetUp, Refused
from callsheet_tools.jobs.job import Intent, Job, Kind
from callsheet_tools.toolkit.context import Desk
from callsheet_tools.toolkit.read_retry import ask


async def named(desk: Desk, provider: Provider, any_id: str, *kinds: Kind) -> Job | None:
    """The job of one of these kinds with this id, as the journal has it; None when it has none.

    A provider's id is looked for among jobs of the first kind.

    Raises:
        Refused: The id is ours and means another kind of job.
        UnknownJob: It looks like ours, and there is none.
    """
    if any_id.startswith("job_"):
        job = await desk.journal.find(any_id)
        if job.provider != provider or job.kind not in kinds:
            raise _other(desk, job)
        return job
    jobs = await desk.journal.named(provider, kinds[0], any_id)
    here = [job for job in jobs if job.place == desk.worlds.place(provider)]
    return next(iter(here or jobs), None)


def way(desk: Desk, job: Job) -> Door:
    """The way to the world that a job belongs to.

    Raises:
        NotSetUp: The settings do not lead there any more.
    """
    if door := desk.worlds.door_of(job.provider, job.account):
        return door
    raise NotSetUp(
        f"{job.job_id} belongs to a {NAMES[job.provider]} key that is not set any more. "
        "Ask the user to set that key again."
    )


async def looked_up(
    desk: Desk, provider: Provider, any_id: str, title: Callable[[Job], str], *kinds: Kind
) -> Job:
    """The job as it is now; one that was started elsewhere is followed from now on.

    `title` gives such a one its title, from what its provider shows.
    """
    job = await named(desk, provider, any_id, *kinds)
    if job is None:
        return await _adopted(desk, _stranger(desk, provider, kinds[0], any_id), title)
    door = desk.worlds.door_of(job.provider, job.account)
    if job.remote_id is None or door is None:
        return job
    world = await desk.worlds.enter(door)
    desk.watch.keep(world)
    return await desk.watch.look(world, job)


async def _adopted(desk: Desk, stranger: Job, title: Callable[[Job], str]) -> Job:
    world = await desk.worlds.enter(desk.worlds.door(stranger.provider))
    kind = desk.kinds[stranger.kind]
    seen = await ask(desk, world, stranger.kind, lambda: kind.poll(world, stranger))
    shown = replace(stranger, remote=dict(seen.remote))
    request: dict[str, Any] = {"remote_id": stranger.remote_id}
    intent = Intent(
        world.provider, world.place, world.account, stranger.kind, title(shown), request
    )
    job = await desk.journal.adopt(intent, seen)
    desk.watch.keep(world)
    return job


def _stranger(desk: Desk, provider: Provider, kind: Kind, remote_id: str) -> Job:
    """A job that the journal does not know, as far as an id tells of it."""
    now = desk.now()
    return Job(
        job_id="",
        call_id="",
        provider=provider,
        place=desk.worlds.place(provider),
        account="",
        kind=kind,
        title=remote_id,
        request={},
        state="submitted",
        created_at=now,
        updated_at=now,
        seq=0,
        remote_id=remote_id,
    )


def _other(desk: Desk, job: Job) -> Refused:
    tool = desk.kinds[job.kind].shown_by
    return Refused(f"{job.job_id} is a {NAMES[job.provider]} {job.kind}: call `{tool}`.")
