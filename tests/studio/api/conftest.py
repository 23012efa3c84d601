"""A client of Knowlify's API in a studio on a fresh home, with a maker that takes no time."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, TypeAlias

import httpx2
import pytest

from callsheet_studio.studio import OpenStudio

TINY = Path(__file__).parent.parent / "jobs" / "fake_makers.py"
BASE = "http://studio.localhost"

Opened: TypeAlias = tuple[OpenStudio, httpx2.AsyncClient]
OpenUp: TypeAlias = Callable[..., AbstractAsyncContextManager[Opened]]


@pytest.fixture
def open_up(open_studio: Any) -> OpenUp:
    """Opens the studio with any of its settings and a client that holds its key."""

    @asynccontextmanager
    async def opening(*, works: bool = False, **settings: Any) -> AsyncGenerator[Opened]:
        async with open_studio(works, TINY, **settings) as studio:
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
