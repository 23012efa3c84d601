"""A worker that no longer gets anywhere is ended, and its job fails with a sentence."""

from dataclasses import replace

import anyio
import pytest

from callsheet_studio.jobs.pulse import LONGEST, Pulse, thread_seconds
from callsheet_studio.studio import Studio

from .test_workers import ended, submit

pytestmark = pytest.mark.anyio


@pytest.mark.slow
async def test_a_pattern_that_never_ends_fails_its_job_and_not_the_next(closed: Studio) -> None:
    """It holds the interpreter's lock. The slot is free again; nothing is tried a second time."""
    impatient = replace(closed, pace=replace(closed.pace, silence=5.0))
    async with impatient.open() as studio:
        stuck = await ended(studio, await submit(studio, "hang"))
        assert stuck.state == "failed" and stuck.error
        assert "without any progress" in stuck.error and "shorter" in stuck.error
        assert (await ended(studio, await submit(studio, "tides"))).state == "done"


def test_a_loop_that_never_ends_is_known_by_its_processor_time() -> None:
    now = [0.0]
    pulse = Pulse(lambda: now[0])
    now[0] = LONGEST - 1
    assert pulse.is_strong()
    pulse.renew()
    now[0] += LONGEST - 1
    assert pulse.is_strong()
    now[0] += 1
    assert not pulse.is_strong()


async def test_waiting_takes_no_processor_time_and_computing_does() -> None:
    clock = thread_seconds()
    before = clock()
    sum(range(300_000))
    assert await anyio.to_thread.run_sync(clock) > before
