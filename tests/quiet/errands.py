"""`python errands.py WHAT AD`: an assistant that has one thing made over stdio and waits."""

import os
import sys
from typing import Any

import anyio
from mcp import Client, StdioServerParameters

from callsheet_studio import telemetry  # as every program of this project, before any library

TEA = """# Tea

## How to brew [steps]
- Boil: fresh water
- Pour: over the leaves
> Boil fresh water, and pour it over the leaves.
"""
CHANGE = 'Change "Boil" to "Heat"'


async def main(what: str, ad: str) -> None:
    assert telemetry.SWITCHES.items() <= os.environ.items()
    command = StdioServerParameters(
        command=sys.executable,
        args=["-c", "from callsheet.cli import main; main()"],
        env=dict(os.environ),
    )
    with anyio.fail_after(900):
        async with Client(command) as client:
            await ERRANDS[what](client, ad)


async def film(client: Client, _: str) -> str:
    video = {"task": TEA, "video_duration_seconds": 30}
    return await made(client, "knowlify_create_videos", {"videos": [video], "preview": True})


async def edit(client: Client, _: str) -> str:
    first = await film(client, "")
    return await made(client, "knowlify_edit_video", {"uuid": first, "edit_request": CHANGE})


async def clip(client: Client, _: str) -> str:
    clip = {"model": "kling-v3-text-to-video", "prompt": "A fox in the snow", "duration": 5}
    return await made(client, "knightvision_generate_video", clip)


async def analysis(client: Client, ad: str) -> str:
    return await made(client, "knightvision_analyze_ad", {"url": ad})


async def made(client: Client, tool: str, arguments: dict[str, Any]) -> str:
    """Start a job and wait until it has succeeded."""
    answer = await call(client, tool, arguments)
    row = answer["jobs"][0]
    while row["state"] in ("waiting", "running"):
        answer = await call(client, "wait_for_jobs", {"job_ids": [row["job_id"]]})
        row = answer["jobs"][0]
    assert row["state"] == "succeeded", row
    return row["job_id"]


async def call(client: Client, tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    return result.structured_content or {}


ERRANDS = {"film": film, "edit": edit, "clip": clip, "analysis": analysis}

if __name__ == "__main__":
    anyio.run(main, sys.argv[1], sys.argv[2])
