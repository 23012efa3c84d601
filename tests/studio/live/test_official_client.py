"""Supabase's own client on the studio's live updates, from an environment of its own.

The package `realtime` brings the old httpx, which this project bans, so a virtual environment is
made for it. Numbers are printed with `pytest -s`, and not judged.
"""

import json
import subprocess
import sys
import venv
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeAlias

import anyio
import anyio.abc
import httpx2
import pytest
from anyio.streams.text import TextReceiveStream

from callsheet_studio.studio import Studio

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
TINY = Path(__file__).parent.parent / "jobs" / "fake_makers.py"
PROGRAM = Path(__file__).with_name("official_client.py")
TIDES = {"videos": [{"task": "How tides work"}]}
FILMS = 20

Happening: TypeAlias = dict[str, Any]


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that has the client."""
    folder = tmp_path_factory.mktemp("official")
    venv.create(folder, with_pip=True)
    found = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    install = [str(found), "-m", "pip", "install", "-q", "realtime>=2.30,<3"]
    done = subprocess.run(install, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"the package realtime cannot be installed here: {done.stderr[-300:]}")
    return found


class Follower:
    """The client's program: what it tells, in order."""

    def __init__(self, process: anyio.abc.Process) -> None:
        assert process.stdout is not None
        self._process, self._text, self._rest = process, TextReceiveStream(process.stdout), ""

    async def next(self) -> Happening:
        with anyio.fail_after(60):
            while "\n" not in self._rest:
                self._rest += await self._text.receive()
        line, _, self._rest = self._rest.partition("\n")
        return json.loads(line)

    async def reach(self, state: str) -> float:
        """Wait for a state of the subscription; when it was reached, in seconds since 1970."""
        while (told := await self.next()).get("state") != state:
            pass
        return told["at"]

    async def end_of(self, uuid: str) -> Happening:
        """Wait until a video is complete."""
        while True:
            told = await self.next()
            if told.get("record", {}).get("uuid") == uuid and told["record"]["is_complete"]:
                return told


@asynccontextmanager
async def following(python: Path, *arguments: str) -> AsyncGenerator[Follower]:
    """The client follows until the block ends."""
    command = [str(python), str(PROGRAM), *arguments]
    async with await anyio.open_process(command, stderr=None) as process:
        yield Follower(process)
        process.kill()


async def test_the_official_client_notices_the_end_of_every_job(
    tmp_path: Path, listening: Any, python: Path
) -> None:
    studio = Studio(tmp_path, maker=str(TINY), limited=False)
    async with (
        listening(studio) as (url, keys),
        client(url, keys.knowlify) as http,
        following(python, url, keys.knowlify) as follower,
    ):
        await follower.reach("SUBSCRIBED")
        late = sorted([await _make(http, follower) for _ in range(FILMS)])
    print(f"{FILMS} ends noticed after {late[0]} to {late[-1]} ms, median {late[FILMS // 2]}")


async def test_a_socket_that_is_cut_is_joined_again_and_goes_on(
    tmp_path: Path, listening: Any, python: Path
) -> None:
    """What happens while it is cut is not told later: clients ask once more after joining."""
    studio = Studio(tmp_path, maker=str(TINY), limited=False)
    async with (
        listening(studio) as (url, keys),
        client(url, keys.knowlify) as http,
        cuttable(url) as (cable, through),
        following(python, through, keys.knowlify) as follower,
    ):
        await follower.reach("SUBSCRIBED")
        await _make(http, follower)
        await cable.cut()
        cut = await follower.reach("CHANNEL_ERROR")
        joined = await follower.reach("SUBSCRIBED")
        late = await _make(http, follower)
    print(f"joined again {1000 * (joined - cut):.0f} ms after the cut; next end after {late} ms")


async def test_the_official_client_is_told_why_a_token_is_refused(
    tmp_path: Path, listening: Any, python: Path
) -> None:
    async with listening(Studio(tmp_path)) as (url, _):
        command = [str(python), str(PROGRAM), url, "kn_" + "0" * 64]
        with anyio.fail_after(60):
            run = await anyio.run_process(command, check=False, input=b"")
    assert run.returncode and b"HTTP 401" in run.stderr


async def _make(http: httpx2.AsyncClient, follower: Follower) -> float:
    """Make a film; milliseconds from its end to the client's knowledge."""
    (row,) = (await http.post("/v1/videos", json=TIDES)).json()["results"]
    return (await follower.end_of(row["uuid"]))["late"]


def client(url: str, key: str) -> httpx2.AsyncClient:
    return httpx2.AsyncClient(base_url=url, headers={"X-API-Key": key})


class Cable:
    """A line to a studio that can be cut."""

    def __init__(self, url: str) -> None:
        self._port = httpx2.URL(url).port
        self._ends: list[anyio.abc.SocketStream] = []

    async def carry(self, near: anyio.abc.SocketStream) -> None:
        """Pass everything on, both ways, until the line is cut."""
        assert self._port
        async with near, await anyio.connect_tcp("127.0.0.1", self._port) as far:
            self._ends += [near, far]
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(_pass_on, near, far)
                tasks.start_soon(_pass_on, far, near)

    async def cut(self) -> None:
        """Break every line without a word."""
        for end in self._ends:
            await anyio.aclose_forcefully(end)
        self._ends.clear()


async def _pass_on(source: anyio.abc.SocketStream, target: anyio.abc.SocketStream) -> None:
    try:
        async for part in source:
            await target.send(part)
    except (anyio.ClosedResourceError, anyio.BrokenResourceError):
        pass
    await anyio.aclose_forcefully(target)


@asynccontextmanager
async def cuttable(url: str) -> AsyncGenerator[tuple[Cable, str]]:
    """A cable, and the address at its near end."""
    cable = Cable(url)
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(anyio.abc.SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as tasks:
        tasks.start_soon(listener.serve, cable.carry)
        yield cable, f"http://127.0.0.1:{port}"
        tasks.cancel_scope.cancel()
