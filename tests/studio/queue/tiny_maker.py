"""A film maker that is real but tiny: it writes every file of a film, in steps, in milliseconds.

The task is its script, one word a line: `gate NAME` waits until the file NAME is gone, `die` ends
the process, `die-until NAME` does so while the file NAME is there, `refuse TEXT` is a brief that
gives no film. `log NAME` appends a line to the file NAME for every step that really runs.
"""

import hashlib
import os
import time
from collections.abc import Mapping
from pathlib import Path

from callsheet_studio.film import Brief, CannotFilm, Film, Format, Progress, Report, SceneFact, Step

FILES = ("film.mp4", "poster.jpg", "contact-sheet.jpg", "film.srt", "film.vtt", "storyboard.json")
STEPS = ("script", "voice", "scene-01", "scene-02", "film")


def make(brief: Brief, folder: Path, fmt: Format, done: Mapping[str, Step], report: Report) -> Film:
    """Like `callsheet_studio.render.make.make`."""
    print("a maker may print what it likes")
    report(Progress("voiceover", 10))
    for line in brief.task.splitlines():
        word, _, rest = line.partition(" ")
        WORDS.get(word, ignore)(rest)
    for n, name in enumerate(STEPS):
        report(Progress("generating_frames", 20 + 10 * n, n, len(STEPS)))
        if name not in done:
            report(run(name, brief, folder))
    facts = (SceneFact(1, "One", 0.0, 1.0), SceneFact(2, "Two", 1.0, 1.5))
    return Film("Tiny", 2.5, facts, {"words_per_minute": 120}, ("It is tiny.",))


def run(name: str, brief: Brief, folder: Path) -> Step:
    """Do one step: the last one writes the film's files, the others one of their own."""
    for line in brief.task.splitlines():
        if line.startswith("log "):
            log(Path(line[4:]), f"{brief.uuid} {name}")
        if line.startswith(f"gate-{name} "):
            gate(line.partition(" ")[2])
    names = FILES if name == "film" else (f"{name}.txt",)
    for file in names:
        write(folder / file, f"{file} of {brief.uuid}".encode())
    return Step(name, {file: sha256(folder / file) for file in names})


def write(path: Path, content: bytes) -> None:
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_bytes(content)
    os.replace(fresh, path)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def log(path: Path, line: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def gate(name: str) -> None:
    while Path(name).exists():
        time.sleep(0.005)


def die(_: str) -> None:
    os._exit(9)


def die_until(name: str) -> None:
    if Path(name).exists():
        die(name)


def refuse(text: str) -> None:
    raise CannotFilm(text)


def ignore(_: str) -> None:
    pass


WORDS = {"gate": gate, "die": die, "die-until": die_until, "refuse": refuse}
