"""A studio on a fresh home, with a clock that only a test turns and a maker that takes no time."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import httpx2
import pytest

from callsheet_studio.queue.crew import Pace
from callsheet_studio.studio import OpenStudio, Studio

TINY = Path(__file__).parent.parent / "queue" / "tiny_maker.py"
BASE = "http://studio.localhost"


@dataclass
class HandClock:
    """Stands still until `now` is set."""

    now: float = 1_777_120_500.25

    def __call__(self) -> float:
        return self.now


Opened: TypeAlias = tuple[OpenStudio, httpx2.AsyncClient]
OpenUp: TypeAlias = Callable[..., AbstractAsyncContextManager[Opened]]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def open_up(tmp_path: Path, clock: HandClock) -> OpenUp:
    """Opens the studio with any of its settings and a client that holds its key."""

    @asynccontextmanager
    async def opening(*, works: bool = False, **settings: Any) -> AsyncGenerator[Opened]:
        settings = {
            "clock": clock,
            "maker": str(TINY),
            "pace": Pace(beat=0.1, look=0.05),
        } | settings
        async with Studio(tmp_path / "home", **settings).open(works=works) as studio:
            transport = httpx2.ASGITransport(studio.knowlify, raise_app_exceptions=False)
            headers = {"X-API-Key": studio.keys.knowlify}
            async with httpx2.AsyncClient(
                transport=transport, base_url=BASE, headers=headers
            ) as http:
                yield studio, http

    return opening


@pytest.fixture
async def http(open_up: OpenUp) -> AsyncGenerator[httpx2.AsyncClient]:
    """A client of a studio that takes jobs in and never begins one."""
    async with open_up() as (_, http):
        yield http
