"""Saying each thing once in an answer: what a provider's own words hold, no row repeats."""

from collections.abc import Mapping
from typing import Any, cast

from callsheet_tools.toolkit.responses import JobRow

AGAIN = "`outline`, as it stands."
"""In place of a task that the answer holds already."""

Json = Mapping[str, Any]


def without_repeat(answer: Json) -> dict[str, Any]:
    """A provider's answer with its outline once: a request of the same film refers to it."""
    return _refer(answer, answer.get("outline"))


def without_known(row: JobRow, answer: Json) -> JobRow:
    """A row without what the provider's answer says under the same name."""
    inner = answer.get("result")
    known = {**answer, **(cast("Json", inner) if isinstance(inner, Mapping) else {})}
    result = {key: value for key, value in (row.result or {}).items() if known.get(key) != value}
    return row.model_copy(update={"result": result or None})


def _refer(answer: Json, outline: object) -> dict[str, Any]:
    short = dict(answer)
    if isinstance(inner := answer.get("result"), Mapping):
        short["result"] = _refer(cast("Json", inner), outline)
    request = answer.get("as_request")
    if outline and isinstance(request, Mapping):
        request = cast("Json", request)
        if request.get("task") == outline:
            short["as_request"] = {**request, "task": AGAIN}
    return short
