"""Servers with homes of their own and one journal in PostgreSQL."""

import logging
from collections.abc import Callable, Generator
from contextlib import AbstractAsyncContextManager, closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import anyio
import httpx2
import psycopg
import pytest
from mcp import Client
from pydantic import SecretStr
from tests.agent.conftest import small_studio
from tests.money.accounting_provider import Books
from tests.money.conftest import call, parts, settings, text_of
from tests.money.test_journal_safety import frozen
from tests.postgres_cluster import Cluster
from tests.teams.test_user_keys import files_with
from typer.testing import CliRunner

from callsheet import composition
from callsheet.app import create_server
from callsheet.backends import BackendOptions
from callsheet.commands.app import app
from callsheet.journal_database import open_database
from callsheet.settings import Settings
from callsheet.shared_files import DatabaseFiles, HomeFiles
from callsheet.sign_in.tokens import TokenFile
from callsheet.user_keys import UserKeys
from callsheet_tools.database import changes, postgres_connection
from callsheet_tools.database.database import Connection, Database
from callsheet_tools.database.postgres import PostgresDatabase
from callsheet_tools.database.postgres_schema import MIGRATIONS
from callsheet_tools.errors import JournalUnusable, NotConfigured

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
CREATE, CLIP = "knowlify_create_videos", "knightvision_generate_video"
FILM = {"videos": [{"task": "Bees"}], "max_videos": 1}
HERS, SECRET = "kv_partner_of_alice_0123456789", SecretStr("the operator's long and random text")
CONTENTS = "SELECT name, content FROM shared_file"
Replica: TypeAlias = Callable[..., AbstractAsyncContextManager[Client]]


@pytest.fixture
def address(cluster: Cluster) -> str:
    return cluster.new_journal()


@pytest.fixture
def books() -> Books:
    return Books()


@pytest.fixture
def replica(tmp_path: Path, address: str, books: Books) -> Replica:
    """Connects to a server with this name."""

    def connect(name: str, **limits: str) -> AbstractAsyncContextManager[Client]:
        environ = {"CALLSHEET_DATABASE_URL": address, **limits}
        return Client(create_server(settings(tmp_path / name, environ), parts(books)))

    return connect


@pytest.fixture
def databases(address: str, tmp_path: Path) -> Generator[tuple[Database, Database]]:
    with (
        closing(PostgresDatabase(address, tmp_path / "a")) as one,
        closing(PostgresDatabase(address, tmp_path / "b")) as two,
    ):
        yield one, two


async def test_the_same_is_bought_once_and_the_day_s_limit_is_one_for_all(
    replica: Replica, books: Books
) -> None:
    limit = {"CALLSHEET_MAX_CREDITS_PER_DAY": "30"}
    with anyio.fail_after(60):
        async with replica("a", **limit) as one, replica("b", **limit) as two:
            await call(one, CREATE, **FILM)
            again = await call(two, CREATE, **FILM)
            await call(one, CLIP, prompt="A bee", max_credits=22)
            refused = await two.call_tool(CLIP, {"prompt": "A wasp", "max_credits": 22})
    assert again["jobs"][0]["deduplicated"] and refused.is_error
    assert "44 hosted credits" in text_of(refused) and len(books.posts) == 2


async def test_a_replica_that_is_gone_is_carried_on_for_by_another_that_nobody_calls(
    replica: Replica, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composition, "TAKE_OVER", 0.1)
    with anyio.fail_after(60), closing(PostgresDatabase(address, tmp_path)) as database:
        async with replica("a") as one:
            (job,) = (await call(one, CREATE, **FILM))["jobs"]
        query = "SELECT state FROM job WHERE job_id = ?"
        async with replica("b"):
            state = "submitted"
            while state == "submitted":
                seen = database.changes
                state = await database.read(
                    lambda db: db.execute(query, (job["job_id"],)).fetchone()["state"]
                )
                if state == "submitted":
                    await database.wait_for_change(seen, 1)
    assert state == "succeeded"


async def test_a_waiter_hears_of_a_change_in_another_process(
    databases: tuple[Database, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the notice alone: the slow look would come too late."""
    monkeypatch.setattr(changes, "LOOK", 3600)
    one, two = databases
    with anyio.fail_after(30):
        await one.wait_for_change(0, 3600)  # opens the connection
        async with anyio.create_task_group() as tasks:
            for _ in range(3):
                tasks.start_soon(one.wait_for_change, one.changes, 3600)
            await two.write(append)


def append(db: Connection) -> None:
    db.execute("INSERT INTO event (job_id, state, at) VALUES ('x', 'intent', 1)")


async def test_a_server_that_starts_again_is_used_again(
    cluster: Cluster, databases: tuple[Database, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A transaction that was not committed is run again; a listener listens again."""
    monkeypatch.setattr(changes, "LOOK", 3600)
    one, two = databases
    with anyio.fail_after(60):
        await one.wait_for_change(0, 3600)
        await two.write(append)
        await anyio.to_thread.run_sync(cluster.stop)
        with anyio.move_on_after(0.01):
            await one.wait_for_change(one.changes, 0.01)
        await anyio.to_thread.run_sync(cluster.start)
        await two.write(append)
        rows = await two.read(lambda db: db.execute("SELECT count(*) FROM event").fetchone())
        seen = one.changes
        while one.changes == seen:
            await one.wait_for_change(seen, 0.01)
    assert rows[0] == 2


async def test_a_process_that_stops_inside_a_transaction_does_not_stop_the_others(
    databases: tuple[Database, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server ends its transaction; it runs again once the process does."""
    name = "idle_in_transaction_session_timeout"
    quick = postgres_connection.SESSION.replace(f"{name}', '10s'", f"{name}', '500ms'")
    assert quick != postgres_connection.SESSION
    monkeypatch.setattr(postgres_connection, "SESSION", quick)
    one, two = databases
    begun, done = anyio.Event(), anyio.Event()

    def stop(db: Connection) -> None:
        append(db)
        anyio.from_thread.run_sync(begun.set)
        anyio.from_thread.run(done.wait)
        append(db)

    with anyio.fail_after(60):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(one.write, stop)
            await begun.wait()
            await two.write(append)
            done.set()
        rows = await two.read(lambda db: db.execute("SELECT count(*) FROM event").fetchone())
    assert rows[0] == 3


async def test_nothing_is_bought_with_a_database_that_lacks_what_it_had(
    replica: Replica, address: str, books: Books
) -> None:
    """It was restored from an older copy, or a standby took over that had not got it all."""
    with anyio.fail_after(60):
        async with replica("a") as one:
            await call(one, CREATE, **FILM)
            with psycopg.connect(address) as db:
                db.execute("DELETE FROM event")
                db.execute("DELETE FROM job")
            refused = await one.call_tool(CLIP, {"prompt": "A bee", "max_credits": 22})
        async with replica("a") as one:
            forgotten = await one.call_tool(CREATE, FILM)
    assert refused.is_error and "lacks what was in it" in text_of(refused)
    assert "the journal has lost it" in text_of(forgotten) and len(books.posts) == 1


async def test_a_sender_that_was_taken_for_dead_sends_nothing(
    tmp_path: Path, address: str, books: Books
) -> None:
    """Another replica has looked at the job in between."""
    dead = """CREATE FUNCTION bury() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        NEW.state = 'unknown'; NEW.sender_lease = 0; RETURN NEW; END $$;
        CREATE TRIGGER dead BEFORE UPDATE OF sent_at ON job FOR EACH ROW EXECUTE FUNCTION bury()"""
    with anyio.fail_after(60):
        async with frozen(tmp_path, books, "auto", 0, CALLSHEET_DATABASE_URL=address) as one:
            await call(one, "list_jobs")
            with psycopg.connect(address) as db:
                db.execute(dead.encode())
            refused = await one.call_tool(CREATE, FILM)
    assert refused.is_error and "Nothing was sent" in text_of(refused) and books.posts == []


@pytest.mark.parametrize("off", ["+", "-"])
async def test_a_replica_whose_clock_is_off_buys_nothing(
    replica: Replica, books: Books, monkeypatch: pytest.MonkeyPatch, off: str
) -> None:
    """It would take what others send for dead, or think its own leases longer than they do."""
    session = postgres_connection.SESSION
    wrong = session.replace(
        "epoch FROM clock_timestamp()", f"epoch FROM now() {off} '6 s'::interval"
    )
    assert wrong != session
    monkeypatch.setattr(postgres_connection, "SESSION", wrong)
    with anyio.fail_after(60):
        async with replica("a") as one:
            refused = await one.call_tool(CREATE, FILM)
            monkeypatch.setattr(postgres_connection, "SESSION", session)
            await call(one, CREATE, **FILM)
    assert refused.is_error and "set both by a time server" in text_of(refused)
    assert len(books.posts) == 1


async def test_two_first_starts_make_the_tables_once_and_a_newer_format_is_left_alone(
    databases: tuple[Database, Database], address: str, tmp_path: Path
) -> None:
    with anyio.fail_after(60):
        async with anyio.create_task_group() as tasks:
            for database in databases:
                tasks.start_soon(database.write, append)
        with psycopg.connect(address) as db:
            db.execute("UPDATE journal_format SET version = %s", (len(MIGRATIONS) + 1,))
        late = PostgresDatabase(address, tmp_path)
        with closing(late), pytest.raises(JournalUnusable, match="newer Callsheet"):
            await late.read(append)


@pytest.mark.parametrize(
    "url",
    ["postgresql://me:planted@127.0.0.1:1/x", "postgresql://me:planted@127.0.0.1:x/x"],
    ids=["nobody there", "no address"],
)
async def test_the_password_is_told_to_nobody(
    url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    read = Settings.read({"CALLSHEET_HOME": str(tmp_path), "CALLSHEET_DATABASE_URL": url})
    with closing(open_database(read)) as database, pytest.raises(JournalUnusable) as refusal:
        await database.read(append)
    assert "planted" not in f"{refusal.value}{caplog.text}{read!r}"


def test_a_wrong_address_starts_nothing(tmp_path: Path) -> None:
    """A journal in a file would not know what was bought."""
    given = {"CALLSHEET_HOME": str(tmp_path), "CALLSHEET_DATABASE_URL": "mysql://planted@x/y"}
    with pytest.raises(NotConfigured, match="CALLSHEET_DATABASE_URL") as refusal:
        create_server(Settings.read(given))
    assert "planted" not in str(refusal.value)


def test_a_journal_moves_with_its_jobs_tokens_and_keys(
    tmp_path: Path, address: str, books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once: what the file knew is bought by nobody again."""
    home = tmp_path / "a" / "home"
    monkeypatch.setenv("CALLSHEET_HOME", str(home))
    run = CliRunner()

    def move() -> Any:
        return run.invoke(app, ["move-journal"])

    async def buy(environ: dict[str, str], *, moving: bool) -> bool:
        server = create_server(settings(tmp_path / "a", environ), parts(books))
        async with Client(server) as client:
            (job,) = (await call(client, CREATE, **FILM))["jobs"]
            if moving:
                refused = await anyio.to_thread.run_sync(move)
                assert refused.exit_code == 1 and "is in use" in refused.output, refused.output
            return bool(job.get("deduplicated"))

    keys = UserKeys.of(HomeFiles(home), SECRET)
    anyio.run(keys.put, "token alice", "knightvision", HERS)
    token = run.invoke(app, ["tokens", "add", "alice"]).stdout.strip()
    monkeypatch.setenv("CALLSHEET_DATABASE_URL", address)
    assert not anyio.run(partial(buy, {}, moving=True))
    first, second = move(), move()
    assert first.exit_code == 0 and "1 of job" in first.output, first.output
    assert second.exit_code == 0 and "copied before" in second.output
    assert anyio.run(partial(buy, {"CALLSHEET_DATABASE_URL": address}, moving=False))
    assert len(books.posts) == 1

    contents = anyio.run(moved, address, token)
    assert HERS not in contents and token not in contents and "alice" in contents


def test_jobs_are_deleted_from_a_shared_journal(
    tmp_path: Path,
    address: str,
    books: Books,
    monkeypatch: pytest.MonkeyPatch,
    quick_workers: None,
) -> None:
    """Nothing that was asked for stays in any table; of what was paid the receipt does. Films of
    another replica stay, with their rows, until the command runs there."""
    run = CliRunner()

    def command(name: str, *arguments: str) -> str:
        monkeypatch.setenv("CALLSHEET_HOME", str(tmp_path / name / "home"))
        done = run.invoke(app, ["jobs", *arguments])
        assert done.exit_code == 0, done.output
        return " ".join(done.output.split())

    async def make(name: str, **arguments: Any) -> str:
        read = settings(tmp_path / name, {"CALLSHEET_DATABASE_URL": address})
        ways = BackendOptions(small_studio, httpx2.MockTransport(books), spacing=0.02)
        server = create_server(read, replace(parts(books), ways=ways))
        with anyio.fail_after(60):
            async with Client(server) as client:
                (job,) = (await call(client, CREATE, **arguments))["jobs"]
                ended = {"job_ids": [job["job_id"]], "until": "all"}
                assert (await call(client, "wait_for_jobs", **ended))["counts"] == {"succeeded": 1}
        return job["job_id"]

    local = {"videos": [{"task": "# Xylocarp\n- A\n> A xylocarp."}], "where": "local"}
    monkeypatch.setenv("CALLSHEET_DATABASE_URL", address)
    first = anyio.run(partial(make, "a", **local))
    hosted = anyio.run(partial(make, "a", videos=[{"task": "Xylocarps"}], max_videos=1))
    other = anyio.run(partial(make, "b", **local, new_take=True))
    assert "Deleted 1 job." in command("a", "--delete", first)
    assert "Deleted 1 job." in (told := command("a", "--delete-all")) and "1 job of other" in told
    assert kept(address) == {hosted: "(deleted)", other: "Xylocarp"}
    assert "Deleted 2 jobs." in command("b", "--delete-all")
    assert kept(address) == {hosted: "(deleted)"}
    assert "xylocarp" not in everything(address).lower()
    assert not files_with(tmp_path / "a" / "home", "ylocarp")
    assert not files_with(tmp_path / "b" / "home", "ylocarp")


def kept(address: str) -> dict[str, str]:
    """The titles of all jobs."""
    with psycopg.connect(address) as db:
        return dict(db.execute("SELECT job_id, title FROM job").fetchall())


def everything(address: str) -> str:
    """Every row of every table."""
    with psycopg.connect(address) as db:
        names = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        tables = [name for (name,) in db.execute(names)]
        return str([db.execute(f"SELECT * FROM {name}".encode()).fetchall() for name in tables])


async def moved(address: str, token: str) -> str:
    """What the database holds of tokens and keys, once both were found to be good."""
    read = Settings.read({"CALLSHEET_DATABASE_URL": address})
    with closing(open_database(read)) as database:
        files = DatabaseFiles(database)
        assert await TokenFile(files).verify_token(token)
        keys = UserKeys.of(files, SECRET)
        await keys.load("token alice")
        assert keys.get("token alice", "knightvision") == SecretStr(HERS)
        return str(await database.read(lambda db: [*map(tuple, db.execute(CONTENTS))]))
