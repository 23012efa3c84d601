"""The Tasks extension on our server: a task is a job, for clients that declare it."""

import sys
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal

import anyio
import anyio.lowlevel
import pytest
from anyio.streams.buffered import BufferedByteReceiveStream
from mcp import Client
from mcp.client.extension import ClaimContext, ClientExtension, ResultClaim, advertise
from mcp.shared.exceptions import MCPError
from mcp.types import CallToolResult, Request, RequestParams, Result

from callsheet_tools.mcp_features.tasks_extension import IDENTIFIER

from .conformance_suite import failures
from .conftest import Sit
from .lossy_provider import Vendor
from .paid_calls import ORDERS

pytestmark = pytest.mark.anyio
CREATE = "knowlify_create_videos"
SCENARIOS = (
    "lifecycle",
    "capability-negotiation",
    "wire-fields",
    "request-state-removal",
    "mrtr-input",
    "request-headers",
    "dispatch-and-envelope",
    "status-notifications",
    "required-task-error",
    "mrtr-composition",
)


class Handle(Result):
    """The answer that is a task."""

    result_type: Literal["task"] = "task"
    task_id: str
    status: str


class About(RequestParams):
    """Names a task."""

    task_id: str


class Answer(Result):
    """What is said of a task."""

    status: str | None = None
    result: dict[str, Any] | None = None


class Following(ClientExtension):
    """A client that follows tasks to their end, as interactive hosts do."""

    identifier = IDENTIFIER

    def __init__(self) -> None:
        self.ids: list[str] = []

    def claims(self) -> Sequence[ResultClaim[Any]]:
        return [ResultClaim(result_type="task", model=Handle, resolve=self._follow)]

    async def _follow(self, handle: Handle, ctx: ClaimContext) -> CallToolResult:
        self.ids.append(handle.task_id)
        while True:
            answer = await ask(ctx.session, "tasks/get", handle.task_id)
            if answer.result is not None:
                return CallToolResult.model_validate(answer.result)
            await anyio.lowlevel.checkpoint()


async def ask(session: Any, method: str, task_id: str) -> Answer:
    """One request about a task."""
    request = Request[About, str](method=method, params=About(task_id=task_id))
    return await session.send_request(request, Answer)


async def test_a_task_is_the_job_and_ends_with_what_the_job_left(sit: Sit) -> None:
    follower = Following()
    with anyio.fail_after(60), Vendor(seconds=lambda: 0.2) as vendor:
        async with sit(vendor, extensions=[follower]) as client:
            result = await client.call_tool(CREATE, dict(ORDERS[CREATE]))
    assert result.structured_content
    (row,) = result.structured_content["jobs"]
    assert (row["state"], follower.ids) == ("succeeded", [row["job_id"]])
    assert result.structured_content["answer"]["is_complete"]


async def test_several_jobs_of_one_call_are_one_task(sit: Sit) -> None:
    follower = Following()
    videos = [{"task": "Bees"}, {"task": "Wasps"}]
    with anyio.fail_after(60), Vendor(seconds=lambda: 0.2) as vendor:
        async with sit(vendor, extensions=[follower]) as client:
            result = await client.call_tool(CREATE, {"videos": videos, "max_videos": 2})
    assert result.structured_content
    rows = result.structured_content["jobs"]
    assert [row["state"] for row in rows] == ["succeeded"] * 2
    assert follower.ids == [rows[0]["call_id"]] == [rows[1]["call_id"]]


async def test_a_job_that_may_be_lost_is_answered_at_once_and_in_words(sit: Sit) -> None:
    """Nothing goes on behind an unknown job: there is no task."""
    follower = Following()
    with anyio.fail_after(60), Vendor(faults=["500"]) as vendor:
        async with sit(vendor, extensions=[follower]) as client:
            result = await client.call_tool(CREATE, dict(ORDERS[CREATE]))
    assert result.structured_content
    assert result.structured_content["jobs"][0]["state"] == "unknown"
    assert follower.ids == []


async def test_a_cancelled_task_goes_on_since_no_provider_can_cancel(sit: Sit) -> None:
    with anyio.fail_after(60), Vendor() as vendor:
        async with sit(vendor, extensions=[advertise(IDENTIFIER)]) as client:
            job_id = await started(client)
            acknowledged = await ask(client.session, "tasks/cancel", job_id)
            then = await ask(client.session, "tasks/get", job_id)
            with pytest.raises(MCPError) as unknown:
                await ask(client.session, "tasks/get", "job_0000000000000000")
    assert (acknowledged.status, then.status) == (None, "working")
    assert unknown.value.error.code == -32602


async def started(client: Client) -> str:
    """The id of a job that goes on, from its journal."""
    with pytest.raises(Exception, match="task"):
        await client.call_tool(CREATE, dict(ORDERS[CREATE]))
    listed = await client.call_tool("list_jobs", {})
    assert listed.structured_content
    return listed.structured_content["jobs"][0]["job_id"]


async def test_a_client_that_does_not_declare_tasks_gets_none(sit: Sit) -> None:
    with anyio.fail_after(60), Vendor() as vendor:
        async with sit(vendor) as client:
            result = await client.call_tool(CREATE, dict(ORDERS[CREATE]))
            assert result.structured_content
            job_id = result.structured_content["jobs"][0]["job_id"]
            with pytest.raises(MCPError) as refusal:
                await ask(client.session, "tasks/get", job_id)
    assert refusal.value.error.code == -32021


@asynccontextmanager
async def served() -> AsyncGenerator[str]:
    """The address of the fixture server, in a process of its own."""
    command = [sys.executable, str(Path(__file__).parent / "task_server.py")]
    async with await anyio.open_process(command, stderr=None) as process:
        assert process.stdout
        address = await BufferedByteReceiveStream(process.stdout).receive_until(b"\n", 100)
        yield address.decode()
        process.kill()


@pytest.mark.slow
@pytest.mark.parametrize("scenario", SCENARIOS)
async def test_the_conformance_scenarios_hold(tmp_path: Path, scenario: str) -> None:
    """@modelcontextprotocol/conformance, against a fixture server that mounts our extension."""
    with anyio.fail_after(300):
        async with served() as url:
            assert await failures(url, f"tasks-{scenario}", tmp_path) == {}
