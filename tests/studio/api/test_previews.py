"""Previews: asked for with a header that only the studio knows, said in every answer about them."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from callsheet_studio.jobs.contract import VideoFormat
from callsheet_studio.jobs.kinds import FILM
from callsheet_studio.jobs.worker_protocol import WorkItem
from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.worker.handlers import HANDLERS

from .test_knowlify_videos import create, order, poll

ASKED = {"X-Studio-Preview": "true"}
PREVIEW = VideoFormat(short_side=360, fps=12, stereo=False)


@pytest.mark.anyio
async def test_a_video_that_was_asked_for_as_a_preview_says_so(open_up: Any) -> None:
    async with open_up() as (_, http):
        answer = await http.post("/v1/videos", json=order("Tides", "Bees"), headers=ASKED)
        rows = answer.json()["results"]
        shown = await poll(http, rows[1]["uuid"])
    assert [row["preview"] for row in rows] == [True, True]
    assert shown["preview"] is True


@pytest.mark.anyio
@pytest.mark.parametrize("headers", [{}, {"X-Studio-Preview": "false"}], ids=["silent", "false"])
async def test_a_full_film_is_answered_as_the_hosted_service_does(
    open_up: Any, headers: dict[str, str]
) -> None:
    """Knowlify's documentation knows no previews."""
    async with open_up() as (_, http):
        http.headers.update(headers)
        (row,) = await create(http, "Tides")
        shown = await poll(http, row["uuid"])
    assert "preview" not in row | shown


@pytest.mark.anyio
async def test_a_header_that_says_neither_is_refused(open_up: Any) -> None:
    async with open_up() as (_, http):
        asked = {"X-Studio-Preview": "yes"}
        answer = await http.post("/v1/videos", json=order("Tides"), headers=asked)
    assert answer.status_code == 400
    assert answer.json()["detail"] == "X-Studio-Preview: is either true or false"


@pytest.mark.parametrize(
    ("preview", "kept", "given"),
    [
        (True, VideoFormat(), PREVIEW),
        (False, VideoFormat(), VideoFormat()),
        (None, VideoFormat(), VideoFormat()),
        (
            True,
            VideoFormat(short_side=144, fps=10),
            VideoFormat(short_side=144, fps=10, stereo=False),
        ),
    ],
    ids=["preview", "full", "queued before there were previews", "already smaller"],
)
def test_whichever_process_takes_a_job_makes_it_as_it_was_ordered(
    tmp_path: Path, preview: bool | None, kept: VideoFormat, given: VideoFormat
) -> None:
    """The format is the job's: its row says whether it is a preview, an old one says nothing."""
    request = asdict(Brief("tides", "Tides"))
    asked = {**request, "preview": preview}
    row = {name: value for name, value in asked.items() if value is not None}
    home = str(tmp_path)
    job = WorkItem(FILM, row, home, folder=home, format=kept, done={})
    made: list[VideoFormat] = []

    def make(brief: Brief, folder: Path, video_format: VideoFormat, *_: object) -> None:
        made.append(video_format)

    HANDLERS[FILM].run(make, job, print)
    assert made == [given]
