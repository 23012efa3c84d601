"""Serving over HTTP: loopback for free, anywhere with the token."""

from collections.abc import Mapping
from pathlib import Path

import httpx2
import pytest
from pydantic import SecretStr
from starlette.types import ASGIApp

from callsheet.app import build
from callsheet.config import Settings
from callsheet.http import Guarded, http_app
from callsheet_tools.errors import NotSetUp

pytestmark = pytest.mark.anyio
TOKEN = SecretStr("correct horse battery staple")


@pytest.fixture
def app(tmp_path: Path) -> ASGIApp:
    server = build(Settings.read({"CALLSHEET_HOME": str(tmp_path)}))
    return http_app(server, "0.0.0.0", TOKEN)


async def status(app: ASGIApp, headers: Mapping[str, str]) -> int:
    transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://other.example") as http:
        return (await http.get("/nowhere", headers=headers)).status_code


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "example.org"])
def test_other_hosts_are_refused_without_a_token(tmp_path: Path, host: str) -> None:
    server = build(Settings.read({"CALLSHEET_HOME": str(tmp_path)}))
    with pytest.raises(NotSetUp, match="CALLSHEET_HTTP_TOKEN"):
        http_app(server, host, None)


def test_loopback_needs_no_token(tmp_path: Path) -> None:
    server = build(Settings.read({"CALLSHEET_HOME": str(tmp_path)}))
    assert not isinstance(http_app(server, "127.0.0.1", None), Guarded)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": "correct horse battery staple"},
        {"Authorization": "Basic correct horse battery staple"},
        {"Authorization": "Bearer correct horse battery"},
    ],
)
async def test_without_the_right_token_nothing_is_served(
    app: ASGIApp, headers: Mapping[str, str]
) -> None:
    assert await status(app, headers) == 401


async def test_with_the_token_the_request_is_handed_on(app: ASGIApp) -> None:
    for scheme in ("Bearer", "bearer"):
        assert await status(app, {"Authorization": f"{scheme} {TOKEN.get_secret_value()}"}) == 404
