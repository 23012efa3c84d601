"""What every test shares: the event loop, both protocol eras, golden files, no network."""

import gc
import json
import os
import socket
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import settings
from jsonschema import Draft202012Validator
from tests.fake_llm_endpoint import Models, answering
from tests.postgres_cluster import Cluster, running, why_not

from callsheet.settings import Settings
from callsheet_studio.jobs import worker_process
from callsheet_tools.database.database import Database
from callsheet_tools.database.sqlite import SqliteDatabase

settings.register_profile("the same each time", derandomize=True, deadline=None, database=None)
settings.load_profile("the same each time")
LOOPBACK = frozenset(
    {"127.0.0.1", "::1", "localhost", "", None, b"localhost", b"127.0.0.1", "0.0.0.0"}
)


gc.disable()  # until all is imported and collected, or each pass would go over it


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="Record golden files again.")
    parser.addoption(
        "--journal",
        choices=("sqlite", "postgres"),
        default="sqlite",
        help="Where servers of this process keep the journal of a home.",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is about SQLite where the journal is in PostgreSQL."""
    if config.getoption("--journal") == "postgres":
        items[:] = [item for item in items if item.get_closest_marker("sqlite_file") is None]


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be recorded again."""
    return bool(request.config.getoption("--rewrite"))


@pytest.fixture(scope="session")
def warm_worker(tmp_path_factory: pytest.TempPathFactory) -> Generator[tuple[str, ...]]:
    """A command that starts a worker of the small makers in milliseconds, where processes fork."""
    if not hasattr(os, "fork"):
        yield worker_process.COMMAND
        return
    tests = Path(__file__).parent
    program, path = str(tests / "warm_workers.py"), str(tmp_path_factory.mktemp("warm") / "workers")
    serve = (sys.executable, "-P", program, "serve", path, str(tests / "agent" / "fake_makers.py"))
    with subprocess.Popen(serve, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdin and server.stdout
        assert server.stdout.readline() == b"ready\n"
        yield (sys.executable, "-I", "-S", program, "ask", path)
        server.stdin.close()


@pytest.fixture
def quick_workers(warm_worker: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """The studio of this process starts warm workers."""
    monkeypatch.setattr(worker_process, "COMMAND", warm_worker)


@pytest.fixture(scope="session")
def cluster() -> Generator[Cluster]:
    """A PostgreSQL server of this run."""
    if missing := why_not():
        pytest.skip(missing)
    with running() as cluster:
        yield cluster


@pytest.fixture(autouse=True)
def _journal_of_homes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `--journal postgres`, each home's journal is a schema instead of a file."""
    if request.config.getoption("--journal") == "sqlite":
        return
    from callsheet import app, composition
    from callsheet_tools.database.postgres import PostgresDatabase

    cluster: Cluster = request.getfixturevalue("cluster")
    addresses = defaultdict[Path, str](cluster.new_journal)

    def open_database(settings: Settings) -> Database:
        return PostgresDatabase(addresses[settings.home], settings.home)

    for module in (app, composition):
        monkeypatch.setattr(module, "open_database", open_database)


@dataclass(frozen=True)
class JournalAt:
    """Where the journal of a test is kept."""

    environ: Mapping[str, str]
    """Settings that lead there, with those of the home."""
    open: Callable[[], Database]
    """Opens it as one more process does."""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def journal_at(request: pytest.FixtureRequest, tmp_path: Path) -> JournalAt:
    """A new journal, in each of the databases."""
    if request.param == "sqlite":
        return JournalAt({}, lambda: SqliteDatabase(tmp_path / "home" / "journal.sqlite3"))
    from callsheet_tools.database.postgres import PostgresDatabase

    address = request.getfixturevalue("cluster").new_journal()
    return JournalAt(
        {"CALLSHEET_DATABASE_URL": address},
        lambda: PostgresDatabase(address, tmp_path / "home"),
    )


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def models() -> Generator[Models]:
    """Models on loopback, as users may have them."""
    with answering() as stand_in:
        yield stand_in


ERAS = {"auto": "modern", "legacy": "handshake"}
"""How `mcp.Client` is to talk, and what tests call it."""


def in_turn(
    names: tuple[str, ...], cases: Iterable[tuple[Any, ...]], ids: Iterable[str] | None = None
) -> pytest.MarkDecorator:
    """Parametrize cases of one kind and `mode`, with the eras in turn: each case in one of them."""
    values = [(era, *case) for era, case in zip(cycle(ERAS), cases)]
    return pytest.mark.parametrize(("mode", *names), values, ids=ids)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give `mode`, the protocol's era: each test of a client runs in both.

    One of them, by the test's name, is among the slow tests unless it is marked `both_eras`.
    """
    if "mode" not in metafunc.fixturenames or _sets_mode(metafunc.definition):
        return
    quick = None
    if not metafunc.definition.get_closest_marker("both_eras"):
        quick = [*ERAS][crc32(metafunc.function.__name__.encode()) % 2]
    eras = [
        pytest.param(era, id=name, marks=[] if quick in (None, era) else [pytest.mark.slow])
        for era, name in ERAS.items()
    ]
    metafunc.parametrize("mode", eras)


def _sets_mode(test: pytest.Item) -> bool:
    return any("mode" in mark.args[0] for mark in test.iter_markers("parametrize"))


@pytest.fixture(scope="session", autouse=True)
def only_loopback() -> Generator[None]:
    """No test reaches another computer, not even to look up its name."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", _guarded_lookup(socket.getaddrinfo))
        yield


@pytest.fixture(scope="session", autouse=True)
def schemas_checked_once() -> Generator[None]:
    """A client checks the same schemas of tools in every session: once is enough."""
    check, checked = Draft202012Validator.check_schema, set[str]()

    def check_new(schema: Any, *args: Any, **kwargs: Any) -> None:
        text = json.dumps(schema)
        if text not in checked:
            check(schema, *args, **kwargs)
            checked.add(text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Draft202012Validator, "check_schema", check_new)
        yield


def _guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _check(address[0])
        return connect(self, address)

    return guarded


def _guarded_lookup(lookup: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(host: Any, *args: Any, **kwargs: Any) -> Any:
        _check(host)
        return lookup(host, *args, **kwargs)

    return guarded


def _check(host: Any) -> None:
    if host not in LOOPBACK:
        raise OSError(f"A test tried to reach {host!r}.")
