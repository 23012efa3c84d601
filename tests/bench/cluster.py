"""A cluster under fire: two replicas and two workers on one PostgreSQL and one store of films.

    python tests/bench/cluster.py [--users 20] [--kills 40]

Each of 20 users orders 25 jobs over HTTP: two films that are really made (640x360), 18 jobs of
measured cost, and five clips of a provider that loses three of ten answers. Replicas and workers
are killed at random and started again, PostgreSQL once. Prints what the referees saw; ends with 1
if anything is not as it must be.
"""

import argparse
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

import anyio

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.postgres_cluster import running
from tests.teams.cluster_soak import CAP, Report, Soak, run


def main() -> None:
    """Run it, print the report, and judge it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--renders", type=int, default=2)
    parser.add_argument("--measured", type=int, default=18)
    parser.add_argument("--clips", type=int, default=5)
    parser.add_argument("--cost", type=float, default=8.0, help="Seconds that a film takes here.")
    asked = parser.parse_args()
    soak = Soak(
        users=asked.users,
        renders=asked.renders,
        measured=asked.measured,
        clips=asked.clips,
        kills=asked.kills,
        pause=10.0,
        cost=asked.cost,
        slots=6,
        lease=10.0,
        limit=3600.0,
    )
    with tempfile.TemporaryDirectory() as folder, running(fast=False) as server:
        report = anyio.run(run, soak, Path(folder), server)
    for name, value in asdict(report).items():
        shown = "\n".join(value) if name == "doubts" else value
        print(f"{name:14} {len(value) if name == 'foreign' else shown}")
    films = soak.users * (soak.renders + soak.measured)
    print(f"{'films a minute':14} {60 * films / report.seconds:.1f}")
    sys.exit(0 if is_right(soak, report) else 1)


def is_right(soak: Soak, report: Report) -> bool:
    """Whether every job has come to its true end, and nothing happened twice, late or to others."""
    orders = soak.users * (soak.renders + soak.measured + soak.clips)
    return (
        report.ended == {"succeeded": orders}
        and report.paid == {1: soak.users * soak.clips}
        and not report.foreign
        and set(report.studio) == {"done"}
        and max(report.running, report.processes) <= CAP
        and report.out_of_order == 0
    )


if __name__ == "__main__":
    main()
