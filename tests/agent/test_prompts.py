"""Prompts from the assistant's chair: whole tasks as text, and nothing else."""

import re
from typing import Any

import anyio
import httpx2
import pytest
from mcp import Client
from mcp.types import PromptReference, TextContent

from callsheet_tools.catalog import CATALOG
from callsheet_tools.prompts import PROMPTS

from .conftest import KEY, Chair, Serve, Sit, Vendor

pytestmark = pytest.mark.anyio
ARGUMENTS: dict[str, dict[str, str]] = {
    "explainer_from_topic": {"topic": "Tea", "seconds": "45"},
    "explainer_from_document": {"document": "Tea has {leaves}."},
    "analyze_ad": {"url": "700123456789012"},
    "generate_clip": {"idea": "A fox in the snow"},
    "create_character": {"name": "Mara", "description": "a sailor"},
    "film_from_ad": {"url": "700123456789012", "product": "Tea"},
    "film_with_character": {"story": "She finds tea.", "character": "Mara"},
}
IN_ONE: list[tuple[str, str, list[str]]] = [
    (
        "explainer_from_topic",
        "How vaccines work, 45 s, 9:16",
        ["film of 45 seconds, 9:16, on this topic: How vaccines work\n"],
    ),
    ("explainer_from_document", "notes.md, 60 seconds", ["of 60 seconds, 16:9", "notes.md\n"]),
    ("analyze_ad", "700123456789012", ["Analyse this ad: 700123456789012\n"]),
    (
        "generate_clip",
        "A fox, sora-2-pro, in the snow, 1:1",
        ["with sora-2-pro, 1:1, from this idea: A fox, in the snow\n"],
    ),
    ("create_character", "Mara, a sailor of 60", ["called Mara: a sailor of 60\n"]),
    (
        "film_from_ad",
        "https://facebook.com/ads/library/?id=1 for green tea, 40 s",
        ["of 40 seconds for green tea,", "?id=1\n"],
    ),
    ("film_with_character", "She finds tea with Mara", ["Mara plays: She finds tea\n"]),
]
"""A prompt, everything in its first argument, and what its text then says."""
TOOLS = {entry.name for entry in CATALOG}


async def text_of(client: Client, name: str) -> str:
    (message,) = (await client.get_prompt(name, ARGUMENTS[name])).messages
    assert message.role == "user" and isinstance(message.content, TextContent)
    return message.content.text


@pytest.mark.both_eras
async def test_seven_prompts_are_offered_in_both_eras(serve: Serve, sit: Sit) -> None:
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            prompts = (await client.list_prompts()).prompts
            texts = [await text_of(client, prompt.name) for prompt in prompts]
    assert [prompt.name for prompt in prompts] == list(ARGUMENTS)
    for prompt, text in zip(prompts, texts, strict=True):
        assert prompt.title and prompt.description
        assert all(argument.description for argument in prompt.arguments or ())
        assert all(value in text for value in ARGUMENTS[prompt.name].values())


@pytest.mark.parametrize(("name", "everything", "said"), IN_ONE, ids=[one[0] for one in IN_ONE])
async def test_a_prompt_works_with_everything_in_its_first_argument(
    serve: Serve, sit: Sit, name: str, everything: str, said: list[str]
) -> None:
    async with sit(serve()) as client:
        first, *others = next(
            one.arguments or [] for one in (await client.list_prompts()).prompts if one.name == name
        )
        (message,) = (await client.get_prompt(name, {first.name: everything})).messages
    assert first.required and not any(one.required for one in others)
    assert isinstance(message.content, TextContent)
    assert all(words in message.content.text for words in said), message.content.text


async def test_a_topic_that_a_client_split_at_spaces_is_put_together(serve: Serve) -> None:
    """Claude Code gives each argument one word, quotes or not."""
    words = {"topic": "How", "seconds": "vaccines", "aspect_ratio": "work,", "audience": "45s"}
    async with Client(serve()) as client:
        (message,) = (await client.get_prompt("explainer_from_topic", words)).messages
    assert isinstance(message.content, TextContent)
    assert "45 seconds, 16:9, on this topic: How vaccines work\n" in message.content.text
    assert "If this looks cut off" in message.content.text


@pytest.mark.parametrize("name", ARGUMENTS)
async def test_a_prompt_names_only_tools_that_exist_and_says_when_money_is_spent(
    serve: Serve, name: str
) -> None:
    (entry,) = [entry for entry in PROMPTS if entry.fn.__name__ == name]
    async with Client(serve()) as client:
        text = await text_of(client, name)
    assert set(re.findall(r"`([a-z]+(?:_[a-z]+)+)`", text)) == set(entry.tools)
    assert set(entry.tools) <= TOOLS
    assert "the number the user agreed to" in text


async def test_the_outline_grammar_is_taught_only_while_films_are_made_here(serve: Serve) -> None:
    """A hosted Knowlify would read the marks aloud."""
    async with Client(serve()) as here, Client(serve(KNOWLIFY_API_KEY=KEY)) as there:
        local = await text_of(here, "explainer_from_topic")
        hosted = await text_of(there, "explainer_from_topic")
    assert "## Scene title [kind]" in local and "## Scene title [kind]" not in hosted
    assert "plain text" in hosted


async def test_fetching_a_prompt_sends_and_starts_nothing(serve: Serve, vendor: Vendor) -> None:
    vendor.says(httpx2.Response(500))
    async with Client(serve(KNOWLIFY_API_KEY=KEY)) as client:
        for name in ARGUMENTS:
            await text_of(client, name)
        assert (await Chair(client).call("list_jobs"))["jobs"] == []
    assert vendor.requests == []


async def test_arguments_with_a_closed_set_are_completed(serve: Serve) -> None:
    async def choices(argument: str, typed: str, prompt: str = "generate_clip") -> list[str]:
        ref = PromptReference(name=prompt)
        answer = await client.complete(ref, {"name": argument, "value": typed})
        return list(answer.completion.values)

    async with Client(serve()) as client:
        assert await choices("model", "kling-v") == ["kling-v3-text-to-video"]
        assert await choices("aspect_ratio", "") == ["16:9", "9:16", "1:1"]
        assert await choices("aspect_ratio", "", "explainer_from_topic") == ["16:9", "9:16"]
        assert await choices("aspect_ratio", "", "no_such_prompt") == ["16:9", "9:16", "1:1"]
        assert await choices("idea", "A") == []


@pytest.mark.parametrize(
    ("environ", "names"),
    [
        ({"CALLSHEET_READ_ONLY": "1"}, []),
        ({"CALLSHEET_TOOLS": "knowlify,jobs"}, ["explainer_from_topic", "explainer_from_document"]),
    ],
    ids=["read only", "knowlify alone"],
)
async def test_a_prompt_is_offered_only_with_all_its_tools(
    serve: Serve, environ: dict[str, Any], names: list[str]
) -> None:
    async with Client(serve(**environ)) as client:
        assert [prompt.name for prompt in (await client.list_prompts()).prompts] == names
