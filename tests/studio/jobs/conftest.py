"""Gates at which a worker stops until a test lets it on, and the studio's settings for tests."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path

import anyio
import pytest
from anyio.abc import ObjectReceiveStream, SocketAttribute, SocketStream
from anyio.streams.buffered import BufferedByteReceiveStream

from callsheet_studio.jobs.worker_pool import PollIntervals
from callsheet_studio.studio import Studio

TINY = Path(__file__).parent / "fake_makers.py"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def closed(tmp_path: Path) -> Studio:
    """A studio to open, as often as a test likes."""
    pace = PollIntervals(lease=5.0, beat=0.1, look=0.05)
    return Studio(tmp_path / "home", maker=str(TINY), slots=1, pace=pace)


@dataclass(frozen=True)
class Arrival:
    """A worker that stands at the gate."""

    job: str
    step: str
    line: SocketStream

    async def let_on(self) -> None:
        """Open the gate for it."""
        await self.line.send(b".")
        await self.gone()

    async def gone(self) -> None:
        """Wait until the worker has passed, or its process has ended."""
        try:
            await self.line.receive()
        except (anyio.EndOfStream, anyio.BrokenResourceError):
            await self.line.aclose()


@dataclass(frozen=True)
class Gate:
    """Where workers report; `port` goes into their tasks."""

    port: int
    arrivals: ObjectReceiveStream[Arrival]

    async def arrival(self) -> Arrival:
        """The next worker that reaches the gate."""
        with anyio.fail_after(60):
            return await self.arrivals.receive()


@pytest.fixture
async def gate() -> AsyncGenerator[Gate]:
    send, receive = anyio.create_memory_object_stream[Arrival](100)
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1", local_port=0)

    port: int = listener.extra(SocketAttribute.local_port)

    async def welcome(line: SocketStream) -> None:
        said = await BufferedByteReceiveStream(line).receive_until(b"\n", 1000)
        job, step = said.decode().split()
        await send.send(Arrival(job, step, line))

    async with listener, send, receive, anyio.create_task_group() as tasks:
        tasks.start_soon(listener.serve, welcome)
        yield Gate(port, receive)
        tasks.cancel_scope.cancel()
