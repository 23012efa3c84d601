"""Waking those who wait in this process."""

import anyio


class Notifier:
    """Rings for everyone who listens at that moment."""

    def __init__(self) -> None:
        self._next = anyio.Event()

    @property
    def event(self) -> anyio.Event:
        """The next ring. Take it before looking at what may change, so that no ring is missed."""
        return self._next

    def notify(self) -> None:
        """Wake all listeners."""
        ringing, self._next = self._next, anyio.Event()
        ringing.set()


async def wait_or_timeout(ring: anyio.Event, seconds: float) -> None:
    """Wait until the event `ring` is set, but at most `seconds`; both end alike."""
    with anyio.move_on_after(seconds):
        await ring.wait()
