"""Questions to the language model that the user set, and answers in a form that is checked.

Whatever films, requests and ads say goes to it as data in a message of the user, never among the
rules; what comes back is only text until it has passed a check.
"""

import json
import re
from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from callsheet_studio.llm.endpoints import Endpoint, EndpointError, post
from callsheet_studio.text.clean import clean, strip_markdown

LONGEST = 40_000
"""Characters of an answer that are read."""
MOST_ERRORS = 5
"""That a model is told of one answer."""
MOST_TEXT = 4_000_000
"""Characters of an answer, with its thoughts, that are looked at."""
THOUGHT, FENCE = "</think>", "```"
_OPENING_FENCE = re.compile(r"```\w*\n")

Message: TypeAlias = dict[str, str]
T = TypeVar("T")
F = TypeVar("F", bound="AnswerModel")


class AnswerModel(BaseModel):
    """The base class of the forms of JSON answers: these fields, and no others."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class UnusableAnswer(Exception):
    """An answer that is not what was asked for; the text tells the model why."""


def complete(endpoint: Endpoint, rules: str, question: str) -> str:
    """Ask the model once, and return its answer without its reasoning: what stands in its first
    code block, or all of it, at most `LONGEST` characters. Blocks for at most the endpoint's
    `patience` seconds.

    Args:
        rules: The system message.
        question: The user message.

    Raises:
        EndpointError: The endpoint does not answer, or not with a chat completion.
    """
    return _complete(endpoint, _first_messages(rules, question))


def complete_with_retry(
    endpoint: Endpoint, rules: str, question: str, accept: Callable[[str], T]
) -> T:
    """Ask the model and return `accept(answer)`, given its answer as `complete` returns it. Blocks
    for at most twice the endpoint's `patience` seconds.

    `accept` raises `UnusableAnswer` for an answer that does not fit: then the model is told so and
    asked once more.

    Args:
        rules: The system message.
        question: The user message.

    Raises:
        EndpointError: The endpoint does not answer, or both answers are unusable.
    """
    messages = _first_messages(rules, question)
    said = _complete(endpoint, messages)
    try:
        return accept(said)
    except UnusableAnswer as error:
        again = f"That answer cannot be used: {error}\nAnswer again, in the form asked for."
        messages += [_message("assistant", said), _message("user", again)]
    try:
        return accept(_complete(endpoint, messages))
    except UnusableAnswer as error:
        raise EndpointError("it gave two unusable answers") from error


def parse_answer(said: str, form: type[F]) -> F:
    """Return the JSON object in an answer as a `form` object; text around it is ignored.

    Raises:
        UnusableAnswer: There is no JSON object, or it does not fit `form`; the text says what
            is wrong.
    """
    try:
        return form.model_validate_json(said[said.find("{") : said.rfind("}") + 1])
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        lacks = [_problem_text(each["loc"], each["msg"]) for each in found[:MOST_ERRORS]]
        raise UnusableAnswer("; ".join(lacks)) from error


def one_line(words: str) -> str:
    """Return a text as one line, without markup and characters that can't be shown.

    Raises:
        ValueError: Nothing is left.
    """
    if line := strip_markdown(clean(words)):
        return line
    raise ValueError("has no letter")


def _problem_text(place: tuple[int | str, ...], why: str) -> str:
    return f"{'.'.join(map(str, place)) or 'the answer'}: {why}"


def _first_messages(rules: str, question: str) -> list[Message]:
    return [_message("system", rules), _message("user", question)]


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content}


def _complete(endpoint: Endpoint, messages: list[Message]) -> str:
    body: dict[str, Any] = {"model": endpoint.model, "messages": messages}
    answer = post(endpoint, "/chat/completions", body, endpoint.patience)
    try:
        said = json.loads(answer)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise EndpointError(f"{endpoint.url} answered without a chat completion") from error
    return strip_reasoning(str(said))


def strip_reasoning(said: str) -> str:
    """Return a model's answer without its reasoning: what stands in its first code block, or all of
    it if it has none; at most `LONGEST` characters."""
    text = said[:MOST_TEXT].rpartition(THOUGHT)[2]
    fence = _OPENING_FENCE.search(text)
    end = text.find(FENCE, fence.end()) if fence else -1
    inside = text[fence.end() : end] if fence and end >= 0 else text
    return inside[:LONGEST].strip()
