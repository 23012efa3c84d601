"""A model behind an OpenAI- or Anthropic-compatible endpoint, one turn at a time."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias, cast

import httpx2
from mcp.types import Tool

Json: TypeAlias = dict[str, Any]
ANTHROPIC = "/messages"
"""How an address of Anthropic's API ends; any other is OpenAI's."""
OPENAI = "/chat/completions"
LONGEST_ANSWER = 8_192
"""Tokens; an outline of five minutes takes 2,000."""
TIMEOUT = 300.0
"""Seconds that a model may think."""


@dataclass(frozen=True)
class ToolCall:
    """A call as the model makes it."""

    id: str
    tool: str
    arguments: Json


@dataclass(frozen=True)
class Turn:
    """What a model said once."""

    message: Json
    """In the endpoint's own form, to be sent back with the next turn."""
    calls: list[ToolCall]
    tokens_in: int
    tokens_out: int


class Dialect(Protocol):
    """How an API writes a conversation."""

    def headers(self, key: str) -> dict[str, str]:
        """What authorizes a request."""
        ...

    def body(self, system: str, tools: Sequence[Tool], messages: Sequence[Json]) -> Json:
        """A request, without the model's name."""
        ...

    def parse_turn(self, answer: Json) -> Turn:
        """An answer."""
        ...

    def results(self, texts: Sequence[tuple[ToolCall, str]]) -> list[Json]:
        """Messages that hand the answers of calls back."""
        ...


class OpenAi:
    """`POST /chat/completions`."""

    def headers(self, key: str) -> dict[str, str]:
        """A bearer token."""
        return {"Authorization": f"Bearer {key}"} if key else {}

    def body(self, system: str, tools: Sequence[Tool], messages: Sequence[Json]) -> Json:
        """The system's text is the first message."""
        functions = [
            {"name": one.name, "description": one.description, "parameters": one.input_schema}
            for one in tools
        ]
        return {
            "messages": [{"role": "system", "content": system}, *messages],
            "tools": [{"type": "function", "function": one} for one in functions],
        }

    def parse_turn(self, answer: Json) -> Turn:
        """The first choice."""
        message: Json = answer["choices"][0]["message"]
        usage: Json = answer.get("usage") or {}
        calls = [
            ToolCall(one["id"], one["function"]["name"], _arguments(one["function"]["arguments"]))
            for one in message.get("tool_calls") or ()
        ]
        tokens = usage.get("prompt_tokens", 0), usage.get("completion_tokens", 0)
        return Turn(message, calls, *tokens)

    def results(self, texts: Sequence[tuple[ToolCall, str]]) -> list[Json]:
        """One message for each call."""
        return [{"role": "tool", "tool_call_id": call.id, "content": text} for call, text in texts]


class Anthropic:
    """`POST /messages`."""

    def headers(self, key: str) -> dict[str, str]:
        """The key, and the API's version."""
        return {"x-api-key": key, "anthropic-version": "2023-06-01"}

    def body(self, system: str, tools: Sequence[Tool], messages: Sequence[Json]) -> Json:
        """Tools as MCP has them, under one other name."""
        shown = [
            {"name": one.name, "description": one.description, "input_schema": one.input_schema}
            for one in tools
        ]
        return {
            "system": system,
            "tools": shown,
            "messages": list(messages),
            "max_tokens": LONGEST_ANSWER,
        }

    def parse_turn(self, answer: Json) -> Turn:
        """Calls are blocks of the content."""
        calls = [
            ToolCall(block["id"], block["name"], block["input"])
            for block in answer["content"]
            if block["type"] == "tool_use"
        ]
        usage: Json = answer.get("usage") or {}
        tokens = usage.get("input_tokens", 0), usage.get("output_tokens", 0)
        return Turn({"role": "assistant", "content": answer["content"]}, calls, *tokens)

    def results(self, texts: Sequence[tuple[ToolCall, str]]) -> list[Json]:
        """All in one message of the user's."""
        blocks = [
            {"type": "tool_result", "tool_use_id": call.id, "content": text} for call, text in texts
        ]
        return [{"role": "user", "content": blocks}]


@dataclass(frozen=True)
class Model:
    """A model and where it is asked."""

    url: str
    """Up to `/v1` (OpenAI), or with `/messages` at its end (Anthropic)."""
    name: str
    key: str = field(default="", repr=False)

    @property
    def dialect(self) -> Dialect:
        """By the address."""
        return Anthropic() if self.url.endswith(ANTHROPIC) else OpenAi()

    async def ask(
        self,
        http: httpx2.AsyncClient,
        system: str,
        tools: Sequence[Tool],
        messages: Sequence[Json],
    ) -> Turn:
        """One turn.

        Raises:
            httpx2.HTTPStatusError: The endpoint refuses; its text is in the error.
        """
        dialect = self.dialect
        whole = self.url.endswith((ANTHROPIC, OPENAI))
        answer = await http.post(
            self.url if whole else self.url.rstrip("/") + OPENAI,
            headers=dialect.headers(self.key),
            json={"model": self.name, **dialect.body(system, tools, messages)},
            timeout=TIMEOUT,
        )
        answer.raise_for_status()
        return dialect.parse_turn(answer.json())


def _arguments(text: str) -> Json:
    """What a model wrote as JSON; what is none is an argument that no tool knows."""
    parsed: object = None
    with suppress(ValueError):
        parsed = json.loads(text or "{}")
    return cast("Json", parsed) if isinstance(parsed, dict) else {"not_json": text}
