"""What a row says while its provider gives no good answer."""

from datetime import UTC, datetime

from callsheet_tools.errors import CORRECT, GO_ON, ApiError, BudgetUsedUp, RequestRejected
from callsheet_tools.jobs.job import Job
from callsheet_tools.jobs.usage import DAY
from callsheet_tools.sanitize import to_quote

NOTHING_DONE = "Nothing was done. "


def trouble_text(job: Job, error: ApiError, now: float, pause: float) -> str:
    """Return what a row says while its provider gives no good answer: what happens instead,
    since when, and what follows.

    Args:
        now: Seconds since 1970.
        pause: Seconds until it is asked again.
        error: What the provider gave last.
    """
    since = f"since its last good answer at {clock_text(_last_good(job), now)}"
    return f"{_what(error)} {since}; asked again every {max(round(pause), 1)} s.{_advice(error)}"


def unanswered_text(job: Job, error: ApiError, now: float) -> str:
    """Return what a row says of a job that is shown as it was known, since the
    provider did not confirm it now.

    Args:
        error: What the provider gave now.
    """
    known = f"{job.error} " if job.error and job.state in ("unknown", "failed") else ""
    what = str(error) if isinstance(error, BudgetUsedUp) else f"{_what(error)} just now."
    return f"{known}{what} Shown as it was known at {clock_text(_last_good(job), now)}."


def clock_text(moment: float, now: float) -> str:
    """Return a time (seconds since 1970) as a time of day in UTC, with the date if it is a
    day or more before `now`."""
    form = "%H:%M:%S UTC" if now - moment < DAY else "%Y-%m-%d %H:%M:%S UTC"
    return datetime.fromtimestamp(moment, UTC).strftime(form)


def _last_good(job: Job) -> float:
    return job.polled_at or job.sent_at or job.created_at


def _what(error: ApiError) -> str:
    if not error.status:
        return f"{error.api} could not be reached ({error.detail})"
    if error.status < 300:
        return f"{error.api} has given answers that cannot be read ({error.detail})"
    return f"{error.api} has answered {error.status} ({to_quote(error.detail)})"


def _advice(error: ApiError) -> str:
    """What a person can do about a refusal."""
    advice = GO_ON.get(error.status) if isinstance(error, RequestRejected) else None
    return f" {advice.removeprefix(NOTHING_DONE)}" if advice and advice != CORRECT else ""
