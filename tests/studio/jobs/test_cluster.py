"""Machines with homes of their own do one queue's jobs, and have one another's files."""

import sqlite3
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, closing
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import anyio
import httpx2
import pytest
from tests.studio.clusters import near

from callsheet_studio import cluster_worker
from callsheet_studio.errors import ArtifactsUnusable, HomeTaken
from callsheet_studio.jobs.job import DuplicateId, Job, JobPrice, Lane, NewJob
from callsheet_studio.jobs.kinds import CONTENTS, FILM
from callsheet_studio.jobs.worker_pool import PollIntervals
from callsheet_studio.state import release_number
from callsheet_studio.storage.process_lock import ProcessLock
from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.studio import OpenStudio, Studio

pytestmark = pytest.mark.anyio
STEPS = ("script", "voice", "scene-01", "scene-02", "film")
PACE = PollIntervals(lease=5.0, beat=0.1, look=0.05)


@pytest.fixture
def machine(tmp_path: Path, closed: Studio) -> Any:
    """A machine of the cluster, with a home of its own."""

    def machine(name: str) -> Studio:
        cluster = near(tmp_path / "shared", closed.clock)
        return replace(closed, home=tmp_path / name, cluster=cluster, pace=PACE)

    return machine


async def submit(studio: OpenStudio, script: str, *, lane: str = "me") -> str:
    uuid = str(uuid4())
    job = NewJob(uuid, FILM, Lane(lane, 3), asdict(Brief(uuid, script)))
    await studio.queue.submit([job])
    return uuid


async def ended(studio: OpenStudio, uuid: str) -> Job:
    with anyio.fail_after(60):
        while True:
            job = await studio.queue.get(uuid)
            assert job is not None
            if job.state in ("done", "failed"):
                return job
            await anyio.sleep(0.02)


def stored(tmp_path: Path) -> list[bytes]:
    """What the store of films holds."""
    return [path.read_bytes() for path in (tmp_path / "shared").rglob("films/*/*")]


def contents_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@asynccontextmanager
async def http_client(studio: OpenStudio) -> AsyncGenerator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(studio.knowlify, raise_app_exceptions=False)
    headers = {"X-API-Key": studio.keys.knowlify}
    base = "http://studio.localhost"
    async with httpx2.AsyncClient(transport=transport, base_url=base, headers=headers) as http:
        yield http


async def test_a_film_that_one_machine_makes_is_served_by_another(
    machine: Any, tmp_path: Path
) -> None:
    async with machine("replica").open(works=False) as replica, http_client(replica) as http:
        created = await http.post("/v1/videos", json={"videos": [{"task": "a"}]})
        uuid = created.json()["results"][0]["uuid"]
        async with machine("worker").open():
            assert (await ended(replica, uuid)).state == "done"
        shown = (await http.get(f"/v1/videos/{uuid}")).json()
        film = await http.get(shown["video_url"], headers={"Range": "bytes=0-7"})
        outline = await http.get(shown["outline_url"])
    assert film.status_code == 206 and film.content == b"film.mp4" and outline.status_code == 200
    assert shown["as_request"]["task"] == outline.text
    assert not [*(tmp_path / "worker" / "films").iterdir()]
    assert not (tmp_path / "replica" / "studio.sqlite3").exists()


async def test_another_machine_goes_on_behind_the_last_step(
    machine: Any, gate: Any, tmp_path: Path
) -> None:
    """It has the files of the steps before, and runs none of them again."""
    log = tmp_path / "log"
    async with machine("replica").open(works=False) as replica:
        async with machine("first").open():
            script = f"log {log}\ngate-scene-02 {gate.port}"
            uuid = await submit(replica, script)
            arrival = await gate.arrival()
        await arrival.gone()
        async with machine("second").open():
            await (await gate.arrival()).let_on()
            assert (await ended(replica, uuid)).state == "done"
        film = await replica.state.folders.read(uuid, "scene-01.txt")
    ran = Counter(line.split()[1] for line in log.read_text().splitlines())
    assert ran == Counter(STEPS) + Counter(["scene-02"])
    assert film == f"scene-01.txt of {uuid}".encode()


async def test_what_comes_with_a_request_is_there_where_it_is_made(machine: Any) -> None:
    """Pictures and recordings that the replica stored, and the film that an edit changes."""
    async with machine("replica").open(works=False) as replica:
        uuid = str(uuid4())
        picture = replica.state.folders.root / uuid / "pictures" / "bee.png"
        picture.parent.mkdir(parents=True)
        picture.write_bytes(b"a bee")
        job = NewJob(uuid, FILM, Lane("me", 3), {"task": "x logo-0123456789abcdef.png"})
        await replica.queue.submit([job])
        assert not picture.exists()
        await replica.state.folders.add_logo("logo-0123456789abcdef.png", b"a logo")
        async with machine("worker").open(works=False) as worker:
            lease = await worker.state.queue.claim(1)
            assert lease is not None and [*lease.done] == [CONTENTS]
            await worker.state.folders.prepare(lease.job, lease.done, None)
            there = worker.home / "films" / uuid / "pictures" / "bee.png"
            assert there.read_bytes() == b"a bee"
            assert (worker.home / "logos" / "logo-0123456789abcdef.png").read_bytes() == b"a logo"
            await worker.state.folders.leave(uuid)
            assert not there.exists()
            await worker.state.folders.prepare(replace(lease.job, id="edit"), {}, uuid)
            assert there.read_bytes() == b"a bee"


async def test_a_damaged_file_of_the_store_is_not_used(machine: Any, tmp_path: Path) -> None:
    async with machine("replica").open(works=False) as replica:
        uuid = str(uuid4())
        picture = replica.state.folders.root / uuid / "bee.png"
        picture.parent.mkdir(parents=True)
        picture.write_bytes(b"a bee")
        await replica.queue.submit([NewJob(uuid, FILM, Lane("me", 3), {"task": "x"})])
        (file,) = (tmp_path / "shared").rglob(f"{uuid}/*")
        file.write_bytes(b"a wasp")
        lease = await replica.state.queue.claim(1)
        assert lease is not None
        with pytest.raises(OSError, match="damaged"):
            await replica.state.folders.prepare(lease.job, lease.done, None)
    assert not picture.exists()


async def test_a_cancelled_job_leaves_nothing_in_the_store(
    machine: Any, gate: Any, tmp_path: Path
) -> None:
    async with machine("replica").open(works=False) as replica, machine("worker").open():
        uuid = await submit(replica, f"gate-scene-02 {gate.port}")
        arrival = await gate.arrival()
        assert stored(tmp_path)
        assert await replica.cancel(uuid)
        await arrival.gone()
        with anyio.fail_after(60):
            while stored(tmp_path):  # noqa: ASYNC110 no event crosses machines
                await anyio.sleep(0.02)


async def test_a_deleted_job_is_gone_everywhere(machine: Any, tmp_path: Path) -> None:
    async with machine("replica").open(works=False) as replica, http_client(replica) as http:
        created = await http.post("/v1/videos", json={"videos": [{"task": "xylocarp"}]})
        uuid = created.json()["results"][0]["uuid"]
        async with machine("worker").open():
            await ended(replica, uuid)
        assert stored(tmp_path) and await replica.find_known([uuid, "other"]) == {uuid}
        answer = await http.post(f"/studio/jobs/{uuid}/delete")
        assert answer.json() == {"deleted": [uuid]}
        assert await replica.find_known([uuid]) == set()
    assert not stored(tmp_path)
    with closing(sqlite3.connect(tmp_path / "shared" / "studio.sqlite3")) as db:
        assert "xylocarp" not in "\n".join(db.iterdump())


async def test_all_machines_have_the_same_keys_and_none_in_a_file(
    machine: Any, tmp_path: Path
) -> None:
    async with machine("a").open(works=False) as one, machine("b").open(works=False) as two:
        assert one.keys == two.keys
        hers = await one.keys_of("alice")
        assert hers == await two.keys_of("alice") and hers != one.keys
        caller = await two.accounts.caller("knowlify", hers.knowlify)
        assert caller is not None
        assert one.sessions.secret == two.sessions.secret
    everything = contents_of(tmp_path)
    assert one.keys.knowlify.encode() not in everything
    assert one.sessions.secret.encode() not in everything


def job_with_picture(studio: OpenStudio, name: str, price: JobPrice | None = None) -> NewJob:
    folder = studio.state.folders.root / name
    folder.mkdir(exist_ok=True)
    (folder / "bee.png").write_bytes(f"a bee for {name}".encode())
    return NewJob(name, FILM, Lane("me", 3), {}, price)


async def test_a_request_that_cannot_be_paid_leaves_no_files(machine: Any, tmp_path: Path) -> None:
    async with machine("replica").open(works=False) as replica:
        poor = await replica.members.add("poor", credits=1)
        caller = await replica.accounts.caller("knightvision", poor.knightvision)
        assert caller is not None
        with pytest.raises(Exception, match="credits are left"):
            await replica.queue.submit(
                [job_with_picture(replica, "a", JobPrice(caller.account, 20))]
            )
    assert not stored(tmp_path)


async def test_a_request_that_is_refused_leaves_no_files_and_takes_none(
    machine: Any, tmp_path: Path
) -> None:
    async with machine("replica").open(works=False) as replica:
        await replica.queue.submit([job_with_picture(replica, "known")])
        jobs = [job_with_picture(replica, name) for name in ("new", "known")]
        with pytest.raises(DuplicateId):
            await replica.queue.submit(jobs)
        assert await replica.queue.get("new") is None
    assert stored(tmp_path) == [b"a bee for known"]


async def test_a_store_that_fails_is_told_as_it_is_and_nothing_of_the_request_stays(
    machine: Any, tmp_path: Path
) -> None:
    async with machine("replica").open(works=False) as replica:
        jobs = [job_with_picture(replica, name) for name in ("a", "b")]
        (tmp_path / "shared" / "store" / "films").mkdir()
        (tmp_path / "shared" / "store" / "films" / "b").write_text("in the way")
        with pytest.raises(OSError, match="store of films"):
            await replica.queue.submit(jobs)
        assert [await replica.queue.get(name) for name in ("a", "b")] == [None, None]
    assert not stored(tmp_path)


async def test_a_job_that_is_cancelled_while_it_waits_leaves_no_files(
    machine: Any, tmp_path: Path
) -> None:
    async with machine("replica").open(works=False) as replica:
        await replica.queue.submit([job_with_picture(replica, "a")])
        assert stored(tmp_path)
        assert await replica.cancel("a")
    assert not stored(tmp_path)


async def test_one_worker_uses_a_home(machine: Any) -> None:
    studio = machine("worker")
    studio.home.mkdir()
    lock = ProcessLock(studio.home / cluster_worker.LOCK)
    assert lock.acquire()
    with pytest.raises(HomeTaken, match="CALLSHEET_HOME of its own"):
        await cluster_worker.work(studio, lambda: None)


async def test_an_address_that_leads_to_no_store_is_told(machine: Any) -> None:
    studio: Studio = machine("worker")
    assert studio.cluster is not None
    gone = replace(studio.cluster, artifacts="file:///nowhere/at/all")
    with pytest.raises(ArtifactsUnusable, match="CALLSHEET_ARTIFACTS"):
        async with replace(studio, cluster=gone).open():
            pass


def test_newer_versions_have_larger_numbers() -> None:
    versions = ["0.1.0", "0.1.1rc2", "0.2", "0.10.0", "1.0.0.dev3", "1.0.1"]
    numbers = [release_number(version) for version in versions]
    assert numbers == sorted(set(numbers))
