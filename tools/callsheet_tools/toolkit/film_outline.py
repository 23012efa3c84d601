"""A finished local film's outline: the Markdown that makes exactly this film."""

from collections.abc import Mapping
from typing import Any

from callsheet_tools.backends.download import fetch
from callsheet_tools.errors import CallsheetError
from callsheet_tools.jobs.job import Job
from callsheet_tools.toolkit.context import ToolContext

LONGEST = 6_000
"""Characters that an answer about one film carries."""
SHORT = 2_000
"""The longest outline, in characters, in the first report of a film."""


async def show_outline(context: ToolContext, job: Job, longest: int = LONGEST) -> Mapping[str, Any]:
    """Return the outline of a local film: `{"outline": text}`, or `{"outline_uri": address}` if it
    is longer than `longest`.

    Empty if there is none, or it can't be read.
    """
    url = job.remote.get("outline_url") or job.remote_result.get("outline_url")
    factory = context.backends.factory_for(job.provider, job.account)
    if job.place != "local" or not isinstance(url, str) or factory is None:
        return {}
    link = {"outline_uri": f"callsheet://jobs/{job.job_id}/outline"}
    try:
        async with fetch(await context.backends.open(factory), url) as content:
            text = b"".join([piece async for piece in content]).decode("utf-8", "replace")
    except CallsheetError:
        return {}
    return {"outline": text} if len(text) <= longest else link
