"""The commands for people: `make`, `studio`, `jobs`, `doctor`, and `serve` with its options.

Each imports what it needs when it runs, so that help and small commands stay quick.
"""

import os
import sys
from importlib.metadata import version as installed
from pathlib import Path
from typing import Annotated, Literal

import typer

from callsheet.config import Settings
from callsheet.terminal import INTERRUPTED, say, stop

app = typer.Typer(
    name="callsheet",
    help="Make videos by talking to an assistant. Without a command: serve MCP over stdio.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Task = Annotated[
    str | None, typer.Argument(help="Topic, prose or outline; FILE.md; - for standard input.")
]
Example = Annotated[
    str | None, typer.Option(help="A ready outline by its name; a wrong name lists them.")
]
Aspect = Annotated[str, typer.Option(help="16:9 or 9:16.")]
Style = Annotated[
    str,
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
        str, typer.Option(help="Any but loopback needs CALLSHEET_HTTP_TOKEN.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8765,
) -> None:
    """Serve MCP to a client, over stdio or Streamable HTTP."""
    from callsheet.serve import serve_over_http, serve_stdio
    from callsheet_tools.errors import NotSetUp

    if transport == "stdio":
        return serve_stdio()
    try:
        serve_over_http(Settings.read(os.environ), host, port)
    except NotSetUp as error:
        stop(str(error))


@app.command()
def make(
    task: Task = None,
    example: Example = None,
    duration: Annotated[int, typer.Option(help="Seconds, 30 to 300.")] = 60,
    aspect: Aspect = "16:9",
    style: Style = "explainer",
    palette: Palette = None,
    style_prompt: StylePrompt = None,
    voice: Voice = None,
    out: Out = None,
    hosted: Hosted = False,
) -> None:
    """Make a film and print its path."""
    from callsheet.conversation import Refused
    from callsheet.make import Order, read_palette, read_task, run

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
        typer.echo(run(Order(given, hosted), Settings.read(os.environ), out))
    except Refused as error:
        stop(str(error))


@app.command()
def studio(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8787,
    env: Annotated[
        bool, typer.Option("--env", help="Only print the lines that point a client at it.")
    ] = False,
) -> None:
    """Serve both APIs on this computer, for any program that can talk to them."""
    import anyio

    from callsheet_studio import serve as serving
    from callsheet_studio.errors import StudioError
    from callsheet_studio.studio import Studio

    place = Studio(Settings.read(os.environ).studio_home)

    def ready(url: str, _keys: object) -> None:
        say(f"The studio listens on {url}. `callsheet studio --env` prints what a client needs.")

    try:
        if not env:
            return anyio.run(serving.serve, place, port, ready)
        url = serving.running(place.home) or f"http://{serving.HOST}:{port}"
        typer.echo("\n".join(serving.environment(url, anyio.run(serving.keys, place))))
    except StudioError as error:
        stop(str(error))


@app.command()
def jobs(
    limit: Annotated[int, typer.Option(min=1, max=50)] = 20,
    wait: Annotated[
        bool, typer.Option("--wait", help="Stay until all of them have ended.")
    ] = False,
    drop: Annotated[str | None, typer.Option(help="End this job, if it is made here.")] = None,
) -> None:
    """Show recent jobs and what was spent."""
    from callsheet import recent
    from callsheet.conversation import Refused

    settings = Settings.read(os.environ)
    try:
        recent.drop(settings, drop) if drop else recent.run(settings, limit, wait)
    except Refused as error:
        stop(str(error))
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None


@app.command()
def doctor() -> None:
    """Say what is set up, what is missing, and how to get it."""
    from callsheet.doctor import run

    raise typer.Exit(run(Settings.read(os.environ)))
