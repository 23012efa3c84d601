"""The commands for people: to make films, to set Callsheet up, and `serve` with its options.

Each imports what it needs when it runs, so that help and small commands stay quick.
"""

import os
import sys
from importlib.metadata import version as installed
from pathlib import Path
from typing import Annotated, Literal

import typer

from callsheet.commands.studio import ads, studio
from callsheet.commands.tokens import tokens
from callsheet.settings import Settings
from callsheet.terminal import INTERRUPTED, stop

app = typer.Typer(
    name="callsheet",
    help="Make videos by talking to an assistant. Without a command: serve MCP over stdio.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(studio, name="studio")
app.add_typer(tokens, name="tokens")
app.add_typer(ads, name="ads", help="The ads that the studio can analyse without a network.")

Task = Annotated[
    str | None, typer.Argument(help="Topic, prose or outline; FILE.md; - for standard input.")
]
Example = Annotated[
    str | None, typer.Option(help="A ready outline by its name; a wrong name lists them.")
]
Aspect = Annotated[str | None, typer.Option(help="16:9 (default) or 9:16.")]
Style = Annotated[
    str | None,
    typer.Option(
        "--type", help="instructional, explainer, corporate, marketing, narrative or social."
    ),
]
Palette = Annotated[
    str | None, typer.Option(help="primary=#0066cc,accent=#ff6600; also secondary, tertiary.")
]
StylePrompt = Annotated[str | None, typer.Option(help="How every scene should look and feel.")]
Voice = Annotated[str | None, typer.Option(help="How the narrator should sound.")]
Out = Annotated[
    Path | None, typer.Option(help="Copy the film to this file as well; an existing one stays.")
]
Hosted = Annotated[
    bool, typer.Option("--hosted", help="Buy it: one paid video of Knowlify's, not made here.")
]

Preview = Annotated[
    bool, typer.Option("--preview", help="A quick look in 640x360, in less than half the time.")
]

ClientName = Annotated[
    str | None,
    typer.Argument(
        help="claude-desktop, claude-code, cursor, vscode, codex, gemini, copilot, opencode, "
        "windsurf or zed."
    ),
]
EveryClient = Annotated[
    bool, typer.Option("--all", help="Every client that is found on this computer.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the change and write nothing.")]


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context, version: Annotated[bool, typer.Option("--version")] = False
) -> None:
    """Serve when no command is named."""
    if version:
        typer.echo(f"callsheet {installed('callsheet')}")
    elif context.invoked_subcommand is None:
        serve()


@app.command()
def serve(
    transport: Annotated[Literal["stdio", "http"], typer.Option()] = "stdio",
    host: Annotated[
        str, typer.Option(help="Any but loopback needs a sign-in: callsheet tokens --help.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8765,
) -> None:
    """Serve MCP to a client, over stdio or Streamable HTTP."""
    from callsheet.serve import serve_over_http, serve_stdio

    if transport == "stdio":
        return serve_stdio()
    from callsheet_studio.errors import StudioError
    from callsheet_tools.errors import CallsheetError

    try:
        serve_over_http(Settings.read(os.environ), host, port)
    except (CallsheetError, StudioError, OSError) as error:
        stop(str(error))


@app.command()
def make(
    task: Task = None,
    example: Example = None,
    duration: Annotated[
        int | None,
        typer.Option(help="Seconds, 30 to 300; default: 60, for a document up to 120."),
    ] = None,
    aspect: Aspect = None,
    style: Style = None,
    palette: Palette = None,
    style_prompt: StylePrompt = None,
    voice: Voice = None,
    out: Out = None,
    preview: Preview = False,
    hosted: Hosted = False,
) -> None:
    """Make a film and print its path."""
    from callsheet.commands.in_process_client import CommandError
    from callsheet.commands.make import (
        MakeOptions,
        is_document,
        read_palette,
        read_task,
        run,
        with_folder_of,
    )

    try:
        item = {
            "task": read_task(task, example, sys.stdin),
            "video_duration_seconds": duration,
            "aspect_ratio": aspect,
            "video_type": style,
            "color_palette": read_palette(palette) or None,
            "global_style_prompt": style_prompt,
            "voice_description": voice,
        }
        given = {name: value for name, value in item.items() if value is not None}
        settings = with_folder_of(task, Settings.read(os.environ))
        typer.echo(run(MakeOptions(given, is_document(task), hosted, preview), settings, out))
    except CommandError as error:
        stop(str(error))


@app.command("move-journal")
def move_journal() -> None:
    """Copy the journal of this home into the database of CALLSHEET_DATABASE_URL."""
    from callsheet.commands import move_journal as moving
    from callsheet.commands.in_process_client import CommandError

    try:
        moving.move_journal(Settings.read(os.environ))
    except CommandError as error:
        stop(str(error))


@app.command()
def jobs(
    limit: Annotated[int, typer.Option(min=1, max=50)] = 20,
    wait: Annotated[
        bool, typer.Option("--wait", help="Stay until all of them have ended.")
    ] = False,
    drop: Annotated[
        str | None, typer.Option("--cancel", "--drop", help="End this job, if it is made here.")
    ] = None,
    delete: Annotated[
        str | None,
        typer.Option(
            help="Delete what is kept of this job: request, files, rows; not what was paid."
        ),
    ] = None,
    delete_all: Annotated[
        bool, typer.Option("--delete-all", help="The same for every job that has ended.")
    ] = False,
    spending: Annotated[
        bool, typer.Option("--spending", help="Only what was spent, and what is left of the day.")
    ] = False,
) -> None:
    """Show recent jobs and what was spent."""
    from callsheet.commands import delete as deleting
    from callsheet.commands import jobs as recent
    from callsheet.commands.in_process_client import CommandError
    from callsheet_tools.errors import NotConfigured

    settings = Settings.read(os.environ)
    try:
        if delete or delete_all:
            deleting.delete(settings, delete)
        elif spending:
            recent.show_spending(settings)
        else:
            recent.cancel(settings, drop) if drop else recent.run(settings, limit, wait)
    except (CommandError, NotConfigured) as error:
        stop(str(error))
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None


@app.command()
def install(
    client: ClientName = None,
    env: Annotated[
        list[str] | None,
        typer.Option(
            help="A setting to hand on, by its name; its value comes from the environment, or is "
            "asked for unseen. May be repeated."
        ),
    ] = None,
    every: EveryClient = False,
    dry_run: DryRun = False,
) -> None:
    """Add Callsheet to a client, or with --all to every one that is found here."""
    from callsheet.install import install as installing
    from callsheet.install.mcp_clients import CannotInstall, clients_named

    machine = installing.current_host()
    try:
        chosen = clients_named(_one_or_all(client, every), machine)
        given = installing.collect_settings(env or [], os.environ, installing.prompt_secret)
        installing.install(chosen, machine, installing.launch(given), dry_run=dry_run)
    except CannotInstall as error:
        stop(str(error))


@app.command()
def uninstall(
    client: ClientName = None, every: EveryClient = False, dry_run: DryRun = False
) -> None:
    """Take Callsheet out of a client again. Films and the journal stay."""
    from callsheet.install import install as installing
    from callsheet.install.mcp_clients import CannotInstall, clients_named

    machine = installing.current_host()
    try:
        chosen = clients_named(_one_or_all(client, every), machine)
        installing.uninstall(chosen, machine, dry_run=dry_run)
    except CannotInstall as error:
        stop(str(error))


def _one_or_all(client: str | None, every: bool) -> str | None:
    if (client is None) != every:
        stop("Name one client, or say --all for every one that is found on this computer.")
    return client


@app.command()
def voices() -> None:
    """List the voices that can narrate a film here, with language, sex and licence."""
    from callsheet.commands.voices import run

    run(Settings.read(os.environ))


@app.command()
def doctor(
    online: Annotated[
        bool,
        typer.Option(
            "--online", help="Ask the services whether the keys work (free), and try your models."
        ),
    ] = False,
) -> None:
    """Say what is set up, what is missing, and how to get it."""
    from callsheet.commands.doctor import run

    raise typer.Exit(run(Settings.read(os.environ), online=online))
