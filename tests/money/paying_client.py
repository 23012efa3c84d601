"""A Callsheet process that buys what it is told, all at once or one after the other.

    python shopper.py HOME SPEED LATER AT_ONCE

Reads a JSON list of [tool, arguments] from standard input and writes how many calls were refused.
Its clock runs SPEED times as fast as the wall's, and is LATER seconds ahead. The environment names
the services.
"""

import json
import os
import sys
import time
from contextlib import closing
from typing import Any

import anyio
from mcp import Client

from callsheet.app import create_server
from callsheet.backends import BackendOptions, default_studio
from callsheet.composition import Dependencies
from callsheet.journal_database import open_database
from callsheet.settings import Settings

START = 1_790_000_000.0
"""A moment of 2026, from which fast clocks start: all processes have the same."""
PATIENCE = 100.0
"""Seconds of its clock in which a call may wait for room in a provider's window, and gets it."""


async def main(home: str, speed: float, later: float, at_once: int) -> None:
    """Buy, wait for the rest, and report."""
    calls: list[tuple[str, dict[str, Any]]] = json.load(sys.stdin)
    settings = Settings.read({**os.environ, "CALLSHEET_HOME": home, "CALLSHEET_OUTPUT_DIR": home})
    parts = Dependencies(
        BackendOptions(default_studio, None, 0.05),
        now=lambda: START + later + (time.time() - START) * speed,
        tick=0.02,
        patience=PATIENCE / speed,
    )
    limiter = anyio.CapacityLimiter(at_once)
    refused: list[str] = []
    async with Client(create_server(settings, parts)) as client:

        async def buy(tool: str, arguments: dict[str, Any]) -> None:
            async with limiter:
                result = await client.call_tool(tool, arguments)
                if result.is_error:
                    refused.append(str(result.content))

        async with anyio.create_task_group() as tasks:
            for tool, arguments in calls:
                tasks.start_soon(buy, tool, arguments)
        while later and await is_unsettled(settings):
            await client.call_tool("wait_for_jobs", {"seconds": 0.2})
            await anyio.sleep(0.05)
    print(len(refused))


async def is_unsettled(settings: Settings) -> bool:
    """Whether something may still become of a job: it is followed, or looked for."""
    query = """SELECT count(*) FROM job
        WHERE state IN ('intent', 'sending', 'submitted') OR seek_at IS NOT NULL"""
    with closing(open_database(settings)) as database:
        return await database.read(lambda db: db.execute(query).fetchone()[0] > 0)


if __name__ == "__main__":
    home, speed, later, at_once = sys.argv[1:]
    anyio.run(main, home, float(speed), float(later), int(at_once))
