"""A film maker for tests: the files of a film in milliseconds, with a picture that is a JPEG.

`hold FILE` in the task stops the work before its last step until that file is there; `refuse` is a
brief that gives no film.
"""

import base64
import hashlib
import time
from collections.abc import Mapping
from pathlib import Path

from callsheet_studio.film import Brief, CannotFilm, Film, Format, Progress, Report, SceneFact, Step

FILES = ("film.mp4", "poster.jpg", "contact-sheet.jpg", "film.srt", "film.vtt", "storyboard.json")
PICTURE = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4"
    "UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj"
    "Y2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAJABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEA"
    "AAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAABQb/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIR"
    "AxEAPwCQAoAb/9k="
)


def make(brief: Brief, folder: Path, fmt: Format, done: Mapping[str, Step], report: Report) -> Film:
    """Like `callsheet_studio.render.make.make`."""
    if "refuse" in brief.task:
        raise CannotFilm("There is nothing to show in this task. Write at least one sentence.")
    report(Progress("voiceover", 10))
    report(Progress("generating_frames", 60, 1, 2))
    _hold(brief.task)
    if "film" not in done:
        report(_film(folder, brief.uuid))
    facts = (SceneFact(1, "One", 0.0, 1.0), SceneFact(2, "Two", 1.0, 1.5))
    return Film("Small", 2.5, facts, {"words_per_minute": 120}, ("It is small.",))


def _hold(task: str) -> None:
    words = task.split()
    gate = Path(words[words.index("hold") + 1]) if "hold" in words else None
    while gate and not gate.exists():
        time.sleep(0.01)


def _film(folder: Path, uuid: str) -> Step:
    for name in FILES:
        content = PICTURE if name.endswith(".jpg") else f"{name} of {uuid}".encode()
        (folder / name).write_bytes(content)
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    return Step("film", digests)
