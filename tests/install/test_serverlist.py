"""A client's file with Callsheet in it: what was there stays, what is secret is not shown."""

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from callsheet.install.client_config import delete_backups, set_server_entry
from callsheet.install.mcp_clients import CLIENTS, CannotInstall, LaunchCommand

CURSOR, CODEX, VSCODE = CLIENTS["cursor"], CLIENTS["codex"], CLIENTS["vscode"]
KEY = "kn_" + "0123456789abcdef" * 4
ENTRY = LaunchCommand("/opt/callsheet").entry()
KEYED = LaunchCommand("/opt/callsheet", env={"KNOWLIFY_API_KEY": KEY}).entry()
OTHERS: dict[str, Any] = {
    "theme": "dark",
    "mcpServers": {"files": {"command": "npx", "env": {"TOKEN": "hush"}}},
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "client" / "mcp.json"


def write(file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")


def test_a_file_that_is_not_there_is_made_for_its_owner_alone(file: Path) -> None:
    set_server_entry(CURSOR, file, ENTRY).write()
    assert json.loads(file.read_text()) == {"mcpServers": {"callsheet": ENTRY}}
    if sys.platform != "win32":
        assert file.stat().st_mode & 0o077 == 0


def test_everything_else_in_the_file_stays(file: Path) -> None:
    write(file, json.dumps(OTHERS, indent="\t") + "\n")
    set_server_entry(CURSOR, file, ENTRY).write()
    assert list(file.parent.iterdir()) == [file]
    after = file.read_text()
    assert json.loads(after)["mcpServers"] == {**OTHERS["mcpServers"], "callsheet": ENTRY}
    assert after.startswith('{\n\t"theme": "dark"')


def test_taking_it_out_gives_back_what_was_there(file: Path) -> None:
    text = json.dumps(OTHERS, indent=2)
    write(file, text)
    set_server_entry(CURSOR, file, ENTRY).write()
    set_server_entry(CURSOR, file, None).write()
    assert file.read_text() == text


@pytest.mark.parametrize("entry", [ENTRY, None], ids=["already there", "never there"])
def test_what_is_so_already_needs_no_change(file: Path, entry: dict[str, Any] | None) -> None:
    write(file, json.dumps({"mcpServers": {"callsheet": ENTRY} if entry else {}}))
    assert not set_server_entry(CURSOR, file, entry).needed


def test_a_person_s_own_settings_of_the_entry_are_kept(file: Path) -> None:
    old = {"url": "https://old.example", "args": ["x"], "disabled": True, "env": {"A": "1"}}
    write(file, json.dumps({"mcpServers": {"callsheet": old}}))
    set_server_entry(CURSOR, file, KEYED).write()
    entry = json.loads(file.read_text())["mcpServers"]["callsheet"]
    env = {"A": "1", "KNOWLIFY_API_KEY": KEY}
    assert entry == {"disabled": True, "command": "/opt/callsheet", "env": env}


def test_no_value_of_an_environment_is_shown(file: Path) -> None:
    write(file, json.dumps(OTHERS))
    shown = set_server_entry(CURSOR, file, KEYED)
    assert "KNOWLIFY_API_KEY" in shown.diff
    assert KEY not in shown.diff and "hush" not in shown.diff
    shown.write()
    renewed = {**ENTRY, "env": {"KNOWLIFY_API_KEY": KEY[::-1]}}
    again = set_server_entry(CURSOR, file, renewed)
    assert again.needed and KEY not in again.diff and KEY[::-1] not in again.diff


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"servers": ', "line 1"),
        ('{"servers": {\n  "files": {"command": "C:\\Users\\x"}}}', "line 2 cannot be read"),
        ("[]", "not a list of settings"),
        ('{"servers": []}', "not a table"),
    ],
    ids=["broken", "single backslashes", "a list", "a list of servers"],
)
def test_a_file_that_cannot_be_kept_whole_is_left_alone(file: Path, text: str, says: str) -> None:
    write(file, text)
    with pytest.raises(CannotInstall, match=says) as refused:
        set_server_entry(VSCODE, file, KEYED)
    assert KEY not in str(refused.value)
    assert file.read_text() == text and list(file.parent.iterdir()) == [file]


def test_the_refusal_carries_what_to_add_by_hand(file: Path) -> None:
    write(file, "{ 'mine': 1 }")
    with pytest.raises(CannotInstall) as refused:
        set_server_entry(VSCODE, file, ENTRY)
    _, _, snippet = str(refused.value).partition("add this to it:\n")
    assert json.loads(snippet) == {"servers": {"callsheet": ENTRY}}


def test_a_file_that_changed_meanwhile_is_not_written(file: Path) -> None:
    write(file, "{}")
    planned = set_server_entry(CURSOR, file, ENTRY)
    file.write_text('{"theme": "light"}')
    with pytest.raises(CannotInstall, match="Try again"):
        planned.write()
    assert file.read_text() == '{"theme": "light"}'


def test_toml_keeps_its_comments_and_its_order(file: Path) -> None:
    text = '# mine\nmodel = "x"  # the good one\n\n[mcp_servers.files]\ncommand = "npx"\n'
    write(file, text)
    set_server_entry(
        CODEX, file, CODEX.entry(LaunchCommand("/opt/callsheet", env={"A": "1"}))
    ).write()
    after = file.read_text()
    assert after.startswith(text)
    assert tomllib.loads(after)["mcp_servers"]["callsheet"]["env"] == {"A": "1"}
    set_server_entry(CODEX, file, None).write()
    assert file.read_text() == text


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets few people make links.")
def test_a_link_stays_a_link(file: Path, tmp_path: Path) -> None:
    """Some people keep such files elsewhere, under version control."""
    kept = tmp_path / "kept.json"
    kept.write_text("{}")
    file.parent.mkdir()
    file.symlink_to(kept)
    set_server_entry(CURSOR, file, ENTRY).write()
    assert file.is_symlink() and "callsheet" in kept.read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_a_file_that_gets_a_key_is_its_owners_alone(file: Path) -> None:
    write(file, "{}")
    file.chmod(0o644)
    set_server_entry(CURSOR, file, ENTRY).write()
    assert file.stat().st_mode & 0o777 == 0o644
    set_server_entry(CURSOR, file, KEYED).write()
    assert file.stat().st_mode & 0o777 == 0o600


def test_copies_of_earlier_versions_go_if_they_hold_a_key(file: Path) -> None:
    write(file, json.dumps(OTHERS))
    plain, keyed = (file.with_name(f"mcp.json.backup{number}") for number in (1, 2))
    plain.write_text("{}")
    keyed.write_text(json.dumps({"mcpServers": {"callsheet": KEYED}}))
    assert delete_backups(file) == [keyed]
    assert plain.exists() and not keyed.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_a_read_only_file_is_refused(file: Path) -> None:
    write(file, "{}")
    file.chmod(0o444)
    with pytest.raises(CannotInstall, match="read-only"):
        set_server_entry(CURSOR, file, ENTRY).write()
    assert file.read_text() == "{}" and list(file.parent.iterdir()) == [file]
