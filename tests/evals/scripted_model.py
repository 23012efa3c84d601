"""A model on loopback that follows a script, in the words of either API.

It knows the request's list of expected calls, and nothing of the home: ids it takes from the texts
that it is shown, as a model does.
"""

import json
import re
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

from tests.loopback_server import QuietHandler, loopback_server

from .chat_api import ANTHROPIC, OPENAI, Json

Row: TypeAlias = dict[str, Any]


@dataclass
class ScriptedModel:
    """What it is to do next, and what it was asked."""

    url: str = ""
    request: Json = field(default_factory=dict[str, Any])
    """Whose expected calls it makes."""
    instead: Sequence[tuple[str, Json]] | None = None
    """Calls that it makes whatever is expected."""
    asked: list[tuple[str, Json]] = field(default_factory=list[tuple[str, Json]])
    """Path and body."""

    def next_call(self, texts: Sequence[str]) -> tuple[str, Json] | None:
        """The call that follows these answers; None when all are made."""
        if self.instead is not None:
            return self.instead[len(texts)] if len(texts) < len(self.instead) else None
        plan = [*self._lookups(), *self.request["expect"]]
        if len(texts) == len(plan):
            return None
        call = plan[len(texts)]
        return call["tool"], self._fill(call["arguments"], texts)

    def _lookups(self) -> list[Json]:
        """Free calls that tell what is there."""
        if not self.request["given"].get("jobs"):
            return []
        copied = re.findall(r"'same_as': '(\w+)'", str(self.request["expect"]))
        show = [{"tool": "knowlify_get_video", "arguments": {"uuid": f"${one}"}} for one in copied]
        return [{"tool": "list_jobs", "arguments": {}}, *show]

    def _fill(self, wanted: Any, shown: Sequence[str]) -> Any:
        """An argument that is as expected."""
        match wanted:
            case {"as": example}:
                return example
            case {"says": words}:
                return " ".join(map(str, words))
            case {"one_of": [first, *_]}:
                return first
            case {"same_as": _}:
                return [{"task": _json(shown[1])["answer"]["task"]}]
            case dict():
                return {key: self._fill(one, shown) for key, one in cast("Json", wanted).items()}
            case list():
                return [self._fill(one, shown) for one in cast("list[Any]", wanted)]
            case str() if wanted.startswith("$"):
                return self._id(wanted[1:], shown)
            case _:
                return wanted

    def _id(self, name: str, shown: Sequence[str]) -> str:
        if name == "1":
            return next(rows for text in shown if (rows := _rows(text)))[0]["job_id"]
        (job,) = [one for one in self.request["given"]["jobs"] if one["name"] == name]
        listed = [one for row in _rows(shown[0]) for one in (row, *row.get("versions", ()))]
        alike = [row for row in listed if row["kind"] == job["kind"]]
        return next(row["job_id"] for row in alike if job.get("title") in (None, row.get("title")))


@contextmanager
def scripted_model() -> Generator[ScriptedModel]:
    """Serve until the block ends."""
    model = ScriptedModel()

    class Handler(QuietHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.asked.append((self.path, body))
            answer = ANSWERS.get(self.path)
            content = json.dumps(answer(model, body) if answer else {}).encode()
            self.send_response(200 if answer else 404)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    with loopback_server(Handler) as model.url:
        yield model


def _openai(model: ScriptedModel, body: Json) -> Json:
    texts = [one["content"] for one in body["messages"] if one["role"] == "tool"]
    message: Json = {"role": "assistant", "content": "Done."}
    if call := model.next_call(texts):
        function = {"name": call[0], "arguments": json.dumps(call[1])}
        message = {
            "role": "assistant",
            "content": None,
            "tool_calls": [{"id": f"c{len(texts)}", "type": "function", "function": function}],
        }
    usage = {"prompt_tokens": _tokens(body), "completion_tokens": _tokens(message)}
    return {"choices": [{"message": message}], "usage": usage}


def _anthropic(model: ScriptedModel, body: Json) -> Json:
    texts = [
        block["content"]
        for one in body["messages"]
        if isinstance(one["content"], list)
        for block in cast("list[Json]", one["content"])
        if block["type"] == "tool_result"
    ]
    content: list[Json] = [{"type": "text", "text": "Done."}]
    if call := model.next_call(texts):
        content = [{"type": "tool_use", "id": f"c{len(texts)}", "name": call[0], "input": call[1]}]
    usage = {"input_tokens": _tokens(body), "output_tokens": _tokens(content)}
    return {"content": content, "usage": usage}


def _tokens(value: object) -> int:
    return len(json.dumps(value, ensure_ascii=False)) // 4


def _rows(text: str) -> list[Row]:
    return _json(text).get("jobs", [])


def _json(text: str) -> Json:
    """What stands on the line behind an answer's sentence."""
    _, _, rest = text.partition("\n")
    return json.loads(rest) if rest.startswith("{") else {}


ANSWERS = {f"/v1{OPENAI}": _openai, f"/v1{ANTHROPIC}": _anthropic}
