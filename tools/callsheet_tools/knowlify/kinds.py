"""The kinds of job that Knowlify does.

Rate limits: documentation, "Rate limits". Creating and polling share one window, edits another.
"""

from callsheet_tools.backends.answer_shapes import EditAnswer, VideoAnswer
from callsheet_tools.jobs import usage
from callsheet_tools.jobs.job import RecoveryStrategy
from callsheet_tools.jobs.kinds import Cost, JobKind, RateLimit, UnpublishedPrice
from callsheet_tools.knowlify.next_steps import (
    after_edit,
    after_revert,
    after_videos,
    manual_download_text,
)
from callsheet_tools.knowlify.status import follow_edit, follow_revert, follow_video

VIDEOS = RateLimit("videos", 30)
EDITS = RateLimit("edits", 10)

NO_PRICE = "Knowlify publishes no price; about $50-60 was paid for a video of three minutes"
NO_EDIT_PRICE = "Knowlify publishes no price; an edit costs by the scenes that change"
VIDEO_COST = Cost(
    meter=usage.VIDEOS,
    noun="a video",
    free_instead="`where: local` makes the same on this computer for free.",
    longest_here=None,
    price=UnpublishedPrice(NO_PRICE, "this would make {count}"),
)
EDIT_COST = Cost(
    meter=usage.VIDEOS,
    noun="an edit",
    free_instead="A video made on this computer is edited for free.",
    longest_here=None,
    price=UnpublishedPrice(NO_EDIT_PRICE, "this edits one"),
)

VIDEO = JobKind(
    provider="knowlify",
    name="video",
    fetch_status=follow_video,
    recovery=RecoveryStrategy("uuid"),
    cost=VIDEO_COST,
    poll_limit=VIDEOS,
    submit_limit=VIDEOS,
    next_steps=after_videos,
    continues_in_batch=True,
    shown_by="knowlify_get_video",
    what_it_is=None,
    answer=VideoAnswer,
    why_no_file=manual_download_text,
    typical_seconds=230.0,
    rarest_poll=3,
    polled_evenly=False,
    announced=True,
    repeats_are_duplicates=True,
    refunded_when_failed=False,
)
EDIT = JobKind(
    provider="knowlify",
    name="edit",
    fetch_status=follow_edit,
    recovery=RecoveryStrategy("edit_id", replays=True),
    cost=EDIT_COST,
    poll_limit=EDITS,
    submit_limit=EDITS,
    next_steps=after_edit,
    continues_in_batch=False,
    shown_by="knowlify_get_edit",
    what_it_is=None,
    answer=EditAnswer,
    why_no_file=manual_download_text,
    typical_seconds=120.0,
    rarest_poll=3,
    polled_evenly=True,
    announced=False,
    repeats_are_duplicates=False,
    refunded_when_failed=False,
)
REVERT = JobKind(
    provider="knowlify",
    name="revert",
    fetch_status=follow_revert,
    recovery=None,
    cost=None,
    poll_limit=EDITS,
    submit_limit=EDITS,
    next_steps=after_revert,
    continues_in_batch=False,
    shown_by="knowlify_get_edit",
    what_it_is=None,
    answer=EditAnswer,
    why_no_file=manual_download_text,
    typical_seconds=40.0,
    rarest_poll=3,
    polled_evenly=True,
    announced=False,
    repeats_are_duplicates=False,
    refunded_when_failed=False,
)
KINDS = (VIDEO, EDIT, REVERT)
