"""A home with what a request says is there: documents, jobs, and providers that take no money."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
from mcp import Client

from callsheet.app import create_server
from callsheet.backends import BackendOptions
from callsheet.composition import Dependencies
from callsheet.settings import Settings
from callsheet_studio.auth.accounts import Api
from callsheet_studio.http_server import combine_apps
from callsheet_studio.jobs.worker_pool import PollIntervals
from callsheet_studio.studio import Studio

from .matching import KnownJobs

TESTS = Path(__file__).parent.parent
MAKER = TESTS / "agent" / "fake_makers.py"
KEYS: dict[Api, str] = {"knowlify": "KNOWLIFY_API_KEY", "knightvision": "KNIGHTVISION_API_KEY"}
POLL = 0.02
"""Seconds between two looks at a job that takes milliseconds."""
AD = "https://www.facebook.com/ads/library/?id=123456789"
FILM = """# {title}

## Why [points]
- It helps: every day
- It lasts
> {spoken}

## Remember [closing]
> That is all.
"""
REFUSED = "They refuse to say more."
"""What the makers of the tests make nothing of."""


@dataclass
class Given:
    """What a conversation starts with."""

    client: Client
    request: str
    """The person's words, with the document that goes with them."""
    known: KnownJobs = field(default_factory=KnownJobs)
    gate: Path = Path()
    """Running jobs end when this file is there."""


@dataclass
class _Hosted(httpx2.AsyncBaseTransport):
    """The way to the hosted providers: another studio, in this process. No request leaves it."""

    inner: httpx2.AsyncBaseTransport
    loses_answers: bool = False

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        if self.loses_answers:
            raise httpx2.ReadTimeout("The answer is lost.", request=request)
        return await self.inner.handle_async_request(request)


@asynccontextmanager
async def given_home(
    folder: Path, request: dict[str, Any], mode: str = "auto"
) -> AsyncGenerator[Given]:
    """A client of a server whose home is as `request["given"]` says.

    Films, clips and analyses are made by the makers of the tests, in milliseconds.
    """
    given: dict[str, Any] = request["given"]
    async with AsyncExitStack() as stack:
        hosted, keys = await _open_hosted(folder / "hosted", given.get("keys", ()), stack)
        environ = {
            "CALLSHEET_HOME": str(folder / "home"),
            "CALLSHEET_OUTPUT_DIR": str(folder / "videos"),
            "CALLSHEET_MEDIA_DIRS": str(folder / "notes"),
            **keys,
        }
        options = BackendOptions(_studio, hosted, POLL)
        server = create_server(Settings.read(environ), Dependencies(options, tick=POLL))
        client = await stack.enter_async_context(Client(server, mode=mode))
        home = Given(client, _words(folder, request), gate=folder / "gate")
        for job in given.get("jobs", ()):
            hosted.loses_answers = job["state"] == "unknown"
            await _Seeder(home).put(job)
        hosted.loses_answers = False
        yield home


async def _open_hosted(
    folder: Path, providers: Sequence[Api], stack: AsyncExitStack
) -> tuple[_Hosted, dict[str, str]]:
    """The providers' stand-in, and the settings that hold its keys."""
    if not providers:
        return _Hosted(httpx2.MockTransport(lambda request: httpx2.Response(503))), {}
    vendor = await stack.enter_async_context(_studio(folder).open())
    transport = httpx2.ASGITransport(combine_apps(vendor), raise_app_exceptions=False)
    return _Hosted(transport), {KEYS[name]: vendor.keys.of(name) for name in providers}


def _studio(home: Path) -> Studio:
    return Studio(home, maker=str(MAKER), slots=2, pace=PollIntervals(beat=0.1, look=0.02))


def _words(folder: Path, request: dict[str, Any]) -> str:
    """The request with its document behind it, or with the path of its file in it."""
    said, given = request["request"], request["given"]
    if "document" in given:
        return f"{said}\n\n{(TESTS / given['document']).read_text('utf-8')}"
    if "file" in given:
        source = TESTS / given["file"]
        notes = folder / "notes"
        notes.mkdir()
        (notes / source.name).write_bytes(source.read_bytes())
        return said.replace("~/notes", str(notes))
    return said


@dataclass
class _Seeder:
    """Makes a job that is there already, with the tools that would have made it."""

    home: Given

    async def put(self, job: dict[str, Any]) -> None:
        """Make one, and wait until it is in its state."""
        row = await self._start(job)
        if job["state"] == "finalized":
            await self._wait(row)
            final = "knightvision_finalize_character"
            await self._wait(await self._call(final, character_id=row["job_id"]))
        elif job["state"] != "running":
            row = await self._wait(row)
        if job["kind"] == "video":
            outline = row.get("result", {}).get("outline", "")
            self.home.known.tasks[job["name"]] = frozenset({self._task(job), outline})
        ids = row["job_id"], row.get("remote_id"), row.get("result", {}).get("character_id")
        self.home.known.ids[job["name"]] = frozenset(str(one) for one in ids if one)

    async def _start(self, job: dict[str, Any]) -> dict[str, Any]:
        paid = (
            {"where": "hosted", "max_videos": 1} if job["made"] == "hosted" else {"where": "local"}
        )
        match job["kind"]:
            case "video":
                videos = [{"task": self._task(job)}]
                return await self._call("knowlify_create_videos", videos=videos, **paid)
            case "edit":
                (uuid, *_) = self.home.known.ids[job["of"]]
                return await self._call(
                    "knowlify_edit_video", uuid=uuid, edit_request=job["request"]
                )
            case "analysis":
                return await self._call("knightvision_analyze_ad", url=AD, **paid)
            case _:
                looks = {"name": job["title"], "prompt": "A baker with red glasses"}
                return await self._call("knightvision_create_character", **looks, **paid)

    def _task(self, job: dict[str, Any]) -> str:
        if "outline" in job:
            return (TESTS / job["outline"]).read_text("utf-8")
        spoken = {"failed": REFUSED, "running": f"They hold {self.home.gate} in the hand."}
        return FILM.format(title=job["title"], spoken=spoken.get(job["state"], "That is so."))

    async def _wait(self, row: dict[str, Any]) -> dict[str, Any]:
        return await self._call("wait_for_jobs", job_ids=[row["job_id"]], until="all")

    async def _call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """The first row of the answer."""
        result = await self.home.client.call_tool(tool, arguments)
        assert not result.is_error and result.structured_content, result.content
        return result.structured_content["jobs"][0]
