"""Makes a clip of ten seconds as a worker does.

    python -m tests.bench.programs.clip FOLDER SIDE < PROMPT

Prints JSON: the `seconds` of the clip.
"""

import json
import sys
from pathlib import Path

from callsheet_studio.animatic.contract import ClipOrder
from callsheet_studio.animatic.make import make_clip
from callsheet_studio.jobs.contract import VideoFormat


def main(folder: Path, side: int) -> None:
    order = ClipOrder("bench", sys.stdin.read(), "kling", aspect_ratio="16:9")
    clip = make_clip(order, folder, VideoFormat(short_side=side), {}, lambda _: None)
    print(json.dumps({"seconds": clip.seconds}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
