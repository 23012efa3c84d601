"""With the studio's real makers: texts made to hang them, and a home that shrinks meanwhile."""

import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest

from callsheet_studio.jobs.contract import VideoFormat
from callsheet_studio.jobs.retention import DAY, GB
from callsheet_studio.jobs.worker_pool import PollIntervals
from callsheet_studio.studio import Studio

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
SMALL = VideoFormat(short_side=72, fps=5, spoken=False, processes=1)
MOST = 5000
"""Characters of a task, as documented."""
SIGNS = (".", "?", "…", "!", "-", "#", "`", "|", "*", "_", "[", "(", "\u200d")
HOSTILE = {  # more such texts are read in tests/studio/storyboard/test_hostile.py
    "Tea and dots": f"Tea {'.' * (MOST - 4)}",
    "blanks in an item": f"# Tea\n## Boil [steps]\n- Water{' ' * 4900}x\n> Boil it.",
    "nested lists": "".join(f"{' ' * (n * 2)}- a\n" for n in range(60)),
    "tables of bars": f"# Tea\n\n{'|a' * 1200}|\n{'|-' * 1200}|\n",
    "formula fractions": "$$" + r"\frac{1}" * 500 + "$$",
    "a diagram of arrows": f"```mermaid\ngraph TD\n{'A-->' * 1200}B\n```",
    "one long word": "x" * MOST,
    "one letter a scene": "## a\n" * (MOST // 5),
}


@dataclass
class HandClock:
    """Stands still until `now` is set."""

    now: float = 1_777_120_500.25

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def studio(home: Path, clock: HandClock, **more: Any) -> AsyncGenerator[httpx2.AsyncClient]:
    """A client of a studio with its own makers, at a small size."""
    works = more.pop("works", True)
    pace = PollIntervals(lease=1e9, beat=0.1, look=0.05)
    closed = Studio(home, SMALL, clock, limited=False, pace=pace, slots=1, **more)
    async with closed.open(works=works) as opened:
        transport = httpx2.ASGITransport(opened.knowlify)
        key = {"X-API-Key": opened.keys.knowlify}
        async with httpx2.AsyncClient(
            transport=transport, base_url="http://studio.localhost", headers=key
        ) as http:
            yield http


async def order(http: httpx2.AsyncClient, task: str) -> tuple[str, str]:
    """A video's uuid, or nothing and what the studio says of the task."""
    answer = await http.post("/v1/videos", json={"videos": [{"task": task, "duration": 15}]})
    rows: list[dict[str, str]] = answer.json().get("results") or [{}]
    return rows[0].get("uuid") or "", answer.text


async def ended(http: httpx2.AsyncClient, clock: HandClock, uuid: str) -> dict[str, Any]:
    """What the video shows when it is over; a guard of this test ends a wait without end."""
    with anyio.fail_after(400):
        while True:
            clock.now += 10.0
            shown = (await http.get(f"/v1/videos/{uuid}")).json()
            if shown["is_complete"] or shown["is_failed"]:
                return shown
            await anyio.sleep(0.05)


@pytest.mark.parametrize("task", HOSTILE.values(), ids=HOSTILE.keys())
async def test_a_hostile_text_ends_with_a_film_or_a_sentence(tmp_path: Path, task: str) -> None:
    """And the slot is free for the next one."""
    clock = HandClock()
    async with studio(tmp_path / "home", clock) as http:
        uuid, refusal = await order(http, task[:MOST])
        assert uuid, refusal
        shown = await ended(http, clock, uuid)
        if shown["is_complete"]:
            return
        said = shown["error_message"]
        assert said.endswith(".") and "ended three times" not in said, "its maker died"
        assert (await ended(http, clock, (await order(http, "How tides work"))[0]))["is_complete"]


async def test_signs_alone_are_refused_at_once(tmp_path: Path) -> None:
    async with studio(tmp_path / "home", HandClock(), works=False) as http:
        for sign in SIGNS:
            uuid, refusal = await order(http, sign * MOST)
            assert not uuid and "say what the video is about" in refusal, (sign, refusal)


async def test_a_home_of_6_gb_shrinks_while_a_film_is_made(tmp_path: Path) -> None:
    """Sizes as files tell them; the oldest goes, and the film comes out whole."""
    home, clock = tmp_path / "home", HandClock()
    old = list[str]()
    async with studio(home, clock) as http:
        for task in ("How tides work", "How bees dance", "How tea is made"):
            old.append((await order(http, task))[0])
            assert (await ended(http, clock, old[-1]))["is_complete"]
    films = home / "films"
    for uuid in old:
        os.truncate(films / uuid / "worker.log", 2 * GB)
    clock.now += DAY
    async with studio(home, clock, works=False) as http:
        new = (await order(http, "How rain falls"))[0]
    async with studio(home, clock, keep_bytes=5 * GB) as http:
        shown = await ended(http, clock, new)
    assert shown["is_complete"], shown
    assert [(films / uuid).exists() for uuid in (*old, new)] == [False, True, True, True]
    assert sum(path.stat().st_size for path in films.rglob("*") if path.is_file()) <= 5 * GB
    assert (films / new / "film.mp4").stat().st_size > 1000
