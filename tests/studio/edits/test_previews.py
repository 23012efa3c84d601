"""A real preview, and its edit: small and coarse, with all that a film has."""

from typing import Any, NamedTuple

import av
import pytest

from callsheet_studio.jobs.contract import VideoFormat

from .conftest import Office, OpenOffice

TASK = """# Tides
## Two pulls
- Moon: near
> The moon pulls more.
"""


class Shape(NamedTuple):
    """What a player sees of a film."""

    size: tuple[int, int]
    fps: float
    streams: tuple[str, ...]


@pytest.mark.anyio
@pytest.mark.slow
async def test_a_preview_stays_one_through_its_edits(open_office: OpenOffice) -> None:
    settings = {"maker": "", "format": VideoFormat(spoken=False, processes=1)}
    async with open_office(**settings) as office:
        office.http.headers["X-Studio-Preview"] = "true"
        uuid = await office.video(TASK)
        film = await office.get(f"/v1/videos/{uuid}")
        del office.http.headers["X-Studio-Preview"]
        edit = await office.edited(uuid, 'Change "Two pulls" to "Pulls"', aspect_ratio="9:16")
        edited = await office.get(f"/v1/videos/{uuid}")
        shapes = [await _shape(office, shown) for shown in (film, edited)]
    assert film["preview"] is edit["preview"] is edited["preview"] is True
    streams = ("video", "audio", "subtitle", "data")
    assert shapes == [Shape((640, 360), 12, streams), Shape((360, 640), 12, streams)]


async def _shape(office: Office, shown: dict[str, Any]) -> Shape:
    path = office.home / "films" / shown["video_url"].split("/")[-2] / "film.mp4"
    with av.open(path) as film:
        picture = film.streams.video[0]
        size, rate = (picture.width, picture.height), picture.average_rate
        return Shape(size, float(rate or 0), tuple(stream.type for stream in film.streams))
