"""A server on standard input and output whose studio makes everything in milliseconds.

    python tests/agent/small_server.py

Home and output folder come from the environment, as for `callsheet serve`.
"""

import os
from pathlib import Path

from callsheet.app import create_server
from callsheet.backends import BackendOptions
from callsheet.composition import Dependencies
from callsheet.settings import Settings
from callsheet_studio.jobs.worker_pool import PollIntervals
from callsheet_studio.studio import Studio

MAKER = Path(__file__).parent / "fake_makers.py"


def small_studio(home: Path) -> Studio:
    """The studio, with a maker that takes milliseconds."""
    return Studio(home, maker=str(MAKER), slots=2, pace=PollIntervals(beat=0.1, look=0.05))


if __name__ == "__main__":
    create_server(
        Settings.read(os.environ),
        Dependencies(BackendOptions(small_studio, spacing=0.1), tick=0.02),
    ).run("stdio")
