"""`callsheet make`: one film from a terminal, through the very tools that an assistant calls."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import anyio
from mcp import Client

from callsheet.backends import check_studio
from callsheet.commands.in_process_client import (
    LOOK_SECONDS,
    UNFINISHED,
    CommandError,
    Row,
    call_tool,
    connect_client,
)
from callsheet.settings import Settings
from callsheet.terminal import INTERRUPTED, Show, bar, say, stop
from callsheet_tools.errors import NotConfigured

FILES = (".md", ".markdown", ".txt", ".ipynb", ".pdf", ".docx", ".odt", ".html", ".htm", ".rst")
"""Endings by which TASK is the path of a file."""
HERE_ONLY = "Previews are made on this computer only: leave out --hosted, or --preview to buy."


@dataclass(frozen=True)
class MakeOptions:
    """What was asked for on the command line."""

    item: Row
    """One item of `knowlify_create_videos`, by its documented names."""
    drafted: bool = False
    """Whether its task is a document that is first condensed to an outline."""
    hosted: bool = False
    preview: bool = False

    def arguments(self) -> Row:
        """Return the arguments of the tool call; a repeat on the command line
        always makes a new film."""
        where = {"where": "hosted", "max_videos": 1} if self.hosted else {"where": "local"}
        return {"videos": [self.item], "new_take": True, "preview": self.preview, **where}


def run(order: MakeOptions, settings: Settings, out: Path | None) -> str:
    """Make a film while showing a progress bar, and return its path; or its address, if the
    file stays at the provider.

    Args:
        out: Where to copy the film; None leaves it in the output folder.

    Raises:
        CommandError: The order was refused, or the job failed; the text is the tools' own.
    """
    if order.preview and order.hosted:
        raise CommandError(HERE_ONLY)
    if out and out.exists():
        raise CommandError(f"{str(out)!r} exists already and is kept. Name another file.")
    begun: list[Row] = []
    try:
        with bar() as show:
            row = anyio.run(make, settings, order, begun.append, show)
    except KeyboardInterrupt:
        stop(_interruption_text(begun), INTERRUPTED)
    for note in row["result"].get("notes", ()):
        say(f"Note: {note}", "yellow")
    return _deliver(row["result"], out)


async def make(
    settings: Settings, order: MakeOptions, started: Callable[[Row], None], show: Show
) -> Row:
    """Order a film, follow it to its end, and return the job's last row.

    Args:
        started: Gets the first row as soon as the job has an id, so that an interrupted command
            can say how to find it.
        show: Gets the progress in percent and a message.

    Raises:
        CommandError: The order was refused, or the job failed.
    """
    async with connect_client(settings) as client:
        arguments = order.arguments()
        if order.drafted:
            arguments["videos"] = [await _draft(client, order.item)]
        row = (await call_tool(client, "knowlify_create_videos", arguments))["jobs"][0]
        started(row)
        while row["state"] in UNFINISHED:
            asked = {"job_ids": [row["job_id"]], "until": "all", "seconds": LOOK_SECONDS}
            answer = await call_tool(client, "wait_for_jobs", asked, show)
            row = next(iter(answer["jobs"]), row)
    if row["state"] != "succeeded":
        raise CommandError(row.get("error") or f"{row['job_id']} ended as {row['state']}.")
    return row


async def _draft(client: Client, item: Row) -> Row:
    """The item with the outline that its document makes; says what is in it and what is not."""
    given = {name: value for name, value in item.items() if name != "task"}
    drafted = await call_tool(client, "draft_storyboard", {"document": item["task"], **given})
    scenes = ", ".join(f"{one['n']} {one['title']} [{one['kind']}]" for one in drafted["scenes"])
    say(f"{len(drafted['scenes'])} scenes: {scenes}")
    for left in drafted["coverage"]["left_out"]:
        say(f"Left out: {left}", "yellow")
    for note in drafted["notes"]:
        say(f"Note: {note}", "yellow")
    return drafted["next"]["arguments"]["videos"][0]


def is_document(task: str | None) -> bool:
    """Return whether a task on the command line names a document.

    It ends like one (`FILES`), is an existing folder, or is `-` for standard input. Whether the
    file exists is not checked.
    """
    is_path = task is not None and (task.lower().endswith(FILES) or os.path.isdir(task))
    return task == "-" or is_path


def with_folder_of(task: str | None, settings: Settings) -> Settings:
    """Return the settings with a document's own folder added to those from
    which pictures may be read.

    Unchanged if the task is not the path of a document.
    """
    if task is None or task == "-" or not is_document(task):
        return settings
    folder = Path(task).resolve().parent
    return settings.model_copy(update={"media_dirs": (*settings.media_dirs, folder)})


def read_task(task: str | None, example: str | None, stdin: TextIO) -> str:
    """Return the text of the task: as given, from a file, from standard input
    (`-`), or of a ready outline.

    Args:
        task: The text, a path or `-`; None if there is an example.
        example: The name of a ready outline, or None.

    Raises:
        CommandError: Neither or both are given, or it can't be read.
    """
    if (task is None) == (example is None):
        raise CommandError(
            "Say what to film: TASK, FILE.md, - for standard input, or --example NAME."
        )
    if example is not None:
        return _example(example)
    if task == "-":
        return stdin.read()
    return _file(Path(task)) if task and is_document(task) else task or ""


def read_palette(text: str | None) -> dict[str, str]:
    """Return `primary=#0066cc,accent=#ff6600` as the API's object; empty for None.

    Raises:
        CommandError: A part has no `=`.
    """
    parts = [part.partition("=") for part in (text or "").split(",") if part.strip()]
    if any(not equals for _, equals, _ in parts):
        raise CommandError(
            f"Write a palette as primary=#0066cc,accent=#ff6600; {text!r} is not one."
        )
    return {role.strip(): color.strip() for role, _, color in parts}


def _interruption_text(begun: list[Row]) -> str:
    if not begun:
        return "Stopped before the film was begun."
    return (
        f"{begun[0]['job_id']} is kept, with what is finished of it. It goes on whenever Callsheet "
        "runs; `callsheet jobs --wait` sees it to its end."
    )


def _deliver(result: Row, out: Path | None) -> str:
    file = result.get("file")
    if file is None:
        return str(result.get("video_url") or result.get("chat_url"))
    if out is None:
        return str(file)
    out.parent.mkdir(parents=True, exist_ok=True)
    return str(shutil.copyfile(file, out))


def _example(name: str) -> str:
    try:
        check_studio()
        from callsheet_studio.storyboard.examples import NoExample, example
    except NotConfigured as error:
        raise CommandError(str(error)) from error
    try:
        return example(name)
    except NoExample as error:
        raise CommandError(str(error)) from error


def _file(path: Path) -> str:
    from callsheet_studio.storyboard.brief import FilmRejected
    from callsheet_studio.storyboard.file_text import read_file

    try:
        return read_file(path.name, path.read_bytes())
    except IsADirectoryError as error:
        raise CommandError(f"{str(path)!r} is a folder. Name one file in it.") from error
    except OSError as error:
        raise CommandError(f"{str(path)!r} cannot be read: {error.strerror or error}.") from error
    except FilmRejected as error:
        raise CommandError(str(error)) from error
