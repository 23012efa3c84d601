"""A document becomes a storyboard to look at, before any film is made."""

import base64
import json
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp.types import ImageContent, TextResourceContents

from .conftest import CREATE, KEY, Chair, Serve, Sit, only, text_of

pytestmark = pytest.mark.anyio

DRAFT = "draft_storyboard"
NOTE = """\
# Choosing a cache

Our checkout page makes 14 database calls for each request.

## Options

| Option | p95 latency | Monthly cost |
| --- | ---: | ---: |
| In-process | 210 ms | $0 |
| Redis | 120 ms | $240 |

## The code

```python
def get_price(sku):
    return cache.get(sku) or db.price(sku)
```

## Rollout

1. Ship it behind a flag.
2. Watch the hit rate for two days.
"""


async def test_what_the_text_alone_suggests_makes_the_drafted_film(serve: Serve, sit: Sit) -> None:
    """Gemini CLI, Qwen Code and opencode show a model nothing else."""
    with anyio.fail_after(120):
        async with sit(serve()) as client:
            chair, result = Chair(client), await client.call_tool(DRAFT, {"document": NOTE})
            following = json.loads(text_of(result).rpartition("\n")[2])["next"]
            made = only((await chair.call(following["tool"], **following["arguments"]))["jobs"])
            await chair.call("wait_for_jobs", job_ids=[made["job_id"]])
            film = await chair.call("knowlify_get_video", uuid=made["job_id"])
            gone = await chair.refused(CREATE, same_as=["draft_0123456789abcdef"])
    assert result.structured_content is not None
    (video,) = result.structured_content["next"]["arguments"]["videos"]
    assert (made["title"], film["answer"]["task"]) == ("Choosing a cache", video["task"])
    assert "is not kept any more. Send the text of its outline as `task`" in gone


@pytest.mark.both_eras
async def test_a_draft_outlives_its_server_and_goes_with_the_film_made_of_it(
    serve: Serve, sit: Sit
) -> None:
    with anyio.fail_after(120):
        async with sit(serve()) as client:
            text = text_of(await client.call_tool(DRAFT, {"document": NOTE}))
        order = json.loads(text.rpartition("\n")[2])["next"]["arguments"]
        async with sit(serve()) as client:
            chair = Chair(client)
            made = only((await chair.call(CREATE, **order))["jobs"])
            await chair.call("wait_for_jobs", job_ids=[made["job_id"]])
            await chair.call("manage_job", job_id=made["job_id"], action="delete")
            gone = await chair.refused(CREATE, **order)
    assert made["title"] == "Choosing a cache"
    assert "is not kept any more" in gone


@pytest.mark.parametrize(
    "words", ["the outline above", "`outline`, as it stands.", "Call `knowlify_get_video`."]
)
async def test_words_that_stand_for_an_outline_are_refused(
    serve: Serve, sit: Sit, words: str
) -> None:
    async with sit(serve()) as client:
        chair = Chair(client)
        texts = [
            await chair.refused(CREATE, videos=[{"task": words}]),
            await chair.refused(DRAFT, document=words),
            await chair.refused("knowlify_edit_video", uuid="x", edit_request=words),
        ]
    assert all("stands for an outline and is none: send the outline's text" in t for t in texts)


@pytest.mark.both_eras
async def test_a_document_is_drafted_and_its_next_call_makes_the_film(
    serve: Serve, sit: Sit
) -> None:
    with anyio.fail_after(120):
        async with sit(serve()) as client:
            result = await client.call_tool(DRAFT, {"document": NOTE})
            assert not result.is_error, text_of(result)
            draft: dict[str, Any] = result.structured_content or {}
            kinds = [scene["kind"] for scene in draft["scenes"]]
            assert {"title", "table", "code", "steps"} <= set(kinds)
            assert all(scene["seconds"] > 0 for scene in draft["scenes"])
            assert "2 of 2 table rows" in draft["coverage"]["line"]
            (picture,) = [part for part in result.content if isinstance(part, ImageContent)]
            assert base64.b64decode(picture.data).startswith(b"\xff\xd8")
            following = draft["next"]
            outline = following["arguments"]["videos"][0]["task"]
            assert len(outline) <= 5000 and outline in text_of(result)
            assert following["tool"] == CREATE
            made = await Chair(client).call(CREATE, **following["arguments"])
            assert made["jobs"][0]["title"] == "Choosing a cache"


async def test_what_a_document_says_of_its_film_stands_in_the_create_call(
    serve: Serve, sit: Sit
) -> None:
    """A call's own arguments win; the rest is the document's, else the default."""
    document = f"---\nduration: 45\naspect: 9:16\naccent: '#0f8b8d'\n---\n{NOTE}"
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            draft = await Chair(client).call(DRAFT, document=document, video_type="corporate")
    video = draft["next"]["arguments"]["videos"][0]
    assert (video["aspect_ratio"], video["video_type"]) == ("9:16", "corporate")
    assert video["color_palette"] == {"accent": "#0f8b8d"}
    assert 30 <= video["video_duration_seconds"] <= 45


async def test_front_matter_of_a_task_holds_where_the_call_says_nothing(
    serve: Serve, sit: Sit
) -> None:
    """Only what was given is sent, so that the document's own settings are not overruled."""
    task = f"---\naspect: 9:16\ntype: corporate\n---\n{NOTE}"
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            draft = await chair.call(DRAFT, document=task)
            created = await chair.call(CREATE, videos=[{"task": task}], where="local")
            plain = await chair.call(CREATE, videos=[{"task": NOTE}], where="local")
            same = await chair.call(
                CREATE, videos=[{"task": NOTE, "aspect_ratio": "16:9"}], where="local"
            )
    assert draft["next"]["arguments"]["videos"][0]["aspect_ratio"] == "9:16"
    assert created["jobs"][0]["job_id"] != plain["jobs"][0]["job_id"]
    assert plain["jobs"][0]["job_id"] == same["jobs"][0]["job_id"]


async def test_a_document_s_picture_is_found_next_to_it_and_again_by_the_next_call(
    serve: Serve, sit: Sit, output: Path
) -> None:
    folder = output / "lesson"
    folder.mkdir(parents=True)
    picture = Path(__file__).parents[1] / "documents/pictures/moon_phases.png"
    (folder / "moon.png").write_bytes(picture.read_bytes())
    (folder / "a.md").write_text(
        "# The Moon\n\nIt goes round.\n\n## Phases\n\n![Eight phases](moon.png)\n\n"
        "## Gone\n\n![A crater](gone.png)\n\nNobody knows it.\n"
    )
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            draft = await Chair(client).call(DRAFT, file="lesson/a.md")
    outline = draft["next"]["arguments"]["videos"][0]["task"]
    assert "(<lesson/moon.png>)" in outline
    (note,) = [note for note in draft["notes"] if "no such file" in note]
    assert "'gone.png'" in note


async def test_a_drafted_outline_drafted_again_is_the_same(serve: Serve, sit: Sit) -> None:
    with anyio.fail_after(120):
        async with sit(serve()) as client:
            chair = Chair(client)
            first = await chair.call(DRAFT, document=NOTE, video_duration_seconds=45)
            video = first["next"]["arguments"]["videos"][0]
            again = await chair.call(DRAFT, document=video["task"], video_duration_seconds=45)
    assert again["next"]["arguments"]["videos"][0]["task"] == video["task"]
    assert again["scenes"] == first["scenes"]


def write_files(output: Path, secret: Path) -> None:
    """Files inside the output folder, and one outside to which a link leads."""
    output.mkdir(parents=True, exist_ok=True)
    (output / "note.md").write_text(NOTE, encoding="utf-16")
    (output / "scan.pdf").write_bytes(b"%PDF-1.7")
    secret.write_text("# Secret\n- 42")
    (output / "link.md").symlink_to(secret)


async def test_a_file_is_read_from_the_output_folder_only(
    serve: Serve, sit: Sit, output: Path, tmp_path: Path
) -> None:
    write_files(output, tmp_path / "secret.md")
    with anyio.fail_after(120):
        async with sit(serve()) as client:
            chair = Chair(client)
            assert (await chair.call(DRAFT, file="note.md"))["title"] == "Choosing a cache"
            for outside in (str(tmp_path / "secret.md"), "../secret.md", "link.md", "none.md"):
                text = await chair.refused(DRAFT, file=outside)
                assert "allowed folder" in text and "CALLSHEET_MEDIA_DIRS" in text
            assert "only .md, .txt and .ipynb" in await chair.refused(DRAFT, file="scan.pdf")


async def test_wrong_calls_say_how_to_go_on(serve: Serve, sit: Sit) -> None:
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            assert "either `document`" in await chair.refused(DRAFT)
            assert "either `document`" in await chair.refused(DRAFT, document="a", file="b.md")
            assert "give it as `file`" in await chair.refused(DRAFT, document="docs/README.md")
            assert "no letter" in await chair.refused(DRAFT, document="!!!")


async def test_nothing_is_left_of_a_draft(serve: Serve, sit: Sit, tmp_path: Path) -> None:
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            await Chair(client).call(DRAFT, document=NOTE)
    assert (tmp_path / "home").is_dir()
    assert list((tmp_path / "home").rglob("drafts/*")) == []


@pytest.mark.both_eras
async def test_the_grammar_can_be_read_whole_where_films_are_made_here(
    serve: Serve, sit: Sit
) -> None:
    with anyio.fail_after(30):
        async with sit(serve()) as client:
            (page,) = (await client.read_resource("callsheet://grammar")).contents
        async with sit(serve(KNOWLIFY_API_KEY=KEY)) as client:
            offered = {str(one.uri) for one in (await client.list_resources()).resources}
    assert isinstance(page, TextResourceContents) and "mermaid" in page.text
    assert "callsheet://grammar" not in offered


GERMAN = "# Das Licht\n## Farben\n- Rot und Blau\n> Das Licht ist nicht weiß, die Luft streut es."


async def test_a_film_that_nobody_will_speak_says_so_before_it_is_made(
    serve: Serve, sit: Sit
) -> None:
    """In the first answer, of the draft and of the create call, with what would speak it."""
    with anyio.fail_after(120):
        async with sit(serve()) as client:
            draft = await client.call_tool(DRAFT, {"document": GERMAN})
            videos = [{"task": GERMAN}, {"task": "How vaccines work"}]
            made = await client.call_tool(CREATE, {"videos": videos})
        setting = {"CALLSHEET_SPEECH_URL": "http://localhost:9/v1", "CALLSHEET_SPEECH_MODEL": "tts"}
        async with sit(serve(**setting)) as client:
            spoken = await client.call_tool(DRAFT, {"document": GERMAN})
    for result in (draft, made):
        assert "German, which no voice here speaks" in text_of(result)
        assert "CALLSHEET_SPEECH_URL" in text_of(result)
    assert made.structured_content
    german, english = made.structured_content["answer"]["results"]
    assert "German" in german["voice_note"] and "voice_note" not in english
    assert "no voice here" not in text_of(spoken)
