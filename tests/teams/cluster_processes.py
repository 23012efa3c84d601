"""A replica or a worker of a cluster, as a process that a soak starts and kills.

    python cluster_processes.py replica PORT SPEED
    python cluster_processes.py worker SLOTS LEASE

The environment has the settings. A replica's clock towards the providers runs SPEED times faster
than the wall's.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

import anyio

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.jobs.restarting_client import parts

from callsheet import serve
from callsheet.backends import default_studio, with_user_settings
from callsheet.composition import Dependencies
from callsheet.settings import Settings
from callsheet_studio.cluster_worker import work
from callsheet_studio.jobs.worker_pool import PollIntervals

MAKERS = Path(__file__).parent / "soak_makers.py"


def replica(port: int, speed: float) -> None:
    """As `callsheet serve --transport http`."""

    def quick(_: Settings) -> Dependencies:
        return parts(speed)

    serve._parts = quick  # pyright: ignore[reportPrivateUsage] providers of a soak live faster
    serve.serve_over_http(Settings.read(os.environ), "127.0.0.1", port)


def worker(slots: int, lease: float) -> None:
    """As `callsheet studio worker`."""
    settings = Settings.read(os.environ)
    studio = with_user_settings(default_studio(settings.studio_home), settings)
    pace = PollIntervals(lease=lease, beat=lease / 4, look=lease / 3)
    anyio.run(work, replace(studio, maker=str(MAKERS), slots=slots, pace=pace), lambda: None)


if __name__ == "__main__":
    what, first, second = sys.argv[1:]
    (replica if what == "replica" else worker)(int(first), float(second))
