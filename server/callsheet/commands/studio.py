"""The commands for the studio of this home: serving it, its accounts, its ads."""

import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from callsheet.settings import Settings
from callsheet.terminal import print_table, say, stop

if TYPE_CHECKING:
    from callsheet_studio.ad_analysis.ad_library import AdLibrary
    from callsheet_studio.auth.account_admin import AccountInfo
    from callsheet_studio.auth.home_keys import HomeKeys
    from callsheet_studio.studio import Studio

studio = typer.Typer(rich_markup_mode=None)
accounts = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
ads = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
studio.add_typer(accounts, name="accounts", help="Who may use the studio, and with how much.")

Name = Annotated[str, typer.Argument(help="Whose account it is.")]


@studio.callback(invoke_without_command=True)
def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8787,
    env: Annotated[
        bool, typer.Option("--env", help="Only print the lines that point a client at it.")
    ] = False,
) -> None:
    """Serve both APIs on this computer, for any program that can talk to them."""
    import anyio

    if context.invoked_subcommand:
        return

    def ready(url: str, _keys: object) -> None:
        say(f"The studio listens on {url}. `callsheet studio --env` prints what a client needs.")

    with _studio() as place:
        from callsheet_studio import http_server as serving

        if not env:
            return anyio.run(_serve_watched, place, port, ready)
        url = serving.find_running_server(place.home) or f"http://{serving.HOST}:{port}"
        typer.echo("\n".join(serving.client_environment(url, anyio.run(serving.local_keys, place))))


@studio.command("worker")
def work(
    slots: Annotated[
        int | None,
        typer.Option(min=1, help="Jobs at once; default: one for every two cores."),
    ] = None,
) -> None:
    """Make the films of a studio on several machines (CALLSHEET_ARTIFACTS), on this one."""
    import anyio

    with _studio() as place:
        if place.cluster is None:
            stop(
                "A worker needs what the machines share: CALLSHEET_ARTIFACTS, "
                "CALLSHEET_DATABASE_URL and CALLSHEET_USERS_KEY, as the servers have them."
            )
        from callsheet_studio.cluster_worker import PACE

        place = replace(place, slots=slots or place.slots, pace=PACE)
        anyio.run(_work_watched, place)


@accounts.command("add")
def add_account(
    name: Name,
    credits: Annotated[
        int | None,
        typer.Option(min=0, help="Given once; left out, 1,000,000 each day, from midnight UTC."),
    ] = None,
    org: Annotated[
        bool, typer.Option("--org", help="An organization: its key acts as the organization.")
    ] = False,
) -> None:
    """Make an account and print its keys, this once: the studio keeps no copy of them."""
    import anyio

    with _studio() as place:
        from callsheet_studio import http_server as serving

        keys = anyio.run(_add, place, name, credits, org)
        url = serving.find_running_server(place.home) or f"http://{serving.HOST}:8787"
        typer.echo("\n".join(serving.client_environment(url, keys)))


@accounts.command("list")
def list_accounts() -> None:
    """List the accounts, this computer's own first."""
    import anyio

    with _studio() as place:
        found = anyio.run(_list_accounts, place)
    print_table([_cells(member) for member in found], ("account", "credits", "since", "keys"))


@accounts.command("revoke")
def revoke_account(name: Name) -> None:
    """End an account's keys at once. Its jobs go on."""
    import anyio

    with _studio() as place:
        anyio.run(_revoke, place, name)
    say(f"The keys of {name!r} work no more.")


@ads.command("add")
def add_ad(
    file: Annotated[Path, typer.Argument(help="A video file; it is copied.")],
    url: Annotated[
        str | None, typer.Option(help="The ad's address, by which it is found as well.")
    ] = None,
) -> None:
    """Put an ad into the library, so that the studio can analyse it without a network."""
    from callsheet_studio.ad_analysis.contract import AdUnusable

    try:
        added = _library().add(file, url)
    except (AdUnusable, OSError) as error:
        stop(str(error))
    typer.echo(added.id)


@ads.command("list")
def list_ads() -> None:
    """List the ads of the library."""
    rows = [(ad.id, ad.path.name, " ".join(ad.urls)) for ad in _library().list()]
    print_table(rows, ("id", "file", "addresses"))


@contextmanager
def _studio() -> "Generator[Studio]":
    """The studio of this home, not open. What it cannot do ends the command with its sentence."""
    from callsheet.backends import default_studio, with_user_settings
    from callsheet_studio.errors import StudioError
    from callsheet_tools.errors import NotConfigured

    try:
        settings = Settings.read(os.environ)
        yield with_user_settings(default_studio(settings.studio_home), settings)
    except (StudioError, NotConfigured) as error:
        stop(str(error))


async def _serve_watched(
    place: "Studio", port: int, ready: "Callable[[str, HomeKeys], None]"
) -> None:
    from callsheet_studio.http_server import serve

    settings = Settings.read(os.environ)
    if not settings.is_watched:
        return await serve(place, port, ready)
    from callsheet.monitoring.monitor import open_monitor

    monitor = open_monitor(settings)
    await serve(monitor.attach_to_studio(place), port, ready)
    await monitor.close()


async def _work_watched(place: "Studio") -> None:
    from callsheet_studio.cluster_worker import work

    def ready() -> None:
        say(f"This worker takes jobs, {place.slots} at once.")

    settings = Settings.read(os.environ)
    if not settings.is_watched:
        return await work(place, ready)
    from callsheet.monitoring.monitor import open_monitor

    monitor = open_monitor(settings)
    await work(monitor.attach_to_studio(place), ready)
    await monitor.close()


async def _add(place: "Studio", name: str, credits: int | None, is_org: bool) -> "HomeKeys":
    async with place.open(works=False) as opened:
        return await opened.members.add(name, credits, is_org=is_org)


async def _list_accounts(place: "Studio") -> "tuple[AccountInfo, ...]":
    async with place.open(works=False) as opened:
        return await opened.members.list()


async def _revoke(place: "Studio", name: str) -> None:
    async with place.open(works=False) as opened:
        await opened.members.revoke(name)


def _cells(member: "AccountInfo") -> tuple[str, ...]:
    name = f"{member.name} (organization)" if member.is_org else member.name
    credits = f"{member.credits:,}{' today' if member.is_daily else ''}"
    since = datetime.fromtimestamp(member.created_at).strftime("%Y-%m-%d %H:%M")
    return name, credits, since, "work" if member.active else "revoked"


def _library() -> "AdLibrary":
    from callsheet_studio.ad_analysis.ad_library import AdLibrary
    from callsheet_studio.storage.home import ADS

    return AdLibrary(Settings.read(os.environ).studio_home / ADS)
