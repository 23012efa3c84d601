"""One tiny film, made once for every test that looks at a finished one."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from callsheet_studio.explainer.contract import FilmResult
from callsheet_studio.explainer.make import make_film
from callsheet_studio.jobs.contract import Progress, Step, VideoFormat
from callsheet_studio.storyboard.brief import Brief

TINY = VideoFormat(short_side=144, fps=10)
ALONE = replace(TINY, processes=1)
OUTLINE = """# Why the sky is blue
## Sunlight is a mix
- Red: long waves
- Blue: short waves
> Sunlight mixes red and blue light.
## What scatters
- Blue: 5.5
- Red: 1
> Air scatters blue about 5.5 times more than red.
"""
BRIEF = Brief(uuid="0f3c", task=OUTLINE, style_prompt="calm")


@dataclass(frozen=True)
class Made:
    """A film, where it lies, and everything that was reported while it was made."""

    film: FilmResult
    folder: Path
    reports: tuple[Progress | Step, ...]

    @property
    def steps(self) -> dict[str, Step]:
        return {report.name: report for report in self.reports if isinstance(report, Step)}

    @property
    def progress(self) -> list[Progress]:
        return [report for report in self.reports if isinstance(report, Progress)]


def made_in(folder: Path, brief: Brief = BRIEF, video_format: VideoFormat = TINY) -> Made:
    folder.mkdir(exist_ok=True)
    reports: list[Progress | Step] = []
    film = make_film(brief, folder, video_format, {}, reports.append)
    return Made(film, folder, tuple(reports))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made_in(tmp_path_factory.mktemp("films") / "first")
