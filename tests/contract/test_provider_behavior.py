"""What providers really answer, and what the assistant sees of it: a table, played row by row.

The rows are in `behavior_rows.py`; `pytest --rewrite` records what was seen as a table to read.
"""

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from mcp import Client
from mcp.types import CallToolResult, TextContent

from callsheet.app import create_server
from callsheet.backends import BackendOptions, default_studio
from callsheet.composition import Dependencies
from callsheet.settings import Settings

from .behavior_rows import STARTS, TABLE, Row
from .drift_rows import DRIFT
from .scripted_provider import KNIGHTVISION_KEY, KNOWLIFY_KEY, Provider

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
GOLDEN = Path(__file__).parent.parent / "golden" / "provider_behavior.md"
HEAD = """\
# What providers answer, and what the assistant sees

Recorded by `tests/contract/test_provider_behavior.py` from a scripted provider. Each row begins
with the call that the section names; what is not scripted is answered as documented.
"""
COLUMNS = (
    "| # | after | the provider | the assistant sees | POSTs | verdict |\n" + "| --- " * 6 + "|"
)
SECTIONS = {**TABLE, **DRIFT}
ROWS = [row for rows in SECTIONS.values() for row in rows]
ENOUGH = 290
LONGEST = 260
"""Characters of what was seen in one cell."""
VOLATILE = {
    r"job_\w{16}": "job_…",
    r"call_\w{16}": "call_…",
    r"\d\d:\d\d:\d\d UTC": "HH:MM:SS UTC",
    r"every \d+ s": "every N s",
    r"in \d+ s": "in N s",
    r"'[^']*videos/": "'…/",
    r"\s+": " ",
    r"\|": "¦",
}
seen: dict[str, str] = {}
"""Lines of the table, of this run."""


@dataclass
class Clock:
    """The wall's, turned by some seconds."""

    turned: float = 0.0

    def __call__(self) -> float:
        return time.time() + self.turned


@dataclass
class Outcome:
    """What the last call of a row gave."""

    text: str
    is_error: bool
    document: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @classmethod
    def of(cls, result: CallToolResult) -> "Outcome":
        texts = [part.text for part in result.content if isinstance(part, TextContent)]
        return cls(
            texts[0].partition("\n{")[0], bool(result.is_error), result.structured_content or {}
        )

    @property
    def rows(self) -> Sequence[Mapping[str, Any]]:
        return self.document.get("jobs") or [{}]

    def at(self, path: str) -> Any:
        """What stands at a path: of the answer, or else of its first row. A row leaves out what
        the provider's own words in `answer` hold under the same name."""
        if path in ("text", "error?"):
            return self.text if path == "text" else self.is_error
        first, _, rest = path.partition(".")
        if first in ("answer", "jobs", "bytes"):
            return _at(self.document, path)
        said = self.document.get("answer") if first == "result" else None
        places = ((self.rows[0], path), (said, path), (said, rest))
        found = (_at(part, at) for part, at in places)
        return next((one for one in found if one is not None), None)


def _at(part: Any, path: str) -> Any:
    for name in path.split("."):
        if isinstance(part, list):
            part = part[int(name)] if int(name) < len(part) else None  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  # the JSON edge
        else:
            part = part.get(name) if isinstance(part, dict) else None  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]  # the JSON edge
    return part  # pyright: ignore[reportUnknownVariableType]  # the JSON edge


async def play(row: Row, client: Client, clock: Clock) -> Outcome:
    """Make the row's calls; the outcome of the last one."""
    start = STARTS[row.start]
    arguments = {**(row.arguments or start.arguments)}
    outcome = Outcome.of(await client.call_tool(start.tool, arguments))
    job_id = outcome.rows[0].get("job_id", "")
    calls: Mapping[str, tuple[str, dict[str, Any]]] = {
        "get": (start.read, {start.id_name: job_id}),
        "wait": ("wait_for_jobs", {"seconds": 20}),
        "list": (start.listing, {}),
        "save": ("save_video", {"job_id": job_id}),
    }
    for step in row.steps:
        if isinstance(step, str):
            outcome = Outcome.of(await client.call_tool(*calls[step]))
        else:
            clock.turned += step
    if "list" in row.steps:
        outcome = Outcome.of(await client.call_tool("list_jobs", {}))
    return outcome


def wrong(outcome: Outcome, sees: Mapping[str, Any]) -> list[str]:
    """What is not as the row says."""
    if "Something broke" in outcome.text:
        return [outcome.text]
    expected = {"error?": False, **sees}
    return [said for path, value in expected.items() if (said := _wrong(outcome, path, value))]


def _wrong(outcome: Outcome, path: str, value: Any) -> str | None:
    name = path.rstrip("~").rstrip("!")
    found = outcome.at(name)
    if not path.endswith("~"):
        return None if found == value else f"{name}: {found!r} is not {value!r}"
    words = [value] if isinstance(value, str) else value
    there = [word for word in words if word in str(found)]
    if path.endswith("!~"):
        return f"{name}: {found!r} has {there}" if there else None
    return None if len(there) == len(words) else f"{name}: {found!r} lacks some of {words}"


def settled(text: str) -> str:
    """Without what differs from run to run."""
    for pattern, stands_in in VOLATILE.items():
        text = re.sub(pattern, stands_in, text)
    text = text.strip()
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def calls_of(row: Row) -> str:
    """What the assistant calls: what starts the row, and what follows."""
    return ", ".join(
        [row.start, *(step if isinstance(step, str) else f"{step:+.0f} s" for step in row.steps)]
    )


def key_of(row: Row) -> str:
    return f"{calls_of(row)}: {row.name}"


@pytest.mark.parametrize("row", ROWS, ids=key_of)
async def test_the_assistant_sees_what_the_row_says(row: Row, mode: str, tmp_path: Path) -> None:
    """The documents call v1 additive, and both providers have drifted from their pages before."""
    provider, clock = Provider(row.says), Clock()
    ways = BackendOptions(default_studio, httpx2.MockTransport(provider), spacing=0.02)
    parts = Dependencies(ways, clock, tick=0.01, patience=0.2, pause=0.01)
    settings = Settings.read(
        {
            "KNOWLIFY_API_KEY": KNOWLIFY_KEY,
            "KNIGHTVISION_API_KEY": KNIGHTVISION_KEY,
            "CALLSHEET_HOME": str(tmp_path / "home"),
            "CALLSHEET_OUTPUT_DIR": str(tmp_path / "videos"),
        }
    )
    with anyio.fail_after(60):
        async with Client(create_server(settings, parts), mode=mode) as client:
            outcome = await play(row, client, clock)
    problems = wrong(outcome, row.sees)
    if provider.posts != row.posts:
        problems.append(f"{provider.posts} POSTs instead of {row.posts}")
    line = f"| {calls_of(row)} | {settled(row.name)} | {settled(outcome.text)} | {provider.posts} |"
    seen[key_of(row)] = f"{line} {'FAILS' if problems else 'ok'} |"
    assert problems == []


def test_the_table_is_as_recorded(rewrite: bool) -> None:
    """Long enough, nothing marked as failing; with `--rewrite` it is what this run saw."""
    assert len(ROWS) >= ENOUGH and len({key_of(row) for row in ROWS}) == len(ROWS)
    if rewrite:
        GOLDEN.write_text(_table(), encoding="utf-8")
    recorded = GOLDEN.read_text(encoding="utf-8")
    assert recorded.count("| ok |\n") == len(ROWS) and "FAILS" not in recorded
    for key, line in seen.items():
        assert f"{line}\n" in recorded, key


def _table() -> str:
    parts, number = [HEAD], 0
    for section, rows in SECTIONS.items():
        parts += [f"\n## {section}\n", COLUMNS]
        for row in rows:
            number += 1
            parts.append(f"| {number} {seen[key_of(row)]}")
    return "\n".join(parts) + "\n"
