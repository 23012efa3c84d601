"""`callsheet doctor`: what is set up, what is missing, and how to get it."""

import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, TypeAlias

import anyio

from callsheet.backends import cluster
from callsheet.journal_database import open_database
from callsheet.settings import Settings
from callsheet.terminal import print_table
from callsheet_studio.extras import add_extra
from callsheet_studio.jobs.readiness import missing_parts
from callsheet_studio.storyboard.installed_voices import NoVoices, installed_voices, read_own
from callsheet_studio.telemetry import find_telemetry_files
from callsheet_studio.text.language_names import name_of_language
from callsheet_tools.database.database import Connection
from callsheet_tools.errors import CallsheetError, NotConfigured
from callsheet_tools.sanitize import format_count

Verdict: TypeAlias = Literal["ok", "note", "problem"]

FREE_BYTES = 500_000_000
"""The studio takes no film in with less."""
DRAW_SECONDS = 60
DRAW = "from callsheet_studio.drawing.skia_loader import load_skia; load_skia().Surface(8, 8)"
"""Draws for real, in a process of its own: a library can be there and still not load."""


@dataclass(frozen=True)
class Check:
    """One line of the report."""

    verdict: Verdict
    text: str
    """What was found and, for a problem, what to do."""


def run(settings: Settings, *, online: bool = False) -> int:
    """Print the report and return the exit code: 0 when nothing prevents work, else 1.

    With `online` the hosted services are asked, by free reads, whether the keys work, and the
    user's own models by the cheapest request that each really answers.
    """
    findings = [*examine(settings), *(_online(settings) if online else ())]
    print_table([(finding.verdict, finding.text) for finding in findings])
    return int(any(finding.verdict == "problem" for finding in findings))


def examine(settings: Settings) -> Iterator[Check]:
    """Yield every check, in the order in which a person would repair what it finds."""
    yield Check("ok", f"Python {platform.python_version()} on {platform.platform(terse=True)}")
    yield _folder("Home", settings.home, "CALLSHEET_HOME")
    yield _folder("Output folder", settings.output_dir, "CALLSHEET_OUTPUT_DIR")
    yield _database(settings) if settings.database_url else _journal(settings.journal)
    yield _disk(settings.home)
    yield _renderer()
    yield _voice(settings.voices)
    yield _letters()
    yield from _model("Language model", settings.llm_url, settings.llm_model, "CALLSHEET_LLM")
    yield from _model(
        "Speech model", settings.speech_url, settings.speech_model, "CALLSHEET_SPEECH"
    )
    yield from _model("Video model", settings.video_url, settings.video_model, "CALLSHEET_VIDEO")
    yield from _model("Picture model", settings.image_url, settings.image_model, "CALLSHEET_IMAGE")
    yield from _cluster(settings)
    yield from _left_behind()
    for problem in settings.problems.values():
        yield Check("problem", problem)
    yield _provider(
        "Knowlify",
        settings.knowlify,
        "KNOWLIFY_API_KEY",
        bool(settings.knowlify_key or settings.knowlify_jwt),
    )
    yield _provider(
        "Knightvision",
        settings.knightvision,
        "KNIGHTVISION_API_KEY",
        bool(settings.knightvision_key),
    )


def _online(settings: Settings) -> Iterator[Check]:
    from callsheet.commands.key_check import ask_services
    from callsheet.commands.model_check import ask_models

    try:
        answers = anyio.run(ask_services, settings)
    except NotConfigured as error:
        answers = [(False, f"The keys were not tried. {error}")]
    answers = [*answers, *ask_models(settings)]
    for works, text in answers:
        yield Check("ok" if works else "problem", text)
    if not answers:
        yield Check("note", "No service was asked: no key of theirs is set, and no model of yours.")


def _folder(what: str, folder: Path, setting: str) -> Check:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return Check("ok", f"{what}: {folder}")
    except OSError as error:
        remedy = f"Set {setting} to a folder of yours."
        return Check("problem", f"{what}: {folder} cannot be written ({error.strerror}). {remedy}")


def _journal(path: Path) -> Check:
    if not path.exists():
        return Check("ok", "Journal: none yet; the first job starts it")
    verdict = _integrity(path)
    if verdict == "ok":
        return Check("ok", f"Journal: {path}")
    remedy = "Move it away to start a new one, and keep it: it knows what was paid."
    return Check("problem", f"Journal: {path} cannot be used ({verdict}). {remedy}")


def _database(settings: Settings) -> Check:
    try:
        with closing(open_database(settings)) as database:
            count, fsync = anyio.run(database.read, _ask_server)
    except CallsheetError as error:
        return Check("problem", f"Journal: {error}")
    if fsync != "on":
        return Check(
            "problem",
            "Journal: the database runs with fsync off, so that a power cut may lose "
            "what was paid. Switch it on.",
        )
    return Check("ok", f"Journal: PostgreSQL, {format_count(count, 'job')}")


def _ask_server(db: Connection) -> tuple[int, str]:
    count, fsync = db.execute("SELECT count(*), current_setting('fsync') FROM job").fetchone()
    return count, fsync


def _integrity(path: Path) -> str:
    """`ok`, or what SQLite says is wrong."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as journal:
            return str(journal.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.Error as error:
        return str(error)


def _disk(folder: Path) -> Check:
    there = next(place for place in (folder, *folder.parents) if place.exists())
    free = shutil.disk_usage(there).free
    if free >= FREE_BYTES:
        return Check("ok", f"Disk: {free / 1e9:,.0f} GB free")
    remedy = f"Films need {FREE_BYTES / 1e6:,.0f} MB: free some, or move CALLSHEET_HOME."
    return Check("problem", f"Disk: {free / 1e6:,.0f} MB free. {remedy}")


def _renderer() -> Check:
    if missing := missing_parts():
        return Check(
            "problem", f"Renderer: no {', '.join(missing)}. For local films: {add_extra('studio')}"
        )
    command = (sys.executable, "-P", "-c", DRAW)
    try:
        drawn = subprocess.run(command, capture_output=True, text=True, timeout=DRAW_SECONDS)
    except subprocess.TimeoutExpired:
        return Check("problem", f"Renderer: drew nothing within {DRAW_SECONDS} s")
    if drawn.returncode == 0:
        return Check("ok", "Renderer: draws and encodes on this computer")
    (why,) = drawn.stderr.strip().splitlines()[-1:] or ["it gave no reason"]
    return Check(
        "problem", f"Renderer: {why}. Install it again: {add_extra('studio')} --force-reinstall"
    )


def _voice(own: str | None) -> Check:
    try:
        mine = read_own(own) if own else ()
    except NoVoices as error:
        return Check("problem", f"Voice: CALLSHEET_VOICES is not used: {error}.")
    names = [name_of_language(one.language) for one in (*installed_voices(), *mine)]
    if names:
        spoken = ", ".join(f"{name} ({names.count(name)})" for name in dict.fromkeys(names))
        return Check("ok", f"Voice: {spoken}; other languages get captions")
    return Check(
        "note", f"Voice: none here, so films get captions and music. {add_extra('studio')}"
    )


def _letters() -> Check:
    if find_spec("manimgx_fonts_cjk"):
        return Check("ok", "Letters: Latin, Greek, Cyrillic, Arabic, Devanagari and East Asian")
    return Check(
        "note",
        "Letters: Latin, Greek, Cyrillic, Arabic and Devanagari; others as the system has them. "
        f"For Chinese, Japanese and Korean: {add_extra('cjk')}",
    )


def _left_behind() -> Iterator[Check]:
    """What a library left in the user's folders before its telemetry was switched off."""
    folder = find_telemetry_files(os.environ, Path.home(), sys.platform)
    if folder.exists():
        yield Check(
            "note",
            f"Left behind: {folder} holds a device id and reports that onnxruntime kept for its "
            "vendor, for an earlier Callsheet or another program. Delete the folder.",
        )


def _model(does: str, url: str | None, model: str | None, variable: str) -> Iterator[Check]:
    """A model that the user set; nothing is said of one that is not."""
    if url and model:
        yield Check("ok", f"{does}: {model} at {url}, which is sent what README says")
    elif url or model:
        yield Check("problem", f"{does}: not used; set both {variable}_URL and {variable}_MODEL.")


def _cluster(settings: Settings) -> Iterator[Check]:
    """What a studio on several machines lacks; nothing is said of one that is not set."""
    if settings.artifacts:
        try:
            cluster(settings)
        except NotConfigured as error:
            yield Check("problem", f"Cluster: {error}")


def _provider(name: str, mode: str, variable: str, has_key: bool) -> Check:
    if mode == "hosted" and not has_key:
        return Check("problem", f"{name}: set to hosted, but {variable} is not set.")
    if has_key and mode != "local":
        return Check(
            "ok", f"{name}: hosted (paid), with the key in {variable}; local (free) on request"
        )
    return Check("ok", f"{name}: local, free. For the hosted service set {variable}")
