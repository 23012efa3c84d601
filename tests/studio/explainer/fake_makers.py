"""A process that makes the tiny film and writes each finished step to an append-only log.

    python maker.py FOLDER LOG [GATE]

Steps that the log already holds are done. With a gate, the process stops after that step, holding
its standard input's end open, until it is killed.
"""

import json
import sys
from pathlib import Path

from callsheet_studio.explainer.make import make_film
from callsheet_studio.jobs.contract import Progress, Step, VideoFormat
from callsheet_studio.storyboard.brief import Brief


def main(folder: Path, log: Path, gate: str | None) -> None:
    def report(what: Progress | Step) -> None:
        if isinstance(what, Step):
            with log.open("a") as file:
                file.write(json.dumps([what.name, dict(what.files)]) + "\n")
            if what.name == gate:
                print(flush=True)
                sys.stdin.read()

    brief = Brief(uuid="0f3c", task=(folder.parent / "outline.md").read_text())
    make_film(brief, folder, VideoFormat(short_side=144, fps=10), done_steps(log), report)


def done_steps(log: Path) -> dict[str, Step]:
    lines = log.read_text().splitlines() if log.exists() else []
    return {name: Step(name, files) for name, files in map(json.loads, lines)}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else None)
