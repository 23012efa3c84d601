"""What waiting costs: requests of 1,000 waiters and of one, and tokens of a conversation's answers.

    python tests/bench/waiters.py [--waiters 1000] [--jobs 200]

Both parts run our server against a vendor on loopback whose clock runs faster than the wall's, and
so do ours. A token is four characters of an answer's structured content, which is what Claude Code
and Codex show a model; Copilot shows the line of text as well, which is given next to it.
"""

import argparse
import json
import math
import random
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
from mcp import Client
from mcp.types import CallToolResult, TextContent

from callsheet.app import create_server
from callsheet.backends import BackendOptions, default_studio
from callsheet.composition import Dependencies
from callsheet.settings import Settings

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.jobs.lossy_provider import Vendor

SPEED = 30.0
"""Seconds of ours and the vendor's in one of the wall's."""
FILMS = 12
CREATE = "knowlify_create_videos"
WAIT = "wait_for_jobs"
BOUND = 45.0


@asynccontextmanager
async def connected(vendor: Vendor) -> AsyncGenerator[Client]:
    """A server of ours on this vendor."""
    begin, base = time.monotonic(), time.time()

    def now() -> float:
        return base + (time.monotonic() - begin) * SPEED

    async def sleep(seconds: float) -> None:
        await anyio.sleep(seconds / SPEED)

    with tempfile.TemporaryDirectory() as home:
        folders = {"CALLSHEET_HOME": home, "CALLSHEET_OUTPUT_DIR": home}
        parts = Dependencies(BackendOptions(default_studio, None), now=now, sleep=sleep)
        settings = Settings.read({**folders, **vendor.environ})
        async with Client(create_server(settings, parts)) as client:
            yield client


def durations(seed: int) -> Callable[[], float]:
    """2 to 7 minutes, 3 min 48 s in the middle."""
    chance = random.Random(seed)
    return lambda: min(max(chance.lognormvariate(5.4, 0.25), 120.0), 420.0)


async def requests_a_minute(waiters: int, jobs: int) -> float:
    """Requests per minute of the vendor's while so many wait for all jobs, for ten minutes."""
    with Vendor(speed=SPEED, seconds=durations(1)) as vendor:
        async with connected(vendor) as client:
            for start in range(0, jobs, 50):
                count = min(50, jobs - start)
                await create(client, [f"Film {start + n}" for n in range(count)])
            before, begin = len(vendor.requests), vendor.now()
            async with anyio.create_task_group() as tasks:
                arguments = {"until": "all", "seconds": 600 / SPEED}
                for _ in range(waiters):
                    tasks.start_soon(client.call_tool, WAIT, arguments)
            minutes = (vendor.now() - begin) / 60
            assert vendor.refused == 0
            return (len(vendor.requests) - before) / minutes


async def create(client: Client, tasks: list[str]) -> CallToolResult:
    """Order films."""
    videos = [{"task": task} for task in tasks]
    result = await client.call_tool(CREATE, {"videos": videos, "max_videos": len(videos)})
    assert not result.is_error, result.content
    return result


@dataclass
class Talk:
    """A conversation's answers, as they are counted."""

    structured: int = 0
    text: int = 0
    answers: int = 0
    waits: int = 0
    longest: int = 0
    rows: dict[str, str] = field(default_factory=dict[str, str])

    def hear(self, result: CallToolResult) -> dict[str, Any]:
        """Count an answer."""
        assert result.structured_content
        content: dict[str, Any] = result.structured_content
        tokens = math.ceil(len(json.dumps(content, ensure_ascii=False)) / 4)
        lines = [part.text for part in result.content if isinstance(part, TextContent)]
        self.structured += tokens
        self.text += sum(math.ceil(len(line) / 4) for line in lines)
        self.longest = max(self.longest, tokens)
        self.answers += 1
        self.rows |= {row["job_id"]: row["state"] for row in content["jobs"]}
        return content

    def cells(self, name: str) -> str:
        """A row of the table."""
        return (
            f"| {name} | {self.answers} | {self.structured:,} | {self.text:,} | {self.longest:,} |"
        )


async def patient() -> Talk:
    """Waits in the conversation until every film has ended, 45 s a call."""
    talk = Talk()
    with Vendor(speed=SPEED, seconds=durations(2)) as vendor:
        async with connected(vendor) as client:
            await create(client, [f"How bees dance, part {n}" for n in range(FILMS)])
            arguments: dict[str, Any] = {}
            while True:
                bounded = {**arguments, "seconds": BOUND / SPEED}
                content = talk.hear(await client.call_tool(WAIT, bounded))
                if not content["counts"].keys() & {"running", "waiting"}:
                    return talk
                arguments = {"since": content["cursor"]}


async def told() -> Talk:
    """Does what `next` says: told that it takes minutes, it stops, and comes back minutes later."""
    talk = Talk()
    with Vendor(speed=SPEED, seconds=durations(2)) as vendor:
        async with connected(vendor) as client:
            made = await create(client, [f"How bees dance, part {n}" for n in range(FILMS)])
            assert made.structured_content
            following: dict[str, Any] | None = made.structured_content.get("next")
            while following and following.get("tool") in (WAIT, "list_jobs"):
                arguments = dict(following["arguments"])
                if following["tool"] == WAIT:
                    arguments["seconds"] = BOUND / SPEED
                else:
                    await anyio.sleep(300 / SPEED)
                content = talk.hear(await client.call_tool(following["tool"], arguments))
                following = content.get("next")
    return talk


def rows(waiters: int, jobs: int) -> Iterator[str]:
    """Both tables."""
    yield f"| waiters on {jobs} jobs | requests a minute |"
    yield "| --- | --- |"
    for count in (1, waiters):
        yield f"| {count:,} | {anyio.run(requests_a_minute, count, jobs):.1f} |"
    yield ""
    yield f"| waiting for {FILMS} hosted films | answers | tokens | tokens of text | longest |"
    yield "| --- | --- | --- | --- | --- |"
    yield anyio.run(patient).cells("in the conversation, 45 s a call")
    yield anyio.run(told).cells("as `next` says, back every 5 min")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--waiters", type=int, default=1_000)
    parser.add_argument("--jobs", type=int, default=200)
    given = parser.parse_args()
    for text in rows(given.waiters, given.jobs):
        print(text, flush=True)
