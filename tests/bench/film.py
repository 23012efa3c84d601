"""How fast films are made, compared with the floor and with other ways to make films.

    python tests/bench/film.py [--quick] [--beside PYTHON]

Prints one Markdown table. The floor encodes one still on all cores, as any film of a camera is
encoded here (constant likeness, CABAC, B-frames); a film's own settings, one quantizer and CAVLC,
take less. It runs right after each film, so that a busy machine slows both alike, and CPU time
tells what an idle one would do: `of floor` is a film's CPU by that of the floor. The second film is
made by a process that has just made one, as a worker that is ready does: its row is what that took
more, and so with previews. `held` is the share of frames that repeat the one before and are not
encoded, `on twos` of those among them that stand alone between two coded ones. moviepy and manim
film the first outline plainer, and silent; PYTHON is that of an environment which has them, by
default this one. With HYPERFRAMES set, HyperFrames films it too, in a headless Chromium:
others/hyperframes_film.py says what that needs.

Everything is made in processes of its own. Memory is that of the whole process tree at its highest
(proportional set size, Linux only). CPU is given in milliseconds a frame, of all cores together:
all of it, then what went into drawing frames, into colours for the encoder, into the encoder
(x264, MP4), into setting texts and stills, into sound and voice. The rest is starting processes,
the script, and joining.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.bench.content import outline
from tests.bench.process import Run, program, run
from tests.bench.table import head, row

from callsheet_studio.pipeline import capacity

SIZES = ((45, 720), (60, 720), (180, 720), (300, 720), (45, 1080))
"""Seconds, and lines of the picture."""
PREVIEWED = 720
"""The size of films whose preview is in the table too; its CPU is by the film's own frames."""
FPS = 30
STAGES = ("draw", "to YUV", "x264", "lay out", "sound", "voice")
HEAD = (
    "film",
    "made by",
    "made in",
    "× real time",
    "held",
    "on twos",
    "CPU",
    "of floor",
    *STAGES,
    "rest",
    "memory",
)
OTHERS = Path(__file__).parent / "others"
FONT = files("fontpkg_poppins") / "files" / "Poppins-Regular.ttf"


@dataclass(frozen=True)
class Made:
    """A film, and what it took."""

    run: Run
    seconds: float
    """Of film."""
    stages: Mapping[str, float] = field(default_factory=dict[str, float])
    """Seconds of processor; empty where the maker does not tell."""
    held: float | None = None
    twos: float | None = None
    bytes: int = 0
    """Of the file."""

    def minus(self, other: "Made") -> "Made":
        """What this took more than another film that was made on the way."""
        run = replace(
            self.run,
            seconds=self.run.seconds - other.run.seconds,
            cpu=self.run.cpu - other.run.cpu,
        )
        return replace(self, run=run, stages={})

    def cells(self, floor: "Made | None" = None) -> Iterator[str]:
        """Of a row of the table, from `made in` on."""
        frame = 1e3 / self.seconds / FPS
        rest = self.run.cpu - sum(self.stages.values())
        shares = (*(self.stages[context] for context in STAGES), rest) if self.stages else ()
        yield f"{self.run.seconds:.1f} s"
        yield f"{self.seconds / self.run.seconds:.2f}"
        yield "" if self.held is None else f"{self.held:.0%}"
        yield "" if self.twos is None else f"{self.twos:.1%}"
        yield f"{self.run.cpu * frame:.2f}"
        yield f"{self.run.cpu / floor.run.cpu:.2f}" if floor else ""
        yield from (f"{share * frame:.2f}" for share in shares)
        yield from [""] * (len(STAGES) + 1 - len(shares))
        yield f"{self.run.memory / 1e6:.0f} MB"


def main(sizes: Sequence[tuple[int, int]], beside: str) -> None:
    """Print the table."""
    print(f"{capacity.cores()} cores; CPU in ms a frame\n\n{head(HEAD)}")
    for seconds, side in sizes:
        film = made(program("film"), seconds, side)
        name = f"{film.seconds:.0f} s at {side}p"
        floor = made(program("still"), film.seconds, side)
        print(row((name, "Callsheet", *film.cells(floor))), flush=True)
        second = made(program("film"), seconds, side, "twice").minus(film)
        print(row((name, "Callsheet, second film", *second.cells(floor))), flush=True)
        if side == PREVIEWED:
            preview = made(program("film"), seconds, side, "preview")
            print(row((name, "Callsheet, preview", *preview.cells(floor))), flush=True)
            second = made(program("film"), seconds, side, "preview", "twice").minus(preview)
            print(row((name, "Callsheet, second preview", *second.cells(floor))), flush=True)
        print(row((name, "only encoding", *floor.cells())), flush=True)
    for package in ("moviepy", "manim"):
        print(row(other(package, beside, *sizes[0])), flush=True)
    if "HYPERFRAMES" in os.environ:
        print(row(by("hyperframes", sys.executable, *sizes[0])))


def made(
    command: Sequence[str], seconds: float, side: int, *more: str, task: str | None = None
) -> Made:
    """Run a program that makes a film of an outline and prints what it made."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = (folder, f"{seconds:g}", str(side), *more)
        taken = run((*command, *arguments), task or outline(seconds))
    return Made(taken, **json.loads(taken.output))


def other(package: str, python: str, seconds: int, side: int) -> Iterator[str]:
    """The row of another way to make films."""
    if has(python, package):
        return by(package, python, seconds, side)
    hint = f"{package}: not installed; pip install {package}, then --beside its Python"
    return iter((f"{seconds} s at {side}p", hint))


def by(maker: str, python: str, seconds: int, side: int) -> Iterator[str]:
    """The row of the outline filmed by a maker's own program."""
    yield f"{seconds} s at {side}p"
    yield maker
    yield from made((python, str(OTHERS / f"{maker}_film.py")), seconds, side, str(FONT)).cells()


def has(python: str, package: str) -> bool:
    code = f"import importlib.util as u, sys; sys.exit(u.find_spec({package!r}) is None)"
    return not subprocess.run((python, "-c", code)).returncode


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="only the first size")
    parser.add_argument("--beside", default=sys.executable, metavar="PYTHON")
    given = parser.parse_args()
    main(SIZES[:1] if given.quick else SIZES, given.beside)
