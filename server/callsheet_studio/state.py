"""Where a studio keeps what it knows and makes: its home, or what a cluster shares."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Generator, Sequence
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from pathlib import Path
from re import findall
from typing import Any, TypeAlias, TypeVar

import anyio.to_thread

from callsheet_studio.auth.accounts import Accounts, is_known
from callsheet_studio.auth.home_keys import HomeKeys, cluster_keys, own_keys
from callsheet_studio.auth.session_tokens import SessionTokens, cluster_sessions, own_sessions
from callsheet_studio.errors import HomeUnusable
from callsheet_studio.jobs.job_folders import JobFolders, LocalFolders
from callsheet_studio.jobs.job_queue import JobQueue
from callsheet_studio.jobs.notifier import Notifier
from callsheet_studio.jobs.statements import UNFINISHED
from callsheet_studio.private_files import make_folder
from callsheet_studio.storage.clock import Clock
from callsheet_studio.storage.database import Connection, Store
from callsheet_studio.storage.deletion import delete
from callsheet_studio.storage.sqlite_store import open_store

T = TypeVar("T")
Erase: TypeAlias = Callable[[Sequence[str]], Awaitable[tuple[str, ...]]]
Task: TypeAlias = Callable[[], Coroutine[Any, Any, None]]
Listen: TypeAlias = Callable[[Callable[[], None]], Coroutine[Any, Any, None]]
"""Calls a function when jobs came or ended, in any process; runs until cancelled."""


@dataclass(frozen=True)
class StudioState:
    """An open database and the files of jobs, and what is made of them for a process."""

    store: Store
    clock: Clock
    folders: JobFolders
    queue: JobQueue
    accounts: Accounts
    keys: HomeKeys
    sessions: SessionTokens
    erase: Erase
    """Deletes all that there is of ended jobs, and returns the ids of those that are gone."""
    arrivals: Notifier
    """Rings when a job may be claimed."""
    tasks: tuple[Task, ...] = ()
    """Run for as long as the process does jobs."""


@asynccontextmanager
async def open_home(home: Path, clock: Clock, lease: float) -> AsyncGenerator[StudioState]:
    """Open the state of a home for a block: SQLite, and folders of this disk.

    Args:
        lease: Seconds that a claim on a job lasts without a sign of life.

    Raises:
        StudioError: The home, its database or its keys cannot be used; the text says what to do.
    """
    async with open_store(home) as store:
        accounts = Accounts(store, clock)
        with _explain(home):
            folders = LocalFolders(home)
            keys, sessions = await own_keys(accounts, home), await own_sessions(accounts, home)
        queue = JobQueue(store, clock, lease, folders=folders)

        async def erase(job_ids: Sequence[str]) -> tuple[str, ...]:
            return await anyio.to_thread.run_sync(delete, home, job_ids)

        yield StudioState(
            store=store,
            clock=clock,
            folders=folders,
            queue=queue,
            accounts=accounts,
            keys=keys,
            sessions=sessions,
            erase=erase,
            arrivals=queue.bell,
        )


@contextmanager
def _explain(home: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise HomeUnusable(home, error) from error


@dataclass(frozen=True)
class Cluster:
    """What machines share: replicas of the server hand jobs in, workers do them."""

    database_url: str = field(repr=False)
    """`postgresql://user:password@host/name`."""
    artifacts: str = field(repr=False)
    """Address of the store of films, as `storage/artifacts` reads it."""
    secret: str = field(repr=False)
    """The same on every machine: the studio's own keys come from it."""

    def count_unfinished(self) -> int:
        """Return how many jobs wait or run. Blocks.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        return self._read(lambda db: int(db.execute(UNFINISHED).fetchone()[0]))

    def is_ours(self, key: str) -> bool:
        """Return whether this cluster's studio ever issued the API key. Blocks.

        Such a key must never be sent to a hosted service.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        return self._read(lambda db: is_known(db, key))

    def _read(self, look: Callable[[Connection], T]) -> T:
        from callsheet_studio.storage.postgres_store import PostgresStore

        with closing(PostgresStore(self.database_url)) as store:
            return store.read_now(look)

    @asynccontextmanager
    async def open(self, home: Path, lease: float) -> AsyncGenerator[StudioState]:
        """Open the shared state for a block.

        Args:
            home: This process' own folder.
            lease: Seconds that a claim on a job lasts without a sign of life.

        Raises:
            StudioError: The home, the database or the store of films cannot be used.
        """
        # What the extra brings is imported by whoever is part of a cluster.
        from callsheet_studio.jobs.shared_deletion import delete_shared
        from callsheet_studio.jobs.shared_folders import SharedFolders
        from callsheet_studio.storage.artifacts import open_artifacts

        with _explain(home):
            make_folder(home)
        artifacts = await anyio.to_thread.run_sync(open_artifacts, self.artifacts)
        async with self.open_database() as (store, clock, listen):
            accounts, arrivals = Accounts(store, clock), Notifier()
            with _explain(home):
                folders = SharedFolders(home, store, artifacts)
            release = release_number(version("callsheet"))
            yield StudioState(
                store=store,
                clock=clock,
                folders=folders,
                queue=JobQueue(
                    store, clock, lease, code_release=release, alone=True, folders=folders
                ),
                accounts=accounts,
                keys=await cluster_keys(accounts, self.secret),
                sessions=cluster_sessions(accounts, self.secret),
                erase=partial(delete_shared, store, folders),
                arrivals=arrivals,
                tasks=(partial(listen, arrivals.notify),),
            )

    @asynccontextmanager
    async def open_database(self) -> AsyncGenerator[tuple[Store, Clock, Listen]]:
        """Open the shared database for a block, and give (store, its clock, how to hear of jobs).

        Raises:
            StudioError: The database does not answer, or a newer Callsheet wrote it.
        """
        from callsheet_studio.storage.postgres_store import open_postgres_store

        async with open_postgres_store(self.database_url) as store:
            yield store, store.now, store.listen


def release_number(text: str) -> int:
    """Return a number for a version such as `1.2.3`, which grows with it."""
    major, minor, patch = ([int(part) for part in findall(r"\d+", text)] + [0, 0, 0])[:3]
    return (major * 1000 + minor) * 1000 + patch
