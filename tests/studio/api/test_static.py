"""The files of a finished film: what is served, in which pieces, and what is not."""

from collections.abc import AsyncGenerator
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from tests.studio.clusters import near

from callsheet_studio.explainer.contract import FilmResult, SceneSpan
from callsheet_studio.jobs.job import Lane, NewJob

pytestmark = pytest.mark.anyio
CONTENT = bytes(range(256)) * 40
TYPES = {
    "film.mp4": "video/mp4",
    "poster.jpg": "image/jpeg",
    "film.srt": "application/x-subrip",
    "film.vtt": "text/vtt; charset=utf-8",
    "storyboard.json": "application/json",
}


@pytest.fixture(params=["home", "cluster"])
async def shelf(
    request: pytest.FixtureRequest, open_up: Any, tmp_path: Path, clock: Any
) -> AsyncGenerator[httpx2.AsyncClient]:
    """A client without a key, whose base is the folder of one finished film; in a cluster, another
    machine has made it."""
    cluster = near(tmp_path, clock) if request.param == "cluster" else None
    async with open_up(cluster=cluster) as (studio, http):
        job_id = str(uuid4())
        await studio.queue.submit([NewJob(job_id, "film", Lane("one", 3), {"task": "a"})])
        claim = await studio.queue.claim(1)
        folder = studio.home / "films" / job_id
        folder.mkdir()
        for name in (*TYPES, "worker.log"):
            (folder / name).write_bytes(CONTENT)
        if contents := await studio.state.folders.keep(job_id):
            await studio.queue.record_step(claim, contents)
            await studio.state.folders.leave(job_id)
            assert not folder.exists()
        film = FilmResult("One", 1.0, (SceneSpan(1, "One", 0.0, 1.0),), {}, ())
        await studio.queue.finish(claim, asdict(film))
        del http.headers["X-API-Key"]
        http.base_url = httpx2.URL(f"http://studio.localhost/static/{job_id}/")
        yield http


@pytest.mark.parametrize(("name", "kind"), TYPES.items())
async def test_a_file_comes_whole_with_its_length_and_kind(
    shelf: httpx2.AsyncClient, name: str, kind: str
) -> None:
    answer = await shelf.get(name)
    assert answer.content == CONTENT
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Content-Length"] == str(len(CONTENT))
    assert answer.headers["Accept-Ranges"] == "bytes"


async def test_head_tells_the_same_and_sends_nothing(shelf: httpx2.AsyncClient) -> None:
    answer = await shelf.head("film.mp4")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(CONTENT))


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [("0-0", 0, 1), ("10-19", 10, 20), ("10000-", 10000, 10240), ("-5", 10235, 10240)]
    + [("10-99999", 10, 10240)],
)
async def test_a_byte_range_is_served(
    shelf: httpx2.AsyncClient, asked: str, start: int, end: int
) -> None:
    """RFC 9110, section 14: how a player seeks."""
    answer = await shelf.get("film.mp4", headers={"Range": f"bytes={asked}"})
    assert answer.status_code == 206
    assert answer.content == CONTENT[start:end]
    assert answer.headers["Content-Range"] == f"bytes {start}-{end - 1}/{len(CONTENT)}"


async def test_a_range_beyond_the_end_is_416(shelf: httpx2.AsyncClient) -> None:
    answer = await shelf.get("film.mp4", headers={"Range": "bytes=10240-"})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{len(CONTENT)}"


@pytest.mark.parametrize(
    "path",
    ["worker.log", "", "nope.mp4", "%2e%2e%2f%2e%2e%2fkeys.json", "..%5c..%5ckeys.json", "%00"]
    + ["/static/", "/static/film.mp4", "/static/nobody/film.mp4", "/static/%2e%2e/keys.json"],
)
async def test_nothing_else_of_the_home_is_served(shelf: httpx2.AsyncClient, path: str) -> None:
    """Neither logs nor listings nor what a path could be bent to."""
    url = f"http://studio.localhost{path}" if path.startswith("/") else path
    answer = await shelf.get(url)
    assert answer.status_code in (401, 404)
    assert answer.json().keys() == {"detail"}


async def test_an_unfinished_film_has_no_files(open_up: Any) -> None:
    async with open_up() as (studio, http):
        created = await http.post("/v1/videos", json={"videos": [{"task": "a"}]})
        uuid = created.json()["results"][0]["uuid"]
        folder = studio.home / "films" / uuid
        folder.mkdir()
        (folder / "film.mp4").write_bytes(CONTENT)
        assert (await http.get(f"/static/{uuid}/film.mp4")).status_code == 404
