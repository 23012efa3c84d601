"""No answer of one user can name a job of another: markers are searched for in every answer."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError
from mcp.types import PromptReference, ResourceTemplateReference
from tests.agent.operations import CLIP_JOB

from callsheet_tools.catalog import CATALOG
from callsheet_tools.toolkit.user import CREATE, OWNER, READ, User

from .conftest import ALICE, BOB, Ids, Sit, Team, call, text_of_all

pytestmark = pytest.mark.anyio

NOBODY: Ids = {
    "film": "job_0000000000000000",
    "remote": "550e8400-0000-4000-8000-000000000000",
    "clip": "job_0000000000000001",
    "remote_clip": "sora_0",
    "character": "job_0000000000000002",
    "remote_character": "77",
    "edit": "job_0000000000000003",
    "bought": "job_0000000000000004",
    "analysis": "job_0000000000000005",
    "draft": "draft_0000000000000000",
}
"""Ids of the same kinds that nobody has."""
OUTLINE = "# {marker} bees\n\n## Dance [points]\n- Left: a turn\n> They turn left."


def named(ids: Ids) -> list[tuple[str, Mapping[str, Any]]]:
    """A call of each tool that takes an id, with somebody's id."""
    edit = {"edit_request": "## 1: A dance [points]\n- Right\n> Right."}
    return [
        ("knowlify_create_videos", {"same_as": [ids["film"]], "where": "local"}),
        ("knowlify_create_videos", {"same_as": [ids["draft"]], "where": "local"}),
        ("knowlify_get_video", {"uuid": ids["film"]}),
        ("knowlify_get_video", {"uuid": ids["remote"]}),
        ("knowlify_edit_video", {"uuid": ids["film"], **edit}),
        ("knowlify_edit_video", {"uuid": ids["remote"], **edit}),
        ("knowlify_get_edit", {"edit_id": ids["edit"]}),
        ("knowlify_revert_edit", {"edit_id": ids["edit"]}),
        ("knightvision_get_analysis", {"job_id": ids["analysis"]}),
        ("knightvision_get_video", {"job_id": ids["clip"]}),
        ("knightvision_get_video", {"job_id": ids["bought"]}),
        ("knightvision_get_video", {"job_id": ids["remote_clip"]}),
        ("knightvision_get_character", {"character_id": ids["character"]}),
        ("knightvision_get_character", {"character_id": ids["remote_character"]}),
        ("knightvision_finalize_character", {"character_id": ids["character"]}),
        (
            "knightvision_finalize_character",
            {"character_id": ids["remote_character"], "max_credits": 3},
        ),
        (
            "estimate_cost",
            {"calls": [{"tool": "knowlify_edit_video", "arguments": {"uuid": ids["film"]}}]},
        ),
        ("wait_for_jobs", {"job_ids": [ids["film"]], "seconds": 0}),
        ("wait_for_jobs", {"job_ids": [ids["remote_clip"]], "seconds": 0}),
        ("manage_job", {"job_id": ids["film"], "action": "delete"}),
        ("save_video", {"job_id": ids["film"]}),
        ("save_video", {"job_id": ids["remote_clip"]}),
    ]


GENERAL: Sequence[tuple[str, Mapping[str, Any]]] = (
    ("draft_storyboard", {"document": "Bees dance to the left and to the right."}),
    ("knightvision_list_videos", {}),
    ("knightvision_list_characters", {}),
    ("knightvision_get_credits", {}),
    ("wait_for_jobs", {"seconds": 0}),
    ("wait_for_jobs", {"seconds": 0, "since": "0"}),
    ("list_jobs", {}),
    ("list_jobs", {"limit": 50, "text": "marker"}),
    ("knightvision_analyze_ad", {"url": "123", "where": "local"}),
    ("knightvision_generate_video", {"prompt": "@Robin walks", "where": "local"}),
    ("knightvision_create_character", {"name": "Robin", "prompt": "A baker", "where": "local"}),
    ("knowlify_create_videos", {"videos": [{"task": "Tea"}], "where": "local"}),
)
"""Calls that name nobody's id."""


async def make_all(client: Client, marker: str) -> Ids:
    """One of everything that a user can have, all of it marked; their ids."""
    video = {"task": OUTLINE.format(marker=marker)}
    film = await call(client, "knowlify_create_videos", videos=[video], where="local")
    clip = await call(
        client, "knightvision_generate_video", prompt=f"A bee of {marker}", where="local"
    )
    figure = {"name": "Robin", "prompt": f"A baker, {marker}", "where": "local"}
    character = await call(client, "knightvision_create_character", **figure)
    ad = await call(client, "knightvision_analyze_ad", url="123", where="local")
    started = [answer["jobs"][0]["job_id"] for answer in (film, clip, character, ad)]
    ended = await call(client, "wait_for_jobs", job_ids=started, until="all", seconds=50)
    assert {row["state"] for row in ended["jobs"]} == {"succeeded"}
    wish = f"## 1: A dance of {marker} [points]\n- Right\n> Right."
    edit = await call(client, "knowlify_edit_video", uuid=started[0], edit_request=wish)
    await call(client, "wait_for_jobs", job_ids=[edit["jobs"][0]["job_id"]], seconds=50)
    rows = [(await call(client, "knowlify_get_video", uuid=started[0]))["jobs"][0]]
    drafted = await client.call_tool("draft_storyboard", {"document": video["task"]})
    draft = re.search(r"draft_[0-9a-f]{16}", text_of_all(drafted))
    assert draft
    return {
        "film": started[0],
        "remote": rows[0]["remote_id"],
        "clip": started[1],
        "character": started[2],
        "analysis": started[3],
        "draft": draft[0],
        "edit": edit["jobs"][0]["job_id"],
    }


async def buy(client: Client, marker: str) -> Ids:
    """A hosted clip and a hosted character on the key that all share; the documented ids."""
    clip = {"prompt": f"A city of {marker}", "where": "hosted", "max_credits": 200}
    bought = await call(client, "knightvision_generate_video", **clip)
    figure = {"name": marker, "prompt": "A robot", "where": "hosted", "max_credits": 22}
    character = await call(client, "knightvision_create_character", **figure)
    (clip_row,), (figure_row,) = bought["jobs"], character["jobs"]
    return {
        "bought": clip_row["job_id"],
        "remote_clip": clip_row["remote_id"],
        "bought_character": figure_row["job_id"],
        "remote_character": figure_row["remote_id"],
    }


async def answers(client: Client, ids: Ids) -> dict[str, str]:
    """Every tool, resource, completion and prompt, asked about these ids, and what each says."""
    said: dict[str, str] = {}
    for n, (tool, arguments) in enumerate((*named(ids), *GENERAL)):
        said[f"{n} {tool}"] = text_of_all(await client.call_tool(tool, dict(arguments)))
    listed = await client.list_resources()
    templates = (await client.list_resource_templates()).resource_templates
    uris = [str(one.uri) for one in listed.resources]
    uris += [one.uri_template for one in templates]
    for uri in uris:
        said[uri] = await read(client, uri.replace("{job_id}", ids["film"]))
    for name in ("job_id", "uuid", "character", "character_id"):
        for ref in (
            ResourceTemplateReference(type="ref/resource", uri="callsheet://jobs/{job_id}"),
            PromptReference(type="ref/prompt", name="brand_character"),
        ):
            completed = await client.complete(ref, {"name": name, "value": ""})
            said[f"complete {name} {ref.type}"] = text_of_all(completed)
    return said


async def read(client: Client, uri: str) -> str:
    try:
        return text_of_all(await client.read_resource(uri))
    except MCPError as error:
        return str(error)


def test_every_tool_is_asked() -> None:
    asked = {tool for tool, _ in (*named(NOBODY), *GENERAL)}
    assert asked == {spec.name for spec in CATALOG}


@pytest.mark.slow
async def test_no_answer_of_one_user_names_what_is_anothers(team: Team, sit: Sit) -> None:
    """Asked with another's ids, everything answers as for ids that nobody has."""
    with anyio.fail_after(300):
        async with sit(team.server) as client:
            owned = await make_all(client, "marker-owner")
            with team.called_by(ALICE):
                ids = await make_all(client, "marker-alice")
                ids |= await buy(client, "marker-alice")
            with team.called_by(BOB):
                foreign, unknown = (
                    await answers(client, NOBODY | ids),
                    await answers(client, NOBODY),
                )
            by_owner = await answers(client, NOBODY | ids)
            with team.called_by(ALICE):
                by_herself = await answers(client, NOBODY | ids)
    for name, said in foreign.items():
        assert "marker-" not in said, name
    for name, said in unknown.items():
        assert not [key for key in ids if len(ids[key]) > 2 and ids[key] in said], name
        assert not [one for one in owned.values() if one in said], name
        if is_named(name):
            assert without(foreign[name], ids) == without(said, NOBODY), name
    listing = next(name for name in unknown if name.endswith("list_characters"))
    assert '"id":42' in by_herself[listing] and '"id":42' not in unknown[listing]
    assert not [name for name, said in by_owner.items() if "marker-alice" in said]
    assert [name for name, said in by_owner.items() if "marker-owner" in said]
    assert [name for name, said in by_herself.items() if CLIP_JOB in said]


def is_named(name: str) -> bool:
    """Whether the answer is about an id that the caller named."""
    number, _, tool = name.partition(" ")
    return int(number) < len(named(NOBODY)) if number.isdecimal() and tool else "job_id}" in name


def without(said: str, ids: Ids) -> str:
    """An answer, with names of ids in their places."""
    for key, one in ids.items():
        said = re.sub(rf"\b{re.escape(one)}\b", key, said)
    return said


@pytest.mark.both_eras
async def test_each_user_has_their_own_repeats_lists_and_limits(team: Team, sit: Sit) -> None:
    """Nobody gets another's job back as their own repeat, and each pays for their own."""
    clip = {"prompt": "A city", "where": "hosted", "max_credits": 200}
    async with sit(team.server) as client:
        with team.called_by(ALICE):
            bought = await call(client, "knightvision_generate_video", **clip)
            again = await call(client, "knightvision_generate_video", **clip)
            spent = (await call(client, "list_jobs"))["spending"]["knightvision"]
        with team.called_by(BOB):
            listed = await call(client, "list_jobs")
            # The service answers every submit with one id, which stays the first job's.
            await client.call_tool("knightvision_generate_video", clip)
    assert again["jobs"][0]["job_id"] == bought["jobs"][0]["job_id"]
    assert spent["credits_last_24_hours"] > 0
    assert listed["jobs"] == [] and listed["spending"]["knightvision"]["credits_last_24_hours"] == 0
    sent = [one for one in team.service.requests if one.url.path.endswith("generate-video")]
    assert len(sent) == 2


async def test_no_subject_gets_around_what_all_may_buy(tmp_path: Path, sit: Sit) -> None:
    """A user has a limit of a day, and all together have one: also the person at this computer."""
    limits = {"CALLSHEET_MAX_CREDITS_PER_DAY": "50", "CALLSHEET_MAX_CREDITS_PER_USER": "22"}
    team = Team(tmp_path, **limits)
    said: list[str] = []
    async with sit(team.server) as client:
        for n, user in enumerate((ALICE, ALICE, BOB, OWNER, User("token carol"))):
            with team.called_by(user):
                asked = {"prompt": f"City {n}", "where": "hosted", "max_credits": 22}
                answer = await client.call_tool("knightvision_generate_video", asked)
                said.append(text_of_all(answer) if answer.is_error else "")
        for user in (ALICE, User("token carol")):
            with team.called_by(user):
                asked = {"prompt": "A city", "where": "hosted"}
                answer = await client.call_tool("knightvision_generate_video", asked)
                said.append(text_of_all(answer))
    assert not said[0] and not said[2]
    assert "the limit is 22" in said[1] and "CALLSHEET_MAX_CREDITS_PER_USER" in said[1]
    for refusal in said[3:5]:
        assert "the limit is 50" in refusal
    for refusal, most, setting in ((said[5], 22, "PER_USER"), (said[6], 50, "PER_DAY")):
        who = f"whoever runs this server can raise the limit, with CALLSHEET_MAX_CREDITS_{setting}."
        assert f"Of the {most} credits" in refusal
        assert who in refusal
    sent = [one for one in team.service.requests if one.url.path.endswith("generate-video")]
    assert len(sent) == 2


@pytest.mark.parametrize(
    ("scopes", "tool", "arguments", "said"),
    [
        ({READ}, "knowlify_create_videos", {"videos": [{"task": "Tea"}]}, f"`{CREATE}`"),
        ({READ}, "manage_job", {"job_id": "job_x", "action": "delete"}, f"`{CREATE}`"),
        (
            {READ, CREATE},
            "knightvision_generate_video",
            {"prompt": "Tea", "where": "hosted", "max_credits": 200},
            "`spend`",
        ),
    ],
    ids=["make", "delete", "buy"],
)
async def test_a_scope_that_is_not_given_is_refused(
    team: Team, sit: Sit, scopes: set[str], tool: str, arguments: Mapping[str, Any], said: str
) -> None:
    async with sit(team.server) as client:
        with team.called_by(User("token carol", frozenset(scopes))):
            refusal = await client.call_tool(tool, dict(arguments))
            allowed = await client.call_tool("list_jobs", {})
    assert refusal.is_error and said in text_of_all(refusal)
    assert not allowed.is_error
    assert not [one for one in team.service.requests if one.method == "POST"]
