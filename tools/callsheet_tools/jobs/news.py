"""Waking those who wait, also for what another process wrote."""

import anyio

from callsheet_tools.jobs.journal import Journal

TICK = 0.25
"""Seconds between two looks at the journal, one for all waiters of this process."""


class News:
    """Tells when the journal has grown."""

    def __init__(self, journal: Journal, tick: float = TICK) -> None:
        self._journal = journal
        self._tick = tick
        self._looking = anyio.Lock()
        self._newest = -1
        self._looked_at = -1.0

    async def after(self, seq: int, seconds: float) -> bool:
        """Wait for an event newer than `seq`; False when the time was up first."""
        with anyio.move_on_after(seconds):
            while await self._latest() <= seq:  # noqa: ASYNC110 - other processes cannot set an event
                await anyio.sleep(self._tick)
            return True
        return False

    async def _latest(self) -> int:
        """The newest event; waiters that ask within one tick share one look."""
        async with self._looking:
            now = anyio.current_time()
            if now - self._looked_at >= self._tick / 2:
                self._newest, self._looked_at = await self._journal.newest(), now
            return self._newest
