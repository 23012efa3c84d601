"""Serving a client as its child process.

Nothing but protocol reaches standard output. The process ends when its client closes the pipe, or
within two seconds of SIGTERM or SIGINT, with its jobs safe in the journal either way.
"""

import os
import signal
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from types import FrameType
from typing import TYPE_CHECKING

import anyio
import anyio.from_thread
import anyio.lowlevel

from callsheet.settings import Settings

if TYPE_CHECKING:
    from callsheet.composition import Dependencies

LONGEST_GOODBYE = 1.5
"""Seconds that cleaning up may take before the process leaves anyway."""


def serve_stdio() -> None:
    """Serve MCP on standard input and output until the client goes away. SIGTERM, SIGINT and a
    breakdown of the server end the process.

    While the server is built, standard output is pointed at standard error, so that a stray print
    of an import can't corrupt the protocol.

    Raises:
        SystemExit: The settings are wrong; the text says how.
    """
    with _quiet_stdout():
        from callsheet.app import create_server
        from callsheet_tools.errors import NotConfigured

        closed, settings = threading.Event(), Settings.read(os.environ)
        try:
            server = create_server(settings, _parts(settings), on_closed=closed.set, on_broken=_end)
        except NotConfigured as error:
            sys.exit(str(error))

    async def serve() -> None:
        with anyio.CancelScope() as scope:
            _leave_on_signals(scope, closed)
            await server.run_stdio_async()

    anyio.run(serve)


def serve_over_http(settings: Settings, host: str, port: int) -> None:
    """Serve MCP over HTTP at `/mcp` until SIGINT or SIGTERM ends it; a breakdown of the server ends
    the process.

    Raises:
        NotConfigured: The host is not loopback and nobody has to sign in, or a setting is wrong, or
            another program listens on the port.
        TokenError: The team's file of tokens is damaged.
        OSError: It can't be read.
        JournalUnusable: The team's tokens are in a database that does not answer.
        ArtifactsUnusable: The cluster's store of films can't be opened.
    """
    from callsheet.app import create_server
    from callsheet.http import HttpOptions, serve_http
    from callsheet.links import FileLinks
    from callsheet.shared_files import open_shared_files
    from callsheet.shared_films import open_shared_films
    from callsheet.sign_in.access import SignedIn
    from callsheet.sign_in.sign_in import SignIn
    from callsheet.user_keys import UserKeys

    names = [name.strip() for name in (settings.http_hosts or "").split(",") if name.strip()]
    files = open_shared_files(settings)
    sign_in, parts = anyio.run(SignIn.of, settings, files), _parts(settings)
    if sign_in is None:
        server = create_server(settings, parts, on_broken=_end)
        options = HttpOptions(None, names, settings.public_url)
    else:
        settings = settings.model_copy(update={"serves_users": sign_in.has_users})
        links = FileLinks.of(settings.home, open_shared_films(settings))
        identify = SignedIn(links, settings.public_url)
        server = create_server(settings, parts, on_broken=_end, identify=identify)
        secret = settings.users_key
        keys = UserKeys.of(files, secret) if secret else None
        options = HttpOptions(sign_in, names, settings.public_url, links, keys)
    if settings.log == "json":
        options = replace(options, log_config=None)
    anyio.run(serve_http, server, host, port, options)


def _parts(settings: Settings) -> "Dependencies | None":
    """With what watches the server, which is imported only if the settings ask for it."""
    if not settings.is_watched:
        return None
    from callsheet.composition import Dependencies
    from callsheet.monitoring.monitor import open_monitor

    return open_monitor(settings).attach(Dependencies())


def _end() -> None:
    """End the process; the client can start one that works. Its jobs are in the journal."""
    os._exit(1)


@contextmanager
def _quiet_stdout() -> Generator[None]:
    stdout, sys.stdout = sys.stdout, sys.stderr
    try:
        yield
    finally:
        sys.stdout = stdout


def _leave_on_signals(scope: anyio.CancelScope, closed: threading.Event) -> None:
    """Cancel, let the context close, then end the process.

    A blocked read of standard input cannot be cancelled, so returning from the event loop would
    hang; and on Windows there is no signal receiver to await. A thread works everywhere.
    """
    token = anyio.lowlevel.current_token()

    def leave() -> None:
        anyio.from_thread.run_sync(scope.cancel, token=token)
        closed.wait(LONGEST_GOODBYE)
        os._exit(0)

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        threading.Thread(target=leave, daemon=True).start()

    signal.signal(signal.SIGTERM, on_signal)
    signal.signal(signal.SIGINT, on_signal)
