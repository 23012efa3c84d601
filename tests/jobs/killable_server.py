"""A Callsheet process that places one order and is killed on the way.

    python mortal.py HOME TOOL POINT

Points: `after_intent`, `after_sending`, `before_answer_is_written`; at any other it lives on, and
is killed by the vendor. The environment names the vendor.
"""

import os
import signal
import sys
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import anyio
from mcp import Client

from callsheet.app import create_server
from callsheet.settings import Settings
from callsheet_tools.jobs.journal import Journal

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.jobs.paid_calls import ORDERS

Method: TypeAlias = Callable[..., Awaitable[Any]]


def die() -> None:
    """As if the power went."""
    os.kill(os.getpid(), signal.SIGKILL)


def dying(method: Method, *, before: bool) -> Method:
    """The method, and death before or after it."""

    async def run(*args: Any, **kwargs: Any) -> None:
        if not before:
            await method(*args, **kwargs)
        die()

    return run


DEATHS: Mapping[str, tuple[str, bool]] = {
    "after_intent": ("send", True),
    "after_sending": ("send", False),
    "before_answer_is_written": ("record", True),
}
"""By point: the journal's method, and whether death comes before it or after."""


def arm(point: str) -> None:
    """Set death at this point."""
    if point in DEATHS:
        name, before = DEATHS[point]
        setattr(Journal, name, dying(getattr(Journal, name), before=before))


async def main(home: str, tool: str, point: str) -> None:
    """Place the order."""
    arm(point)
    settings = Settings.read({**os.environ, "CALLSHEET_HOME": home, "CALLSHEET_OUTPUT_DIR": home})
    async with Client(create_server(settings)) as client:
        result = await client.call_tool(tool, dict(ORDERS[tool]))
        raise SystemExit(f"It lived: {result.content}")


if __name__ == "__main__":
    home, tool, point = sys.argv[1:]
    anyio.run(main, home, tool, point)
