"""Edits a film as a worker does.

    python -m tests.bench.programs.edit FOLDER BEFORE SIDE < REQUEST

Prints JSON: the `seconds` of film.
"""

import json
import sys
from pathlib import Path

from callsheet_studio.edits.contract import EditOrder
from callsheet_studio.edits.make import edit
from callsheet_studio.jobs.contract import VideoFormat


def main(folder: Path, before: Path, side: int) -> None:
    order = EditOrder("bench", sys.stdin.read())
    film = edit((order, before), folder, VideoFormat(short_side=side), {}, lambda _: None)
    print(json.dumps({"seconds": film.seconds}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
