"""A PostgreSQL server of its own for a run of tests: on a socket in a folder, without fsync."""

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

QUIET = "-c listen_addresses=''"
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
DEBIAN = Path("/usr/lib/postgresql")
USER = "nobody"
"""Who runs it where the tests run as root, which PostgreSQL refuses."""


def why_not() -> str | None:
    """Why there can be none on this computer; None: there can."""
    if program("initdb") is None:
        return "There is no initdb here (Debian package postgresql)."
    return None if hasattr(os, "geteuid") else "The server is started as it is on POSIX."


def program(name: str) -> str | None:
    """A program of PostgreSQL: of the path, or the newest where Debian keeps all versions."""
    if found := shutil.which(name):
        return found
    by_version = sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    return str(by_version[-1]) if by_version else None


class Cluster:
    """The server."""

    def __init__(self, folder: Path, options: str) -> None:
        self.folder = folder
        """Where it keeps everything."""
        self._options = options
        self._data = folder / "data"
        self._numbers = itertools.count()

    def start(self) -> None:
        log, options = str(self.folder / "log"), f"{self._options} -k {self.folder}"
        self._run("pg_ctl", "start", "-w", "-D", str(self._data), "-l", log, "-o", options)

    def stop(self, how: str = "fast") -> None:
        self._run("pg_ctl", "stop", "-w", "-D", str(self._data), "-m", how)

    def create(self) -> None:
        options = ("-A", "trust", "-U", "callsheet", "-N", "-E", "UTF8", "--locale=C")
        self._run("initdb", "-D", str(self._data), *options)

    def new_journal(self) -> str:
        """The address of an empty one."""
        import psycopg

        schema = f"journal_{next(self._numbers)}"
        with psycopg.connect(self._url(), autocommit=True) as db:
            db.execute(f"CREATE SCHEMA {schema}".encode())
        return f"{self._url()}&options={quote(f'-csearch_path={schema}')}"

    def _url(self) -> str:
        return f"postgresql://callsheet@/postgres?host={quote(str(self.folder), safe='')}"

    def _run(self, name: str, *options: str) -> None:
        done = subprocess.run(
            (program(name) or name, *options),
            user=USER if os.geteuid() == 0 else None,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        assert done.returncode == 0, done.stderr.decode()


@contextmanager
def running(*, fast: bool = True) -> Generator[Cluster]:
    """A server for a block. `fast`: what it commits need not outlive the computer."""
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, USER)
        cluster = Cluster(Path(folder), f"{QUIET} {FAST}" if fast else QUIET)
        cluster.create()
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop("immediate")
