"""A maker of films and edits that is real but tiny: its films are text files.

A request's lines `style: …` are a script: `refuse TEXT` fails when its turn comes, `touch N` counts
as that many scenes, `gate-edit PORT` and `die-while FILE` are as in the tiny film maker. Everything
else counts as one.
"""

import runpy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from callsheet_studio.edits.apply import EditText, apply_request
from callsheet_studio.edits.contract import CREDITS_A_SCENE, EditOrder, FinishedEdit
from callsheet_studio.edits.diff import StoryboardDiff
from callsheet_studio.explainer.contract import FilmResult, SceneSpan
from callsheet_studio.jobs.contract import Progress, Report, Step, VideoFormat
from callsheet_studio.storyboard.brief import FilmRejected
from callsheet_studio.storyboard.outline_writer import as_outline, read_storyboard

FILMS: dict[str, Any] = runpy.run_path(
    str(Path(__file__).parent.parent / "jobs" / "fake_makers.py")
)
SHEET = "changes.jpg"

make_film = FILMS["make_film"]


def edit(
    order: tuple[EditOrder, Path],
    folder: Path,
    video_format: VideoFormat,
    done: Mapping[str, Step],
    report: Report,
) -> FinishedEdit:
    """Like `callsheet_studio.edits.make.edit`."""
    wanted, before = order
    told = (line.removeprefix("style: ") for line in wanted.edit_request.splitlines())
    lines = (line.partition(" ") for line in told)
    script = [(word, argument) for word, _, argument in lines]
    report(Progress("processing", 5))
    said = dict(script)
    if "refuse" in said:
        raise FilmRejected(said["refuse"])
    report(Progress("applying", 50, 1, 2))
    FILMS["play"](script, f"{wanted.video} edit")
    film = f"{(before / 'film.mp4').read_text()} + {wanted.edit_request}"
    for name in (*FILMS["FILES"], SHEET):
        FILMS["write"](folder / name, film.encode())
    outline = read_storyboard((before / FILMS["OUTLINE"]).read_text())
    request = EditText(wanted.edit_request, wanted.aspect_ratio, wanted.pictures)
    changed = as_outline(apply_request(request, outline).storyboard)
    FILMS["write"](folder / FILMS["OUTLINE"], changed.encode())
    return _edited(int(said.get("touch", 1)), wanted)


def _edited(touched: int, wanted: EditOrder) -> FinishedEdit:
    facts = (SceneSpan(1, "One", 0.0, 1.0), SceneSpan(2, "Two", 1.0, 1.5))
    film = FilmResult("Tiny", 2.5, facts, {"words_per_minute": 120}, ("It is tiny.",))
    changed = tuple((n, n) for n in range(1, touched + 1))
    return FinishedEdit(
        **vars(film),
        difference=StoryboardDiff(changed),
        changes=("Changed what was asked.",),
        credits_used=min(wanted.most_credits, CREDITS_A_SCENE * touched),
        changes_sheet=SHEET,
    )
