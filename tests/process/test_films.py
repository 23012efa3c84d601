"""Real films through a real server process: both eras over stdio, and a kill in the middle."""

import json
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import anyio
import av
import numpy as np
import pytest
from mcp import Client, StdioServerParameters

from .conftest import MAIN, Server, Start, environment

pytestmark = [pytest.mark.slow, pytest.mark.anyio]

OUTLINES = (
    "# Tea in three steps\n\n## How to brew [steps]\n- Boil: fresh water\n- Pour: over the leaves\n"
    "- Wait: three minutes\n> Boil fresh water. Pour it over the leaves. Then wait three minutes.",
    "# Two kinds of tea\n\n## Green or black? [comparison]\n- Green: not oxidised\n"
    "- Black: oxidised\n> Green tea is not oxidised. Black tea is. Both come from one plant.",
)
SPOKEN_DB = -40.0
"""Louder than this is not silence."""


async def test_two_films_are_made_read_and_saved_over_stdio(tmp_path: Path, mode: str) -> None:
    """The assistant's whole way, each call taken from the answer before."""
    command = StdioServerParameters(
        command=MAIN[0], args=[*MAIN[1:]], env=environment(tmp_path), cwd=tmp_path
    )
    with anyio.fail_after(900):
        async with Client(command, mode=mode) as client:

            async def call(tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
                result = await client.call_tool(tool, arguments)
                assert not result.is_error, result.content
                return result.structured_content or {}

            videos = [{"task": task, "video_duration_seconds": 30} for task in OUTLINES]
            answer = await call("knowlify_create_videos", {"videos": videos})
            while (following := answer.get("next")) and following.get("tool") == "wait_for_jobs":
                answer = await call(following["tool"], following["arguments"])
            listed = (await call("list_jobs", {}))["jobs"]
            assert [row["state"] for row in listed] == ["succeeded", "succeeded"]
            read = await client.read_resource(f"callsheet://jobs/{listed[0]['job_id']}")
            assert json.loads(read.contents[0].text)["job_id"] == listed[0]["job_id"]  # type: ignore[union-attr]
            saved = await call("save_video", {"job_id": listed[0]["job_id"], "file": "tea.mp4"})
    assert Path(saved["file"]) == tmp_path / "films" / "tea.mp4"
    film = look(Path(saved["file"]))
    assert film == {"size": (1280, 720), "codecs": ("h264", "aac"), "spoken": True, "fps": 30}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_server_finds_its_film_again_and_repeats_no_step(
    start: Start, tmp_path: Path
) -> None:
    """DESIGN: every step resumes after kill -9. The referee is the files' own times."""
    killed = start()
    killed.greet()
    video = {"task": OUTLINES[0], "video_duration_seconds": 30}
    made = call(killed, "knowlify_create_videos", videos=[video])
    job_id = made["jobs"][0]["job_id"]
    finished = until(killed, job_id, lambda row: len(steps(tmp_path)) >= 4)
    killed.process.kill()
    killed.process.wait()
    before = steps(tmp_path)
    assert finished and before

    again = start()
    again.greet()
    row = until(again, job_id, lambda row: row["state"] not in ("waiting", "running"))
    assert (row["job_id"], row["state"], row["stage"]) == (job_id, "succeeded", "complete")
    after = steps(tmp_path)
    assert {name: after[name] for name in before} == before
    assert len(after) > len(before)
    assert look(Path(row["result"]["file"]))["spoken"]


def call(server: Server, tool: str, **arguments: Any) -> dict[str, Any]:
    """A tool's structured answer."""
    result = server.ask("tools/call", name=tool, arguments=arguments)["result"]
    assert not result.get("isError"), result
    return result["structuredContent"]


def until(server: Server, job_id: str, seen: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """The job's row once `seen` says so."""
    while True:
        (row,) = call(server, "wait_for_jobs", job_ids=[job_id], seconds=0.2)["jobs"]
        if seen(row):
            return row
        assert row["state"] in ("waiting", "running"), row


def steps(tmp_path: Path) -> dict[str, list[int]]:
    """Finished steps of the only film -> when each of their files was written."""
    studio = tmp_path / "home" / "studio"
    with closing(sqlite3.connect(studio / "studio.sqlite3")) as db:
        rows = db.execute("SELECT job, name, files FROM step").fetchall()
    return {
        name: [(studio / "films" / job / file).stat().st_mtime_ns for file in json.loads(files)]
        for job, name, files in rows
    }


def look(path: Path) -> dict[str, Any]:
    """What a player would find in the file."""
    with av.open(str(path)) as film:
        video, audio = film.streams.video[0], film.streams.audio[0]
        sound = np.concatenate([frame.to_ndarray()[0] for frame in film.decode(audio=0)])
        level = 20 * np.log10(np.sqrt(np.mean(np.square(sound))))
        return {
            "size": (video.width, video.height),
            "codecs": (video.codec_context.name, audio.codec_context.name),
            "spoken": bool(level > SPOKEN_DB),
            "fps": video.average_rate,
        }
