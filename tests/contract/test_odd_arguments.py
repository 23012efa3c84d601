"""No input at all ends in “Something broke inside Callsheet”."""

from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from mcp import Client
from mcp.types import TextContent
from tests.thorough import amount

from callsheet.app import create_server
from callsheet.backends import BackendOptions, default_studio
from callsheet.composition import Dependencies
from callsheet.settings import Settings

from .scripted_provider import KNIGHTVISION_KEY, KNOWLIFY_KEY, Provider

pytestmark = pytest.mark.anyio
ODD: list[Any] = [
    None,
    " ",
    "\x00",
    "a" * 9_000,
    "http://[::1",
    "https://facebook.com:99999/ad",
    "../../etc/passwd",
    "{}",
    -1,
    10**30,
    1e308,
    True,
    [None],
    {"a": {"b": None}},
]
LEAST: dict[str, Any] = {
    "videos": [{"task": "x"}],
    "uuid": "550e8400-e29b-41d4-a716-446655440000",
    "edit_request": "x",
    "edit_id": "edit-1",
    "url": "1",
    "prompt": "x",
    "name": "x",
    "job_id": "20260323_141500_abc123",
    "character_id": 42,
    "calls": [{"tool": "list_jobs"}],
    "seconds": 0,
    "new_take": True,
}
ENOUGH = {"max_credits": 10_000, "max_videos": 50}
"""What approves anything, so that refusals are the arguments' own."""


@pytest.mark.slow
async def test_every_argument_may_be_anything(mode: str, tmp_path: Path) -> None:
    """Each argument of each tool in turn, with the others' least."""
    settings = Settings.read(
        {
            "KNOWLIFY_API_KEY": KNOWLIFY_KEY,
            "KNIGHTVISION_API_KEY": KNIGHTVISION_KEY,
            "CALLSHEET_MAX_VIDEOS_PER_DAY": "10000",
            "CALLSHEET_MAX_CREDITS_PER_DAY": "10000000",
            "CALLSHEET_HOME": str(tmp_path / "home"),
            "CALLSHEET_OUTPUT_DIR": str(tmp_path / "videos"),
        }
    )
    ways = BackendOptions(default_studio, httpx2.MockTransport(Provider()), spacing=0.02)
    broken: list[str] = []
    with anyio.fail_after(300):
        async with Client(
            create_server(settings, Dependencies(ways, patience=0.01, pause=0.01)), mode=mode
        ) as client:
            for tool in (await client.list_tools()).tools:
                names = list(tool.input_schema["properties"])
                least = {one: value for one, value in {**LEAST, **ENOUGH}.items() if one in names}
                for n, name in enumerate(names):
                    for value in amount(ODD[(n + (mode == "modern")) % 2 :: 2], ODD):
                        arguments = {**least, name: value}
                        result = await client.call_tool(tool.name, arguments)
                        text = next(p.text for p in result.content if isinstance(p, TextContent))
                        if "Something broke" in text or not text.strip():
                            broken.append(f"{tool.name} {name}={value!r:.40}")
    assert broken == []
