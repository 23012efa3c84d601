"""The studio over HTTP on this computer's loopback address, for any client of either API."""

import json
import socket
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from callsheet_studio.api.knightvision.routes import OPENAPI, ROOT
from callsheet_studio.auth.home_keys import HomeKeys
from callsheet_studio.errors import PortTaken
from callsheet_studio.loopback_guard import LoopbackOnly
from callsheet_studio.studio import OpenStudio, Studio

HOST = "127.0.0.1"
ADDRESS_FILE = "address.json"
"""In the home while a studio listens: {"url": …}."""


async def serve(studio: Studio, port: int, ready: Callable[[str, HomeKeys], None]) -> None:
    """Serve both APIs on loopback until SIGINT or SIGTERM, then close the studio and return.
    Meanwhile the address is in the home's `ADDRESS_FILE`.

    Args:
        studio: The studio, which is opened here with its workers.
        port: The port to listen on; 0 takes a free one.
        ready: Called with the base URL and the home's keys as soon as requests are answered.

    Raises:
        PortTaken: Another program listens there.
        StudioError: As `Studio.open`.
    """
    with closing(_listen(port)) as listener:
        url = f"http://{HOST}:{listener.getsockname()[1]}"
        async with studio.open() as opened:
            with _announce(studio.home, url):
                config = uvicorn.Config(
                    LoopbackOnly(combine_apps(opened)),
                    ws="auto",  # live updates are served where `websockets` is installed
                    lifespan="off",
                    access_log=False,
                    log_config=None,
                    timeout_graceful_shutdown=1,
                )
                server = _UvicornServer(config, lambda: ready(url, opened.keys))
                await server.serve(sockets=[listener])


def combine_apps(studio: OpenStudio) -> ASGIApp:
    """Return one ASGI app of both APIs, with their documents and files.

    To be served with lifespan off, behind `LoopbackOnly`: it does not check who calls.
    """

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        to_knightvision = scope["path"].startswith((ROOT, OPENAPI))
        api = studio.knightvision if to_knightvision else studio.knowlify
        await api(scope, receive, send)

    return app


async def local_keys(studio: Studio) -> HomeKeys:
    """Return the home's own API keys, and make them if there are none. Opens the home's database
    for that, but no port.

    Raises:
        StudioError: As `Studio.open`.
    """
    async with studio.open(works=False) as opened:
        return opened.keys


def find_running_server(home: Path) -> str | None:
    """Return the base URL of the studio that serves this home over HTTP now; None if none does, or
    nothing accepts a connection there within a second."""
    try:
        url = str(json.loads((home / ADDRESS_FILE).read_text(encoding="utf-8"))["url"])
        where = urlsplit(url)
        with socket.create_connection((where.hostname, where.port), timeout=1):
            return url
    except (OSError, ValueError, KeyError, TypeError):
        return None


def client_environment(url: str, keys: HomeKeys) -> tuple[str, ...]:
    """Return the lines `NAME=value` of an environment that points clients
    of both APIs at a studio."""
    return (
        f"KNOWLIFY_API_BASE={url}",
        f"KNOWLIFY_API_KEY={keys.knowlify}",
        f"KNIGHTVISION_BASE_URL={url}",
        f"KNIGHTVISION_API_KEY={keys.knightvision}",
    )


class _UvicornServer(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """uvicorn would raise the signal again and so end the process before the studio closed."""
        self.should_exit = True


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except (OSError, OverflowError) as error:
        raise PortTaken(port) from error


@contextmanager
def _announce(home: Path, url: str) -> Generator[None]:
    """Other processes find the address in the home."""
    path = home / ADDRESS_FILE
    path.write_text(json.dumps({"url": url}), encoding="utf-8")
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
