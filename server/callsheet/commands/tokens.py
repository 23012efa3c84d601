"""`callsheet tokens`: who may sign in over HTTP with a token of this server."""

import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import anyio
import typer

from callsheet.settings import Settings
from callsheet.terminal import print_table, say, stop

if TYPE_CHECKING:
    from callsheet.sign_in.tokens import TokenFile

tokens = typer.Typer(help="Tokens with which a team signs in over HTTP.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="Whose token it is, such as alice.")]
HEADINGS = ("name", "may", "since")
ONCE = (
    "This is shown once and kept nowhere. Its user sends it as `Authorization: Bearer …` to the "
    "server's `/mcp`."
)


@tokens.command()
def add(
    name: Name,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="They can look, and make nothing.")
    ] = False,
    spend: Annotated[
        bool, typer.Option("--spend", help="They can buy with your keys, up to their day's limit.")
    ] = False,
) -> None:
    """Give a user a token, and print it. Without an option they make videos and buy nothing."""
    from callsheet_tools.toolkit.user import CREATE, READ, SPEND

    scopes = {READ} if read_only else {READ, CREATE} | ({SPEND} if spend else set[str]())
    with _tokens() as file:
        typer.echo(anyio.run(file.add, name, scopes, time.time()))
    typer.echo(ONCE, err=True)


@tokens.command("list")
def list_tokens() -> None:
    """Show who has a token."""
    with _tokens() as file:
        found = anyio.run(file.tokens)
    if not found:
        return say("Nobody has a token. `callsheet tokens add NAME` gives one.")
    rows = [(name, ", ".join(one.scopes), _day(one.created_at)) for name, one in found.items()]
    print_table(rows, HEADINGS)


@tokens.command()
def remove(name: Name) -> None:
    """End a user's token at once. Their jobs and films stay."""
    with _tokens() as file:
        anyio.run(file.remove, name)
    typer.echo(f"{name}'s token is not good any more.")


@contextmanager
def _tokens() -> Generator["TokenFile"]:
    """The tokens of this home; what cannot be done with them ends the command with a sentence."""
    from callsheet.shared_files import open_shared_files
    from callsheet.sign_in.tokens import TokenFile
    from callsheet_tools.errors import CallsheetError

    try:
        yield TokenFile(open_shared_files(Settings.read(os.environ)))
    except (CallsheetError, OSError) as error:
        stop(str(error))


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
