"""Results that come when nobody wants them any more."""

from pathlib import Path

import anyio
import pytest
from tests.studio.jobs.test_survival import until
from tests.studio.jobs.test_workers import ended, submit

from callsheet_studio.jobs.fault_injection import Faults
from callsheet_studio.jobs.worker_pool import WorkerConfig, WorkerPool
from callsheet_studio.jobs.worker_process import Hear, Workers
from callsheet_studio.jobs.worker_protocol import Completed, Rejected, WorkItem
from callsheet_studio.studio import OpenStudio, Studio

pytestmark = pytest.mark.anyio


class LateWorkers(Workers):
    """Report a result just when their job has been cancelled."""

    def __init__(self, studio: OpenStudio, said: Completed | Rejected) -> None:
        super().__init__()
        self.studio, self.said = studio, said

    async def run(self, order: WorkItem, hear: Hear, silence: float = 60) -> Completed | Rejected:
        Path(order.folder, "film.mp4").parent.mkdir()
        await self.studio.cancel(Path(order.folder).name)
        return self.said


@pytest.mark.parametrize("said", [Completed({"title": "Tides"}), Rejected("Too long.")])
async def test_a_result_that_comes_with_a_cancel_leaves_nothing(
    closed: Studio, said: Completed | Rejected
) -> None:
    async with closed.open(works=False) as studio:
        state, folder = studio.state, closed.home / "films"
        pool = WorkerPool(
            state.queue,
            WorkerConfig(closed.home, closed.format),
            1,
            closed.pace,
            Faults(),
            LateWorkers(studio, said),
            state.folders,
            state.arrivals,
        )
        uuid = await submit(studio, "tides")
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(pool.run)
            job = await ended(studio, uuid)
            await until(lambda: not any(folder.iterdir()))
            assert job.error == "Dropped on this computer."
            tasks.cancel_scope.cancel()
