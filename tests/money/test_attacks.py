"""A table of attacks: the server lives, nothing is bought unasked, no file is read."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError

from callsheet.app import build
from callsheet.assemble import Parts
from callsheet.worlds import Ways, default_studio

from .attacks import ATTACKS, EDIT, Attack
from .books import KEYS
from .conftest import settings, text_of
from .liar import Liar

pytestmark = pytest.mark.anyio
SECRET = "the user's own words, in a file of theirs"
READS = ("", "/video", "/poster", "/captions", "/storyboard")
"""What a client reads of a job."""
UNSEEN = ("file:", "javascript:", "data:text", "http://", "@create.knowlify.com", "environ")
"""What no `result` may offer."""


@asynccontextmanager
async def under(attack: Attack, home: Path, mode: str) -> AsyncIterator[tuple[Client, Liar]]:
    """A client of a server whose hosted services attack."""
    planted = home / "planted.mp4"
    planted.write_text(SECRET, encoding="utf-8")
    liar = Liar(attack.lies, planted=planted)
    ways = Ways(default_studio, httpx2.MockTransport(liar), spacing=0.02)
    server = build(settings(home, {"CALLSHEET_MAX_CREDITS_PER_DAY": "3000"}), parts(ways))
    async with Client(server, mode=mode) as client:
        yield client, liar


def parts(ways: Ways) -> Parts:
    """Parts that wait for nothing."""
    return Parts(ways, tick=0.01, patience=0.1, pause=0.01)


async def hear(client: Client, attack: Attack) -> tuple[str, list[dict[str, Any]]]:
    """Everything that the assistant and its client can get to see of it, and the rows."""
    waited = await client.call_tool("wait_for_jobs", {"until": "all", "seconds": 0.3})
    listed = await client.call_tool("list_jobs", {})
    assert listed.structured_content is not None, text_of(listed)
    rows: list[dict[str, Any]] = listed.structured_content["jobs"]
    heard = [str(waited), str(listed), json.dumps(listed.structured_content, ensure_ascii=False)]
    for row in rows:
        saved = await client.call_tool("save_video", {"job_id": row["job_id"]})
        heard += [str(saved), *[await read(client, row["job_id"] + name) for name in READS]]
    return "\n".join(heard), rows


async def read(client: Client, name: str) -> str:
    """A resource, or why there is none."""
    try:
        return str((await client.read_resource(f"callsheet://jobs/{name}")).contents)
    except MCPError as error:
        return str(error)


@pytest.mark.parametrize("attack", ATTACKS, ids=[attack.name for attack in ATTACKS])
async def test_an_attack_comes_to_nothing(attack: Attack, tmp_path: Path, mode: str) -> None:
    """Issue: server alive, POSTs, bytes read, what the assistant sees."""
    with anyio.fail_after(60):
        async with under(attack, tmp_path, mode) as (client, liar):
            result = await client.call_tool(attack.tool, dict(attack.given))
            rows: list[dict[str, Any]] = (result.structured_content or {}).get("jobs", [])
            assert [row["state"] for row in rows] == ([attack.state] if attack.state else [])
            if attack.tool != EDIT:  # the same edit, once done, is a new edit
                await client.call_tool(attack.tool, dict(attack.given))
            assert len(liar.posts) == attack.posts
            heard, listed = await hear(client, attack)
            liar.honest = True
            credits = await client.call_tool("knightvision_get_credits", {})
            assert not credits.is_error, "the server is not alive"
    heard = f"{text_of(result)}\n{result}\n{heard}"
    assert "Something broke" not in heard
    for words in attack.sees:
        assert words in text_of(result) + heard, words
    assert not [words for words in (*attack.never, SECRET, *KEYS.values()) if words in heard]
    offers = json.dumps([row.get("result") for row in [*rows, *listed]])
    assert not [words for words in (*UNSEEN, tmp_path.name) if words in offers]
    written = b"".join(path.read_bytes() for path in (tmp_path / "home").glob("journal*"))
    assert not [key for key in KEYS.values() if key.encode() in written]
    assert len(heard) < 400_000
