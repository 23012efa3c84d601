"""Replicas and workers on one PostgreSQL and one store of films, killed at random."""

import os
from pathlib import Path

import pytest
from tests.postgres_cluster import running, why_not
from tests.teams.cluster_soak import CAP, Soak, run
from tests.thorough import amount

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="PostgreSQL is started as it is on POSIX"),
]
SMALL = Soak(
    users=3,
    renders=1,
    measured=amount(2, 4),
    clips=2,
    kills=amount(3, 5),
    pause=2.5,
    cost=1.0,
    slots=4,
    lease=3.0,
    speed=10.0,
    limit=120.0,
)
ORDERS = SMALL.users * (SMALL.renders + SMALL.measured + SMALL.clips)


async def test_all_jobs_end_right_whoever_is_killed(tmp_path: Path) -> None:
    if missing := why_not():
        pytest.skip(missing)
    with running() as server:
        report = await run(SMALL, tmp_path, server)
    assert report.orders == ORDERS and report.ended == {"succeeded": ORDERS}
    assert report.kills["postgres"] == 1 and report.kills.total() > SMALL.kills
    assert report.paid == {1: SMALL.users * SMALL.clips}
    assert report.foreign == [] and report.answers > ORDERS
    films = SMALL.users * (SMALL.renders + SMALL.measured)
    assert set(report.studio) == {"done"} and report.studio["done"] >= films
    assert report.running <= CAP and report.processes <= CAP
    assert report.out_of_order == 0
