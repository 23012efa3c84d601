"""Previews: quick looks at films. The hosted API has none, so a request header asks for them.

A server that does not know the header ignores it; the studio's answers about such a video, and
about its edits, say that it is a preview.
"""

from collections.abc import Mapping
from typing import NotRequired

from starlette.requests import Request
from typing_extensions import TypedDict

from callsheet_studio.api.knowlify.errors import ApiRefusal
from callsheet_studio.api.knowlify.responses import Preview
from callsheet_studio.jobs.job import Job

HEADER = "X-Studio-Preview"
VALUES: Mapping[str, bool] = {"true": True, "false": False}


def wants_preview(request: Request) -> bool:
    """Return whether the request's header asks for previews instead of full films.

    Raises:
        ApiRefusal: 400 when the header is neither `true` nor `false`.
    """
    said = request.headers.get(HEADER, "false")
    if said not in VALUES:
        raise ApiRefusal(400, f"{HEADER}: is either true or false")
    return VALUES[said]


def is_preview(job: Job) -> bool:
    """Return whether a job makes a preview of a video or an edit; False for jobs of older
    versions, which do not say."""
    return bool(job.request.get("preview"))


class PreviewFields(TypedDict):
    """What answers add about a preview."""

    preview: NotRequired[Preview]


def preview_fields(job: Job) -> PreviewFields:
    """Return `{"preview": True}` for a preview's answers; empty for a full film."""
    return {"preview": True} if is_preview(job) else {}
