"""What typical answers cost a model, in tokens: a kept table, and what each may cost at most.

Claude Code and Codex show a model the structured answer, Gemini CLI, Qwen Code and opencode the
text, Copilot CLI both.
"""

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client

from .conftest import CREATE, Serve, Sit, text_of

pytestmark = pytest.mark.anyio
TABLE = Path(__file__).parent.parent / "golden" / "answers.md"
HEAD = """\
# What a model reads of typical answers, in tokens (characters / 4)

Films are made here, the first of a minute and eight scenes. The outline that a wait's structured
answer carries is not counted; its text names the call that gives it.

| answer | as text | structured |
| --- | --- | --- |"""
TOKEN = 4
"""Characters."""
SLACK = 12
"""Tokens by which a size may differ from the table: ids, times and numbers vary in length."""
MOST = {
    "one film, asked for": (350, 350),
    "a film, finished": (700, 700),
    "ten jobs, listed": (1_500, 1_500),
    "twenty jobs, listed": (1_500, 1_500),
    "twenty films, asked for": (1_500, 2_200),
}
"""Tokens at most, as text and structured."""
BRIEF = """\
---
duration: 60
---
# How bread rises, a typical film

## What yeast eats [points]
- Sugar: from the flour
- Warmth: about 27 degrees
> Yeast is alive. It eats the sugar of the flour, and it likes a warm place.

## In three steps [steps]
1. Knead
2. Wait
3. Bake
> Knead the dough, let it wait for an hour, and bake it.
"""
EDIT = "## 1: What yeast likes [points]\n- Sugar\n- Warmth\n> Yeast likes sugar and warmth."


@dataclass
class Sizes:
    """Calls, and the size of each answer."""

    client: Client
    folder: str
    measured: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])

    async def call(self, what: str, tool: str, **arguments: Any) -> dict[str, Any]:
        """The structured answer of a call, which is measured under this name."""
        result = await self.client.call_tool(tool, arguments)
        text = text_of(result)
        structured: dict[str, Any] = result.structured_content or {}
        without = [_without_outline(row) for row in structured.get("jobs", [])]
        shown = {**structured, "jobs": without} if without else structured
        self.measured[what] = (self._tokens(text), self._tokens(_compact(shown)))
        return structured

    def _tokens(self, text: str) -> int:
        """Counted as if films and pictures lay in folders of ordinary length."""
        home, videos = f"{self.folder}/home", f"{self.folder}/videos"
        text = text.replace(home, "/home/ann/.local/share/callsheet")
        return len(text.replace(videos, "/home/ann/Videos/Callsheet")) // TOKEN


def _without_outline(row: dict[str, Any]) -> dict[str, Any]:
    result = {key: value for key, value in row.get("result", {}).items() if key != "outline"}
    return {**row, "result": result}


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


async def _films(sizes: Sizes) -> None:
    draft = await sizes.call("a draft", "draft_storyboard", document=BRIEF)
    assert (await anyio.Path(draft["contact_sheet_file"]).read_bytes()).startswith(b"\xff\xd8")
    made = await sizes.call("one film, asked for", CREATE, videos=[{"task": BRIEF}])
    waiting = made["next"]["arguments"]
    ended = await sizes.call("a film, finished", "wait_for_jobs", **waiting, until="all")
    film = ended["jobs"][0]["job_id"]
    await sizes.call("a film, looked at again", "knowlify_get_video", uuid=film)
    edited = await sizes.call("an edit", "knowlify_edit_video", uuid=film, edit_request=EDIT)
    waiting = edited["next"]["arguments"]
    await sizes.call("an edit, finished", "wait_for_jobs", **waiting, until="all")
    edit = edited["jobs"][0]["job_id"]
    await sizes.call("an edit, looked at again", "knowlify_get_edit", edit_id=edit)
    await sizes.call("a saved film", "save_video", job_id=film, file="mine")


async def _many_films(sizes: Sizes) -> None:
    videos = [{"task": f"How bee {n} finds its way home"} for n in range(20)]
    made = await sizes.call("twenty films, asked for", CREATE, videos=videos)
    waiting = made["next"]["arguments"]
    await sizes.call("twenty films, finished", "wait_for_jobs", **waiting, until="all", seconds=100)
    ten = await sizes.call("ten jobs, listed", "list_jobs")
    assert (ten["total"], ten["more"], len(ten["jobs"])) == (21, 11, 10)
    rest = await sizes.call("the next ten", **_next(ten))
    assert {row["job_id"] for row in ten["jobs"]}.isdisjoint(r["job_id"] for r in rest["jobs"])
    await sizes.call("twenty jobs, listed", "list_jobs", limit=20)


def _next(answer: dict[str, Any]) -> dict[str, Any]:
    return {"tool": answer["next"]["tool"], **answer["next"]["arguments"]}


async def _others(sizes: Sizes) -> None:
    made = await sizes.call("a clip, asked for", "knightvision_generate_video", prompt="A bee")
    await sizes.call("a clip, finished", "wait_for_jobs", **made["next"]["arguments"])
    prompt = {"name": "Ann", "prompt": "A baker"}
    made = await sizes.call("a character", "knightvision_create_character", **prompt)
    await sizes.call("a character, finished", "wait_for_jobs", **made["next"]["arguments"])
    await sizes.call("the clips", "knightvision_list_videos")
    await sizes.call("credits and prices", "knightvision_get_credits")
    call = {"tool": CREATE, "arguments": {"videos": [{"task": "Tea"}]}}
    await sizes.call("an estimate", "estimate_cost", calls=[call])


PARTS: tuple[Callable[[Sizes], Awaitable[None]], ...] = (_films, _many_films, _others)


@pytest.mark.slow
async def test_typical_answers_cost_what_the_table_says(
    serve: Serve, sit: Sit, tmp_path: Path, rewrite: bool
) -> None:
    with anyio.fail_after(240):
        async with sit(serve()) as client:
            sizes = Sizes(client, str(tmp_path))
            for part in PARTS:
                await part(sizes)
    if rewrite:
        rows = [f"| {what} | {a} | {b} |" for what, (a, b) in sizes.measured.items()]
        TABLE.write_text("\n".join((HEAD, *rows, "")), encoding="utf-8")
    recorded = re.findall(r"^\| ([^|]+) \| (\d+) \| (\d+) \|$", TABLE.read_text("utf-8"), re.M)
    assert [what for what, _, _ in recorded] == [*sizes.measured]
    for what, *kept in recorded:
        for size, known in zip(sizes.measured[what], kept, strict=True):
            assert abs(size - int(known)) <= SLACK, f"{what}: {size}, recorded {known}"
    over = {what: sizes.measured[what] for what in MOST if _is_over(sizes.measured[what], what)}
    assert not over


def _is_over(sizes: tuple[int, int], what: str) -> bool:
    return any(size > most for size, most in zip(sizes, MOST[what], strict=True))
