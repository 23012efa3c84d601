"""Where the board is played: the real server behind the page of a host, and a browser."""

import shutil
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
import uvicorn
from playwright.async_api import Browser, Frame, Locator, Page, async_playwright
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from callsheet.app import CallsheetServer
from callsheet.http import PATH, http_app

HOST = Path(__file__).parent / "host"
MODULES = HOST / "node_modules"
NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
PATIENCE = 60_000
"""Milliseconds within which the page does what it is asked to."""
OWN = ("http://127.0.0.1:", "blob:", "data:", "about:")


@dataclass
class Stage:
    """A host's page with a board on it, once `open` was called."""

    page: Page
    requests: list[str] = field(default_factory=list[str])
    errors: list[str] = field(default_factory=list[str])

    async def open(self, tool: str = "list_jobs", **options: Any) -> dict[str, Any]:
        """Call a tool as an assistant would and show the board; the structured answer.

        `options`: args, context, policy and lacks, as `host.js` takes them.
        """
        return await self.page.evaluate("one => host.open(one)", {"tool": tool, **options})

    @property
    def board(self) -> Frame:
        """The board's own document."""
        return self.page.frames[-1]

    def job(self, title: str) -> Locator:
        """A job's line."""
        return self.board.locator(".job").filter(has=self.board.get_by_text(title, exact=True))

    async def heard(self, what: str) -> list[Any]:
        """What the board asked of its host: calls, reads, messages, links or contexts."""
        return await self.page.evaluate(f"host.heard.{what}")

    @property
    def strangers(self) -> list[str]:
        """Requests that left for elsewhere."""
        return [url for url in self.requests if not url.startswith(OWN)]


@asynccontextmanager
async def theatre(server: CallsheetServer) -> AsyncGenerator[str]:
    """The address of a host's page that has this server behind it."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(
            _app(server), log_level="warning", ws="none", timeout_graceful_shutdown=1
        )
        serving, ended = uvicorn.Server(config), anyio.Event()

        async def serve() -> None:
            await serving.serve([listening])
            ended.set()

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(serve)
            try:
                yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
            finally:
                serving.should_exit = True
                with anyio.CancelScope(shield=True):  # A test that failed must not hang the next.
                    await ended.wait()


@asynccontextmanager
async def chromium() -> AsyncGenerator[Browser]:
    """A browser without a window."""
    async with async_playwright() as play:
        # Containers, where tests run as root, have no sandbox for Chromium.
        browser = await play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def stage(browser: Browser, address: str, width: int = 900) -> AsyncGenerator[Stage]:
    """A window with the host's page; script errors of the board end up in `errors`."""
    page = await browser.new_page(viewport={"width": width, "height": 1200})
    page.set_default_timeout(PATIENCE)
    shown = Stage(page)
    page.on("request", lambda request: shown.requests.append(request.url))
    page.on("pageerror", lambda error: shown.errors.append(str(error)))
    await page.goto(address)
    await page.wait_for_function("window.host")
    try:
        yield shown
    finally:
        await page.close()


def _app(server: CallsheetServer) -> ASGIApp:
    """`/mcp` is the server's own app, whose lifespan opens its desk; the rest is the host's."""
    mcp = http_app(server, "127.0.0.1")
    pages = Starlette(
        routes=[
            Route("/", _page),
            Route("/{name}.js", _page),
            Mount("/npm", StaticFiles(directory=MODULES, check_dir=False)),
        ]
    )

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        is_page = scope["type"] == "http" and not scope["path"].startswith(PATH)
        await (pages if is_page else mcp)(scope, receive, send)

    return app


async def _page(request: Request) -> FileResponse:
    name = request.path_params.get("name")
    return FileResponse(HOST / (f"{name}.js" if name else "host.html"))
