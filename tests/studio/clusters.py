"""Clusters for tests: on PostgreSQL, and near ones whose machines share an SQLite file."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import anyio
import pytest

from callsheet_studio.state import Cluster, Listen
from callsheet_studio.storage.clock import Clock
from callsheet_studio.storage.database import Store
from callsheet_studio.storage.sqlite_store import open_store

SECRET = "what all machines of a test know"


@dataclass(frozen=True)
class NearCluster(Cluster):
    """Shares a folder of this disk and an SQLite file in it: all but the database is as always."""

    clock: Clock = field(kw_only=True)

    @asynccontextmanager
    async def open_database(self) -> AsyncGenerator[tuple[Store, Clock, Listen]]:
        async with open_store(Path(self.database_url)) as store:
            yield store, self.clock, hear_nothing


async def hear_nothing(_: Callable[[], None]) -> None:
    await anyio.sleep_forever()


def near(folder: Path, clock: Clock) -> NearCluster:
    return NearCluster(str(folder), store_of_films(folder), SECRET, clock=clock)


def real(folder: Path, url: str) -> Cluster:
    return Cluster(url, store_of_films(folder), SECRET)


def store_of_films(folder: Path) -> str:
    pytest.importorskip("obstore", reason="The extra [cluster] is not installed.")
    path = folder / "store"
    path.mkdir(parents=True, exist_ok=True)
    return path.as_uri()
