"""What every test of the studio as a service shares: a clock, and ways to open one."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import anyio
import anyio.abc
import pytest

from callsheet_studio.auth.home_keys import HomeKeys
from callsheet_studio.http_server import serve
from callsheet_studio.jobs.worker_pool import PollIntervals
from callsheet_studio.studio import OpenStudio, Studio

Address: TypeAlias = tuple[str, HomeKeys]
OpenStudios: TypeAlias = Callable[..., AbstractAsyncContextManager[OpenStudio]]
ServeStudios: TypeAlias = Callable[[Studio], AbstractAsyncContextManager[Address]]


@dataclass
class HandClock:
    """Stands still until `now` is set. It starts a bit after the full minute."""

    now: float = 1_777_120_500.25

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def open_studio(tmp_path: Path, clock: HandClock) -> OpenStudios:
    """Opens the studio of the test's home with any of its settings."""

    def opening(
        works: bool, maker: Path, **settings: Any
    ) -> AbstractAsyncContextManager[OpenStudio]:
        usual: dict[str, Any] = {"clock": clock, "maker": str(maker)}
        usual |= {"pace": PollIntervals(beat=0.1, look=0.05)}
        return Studio(tmp_path / "home", **(usual | settings)).open(works=works)

    return opening


@pytest.fixture(scope="session")
def listening() -> ServeStudios:
    """Base URL and keys of a studio on a free port, for as long as the body runs."""

    async def serving(
        studio: Studio, *, task_status: anyio.abc.TaskStatus[Address] = anyio.TASK_STATUS_IGNORED
    ) -> None:
        await serve(studio, 0, lambda url, keys: task_status.started((url, keys)))

    @asynccontextmanager
    async def listening(studio: Studio) -> AsyncGenerator[Address]:
        async with anyio.create_task_group() as tasks:
            with anyio.fail_after(60):
                address = await tasks.start(serving, studio)
            yield address
            tasks.cancel_scope.cancel()

    return listening
