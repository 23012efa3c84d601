"""Makes a film as a worker does, and says what its processor time went into.

    python -m tests.bench.programs.film FOLDER SECONDS SIDE [preview] < OUTLINE

Prints JSON: the film's `seconds`, and `stages`, seconds of processor by name. What is in no stage
is starting processes, writing the script, and joining parts.
"""

import json
import sys
import time
from collections import defaultdict
from pathlib import Path

from tests.bench.programs.artist import FILE

import callsheet_studio.explainer.make as making
from callsheet_studio.jobs.contract import Progress, Step, VideoFormat
from callsheet_studio.pipeline.render_pool import RenderPool
from callsheet_studio.storyboard.brief import Brief

ARTIST = "tests.bench.programs.artist"
STAGES = {"script": "", "voice": "voice", "plan": "", "film": ""}
"""What the maker's own process worked at until a step was done. The others are done while the
drawing processes draw, and all that it works meanwhile is the sound."""


class WatchedArtists(RenderPool):
    """Drawing processes that keep count."""

    def __init__(self, folder: Path, count: int) -> None:
        super().__init__(folder, count, ARTIST)


class Steps:
    """Hears of every finished step and notes the processor time since the one before."""

    def __init__(self) -> None:
        self.seconds = defaultdict[str, float](float)
        self._since = time.process_time()

    def __call__(self, said: Progress | Step) -> None:
        if isinstance(said, Step):
            now = time.process_time()
            self.seconds[STAGES.get(said.name, "sound")] += now - self._since
            self._since = now


def main(folder: Path, seconds: int, fmt: VideoFormat) -> None:
    making.RenderPool = WatchedArtists
    steps = Steps()
    brief = Brief(uuid="bench", task=sys.stdin.read(), seconds=seconds)
    film = making.make_film(brief, folder, fmt, {}, steps)
    for file in folder.glob(FILE.format("*")):
        for stage, worked in json.loads(file.read_text()).items():
            steps.seconds[stage] += worked
    del steps.seconds[""]
    print(json.dumps({"seconds": film.seconds, "stages": steps.seconds}))


if __name__ == "__main__":
    full = VideoFormat(short_side=int(sys.argv[3]), fps=30)
    wanted = full.preview() if sys.argv[4:] == ["preview"] else full
    main(Path(sys.argv[1]), int(sys.argv[2]), wanted)
