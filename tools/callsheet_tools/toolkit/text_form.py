"""An answer as text: a sentence, then the structured answer as compact JSON.

The MCP specification (2025-06-18, tools, structured content) says that a tool with structured
content should return its JSON as text too. Gemini CLI, Qwen Code and opencode show a model nothing
else; Copilot CLI shows both, so what is said elsewhere in the answer is left out here.
"""

import json
from collections.abc import Mapping
from typing import Any, cast

LEFT_OUT = frozenset({"provider", "call_id", "remote_id", "created_at", "updated_at"})
"""Keys of a row that `made_by`, `job_id`, `local_time` and the provider's answer say as well."""
SHOWN_BY = {"video": "knowlify_get_video", "edit": "knowlify_get_edit"}
"""The tool that gives the outline of a job of this kind; its name stands where a row's was."""
ALIKE = 3
"""Rows from which on what all of them say stands once, in `every_job`."""

Json = Mapping[str, Any]


def format_answer(sentence: str, structured: Json) -> str:
    """Return an answer as text: the sentence, and on a new line the
    structured answer as compact JSON."""
    compact = dict(structured)
    if rows := structured.get("jobs"):
        alike, short = _factor(
            [_short_row(row, sentence if len(rows) == 1 else "") for row in rows]
        )
        compact = {"every_job": alike, **compact, "jobs": short}
        compact["answer"] = _short_results(structured.get("answer") or {}, rows)
    if following := cast("dict[str, Any] | None", compact.pop("next", None)):
        call = {key: value for key, value in following.items() if key != "why"}
        compact |= {"next": call} if call else {}
    filled = {key: value for key, value in compact.items() if value not in ({}, [], None)}
    return f"{sentence}\n{to_json(filled)}" if filled else sentence


def to_json(value: object) -> str:
    """Return a value as JSON text without spaces between its parts."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _short_row(row: Json, sentence: str) -> dict[str, Any]:
    """A row without what `sentence`, if it is about this row alone, or another of its keys says."""
    result = {
        key: f"Call `{SHOWN_BY[row['kind']]}`." if _is_outline(row, key) else value
        for key, value in cast("Json", row.get("result") or {}).items()
        if key != "file_uri"
    }
    short = {key: value for key, value in row.items() if key not in LEFT_OUT and key != "result"}
    if "error" in short and short["error"] in sentence:
        del short["error"]
    return {**short, "result": result} if result else short


def _short_results(answer: Json, rows: list[Json]) -> Json:
    """A provider's answer to a batch without the places and ids that the rows show as well."""
    results = cast("list[dict[str, Any]]", answer.get("results") or [])
    if results and [one.get("job_id") for one in results] == [row["job_id"] for row in rows]:
        results = [
            {key: one[key] for key in one if key not in ("index", "job_id")} for one in results
        ]
    alike, short = _factor(results)
    every = {"every_result": alike} if alike else {}
    return {**answer, **every, **({"results": short} if results else {})}


def _factor(rows: list[dict[str, Any]]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What all rows say alike, where there are several, and the rows without it."""
    if len(rows) < ALIKE:
        return {}, rows
    alike = {
        key: value
        for key, value in rows[0].items()
        if not isinstance(value, list | dict) and all(row.get(key) == value for row in rows)
    }
    return alike, [{key: value for key, value in row.items() if key not in alike} for row in rows]


def _is_outline(row: Json, key: str) -> bool:
    return key == "outline" and row.get("kind") in SHOWN_BY
