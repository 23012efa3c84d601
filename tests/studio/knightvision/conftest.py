"""A studio on a fresh home with makers that take no time, in-process and over real HTTP."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import anyio
import httpx2
import pytest

from callsheet_studio.keys import Keys
from callsheet_studio.queue.crew import Pace
from callsheet_studio.serve import serve
from callsheet_studio.studio import OpenStudio, Studio

QUICK = Path(__file__).parent / "quick_maker.py"
BASE = "http://studio.localhost/api/v1/partner/"


@dataclass
class HandClock:
    """Stands still until `now` is set. It starts at the moment of the documentation's samples."""

    now: float = 1_774_275_300.0

    def __call__(self) -> float:
        return self.now


Opened: TypeAlias = tuple[OpenStudio, httpx2.AsyncClient]
OpenUp: TypeAlias = Callable[..., AbstractAsyncContextManager[Opened]]


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


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
            "maker": str(QUICK),
            "slots": 2,
            "pace": Pace(beat=0.1, look=0.05),
        } | settings
        async with Studio(tmp_path / "home", **settings).open(works=works) as studio:
            transport = httpx2.ASGITransport(studio.knightvision, raise_app_exceptions=False)
            headers = bearer(studio.keys.knightvision)
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


@pytest.fixture(scope="module")
async def served(
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncGenerator[httpx2.AsyncClient]:
    """A client of a studio that listens on a real port, has no rate limits and begins no job."""
    home = tmp_path_factory.mktemp("home")
    found: list[tuple[str, Keys]] = []
    up = anyio.Event()

    def ready(url: str, keys: Keys) -> None:
        found.append((url, keys))
        up.set()

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(serve, Studio(home, slots=0, limited=False), 0, ready)
        with anyio.fail_after(20):
            await up.wait()
        ((url, keys),) = found
        base, headers = f"{url}/api/v1/partner/", bearer(keys.knightvision)
        async with httpx2.AsyncClient(base_url=base, headers=headers) as http:
            yield http
        tasks.cancel_scope.cancel()


@pytest.fixture
async def ended(open_up: OpenUp) -> Callable[..., Any]:
    """Waits until a job of a studio has ended, and gives it."""

    async def wait(studio: OpenStudio, job_id: str) -> Any:
        queue: Any = studio.queue
        with anyio.fail_after(30):
            while True:
                ring = queue.bell.next
                job = await queue.get(job_id)
                if job.state in ("done", "failed"):
                    return job
                await ring.wait()

    return wait
