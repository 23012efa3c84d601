"""A table of attacks: the server lives, nothing is bought unasked, no file is read."""

import json
import re
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeAlias

import anyio
import httpx2
import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError
from mcp.types import CallToolResult
from tests.attack_table import check_row, read_rows

from callsheet.app import create_server
from callsheet.backends import BackendOptions, default_studio
from callsheet.composition import Dependencies
from callsheet_tools.toolkit.responses import LARGEST

from .accounting_provider import KEYS
from .attacks import ATTACKS, EDIT, Attack
from .conftest import sentence_of, settings, text_of
from .liar import Liar

Row: TypeAlias = dict[str, Any]
pytestmark = [pytest.mark.anyio, pytest.mark.slow]
SECRET = "the user's own words, in a file of theirs"
GOLDEN = Path(__file__).parent.parent / "golden" / "attacks.md"
TABLE = (
    GOLDEN,
    "# Attacks through what a provider says or a model asks",
    [attack.name for attack in ATTACKS],
)
VARIABLE = re.compile(r"job_[0-9a-z]{16}")
LONGEST = 300
"""Characters of what the assistant sees."""
READS = ("", "/video", "/poster", "/captions", "/storyboard")
"""What a client reads of a job."""
SHOWS = {
    "video": ("knowlify_get_video", "uuid"),
    "edit": ("knowlify_get_edit", "edit_id"),
    "analysis": ("knightvision_get_analysis", "job_id"),
    "clip": ("knightvision_get_video", "job_id"),
}
UNSEEN = ("file:", "javascript:", "data:text", "http://", "@create.knowlify.com", "environ")
"""What no `result` may offer."""


@asynccontextmanager
async def under(attack: Attack, home: Path, mode: str) -> AsyncGenerator[tuple[Client, Liar]]:
    """A client of a server whose hosted services attack."""
    planted = home / "planted.mp4"
    planted.write_text(SECRET, encoding="utf-8")
    liar = Liar(attack.lies, planted=planted)
    ways = BackendOptions(default_studio, httpx2.MockTransport(liar), spacing=0.02)
    server = create_server(settings(home, {"CALLSHEET_MAX_CREDITS_PER_DAY": "3000"}), parts(ways))
    async with Client(server, mode=mode) as client:
        yield client, liar


def parts(ways: BackendOptions) -> Dependencies:
    """Parts that wait for nothing."""
    return Dependencies(ways, tick=0.01, patience=0.1, pause=0.01)


async def settle(client: Client, attack: Attack, liar: Liar) -> str:
    """Wait until the lies about the job were heard; the line that a wait ends with."""
    rows = (await rows_of(client))[1]
    while not (is_over(attack, rows) or (liar.looks and not attack.ends)):
        await client.call_tool("wait_for_jobs", {"seconds": 0.05})
        rows = (await rows_of(client))[1]
    if not attack.ends:
        return ""
    tool, argument = SHOWS[rows[0]["kind"]]
    return f" → {sentence_of(await client.call_tool(tool, {argument: rows[0]['job_id']}))}"


def is_over(attack: Attack, rows: Sequence[Row]) -> bool:
    """Whether nothing more comes of its job."""
    states = [row["state"] for row in rows]
    return attack.ends in states if attack.ends else "running" not in states


def jobs_of(result: CallToolResult) -> list[Row]:
    """The rows of an answer; none of one that is an error."""
    answer: dict[str, Any] = result.structured_content or {}
    return answer.get("jobs", [])


async def rows_of(client: Client) -> tuple[CallToolResult, list[Row]]:
    """The list of jobs, and its rows."""
    listed = await client.call_tool("list_jobs", {})
    assert listed.structured_content is not None, text_of(listed)
    return listed, listed.structured_content["jobs"]


async def hear(client: Client) -> tuple[str, list[Row]]:
    """Everything that the assistant and its client can get to see of it, and the rows."""
    waited = await client.call_tool("wait_for_jobs", {"until": "all", "seconds": 0.1})
    listed, rows = await rows_of(client)
    answers = [waited, listed]
    read_ = list[str]()
    for row in rows:
        tool, argument = SHOWS[row["kind"]]
        answers.append(await client.call_tool(tool, {argument: row["job_id"]}))
        answers.append(await client.call_tool("save_video", {"job_id": row["job_id"]}))
        read_ += [await read(client, row["job_id"] + name) for name in READS]
    sizes = [len(json.dumps(one.structured_content, ensure_ascii=False)) for one in answers]
    assert max(sizes) <= LARGEST
    return "\n".join([*map(spoken, answers), *read_]), rows


def spoken(result: CallToolResult) -> str:
    """Everything that a result says, to people and to programs."""
    return f"{result}\n{json.dumps(result.structured_content, ensure_ascii=False)}"


async def read(client: Client, name: str) -> str:
    """A resource, or why there is none."""
    try:
        return str((await client.read_resource(f"callsheet://jobs/{name}")).contents)
    except MCPError as error:
        return str(error)


@pytest.mark.parametrize("attack", ATTACKS, ids=[attack.name for attack in ATTACKS])
async def test_an_attack_comes_to_nothing(
    attack: Attack, tmp_path: Path, mode: str, rewrite: bool
) -> None:
    """Issue: server alive, POSTs, bytes read, what the assistant sees."""
    with anyio.fail_after(60):
        async with under(attack, tmp_path, mode) as (client, liar):
            began = time.monotonic()
            result = await client.call_tool(attack.tool, dict(attack.given))
            took = f"{time.monotonic() - began:.1f} s"
            rows = jobs_of(result)
            assert bool(rows) == bool(attack.state)
            assert [row["state"] for row in rows] == (
                [attack.state] * len(rows) if attack.state else []
            )
            if attack.tool != EDIT:  # the same edit, once done, is a new edit
                await client.call_tool(attack.tool, dict(attack.given))
            assert len(liar.posts) == attack.posts
            then = await settle(client, attack, liar)
            heard, listed = await hear(client)
            liar.honest = True
            alive = not (await client.call_tool("knightvision_get_credits", {})).is_error
    heard = f"{spoken(result)}\n{heard}"
    assert "Something broke" not in heard
    assert not [words for words in attack.sees if words not in text_of(result) + heard]
    assert not [words for words in attack.never if words in heard]
    offers = json.dumps([row.get("result") for row in [*rows, *listed]])
    assert not [words for words in (*UNSEEN, tmp_path.name) if words in offers]
    written = b"".join(path.read_bytes() for path in (tmp_path / "home").glob("*.*"))
    assert not [key for key in KEYS.values() if key.encode() in written]
    secrets = sum(len(words) * heard.count(words) for words in (SECRET, *KEYS.values()))
    shown = sentence_of(result)[:LONGEST] + then[:LONGEST]
    said = VARIABLE.sub("job_…", shown)
    cells = ("yes" if alive else "no", str(len(liar.posts)), str(secrets), took, said)
    check_row(TABLE, attack.name, cells, rewrite)


def test_the_table_holds_every_attack() -> None:
    assert [*read_rows(GOLDEN)] == [one.name for one in ATTACKS]
