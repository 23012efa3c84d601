"""The command line, from a person's chair."""

import json
import socket
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from typer.testing import CliRunner, Result

from callsheet.commands.app import app
from callsheet_studio.telemetry import find_telemetry_files

from .conftest import environment

KEY = "kn_" + "0123456789abcdef" * 4

Typed: TypeAlias = Callable[..., Result]


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    """Types a command; a home and an output folder of this test's own."""

    def typed(*words: str, stdin: str = "", **environ: str) -> Result:
        settings = {**environment(tmp_path), "COLUMNS": "200", **environ}
        return CliRunner(env=settings).invoke(app, words, input=stdin)

    return typed


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "Say what to film"),
        (("Tea", "--example", "how-https-works"), "Say what to film"),
        (("--example", "nothing"), "how-https-works"),
        (("missing.md",), "cannot be read"),
        (("Tea", "--palette", "blue"), "primary=#0066cc"),
        (("Tea", "--palette", "primary=#12345"), "a colour like #06c"),
        (("Tea", "--type", "noir"), "explainer"),
        (("Tea", "--duration", "29"), "30"),
        (("Tea", "--duration", "301"), "300"),
        (("Tea", "--aspect", "4:3"), "16:9"),
        (("x" * 5001,), "5000"),
        (("",), "task"),
        (("Tea", "--hosted"), "KNOWLIFY_API_KEY"),
        (("Tea", "--preview", "--hosted"), "on this computer only"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_film_that_cannot_be_made_is_refused_in_a_sentence(
    typed: Typed, tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    refused = typed("make", *words)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert says in refused.stderr and "Traceback" not in refused.stderr
    assert not list((tmp_path / "films").glob("*"))


def test_other_computers_are_refused_without_a_token(typed: Typed) -> None:
    refused = typed("serve", "--transport", "http", "--host", "0.0.0.0", "--port", "0")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "CALLSHEET_HTTP_TOKEN" in refused.stderr and "Traceback" not in refused.stderr


def test_a_port_that_is_taken_is_said(typed: Typed) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        refused = typed("serve", "--transport", "http", "--port", port)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert f"Nothing can be served on port {port}" in refused.stderr
    assert "--port NUMBER" in refused.stderr and "Traceback" not in refused.stderr


def test_a_copy_never_replaces_a_file(typed: Typed, tmp_path: Path) -> None:
    kept = tmp_path / "film.mp4"
    kept.write_text("mine")
    refused = typed("make", "Tea", "--out", str(kept))
    assert refused.exit_code == 1 and "exists already" in refused.stderr
    assert kept.read_text() == "mine"


def test_without_jobs_there_is_an_empty_list(typed: Typed) -> None:
    shown = typed("jobs")
    assert (shown.exit_code, shown.stdout.split()[:3]) == (0, ["job", "title", "state"])
    assert len(shown.stdout.splitlines()) == 1


def test_an_unknown_job_cannot_be_dropped(typed: Typed) -> None:
    refused = typed("jobs", "--drop", "job_nobody")
    assert refused.exit_code == 1 and "list_jobs" in refused.stderr


def test_the_studios_keys_are_its_users_alone(typed: Typed, tmp_path: Path) -> None:
    lines = dict(line.split("=", 1) for line in typed("studio", "--env").stdout.splitlines())
    file = tmp_path / "home" / "studio" / "keys.json"
    assert file.stat().st_mode & 0o077 == 0
    assert lines["KNOWLIFY_API_KEY"] == json.loads(file.read_text())["knowlify"]
    assert lines["KNOWLIFY_API_BASE"] == "http://127.0.0.1:8787"


def test_the_doctor_finds_a_sound_set_up(typed: Typed, tmp_path: Path) -> None:
    report = typed("doctor")
    assert report.exit_code == 0, report.stdout
    for part in (
        f"Home: {tmp_path / 'home'}",
        "Renderer: draws",
        "Voice: English",
        "Knowlify: local",
    ):
        assert part in report.stdout


def test_the_doctor_names_the_models_that_are_sent_something(typed: Typed) -> None:
    setting = {"CALLSHEET_LLM_URL": "http://127.0.0.1:9/v1", "CALLSHEET_LLM_MODEL": "small"}
    report = typed("doctor", **setting, CALLSHEET_LLM_KEY="very-secret")
    assert "Language model: small at http://127.0.0.1:9/v1" in " ".join(report.stdout.split())
    assert "very-secret" not in report.stdout and "Speech model" not in report.stdout


@pytest.mark.parametrize(
    ("environ", "says"),
    [
        ({"KNOWLIFY_API_KEY": "${KNOWLIFY_API_KEY}"}, "KNOWLIFY_API_KEY"),
        ({"KNOWLIFY_API_KEY": "kn_secretbutshort"}, "64 hexadecimal digits"),
        ({"CALLSHEET_KNOWLIFY": "hosted"}, "KNOWLIFY_API_KEY is not set"),
        ({"CALLSHEET_MAX_VIDEOS_PER_DAY": "many"}, "CALLSHEET_MAX_VIDEOS_PER_DAY"),
        ({"CALLSHEET_LLM_MODEL": "small"}, "set both CALLSHEET_LLM_URL and"),
        ({"CALLSHEET_ARTIFACTS": "s3://films"}, "Set CALLSHEET_DATABASE_URL"),
    ],
    ids=["unfilled", "short", "no key", "no number", "no address", "half a cluster"],
)
def test_the_doctor_names_what_is_wrong(typed: Typed, environ: dict[str, str], says: str) -> None:
    report = typed("doctor", **environ)
    assert report.exit_code == 1 and says in report.stdout
    assert "secretbutshort" not in report.stdout


def test_the_doctor_names_a_folder_that_cannot_be_written(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    report = typed("doctor", CALLSHEET_OUTPUT_DIR=str(tmp_path / "file" / "films"))
    assert report.exit_code == 1 and "CALLSHEET_OUTPUT_DIR" in report.stdout


def test_the_doctor_names_a_damaged_journal(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "journal.sqlite3").write_bytes(b"not a database at all" * 100)
    report = typed("doctor")
    assert report.exit_code == 1 and "journal.sqlite3" in report.stdout
    refused = typed("jobs")
    assert refused.exit_code == 1 and "journal.sqlite3" in refused.stderr


def test_the_doctor_asks_the_services_only_where_there_is_a_key(typed: Typed) -> None:
    """Whether keys work is read in `tests/install`; here nothing leads to a service."""
    report = typed("doctor", "--online")
    assert report.exit_code == 0 and "No service was asked" in report.stdout


def test_a_server_whose_tokens_are_damaged_ends_with_a_sentence(
    typed: Typed, tmp_path: Path
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "tokens.json").write_text("{")
    refused = typed("serve", "--transport", "http")
    assert refused.exit_code == 1 and "'tokens.json' is damaged" in refused.stderr


def test_the_doctor_tries_no_keys_with_half_a_cluster(typed: Typed) -> None:
    report = typed("doctor", "--online", KNOWLIFY_API_KEY=KEY, CALLSHEET_ARTIFACTS="s3://films")
    assert report.exit_code == 1 and "The keys were not tried." in report.stdout


def test_a_client_is_given_a_server_that_was_seen_to_start(typed: Typed, tmp_path: Path) -> None:
    """Claude and others wait 60 s for a server; one that never starts is not written."""
    home = {"CODEX_HOME": str(tmp_path / "codex"), "KNOWLIFY_API_KEY": KEY}
    config = tmp_path / "codex" / "config.toml"
    shown = typed("install", "codex", "--env", "KNOWLIFY_API_KEY", "--dry-run", **home)
    assert shown.exit_code == 0 and "mcp_servers.callsheet" in shown.stderr
    assert not config.exists()
    done = typed("install", "codex", "--env", "KNOWLIFY_API_KEY", **home)
    assert done.exit_code == 0 and "starts, and offers" in done.stderr
    entry = tomllib.loads(config.read_text())["mcp_servers"]["callsheet"]
    assert Path(entry["command"]).is_absolute() and entry["env"] == {"KNOWLIFY_API_KEY": KEY}
    assert KEY not in shown.stderr + done.stderr + shown.stdout + done.stdout
    assert typed("uninstall", "codex", **home).exit_code == 0
    assert not config.exists(), "it was made for callsheet alone"


def test_a_copy_that_cannot_be_read_is_named_and_the_entry_goes_all_the_same(
    typed: Typed, tmp_path: Path
) -> None:
    home = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}
    assert typed("install", "cursor", **home).exit_code == 0
    config = tmp_path / ".cursor/mcp.json"
    config.with_name("mcp.json.backup").write_bytes(b"\xff\xfe{")
    removed = typed("uninstall", "cursor", **home)
    assert removed.exit_code == 1 and "mcp.json.backup cannot be read" in removed.stderr
    assert not config.exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("emacs",), "claude-desktop"),
        (("cursor", "--env", "PATH"), "KNOWLIFY_API_KEY"),
        (("cursor", "--env", "KNOWLIFY_API_KEY"), "64 hexadecimal digits"),
    ],
    ids=["client", "setting", "key"],
)
def test_an_install_that_cannot_be_is_refused_in_a_sentence(
    typed: Typed, tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    """The key is typed, since the environment has none, and never shown."""
    refused = typed("install", *words, stdin="kn_secretbutshort\n")
    assert refused.exit_code == 1 and says in refused.stderr
    assert "secretbutshort" not in refused.stderr + refused.stdout
    assert not (tmp_path / ".cursor").exists()


def test_the_studios_accounts_are_made_shown_and_ended(typed: Typed, tmp_path: Path) -> None:
    """Its keys are printed once; the database has hashes alone."""
    made = typed("studio", "accounts", "add", "Ann", "--credits", "120")
    lines = dict(line.split("=", 1) for line in made.stdout.splitlines())
    assert made.exit_code == 0 and lines["KNIGHTVISION_API_KEY"].startswith("kv_partner_")
    assert "Ann" in typed("studio", "accounts", "add", "Ann").stderr
    assert typed("studio", "accounts", "revoke", "Ann").exit_code == 0
    listed = typed("studio", "accounts", "list").stdout
    assert [line.split()[-1] for line in listed.splitlines() if "Ann" in line] == ["revoked"]
    assert lines["KNOWLIFY_API_KEY"] not in listed
    assert typed("studio", "accounts", "add", "A film school", "--org").exit_code == 0
    listed = typed("studio", "accounts", "list").stdout
    assert "A film school (organization)" in listed and "1,000,000 today" in listed
    assert typed("studio", "accounts", "revoke", "Bob").exit_code == 1


def test_an_ad_of_ones_own_is_added_to_the_library(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "ad.mp4").write_bytes(b"film")
    address = "https://www.facebook.com/ads/library/?id=700123456789012"
    added = typed("ads", "add", str(tmp_path / "ad.mp4"), "--url", address)
    assert (added.exit_code, added.stdout.strip()) == (0, "700123456789012")
    assert "700123456789012.mp4" in typed("ads", "list").stdout
    assert typed("ads", "add", str(tmp_path / "none.mp4")).exit_code == 1


def test_the_doctor_finds_what_an_earlier_version_left(typed: Typed, tmp_path: Path) -> None:
    """onnxruntime kept a device id and reports in the user's cache once."""
    cache = tmp_path / "cache"
    left = find_telemetry_files({"XDG_CACHE_HOME": str(cache)}, tmp_path, sys.platform)
    environ = {"XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(tmp_path / "AppData" / "Local")}
    assert "Left behind" not in typed("doctor", **environ).stdout
    left.mkdir(parents=True)
    assert f"{left} holds a device id" in " ".join(typed("doctor", **environ).stdout.split())


def test_the_voices_that_are_here_are_listed_with_what_one_chooses_by(typed: Typed) -> None:
    listed = typed("voices")
    assert listed.exit_code == 0
    assert all(said in listed.stdout for said in ("heart", "en-US", "woman", "Apache-2.0"))
    assert "CALLSHEET_SPEECH_URL" in listed.stderr
    speech = {"CALLSHEET_SPEECH_URL": "http://localhost:9/v1", "CALLSHEET_SPEECH_MODEL": "tts"}
    own = typed("voices", **speech, CALLSHEET_SPEECH_VOICE="onyx", CALLSHEET_SPEECH_KEY="sk-secret")
    assert "tts, onyx" in own.stdout and "sk-secret" not in own.stdout + own.stderr
