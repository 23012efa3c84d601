"""Free reads that a caller waits for: in the provider's rate window, and again if it was busy."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import anyio

from callsheet_tools.backends.backend import Backend
from callsheet_tools.errors import RetryLater
from callsheet_tools.toolkit.context import ToolContext

T = TypeVar("T")

PAUSE = 1.0
"""Seconds before a provider that did not answer is asked again."""


async def read_with_retry(
    context: ToolContext, backend: Backend, what: str, read: Callable[[], Awaitable[T]]
) -> T:
    """Return what `read` returns, called within the provider's rate limit, and again within
    `JobSubmitter.retry_window` if it was busy.

    Args:
        what: The name of the rate window that it counts in, such as `credits`.
        read: Asks the provider once; it must be free.

    Raises:
        RetryLater: The rate limit is used up, or the provider is busy or out of reach.
        RequestRejected: The provider refused for good.
        JournalUnusable: The journal, which counts requests, cannot be read or written.
    """
    deadline = anyio.current_time() + context.sender.retry_window
    while True:
        await context.watch.schedule.acquire_slot(backend, backend.read_bucket(what), deadline)
        try:
            return await read()
        except RetryLater as error:
            pause = await _pause(context, backend, what, error)
            if anyio.current_time() + pause > deadline:
                raise
            await anyio.sleep(pause)


async def _pause(context: ToolContext, backend: Backend, what: str, error: RetryLater) -> float:
    """Seconds until it is worth asking again."""
    if error.status != 429:
        return max(PAUSE, context.sender.retry_window / 4)
    await context.watch.schedule.block(backend, backend.read_bucket(what), error.wait)
    return error.wait
