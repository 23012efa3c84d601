"""How fast a film of twelve scenes is changed in one of them, compared with making it.

    python tests/bench/edit.py

Prints one Markdown table. The film has 720 lines. Every edit starts from it, in a process of its
own that loads everything itself, and ends with the whole film: one scene drawn, the others taken
over, the sound mixed again. The same process then makes it once more, as a warm worker would; the
CPU and the memory are those of both. Scenes are drawn in parts of a few seconds. A part is taken
over only from the very same renderer: whoever changes that while this runs sees everything drawn
again.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.bench.content import outline
from tests.bench.process import Run, program, run
from tests.bench.table import head, row

SECONDS, SIDE = 130, 720
REQUESTS = {
    "a label in its picture": 'change "Cool" to "Cool down" in scene 7',
    "what is said": 'change "drops begin to form" to "a cloud begins to form" in scene 7',
}
HEAD = ("what is new", "film", "parts drawn", "made in", "of the whole", "warm", "CPU", "memory")


@dataclass(frozen=True)
class Made:
    """A film in its folder, and what it took."""

    folder: Path
    run: Run

    @property
    def seconds(self) -> float:
        """Of film."""
        return json.loads(self.run.output)["seconds"]

    @property
    def warm(self) -> float:
        """Seconds of an edit by a process that is ready; 0 of a film."""
        return json.loads(self.run.output).get("warm", 0.0)

    @property
    def parts(self) -> set[str]:
        """Names of the files of its pictures, which say what they show."""
        return {file.name for file in (self.folder / "work/scenes").glob("*.mp4")}


def main(home: Path) -> None:
    """Print the table."""
    print(head(HEAD))
    whole = made("film", home / "whole", str(SECONDS), outline(SECONDS))
    print(row(("everything", *cells(whole, whole, set()))), flush=True)
    for n, (what, request) in enumerate(REQUESTS.items()):
        edited = made("edit", home / f"edit-{n}", str(whole.folder), request)
        print(row((what, *cells(edited, whole, whole.parts))), flush=True)


def made(name: str, folder: Path, about: str, text: str) -> Made:
    """Run a program of ours that makes a film."""
    folder.mkdir()
    return Made(folder, run((*program(name), str(folder), about, str(SIDE)), text))


def cells(film: Made, whole: Made, there: set[str]) -> Iterator[str]:
    """A row from its second cell on; `there` are parts that another film has."""
    yield f"{film.seconds:.0f} s"
    yield f"{len(film.parts - there)} of {len(film.parts)}"
    cold = film.run.seconds - film.warm
    yield f"{cold:.1f} s"
    yield f"{cold / whole.run.seconds:.0%}"
    yield f"{film.warm:.1f} s" if film.warm else ""
    yield f"{film.run.cpu:.1f} s"
    yield f"{film.run.memory / 1e6:.0f} MB"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        main(Path(temporary))
