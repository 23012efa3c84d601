"""What to do next with an edit, or with what was taken back."""

from collections.abc import Callable, Mapping

from callsheet_tools.answer import Next
from callsheet_tools.desk import Desk
from callsheet_tools.jobs.job import Job

LOOK = (
    "Look at the picture, then tell the user where the changed film is; `knowlify_revert_edit` "
    "takes the edit back."
)
STILL_PREVIEW = (
    "The full film comes of the video's own call without `preview`, then of this edit again."
)
BACK = "The video is again as it was before this edit."


def after_edit(desk: Desk, job: Job) -> Next:
    """Look at the changed film: the file of a local one, the page of a hosted one."""
    link = job.result.get("link")
    if job.place == "hosted" and link:
        return Next(why=f"Ask the user to look at {link}; `knowlify_revert_edit` takes it back.")
    return Next(why=f"{LOOK} {STILL_PREVIEW}" if job.is_quick_look else LOOK)


def after_revert(desk: Desk, job: Job) -> Next:
    """Nothing more."""
    return Next(why=BACK)


AFTER: Mapping[tuple[str, str], Callable[[Desk, Job], Next | None]] = {
    ("knowlify", "edit"): after_edit,
    ("knowlify", "revert"): after_revert,
}
"""By provider and kind, for a job that succeeded."""
