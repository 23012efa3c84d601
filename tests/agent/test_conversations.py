"""Whole conversations over standard input and output, kept as transcripts.

A scripted assistant that knows no id: it calls what `next` says, or puts an answer's id into the
call that the workflow of the documentation names. `pytest --rewrite` records them again.
"""

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias, cast

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.types import TextContent

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

GOLDEN = Path(__file__).parent.parent / "golden" / "conversations"
SERVER = Path(__file__).parent / "small_server.py"

Answer: TypeAlias = dict[str, Any]
Step: TypeAlias = Callable[[list[Answer]], tuple[str, Answer]]
"""The next call, out of the answers so far: a tool and its arguments."""


def say(tool: str, **arguments: Any) -> Step:
    """A call that the user's words alone lead to."""
    return lambda answers: (tool, arguments)


def go_on(answers: list[Answer]) -> tuple[str, Answer]:
    """What the last answer says to do next."""
    following = answers[-1]["next"]
    return following["tool"], following.get("arguments", {})


def about(tool: str, argument: str, **more: Any) -> Step:
    """A call about the job of the last answer."""
    return lambda answers: (tool, {argument: answers[-1]["jobs"][0]["job_id"], **more})


CONVERSATIONS: dict[str, list[Step]] = {
    "analyze-an-ad": [
        say(
            "knightvision_analyze_ad",
            url="https://www.facebook.com/ads/library/?id=123456789",
        ),
        go_on,
        about("knightvision_get_analysis", "job_id"),
    ],
    "generate-a-video": [
        say(
            "estimate_cost",
            calls=[
                {
                    "tool": "knightvision_generate_video",
                    "arguments": {"model": "kling-v3-text-to-video", "duration": 5},
                }
            ],
        ),
        say("knightvision_generate_video", prompt="A person walking through a futuristic city"),
        go_on,
        about("save_video", "job_id", file="clips/city.mp4"),
    ],
    "use-a-character": [
        say(
            "knightvision_create_character",
            name="Sales Expert",
            prompt="A confident business person in a modern office",
        ),
        go_on,
        go_on,
        go_on,
        say("knightvision_generate_video", prompt="@Sales Expert explains the plan"),
        go_on,
        say("knightvision_list_characters"),
    ],
    "make-edit-revert": [
        say("knowlify_create_videos", videos=[{"task": "Why bread rises"}]),
        go_on,
        about("knowlify_edit_video", "uuid", edit_request="style: calm"),
        go_on,
        about("knowlify_get_edit", "edit_id"),
        about("knowlify_revert_edit", "edit_id"),
        say("list_jobs"),
    ],
}


@pytest.mark.parametrize("name", CONVERSATIONS)
async def test_a_conversation_goes_as_recorded(name: str, tmp_path: Path, rewrite: bool) -> None:
    """The documentation's workflows; every id is taken from an answer before."""
    server = StdioServerParameters(
        command=sys.executable,
        args=[str(SERVER)],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
            "CALLSHEET_HOME": str(tmp_path / "home"),
            "CALLSHEET_OUTPUT_DIR": str(tmp_path / "videos"),
        },
    )
    with anyio.fail_after(60):
        async with Client(server) as client:
            steps = await _talk(client, CONVERSATIONS[name])
    told = plain(steps, tmp_path)
    assert "studio.localhost" not in told, "an address that nobody can open"
    golden = GOLDEN / f"{name}.json"
    if rewrite:
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


async def _talk(client: Client, conversation: list[Step]) -> list[Answer]:
    answers: list[Answer] = []
    transcript: list[Answer] = []
    for step in conversation:
        tool, arguments = step(answers)
        result = await client.call_tool(tool, arguments)
        (text,) = [part.text for part in result.content if isinstance(part, TextContent)]
        assert not result.is_error and result.structured_content is not None, text
        answers.append(result.structured_content)
        text, _, rest = text.partition("\n")
        assert_same(text, json.loads(rest), result.structured_content)
        others = [part.type for part in result.content if not isinstance(part, TextContent)]
        call = {"tool": tool, "arguments": arguments}
        shown = {"text": text, "with": others, "structured": result.structured_content}
        transcript.append({"call": call, "answer": shown})
    return transcript


def assert_same(sentence: str, told: Answer, structured: Answer) -> None:
    """Text alone leads as far as the structured answer: the same jobs, files and next call."""
    rows = structured.get("jobs", [])
    for name in ("job_id", "state", "title", "percent"):
        assert [one.get(name) for one in told.get("jobs", [])] == [one.get(name) for one in rows]
    for one, row in zip(told.get("jobs", []), rows, strict=True):
        assert one.get("error") == row.get("error") or row["error"] in sentence
    following = {**structured.get("next", {})}
    following.pop("why", None)
    assert told.get("next", {}) == following
    for name in ("cursor", "counts", "items", "file"):
        assert told.get(name) == structured.get(name)
    assert told.get("answer") == without_places(structured.get("answer"))


def without_places(answer: Answer | None) -> Answer | None:
    """Without what the rows say of each result of a call that begins jobs."""
    if answer is None or "results" not in answer:
        return answer
    places = ("index", "job_id")
    results = [{key: one[key] for key in one if key not in places} for one in answer["results"]]
    return {**answer, "results": results}


IDS = {
    "job": r"job_[0-9a-z]{16}",
    "call": r"call_[0-9a-z]{16}",
    "uuid": r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    "remote": r"[0-9]{8}_[0-9]{6}_[0-9a-z]{6}",
}
VARIABLE = {
    "at": r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:\+00:00)?",
    "request": r"(?<=\"request_id\": \")[0-9a-f]{12}",
    "cursor": r"(?<=\"(?:cursor)\": \")\d+|(?<=\"since\": \")\d+",
}


def plain(transcript: list[Answer], folder: Path) -> str:
    """The transcript with ids numbered in the order of their appearance, without times."""
    shown = _without_progress(transcript)
    text = json.dumps(shown, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    text = text.replace(folder.as_uri(), "file:///HERE").replace(str(folder), "/HERE")
    for name, pattern in VARIABLE.items():
        text = re.sub(pattern, f"<{name}>", text)
    for name, pattern in IDS.items():
        known = {one: n for n, one in enumerate(dict.fromkeys(re.findall(pattern, text)), 1)}
        text = re.sub(pattern, lambda found, n=name, k=known: f"<{n} {k[found[0]]}>", text)
    return text


def _without_progress(value: Any) -> Any:
    """How far an unfinished job happens to be differs from run to run."""
    if isinstance(value, list):
        return [_without_progress(one) for one in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    part = cast("Answer", value)
    hidden = {"stage", "percent"} if part.get("state") in ("running", "waiting") else {""}
    return {key: _without_progress(inner) for key, inner in part.items() if key not in hidden}
