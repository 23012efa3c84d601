"""Forty requests, put to a model: `python -m tests.evals [ID …]`. See `README.md`."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import anyio
import httpx2

from .chat_api import Model
from .conversation import Outcome, play

REQUESTS = Path(__file__).with_name("requests.json")
HEAD = "| request | as it should be | turns | calls | refused | tokens in | tokens out |\n"
RULE = "| --- | --- | --- | --- | --- | --- | --- |"


def read_requests(ids: Sequence[str] = ()) -> list[dict[str, Any]]:
    """All, or those with these ids."""
    requests: list[dict[str, Any]] = json.loads(REQUESTS.read_text("utf-8"))
    return [one for one in requests if not ids or one["id"] in ids]


def read_model(environ: dict[str, str]) -> Model:
    """The model that the environment names."""
    url, name = environ.get("CALLSHEET_EVAL_URL"), environ.get("CALLSHEET_EVAL_MODEL")
    if not url or not name:
        sys.exit("Set CALLSHEET_EVAL_URL and CALLSHEET_EVAL_MODEL: see tests/evals/README.md.")
    return Model(url, name, environ.get("CALLSHEET_EVAL_KEY", ""))


async def run(model: Model, requests: Sequence[dict[str, Any]]) -> list[Outcome]:
    """One after another, each in a home of its own; a line of the table as soon as it is known."""
    outcomes: list[Outcome] = []
    print(HEAD + RULE)
    async with httpx2.AsyncClient() as http:
        for request in requests:
            with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                outcomes.append(await play(http, model, request, Path(folder)))
            print(to_line(outcomes[-1]), flush=True)
    print(to_total(outcomes))
    return outcomes


def to_line(one: Outcome) -> str:
    """A row of the table."""
    refused = sum(call.refused for call in one.calls)
    cells = one.id, one.wrong or "yes", one.turns, len(one.calls), refused
    return _row(*cells, one.tokens_in, one.tokens_out)


def to_total(outcomes: Sequence[Outcome]) -> str:
    """The table's last row."""
    right = sum(not one.wrong for one in outcomes)
    calls = [call for one in outcomes for call in one.calls]
    counts = sum(one.turns for one in outcomes), len(calls), sum(call.refused for call in calls)
    tokens = sum(one.tokens_in for one in outcomes), sum(one.tokens_out for one in outcomes)
    return _row("all", f"{right} of {len(outcomes)}", *counts, *tokens)


def _row(*cells: object) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"


if __name__ == "__main__":
    anyio.run(run, read_model(dict(os.environ)), read_requests(sys.argv[1:]))
