"""What the user saw here of a thing before it was bought, and whether that is what was bought."""

from collections.abc import Mapping
from typing import Any, cast

from callsheet_tools.errors import UnknownJob
from callsheet_tools.jobs.job import Job
from callsheet_tools.toolkit.context import ToolContext
from callsheet_tools.toolkit.lookup import film_versions

MOST_NAMES = 6


async def matching_preview(context: ToolContext, job: Job) -> str | None:
    """Return whether a bought job is as its local preview was, `as seen in job_…` or what differs.

    None if there was no preview of it, or that was deleted since.
    """
    if job.preview is None:
        return None
    try:
        film = await context.journal.find(job.preview)
    except UnknownJob:
        return None
    at = f"{film.job_id}, a small preview" if film.is_quick_look else film.job_id
    if film.as_request == job.request:
        return f"as seen in {at}, the film as it then was"
    if differing := [
        name for name in argument_differences(film.request, job.request) if name != "preview"
    ]:
        names = ", ".join(f"`{name}`" for name in differing[:MOST_NAMES])
        return f"NOT as seen in {at}: {names} differ"
    if edits := (await film_versions(context, film.remote_id)).finished:
        names = ", ".join(edit.job_id for edit in edits)
        return f"as seen in {at} before its edits there ({names}), which are not in it"
    return f"as seen in {at}, the same arguments"


def argument_differences(seen: Mapping[str, Any], bought: Mapping[str, Any]) -> list[str]:
    """Return the names of the arguments that differ between two requests, such as
    `color_palette.primary`."""
    one, other = _flat(seen), _flat(bought)
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def _flat(request: Mapping[str, Any], path: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in request.items():
        at = name if path in ("", "video") else f"{path}.{name}"
        inner = isinstance(value, Mapping)
        found |= _flat(cast("Mapping[str, Any]", value), at) if inner else {at: value}
    return found
