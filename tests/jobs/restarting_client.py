"""A Callsheet process that places its orders, again after it was killed, and waits for them.

    python worker.py HOME NAME VIDEOS CLIPS SPEED

Its clock runs SPEED times faster than the wall's. What was answered is noted in HOME/NAME.txt. The
environment names the vendor.
"""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
from mcp import Client

from callsheet.app import create_server
from callsheet.backends import BackendOptions, default_studio
from callsheet.composition import Dependencies
from callsheet.settings import Settings

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.jobs.conftest import Hasty

BATCH = 5
PAUSE = 0.3
"""Wall seconds until an order that was refused is placed again."""


def parts(speed: float) -> Dependencies:
    """A server whose time runs faster, from a moment that all processes share."""

    async def sleep(seconds: float) -> None:
        await anyio.sleep(seconds / speed)

    ways = BackendOptions(default_studio, Hasty())
    return Dependencies(ways, now=lambda: time.time() * speed, sleep=sleep, tick=0.02, patience=0.3)


def orders(name: str, videos: int, clips: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(what it is called, tool, arguments); no two orders are the same."""
    for start in range(0, videos, BATCH):
        tasks = [{"task": f"Film {name} {n}"} for n in range(start, min(start + BATCH, videos))]
        yield f"films {start}", "knowlify_create_videos", {"videos": tasks, "max_videos": BATCH}
    for n in range(clips):
        arguments = {"prompt": f"Clip {name} {n}", "max_credits": 100}
        yield f"clip {n}", "knightvision_generate_video", arguments


async def main(home: Path, name: str, counts: tuple[int, int], speed: float) -> None:
    """Place what is not noted yet, then wait until nothing is unfinished."""
    folders = {"CALLSHEET_HOME": str(home), "CALLSHEET_OUTPUT_DIR": str(home)}
    settings = Settings.read({**os.environ, **folders})
    await anyio.Path(home).mkdir(exist_ok=True)
    notes = anyio.Path(home / f"{name}.txt")
    noted = (await notes.read_text()).splitlines() if await notes.exists() else []
    async with Client(create_server(settings, parts(speed))) as client:
        for order, tool, arguments in orders(name, *counts):
            if order in noted:
                continue
            while (await client.call_tool(tool, arguments)).is_error:  # noqa: ASYNC110 - as models do
                await anyio.sleep(PAUSE)
            noted.append(order)
            await notes.write_text("\n".join(noted))
        while await goes_on(client):
            pass


async def goes_on(client: Client) -> bool:
    """Whether anything is unfinished after a wait."""
    result = await client.call_tool("wait_for_jobs", {"until": "all", "seconds": 2})
    if result.is_error and "Call again; if" in str(result.content):  # PostgreSQL is away
        return True
    assert result.structured_content, result.content
    return bool({"running", "waiting"} & result.structured_content["counts"].keys())


if __name__ == "__main__":
    where, who, films, clips, pace = sys.argv[1:]
    anyio.run(main, Path(where), who, (int(films), int(clips)), float(pace))
