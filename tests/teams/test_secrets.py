"""A team at work over HTTP, with secrets of every kind; then all that is left of it is searched."""

import base64
import json
import socket
import subprocess
from collections.abc import AsyncGenerator, Callable, Generator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from tests.fake_llm_endpoint import Models, answering
from tests.jobs.lossy_provider import Vendor
from tests.loopback_server import QuietHandler, loopback_server
from tests.monitoring.collector import Collector, collecting
from tests.postgres_cluster import Cluster
from tests.process.conftest import MAIN, environment
from tests.tools.test_http import INITIALIZE

from .conftest import call
from .identity_provider import ISSUER, Provider
from .planted_secrets import Evidence, Planted, RecordingTransport
from .test_replicas import everything

pytestmark = pytest.mark.anyio
PUBLIC = "https://films.example.org/callsheet"
WORD = "xylocarp"
"""Stands in every task: answers and databases have it, logs, traces and metrics must not."""
CREATE, CLIP = "knowlify_create_videos", "knightvision_generate_video"
LONGEST = 280


@dataclass
class Team:
    """A server, and all that it talks to."""

    url: str
    planted: Planted
    provider: Provider
    vendor: Vendor
    answers: bytearray

    def http(self, token: str | None = None) -> httpx2.AsyncClient:
        """A client that sends this token, whose answers are kept."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        transport = RecordingTransport(self.answers)
        return httpx2.AsyncClient(
            base_url=self.url, headers=headers, transport=transport, timeout=LONGEST
        )

    @asynccontextmanager
    async def client(self, token: str, mode: str) -> AsyncGenerator[Client]:
        async with self.http(token) as http:
            wire = streamable_http_client(f"{self.url}/mcp", http_client=http)
            async with Client(wire, mode=mode) as client:
                yield client


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite", "postgres"])
async def test_no_secret_is_left_anywhere(
    tmp_path: Path, database: str, request: pytest.FixtureRequest
) -> None:
    planted, evidence, given = Planted(), Evidence(), environment(tmp_path)
    cluster: Cluster | None = request.getfixturevalue("cluster") if database == "postgres" else None
    if cluster:
        given |= shared_journal(cluster, planted["the password of the database"])
    with (
        anyio.fail_after(LONGEST),
        Vendor(seconds=lambda: 0.2) as vendor,
        answering() as models,
        collecting() as collector,
        published_keys() as (provider, keys_url),
    ):
        given |= settings(planted, vendor, models, collector, keys_url)
        alice = planted.plant("alice's token", add_token(given, "alice"))
        with served(given, evidence) as url:
            team = Team(url, planted, provider, vendor, evidence.answers)
            for mode in ("auto", "legacy"):
                await work(team, alice, mode)
    evidence.traces, evidence.metrics = b"".join(collector.traces), b"".join(collector.metrics)
    evidence.files = contents(tmp_path)
    evidence.database = evidence.files
    if cluster:
        rows = everything(given["CALLSHEET_DATABASE_URL"]).encode()
        evidence.database = rows + contents(cluster.folder)
    check_that_all_was_used(planted, evidence, vendor, models)
    assert {"submit", f"tools/call {CREATE}"} <= collector.span_names()
    assert "callsheet.jobs" in collector.metric_names()
    left = {where: planted.found_in(bytes(found)) for where, found in vars(evidence).items()}
    assert not any(left.values()), left
    assert WORD.encode() not in evidence.logs + evidence.traces + evidence.metrics


def shared_journal(cluster: Cluster, password: str) -> Mapping[str, str]:
    address = cluster.new_journal().replace("callsheet@", f"callsheet:{password}@")
    return {"CALLSHEET_DATABASE_URL": address}


def settings(
    planted: Planted, vendor: Vendor, models: Models, collector: Collector, keys_url: str
) -> Mapping[str, str]:
    """Of a server with everything on."""
    return {
        **vendor.environ,
        "KNOWLIFY_API_KEY": planted["the operator's Knowlify key"],
        "KNIGHTVISION_API_KEY": planted["the operator's Knightvision key"],
        "CALLSHEET_USERS_KEY": planted["the key for users' keys"],
        "CALLSHEET_HTTP_TOKEN": planted["the owner's token"],
        "CALLSHEET_PUBLIC_URL": PUBLIC,
        "CALLSHEET_OAUTH_ISSUER": ISSUER,
        "CALLSHEET_OAUTH_JWKS": keys_url,
        "CALLSHEET_LLM_URL": models.url,
        "CALLSHEET_LLM_MODEL": "small",
        "CALLSHEET_LLM_KEY": planted["the key of the language model"],
        "CALLSHEET_FILM_LINES": "360",
        "CALLSHEET_LOG": "json",
        "CALLSHEET_OTEL": "1",
        "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url,
        "OTEL_EXPORTER_OTLP_COMPRESSION": "none",
        "OTEL_EXPORTER_OTLP_HEADERS": "x-key=" + planted["the collector's key"],
    }


async def work(team: Team, alice: str, mode: str) -> None:
    """What users do in a day, and what goes wrong."""
    dora = team.provider.token(client_id=mode)
    team.planted.plant(f"dora's token, {mode}", dora.rpartition(".")[2])
    await sign_in_wrongly(team)
    await set_keys(team, alice, dora)
    async with team.client(alice, mode) as hers, team.client(dora, mode) as others:
        task = f"A {WORD} in one sentence, {mode}"
        film = {
            "videos": [{"task": task, "video_duration_seconds": 30}],
            "where": "local",
        }
        clip = {"prompt": f"A {WORD}, {mode}", "where": "hosted", "max_credits": 22}
        bought = {"videos": [{"task": f"Two {WORD}s, {mode}"}], "where": "hosted", "max_videos": 1}
        made = [await call(hers, CREATE, **film), await call(hers, CLIP, **clip)]
        ids = [row["job_id"] for answer in made for row in answer["jobs"]]
        await call(others, CREATE, **bought)
        for fault in ("echo", "500", "truncate"):
            team.vendor.faults.append(fault)
            lost = {"videos": [{"task": f"A lost {WORD}, {fault}, {mode}"}]}
            await others.call_tool(CREATE, {**bought, **lost})
        ended = await call(hers, "wait_for_jobs", job_ids=ids, until="all", seconds=200)
        assert ended["counts"] == {"succeeded": 2}, ended
        for client in (hers, others):
            await call(client, "list_jobs", limit=50)
            await client.call_tool("list_jobs", {"until": "never", "wrong": WORD})
            await client.call_tool("knightvision_get_credits", {})
            await client.read_resource("callsheet://spending")
            await client.read_resource("callsheet://jobs")
        await call(hers, "save_video", job_id=ids[0])
        await others.call_tool("knowlify_get_video", {"uuid": ids[0]})
    async with team.client(team.planted["the owner's token"], mode) as owner:
        await call(owner, CLIP, **clip)
        await call(owner, "list_jobs")


async def sign_in_wrongly(team: Team) -> None:
    greeting: dict[str, Any] = {"jsonrpc": "2.0", **INITIALIZE}
    nobody, address = team.planted["a token that nobody has"], "a token in an address"
    forged = team.provider.token(team.provider.stranger)
    team.planted.plant("a forged token", forged.rpartition(".")[2])
    for token in (None, nobody, forged):
        async with team.http(token) as http:
            answer = await http.post("/mcp", json=greeting)
            assert answer.status_code == 401
            await http.get(f"/mcp?access_token={team.planted[address]}")


async def set_keys(team: Team, alice: str, dora: str) -> None:
    planted = team.planted
    for token, provider, key, status in (
        (alice, "knightvision", "alice's Knightvision key", 200),
        (dora, "knowlify", "dora's Knowlify key", 200),
        (dora, "knightvision", "a key that was refused", 400),
    ):
        async with team.http(token) as http:
            answer = await http.put(f"/keys/{provider}", content=planted[key])
            assert answer.status_code == status, answer.text


def check_that_all_was_used(
    planted: Planted, evidence: Evidence, vendor: Vendor, models: Models
) -> None:
    """Or nothing could be found of it; and the search finds what is there."""
    assert vendor.keys == {
        planted["dora's Knowlify key"],
        "Bearer " + planted["alice's Knightvision key"],
        "Bearer " + planted["the operator's Knightvision key"],
    }
    assert {key for _, key, _ in models.asked} == {
        f"Bearer {planted['the key of the language model']}"
    }
    assert b"may not do this" in evidence.answers, "the provider repeated a key"
    for content in (bytes(evidence.answers), evidence.database, evidence.files):
        assert WORD.encode() in content
    lines = [json.loads(line) for line in evidence.logs.splitlines()]
    assert {"tool call", "job ended", "film made"} <= {line.get("message") for line in lines}


@contextmanager
def served(given: Mapping[str, str], evidence: Evidence) -> Generator[str]:
    """A server process for a block; then its logs are evidence."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = str(listener.getsockname()[1])
    command = (*MAIN, "serve", "--transport", "http", "--port", port)
    with subprocess.Popen(command, env=given, stderr=subprocess.PIPE) as process:
        url = f"http://127.0.0.1:{port}"
        try:
            wait_until_ready(process, url)
            yield url
        finally:
            process.terminate()
            _, evidence.logs = process.communicate(timeout=60)


def wait_until_ready(process: subprocess.Popen[bytes], url: str) -> None:
    """Until it answers, or has ended."""
    while process.poll() is None:
        try:
            if httpx2.get(f"{url}/readyz").status_code == 200:
                return
        except httpx2.TransportError:
            pass
    raise AssertionError(process.communicate()[1])


@contextmanager
def published_keys() -> Generator[tuple[Provider, str]]:
    """An identity provider, and the address of its keys."""
    provider = Provider(f"{PUBLIC}/mcp")

    class Handler(QuietHandler):
        def do_GET(self) -> None:
            content = json.dumps({"keys": provider.published}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    with loopback_server(Handler) as url:
        yield provider, url


def add_token(given: Mapping[str, str], name: str) -> str:
    command = (*MAIN, "tokens", "add", name, "--spend")
    done = subprocess.run(command, env=given, capture_output=True, check=True, text=True)
    return done.stdout.strip()


def contents(folder: Path) -> bytes:
    """Of all files below it."""
    return b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


LEAKS: dict[str, Callable[[str], str]] = {
    "whole": lambda secret: f'{{"message": "refused {secret}"}}',
    "cut off": lambda secret: f"Bearer {secret[:-20]}…",
    "base64": lambda secret: base64.b64encode(f"user:{secret}".encode()).decode(),
    "quoted": lambda secret: repr({"key": secret}),
}


@pytest.mark.parametrize("leak", LEAKS.values(), ids=LEAKS)
def test_a_leak_is_found(leak: Callable[[str], str]) -> None:
    planted = Planted()
    for name, secret in planted.of.items():
        assert planted.found_in(f"before {leak(secret)} after".encode()) == [name]
    assert planted.found_in(b"callsheet_ kn_ kv_partner_ sk- and nothing of it") == []
