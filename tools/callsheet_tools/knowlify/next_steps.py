"""What to do next with what Knowlify made, there or here."""

from collections.abc import Mapping, Sequence
from typing import Any

from callsheet_tools.backends.backend import BackendPool
from callsheet_tools.jobs.job import Job
from callsheet_tools.jobs.next_step import SAVED, NextStep

CREATE = "knowlify_create_videos"
LOOK = "Look at picture and report, fix what is wrong, then tell the user where the file is."
NO_PRICE = "Knowlify publishes no price; about $50-60 was paid for three minutes."
BUY = f"{LOOK} Do they want the hosted version and agree to pay? This buys the same. {NO_PRICE}"
IN_FULL = (
    "Look at the picture and the report, and fix the outline where it is wrong. This makes the "
    "full film."
)
TAKE_BACK = "`knowlify_revert_edit` with edit_id {job_id} takes the edit back."
LOOK_AGAIN = f"Look at the picture, then tell the user where the changed film is; {TAKE_BACK}"
BUY_EDITED = (
    f"Do they want the hosted version and agree to pay? This buys the film as it now "
    f"is, its outline as the task. {NO_PRICE}"
)
IN_FULL_EDITED = "This makes the full film, as it now is."
BY_LINK = f"Ask the user to look at {{link}}; {TAKE_BACK}"
BACK = "The video is again as it was before this edit."


def after_videos(backends: BackendPool, done: Sequence[Job], is_continued: bool) -> NextStep:
    """Return the next step after videos: export hosted ones, make previews in full, look at
    local ones and buy them.

    Args:
        backends: The providers that the settings lead to.
        done: The ended jobs of one kind.
        is_continued: Whether they were bought already.
    """
    job = done[0]
    if job.place == "hosted":
        return _export(job)
    if job.is_quick_look:
        return _again(done, {"where": "local"}, IN_FULL)
    if backends.offers_hosted("knowlify") and not is_continued and "video" in job.request:
        return _again(done, _purchase_arguments(done), BUY)
    return NextStep(why=LOOK)


def after_edit(backends: BackendPool, done: Sequence[Job], is_continued: bool) -> NextStep:
    """Return the next step after an edit: look at the changed film, make it in full, or buy it.

    Args:
        backends: The providers that the settings lead to.
        done: The ended jobs of one kind.
        is_continued: Whether they were bought already.
    """
    job = done[0]
    looked = LOOK_AGAIN.format(job_id=job.job_id)
    if job.place == "hosted":
        by_link = BY_LINK.format(link=job.result.get("link"), job_id=job.job_id)
        return NextStep(why=by_link if "link" in job.result else looked)
    if job.as_request and job.is_quick_look:
        return _again(done, {"where": "local"}, f"{looked} {IN_FULL_EDITED}")
    if job.as_request and backends.offers_hosted("knowlify") and not is_continued:
        return _again(done, _purchase_arguments(done), f"{looked} {BUY_EDITED}")
    return NextStep(why=looked)


def after_revert(backends: BackendPool, done: Sequence[Job], is_continued: bool) -> NextStep:
    """Return the last word after a revert: there is no next call.

    Args:
        backends: Not used.
        done: Not used.
        is_continued: Not used.
    """
    return NextStep(why=BACK)


def _export(job: Job) -> NextStep:
    if "file" in job.result:
        return NextStep(why=SAVED)
    if "video_url" not in job.result:
        return NextStep(why=manual_download_text(job))
    arguments = {"job_id": job.job_id}
    return NextStep(tool="save_video", arguments=arguments, why="This brings the file here.")


def _purchase_arguments(jobs: Sequence[Job]) -> dict[str, Any]:
    return {"where": "hosted", "max_videos": len(jobs)}


def _again(jobs: Sequence[Job], terms: Mapping[str, Any], why: str) -> NextStep:
    """The create call for the very videos that these local jobs made."""
    arguments = {"same_as": [job.job_id for job in jobs], **terms}
    return NextStep(tool=CREATE, arguments=arguments, why=why)


def manual_download_text(job: Job) -> str:
    """Return a sentence on how a person gets the file of a hosted video, of which
    Knowlify gives no address."""
    chat = job.result.get("chat_url", "the Knowlify dashboard")
    return (
        f"Knowlify gives no address of the finished file. Ask the user to open {chat} "
        "and choose Activity, then Export, then MP4."
    )
