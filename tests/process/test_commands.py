"""The command line, from a person's chair."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from typer.testing import CliRunner, Result

from callsheet.commands import app

from .conftest import environment

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


@pytest.mark.parametrize(
    ("environ", "says"),
    [
        ({"KNOWLIFY_API_KEY": "${KNOWLIFY_API_KEY}"}, "KNOWLIFY_API_KEY"),
        ({"KNOWLIFY_API_KEY": "kn_secretbutshort"}, "64 hexadecimal digits"),
        ({"CALLSHEET_KNOWLIFY": "hosted"}, "KNOWLIFY_API_KEY is not set"),
        ({"CALLSHEET_MAX_VIDEOS_PER_DAY": "many"}, "CALLSHEET_MAX_VIDEOS_PER_DAY"),
    ],
    ids=["unfilled", "short", "no key", "no number"],
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
