"""Films of a soak: real ones, and jobs of measured cost, whose titles begin with `Measured`.

A job of measured cost does what a film's worker does between drawing: it reports, records steps
with their files, and takes as long as a film took here, but leaves the processor to the real ones.
`SOAK_LOG` names the file that every run is noted in, `SOAK_COST` the seconds.
"""

import os
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from callsheet_studio.explainer import make
from callsheet_studio.explainer.contract import FilmResult, SceneSpan
from callsheet_studio.jobs.contract import Progress, Report, Step, VideoFormat
from callsheet_studio.llm.endpoints import NO_ENDPOINTS, ModelEndpoints
from callsheet_studio.pipeline.checkpoints import Checkpoints
from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.outline_writer import as_outline

STEPS = ("script", "voice", "scene-01", "scene-02", "film")
FILES = (make.VIDEO, make.POSTER, make.CONTACT_SHEET, make.SRT, make.VTT, make.STORYBOARD)


def make_film(
    brief: Brief,
    folder: Path,
    video_format: VideoFormat,
    done: Mapping[str, Step],
    report: Report,
    endpoints: ModelEndpoints = NO_ENDPOINTS,
) -> FilmResult:
    """Like `callsheet_studio.explainer.make.make_film`."""
    note("begin", brief.uuid)
    if brief.task.startswith("# Measured"):
        film = _measured(brief, folder, done, report)
    else:
        small = replace(video_format, short_side=360, processes=1)
        film = make.make_film(brief, folder, small, done, report, endpoints)
    note("end", brief.uuid)
    return film


def note(what: str, uuid: str) -> None:
    """Append a line: what, the job, the worker that started this process, when."""
    line = f"{what} {uuid} {os.getppid()} {time.monotonic():.3f}\n"
    with open(os.environ["SOAK_LOG"], "a", encoding="ascii") as log:
        log.write(line)


def _measured(brief: Brief, folder: Path, done: Mapping[str, Step], report: Report) -> FilmResult:
    checkpoints = Checkpoints(folder, done, report)
    for n, name in enumerate(STEPS):
        report(Progress("generating_frames", 20 + 10 * n, n, len(STEPS)))
        if not checkpoints.is_done(name):
            time.sleep(float(os.environ["SOAK_COST"]) / len(STEPS))
            files = FILES if name == "film" else (f"work/{name}",)
            texts = {file: f"{file} of {brief.uuid}\n{brief.task}" for file in files}
            if name == "film":
                texts[make.OUTLINE] = as_outline(build_storyboard(brief).storyboard)
            written = [checkpoints.write(file, text.encode()) for file, text in texts.items()]
            checkpoints.record(name, written)
    title = brief.task.splitlines()[0].removeprefix("# ")
    spans = (SceneSpan(1, "One", 0.0, 1.0), SceneSpan(2, "Two", 1.0, 1.5))
    return FilmResult(title, 2.5, spans, {"words_per_minute": 120}, ())
