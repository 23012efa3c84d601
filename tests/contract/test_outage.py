"""An outage of eight minutes in the middle of six jobs: what each answer says.

`pytest --rewrite` records the answers as a table to read.
"""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from mcp import Client

from callsheet.app import create_server
from callsheet.backends import BackendOptions, default_studio
from callsheet.composition import Dependencies
from callsheet.settings import Settings

from .scripted_provider import (
    CREATED,
    KNIGHTVISION_KEY,
    KNOWLIFY_KEY,
    MIDRENDER,
    PARTNER,
    UUID,
    sample,
)

pytestmark = pytest.mark.anyio
GOLDEN = Path(__file__).parent.parent / "golden" / "outage.md"
HEAD = """\
# An outage of eight minutes in the middle of six jobs

Both providers answer 502 from 60 s to 540 s after the calls. Recorded by
`tests/contract/test_outage.py` on a turned clock.

| at | call | what the answer says |
| --- | --- | --- |
"""
BEGIN = 1_800_000_000.0
FROM, TO, ENDS = 60.0, 540.0, 560.0
"""Seconds after the calls: the outage, and the end of every job."""
STEP, WATCHES = 0.5, 2
"""Seconds of one turn; tasks that sleep between their looks, one an account."""


@dataclass
class Clock:
    """Stands still until the test turns it; whoever sleeps wakes as it passes."""

    now: float = BEGIN
    sleepers: list[tuple[float, anyio.Event]] = field(
        default_factory=list[tuple[float, anyio.Event]]
    )

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        event = anyio.Event()
        self.sleepers.append((self.now + seconds, event))
        await event.wait()

    async def turn(self, to: float) -> None:
        """Let the time pass until so many seconds after the beginning."""
        while self.now < BEGIN + to:
            self.now += STEP
            due = [event for at, event in self.sleepers if at <= self.now]
            self.sleepers = [pair for pair in self.sleepers if pair[0] > self.now]
            for event in due:
                event.set()
            with anyio.move_on_after(1.0 if due else 0.0):
                while len(self.sleepers) < WATCHES:  # noqa: ASYNC110 - until all have looked
                    await anyio.sleep(0.002)


@dataclass
class Vendor:
    """Both providers, out of order for a while; five clips of one name each by number."""

    clock: Clock
    posts: int = 0

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        path, now = request.url.path.removeprefix(PARTNER), self.clock.now - BEGIN
        if FROM <= now < TO:
            return httpx2.Response(502, text="Bad gateway")
        self.posts += request.method == "POST"
        done = now >= ENDS
        if request.method == "POST":
            return httpx2.Response(200, json=self._taken(path))
        return httpx2.Response(200, json=self._shown(path, done))

    def _taken(self, path: str) -> Mapping[str, Any]:
        if path == "/v1/videos":
            return {**CREATED, "results": CREATED["results"][:1]}
        name = "generate" if "video" in path else "analyze"
        return {**sample(f"knightvision_{name}_response"), "job_id": f"{name}_{self.posts}"}

    def _shown(self, path: str, done: bool) -> Mapping[str, Any]:
        if path == f"/v1/videos/{UUID}":
            return {**MIDRENDER, "status": "complete", "is_complete": True} if done else MIDRENDER
        if path == "/credits":
            return sample("knightvision_credits")
        if path == "/videos":
            ids = [f"generate_{n}" for n in range(self.posts, 0, -1)]
            return {"videos": [self._clip(one, done) for one in ids]}
        one = path.rpartition("/")[2]
        return self._clip(one, done) if "video-status" in path else _report(one, done)

    def _clip(self, job_id: str, done: bool) -> Mapping[str, Any]:
        url = "https://knightvision.tech/static/videos/film.mp4"
        clip = {"job_id": job_id, "status": "complete" if done else "processing"}
        return {**clip, "video_url": url} if done else clip


def _report(job_id: str, done: bool) -> Mapping[str, Any]:
    report = {"job_id": job_id, "status": "complete" if done else "analyzing"}
    return {**report, "result": {"summary": "An ad"}} if done else report


@asynccontextmanager
async def seated(clock: Clock, vendor: Vendor, home: Path, mode: str) -> AsyncGenerator[Client]:
    """A client whose server lives by this clock."""
    settings = Settings.read(
        {
            "KNOWLIFY_API_KEY": KNOWLIFY_KEY,
            "KNIGHTVISION_API_KEY": KNIGHTVISION_KEY,
            "CALLSHEET_HOME": str(home / "home"),
            "CALLSHEET_OUTPUT_DIR": str(home / "videos"),
        }
    )
    parts = Dependencies(
        BackendOptions(default_studio, httpx2.MockTransport(vendor)), clock, clock.sleep, tick=0.01
    )
    async with Client(create_server(settings, parts), mode=mode) as client:
        yield client


@dataclass
class Record:
    """What was called, and said."""

    client: Client
    clock: Clock
    names: dict[str, str] = field(default_factory=dict[str, str])
    lines: list[str] = field(default_factory=list[str])

    async def call(self, tool: str, **arguments: Any) -> Mapping[str, Any]:
        """One call; its rows go into the table."""
        result = await self.client.call_tool(tool, arguments)
        assert not result.is_error and result.structured_content, result.content
        rows = result.structured_content["jobs"]
        said = [": ".join(row[key] for key in ("state", "error") if key in row) for row in rows]
        text = "<br>".join(dict.fromkeys(f"{said.count(one)} × {one}" for one in said))
        self.lines.append(f"| {self.clock.now - BEGIN:.0f} s | {tool} | {text or 'no change'} |")
        return result.structured_content


async def begin(record: Record) -> tuple[str, str]:
    """A film, three clips and two analyses; the ids of the film and of one clip."""
    film = await record.call(
        "knowlify_create_videos", videos=[{"task": "Explain HTTPS"}], max_videos=1
    )
    clips = [
        await record.call("knightvision_generate_video", prompt=f"Bee {n}", max_credits=22)
        for n in range(3)
    ]
    for ad in ("1", "2"):
        await record.call("knightvision_analyze_ad", url=ad, max_credits=50)
    return film["jobs"][0]["job_id"], clips[0]["jobs"][0]["job_id"]


@pytest.mark.slow
async def test_an_outage_is_told_and_outlived(mode: str, tmp_path: Path, rewrite: bool) -> None:
    """From the second failed look on; at its end everything is found, and nothing is sent twice."""
    clock = Clock()
    vendor = Vendor(clock)
    with anyio.fail_after(120):
        async with seated(clock, vendor, tmp_path, mode) as client:
            record = Record(client, clock)
            uuid, clip = await begin(record)
            in_trouble: Mapping[str, Any] = {}
            for at in (50.0, 62.0, 90.0, 300.0, 530.0):
                await clock.turn(at)
                in_trouble = await record.call("list_jobs")
            asked = await record.call("knowlify_get_video", uuid=uuid)
            await record.call("knightvision_get_video", job_id=clip)
            waited = await record.call("wait_for_jobs", seconds=0)
            await clock.turn(620.0)
            done = await record.call("wait_for_jobs", until="all", seconds=0)
    if rewrite:
        GOLDEN.write_text(HEAD + "\n".join(record.lines) + "\n", encoding="utf-8")
    assert vendor.posts == 6
    assert all("502" in row["error"] and "since" in row["error"] for row in in_trouble["jobs"])
    assert "asked again every" in asked["jobs"][0]["error"]
    assert waited["counts"] == {"running": 6}
    assert done["counts"] == {"succeeded": 6}
    assert not any("error" in row for row in done["jobs"])
