"""The journal's file is lost, locked, damaged or frozen while something is bought."""

import json
import os
import shutil
import sqlite3
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError
from tests.bench.journal_load import fill
from tests.conftest import in_turn

from callsheet.app import create_server
from callsheet.backends import BackendOptions, default_studio
from callsheet.composition import Dependencies
from callsheet_tools.database.sqlite import SqliteDatabase
from callsheet_tools.errors import JournalUnusable
from callsheet_tools.jobs.purchase_log import NAME
from callsheet_tools.jobs.queries import SEND_LEASE

from .accounting_provider import Books, Shop
from .conftest import Sit, call, parts, settings, text_of

pytestmark = pytest.mark.anyio
CREATE = "knowlify_create_videos"
CLIP = "knightvision_generate_video"
FULL = """CREATE TRIGGER full BEFORE UPDATE OF remote_id ON job WHEN NEW.remote_id IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"""
"""What makes the journal refuse an outcome, in words of SQLite's."""


def film(name: str, **wishes: Any) -> dict[str, Any]:
    return {"videos": [{"task": name, **wishes}], "max_videos": 1}


def journal_of(home: Path) -> Path:
    return home / "home" / "journal.sqlite3"


def execute(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(statement)


@pytest.mark.sqlite_file
@pytest.mark.both_eras
async def test_an_answer_that_cannot_be_written_down_is_told_and_written_later(
    sit: Sit, books: Books, tmp_path: Path
) -> None:
    """The id is named at once, nothing is sent again, and the row comes when the disk is free."""
    path = journal_of(tmp_path)
    books.on_order = lambda number: execute(path, FULL) if number == 1 else None
    with anyio.fail_after(60):
        async with sit() as client:
            lost = text_of(await client.call_tool(CREATE, film("Bees")))
            again = await call(client, CREATE, **film("Bees"))
            execute(path, "DROP TRIGGER full")
        async with sit() as client:
            repeated = await call(client, CREATE, **film("Bees"))
    assert "left and was taken in" in lost and "'1000'" in lost and "do not make this call" in lost
    assert again["jobs"][0]["deduplicated"] and repeated["jobs"][0]["deduplicated"]
    assert repeated["jobs"][0]["remote_id"] == "1000" and books.posts == ["/v1/videos"]


@pytest.mark.sqlite_file
async def test_an_answer_whose_row_is_gone_is_told_all_the_same(
    sit: Sit, books: Books, tmp_path: Path
) -> None:
    """The journal is restored from an older copy while the POST is out."""
    books.on_order = lambda number: restore(journal_of(tmp_path))
    with anyio.fail_after(60):
        async with sit() as client:
            told = text_of(await client.call_tool(CLIP, {"prompt": "A bee", "max_credits": 22}))
            again = await client.call_tool(CLIP, {"prompt": "A bee", "max_credits": 22})
    assert "left and was taken in" in told and "'1000'" in told
    assert again.is_error and len(books.posts) == 1


@pytest.mark.sqlite_file
async def test_an_answer_is_written_down_while_the_server_goes_on(
    sit: Sit, books: Books, tmp_path: Path
) -> None:
    path = journal_of(tmp_path)
    books.on_order = lambda number: execute(path, FULL)
    with anyio.fail_after(60):
        async with sit() as client:
            await client.call_tool(CLIP, {"prompt": "A bee", "max_credits": 22})
            execute(path, "DROP TRIGGER full")
            row: dict[str, Any] = {}
            while "remote_id" not in row:
                row = (await call(client, "wait_for_jobs", seconds=0.05))["jobs"][0]
    assert row["remote_id"] == "1000" and len(books.posts) == 1


def delete(path: Path) -> None:
    path.unlink()


def delete_all(path: Path) -> None:
    for file in path.parent.glob("journal*"):
        file.unlink()


def replace(path: Path) -> None:
    """An older copy is put in its place."""
    shutil.copy(path, path.with_name("copy"))
    os.replace(path.with_name("copy"), path)


def restore(path: Path) -> None:
    """The same file, with what it had when it was new."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("DELETE FROM event")
        db.execute("DELETE FROM job")


def begin_another(path: Path) -> None:
    delete_all(path)
    execute(path, "CREATE TABLE job (job_id)")


def empty(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate()


def damage(path: Path) -> None:
    """Its pages are overwritten on the disk, not in the server's memory."""
    execute(path, "PRAGMA wal_checkpoint(PASSIVE)")
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * 16_000)


def lose_log(path: Path) -> None:
    """The write-ahead log is deleted: rows that only stand there are lost to everybody else."""
    path.with_name(f"{path.name}-wal").unlink()


def cut_log(path: Path) -> None:
    with path.with_name(f"{path.name}-wal").open("r+b") as file:
        file.truncate(0)


SPOILED = (delete, delete_all, replace, restore, begin_another, empty, damage, lose_log, cut_log)


@pytest.mark.sqlite_file
@in_turn(("spoil",), [(spoil,) for spoil in SPOILED], [spoil.__name__ for spoil in SPOILED])
async def test_nothing_is_bought_with_a_journal_that_is_not_what_it_was(
    sit: Sit, books: Books, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    """Issue: the open file is the one at the path and ends where it ended, else nothing is sent.

    The server lives, and the text names the file.
    """
    path = journal_of(tmp_path)
    with anyio.fail_after(60):
        async with sit() as client:
            await call(client, CREATE, **film("Bees"))
            posts = len(books.posts)
            spoil(path)
            texts = [
                text_of(await client.call_tool(CREATE, film(name))) for name in ("Bees", "Wasps")
            ]
            clip = await client.call_tool(CLIP, {"prompt": "A bee", "max_credits": 22})
            assert await client.list_tools()
    assert posts == len(books.posts) == 1
    assert clip.is_error and all("journal" in text for text in texts)


FILLED = 2_000
"""Jobs: 1 MB of pages, more than a connection keeps in its memory."""


@pytest.mark.sqlite_file
@pytest.mark.parametrize(
    "page_of", ["the tables", "today's job", "an unfinished job", "an old job"]
)
async def test_a_damaged_page_is_found_by_the_purchase_that_needs_it_else_by_the_next_process(
    tmp_path: Path, page_of: str
) -> None:
    """Reading the whole file before each purchase would take seconds in a large one."""
    path = tmp_path / "journal.sqlite3"
    with closing(SqliteDatabase(path)) as database:
        await fill(database, FILLED, time.time())
        today = "UPDATE job SET created_at = ? WHERE job_id = 'job_1500'"
        await database.write(lambda db: db.execute(today, (time.time(),)), whole=True)
        execute(path, "PRAGMA wal_checkpoint(TRUNCATE)")
        ids = {"today's job": "job_1500", "an unfinished job": "job_99", "an old job": "job_750"}
        spoil_page(path, page_number(path, ids[page_of]) if page_of in ids else 1)
        if page_of == "an old job":
            await database.write(lambda _: None, whole=True)
            await database.read(lambda db: db.execute("SELECT 1 FROM job WHERE job_id = 'job_9'"))
        else:
            with pytest.raises(JournalUnusable, match="is damaged"):
                await database.write(lambda _: None, whole=True)
    with closing(SqliteDatabase(path)) as later, pytest.raises(JournalUnusable):
        await later.write(lambda _: None, whole=True)


def page_number(path: Path, job_id: str) -> int:
    """Of the page with a job's row, from 0."""
    whole = path.read_bytes()
    task = f'"task": "Film {job_id.removeprefix("job_")}"'.encode()
    found = [at for at in range(0, len(whole), 4096) if task in whole[at : at + 4096]]
    assert len(found) == 1, found
    return found[0] // 4096


def spoil_page(path: Path, number: int) -> None:
    with path.open("r+b") as file:
        file.seek(number * 4096)
        file.write(b"\xa5" * 4096)


@pytest.mark.sqlite_file
@in_turn(("spoil",), [(delete_all,), (restore,)])
async def test_a_new_start_after_the_journal_was_lost_knows_what_the_day_cost(
    sit: Sit, books: Books, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    """The day's purchases stand in a file next to it: the limit holds, and a repeat is refused."""
    clip = {"prompt": "A bee", "max_credits": 22}
    with anyio.fail_after(60):
        async with sit() as client:
            await call(client, CREATE, **film("Bees"))
            await call(client, CLIP, **clip)
        spoil(journal_of(tmp_path))
        async with sit({"CALLSHEET_MAX_CREDITS_PER_DAY": "40"}) as client:
            again = text_of(await client.call_tool(CREATE, film(" Bees \n")))
            over = text_of(await client.call_tool(CLIP, {**clip, "prompt": "A wasp"}))
            await call(client, CREATE, **film("Bees"), new_take=True)
            estimate = await call(client, "estimate_cost", calls=[{"tool": CREATE}])
    assert "the journal has lost it" in again and "`new_take: true`" in again
    assert "44 hosted credits" in over
    assert estimate["left_today"] == {"videos": 3, "credits": 18}
    assert len(books.posts) == 3


@pytest.mark.sqlite_file
async def test_a_new_start_whose_log_was_damaged_sends_nothing_twice(
    books: Books, tmp_path: Path, mode: str
) -> None:
    """SQLite drops what it cannot read of its write-ahead log without a word."""
    before, after = tmp_path / "before", tmp_path / "after"
    with anyio.fail_after(60):
        async with Client(create_server(settings(before, {}), parts(books)), mode=mode) as client:
            await call(client, CREATE, **film("Bees"))
            (after / "home").mkdir(parents=True)
            for file in (journal_of(before), before / "home" / NAME):
                shutil.copy(file, after / "home")
        async with Client(create_server(settings(after, {}), parts(books)), mode=mode) as client:
            again = text_of(await client.call_tool(CREATE, film("Bees")))
    assert "the journal has lost it" in again and len(books.posts) == 1


@pytest.mark.sqlite_file
async def test_a_damaged_line_of_the_purchase_log_hides_no_other(
    sit: Sit, books: Books, tmp_path: Path
) -> None:
    log = tmp_path / "home" / NAME
    with anyio.fail_after(60):
        async with sit() as client:
            await call(client, CREATE, **film("Bees"))
            written = log.read_bytes()
            log.write_bytes(b'{"job_id": "job_x", "amount": -9}\n[1]\nnull' + written[:-30])
            await call(client, CREATE, **film("Wasps"))
        delete_all(journal_of(tmp_path))
        async with sit() as client:
            estimate = await call(client, "estimate_cost", calls=[{"tool": CREATE}])
    assert estimate["left_today"]["videos"] == 4
    assert (log.stat().st_mode & 0o777) == 0o600


class Frozen(httpx2.AsyncHTTPTransport):
    """The process is stopped when everything is ready but the first byte."""

    def __init__(self, freeze: Callable[[], None]) -> None:
        super().__init__()
        self._freeze = freeze

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        if request.method == "POST":
            self._freeze()
        return await super().handle_async_request(request)


@asynccontextmanager
async def frozen(
    home: Path, books: Books, mode: str, seconds: float, **environ: str
) -> AsyncGenerator[Client]:
    """A server that sleeps so long right before the first byte of a request leaves."""
    clock = [1_800_000_000.0]

    def freeze() -> None:
        clock[0] += seconds

    with Shop(books) as address:
        bases = {"KNOWLIFY_API_BASE": address, "KNIGHTVISION_BASE_URL": address}
        ways = BackendOptions(default_studio, Frozen(freeze), spacing=0.02)
        server = create_server(
            settings(home, {**bases, **environ}),
            Dependencies(ways, lambda: clock[0], tick=0.01, patience=0.2),
        )
        async with Client(server, mode=mode) as client:
            yield client


@pytest.mark.sqlite_file
@in_turn(("is_buried",), [(False,), (True,)], ["expired", "declared-dead"])
async def test_a_sender_that_slept_too_long_sends_nothing(
    tmp_path: Path, books: Books, mode: str, is_buried: bool
) -> None:
    """Others may have bought it since: the lease is looked at right before the first byte."""
    path = journal_of(tmp_path)
    with anyio.fail_after(60):
        async with frozen(tmp_path, books, mode, 0 if is_buried else SEND_LEASE + 1) as client:
            if is_buried:
                await call(client, "list_jobs")
                execute(path, DECLARED_DEAD)
            refused = await client.call_tool(CREATE, film("Bees"))
            listed = await call(client, "list_jobs")
    assert refused.is_error and "Nothing was sent" in text_of(refused)
    assert [row["state"] for row in listed["jobs"]] == ["failed"] and books.posts == []


async def test_a_sender_that_slept_less_than_its_lease_sends(
    tmp_path: Path, books: Books, mode: str
) -> None:
    with anyio.fail_after(60):
        async with frozen(tmp_path, books, mode, SEND_LEASE - 1) as client:
            await call(client, CREATE, **film("Bees"))
    assert books.posts == ["/v1/videos"]


DECLARED_DEAD = """CREATE TRIGGER dead AFTER UPDATE OF sent_at ON job
    BEGIN UPDATE job SET state = 'unknown', sender_lease = 0 WHERE job_id = NEW.job_id; END"""
"""Another process has looked at the job in between."""


PAIRS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "short color": (
        {"color_palette": {"primary": "#0066cc"}},
        {"color_palette": {"primary": "#06c"}},
    ),
    "capitals": (
        {"color_palette": {"primary": "#0066cc"}},
        {"color_palette": {"primary": "#0066CC"}},
    ),
    "empty palette": ({}, {"color_palette": {}}),
    "empty voice": ({}, {"voice_description": ""}),
    "blank voice": ({}, {"voice_description": "  "}),
    "empty style": ({}, {"global_style_prompt": ""}),
    "trailing space": ({}, {"task": "Bees dance. "}),
    "leading space": ({}, {"task": " Bees dance."}),
    "newline": ({}, {"task": "Bees dance.\n"}),
    "byte order mark": ({}, {"task": "\ufeffBees dance."}),
    "zero width": ({}, {"task": "Bees\u200b dance."}),
    "unbreakable space": ({}, {"task": "Bees\u00a0dance."}),
    "CRLF": ({"task": "# Bees\nThey dance."}, {"task": "# Bees\r\nThey dance."}),
    "blanks at the ends of lines": ({"task": "# Bees\nThey."}, {"task": "# Bees  \nThey.\t"}),
    "composed": ({"task": "Caf\u00e9"}, {"task": "Cafe\u0301"}),
    "defaults": ({}, {"video_duration_seconds": 60, "aspect_ratio": "16:9"}),
    "length as text": ({}, {"video_duration_seconds": "60"}),
}


async def test_nearly_the_same_request_is_not_bought_twice(sit: Sit, books: Books) -> None:
    """Issue: both are compared in one normal form; what is sent stays as it was written."""
    with anyio.fail_after(60):
        async with sit() as client:
            for name, pair in PAIRS.items():
                (one, posts), (other, posts_then) = [
                    (await call(client, CREATE, **film("Bees dance.", **item)), len(books.posts))
                    for item in pair
                ]
                assert posts == posts_then, name
                assert other["jobs"][0]["deduplicated"], name
                assert other["jobs"][0]["job_id"] == one["jobs"][0]["job_id"], name
    bought = {json.dumps(one, sort_keys=True) for one, _ in PAIRS.values()}
    assert len(books.posts) == len(bought)


async def test_what_differs_in_words_is_bought_as_another(sit: Sit, books: Books) -> None:
    with anyio.fail_after(60):
        async with sit() as client:
            for task in ("Bees dance.", "Bees dance!", "  Bees  dance.", "- Bees\n  - dance."):
                await call(client, CREATE, **film(task))
    assert len(books.posts) == 4


async def test_prices_that_were_said_once_serve_while_nobody_answers(
    sit: Sit, books: Books
) -> None:
    """The account's own last prices are kept, over a restart too; never lower than documented."""
    books.costs["video_sora2_10s"] = 30
    with anyio.fail_after(60):
        async with sit() as client:
            await call(client, "estimate_cost", calls=[{"tool": CLIP, "arguments": {}}])
        books.closed = True
        async with sit() as client:
            low = text_of(await client.call_tool(CLIP, {"prompt": "A bee", "max_credits": 22}))
            await call(client, CLIP, prompt="A bee", max_credits=30)
    assert "costs 30 credits by what GET /credits said last" in low
    assert len(books.posts) == 1


@pytest.mark.sqlite_file
@in_turn(("name",), [("outside.mp4",), ("link.mp4",), ("keys.json",)])
async def test_a_file_that_an_old_journal_names_is_read_only_below_our_folders(
    sit: Sit, tmp_path: Path, name: str
) -> None:
    """Older versions took a provider's word for files; their rows are still there."""
    secret, films = "words of the user", tmp_path / "films"
    films.mkdir()
    (tmp_path / "outside.mp4").write_text(secret)
    (films / "link.mp4").symlink_to(tmp_path / "outside.mp4")
    (films / "keys.json").write_text(secret)
    file = tmp_path / name if name == "outside.mp4" else films / name
    result = json.dumps({"file": str(file), "file_uri": file.as_uri(), "chat_url": "javascript:x"})
    with anyio.fail_after(60):
        async with sit() as client:
            made = await call(client, CREATE, **film("Bees"))
            job_id = made["jobs"][0]["job_id"]
            await call(client, "wait_for_jobs", until="all")
            with closing(sqlite3.connect(journal_of(tmp_path), isolation_level=None)) as db:
                db.execute("UPDATE job SET result = ?, shown_at = NULL", (result,))
        async with sit() as client:
            with pytest.raises(MCPError):
                await client.read_resource(f"callsheet://jobs/{job_id}/video")
            saved = await client.call_tool("save_video", {"job_id": job_id})
            listed = await client.call_tool("list_jobs", {})
    assert saved.is_error and secret not in str(saved) + str(listed)
    assert "javascript:" not in str(listed) and not [one for one in listed.content[1:]]
