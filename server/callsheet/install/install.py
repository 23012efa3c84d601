"""`callsheet install` and `uninstall`: Callsheet in a client's list of servers."""

import os
import shutil
import sys
import sysconfig
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import anyio
import typer
from mcp import Client as SdkClient
from mcp import StdioServerParameters

from callsheet.install.client_config import ConfigChange, delete_backups, set_server_entry
from callsheet.install.mcp_clients import (
    NAME,
    CannotInstall,
    Document,
    HostSystem,
    LaunchCommand,
    McpClient,
)
from callsheet.settings import Settings, list_settings
from callsheet.terminal import say
from callsheet_studio.extras import add_extra
from callsheet_studio.jobs.readiness import missing_parts

STARTS_WITHIN = 60.0
"""Seconds a client gives a server to start."""
ENTRY = "from callsheet.cli import main; main()"


def install(
    clients: Sequence[McpClient], machine: HostSystem, launch: LaunchCommand, *, dry_run: bool
) -> None:
    """Add Callsheet to the config files of these clients, after the server was seen to start, and
    print the changes. A file that has it already, as it would be written, stays.

    Args:
        machine: The platform, home folder and environment.
        launch: How clients start the server.
        dry_run: Whether only to print the changes; the server is not started then.

    Raises:
        CannotInstall: The server does not start, and nothing was written; or a file cannot be
            changed, and the others were.
    """
    changes, refused = _changes(clients, machine, lambda client: client.entry(launch))
    if not dry_run and any(one.needed for _, one in changes):
        say(f"{launch.command} starts, and offers {tools_of(launch)} tools.")
        if missing := missing_parts():
            say(f"Films on this computer need {', '.join(missing)} too: {add_extra('studio')}")
    _apply(changes, refused, dry_run=dry_run, unchanged="has callsheet already")


def uninstall(clients: Sequence[McpClient], machine: HostSystem, *, dry_run: bool) -> None:
    """Remove Callsheet from the config files of these clients, and print the changes. Films and the
    journal stay.

    Copies of the files that earlier versions made are deleted if they hold a key.

    Args:
        machine: The platform, home folder and environment.
        dry_run: Whether only to print the changes.

    Raises:
        CannotInstall: A file cannot be changed, or a copy not be read or deleted; the others were.
    """
    changes, refused = _changes(clients, machine, lambda _: None)
    for _, one in () if dry_run else changes:
        try:
            for backup in delete_backups(one.file):
                say(f"Deleted, since it held a key: {backup}")
        except CannotInstall as error:
            refused.append(str(error))
    _apply(changes, refused, dry_run=dry_run, unchanged="has no callsheet")


def _changes(
    clients: Iterable[McpClient],
    machine: HostSystem,
    entry: Callable[[McpClient], Document | None],
) -> tuple[list[tuple[McpClient, ConfigChange]], list[str]]:
    """What becomes of each file, and why some cannot be changed: one does not stop the others."""
    changes: list[tuple[McpClient, ConfigChange]] = []
    refused: list[str] = []
    for client in clients:
        for file in client.files(machine):
            try:
                changes.append((client, set_server_entry(client, file, entry(client))))
            except CannotInstall as error:
                refused.append(str(error))
    return changes, refused


def _apply(
    changes: Iterable[tuple[McpClient, ConfigChange]],
    refused: list[str],
    *,
    dry_run: bool,
    unchanged: str,
) -> None:
    then: dict[str, None] = {}
    for client, one in changes:
        if not one.needed:
            say(f"{one.file} {unchanged}.")
            continue
        say(f"{one.file}\n{one.diff}")
        try:
            if not dry_run:
                one.write()
            then[client.then] = None
        except CannotInstall as error:
            refused.append(str(error))
    if then:
        say("Nothing was written (--dry-run)." if dry_run else " ".join(then))
    if refused:
        raise CannotInstall("\n".join(refused))


def tools_of(launch: LaunchCommand) -> int:
    """Start the server as a client would, and return how many tools it offers.

    Raises:
        CannotInstall: It does not start, or takes longer than `STARTS_WITHIN` seconds.
    """
    server = StdioServerParameters(
        command=launch.command, args=list(launch.args), env=dict(launch.env)
    )

    async def ask() -> int:
        with anyio.fail_after(STARTS_WITHIN):
            async with SdkClient(server) as client:
                return len((await client.list_tools()).tools)

    try:
        return anyio.run(ask)
    except Exception as error:  # whatever stops it: the person is told, and nothing is written
        raise CannotInstall(f"{launch.command} does not start here: {error!r}") from error


def current_host() -> HostSystem:
    """Return this computer: its platform, the user's home folder and the environment."""
    return HostSystem(sys.platform, Path.home(), os.environ)


def launch(env: Mapping[str, str]) -> LaunchCommand:
    """Return the command that starts this installation, with `env` as its environment.

    It has a full path, since clients have their own PATH.

    Raises:
        CannotInstall: The installation lies in a cache that may be emptied at any time.
    """
    if "archive-v0" in Path(sys.prefix).parts:
        raise CannotInstall(
            "uvx keeps Callsheet in a cache, which no client should rely on. Install it from its "
            "source, as README begins, then run `callsheet install` again."
        )
    schemes = sysconfig.get_default_scheme(), sysconfig.get_preferred_scheme("user")
    folders = os.pathsep.join(sysconfig.get_path("scripts", scheme) for scheme in schemes)
    if found := shutil.which(NAME, path=folders):
        return LaunchCommand(str(Path(found).absolute()), env=env)
    return LaunchCommand(sys.executable, ("-c", ENTRY), env)


def collect_settings(
    names: Iterable[str], environ: Mapping[str, str], ask: Callable[[str], str]
) -> Mapping[str, str]:
    """Return the values of these settings, by name.

    Args:
        names: Variables such as `KNOWLIFY_API_KEY`.
        environ: Where values are taken from.
        ask: Asks the person for a value that is not there.

    Raises:
        CannotInstall: There is no such setting, or its value can't be used; the value is not
            shown.
    """
    known = [name for name, _, _ in list_settings()]
    if unknown := [name for name in names if name not in known]:
        raise CannotInstall(f"There is no setting {unknown[0]!r}. There are: {', '.join(known)}.")
    given = {name: environ.get(name) or ask(name) for name in names}
    if wrong := Settings.read(given).problems:
        raise CannotInstall(" ".join(wrong.values()))
    return given


def prompt_secret(name: str) -> str:
    """Ask the person for the value of a setting without showing it, and return it."""
    return typer.prompt(name, hide_input=True, err=True)
