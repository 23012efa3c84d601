"""How long a wait may take, and how long the rest will."""

from dataclasses import replace
from itertools import pairwise

import pytest

from callsheet.composition import KINDS
from callsheet_tools.jobs.eta import STALLED, next_poll_delay, remaining_seconds, stalled_seconds
from callsheet_tools.jobs.job import Job
from callsheet_tools.knightvision.kinds import CLIP
from callsheet_tools.knowlify.kinds import VIDEO
from callsheet_tools.toolkit.waiting import WaitScope, next_progress, remaining, wait_limit

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
    moved_at=NOW,
    started_at=NOW,
)
DONE = replace(JOB, state="succeeded", seq=5)


@pytest.mark.parametrize(
    ("client", "asked", "seconds"),
    [("", None, 45.0), ("someone", None, 45.0), ("Claude-Code", None, 240.0), ("x", 7.0, 7.0)],
)
def test_a_wait_is_as_long_as_its_client_allows(
    client: str, asked: float | None, seconds: float
) -> None:
    assert wait_limit(client, asked) == seconds


def test_progress_rises_with_every_word_and_is_whole_only_at_the_end() -> None:
    """MCP: "The progress value MUST increase with each notification"."""
    ready = replace(JOB, percent=100)
    seen = [JOB, JOB, replace(JOB, percent=40), ready, *[ready] * 200, DONE]
    told = [0.0]
    for job in seen:
        told.append(next_progress(told[-1], [job]))
    assert all(a < b for a, b in pairwise(told))
    assert told[3] == 40 and told[-2] < told[-1] == 100


@pytest.mark.parametrize(
    ("scope", "over"),
    [
        (WaitScope(("a", "b"), since=0, until="next"), True),
        (WaitScope(("a", "b"), since=5, until="next"), False),
        (WaitScope(("a", "b"), since=0, until="all"), False),
    ],
    ids=["an end", "an end that was seen", "not all"],
)
def test_a_wait_is_over_at_the_next_end_that_was_not_seen(scope: WaitScope, over: bool) -> None:
    assert scope.over([JOB, DONE]) is over
    assert scope.over([DONE, DONE])


def test_a_job_s_own_percentage_tells_how_long_it_takes() -> None:
    half = replace(JOB, percent=50)
    assert remaining([half], KINDS, NOW + 60) == (120 + 230) / 2 - 60
    assert remaining([DONE], KINDS, NOW + 60) == 0


def test_a_line_of_jobs_takes_turns_in_the_provider_s_slots() -> None:
    """Three run at once (Knowlify documentation, "Concurrency")."""
    assert remaining([JOB] * 12, KINDS, NOW) == pytest.approx(4 * remaining([JOB], KINDS, NOW))


def test_a_job_whose_provider_shows_nothing_new_is_stalled() -> None:
    assert stalled_seconds(JOB, NOW + STALLED - 1) is None
    assert stalled_seconds(JOB, NOW + STALLED + 1) == STALLED + 1
    assert stalled_seconds(replace(JOB, parked=True), NOW + STALLED + 1) is None
    assert stalled_seconds(replace(JOB, state="succeeded"), NOW + STALLED + 1) is None


def test_looks_come_closer_as_the_end_does() -> None:
    """Never closer than the spacing; the longer a job is stalled, the more seldom."""
    gaps = [
        next_poll_delay(replace(JOB, percent=p), VIDEO, NOW + 2 * p, 2.0) for p in (10, 50, 90, 99)
    ]
    assert gaps == sorted(gaps, reverse=True) and gaps[-1] == 2.0
    assert next_poll_delay(JOB, VIDEO, NOW + STALLED + 1, 2.0) == gaps[0] == 6.0
    assert next_poll_delay(JOB, VIDEO, NOW + STALLED + 400, 2.0) == 20.0
    assert next_poll_delay(JOB, VIDEO, NOW + 86_400, 2.0) == 30.0


def test_knightvision_is_asked_as_often_as_it_says() -> None:
    """ "Poll every 3-5 seconds": near the end or far from it."""
    clip = replace(JOB, provider="knightvision", kind="clip")
    assert [next_poll_delay(clip, CLIP, NOW + age, 3.0) for age in (0, 45, 170)] == [3.0] * 3


def test_the_further_a_job_is_the_more_its_own_pace_counts() -> None:
    at_typical_pace = remaining_seconds(JOB, VIDEO, NOW + 60)
    slow = replace(JOB, percent=10)
    assert remaining_seconds(replace(JOB, state="succeeded"), VIDEO, NOW) == 0
    assert at_typical_pace < remaining_seconds(slow, VIDEO, NOW + 60) < 540
