"""`callsheet tokens`: shown once, kept as hashes, ended at once."""

import os
import subprocess
import sys
from pathlib import Path

import anyio
import pytest
from typer.testing import CliRunner

from callsheet.commands.app import app
from callsheet.shared_files import HomeFiles
from callsheet.sign_in.tokens import FILE_NAME, TokenError, TokenFile
from callsheet_tools.toolkit.user import CREATE, READ, SPEND

pytestmark = pytest.mark.anyio


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("CALLSHEET_HOME", str(tmp_path))
    return CliRunner()


@pytest.mark.parametrize(
    ("options", "scopes"),
    [
        ([], {READ, CREATE}),
        (["--read-only"], {READ}),
        (["--spend"], {READ, CREATE, SPEND}),
    ],
    ids=["usual", "read-only", "spend"],
)
def test_a_token_is_shown_once_and_kept_as_a_hash(
    run: CliRunner, tmp_path: Path, options: list[str], scopes: set[str]
) -> None:
    said = run.invoke(app, ["tokens", "add", "alice", *options])
    token = said.stdout.strip()
    path = tmp_path / FILE_NAME
    assert said.exit_code == 0 and token.startswith("callsheet_") and len(token) > 48
    assert token not in path.read_text("utf-8") and token[10:] not in path.read_text("utf-8")
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o077 == 0
    access = anyio.run(TokenFile(HomeFiles(tmp_path)).verify_token, token)
    assert access and access.user.subject == "token alice" and access.user.scopes == scopes
    listed = run.invoke(app, ["tokens", "list"])
    assert "alice" in listed.stdout and token not in listed.stdout


async def test_tokens_that_are_added_at_the_same_time_all_last(tmp_path: Path) -> None:
    file, names = TokenFile(HomeFiles(tmp_path)), {f"user{n}" for n in range(20)}
    async with anyio.create_task_group() as tasks:
        for name in names:
            tasks.start_soon(file.add, name, [READ], 0.0)
    assert set(await file.tokens()) == names


def test_tokens_that_cannot_be_read_end_the_command_with_a_sentence(
    run: CliRunner, tmp_path: Path
) -> None:
    (tmp_path / FILE_NAME).mkdir()
    said = run.invoke(app, ["tokens", "list"])
    assert said.exit_code == 1 and FILE_NAME in said.stderr


def test_a_removed_token_ends_for_a_server_that_runs(run: CliRunner, tmp_path: Path) -> None:
    serving = TokenFile(HomeFiles(tmp_path))
    token = run.invoke(app, ["tokens", "add", "bob"]).stdout.strip()
    assert anyio.run(serving.verify_token, token)
    assert anyio.run(serving.verify_token, f"{token}x") is None
    assert run.invoke(app, ["tokens", "remove", "bob"]).exit_code == 0
    assert anyio.run(serving.verify_token, token) is None


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["add", "alice"], "has a token"),
        (["add", "../x"], "is no name"),
        (["remove", "bob"], "has no token"),
    ],
    ids=["twice", "no name", "nobody's"],
)
def test_what_cannot_be_done_is_said(run: CliRunner, command: list[str], said: str) -> None:
    run.invoke(app, ["tokens", "add", "alice"])
    refused = run.invoke(app, ["tokens", *command])
    assert refused.exit_code == 1 and said in " ".join(refused.output.split())


@pytest.mark.parametrize("content", [b'{"alice": {"hash": 1}}', '{"a": {}}'.encode("utf-16")])
async def test_a_damaged_file_lets_nobody_in(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(TokenError, match="damaged"):
        await TokenFile(HomeFiles(tmp_path)).verify_token("x")


@pytest.mark.slow
def test_serving_one_person_imports_nothing_of_it() -> None:
    """Start-up over stdio stays as it was."""
    code = (
        "import sys, callsheet.app; "
        "print([name for name in sys.modules if name.startswith(('callsheet.sign_in', "
        "'callsheet.http', 'callsheet.links', 'jwt.'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ}, check=True
    )
    assert done.stdout.strip() == "[]", done.stdout
