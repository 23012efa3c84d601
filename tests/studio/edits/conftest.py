"""A studio whose maker edits in no time, and videos that are finished in it."""

from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias

import anyio
import httpx2
import pytest

from callsheet_studio.jobs.worker_pool import PollIntervals
from callsheet_studio.studio import OpenStudio, Studio

EDITOR = Path(__file__).parent / "fake_makers.py"
BASE = "http://studio.localhost"


@dataclass
class HandClock:
    """Stands still until `now` is set."""

    now: float = 1_777_120_500.25

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True)
class Office:
    """An open studio and a client that holds its key."""

    studio: OpenStudio
    http: httpx2.AsyncClient
    clock: HandClock
    home: Path = field(default_factory=Path)
    takes: Iterator[int] = field(default_factory=count)

    async def video(self, task: str = "How tides work") -> str:
        """A finished video's uuid."""
        answer = await self.http.post("/v1/videos", json={"videos": [{"task": task}]})
        uuid = answer.json()["results"][0]["uuid"]
        await self.ended(f"/v1/videos/{uuid}")
        return uuid

    async def edit(self, uuid: str, words: str | None = None, **more: Any) -> httpx2.Response:
        """Any change, another one each time, unless it is given."""
        words = words or f"style: take {next(self.takes)}"
        headers = more.pop("headers", {})
        body = {"video_uuid": uuid, "edit_request": words} | more
        return await self.http.post("/v1/edits", json=body, headers=headers)

    async def edited(self, uuid: str, words: str | None = None, **more: Any) -> dict[str, Any]:
        """An edit that has ended."""
        answer = await self.edit(uuid, words, **more)
        assert answer.status_code == 200, answer.text
        return await self.ended(f"/v1/edits/{answer.json()['edit_id']}")

    async def ended(self, path: str) -> dict[str, Any]:
        """What the job shows when it is over. Each look has a minute of its own, since the studio
        limits what is asked in one."""
        with anyio.fail_after(60):
            while True:
                self.clock.now += 60.0
                shown = (await self.http.get(path)).json()
                if shown["is_complete"] or shown["is_failed"]:
                    return shown
                await anyio.sleep(0.02)

    async def get(self, path: str, **more: Any) -> dict[str, Any]:
        return (await self.http.get(path, **more)).json()


OpenOffice: TypeAlias = Callable[..., AbstractAsyncContextManager[Office]]


@pytest.fixture(autouse=True)
def _warm(quick_workers: None) -> None:
    """Jobs start in milliseconds."""


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def open_office(tmp_path: Path) -> OpenOffice:
    """Opens the studio with any of its settings."""
    clock = HandClock()

    @asynccontextmanager
    async def opening(**settings: Any) -> AsyncGenerator[Office]:
        works = settings.pop("works", True)
        settings = {
            "clock": clock,
            "maker": str(EDITOR),
            "pace": PollIntervals(lease=1e9, beat=0.1, look=0.05),
        } | settings
        home = tmp_path / "home"
        async with Studio(home, **settings).open(works=works) as studio:
            transport = httpx2.ASGITransport(studio.knowlify, raise_app_exceptions=False)
            headers = {"X-API-Key": studio.keys.knowlify}
            async with httpx2.AsyncClient(
                transport=transport, base_url=BASE, headers=headers
            ) as http:
                yield Office(studio, http, clock, home)

    return opening


@pytest.fixture
async def office(open_office: OpenOffice) -> AsyncGenerator[Office]:
    async with open_office() as office:
        yield office
