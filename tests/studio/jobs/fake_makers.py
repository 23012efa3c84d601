"""A film maker that is real but tiny: it writes every file of a film, in steps, in milliseconds.

The task is its script, a word and its argument on each line: `gate-STEP PORT` stops before that
step until the listener on the loopback port sends a byte, `die` ends the process, `die-while FILE`
does so as long as the file is there, `hang` falls into a pattern that never ends, `refuse TEXT` is
a brief that gives no film, `log FILE` appends a line to the file for every step that really runs.
Everything else is just a task.
"""

import hashlib
import os
import re
import socket
from collections.abc import Mapping
from pathlib import Path

from callsheet_studio.explainer.contract import FilmResult, SceneSpan
from callsheet_studio.jobs.contract import Progress, Report, Step, VideoFormat
from callsheet_studio.storyboard.brief import Brief, FilmRejected
from callsheet_studio.storyboard.build import build_storyboard as write_script
from callsheet_studio.storyboard.outline_writer import as_outline

FILES = ("film.mp4", "poster.jpg", "contact-sheet.jpg", "film.srt", "film.vtt", "storyboard.json")
OUTLINE = "outline.md"
STEPS = ("script", "voice", "scene-01", "scene-02", "film")


def make_film(
    brief: Brief, folder: Path, video_format: VideoFormat, done: Mapping[str, Step], report: Report
) -> FilmResult:
    """Like `callsheet_studio.explainer.make.make_film`."""
    print("a maker may print what it likes")
    script = [(line.partition(" ")[0], line.partition(" ")[2]) for line in brief.task.splitlines()]
    report(Progress("voiceover", 10))
    for n, name in enumerate(STEPS):
        report(Progress("generating_frames", 20 + 10 * n, n, len(STEPS)))
        if name not in done:
            play(script, f"{brief.uuid} {name}")
            report(run(name, folder, brief.uuid))
    write(folder / OUTLINE, as_outline(write_script(brief).storyboard).encode())
    facts = (SceneSpan(1, "One", 0.0, 1.0), SceneSpan(2, "Two", 1.0, 1.5))
    return FilmResult("Tiny", 2.5, facts, {"words_per_minute": 120}, ("It is tiny.",))


def play(script: list[tuple[str, str]], step: str) -> None:
    """Do what the script says before this step."""
    for word, argument in script:
        WORDS.get(word.removesuffix(f"-{step.split()[1]}"), ignore)(argument, step)


def run(name: str, folder: Path, uuid: str) -> Step:
    """Do one step: the last one writes the film's files, the others one of their own."""
    names = FILES if name == "film" else (f"{name}.txt",)
    for file in names:
        write(folder / file, f"{file} of {uuid}".encode())
    return Step(name, {file: sha256(folder / file) for file in names})


def write(path: Path, content: bytes) -> None:
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_bytes(content)
    os.replace(fresh, path)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def log(file: str, step: str) -> None:
    with open(file, "a", encoding="utf-8") as lines:
        lines.write(step + "\n")


def gate(port: str, step: str) -> None:
    with socket.create_connection(("127.0.0.1", int(port))) as line:
        line.sendall(step.encode() + b"\n")
        if not line.recv(1):
            os._exit(8)


def die(_: str, step: str) -> None:
    os._exit(9)


def die_while(file: str, step: str) -> None:
    if Path(file).exists():
        die(file, step)


def refuse(text: str, step: str) -> None:
    raise FilmRejected(text)


def hang(_: str, step: str) -> None:
    re.match("(a+)+$", "a" * 64 + "b")


def ignore(_: str, step: str) -> None:
    pass


WORDS = {
    "gate": gate,
    "die": die,
    "die-while": die_while,
    "hang": hang,
    "refuse": refuse,
    "log": log,
}
