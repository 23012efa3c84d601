"""The page on operating it: what is backed up by its commands is there again."""

import os
import time
from contextlib import closing
from pathlib import Path
from subprocess import run
from urllib.parse import quote

import pytest
from tests.postgres_cluster import Cluster

from callsheet.composition import KINDS
from callsheet.shared_files import DatabaseFiles
from callsheet.sign_in.tokens import TokenFile
from callsheet_studio.jobs.job import Lane, NewJob
from callsheet_studio.jobs.job_folders import LocalFolders
from callsheet_studio.jobs.job_queue import JobQueue
from callsheet_studio.jobs.kinds import FILM
from callsheet_studio.storage.postgres_store import open_postgres_store
from callsheet_tools.database.postgres import PostgresDatabase
from callsheet_tools.jobs.job import JobRequest
from callsheet_tools.jobs.journal import Journal
from callsheet_tools.toolkit.user import READ

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
PAGE = Path(__file__).parents[2] / "manifests" / "docs" / "operating.md"
IN_THE_SERVICE = "docker compose exec -T postgres "


async def test_what_was_dumped_is_restored_by_the_page_s_own_commands(
    cluster: Cluster, tmp_path: Path
) -> None:
    """Jobs, tokens and the studio's queue come back; what was ordered later is gone."""
    lines = PAGE.read_text("utf-8").splitlines()
    commands = [one.removeprefix(IN_THE_SERVICE) for one in lines if one.startswith(IN_THE_SERVICE)]
    environ = {**os.environ, "PGHOST": str(cluster.folder)}

    def do(*names: str) -> None:
        for one in commands:
            if one.split()[0] in names:
                run(("bash", "-c", one), cwd=tmp_path, env=environ, check=True)

    do("createdb")
    url = f"postgresql://callsheet@/callsheet?host={quote(str(cluster.folder), safe='')}"
    await order(url, tmp_path, "before")
    do("pg_dump")
    await order(url, tmp_path, "after")
    do("dropdb", "createdb", "pg_restore")
    assert await kept(url, tmp_path) == ({"before"}, {"before"}, {"before"})


async def order(url: str, home: Path, name: str) -> None:
    """One of everything with this name."""
    with closing(PostgresDatabase(url, home)) as database:
        journal = Journal(database, name, time.time, lambda: name, KINDS)
        asked = JobRequest("knowlify", "hosted", "acc", "video", name, {"video": {"task": name}})
        await journal.create([asked])
        await TokenFile(DatabaseFiles(database)).add(name, frozenset({READ}), time.time())
    async with open_postgres_store(url) as store:
        queue = JobQueue(store, time.time, 15.0, folders=LocalFolders(home))
        await queue.submit([NewJob(name, FILM, Lane("lane", 3), {})])


async def kept(url: str, home: Path) -> tuple[set[str], ...]:
    """Names of jobs, tokens and the studio's jobs."""
    with closing(PostgresDatabase(url, home)) as database:
        journal = Journal(database, "later", time.time, lambda: "later", KINDS)
        jobs = {job.title for job in await journal.recent(10)}
        tokens = {*(await TokenFile(DatabaseFiles(database)).tokens())}
    async with open_postgres_store(url) as store:
        queue = JobQueue(store, time.time, 15.0, folders=LocalFolders(home))
        return jobs, tokens, {job.id for job in await queue.list("lane")}
