"""A film maker for tests of the board: two seconds that a browser really plays, in milliseconds.

`hold FILE` in the task stops the work before its last step until that file is there; `refuse` is a
brief that gives no film; `upright` makes it 9:16;
`slowly` shows more and more percent on the way.
"""

import hashlib
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer import draft
from callsheet_studio.explainer.contract import FilmResult, SceneSpan
from callsheet_studio.jobs.contract import Progress, Report, Step, VideoFormat
from callsheet_studio.media.contact_sheet import jpeg
from callsheet_studio.media.video_encoder import encode
from callsheet_studio.storyboard.brief import Brief, FilmRejected
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.outline_writer import as_outline

OUTLINE = "outline.md"
FILES = ("film.mp4", "poster.jpg", "contact-sheet.jpg", "film.srt", "film.vtt", "storyboard.json")
make_draft = draft.make_draft
"""A draft is quick enough to be the real one."""
SECONDS = 2
RATE = 10
VTT = """\
WEBVTT

00:00:00.000 --> 00:00:01.000
The first words.

00:00:01.000 --> 00:00:02.000
The last words.
"""


def make_film(
    brief: Brief, folder: Path, fmt: VideoFormat, done: Mapping[str, Step], report: Report
) -> FilmResult:
    """Like `callsheet_studio.explainer.make.make_film`."""
    if "refuse" in brief.task:
        raise FilmRejected("There is nothing to show in this task. Write at least one sentence.")
    report(Progress("voiceover", 10))
    report(Progress("generating_frames", 40, 1, 2))
    _go_slowly(brief.task, report)
    _hold(brief.task)
    (folder / OUTLINE).write_text(as_outline(build_storyboard(brief).storyboard), "utf-8")
    if "film" not in done:
        report(_film(folder, brief))
    facts = (SceneSpan(1, "One", 0.0, 1.0), SceneSpan(2, "Two", 1.0, 1.0))
    return FilmResult("Small", SECONDS, facts, {"words_per_minute": 120}, ("It is small.",))


def _go_slowly(task: str, report: Report) -> None:
    for percent in range(41, 90 if "slowly" in task else 41):
        time.sleep(0.15)
        report(Progress("generating_frames", percent, 1, 2))


def _hold(task: str) -> None:
    words = task.split()
    gate = Path(words[words.index("hold") + 1]) if "hold" in words else None
    while gate and not gate.exists():
        time.sleep(0.01)


def _film(folder: Path, brief: Brief) -> Step:
    size = (180, 320) if "upright" in brief.task else (320, 180)
    paint = partial(_paint, int(hashlib.sha256(brief.uuid.encode()).hexdigest()[:6], 16))
    for _ in encode(folder / "film.mp4", size, RATE, range(SECONDS * RATE), paint):
        pass
    surface = skia.Surface(*size)
    paint(surface.getCanvas(), RATE)
    for name in ("poster.jpg", "contact-sheet.jpg"):
        (folder / name).write_bytes(jpeg(surface.makeImageSnapshot(), 80))
    for name in ("film.srt", "film.vtt", "storyboard.json"):
        (folder / name).write_text("{}" if name.endswith(".json") else VTT, encoding="utf-8")
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    return Step("film", digests)


def _paint(color: int, canvas: skia.Canvas, frame: int) -> None:
    """A ground of the film's own colour, and a bar that moves."""
    canvas.clear(0xFF000000 | color)
    canvas.drawRect(skia.Rect.MakeXYWH(frame * 8, 0, 24, 400), skia.Paint(Color=0xFFFFFFFF))
