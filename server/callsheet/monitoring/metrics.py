"""What a server measures of itself. Attributes are closed words and pseudonyms of users."""

from collections.abc import Callable, Generator, Iterable, Mapping
from typing import Any

from opentelemetry.metrics import CallbackOptions, Meter, Observation

from callsheet_tools.backends.backend import account_of
from callsheet_tools.jobs.job import Job, State
from callsheet_tools.jobs.statistics import Statistics

NOTICE_BUCKETS = (0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600)
"""Seconds."""
SPEED_BUCKETS = (0.25, 0.5, 1, 2, 3, 5, 8, 12, 20, 40)
CALL_BUCKETS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 45, 240)
"""Seconds; a wait takes up to 240."""


class Metrics:
    """The instruments of a server."""

    def __init__(self, meter: Meter, count_queue: Callable[[], int | None]) -> None:
        """`count_queue` returns how many jobs of the studio wait or run, None when that can't be
        known now; it may block."""
        self.statistics = Statistics()
        """What the gauges show: whoever has the journal reads it from time to time."""
        self._count_queue = count_queue
        gauges = {
            "callsheet.jobs": (self._jobs, "{job}", "Jobs by state, ended ones of 24 hours."),
            "callsheet.poll_budget.used": (self._windows, "1", "Requests made of a window's."),
            "callsheet.studio.queue": (self._queue, "{job}", "The studio's unfinished jobs."),
            "callsheet.credits": (self._credits, "{credit}", "Credits of 24 hours by user."),
            "callsheet.videos": (self._videos, "{video}", "Hosted videos of 24 hours by user."),
        }
        for name, (observe, unit, text) in gauges.items():
            meter.create_observable_gauge(name, [observe], unit, text)
        self._notice = meter.create_histogram(
            "callsheet.job.notice_delay",
            "s",
            "Since the poll before the one that saw a job's end.",
            explicit_bucket_boundaries_advisory=NOTICE_BUCKETS,
        )
        self._speed = meter.create_histogram(
            "callsheet.film.speed",
            "1",
            "Seconds of film made in a second.",
            explicit_bucket_boundaries_advisory=SPEED_BUCKETS,
        )
        self._calls = meter.create_histogram(
            "mcp.server.operation.duration",
            "s",
            "From a request to its answer.",
            explicit_bucket_boundaries_advisory=CALL_BUCKETS,
        )

    def record_end(self, job: Job, state: State, delay: float) -> None:
        """Count a job whose end was noticed at most `delay` seconds late."""
        about = {"provider": job.provider, "place": job.place, "kind": job.kind, "state": state}
        self._notice.record(delay, about)

    def record_film(self, kind: str, film: float, took: float) -> None:
        """Count a finished film of so many seconds, which took so many."""
        self._speed.record(film / max(took, 0.001), {"kind": kind})

    def record_call(self, seconds: float, about: Mapping[str, str]) -> None:
        """Count an answered request."""
        self._calls.record(seconds, about)

    def _jobs(self, _: CallbackOptions) -> Generator[Observation]:
        for one in self.statistics.jobs:
            about = {"provider": one.provider, "place": one.place, "state": one.state}
            yield Observation(one.jobs, about)

    def _windows(self, _: CallbackOptions) -> Generator[Observation]:
        for one in self.statistics.windows:
            backend = one.backend
            about = {"provider": backend.provider, "place": backend.place, "window": one.bucket}
            yield Observation(one.used, {**about, "account": backend.account})

    def _queue(self, _: CallbackOptions) -> Iterable[Observation]:
        count = self._count_queue()
        return [] if count is None else [Observation(count)]

    def _credits(self, _: CallbackOptions) -> Iterable[Observation]:
        return _by_user(self.statistics.credits)

    def _videos(self, _: CallbackOptions) -> Iterable[Observation]:
        return _by_user(self.statistics.videos)


def user_name(subject: str) -> str:
    """Return the name of a user in what leaves the server: that of their folder, not the one they
    sign in with."""
    return account_of(subject) if subject else "owner"


def _by_user(amounts: Mapping[str, int]) -> list[Observation]:
    return [Observation(amount, _user(subject)) for subject, amount in amounts.items()]


def _user(subject: str) -> dict[str, Any]:
    return {"user": user_name(subject)}
