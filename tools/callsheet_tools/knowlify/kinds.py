"""The kinds of job that Knowlify does.

Rate limits: documentation, "Rate limits". Creating and polling share one window, edits another.
"""

from callsheet_tools.jobs.job import Trail
from callsheet_tools.jobs.kinds import JobKind, RateLimit
from callsheet_tools.knowlify.advice import after_edit, after_revert, after_videos
from callsheet_tools.knowlify.follow import follow_edit, follow_revert, follow_video

VIDEOS = RateLimit("videos", 30)
EDITS = RateLimit("edits", 10)

VIDEO = JobKind(
    provider="knowlify",
    name="video",
    fetch_status=follow_video,
    recovery=Trail("uuid"),
    poll_limit=VIDEOS,
    submit_limit=VIDEOS,
    next_steps=after_videos,
    shown_by="knowlify_get_video",
    stands_in=None,
    changes_when_finished=True,
    typical_seconds=230.0,
    repeats_are_duplicates=True,
    refunded_when_failed=False,
)
EDIT = JobKind(
    provider="knowlify",
    name="edit",
    fetch_status=follow_edit,
    recovery=Trail("edit_id", replays=True),
    poll_limit=EDITS,
    submit_limit=EDITS,
    next_steps=after_edit,
    shown_by="knowlify_get_edit",
    stands_in=None,
    changes_when_finished=False,
    typical_seconds=120.0,
    repeats_are_duplicates=False,
    refunded_when_failed=False,
)
REVERT = JobKind(
    provider="knowlify",
    name="revert",
    fetch_status=follow_revert,
    recovery=None,
    poll_limit=EDITS,
    submit_limit=EDITS,
    next_steps=after_revert,
    shown_by="knowlify_get_edit",
    stands_in=None,
    changes_when_finished=False,
    typical_seconds=40.0,
    repeats_are_duplicates=False,
    refunded_when_failed=False,
)
KINDS = (VIDEO, EDIT, REVERT)
