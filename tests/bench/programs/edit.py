"""Edits a film as a worker does, and once more as one that has just done so.

    python -m tests.bench.programs.edit FOLDER BEFORE SIDE < REQUEST

Prints JSON: the `seconds` of film, and the `warm` ones that the second edit took.
"""

import json
import sys
import time
from pathlib import Path

from callsheet_studio.edits.contract import EditOrder
from callsheet_studio.edits.make import edit
from callsheet_studio.jobs.contract import VideoFormat
from callsheet_studio.pipeline.render_pool import end_ready


def main(folder: Path, before: Path, side: int) -> None:
    order = EditOrder("bench", sys.stdin.read())
    fmt, again = VideoFormat(short_side=side), folder / "again"
    again.mkdir()
    film = edit((order, before), folder, fmt, {}, lambda _: None)
    cold = time.perf_counter()
    edit((order, before), again, fmt, {}, lambda _: None)
    warm = time.perf_counter() - cold
    end_ready()  # a process counts what its children worked when they have ended
    print(json.dumps({"seconds": film.seconds, "warm": warm}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
