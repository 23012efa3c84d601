"""Makers of clips, characters, poses and reports that are real but tiny, for tests of the service.

The words of an order are its script, a word and its argument on each line: `refuse TEXT` gives no
result, `die` ends the process, `log FILE` appends a line to the file for every step that really
runs, `gate PORT` stops before each step until a listener on the loopback port closes the line.
"""

import hashlib
import os
import socket
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from callsheet_studio.ad_analysis.contract import AdOrder, AdReport, AdStage, AdUnknown, StageName
from callsheet_studio.animatic.contract import (
    CharacterOrder,
    CharacterResult,
    ClipOrder,
    ClipResult,
    PoseOrder,
    PoseResult,
)
from callsheet_studio.explainer.contract import FilmResult, SceneSpan
from callsheet_studio.jobs.contract import Progress, Report, Step, VideoFormat
from callsheet_studio.storyboard.brief import Brief, FilmRejected

STAGES: tuple[StageName, ...] = ("downloading", "extracting_frames", "transcribing", "analyzing")
FILM = ("film.mp4", "poster.jpg", "contact-sheet.jpg", "film.srt", "film.vtt", "storyboard.json")


def make_film(
    brief: Brief, folder: Path, video_format: VideoFormat, done: Mapping[str, Step], report: Report
) -> FilmResult:
    report(Progress("generating_frames", 50))
    work(folder, done, report, brief.task, {"script": ("script.txt",), "film": FILM})
    return FilmResult("Tiny", 1.0, (SceneSpan(1, "One", 0.0, 1.0),), {}, ())


def make_clip(
    order: ClipOrder,
    folder: Path,
    video_format: VideoFormat,
    done: Mapping[str, Step],
    report: Report,
) -> ClipResult:
    report(Progress("processing", 50))
    files = ("clip.mp4", "poster.jpg", "contact-sheet.jpg")
    work(folder, done, report, order.prompt, {"script": ("shots.txt",), "clip": files})
    note = f"In it: {', '.join(order.cast) or 'nobody'}; mark: {order.mark}."
    return ClipResult(float(order.seconds), (order.prompt,), (note,))


def make_character(
    order: CharacterOrder,
    folder: Path,
    video_format: VideoFormat,
    done: Mapping[str, Step],
    report: Report,
) -> CharacterResult:
    files = {"character": ("character.mp4", "poster.jpg")}
    work(folder, done, report, order.prompt, files)
    return CharacterResult(order.name, {"hat": order.prompt}, float(order.seconds))


def make_pose_clip(
    order: PoseOrder,
    folder: Path,
    video_format: VideoFormat,
    done: Mapping[str, Step],
    report: Report,
) -> PoseResult:
    assert Path(order.video).is_file(), "the character's film"
    work(folder, done, report, order.prompt, {"pose": ("pose.mp4", "pose.jpg")})
    return PoseResult(order.name, float(order.end - order.start))


def analyze(
    order: AdOrder, folder: Path, done: Mapping[str, Step], report: Callable[[AdStage | Step], None]
) -> AdReport:
    ad = Path(order.library, f"{order.ad}.mp4")
    for stage in STAGES:
        report(AdStage(stage))
        if not ad.is_file():
            raise AdUnknown(order.ad)
        work(folder, done, report, ad.read_text(), {stage: (f"{stage}.txt",)})
    return AdReport("A summary.", "A transcription.", "An analysis.", "A script.", contact_sheet="")


def work(
    folder: Path,
    done: Mapping[str, Step],
    report: Callable[[Step], None],
    script: str,
    steps: Mapping[str, Iterable[str]],
) -> None:
    """Do the steps that are not done, each with its files."""
    for name, files in steps.items():
        if name not in done:
            play(script, f"{folder.name} {name}")
            report(Step(name, {file: write(folder / file) for file in files}))


def play(script: str, step: str) -> None:
    """Do what the script says before this step."""
    for line in script.splitlines():
        word, _, argument = line.partition(" ")
        if word in WORDS:
            WORDS[word](argument, step)


def write(path: Path) -> str:
    """Write a file that tells where it is, whole or not at all; gives its SHA-256."""
    content = f"{path.name} of {path.parent.name}".encode()
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_bytes(content)
    os.replace(fresh, path)
    return hashlib.sha256(content).hexdigest()


def log(file: str, step: str) -> None:
    with open(file, "a", encoding="utf-8") as lines:
        lines.write(f"{step} {os.getpid()}\n")


def gate(port: str, step: str) -> None:
    with socket.create_connection(("127.0.0.1", int(port))) as line:
        line.sendall(f"{step}\n".encode())
        line.recv(1)


def die(_: str, step: str) -> None:
    os._exit(9)


def refuse(text: str, step: str) -> None:
    raise FilmRejected(text)


WORDS: dict[str, Callable[[str, str], None]] = {
    "log": log,
    "gate": gate,
    "die": die,
    "refuse": refuse,
}
