"""A token that lacks a scope: the client is told which to ask for, and asks."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import httpx2
import pytest
from mcp import Client
from mcp.client.auth.utils import (
    extract_field_from_www_auth,
    extract_resource_metadata_from_www_auth,
    extract_scope_from_www_auth,
)
from mcp.client.streamable_http import streamable_http_client
from tests.agent.conftest import text_of

from callsheet.http import PATH
from callsheet_tools.toolkit.user import CREATE, READ, SPEND

from .conftest import call
from .test_auth_table import Served, serving

pytestmark = [pytest.mark.anyio, pytest.mark.both_eras]
TOOL = "knowlify_create_videos"
FILM = {"videos": [{"task": "# Bees\n\n## One\n- A\n> A."}]}
HOSTED = {**FILM, "where": "hosted", "max_videos": 1}


class StepUp(httpx2.Auth):
    """A client's OAuth: at a challenge it gets a token with the scopes that are named there."""

    def __init__(self, token: Callable[[str], str], scope: str) -> None:
        self.token = token
        self.scope = scope
        self.challenges: list[str] = []
        self.metadata: str | None = None

    async def async_auth_flow(
        self, request: httpx2.Request
    ) -> AsyncGenerator[httpx2.Request, httpx2.Response]:
        request.headers["Authorization"] = f"Bearer {self.token(self.scope)}"
        answer = yield request
        if answer.status_code == 403:
            assert extract_field_from_www_auth(answer, "error") == "insufficient_scope"
            self.metadata = extract_resource_metadata_from_www_auth(answer)
            scope = extract_scope_from_www_auth(answer)
            assert scope
            self.scope = scope
            self.challenges.append(scope)
            request.headers["Authorization"] = f"Bearer {self.token(scope)}"
            yield request


@asynccontextmanager
async def connected(served: Served, auth: StepUp, mode: str) -> AsyncGenerator[Client]:
    async with httpx2.AsyncClient(auth=auth) as http:
        wire = streamable_http_client(served.url + PATH, http_client=http)
        async with Client(wire, mode=mode) as client:
            yield client


async def test_a_call_that_needs_more_is_answered_with_the_scopes_to_ask_for(
    tmp_path: Path, mode: str
) -> None:
    """MCP 2026-07-28, "Authorization": Runtime Insufficient Scope Errors."""
    with anyio.fail_after(60):
        async with serving(tmp_path) as served:
            auth = StepUp(lambda scope: served.provider.token(scope=scope), READ)
            async with connected(served, auth, mode) as client:
                await call(client, "list_jobs")
                assert auth.challenges == []
                (local,) = (await call(client, TOOL, **FILM))["jobs"]
                assert auth.challenges == [f"{CREATE} {READ}"]
                (bought,) = (await call(client, TOOL, **HOSTED))["jobs"]
                assert auth.challenges[1:] == [f"{SPEND} {CREATE} {READ}"]
                await call(client, "list_jobs")
    assert local["made_by"].startswith("this computer") and bought["made_by"] == "Knowlify (paid)"
    assert len(auth.challenges) == 2, "what is granted stays granted"
    assert auth.metadata and "oauth-protected-resource" in auth.metadata


async def test_a_token_that_no_provider_issued_is_answered_by_the_tool(
    tmp_path: Path, mode: str
) -> None:
    """There is nobody whom its client could ask; the user reads whom to."""
    with anyio.fail_after(60):
        async with serving(tmp_path) as served:
            token = await served.tokens.add("eve", {READ, CREATE}, 0.0)
            auth = StepUp(lambda _: token, READ)
            async with connected(served, auth, mode) as client:
                refused = await client.call_tool(TOOL, HOSTED)
    assert refused.is_error and SPEND in text_of(refused) and auth.challenges == []
