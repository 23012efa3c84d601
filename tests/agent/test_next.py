"""`next` followed blindly from random states: every answer leads on, to an end.

States are mixes of films, previews, edits, clips, characters, analyses and drafts, some of them
refused, failed or still held, some saved, in batches and alone; a seed makes each. An assistant
that understands nothing makes the call in `next`, then those in `then`, until there is none.
"""

import os
import random
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client

from .conftest import CREATE, Serve, Sit, text_of

pytestmark = pytest.mark.anyio
STATES = int(os.environ.get("CALLSHEET_NEXT_STATES", "16"))
"""200 for the whole walk; each takes about a second in each era."""
MOST_CALLS = 40
"""Calls after which a chain counts as endless."""
PLAYED_AT_ONCE = 4
SEEDS = range(STATES // PLAYED_AT_ONCE)
CHARACTER, CLIP, AD = (
    f"knightvision_{name}" for name in ("create_character", "generate_video", "analyze_ad")
)
Call = tuple[str, dict[str, Any]]


@dataclass
class Blind:
    """An assistant that does what answers say, and nothing else."""

    client: Client
    made: list[str] = field(default_factory=list[str])
    """Calls that were made."""
    finalized: set[str] = field(default_factory=set[str])

    async def begin(self, call: Call) -> dict[str, Any]:
        """The structured answer of a call; empty where it is refused."""
        result = await self.client.call_tool(*call)
        self.made.append(call[0])
        return {} if result.is_error else result.structured_content or {}

    async def follow(self, answer: dict[str, Any]) -> None:
        """Make the calls that an answer and its followers name, in their order."""
        agenda = deque(_calls(answer))
        while agenda:
            tool, arguments = agenda.popleft()
            assert len(self.made) < MOST_CALLS, f"it never ends: {self.made[-6:]}"
            result = await self.client.call_tool(tool, arguments)
            self.made.append(tool)
            assert not result.is_error, f"{tool} {arguments}: {text_of(result)}"
            if tool == "knightvision_finalize_character":
                self.finalized.add(str(arguments["character_id"]))
            agenda.extendleft(reversed(_calls(result.structured_content or {})))


def _calls(answer: dict[str, Any]) -> list[Call]:
    following: dict[str, Any] = answer.get("next") or {}
    every: list[dict[str, Any]] = [following, *following.get("then", [])]
    return [(one["tool"], one.get("arguments", {})) for one in every if one.get("tool")]


def some_calls(luck: random.Random, name: str) -> list[Call]:
    """Calls that start one to four things."""
    refused = luck.choice(["", "", "refuse "])
    choices: Sequence[Call] = [
        (CREATE, {"videos": [{"task": f"# {name} {refused}\nBees dance."}]}),
        (
            CREATE,
            {"videos": [{"task": f"{name} {n} {refused}"} for n in range(luck.randint(2, 4))]},
        ),
        (CREATE, {"videos": [{"task": f"Look {name}"}], "preview": True}),
        (CLIP, {"prompt": f"A bee {refused}{name}"}),
        (CHARACTER, {"name": f"Ann {name}", "prompt": "A baker"}),
        (CHARACTER, {"name": f"Bob {name}", "prompt": "A cook"}),
        (AD, {"url": luck.choice(["123", "404"])}),
        ("draft_storyboard", {"document": f"# Draft {name}\n\nBees dance.\n"}),
    ]
    return luck.sample(choices, luck.randint(1, 4))


async def enter(luck: random.Random, blind: Blind, name: str) -> dict[str, Any]:
    """Bring about a state, and make the call from which `next` is followed."""
    answers = [await blind.begin(call) for call in some_calls(luck, name)]
    ids = [row["job_id"] for answer in answers for row in answer.get("jobs", [])]
    if ids and luck.random() < 0.5:
        await blind.begin(("wait_for_jobs", {"job_ids": ids, "until": "all", "seconds": 20}))
        edit = {"uuid": luck.choice(ids), "edit_request": luck.choice(["style: calm", "refuse"])}
        edited = await blind.begin(("knowlify_edit_video", edit))
        ids += [row["job_id"] for row in edited.get("jobs", [])]
        await blind.begin(("save_video", {"job_id": luck.choice(ids), "file": f"mine {name}"}))
    if not ids:
        return answers[0]
    named = {"job_ids": ids, "until": luck.choice(["next", "all"])}
    return await blind.begin(("wait_for_jobs", named))


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
async def test_next_leads_from_any_state_to_an_end(
    serve: Serve, sit: Sit, seed: int, tmp_path: Path
) -> None:
    with anyio.fail_after(120):
        async with sit(serve()) as client:
            for n in range(PLAYED_AT_ONCE):
                luck = random.Random(seed * PLAYED_AT_ONCE + n)
                blind = Blind(client)
                answer = await enter(luck, blind, f"{seed}-{n}")
                figures = {
                    row["job_id"]
                    for row in answer.get("jobs", [])
                    if row.get("kind") == "character" and row["state"] == "succeeded"
                }
                await blind.follow(answer)
                assert figures <= blind.finalized, "a finished character is finalized"
