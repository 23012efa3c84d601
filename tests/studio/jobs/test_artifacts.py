"""The store of films: a folder, and an S3 service on loopback."""

from collections.abc import Generator
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx2
import pytest

pytest.importorskip("obstore", reason="The extra [cluster] is not installed.")
from callsheet_studio.errors import ArtifactsUnusable
from callsheet_studio.storage import artifacts
from callsheet_studio.storage.artifacts import Artifacts, open_artifacts

pytestmark = pytest.mark.anyio
CONTENT = bytes(range(256)) * 40
DIGEST = sha256(CONTENT).hexdigest()
KEY = f"films/a/{DIGEST}"


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Generator[str]:
    server = pytest.importorskip("moto.server").ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    for name, value in {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": url,
        "AWS_ALLOW_HTTP": "true",
    }.items():
        monkeypatch.setenv(name, value)
    httpx2.post(f"{url}/moto-api/reset")  # what earlier tests stored is kept in the process
    assert httpx2.put(f"{url}/bucket").status_code == 200
    yield "s3://bucket/team"
    server.stop()


@pytest.fixture(params=["folder", pytest.param("s3", marks=pytest.mark.slow)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Artifacts:
    if request.param == "s3":
        return open_artifacts(request.getfixturevalue("s3"))
    (tmp_path / "a store").mkdir()
    return open_artifacts((tmp_path / "a store").as_uri())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "film.mp4"
    path.write_bytes(CONTENT)
    return path


async def test_what_was_stored_is_fetched_whole_and_in_parts(
    store: Artifacts, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(artifacts, "CHUNK", 1000)
    await store.add(KEY, file)
    await store.add(KEY, file)
    await store.fetch(KEY, DIGEST, tmp_path / "there" / "film.mp4")
    assert (tmp_path / "there" / "film.mp4").read_bytes() == CONTENT
    assert await store.read(KEY) == CONTENT and await store.size(KEY) == len(CONTENT)
    pieces = [piece async for piece in store.read_range(KEY, 500, 3200)]
    assert b"".join(pieces) == CONTENT[500:3200] and len(pieces) == 3


async def test_what_is_not_there_is_told_and_what_is_damaged_not_taken(
    store: Artifacts, file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "there.mp4"
    for work in (store.read(KEY), store.size(KEY), store.fetch(KEY, DIGEST, target)):
        with pytest.raises(FileNotFoundError):
            await work
    await store.add_bytes(KEY, CONTENT[:-1])
    with pytest.raises(OSError, match="damaged"):
        await store.fetch(KEY, DIGEST, target)
    assert not target.exists()


async def test_the_objects_of_a_job_are_listed_and_deleted_alone(
    store: Artifacts, file: Path
) -> None:
    other = "films/ab/x"
    for key in (KEY, other):
        await store.add(key, file)
    assert await store.list("films/a") == {KEY: len(CONTENT)}
    await store.delete([KEY, "films/a/never"])
    assert await store.list("films") == {other: len(CONTENT)}


@pytest.mark.parametrize("url", ["file:///no/such/folder", "nothing", "s3://"])
def test_an_address_that_leads_nowhere_is_told(url: str) -> None:
    with pytest.raises(ArtifactsUnusable, match="CALLSHEET_ARTIFACTS"):
        open_artifacts(url)


async def test_a_store_that_does_not_answer_is_an_error_of_the_system(
    monkeypatch: pytest.MonkeyPatch, file: Path
) -> None:
    """So that a job's attempt ends as with a full disk, and begins again."""
    from obstore.exceptions import GenericError

    def broken(*_: Any, **__: Any) -> None:
        raise GenericError("no route\nmore")

    monkeypatch.setattr(artifacts.obstore, "put", broken)
    with pytest.raises(OSError, match="The store of films: no route"):
        await open_artifacts(file.parent.as_uri()).add(KEY, file)
