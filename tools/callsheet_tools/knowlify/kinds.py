"""The kinds of job that Knowlify does."""

from callsheet_tools.jobs.job import Trail
from callsheet_tools.jobs.kinds import JobKind
from callsheet_tools.knowlify.follow import follow_edit, follow_revert, follow_video

VIDEO = JobKind(
    provider="knowlify",
    name="video",
    fetch_status=follow_video,
    recovery=Trail("uuid"),
    refunded_when_failed=False,
)
EDIT = JobKind(
    provider="knowlify",
    name="edit",
    fetch_status=follow_edit,
    recovery=Trail("edit_id", replays=True),
    refunded_when_failed=False,
)
REVERT = JobKind(
    provider="knowlify",
    name="revert",
    fetch_status=follow_revert,
    recovery=None,
    refunded_when_failed=False,
)
KINDS = (VIDEO, EDIT, REVERT)
