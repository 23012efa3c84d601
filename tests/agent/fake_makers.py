"""Makers for tests: files of everything in milliseconds, with pictures that are JPEGs.

`hold FILE` in the words of an order stops the work before its last step until that file is there;
`refuse` in them gives nothing. An edit's words are a setting such as `style: hold FILE`.
"""

import base64
import hashlib
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from callsheet_studio.ad_analysis.contract import AdOrder, AdReport, AdStage, AdUnknown
from callsheet_studio.animatic.contract import (
    CharacterOrder,
    CharacterResult,
    ClipOrder,
    ClipResult,
    PoseOrder,
    PoseResult,
)
from callsheet_studio.edits.apply import EditText, apply_request
from callsheet_studio.edits.contract import EditOrder, FinishedEdit
from callsheet_studio.edits.diff import StoryboardDiff
from callsheet_studio.explainer import draft
from callsheet_studio.explainer.contract import FilmResult, SceneSpan
from callsheet_studio.jobs.contract import Progress, Report, Step, VideoFormat
from callsheet_studio.storyboard.brief import Brief, FilmRejected
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.outline_writer import as_outline, read_storyboard

OUTLINE = "outline.md"
FILES = ("film.mp4", "poster.jpg", "contact-sheet.jpg", "film.srt", "film.vtt", "storyboard.json")
TYPICAL_SCENES = tuple(
    SceneSpan(n, title, n * 7.675 - 7.675, 7.675)
    for n, title in enumerate(
        (
            "How bread rises",
            "What yeast eats",
            "Bubbles in the dough",
            "Why gluten holds them",
            "In three steps",
            "Warm or cold?",
            "In numbers",
            "Remember",
        ),
        1,
    )
)
TYPICAL_REPORT = {
    "seconds": 61.4,
    "scenes": 8,
    "words_per_minute": 141,
    "voice_speed": 1.0,
    "longest_silence_seconds": 1.02,
    "scenes_under_3_seconds": 0,
    "shrunken_text": [],
    "words_likely_misread": ["Saccharomyces"],
    "cut": [],
    "loudness_lufs": -16.0,
    "peak_db": -2.0,
    "coverage": "6 of 6 sections, 14 of 15 items, 4 of 4 table rows",
}
TYPICAL_NOTES = ("The words carry 61 s of the 75 s, so the film is that long.",)
"""What the report of a film of a minute looks like."""
make_draft = draft.make_draft
"""A draft is quick enough to be the real one."""
PICTURE = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4"
    "UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj"
    "Y2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAJABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEA"
    "AAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAABQb/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIR"
    "AxEAPwCQAoAb/9k="
)


def make_film(
    brief: Brief, folder: Path, fmt: VideoFormat, done: Mapping[str, Step], report: Report
) -> FilmResult:
    """Like `callsheet_studio.explainer.make.make_film`."""
    if "refuse" in brief.task:
        raise FilmRejected("There is nothing to show in this task. Write at least one sentence.")
    report(Progress("voiceover", 10))
    report(Progress("generating_frames", 60, 1, 2))
    _hold(brief.task)
    (folder / OUTLINE).write_text(as_outline(build_storyboard(brief).storyboard), "utf-8")
    if "film" not in done:
        report(_film(folder, brief.uuid))
    facts = (SceneSpan(1, "One", 0.0, 1.0), SceneSpan(2, "Two", 1.0, 1.5))
    if "typical" in brief.task:
        return FilmResult("How bread rises", 61.4, TYPICAL_SCENES, TYPICAL_REPORT, TYPICAL_NOTES)
    return FilmResult("Small", 2.5, facts, {"words_per_minute": 120}, ("It is small.",))


def edit(
    order: tuple[EditOrder, Path],
    folder: Path,
    fmt: VideoFormat,
    done: Mapping[str, Step],
    report: Report,
) -> FinishedEdit:
    """Like `callsheet_studio.edits.make.edit`: the second scene of two becomes different."""
    wanted, before = order
    if "refuse" in wanted.edit_request:
        raise FilmRejected("Not understood. For example: 'make scene 2 shorter'.")
    report(Progress("applying", 60, 1, 2))
    _hold(wanted.edit_request)
    request = EditText(wanted.edit_request, wanted.aspect_ratio, wanted.pictures)
    film = read_storyboard((before / OUTLINE).read_text("utf-8"))
    changed = as_outline(apply_request(request, film).storyboard)
    (folder / OUTLINE).write_text(changed, "utf-8")
    _once(folder, done, report, FILES, f"edit of {before.name}")
    facts = (SceneSpan(1, "One", 0.0, 1.0), SceneSpan(2, "Changed", 1.0, 1.5))
    difference = StoryboardDiff(changed=((2, 2),))
    said = ("Scene 2 changed.",)
    return FinishedEdit("Small", 2.5, facts, {}, (), difference=difference, changes=said)


def make_clip(
    order: ClipOrder, folder: Path, fmt: VideoFormat, done: Mapping[str, Step], report: Report
) -> ClipResult:
    """Like `callsheet_studio.animatic.make.make_clip`."""
    if "refuse" in order.prompt:
        raise FilmRejected("There is nothing to show in this prompt.")
    report(Progress("processing", 50))
    _hold(order.prompt)
    _once(folder, done, report, ("clip.mp4", "poster.jpg", "contact-sheet.jpg"), "clip")
    note = f"In it: {', '.join(order.cast) or 'nobody'}."
    return ClipResult(float(order.seconds), (order.prompt,), (note,))


def make_character(
    order: CharacterOrder, folder: Path, fmt: VideoFormat, done: Mapping[str, Step], report: Report
) -> CharacterResult:
    """Like `callsheet_studio.animatic.make.make_character`."""
    _hold(order.prompt)
    _once(folder, done, report, ("character.mp4", "poster.jpg"), "character")
    return CharacterResult(order.name, {"hat": "red"}, float(order.seconds))


def make_pose_clip(
    order: PoseOrder, folder: Path, fmt: VideoFormat, done: Mapping[str, Step], report: Report
) -> PoseResult:
    """Like `callsheet_studio.animatic.make.make_pose_clip`."""
    if "refuse" in order.prompt:
        raise FilmRejected("The stretch is empty.")
    _hold(order.prompt)
    _once(folder, done, report, ("pose.mp4", "pose.jpg"), "pose")
    return PoseResult(order.name, float(order.end - order.start))


def analyze(
    order: AdOrder, folder: Path, done: Mapping[str, Step], report: Callable[[AdStage | Step], None]
) -> AdReport:
    """Like `callsheet_studio.ad_analysis.pipeline.analyze`; knows every ad but `404`."""
    report(AdStage("transcribing"))
    if order.ad == "404":
        raise AdUnknown(order.ad)
    _once(folder, done, report, ("contact-sheet.jpg",), "ad")
    return AdReport(
        "It sells tea.", "[0:01] Tea!", "# Analysis\nOne shot.", "# Script\nHold up the tea."
    )


def _hold(task: str) -> None:
    words = task.split()
    gate = Path(words[words.index("hold") + 1]) if "hold" in words else None
    while gate and not gate.exists():
        time.sleep(0.01)


def _film(folder: Path, uuid: str) -> Step:
    return _step(folder, FILES, uuid)


def _once(
    folder: Path,
    done: Mapping[str, Step],
    report: Callable[[Step], None],
    names: tuple[str, ...],
    what: str,
) -> None:
    if "film" not in done:
        report(_step(folder, names, what))


def _step(folder: Path, names: tuple[str, ...], what: str) -> Step:
    for name in names:
        content = PICTURE if name.endswith(".jpg") else f"{name} of {what}".encode()
        (folder / name).write_bytes(content)
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    return Step("film", digests)
