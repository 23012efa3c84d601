"""Makes a film as a worker does, and says what its processor time went into.

    python -m tests.bench.programs.film FOLDER SECONDS SIDE [preview] [twice] < OUTLINE

Prints JSON: the film's `seconds`, its file's `bytes`, `held`, the share of its frames that repeat
the one before, `twos`, of those among them that stand alone between two others, and `stages`,
seconds of processor by name. What is in no stage is starting processes, writing the
script, and joining parts. With `twice` another film is made first, so that all is loaded.
"""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import av
from tests.bench.programs.artist import FILE

import callsheet_studio.explainer.make as making
from callsheet_studio.jobs.contract import Progress, Step, VideoFormat
from callsheet_studio.pipeline.render_pool import RenderPool, end_ready
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


HELD = 20
"""Bytes that no encoded picture is as small as."""


def main(folder: Path, seconds: int, fmt: VideoFormat, *, twice: bool) -> None:
    making.RenderPool = WatchedArtists
    brief = Brief(uuid="bench", task=sys.stdin.read(), seconds=seconds)
    if twice:
        first = folder / "first"
        first.mkdir()
        making.make_film(brief, first, fmt, {}, lambda _: None)
    steps = Steps()
    film = making.make_film(brief, folder, fmt, {}, steps)
    end_ready()  # a process counts what its children worked when they have ended
    for file in folder.glob(FILE.format("*")):
        for context, worked in json.loads(file.read_text()).items():
            steps.seconds[context] += worked
    del steps.seconds[""]
    file = folder / "film.mp4"
    told = {"seconds": film.seconds, "bytes": file.stat().st_size, "stages": steps.seconds}
    print(json.dumps({**told, **held(file)}))


def held(film: Path) -> Mapping[str, float]:
    """The shares of held frames, and of those on twos."""
    with av.open(film) as file:
        packets = list(file.demux(file.streams.video[0]))
    rests = [packet.size <= HELD for packet in packets if packet.size]
    twos = sum(
        rest and not before and not after
        for before, rest, after in zip(rests, rests[1:], rests[2:], strict=False)
    )
    return {"held": sum(rests) / len(rests), "twos": twos / len(rests)}


if __name__ == "__main__":
    full = VideoFormat(short_side=int(sys.argv[3]), fps=30)
    wanted = full.preview() if "preview" in sys.argv[4:] else full
    main(Path(sys.argv[1]), int(sys.argv[2]), wanted, twice="twice" in sys.argv[4:])
