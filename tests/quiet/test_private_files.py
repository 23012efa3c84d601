"""Journal, databases, films and logs are their owner's alone."""

import os
import stat
import sys
from collections.abc import AsyncIterator, Generator
from pathlib import Path
from types import ModuleType

import anyio
import pytest
from tests.agent.fake_makers import __file__ as MAKER

from callsheet_studio import private_files as in_studio
from callsheet_studio.jobs.worker_log import LOG_NAME, open_log
from callsheet_studio.studio import Studio
from callsheet_tools import private_files as in_tools
from callsheet_tools.database.sqlite import SqliteDatabase
from callsheet_tools.output_folder import OutputFolder

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes"),
]
BOTH = pytest.mark.parametrize("files", [in_tools, in_studio], ids=["tools", "studio"])


@pytest.fixture(autouse=True)
def usual_umask() -> Generator[None]:
    """What most systems have: others may read."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def everything(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


def readable_by_others(folder: Path) -> list[str]:
    return [
        f"{stat.filemode(path.stat().st_mode)} {path.relative_to(folder)}"
        for path in everything(folder)
        if path.stat().st_mode & 0o077
    ]


async def test_the_journal_with_all_its_files_is_private(tmp_path: Path) -> None:
    journal = SqliteDatabase(tmp_path / "home" / "journal.sqlite3")
    await journal.write(lambda db: db.execute("DELETE FROM event"))
    assert journal.path.with_name("journal.sqlite3-wal") in everything(tmp_path)
    assert readable_by_others(tmp_path) == []
    journal.close()


async def test_what_an_earlier_version_left_open_is_closed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    path = home / "journal.sqlite3"
    path.touch(0o644)
    journal = SqliteDatabase(path)
    await journal.read(lambda db: db.execute("SELECT 1").fetchone())
    journal.close()
    assert readable_by_others(tmp_path) == []


async def test_a_studio_with_all_its_files_is_private(tmp_path: Path) -> None:
    async with Studio(tmp_path / "home", maker=MAKER).open(works=False):
        assert readable_by_others(tmp_path) == []


async def test_a_saved_film_is_private(tmp_path: Path) -> None:
    async def content() -> AsyncIterator[bytes]:
        yield b"film"

    path = await OutputFolder(tmp_path / "films").save("a/tea.mp4", content())
    assert path.read_bytes() == b"film"
    assert readable_by_others(tmp_path) == []


@pytest.fixture
def open_folder(tmp_path: Path) -> Path:
    tmp_path.chmod(0o755)
    return tmp_path


async def test_an_output_folder_of_the_users_keeps_its_rights(open_folder: Path) -> None:
    async def content() -> AsyncIterator[bytes]:
        yield b"film"

    await OutputFolder(open_folder).save("tea.mp4", content())
    assert mode(open_folder) == 0o755


async def test_a_workers_log_is_private(tmp_path: Path) -> None:
    open_log(tmp_path / "job").close()
    assert (tmp_path / "job" / LOG_NAME).exists() and readable_by_others(tmp_path) == []


@BOTH
def test_a_file_that_is_there_is_not_opened(
    files: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closing any descriptor of a database lets go of this process's locks on it."""
    path = tmp_path / "there.sqlite3"
    path.touch(0o644)
    monkeypatch.setattr(os, "close", pytest.fail)
    assert mode(files.make_file(path)) == 0o600


@BOTH
def test_the_users_own_folder_is_left_alone(
    files: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CALLSHEET_HOME may be any folder, the user's own too."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "user")
    for name in ("user", "data"):
        (tmp_path / name).mkdir(mode=0o755)
        files.tighten(tmp_path / name, 0o700)
    modes = [(tmp_path / name).stat().st_mode & 0o777 for name in ("user", "data")]
    assert modes == [0o755, 0o700]


async def test_the_command_line_and_its_children_write_for_their_owner_alone(
    tmp_path: Path,
) -> None:
    code = "import os, sys; sys.argv[1:] = ['--version']\n"
    code += "from callsheet.cli import main\ntry: main()\nfinally: print(oct(os.umask(0)))"
    ended = await anyio.run_process([sys.executable, "-c", code], cwd=tmp_path)
    assert ended.stdout.decode().split()[-1] == "0o77"
