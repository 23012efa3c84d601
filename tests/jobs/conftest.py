"""A server of ours on a vendor that loses answers."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, TypeAlias

import httpx2
import pytest
from mcp import Client

from callsheet.app import create_server
from callsheet.backends import BackendOptions, default_studio
from callsheet.composition import Dependencies
from callsheet.settings import Settings

from .lossy_provider import Vendor

HASTE = 0.2
"""Seconds that a client under test waits for an answer that does not come."""


class Hasty(httpx2.AsyncHTTPTransport):
    """Real requests over loopback that give up soon on orders that are not answered."""

    def __init__(self, stalls: Callable[[], bool] = lambda: True) -> None:
        super().__init__()
        self._stalls = stalls

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        if request.method == "POST" and self._stalls():
            request.extensions["timeout"] = {**request.extensions["timeout"], "read": HASTE}
        return await super().handle_async_request(request)


Sit: TypeAlias = Callable[..., AbstractAsyncContextManager[Client]]


@pytest.fixture
def sit(tmp_path_factory: pytest.TempPathFactory) -> Sit:
    """Connects to a new server, with a new journal, whose hosted services are this vendor's."""

    @asynccontextmanager
    async def connect(vendor: Vendor, **options: Any) -> AsyncGenerator[Client]:
        place = tmp_path_factory.mktemp("callsheet")
        folders = {"CALLSHEET_HOME": str(place / "home"), "CALLSHEET_OUTPUT_DIR": str(place)}
        parts = Dependencies(
            BackendOptions(default_studio, Hasty(vendor.stalls_next), 0.05), tick=0.02
        )
        settings = Settings.read({**folders, **vendor.environ})
        async with Client(create_server(settings, parts), **options) as client:
            yield client

    return connect
