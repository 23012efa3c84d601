"""The conformance scenarios of MCP that hold for a real server, against ours behind a sign-in.

Its scenarios on authorization judge clients and authorization servers; what a resource server has
to answer is in `test_auth_table.py`.
"""

import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import pytest
import uvicorn
from pydantic import SecretStr
from starlette.types import ASGIApp, Receive, Scope, Send
from tests.jobs.conformance_suite import failures

from callsheet.app import create_server
from callsheet.http import PATH, HttpOptions, http_app
from callsheet.links import FileLinks
from callsheet.settings import Settings
from callsheet.sign_in.access import SignedIn
from callsheet.sign_in.sign_in import OwnerToken, SignIn

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
TOKEN = "a-token-that-is-long-enough-to-be-one"
OLD, NEW = "2025-11-25", "2026-07-28"
BOTH = (
    *("completion-complete", "tools-list", "tools-call-error", "resources-list", "prompts-list"),
    *("dns-rebinding-protection", "server-sse-multiple-streams"),
)
SCENARIOS = {
    OLD: (
        *("server-initialize", "server-session-lifecycle", "ping"),
        *("resources-subscribe", "resources-unsubscribe", *BOTH),
    ),
    NEW: (
        *("server-stateless", "sep-2164-resource-not-found", "caching", "http-header-validation"),
        *BOTH,
    ),
    "extension": ("sep-2640-skills-directory", "sep-2640-skills-enumeration")
    + ("sep-2640-skills-manifest",),
}
NEEDS_TOOLS = {
    "sep-2575-server-rejects-undeclared-capability",
    "sep-2575-missing-capability-http-400",
}
"""Checks that call tools of the suite's own, which no real server has."""


class WithToken:
    """Sends a token with every request, which the suite cannot."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            token = (b"authorization", f"Bearer {TOKEN}".encode())
            scope = {**scope, "headers": [*scope["headers"], token]}
        await self._app(scope, receive, send)


@asynccontextmanager
async def served(home: Path) -> AsyncGenerator[str]:
    settings = Settings.read({"CALLSHEET_HOME": str(home), "CALLSHEET_OUTPUT_DIR": str(home)})
    server = create_server(settings, identify=SignedIn(FileLinks.of(home)))
    options = HttpOptions(SignIn([OwnerToken(SecretStr(TOKEN))]))
    app = WithToken(http_app(server, "127.0.0.1", options))
    config = uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=1)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        runs = uvicorn.Server(config)
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(runs.serve, [listener])
            yield f"http://127.0.0.1:{listener.getsockname()[1]}{PATH}"
            runs.should_exit = True


@pytest.mark.parametrize("version", SCENARIOS)
async def test_the_scenarios_of_a_version_hold(tmp_path: Path, version: str) -> None:
    options = () if version == "extension" else ("--spec-version", version)
    with anyio.fail_after(300):
        async with served(tmp_path / "home") as url:
            found = {
                scenario: await failures(url, scenario, tmp_path / scenario, *options)
                for scenario in SCENARIOS[version]
            }
    wrong = {name: said for checks in found.values() for name, said in checks.items()}
    assert {name: said for name, said in wrong.items() if name not in NEEDS_TOOLS} == {}
