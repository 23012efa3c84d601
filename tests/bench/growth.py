"""How the cost of a film grows with its length, its scenes and its size.

    python tests/bench/growth.py [--quick]

Prints a Markdown table with a row for each film: wall and processor time, the latter by that of
encoding one still of the same length, too, memory at its highest, and the file's size. Films are
made cold, each in a process of its own.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.bench.content import outline, outline_of
from tests.bench.film import FPS, made
from tests.bench.process import program
from tests.bench.table import head, row

LENGTHS = (30, 60, 120, 300)
SCENES = (2, 5, 10, 20, 40)
SPLIT = 120
"""Seconds of the films with different numbers of scenes."""
SIDES = (720, 1080)
HEAD = ("film", "scenes", "made in", "CPU", "a frame", "of floor", "memory", "file")


def main(lengths: tuple[int, ...], scenes: tuple[int, ...], sides: tuple[int, ...]) -> None:
    """Print the table."""
    print(head(HEAD))
    for side in sides:
        for seconds in lengths:
            print(row(cells(seconds, side, outline(seconds))), flush=True)
    for count in scenes:
        print(row(cells(SPLIT, sides[0], outline_of(SPLIT, count))), flush=True)


def cells(seconds: int, side: int, task: str) -> Iterator[str]:
    """The row of a film."""
    film = made(program("film"), seconds, side, task=task)
    floor = made(program("still"), film.seconds, side)
    yield f"{film.seconds:.0f} s at {side}p"
    yield str(task.count("\n## "))
    yield f"{film.run.seconds:.1f} s"
    yield f"{film.run.cpu:.1f} s"
    yield f"{film.run.cpu / film.seconds / FPS * 1e3:.2f} ms"
    yield f"{film.run.cpu / floor.run.cpu:.2f}"
    yield f"{film.run.memory / 1e6:.0f} MB"
    yield f"{film.bytes / 1e6:.2f} MB"


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="only short films at 720p")
    if parser.parse_args().quick:
        main(LENGTHS[:2], SCENES[:1], SIDES[:1])
    else:
        main(LENGTHS, SCENES, SIDES)
