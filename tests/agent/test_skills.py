"""The skill that Callsheet serves: specification of the Skills extension (SEP-2640), stable."""

import re
from hashlib import sha256
from typing import Any

import anyio
import pytest
import yaml
from mcp import Client
from mcp.shared.exceptions import MCPError
from mcp.types import INVALID_PARAMS, Request, RequestParams, Result, TextResourceContents

from callsheet_studio.edits.apply import EditText, apply_request
from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_tools.catalog import CATALOG
from callsheet_tools.mcp_features.skills_extension import IDENTIFIER, film_skill

from .conftest import KEY, Serve, Sit

SKILL = "skill://callsheet-films/SKILL.md"


class Named(RequestParams):
    uri: str | None = None


class Answer(Result):
    skills: list[dict[str, Any]] = []
    skill: dict[str, Any] = {}
    ttl_ms: int
    cache_scope: str


async def ask(client: Client, method: str, uri: str | None = None) -> Answer:
    request = Request[Named, str](method=method, params=Named(uri=uri))
    return await client.session.send_request(request, Answer)


async def read(client: Client, uri: str) -> str:
    (content,) = (await client.read_resource(uri)).contents
    assert isinstance(content, TextResourceContents) and content.mime_type == "text/markdown"
    return content.text


@pytest.mark.anyio
@pytest.mark.both_eras
async def test_a_skill_is_listed_with_every_file_and_its_digest(serve: Serve, sit: Sit) -> None:
    with anyio.fail_after(30):
        async with sit(serve()) as client:
            listed = await ask(client, "skills/list")
            got = await ask(client, "skills/get", SKILL)
            (entry,) = listed.skills
            texts = {one["uri"]: await read(client, one["uri"]) for one in entry["resources"]}
            grammar = await read(client, "callsheet://grammar")
            with pytest.raises(MCPError) as unknown:
                await ask(client, "skills/get", "skill://other/SKILL.md")
    assert got.skill == entry and entry["uri"] == SKILL and listed.cache_scope == "public"
    for one in entry["resources"]:
        content = texts[one["uri"]].encode()
        assert one["size"] == len(content)
        assert one["digest"] == f"sha256:{sha256(content).hexdigest()}"
    assert entry["frontmatter"] == yaml.safe_load(texts[SKILL].split("---\n")[1])
    assert texts["skill://callsheet-films/references/grammar.md"] == grammar
    assert unknown.value.code == INVALID_PARAMS


@pytest.mark.anyio
@pytest.mark.both_eras
async def test_where_videos_are_bought_no_skill_is_offered(serve: Serve, sit: Sit) -> None:
    with anyio.fail_after(30):
        async with sit(serve(KNOWLIFY_API_KEY=KEY)) as client:
            assert IDENTIFIER not in (client.server_capabilities.extensions or {})


def test_what_the_skill_says_is_so() -> None:
    """Its tools exist, its files are there, and its example of an edit is understood."""
    skill = film_skill("grammar")
    text = skill.texts["SKILL.md"]
    names = {entry.name for entry in CATALOG}
    tools = set(re.findall(r"`((?:knowlify|knightvision)_\w+|\w+_(?:jobs|cost|storyboard))`", text))
    assert tools and tools <= names
    assert set(re.findall(r"\]\((.*?)\)", text)) == set(skill.texts) - {"SKILL.md"}
    (example,) = re.findall(r"```markdown\n(.*?)```", text, re.S)
    scenes = "".join(f"## Scene {n} [points]\n- It is {n}\n> It is so.\n\n" for n in range(1, 9))
    film = build_storyboard(Brief("", f"# Film\n\n{scenes}", 60)).storyboard
    changed = apply_request(EditText(example, None, ()), film).storyboard
    titles = [scene.title for scene in changed.scenes]
    assert "Churn fell" in titles and "What comes next" in titles
    assert len(titles) == len(film.scenes)
