"""Logs as JSON lines on standard error, without secrets and without texts of tasks.

A line holds what a program wrote as constants, numbers, ids and types of errors. Texts of errors,
and all that other libraries put together, are left out: they quote requests and answers.
"""

import json
import logging
import re
import sys
import traceback
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from opentelemetry.trace import format_span_id, format_trace_id, get_current_span

from callsheet_tools.errors import STUDIO

OURS = ("callsheet", "callsheet_tools", "callsheet_studio")
"""Loggers whose messages are constant texts: the linter forbids others here."""
SAFE = re.compile(
    r"(?:job|call)_[a-z0-9]{16}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    rf"|Knowlify|Knightvision|hosted|local|{STUDIO}"
)
"""Texts of arguments that are ids or names of ours."""
MOST_FRAMES = 20
request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
"""Names the request that is being answered in all lines on it."""


def write_json_lines() -> None:
    """Make every log line of this process one JSON object, from INFO on for our own loggers."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)


class JsonFormatter(logging.Formatter):
    """Writes a record as one line of JSON. `extra={"fields": {…}}` adds fields to it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "where": f"{record.module}:{record.lineno}",
            **_message(record),
            **_ids(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[0]:
            line |= _exception(record.exc_info[0], record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def _message(record: logging.LogRecord) -> Mapping[str, str]:
    if record.name.partition(".")[0] not in OURS:
        return {}
    given = record.args
    if isinstance(given, Mapping):
        given = (given,)
    safe = tuple(_safe(one) for one in given or ())
    return {"message": str(record.msg) % safe if safe else str(record.msg)}


def _safe(value: object) -> object:
    if isinstance(value, bool | int | float) or value is None:
        return value
    if isinstance(value, BaseException):
        status = getattr(value, "status", None)
        return type(value).__name__ + (f" {status}" if isinstance(status, int) else "")
    text = str(value)
    return text if SAFE.fullmatch(text) else "…"


def _ids() -> Mapping[str, str]:
    ids: dict[str, str] = {}
    if request := request_id.get():
        ids["request_id"] = request
    context = get_current_span().get_span_context()
    if context.is_valid:
        ids["trace_id"] = format_trace_id(context.trace_id)
        ids["span_id"] = format_span_id(context.span_id)
    return ids


def _exception(kind: type[BaseException], stack: TracebackType | None) -> Mapping[str, Any]:
    frames = traceback.extract_tb(stack)[-MOST_FRAMES:]
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return {"error": kind.__qualname__, "stack": places}
