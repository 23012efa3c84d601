"""An answer as text: a sentence, then the structured answer as compact JSON.

The MCP specification (2025-06-18, tools, structured content) says that a tool with structured
content should return its JSON as text too. Gemini CLI, Qwen Code and opencode show a model nothing
else; Copilot CLI shows both, so what is said elsewhere in the answer is left out here.
"""

import json
from collections.abc import Mapping
from typing import Any, cast

LEFT_OUT = frozenset({"provider", "call_id", "created_at", "updated_at"})
"""Keys of a row that `made_by`, `job_id` and `local_time` say as well."""
SHOWN_BY = {"video": "knowlify_get_video", "edit": "knowlify_get_edit"}
"""The tool that gives the outline of a job of this kind; its name stands where a row's was."""

AGAIN = "`outline`, as it stands."
"""In place of a task that the answer holds already."""

Json = Mapping[str, Any]


def to_text(sentence: str, structured: Json) -> str:
    """The sentence and, on a line of its own, what the structured answer holds."""
    known = cast("Json", structured.get("answer") or {})
    compact = dict(structured)
    if known:
        compact["answer"] = _without_repeat(known, known.get("outline"))
    if rows := structured.get("jobs"):
        compact["jobs"] = [_short_row(row, known) for row in rows]
    if following := cast("dict[str, Any] | None", compact.pop("next", None)):
        call = {key: value for key, value in following.items() if key != "why"}
        compact |= {"next": call} if call else {}
    filled = {key: value for key, value in compact.items() if value not in ({}, [])}
    return f"{sentence}\n{to_json(filled)}" if filled else sentence


def to_json(value: object) -> str:
    """JSON without spaces between its parts."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _without_repeat(answer: Json, outline: object) -> Json:
    """The answer with its outline once: a request of the same film refers to it."""
    short = dict(answer)
    if isinstance(inner := answer.get("result"), Mapping):
        short["result"] = _without_repeat(cast("Json", inner), outline)
    request = answer.get("as_request")
    if outline and isinstance(request, Mapping):
        request = cast("Json", request)
        if request.get("task") == outline:
            short["as_request"] = {**request, "task": AGAIN}
    return short


def _short_row(row: Json, known: Json) -> dict[str, Any]:
    """A row without what `known`, the provider's own answer, says in the same words."""
    inner = known.get("result")
    said = {**known, **(cast("Json", inner) if isinstance(inner, Mapping) else {})}
    result = {
        key: f"Call `{SHOWN_BY[row['kind']]}`." if _is_outline(row, key) else value
        for key, value in cast("Json", row.get("result") or {}).items()
        if said.get(key) != value
    }
    short = {key: value for key, value in row.items() if key not in LEFT_OUT and key != "result"}
    return {**short, "result": result} if result else short


def _is_outline(row: Json, key: str) -> bool:
    return key == "outline" and row.get("kind") in SHOWN_BY
