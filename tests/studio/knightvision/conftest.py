"""A client of Knightvision's API in a studio on a fresh home, with makers that take no time."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, TypeAlias

import anyio
import httpx2
import pytest

from callsheet_studio.studio import OpenStudio, Studio

QUICK = Path(__file__).parent / "fake_makers.py"
BASE = "http://studio.localhost/api/v1/partner/"
SAMPLED = 1_774_275_300.0
"""When the documentation's samples were made."""

Opened: TypeAlias = tuple[OpenStudio, httpx2.AsyncClient]
OpenUp: TypeAlias = Callable[..., AbstractAsyncContextManager[Opened]]


@pytest.fixture
def clock(clock: Any) -> Any:
    clock.now = SAMPLED
    return clock


@pytest.fixture
def open_up(open_studio: Any) -> OpenUp:
    """Opens the studio with any of its settings and a client that holds its key."""

    @asynccontextmanager
    async def opening(*, works: bool = False, **settings: Any) -> AsyncGenerator[Opened]:
        async with open_studio(works, QUICK, **({"slots": 2} | settings)) as studio:
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
    tmp_path_factory: pytest.TempPathFactory, listening: Any
) -> AsyncGenerator[httpx2.AsyncClient]:
    """A client of a studio that listens on a real port, has no rate limits and begins no job."""
    studio = Studio(tmp_path_factory.mktemp("home"), slots=0, limited=False)
    async with listening(studio) as (url, keys):
        base, headers = f"{url}/api/v1/partner/", bearer(keys.knightvision)
        async with httpx2.AsyncClient(base_url=base, headers=headers) as http:
            yield http


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


@pytest.fixture
async def ended(open_up: OpenUp) -> Callable[..., Any]:
    """Waits until a job of a studio has ended, and gives it."""

    async def wait(studio: OpenStudio, job_id: str) -> Any:
        queue: Any = studio.queue
        with anyio.fail_after(60):
            while True:
                ring = queue.bell.event
                job = await queue.get(job_id)
                if job.state in ("done", "failed"):
                    return job
                await ring.wait()

    return wait
