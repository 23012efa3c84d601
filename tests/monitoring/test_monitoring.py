"""What an operator sees from outside, and what never leaves."""

import io
import json
import logging
import sys
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import anyio
import httpx2
import pytest
from mcp import Client, MCPError
from opentelemetry.sdk.trace import ReadableSpan
from tests.agent.conftest import Vendor, quick, small_studio
from tests.agent.operations import OPERATIONS
from tests.money.accounting_provider import KEYS, Books

from callsheet.app import create_server
from callsheet.backends import BackendOptions, count_queue
from callsheet.monitoring import json_logs
from callsheet.monitoring.json_logs import write_json_lines
from callsheet.monitoring.monitor import Monitor, open_monitor
from callsheet.settings import Settings
from callsheet_studio.jobs.job_queue import JobQueue
from callsheet_studio.studio import OpenStudio
from callsheet_tools.backends.backend import account_of
from callsheet_tools.backends.http_client import path_template
from callsheet_tools.errors import NotConfigured, RetryLater
from callsheet_tools.knightvision.client import PREFIX
from callsheet_tools.toolkit.context import ToolContext
from callsheet_tools.toolkit.user import User

from .conftest import Recorded

pytestmark = pytest.mark.anyio
CREATE, CLIP = "knowlify_create_videos", "knightvision_generate_video"
PLANTED = "zanzibar"
"""Stands in tasks, in names that a client made up, and in what a provider answers."""
ALICE = User("https://login.example/ alice@zanzibar.example")


@pytest.fixture(autouse=True)
def _warm(quick_workers: None) -> None:
    """Jobs start in milliseconds."""


@pytest.fixture
def lines() -> Generator[io.StringIO]:
    """The JSON lines that are logged."""
    root, ours = logging.getLogger(), [logging.getLogger(name) for name in json_logs.OURS]
    before, levels = (root.handlers[:], root.level), [one.level for one in ours]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stderr", written := io.StringIO())
        write_json_lines()
    yield written
    root.handlers[:], root.level = before
    for one, level in zip(ours, levels, strict=True):
        one.setLevel(level)


def settings_of(home: Path, **environ: str) -> Settings:
    folders = {"CALLSHEET_HOME": str(home / "home"), "CALLSHEET_OUTPUT_DIR": str(home / "films")}
    return Settings.read({**folders, **environ})


async def test_a_film_is_one_trace_from_the_call_to_its_steps(
    tmp_path: Path, recorded: Recorded, lines: io.StringIO
) -> None:
    server = create_server(settings_of(tmp_path), recorded.monitor.attach(quick(Vendor())))
    with anyio.fail_after(60):
        async with Client(server) as client:
            film = {"videos": [{"task": f"# {PLANTED}\n- A\n> A."}]}
            made = await client.call_tool(CREATE, film)
            assert made.structured_content
            (job,) = made.structured_content["jobs"]
            wait = {"job_ids": [job["job_id"]], "until": "all"}
            await client.call_tool("wait_for_jobs", wait)
    spans = recorded.spans()
    chain = [f"tools/call {CREATE}", "submit", "POST /v1/videos", "job knowlify.video"]
    for above, below in zip(chain, [*chain[1:], "step film"], strict=True):
        assert parent_of(spans[below]) == id_of(spans[above]), (above, below)
    assert spans["submit"].attributes == {
        "callsheet.job_ids": (job["job_id"],),
        "callsheet.kind": "video",
    }
    look = spans["GET /v1/videos/{id}"]
    assert parent_of(look) == id_of(spans["poll"]) and spans["poll"].parent is None
    written = [json.loads(line) for line in lines.getvalue().splitlines()]
    call, *_ = [line for line in written if line.get("tool") == CREATE]
    assert call["job_ids"] == [job["job_id"]] and len(call["request_id"]) == 16
    assert call["trace_id"] == f"{trace_of(spans['submit']):032x}"
    (ended,) = [line for line in written if line["message"] == "job ended"]
    assert (ended["job_id"], ended["state"], ended["user"]) == (job["job_id"], "succeeded", "owner")
    assert PLANTED not in recorded.text() + lines.getvalue()


def id_of(span: ReadableSpan) -> tuple[int, int]:
    assert span.context
    return span.context.trace_id, span.context.span_id


def parent_of(span: ReadableSpan) -> tuple[int, int]:
    assert span.parent
    return span.parent.trace_id, span.parent.span_id


def trace_of(span: ReadableSpan) -> int:
    return id_of(span)[0]


async def test_a_studio_over_http_goes_on_with_the_caller_s_trace(
    tmp_path: Path, recorded: Recorded
) -> None:
    trace, span = 0x1234567890ABCDEF1234567890ABCDEF, 0x1234567890ABCDEF
    with anyio.fail_after(60):
        async with recorded.monitor.attach_to_studio(small_studio(tmp_path)).open() as studio:
            headers = {
                "X-API-Key": studio.keys.knowlify,
                "traceparent": f"00-{trace:032x}-{span:016x}-01",
            }
            transport = httpx2.ASGITransport(studio.knowlify)
            async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
                for one in (headers, {**headers, "traceparent": "nonsense"}):
                    body = {"videos": [{"task": "# Tea\n- A\n> A."}]}
                    made = await http.post("/v1/videos", headers=one, json=body)
                    await until_done(studio, made.json()["results"][0]["uuid"])
    first, second = [
        span for span in recorded.exporter.get_finished_spans() if span.name == "job knowlify.video"
    ]
    assert parent_of(first) == (trace, span) and second.parent is None
    ((about, speed),) = recorded.points("callsheet.film.speed")
    assert about == {"kind": "knowlify.video"} and speed > 0


async def until_done(studio: OpenStudio, job_id: str) -> None:
    queue = studio.queue
    assert isinstance(queue, JobQueue)
    while ring := queue.bell.event:
        job = await queue.get(job_id)
        if job and job.state == "done":
            return
        await ring.wait()


@dataclass
class Provider:
    """Hosted services that quote in a refusal, and in an answer that can't be read, what they were
    sent."""

    books: Books = field(default_factory=Books)
    sent: list[httpx2.Request] = field(default_factory=list[httpx2.Request])

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.sent.append(request)
        if b"refuse" in request.content:
            return httpx2.Response(400, json={"detail": request.content.decode()})
        if b"break" in request.content:
            return httpx2.Response(200, text=request.content.decode())
        return self.books(request)


@pytest.fixture
async def provider(tmp_path: Path, recorded: Recorded, lines: io.StringIO) -> Provider:
    """After calls of all kinds by a user of a team, at whose end the journal was read."""
    provider, opened = Provider(), list[ToolContext]()

    @asynccontextmanager
    async def watching(context: ToolContext) -> AsyncGenerator[None]:
        opened.append(context)
        async with recorded.monitor.open(context):
            yield

    ways = BackendOptions(small_studio, httpx2.MockTransport(provider), spacing=0.02)
    parts = replace(recorded.monitor.attach(quick(Vendor(), ways=ways)), watching=watching)
    settings = settings_of(tmp_path, **KEYS).model_copy(update={"serves_users": True})
    with anyio.fail_after(60):
        async with Client(create_server(settings, parts, identify=lambda _: ALICE)) as client:
            for word in ("", "refuse", "break"):
                await client.call_tool(CLIP, {"prompt": f"{PLANTED} {word}", "max_credits": 22})
            await client.call_tool(CLIP, {PLANTED: PLANTED, "prompt": 5})
            await client.call_tool("wait_for_jobs", {"until": "all"})
            await client.call_tool(PLANTED, {})
            with pytest.raises(MCPError):
                await client.get_prompt(PLANTED)
            with pytest.raises(MCPError):
                await client.read_resource(f"callsheet://{PLANTED}")
            await recorded.monitor.read(opened[0])
    return provider


async def test_nothing_of_a_task_a_key_or_a_name_leaves_and_no_provider_is_told_of_a_trace(
    provider: Provider, recorded: Recorded, lines: io.StringIO
) -> None:
    told = recorded.text() + lines.getvalue()
    secrets = [PLANTED, *KEYS.values(), *(key[8:] for key in KEYS.values())]
    assert [one for one in secrets if one in told] == []
    assert provider.sent and not [one for one in provider.sent if "traceparent" in one.headers]
    assert f"POST {PREFIX}/generate-video" in recorded.spans()
    errors = {line.get("error") for line in map(json.loads, lines.getvalue().splitlines())}
    assert "tool_error" in errors


def test_a_queue_that_cannot_be_asked_has_no_number(recorded: Recorded, tmp_path: Path) -> None:
    """A cluster whose database is away, and one without a secret."""
    environ = {
        "CALLSHEET_HOME": str(tmp_path),
        "CALLSHEET_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        "CALLSHEET_ARTIFACTS": tmp_path.as_uri(),
    }
    secret = {"CALLSHEET_USERS_KEY": "long and random text of an operator"}
    for given in ({}, secret):
        recorded.queue = count_queue(Settings.read({**environ, **given}))
        assert recorded.queue is None and not recorded.points("callsheet.studio.queue")


async def test_the_metrics_say_how_jobs_budgets_and_users_stand(
    provider: Provider, recorded: Recorded
) -> None:
    """A user is named as their folder is. What is lost may have been paid."""
    user = account_of(ALICE.subject)
    assert recorded.points("callsheet.credits") == [({"user": user}, 22 + 22)]
    assert recorded.points("callsheet.studio.queue") == [({}, 7)]
    states = {about["state"]: jobs for about, jobs in recorded.points("callsheet.jobs")}
    assert states == {"succeeded": 1, "rejected": 1, "unknown": 1}
    windows = recorded.points("callsheet.poll_budget.used")
    assert all(0 <= used <= 1 for _, used in windows) and any(used for _, used in windows)
    ended = [about for about, _ in recorded.points("callsheet.job.notice_delay")]
    assert ("knightvision", "clip") in {(about["provider"], about["kind"]) for about in ended}


def test_logs_hold_constants_ids_and_types_of_errors(lines: io.StringIO) -> None:
    ours, other = logging.getLogger("callsheet_tools.jobs.poller"), logging.getLogger("mcp.server")
    ours.warning("Jobs at %s are not followed: %s", "Knowlify", RetryLater("x", 503, PLANTED, 1.0))
    ours.warning("Job %s has to begin again: %s", "job_0123456789abcdef", PLANTED)
    other.error(f"Bad message {PLANTED}")
    try:
        raise ValueError(PLANTED)
    except ValueError:
        ours.exception("A request ended in an unexpected way")
    first, second, third, fourth = map(json.loads, lines.getvalue().splitlines())
    assert first["message"] == "Jobs at Knowlify are not followed: RetryLater 503"
    assert second["message"] == "Job job_0123456789abcdef has to begin again: …"
    assert "message" not in third and third["where"].startswith("test_monitoring:")
    assert fourth["error"] == "ValueError" and fourth["stack"][0].endswith(
        "test_logs_hold_constants_ids_and_types_of_errors"
    )
    assert PLANTED not in lines.getvalue()


def test_every_route_is_named_without_its_ids() -> None:
    """Words of a path that are not in the table would all become `{id}`."""
    for one in OPERATIONS:
        path = one.route.partition(" ")[2]
        documented = [part for part in path.split("/") if part.isascii() and part.islower()]
        found = path_template(path)
        assert all(part in found for part in documented if not any(map(str.isdigit, part))), path
    assert path_template(f"/v1/videos/{PLANTED}?limit=5") == "/v1/videos/{id}"


def test_without_the_extra_the_server_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "callsheet.monitoring.open_telemetry", None)
    with pytest.raises(NotConfigured, match=r"\[otel\]"):
        open_monitor(Settings.read({"CALLSHEET_OTEL": "1"}))


async def test_logs_alone_need_no_sdk(tmp_path: Path, lines: io.StringIO) -> None:
    parts = Monitor().attach(quick(Vendor()))
    with anyio.fail_after(60):
        async with Client(create_server(settings_of(tmp_path), parts)) as client:
            await client.call_tool("list_jobs", {})
    (line,) = map(json.loads, lines.getvalue().splitlines())
    assert (line["message"], line["tool"], line["job_ids"]) == ("tool call", "list_jobs", [])
