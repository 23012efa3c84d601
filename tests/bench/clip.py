"""How fast clips are made, one in every setting that the library of pictures has.

    python tests/bench/clip.py

Prints one Markdown table. A clip has ten seconds and 720 lines and shows a person who walks there.
Each is made in processes of its own; CPU is that of all of them together.
"""

import json
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.bench.process import Run, program, run
from tests.bench.table import head, row

from callsheet_studio.animatic.prompt.vocabulary import INDEXES

SIDE, FPS = 720, 30
HEAD = ("setting", "made in", "× real time", "CPU a frame", "memory")


@dataclass(frozen=True)
class Made:
    """A clip, and what it took."""

    run: Run
    seconds: float
    """Of clip."""

    @property
    def speed(self) -> float:
        """Seconds of clip in one of the wall's."""
        return self.seconds / self.run.seconds

    @property
    def work(self) -> float:
        """Milliseconds of processor a frame."""
        return self.run.cpu * 1e3 / self.seconds / FPS


def main() -> None:
    """Print the table."""
    print(head(HEAD))
    clips: list[Made] = []
    first = {place: words for words, place in reversed(INDEXES["places"].items())}
    for place, words in first.items():
        clips.append(made("in the " + " ".join(words)))
        print(row((place, *cells(clips[-1:]))), flush=True)
    print(row(("mean", *cells(clips))))


def made(where: str) -> Made:
    with tempfile.TemporaryDirectory() as folder:
        prompt = f"A woman walks {where}"
        taken = run((*program("clip"), folder, str(SIDE)), prompt)
    return Made(taken, json.loads(taken.output)["seconds"])


def cells(clips: Sequence[Made]) -> Iterator[str]:
    """Means of some clips; of memory the most."""
    yield f"{statistics.mean(clip.run.seconds for clip in clips):.1f} s"
    yield f"{statistics.mean(clip.speed for clip in clips):.2f}"
    yield f"{statistics.mean(clip.work for clip in clips):.1f} ms"
    yield f"{max(clip.run.memory for clip in clips) / 1e6:.0f} MB"


if __name__ == "__main__":
    main()
