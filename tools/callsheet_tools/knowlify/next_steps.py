"""What to do next with what Knowlify made, there or here."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from callsheet_tools.backends.backend import BackendPool
from callsheet_tools.jobs.job import Job
from callsheet_tools.jobs.next_step import NextStep

CREATE = "knowlify_create_videos"
LOOK = (
    "Look at the picture and the report, mend what is wrong, then tell the user where the file is."
)
NO_PRICE = "Knowlify publishes no price; about $50-60 was paid for three minutes."
BUY = f"Do they want the hosted version and agree to pay? This buys the same. {NO_PRICE}"
BUY_LONG = (
    "Do they want the hosted versions and agree to pay? Send the same `videos` with these. "
    f"{NO_PRICE}"
)
IN_FULL = (
    "Look at the picture and the report, and mend the outline where it is wrong. This makes the "
    "full film."
)
IN_FULL_LONG = "Send the same `videos` with this, without `preview`."
LOOK_AGAIN = (
    "Look at the picture, then tell the user where the changed film is; `knowlify_revert_edit` "
    "takes the edit back."
)
BUY_EDITED = (
    f"{LOOK_AGAIN} Do they want the hosted version and agree to pay? This buys the film as it now "
    f"is, its outline as the task. {NO_PRICE}"
)
IN_FULL_EDITED = f"{LOOK_AGAIN} This makes the full film, as it now is."
IN_TWO_STEPS = (
    f"{LOOK_AGAIN} The full film comes of the video's own call without `preview`, then of this "
    "edit again."
)
BY_LINK = "Ask the user to look at {link}; `knowlify_revert_edit` takes it back."
BACK = "The video is again as it was before this edit."
LONGEST_ECHO = 6_000
"""Characters of a request that an answer repeats."""

Videos = Sequence[Mapping[str, Any]]


def after_videos(worlds: BackendPool, done: Sequence[Job]) -> NextStep | None:
    """Take hosted ones home; make previews in full; look at local ones, and buy them."""
    if done[0].place == "hosted":
        return _export(done[0])
    if looks := [job for job in done if job.is_quick_look]:
        return _call_or_terms(
            _videos(looks), {"where": "local"}, IN_FULL, f"{IN_FULL} {IN_FULL_LONG}"
        )
    videos = _videos(done)
    if videos and worlds.offers_hosted("knowlify"):
        return _call_or_terms(videos, _terms(videos), f"{LOOK} {BUY}", f"{LOOK} {BUY_LONG}")
    return NextStep(why=LOOK)


def after_edit(worlds: BackendPool, done: Sequence[Job]) -> NextStep:
    """Look at the changed film, and make it in full or buy it as it now is."""
    job = done[0]
    if job.place == "hosted":
        return NextStep(why=BY_LINK.format(**job.result) if "link" in job.result else LOOK_AGAIN)
    videos = [job.as_request["video"]] if job.as_request else []
    if job.is_quick_look:
        return _call(videos, {"where": "local"}, IN_FULL_EDITED) or NextStep(why=IN_TWO_STEPS)
    bought = _call(videos, _terms(videos), BUY_EDITED) if worlds.offers_hosted("knowlify") else None
    return bought or NextStep(why=LOOK_AGAIN)


def after_revert(worlds: BackendPool, done: Sequence[Job]) -> NextStep:
    """Nothing more."""
    return NextStep(why=BACK)


def _export(job: Job) -> NextStep | None:
    if "video_url" in job.result:
        arguments = {"job_id": job.job_id}
        return NextStep(tool="save_video", arguments=arguments, why="This brings the file here.")
    return NextStep(why=by_hand(job)) if "chat_url" in job.result else None


def _videos(jobs: Sequence[Job]) -> Videos:
    return [job.request["video"] for job in jobs if "video" in job.request]


def _terms(videos: Videos) -> dict[str, Any]:
    return {"where": "hosted", "max_videos": len(videos)}


def _call(videos: Videos, terms: Mapping[str, Any], why: str) -> NextStep | None:
    """The create call for these videos; None when they are too long to repeat."""
    if not videos or len(json.dumps(videos)) > LONGEST_ECHO:
        return None
    return NextStep(tool=CREATE, arguments={"videos": [*videos], **terms}, why=why)


def _call_or_terms(videos: Videos, terms: dict[str, Any], why: str, why_long: str) -> NextStep:
    """The same, or what the caller is to add to the videos that it sent itself."""
    return _call(videos, terms, why) or NextStep(tool=CREATE, arguments=terms, why=why_long)


def by_hand(job: Job) -> str:
    """How a person gets the file of a hosted video, of which Knowlify gives no address."""
    chat = job.result.get("chat_url", "the Knowlify dashboard")
    return (
        f"Knowlify gives no address of the finished file. Ask the user to open {chat} "
        "and choose Activity, then Export, then MP4."
    )
