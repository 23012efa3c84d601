"""How long a wait may take, and how long the rest will."""

from dataclasses import replace

import pytest

from callsheet_tools.jobs.job import Job
from callsheet_tools.jobs.waiting import Scope, bound, remaining

NOW = 1_800_000_000.0
JOB = Job(
    job_id="job_a",
    call_id="call_a",
    provider="knowlify",
    place="hosted",
    account="acc",
    kind="video",
    title="Bees",
    request={},
    state="submitted",
    created_at=NOW,
    updated_at=NOW,
    seq=1,
)
DONE = replace(JOB, state="succeeded", seq=5)


@pytest.mark.parametrize(
    ("client", "asked", "seconds"),
    [("", None, 45.0), ("someone", None, 45.0), ("Claude-Code", None, 240.0), ("x", 7.0, 7.0)],
)
def test_a_wait_is_as_long_as_its_client_allows(
    client: str, asked: float | None, seconds: float
) -> None:
    assert bound(client, asked) == seconds


@pytest.mark.parametrize(
    ("scope", "over"),
    [
        (Scope(("a", "b"), since=0, until="next"), True),
        (Scope(("a", "b"), since=5, until="next"), False),
        (Scope(("a", "b"), since=0, until="all"), False),
    ],
    ids=["an end", "an end that was seen", "not all"],
)
def test_a_wait_is_over_at_the_next_end_that_was_not_seen(scope: Scope, over: bool) -> None:
    assert scope.over([JOB, DONE]) is over
    assert scope.over([DONE, DONE])


def test_a_job_s_own_percentage_tells_how_long_it_takes() -> None:
    half = replace(JOB, percent=50)
    assert remaining([half], NOW + 60) == (120 + 230) / 2 - 60
    assert remaining([DONE], NOW + 60) == 0


def test_a_line_of_jobs_takes_turns_in_the_provider_s_slots() -> None:
    """Three run at once (Knowlify documentation, "Concurrency")."""
    assert remaining([JOB] * 12, NOW) == pytest.approx(4 * remaining([JOB], NOW))
