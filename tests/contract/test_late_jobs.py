"""A clip whose order was lost is looked for in the provider's list, for a day.

On a clock that the watch's own sleeping turns.
"""

from dataclasses import dataclass, field
from pathlib import Path

import anyio
import anyio.lowlevel
import httpx2
import pytest
from mcp import Client

from callsheet.app import create_server
from callsheet.backends import BackendOptions, default_studio
from callsheet.composition import Dependencies
from callsheet.settings import Settings

from .behavior_rows import CLIPS, GENERATE, STARTS
from .scripted_provider import CLIP, KNIGHTVISION_KEY, Provider, Reply, said, sample

pytestmark = pytest.mark.anyio
BEGIN, HOUR = 1_800_000_000.0, 3600.0
SPACING = 60.0
"""Seconds of one sleep at most: a day is soon over."""


@dataclass
class Clock:
    """Turned by whoever sleeps."""

    now: float = BEGIN

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += max(seconds, 0.01)
        await anyio.lowlevel.checkpoint()


@dataclass
class Listing:
    """The list of clips, in which the lost one stands `after` so many seconds."""

    clock: Clock
    after: float
    looks: list[float] = field(default_factory=list[float])
    """Seconds after the beginning."""

    def __call__(self) -> httpx2.Response:
        age = self.clock.now - BEGIN
        self.looks.append(age)
        entry = {**sample("knightvision_generate_request"), "job_id": CLIP, "status": "queued"}
        return said(200, {"videos": [entry] if age >= self.after else []})


async def lost(home: Path, after: float, until: str) -> tuple[str, Provider, Listing]:
    """The row's text when it says `until`."""
    clock = Clock()
    listing = Listing(clock, after)
    gone: Reply = httpx2.Response(502, text="Bad gateway")
    provider = Provider({GENERATE: [gone], CLIPS: [listing]})
    ways = BackendOptions(default_studio, httpx2.MockTransport(provider), spacing=SPACING)
    settings = Settings.read(
        {
            "KNIGHTVISION_API_KEY": KNIGHTVISION_KEY,
            "CALLSHEET_HOME": str(home),
            "CALLSHEET_OUTPUT_DIR": str(home),
        }
    )
    start, text = STARTS["clip"], ""
    server = create_server(settings, Dependencies(ways, clock, clock.sleep, pause=0.01))
    with anyio.fail_after(60):
        async with Client(server) as client:
            await client.call_tool(start.tool, dict(start.arguments))
            while until not in text:
                listed = await client.call_tool("list_jobs", {})
                text = str(listed.structured_content)
    return text, provider, listing


async def test_a_lost_clip_that_is_listed_five_hours_later_is_adopted(tmp_path: Path) -> None:
    """Knightvision documentation, "Rules": look at the list before trying again."""
    _, provider, listing = await lost(tmp_path, 5 * HOUR, "'running'")
    pauses = [later - at for at, later in zip(listing.looks, listing.looks[1:], strict=False)]
    assert CLIP in str([request.url for request in provider.requests]) and provider.posts == 1
    assert len(listing.looks) < 30 and max(pauses) <= HOUR + 2 * SPACING


@pytest.mark.slow
async def test_a_lost_clip_that_is_never_listed_is_given_up_after_a_day(tmp_path: Path) -> None:
    text, provider, listing = await lost(tmp_path, 100 * HOUR, "most likely it was not made")
    assert "'unknown'" in text and provider.posts == 1
    assert 24 * HOUR < listing.looks[-1] < 26 * HOUR
    assert len(listing.looks) < 60
