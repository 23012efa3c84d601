"""Keys: made once, known by their hashes alone, revoked at once."""

import json
import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import anyio
import pytest
from tests.studio_callers import add_account, new_key, revoke_key

from callsheet_studio.auth.accounts import is_ours
from callsheet_studio.errors import (
    HomeUnusable,
    KeysUnreadable,
    StoreLocked,
    StoreTooNew,
    StoreUnreadable,
)
from callsheet_studio.state import Cluster
from callsheet_studio.storage import sqlite_store
from callsheet_studio.studio import Studio

pytestmark = pytest.mark.anyio
SOME = "/v1/videos/550e8400-e29b-41d4-a716-446655440000"


async def test_a_home_makes_its_keys_once_and_for_its_user_alone(
    open_up: Any, tmp_path: Path
) -> None:
    async with open_up() as (studio, _):
        first = studio.keys
    async with open_up() as (studio, _):
        assert studio.keys == first
    assert re.fullmatch("kn_[0-9a-f]{64}", first.knowlify)
    assert re.fullmatch("kv_partner_[0-9a-f]{64}", first.knightvision)
    if os.name != "nt":
        assert (tmp_path / "home/keys.json").stat().st_mode & 0o777 == 0o600


async def test_no_key_is_in_the_database_or_in_a_printed_object(
    open_up: Any, tmp_path: Path
) -> None:
    async with open_up() as (studio, http):
        await http.get(SOME)
        secret = studio.keys.knowlify.removeprefix("kn_")
        assert secret not in repr(studio.keys)
        files = [path for path in (tmp_path / "home").iterdir() if path.name != "keys.json"]
        assert not [
            path for path in files if path.is_file() and secret.encode() in path.read_bytes()
        ]


async def test_two_studios_that_start_together_agree_on_the_keys(
    open_up: Any,
) -> None:
    made: list[object] = []

    async def start() -> None:
        async with open_up() as (studio, _):
            made.append(studio.keys)

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(start)
        tasks.start_soon(start)
    assert made[0] == made[1]


async def test_a_new_key_revokes_the_old_one_at_once(open_up: Any) -> None:
    """One active key per account."""
    async with open_up() as (studio, http):
        account = await add_account(studio.accounts, "Ada")
        old = await new_key(studio.accounts, "knowlify", account)
        new = await new_key(studio.accounts, "knowlify", account)
        assert (await http.get(SOME, headers={"X-API-Key": old})).status_code == 401
        assert (await http.get(SOME, headers={"X-API-Key": new})).status_code == 404
        await revoke_key(studio.accounts, "knowlify", account)
        assert (await http.get(SOME, headers={"X-API-Key": new})).status_code == 401


async def test_a_home_knows_its_own_keys_also_when_no_studio_is_open(
    open_up: Any, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    assert not is_ours(home, "kn_" + "0" * 64)
    async with open_up() as (studio, _):
        keys = studio.keys
    assert is_ours(home, keys.knowlify) and is_ours(home, keys.knightvision)
    assert not is_ours(home, "kn_" + "0" * 64)


async def test_deleted_keys_are_made_anew_and_the_old_ones_end(
    open_up: Any, tmp_path: Path
) -> None:
    async with open_up() as (studio, _):
        old = studio.keys.knowlify
    (tmp_path / "home/keys.json").unlink()
    async with open_up() as (_, http):
        assert (await http.get(SOME)).status_code == 404
        assert (await http.get(SOME, headers={"X-API-Key": old})).status_code == 401


@pytest.mark.parametrize("text", ["", "[]", "{}", json.dumps({"knowlify": 1, "knightvision": 2})])
async def test_damaged_keys_are_left_alone_with_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(text)
    with pytest.raises(KeysUnreadable, match=r"keys\.json.*Delete the file"):
        async with Studio(tmp_path).open():
            pass
    assert path.read_text() == text


async def test_a_damaged_database_is_left_alone_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "studio.sqlite3"
    path.write_bytes(b"no database at all, " * 100)
    with pytest.raises(StoreUnreadable, match="Move the file away"):
        async with Studio(tmp_path).open():
            pass
    assert path.read_bytes().startswith(b"no database at all")
    assert Studio(tmp_path).unfinished() == 0


async def test_a_database_that_another_program_holds_is_not_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_store, "PATIENCE", 0.1)
    with closing(sqlite3.connect(tmp_path / "studio.sqlite3")) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreLocked, match="Another program holds"):
            async with Studio(tmp_path).open():
                pass


@pytest.mark.parametrize("name", ["keys.json", "sessions.key"])
async def test_a_key_file_that_cannot_be_read_is_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(HomeUnusable, match=name):
        async with Studio(tmp_path).open():
            pass


async def test_a_home_without_room_for_films_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "films").touch()
    with pytest.raises(HomeUnusable, match="films"):
        async with Studio(tmp_path).open():
            pass


async def test_a_home_that_a_cluster_s_studio_cannot_make_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    shared = Cluster("postgresql://nobody@127.0.0.1:1/none", str(tmp_path), "secret")
    with pytest.raises(HomeUnusable, match="set CALLSHEET_HOME"):
        async with Studio(tmp_path / "file" / "home", cluster=shared).open():
            pass


async def test_what_fails_in_an_open_studio_is_not_said_of_its_home(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        async with Studio(tmp_path).open(works=False):
            (tmp_path / "none").read_bytes()


async def test_a_home_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(HomeUnusable, match="set CALLSHEET_HOME"):
        async with Studio(tmp_path / "file" / "home").open():
            pass
    assert Studio(tmp_path / "file" / "home").unfinished() == 0


async def test_the_database_of_a_newer_callsheet_is_left_alone(
    open_up: Any, tmp_path: Path
) -> None:
    async with open_up():
        pass
    with closing(sqlite3.connect(tmp_path / "home/studio.sqlite3")) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreTooNew, match="Update Callsheet"):
        async with open_up():
            pass


async def test_unfinished_jobs_are_counted_without_opening_a_studio(
    open_up: Any, tmp_path: Path
) -> None:
    closed = Studio(tmp_path / "home")
    assert closed.unfinished() == 0
    assert not (tmp_path / "home").exists()
    async with open_up() as (studio, http):
        await http.post("/v1/videos", json={"videos": [{"task": "a"}, {"task": "b"}]})
        assert await studio.unfinished() == 2
    assert closed.unfinished() == 2
