"""Free reads that somebody waits for: in the provider's window, and once more if it was busy."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import anyio

from callsheet_tools.backends.backend import World
from callsheet_tools.errors import TryLater
from callsheet_tools.toolkit.context import Desk

T = TypeVar("T")

PAUSE = 1.0
"""Seconds before a provider that did not answer is asked again."""


async def ask(desk: Desk, world: World, what: str, read: Callable[[], Awaitable[T]]) -> T:
    """What `read` gives; `what` names the window that it is counted in.

    Raises:
        TryLater: The window is used up, or the provider is busy or out of reach.
        Rejected: The provider said no for good.
    """
    deadline = anyio.current_time() + desk.sender.patience
    while True:
        await desk.watch.schedule.turn(world, world.asking(what), deadline)
        try:
            return await read()
        except TryLater as error:
            pause = await _pause(desk, world, what, error)
            if anyio.current_time() + pause > deadline:
                raise
            await anyio.sleep(pause)


async def _pause(desk: Desk, world: World, what: str, error: TryLater) -> float:
    """Seconds until it is worth asking again."""
    if error.status != 429:
        return max(PAUSE, desk.sender.patience / 4)
    await desk.watch.schedule.block(world, world.asking(what), error.wait)
    return error.wait
