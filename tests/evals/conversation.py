"""A model, the person's words and Callsheet's tools: one conversation, and what is said of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import httpx2
from mcp.types import TextContent

from callsheet_tools.catalog import CATALOG

from .chat_api import Json, Model, ToolCall
from .given_home import Given, given_home
from .matching import MadeCall, judge

MOST_TURNS = 15
SYSTEM = "You are an assistant with tools. Do what the user asks, then answer in a sentence.\n\n"
SPECS = {entry.name: entry for entry in CATALOG}


@dataclass
class Outcome:
    """What came of a request."""

    id: str
    wrong: str = ""
    """Empty: as a good assistant does it."""
    turns: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    calls: list[MadeCall] = field(default_factory=list[MadeCall])


async def play(http: httpx2.AsyncClient, model: Model, request: Json, folder: Path) -> Outcome:
    """Let the model do what the request says, in a new home in `folder`."""
    outcome = Outcome(request["id"])
    async with given_home(folder, request) as home:
        try:
            await _talk(http, model, home, outcome)
        except httpx2.HTTPError as error:
            outcome.wrong = f"the endpoint: {error}"
        else:
            outcome.wrong = judge(request["expect"], request["never"], outcome.calls, home.known)
    return outcome


async def _talk(http: httpx2.AsyncClient, model: Model, home: Given, outcome: Outcome) -> None:
    """Turn by turn, until the model calls nothing more."""
    tools = (await home.client.list_tools()).tools
    system = SYSTEM + (home.client.instructions or "")
    messages: list[Json] = [{"role": "user", "content": home.request}]
    for _ in range(MOST_TURNS):
        turn = await model.ask(http, system, tools, messages)
        outcome.turns += 1
        outcome.tokens_in += turn.tokens_in
        outcome.tokens_out += turn.tokens_out
        if not turn.calls:
            return
        texts = [(call, await _call(home, call, outcome)) for call in turn.calls]
        messages += [turn.message, *model.dialect.results(texts)]


async def _call(home: Given, call: ToolCall, outcome: Outcome) -> str:
    """Make the call; the text that the model is shown."""
    if call.tool == "wait_for_jobs":
        home.gate.touch()
    result = await home.client.call_tool(call.tool, call.arguments)
    spec = SPECS.get(call.tool)
    outcome.calls.append(
        MadeCall(
            call.tool,
            call.arguments,
            refused=result.is_error,
            starts=spec is not None and spec.starts is not None,
            reads=spec is not None and bool(spec.hints.read_only_hint),
            ids=_ids(result.structured_content or {}),
        )
    )
    return "\n".join(part.text for part in result.content if isinstance(part, TextContent))


def _ids(answer: Mapping[str, Any]) -> frozenset[str]:
    """By which the first job of an answer is known: ours and the provider's."""
    rows = cast("list[Json]", answer.get("jobs") or [{}])
    found = rows[0].get("job_id"), rows[0].get("remote_id")
    return frozenset(one for one in found if one)
