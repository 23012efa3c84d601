"""What to do next, once jobs were shown."""

import json
from collections.abc import Sequence
from typing import Any

from callsheet_tools.answer import Next
from callsheet_tools.desk import Desk
from callsheet_tools.jobs.job import Job
from callsheet_tools.knightvision.advice import AFTER as AFTER_KNIGHTVISION
from callsheet_tools.knowlify.advice import AFTER as AFTER_KNOWLIFY
from callsheet_tools.world import Provider

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
AFTER = {**AFTER_KNOWLIFY, **AFTER_KNIGHTVISION}
"""By provider and kind; a Knowlify video is advised on here."""
LONGEST_ECHO = 6_000
"""Characters of a request that an answer repeats."""


def to_wait(jobs: Sequence[Job]) -> Next | None:
    """Wait for those that are unfinished."""
    unfinished = [job.job_id for job in jobs if not job.ended]
    if not unfinished:
        return None
    arguments = {"job_ids": unfinished}
    return Next(tool="wait_for_jobs", arguments=arguments, why="Still being made.")


def after(desk: Desk, jobs: Sequence[Job]) -> Next | None:
    """Wait for these jobs, take home what they made, or buy it."""
    done = [job for job in jobs if job.state == "succeeded"]
    if any(not job.ended for job in jobs) or not done:
        return to_wait(jobs)
    if advise := AFTER.get((done[0].provider, done[0].kind)):
        return advise(desk, done[0])
    if done[0].place == "hosted":
        return _export(done[0])
    if looks := [job for job in done if job.is_quick_look]:
        return _in_full(_videos(looks))
    videos = _videos(done)
    if videos and _is_for_sale(desk, done[0].provider):
        return _purchase(videos)
    return Next(why=LOOK)


def by_hand(job: Job) -> str:
    """How a person gets the file of a hosted video, of which Knowlify gives no address."""
    chat = job.result.get("chat_url", "the Knowlify dashboard")
    return (
        f"Knowlify gives no address of the finished file. Ask the user to open {chat} "
        "and choose Activity, then Export, then MP4."
    )


def _export(job: Job) -> Next | None:
    if "video_url" in job.result:
        arguments = {"job_id": job.job_id}
        return Next(tool="save_video", arguments=arguments, why="This brings the file here.")
    return Next(why=by_hand(job)) if "chat_url" in job.result else None


def _videos(jobs: Sequence[Job]) -> list[dict[str, Any]]:
    return [job.request["video"] for job in jobs if "video" in job.request]


def _in_full(videos: Sequence[dict[str, Any]]) -> Next:
    """The call that made previews, without `preview`."""
    here: dict[str, Any] = {"where": "local"}
    if not videos or len(json.dumps(videos)) > LONGEST_ECHO:
        return Next(tool="knowlify_create_videos", arguments=here, why=f"{IN_FULL} {IN_FULL_LONG}")
    return Next(tool="knowlify_create_videos", arguments={"videos": [*videos], **here}, why=IN_FULL)


def _is_for_sale(desk: Desk, provider: Provider) -> bool:
    return any((door.provider, door.place) == (provider, "hosted") for door in desk.worlds.doors())


def _purchase(videos: Sequence[dict[str, Any]]) -> Next:
    """The hosted call with identical arguments."""
    terms: dict[str, Any] = {"where": "hosted", "max_videos": len(videos)}
    if len(json.dumps(videos)) > LONGEST_ECHO:
        return Next(tool="knowlify_create_videos", arguments=terms, why=f"{LOOK} {BUY_LONG}")
    arguments = {"videos": [*videos], **terms}
    return Next(tool="knowlify_create_videos", arguments=arguments, why=f"{LOOK} {BUY}")
