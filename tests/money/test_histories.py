"""Random histories by a model that means no good: calls, repeats, crashes, time-outs, refunds.

Whatever it does: what the services took never exceeds what was approved, nor the limits, and every
charge has a row.
"""

import tempfile
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as profile
from hypothesis import strategies as st
from mcp import Client
from tests.thorough import amount

from callsheet import composition
from callsheet.app import create_server

from .accounting_provider import FATES, Books
from .conftest import parts, settings

CREDITS, VIDEOS = 140, 2
"""A day's limits."""
LIMITS = {
    "CALLSHEET_MAX_CREDITS_PER_DAY": str(CREDITS),
    "CALLSHEET_MAX_VIDEOS_PER_DAY": str(VIDEOS),
}


SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)
"""What hypothesis would complain about."""


@dataclass(frozen=True)
class Step:
    """One thing the model does, and what the service makes of it."""

    call: tuple[str, dict[str, Any]]
    fate: str
    gives_up: bool = False
    """The client cancels the call while the answer is under way."""
    restart: bool = False
    """The server is closed and started again before."""
    waits: bool = False
    """The model waits for what is under way first, so that refunds come in."""


number = st.sampled_from([None, 1, 21, 22, 49, 50, 100, 129, 130, 200])
"""What the model claims was agreed to: nothing, too little by one, enough, far too much."""
words = st.sampled_from(["A bee", "A wasp", "An ant"])
takes = st.booleans()
calls = st.one_of(
    st.tuples(
        st.just("knightvision_generate_video"),
        st.fixed_dictionaries(
            {
                "prompt": words,
                "model": st.sampled_from(["sora-2", "kling-v3-text-to-video"]),
                "max_credits": number,
                "new_take": takes,
            }
        ),
    ),
    st.tuples(
        st.just("knightvision_analyze_ad"),
        st.fixed_dictionaries(
            {"url": st.sampled_from(["1", "2"]), "max_credits": number, "new_take": takes}
        ),
    ),
    st.tuples(
        st.just("knightvision_create_character"),
        st.fixed_dictionaries(
            {"name": words, "prompt": words, "max_credits": number, "new_take": takes}
        ),
    ),
    st.tuples(
        st.just("knowlify_create_videos"),
        st.fixed_dictionaries(
            {
                "videos": st.lists(st.fixed_dictionaries({"task": words}), min_size=1, max_size=3),
                "max_videos": st.sampled_from([None, 1, 2, 3]),
                "new_take": takes,
            }
        ),
    ),
)
rarely = st.sampled_from([False, False, False, True])
steps = st.builds(Step, calls, st.sampled_from(FATES), rarely, rarely, rarely)
histories = st.lists(steps, min_size=8, max_size=16)


@dataclass
class World:
    """A home, and the services that it buys from."""

    home: Path
    books: Books = field(default_factory=Books)
    approved: int = 0
    """Credits that the model was allowed, call by call."""
    peak: int = 0
    """The most that was gone at any moment."""

    @asynccontextmanager
    async def sit(self) -> AsyncGenerator[Client]:
        """A client of a new server on this home."""
        async with Client(create_server(settings(self.home, LIMITS), parts(self.books))) as client:
            yield client

    async def do(self, client: Client, step: Step) -> None:
        """Make the call; what it made the service take has to be within what it allowed."""
        before, count = self.gross(), len(self.books.orders)
        self.books.fates = [step.fate]
        tool, given = step.call
        arguments = {name: value for name, value in given.items() if value is not None}
        with anyio.CancelScope() as scope:
            if step.gives_up:
                self.books.on_order = lambda _: scope.cancel()
            await client.call_tool(tool, arguments)
        self.books.on_order = lambda _: None
        self.books.fates = []
        allowed = arguments.get("max_credits", arguments.get("max_videos", 0))
        made = self.books.orders[count:]
        taken = sum(order.price for order in made)
        assert self.gross() - before == taken
        assert taken <= allowed and (len(made) <= 1 or len(made) <= allowed)
        self.peak = max(self.peak, self.books.taken)

    def gross(self) -> int:
        """Everything that was ever taken."""
        return sum(order.price for order in self.books.orders)


async def play(history: Sequence[Step]) -> None:
    """Act out a history and hold the journal against the books."""
    with tempfile.TemporaryDirectory() as folder:
        backend = World(Path(folder))
        rest = list(history)
        while rest:
            async with backend.sit() as client:
                while rest:
                    step = rest.pop(0)
                    if step.waits:
                        asked = {"until": "all", "seconds": 0.2}
                        await client.call_tool("wait_for_jobs", asked)
                    await backend.do(client, step)
                    if step.restart:
                        break
        await check(backend)


async def check(backend: World) -> None:
    """Limits were kept, and every charge has a row of its own, no smaller than the charge."""
    assert backend.peak <= CREDITS and len(backend.books.videos) <= VIDEOS
    database = composition.open_database(settings(backend.home, {}))
    rows = await database.read(
        lambda db: [
            dict(row) for row in db.execute("SELECT kind, remote_id, state, credits_used FROM job")
        ]
    )
    database.close()
    open_rows = [row for row in rows if row["state"] != "rejected"]
    assert sum(row["credits_used"] or 0 for row in open_rows) >= backend.books.taken
    for order in backend.books.orders:
        own = [
            row for row in open_rows if (row["kind"], row["remote_id"]) == (order.kind, order.id)
        ]
        lost = [row for row in open_rows if row["kind"] == order.kind and not row["remote_id"]]
        assert own or lost, order
        open_rows.remove((own or lost)[0])


@profile(
    max_examples=2,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=SLOW,
)
@given(histories)
def test_no_history_takes_more_than_was_agreed(history: list[Step]) -> None:
    anyio.run(play, history)


@pytest.mark.slow
@profile(
    max_examples=amount(12, 40),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=SLOW,
)
@given(histories)
def test_no_history_of_many_takes_more_than_was_agreed(history: list[Step]) -> None:
    anyio.run(play, history)
