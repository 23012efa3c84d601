"""Telling subscribers that jobs changed: `subscriptions/listen` of protocol 2026-07-28.

Older clients subscribe with `resources/subscribe`, which the SDK offers no public way to serve.
"""

from collections.abc import Callable
from logging import getLogger

import anyio
from mcp.server.subscriptions import InMemorySubscriptionBus, ResourceUpdated, ServerEvent

from callsheet_tools.errors import CallsheetError
from callsheet_tools.jobs.news import News

JOBS = "callsheet://jobs"
PATIENCE = 5.0
"""Seconds until it is looked again whether anybody still listens."""

logger = getLogger(__name__)


class Bulletin(InMemorySubscriptionBus):
    """A bus that knows whether anybody listens, so that nothing is read for nobody."""

    def __init__(self) -> None:
        super().__init__()
        self._listeners_now = 0
        self._wanted = anyio.Event()

    def subscribe(self, listener: Callable[[ServerEvent], None]) -> Callable[[], None]:
        """Register `listener`; the answer takes it away again, once."""
        unsubscribe = super().subscribe(listener)
        left = False
        self._listeners_now += 1
        self._wanted.set()

        def leave() -> None:
            nonlocal left
            self._listeners_now -= 0 if left else 1
            left = True
            unsubscribe()

        return leave

    async def announce(self, news: News) -> None:
        """Publish every change of a job, for as long as anybody listens; runs until cancelled."""
        while True:
            self._wanted = anyio.Event()
            if not self._listeners_now:
                await self._wanted.wait()
            try:
                await self._announce(news)
            except CallsheetError as error:
                logger.warning("Subscribers hear nothing for a while: %s", error)
                await anyio.sleep(PATIENCE)

    async def _announce(self, news: News) -> None:
        seq = await news.newest()
        while self._listeners_now:
            seq = await self._publish(news, seq)

    async def _publish(self, news: News, seq: int) -> int:
        changed = await news.after(seq, PATIENCE)
        for uri in dict.fromkeys(f"{JOBS}/{job.job_id}" for job in changed):
            await self.publish(ResourceUpdated(uri))
        if changed:
            await self.publish(ResourceUpdated(JOBS))
        return max([seq, *(job.seq for job in changed)])
