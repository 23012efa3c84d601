"""Films frame by frame: what is held, moves on twos or is coded, and how near it is to its drawing.

    python tests/bench/equality.py [FILMS]

The library's outlines and those of tests/outlines are planned, drawn small, encoded and decoded
with FFmpeg told to stop at the first error. A held frame must be equal to the one before it; a
coded one is compared with the frame drawn and converted whole at its time. On twos are the held
frames between two coded ones. Prints a Markdown table, and ends with an error if a held frame
differs or a coded one comes below 40 dB.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.bench.motion import FPS, film_of, tasks
from tests.bench.table import head, row

from callsheet_studio.drawing.changed_area import ChangeDetector
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.film_segments import position_independent, style_only
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size, Theme
from callsheet_studio.media.video_encoder import FrameBuffer, encode
from callsheet_studio.storyboard.timeline import TimedScene, Timeline

SIDE = 180
SECONDS = 30
LEAST = 40.0
"""Decibels (PSNR of all planes) between a coded frame and its drawing."""
HEAD = ("film", "frames", "held", "of them on twos", "coded", "least likeness", "held, not equal")


@dataclass
class Frames:
    """What became of a film's frames."""

    name: str
    held: int = 0
    twos: int = 0
    coded: int = 0
    likeness: float = 99.0
    """The least, in decibels."""
    unequal: int = 0

    def add(self, other: "Frames") -> None:
        """Count another's frames too."""
        self.held, self.twos = self.held + other.held, self.twos + other.twos
        self.coded, self.unequal = self.coded + other.coded, self.unequal + other.unequal
        self.likeness = min(self.likeness, other.likeness)

    @property
    def cells(self) -> Iterator[str]:
        """The row of the table."""
        every = self.held + self.coded
        yield from (self.name, str(every))
        yield from (f"{count / every:.1%}" for count in (self.held, self.twos, self.coded))
        yield from (f"{self.likeness:.1f} dB", str(self.unequal))


def main(count: int) -> None:
    """Print the table."""
    print(head(HEAD))
    total = Frames("together")
    with tempfile.TemporaryDirectory() as folder:
        for name, task in islice(tasks(), count):
            total.add(film := compare(name, film_of(name, task, SECONDS), Path(folder)))
            print(row(film.cells), flush=True)
    print(row(total.cells))
    if total.unequal or total.likeness < LEAST:
        raise SystemExit("a frame is not what was drawn")


def compare(name: str, film: Timeline, folder: Path) -> Frames:
    """Encode and decode every scene of a film."""
    found = Frames(name)
    theme = Theme.of(style_only(film.storyboard))
    size = Size.of(film.storyboard.aspect_ratio, SIDE)
    for timed in map(position_independent, film.scenes):
        picture = SceneRenderer(timed, theme, size)
        found.add(_compare_scene(picture, timed, size, folder / "scene.mp4"))
    return found


def _compare_scene(picture: SceneRenderer, timed: TimedScene, size: Size, file: Path) -> Frames:
    frames = range(round(timed.seconds * FPS))
    changes, held = ChangeDetector(picture.draw), list[bool]()
    paint = partial(_paint, changes, held)
    list(encode(file, (size.width, size.height), FPS, frames, paint, holds=True))
    whole, found = FrameBuffer((size.width, size.height)), Frames("")
    found.held, found.coded = sum(held), len(held) - sum(held)
    found.twos = sum(_on_twos(held, n) for n in range(1, len(held) - 1))
    before: NDArray[np.uint8] | None = None
    for n, frame in zip(frames, _decoded(file), strict=True):
        if held[n]:
            found.unequal += bool((frame != before).any())
        else:
            picture.draw(whole.canvas, n / FPS)
            whole.convert(None)
            drawn = whole.to_frame(n, FPS).to_ndarray()
            found.likeness = min(found.likeness, _likeness(frame, drawn))
        before = frame
    return found


def _paint(changes: ChangeDetector, held: list[bool], canvas: skia.Canvas, n: int) -> skia.IRect:
    area = changes.draw(canvas, n / FPS)
    held.append(bool(n) and area.isEmpty())
    return area


def _on_twos(held: Sequence[bool], n: int) -> bool:
    return held[n] and not held[n - 1] and not held[n + 1]


def _decoded(file: Path) -> Iterator[NDArray[np.uint8]]:
    with av.open(file) as film:
        film.streams.video[0].codec_context.options = {"err_detect": "explode"}
        for frame in film.decode(video=0):
            yield frame.to_ndarray(format="yuv420p")


def _likeness(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    error = np.mean(np.square(one.astype(np.float32) - other))
    return float(10 * np.log10(255**2 / max(error, 1e-6)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 20)
