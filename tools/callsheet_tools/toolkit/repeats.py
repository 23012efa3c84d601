"""Saying each thing once in an answer: what a provider's own words hold, no row repeats."""

from collections.abc import Mapping
from typing import Any, cast

from callsheet_tools.toolkit.responses import JobRow

AGAIN = "`outline`, as it stands."
"""In place of a task that the answer holds already."""

Json = Mapping[str, Any]


def without_repeat(answer: Json) -> dict[str, Any]:
    """Return a provider's answer in which an outline stands once; a request of
    the same film refers to it."""
    outline = answer.get("outline")
    inner = answer.get("result")
    inner = {"result": _refer(cast("Json", inner), outline)} if isinstance(inner, Mapping) else {}
    return {**_refer(answer, outline), **inner}


def without_known(row: JobRow, answer: Json) -> JobRow:
    """Return a row without results that the provider's answer has under the same name."""
    inner = answer.get("result")
    known = {**answer, **(cast("Json", inner) if isinstance(inner, Mapping) else {})}
    result = {key: value for key, value in (row.result or {}).items() if known.get(key) != value}
    return row.model_copy(update={"result": result or None})


def _refer(answer: Json, outline: object) -> dict[str, Any]:
    request = cast("Json", answer.get("as_request") or {})
    if not outline or request.get("task") != outline:
        return dict(answer)
    return {**answer, "as_request": {**request, "task": AGAIN}}
