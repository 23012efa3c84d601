"""`callsheet jobs`: what was asked for lately, how it stands, and what was spent."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import anyio
from mcp.types import TextResourceContents

from callsheet.backends import default_studio, with_user_settings
from callsheet.commands.in_process_client import (
    LOOK_SECONDS,
    UNFINISHED,
    CommandError,
    Row,
    call_tool,
    connect_client,
)
from callsheet.settings import Settings
from callsheet.terminal import Show, bar, print_table, say

if TYPE_CHECKING:
    from callsheet_studio.studio import Studio

SPANS = ("last_24_hours", "last_30_days")
SPENT_HEADS = ("provider", *(span.replace("_", " ") for span in SPANS))
HEADS = ("job", "title", "state", "stage", "made by", "where it is")


def run(settings: Settings, limit: int, wait: bool) -> None:
    """Print the newest jobs and what was spent.

    Args:
        limit: The largest number of jobs.
        wait: Whether to wait first until all unfinished jobs have ended.
    """
    with bar() as show:
        listed = anyio.run(_fetch_jobs, settings, limit, show if wait else None)
    print_table([_cells(row) for row in listed["jobs"]], HEADS)
    for line in _spending(listed["spending"]):
        say(line)


def show_spending(settings: Settings) -> None:
    """Print what was spent at each provider in the last day and in 30 days, and
    what is left of the limits."""
    document = anyio.run(_read, settings, "callsheet://spending")
    print_table([_spent(*item) for item in document["spending"].items()], SPENT_HEADS)
    for unit, limit in document["limits"].items():
        say(f"{document['left_today'][unit]} of {limit} {unit} are left of the last 24 hours.")


def cancel(settings: Settings, job_id: str) -> None:
    """Stop a job that is made on this computer.

    Raises:
        CommandError: There is no such job, it is not made here, or has ended.
        NotConfigured: As for `with_user_settings`.
    """
    row = anyio.run(_find, settings, job_id)
    if row["state"] not in UNFINISHED or not row["made_by"].startswith("this computer"):
        raise CommandError(
            f"{job_id} is {row['state']}, made by {row['made_by']}. "
            "Only an unfinished job of this computer can be dropped."
        )
    studio = with_user_settings(default_studio(settings.studio_home), settings)
    dropped = anyio.run(_drop, studio, row["remote_id"])
    say(f"{job_id} is dropped." if dropped else f"{job_id} had ended already.")


async def _fetch_jobs(settings: Settings, limit: int, show: Show | None) -> Row:
    async with connect_client(settings) as client:
        listed = await call_tool(client, "list_jobs", {"limit": limit})
        while show and any(row["state"] in UNFINISHED for row in listed["jobs"]):
            await call_tool(client, "wait_for_jobs", {"seconds": LOOK_SECONDS}, show)
            listed = await call_tool(client, "list_jobs", {"limit": limit})
        return listed


async def _find(settings: Settings, job_id: str) -> Row:
    async with connect_client(settings) as client:
        asked = {"job_ids": [job_id], "seconds": 0}
        found = (await call_tool(client, "wait_for_jobs", asked))["jobs"][0]
        (content,) = (await client.read_resource(f"callsheet://jobs/{found['job_id']}")).contents
        assert isinstance(content, TextResourceContents)
        return json.loads(content.text)


async def _read(settings: Settings, uri: str) -> Row:
    async with connect_client(settings) as client:
        (content,) = (await client.read_resource(uri)).contents
        assert isinstance(content, TextResourceContents)
        return json.loads(content.text)


async def _drop(studio: "Studio", remote_id: str) -> bool:
    async with studio.open(works=False) as opened:
        return await opened.cancel(remote_id)


def _cells(row: Row) -> tuple[str, ...]:
    result: dict[str, Any] = row.get("result") or {}
    at = row.get("error") or result.get("file") or result.get("chat_url") or ""
    percent = f" {row['percent']} %" if row["state"] in UNFINISHED and "percent" in row else ""
    stage = f"{row.get('stage', '')}{percent}"
    return row["job_id"], row["title"], row["state"], stage, row["made_by"], str(at)


def _spent(provider: str, amounts: Mapping[str, int]) -> tuple[str, ...]:
    """Return a row of the table: what was spent, failed and was paid back in each span."""
    return provider.capitalize(), *(
        ", ".join(
            f"{amount} {name.removesuffix(f'_{span}').replace('_', ' ')}"
            for name, amount in amounts.items()
            if name.endswith(span)
        )
        for span in SPANS
    )


def _spending(spending: dict[str, dict[str, int]]) -> list[str]:
    """`{"knowlify": {"videos_last_24_hours": 0, …}}` as sentences."""
    return [
        f"{provider.capitalize()}: "
        + ", ".join(f"{amount} {what.replace('_', ' ')}" for what, amount in spent.items())
        for provider, spent in spending.items()
    ]
