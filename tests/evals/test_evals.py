"""The harness itself, with a scripted model on loopback: no model is judged here."""

from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest

from .__main__ import read_requests, to_line, to_total
from .chat_api import Json, Model
from .conversation import Outcome, play
from .matching import KnownJobs, MadeCall, fits, judge
from .scripted_model import ScriptedModel, scripted_model

REQUESTS = {one["id"]: one for one in read_requests()}
QUICK = ("film-hosted-after", "jobs-wait")
NO_VIDEO = "jobs-save"
"""Is refused: what the makers of these tests make is no video to save."""
CREATE, WAIT = "knowlify_create_videos", "wait_for_jobs"


@pytest.fixture
def script(quick_workers: None) -> Generator[ScriptedModel]:
    with scripted_model() as model:
        yield model


async def play_one(script: ScriptedModel, name: str, folder: Path, path: str = "") -> Outcome:
    script.request = REQUESTS[name]
    model = Model(script.url + path, "scripted", "secret")
    with anyio.fail_after(60):
        async with httpx2.AsyncClient() as http:
            return await play(http, model, REQUESTS[name], folder)


@pytest.mark.anyio
@pytest.mark.parametrize(
    "name", [pytest.param(one, marks=[] if one in QUICK else pytest.mark.slow) for one in REQUESTS]
)
async def test_what_is_expected_can_be_done_and_is_right(
    name: str, script: ScriptedModel, tmp_path: Path
) -> None:
    outcome = await play_one(script, name, tmp_path)
    assert outcome.wrong == ""
    assert outcome.turns == len(outcome.calls) + 1
    assert [call.tool for call in outcome.calls if call.refused] == ["save_video"] * (
        name == NO_VIDEO
    )


@pytest.mark.anyio
async def test_both_kinds_of_endpoint_are_told_the_same_and_their_tokens_counted(
    script: ScriptedModel, tmp_path: Path
) -> None:
    one = await play_one(script, "jobs-wait", tmp_path / "openai")
    (_, openai), *_ = script.asked
    script.asked.clear()
    other = await play_one(script, "jobs-wait", tmp_path / "anthropic", "/messages")
    (path, anthropic), *_ = script.asked
    assert path == "/v1/messages"
    assert [tool["function"]["name"] for tool in openai["tools"]] == [
        tool["name"] for tool in anthropic["tools"]
    ]
    assert openai["messages"][0]["content"] == anthropic["system"]
    assert (one.wrong, other.wrong) == ("", "")
    assert one.turns == other.turns == len(script.asked) == 3
    assert min(one.tokens_in, other.tokens_in) > 3 * 4_000 and other.tokens_out


@pytest.mark.anyio
async def test_a_model_that_does_something_else_is_wrong_and_the_table_says_how(
    script: ScriptedModel, tmp_path: Path
) -> None:
    script.instead = [(CREATE, {"videos": [{"task": "Trains"}], "where": "local"}), (WAIT, {})]
    outcome = await play_one(script, "film-topic", tmp_path)
    assert outcome.wrong == f"called {CREATE} where {CREATE} was expected"
    assert to_line(outcome).startswith(f"| film-topic | {outcome.wrong} | 3 | 2 | 0 | ")
    assert to_total([outcome]).startswith("| all | 0 of 1 | 3 | 2 | 0 | ")


@pytest.mark.anyio
async def test_an_endpoint_that_fails_is_no_fault_of_the_others(
    script: ScriptedModel, tmp_path: Path
) -> None:
    outcome = await play_one(script, "film-topic", tmp_path, "/nowhere/messages")
    assert outcome.wrong.startswith("the endpoint: Client error '404")


KNOWN = KnownJobs({"bread": frozenset({"job_b", "uuid_b"})}, {"bread": frozenset({"# Bread"})})


@pytest.mark.parametrize(
    ("wanted", "right", "wrong"),
    [
        (60, 60, 61),
        ("9:16", "9:16", None),
        ({"says": ["DNS", 4.2]}, "How dns gives 4.2", "How DNS works"),
        ({"says": ["x"]}, "x", None),
        ({"one_of": ["a", "b"]}, "b", "c"),
        ({"any": True}, "", None),
        ({"same_as": "bread"}, [{"task": "# Bread"}], [{"task": "# Rye"}]),
        ("$bread", "uuid_b", "job_other"),
        (["$bread"], ["job_b"], ["job_b", "job_c"]),
        ([{"task": {"says": ["A"]}}, {"n": 2}], [{"n": 2}, {"task": "a"}], [{"task": "a"}]),
        ({"primary": "#1"}, {"primary": "#1", "accent": "#2"}, {"accent": "#1"}),
        ({"primary": "#1"}, {"primary": "#1"}, "#1"),
    ],
)
def test_an_argument_fits_or_does_not(wanted: Any, right: Any, wrong: Any) -> None:
    assert fits(wanted, right, KNOWN) and not fits(wanted, wrong, KNOWN)


def made(tool: str, **more: Any) -> MadeCall:
    return MadeCall(tool, more.pop("arguments", {}), **more)


LOOK, MAKE = made("list_jobs", reads=True), made(CREATE, starts=True, ids=frozenset({"job_1"}))
WAITED = made(WAIT, reads=True, arguments={"job_ids": ["job_1"]})
EXPECTED: list[Json] = [
    {"tool": CREATE, "arguments": {}},
    {"tool": WAIT, "arguments": {"job_ids": ["$1"]}},
]


@pytest.mark.parametrize(
    ("calls", "wrong"),
    [
        ([LOOK, MAKE, LOOK, WAITED, LOOK], ""),
        ([made(CREATE, refused=True, starts=True), WAITED], "not called"),
        ([made("save_video", refused=True), MAKE, WAITED], ""),
        ([MAKE], "not called: wait_for_jobs"),
        ([MAKE, made(WAIT, reads=True)], "not called: wait_for_jobs with job_ids=None"),
        ([MAKE, MAKE, WAITED], f"called {CREATE} where {WAIT} was expected"),
        ([MAKE, WAITED, made("save_video")], "called save_video at the end"),
        ([MAKE, WAITED, made("manage_job")], "never manage_job: manage_job"),
        ([made(CREATE, arguments={"where": "hosted"})], f"never where=hosted: {CREATE}"),
    ],
)
def test_calls_come_in_their_order_with_nothing_but_reading_between(
    calls: Sequence[MadeCall], wrong: str
) -> None:
    never = [{"tool": "manage_job"}, {"argument": "where", "value": "hosted"}]
    said = judge(EXPECTED, never, calls, KnownJobs())
    assert said.startswith(wrong) and bool(said) == bool(wrong)
