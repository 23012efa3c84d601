"""Waking those who wait in this process."""

import anyio


class Notifier:
    """Wakes all tasks of this process that wait for a change."""

    def __init__(self) -> None:
        self._next = anyio.Event()

    @property
    def event(self) -> anyio.Event:
        """The event that the next call of `notify` sets.

        Take it before reading what may change, so that no change is missed.
        """
        return self._next

    def notify(self) -> None:
        """Wake all tasks that wait for the present `event`."""
        ringing, self._next = self._next, anyio.Event()
        ringing.set()


async def wait_or_timeout(ring: anyio.Event, seconds: float) -> None:
    """Wait until `ring` is set, but at most `seconds`. Returns nothing, so look again at what may
    have changed."""
    with anyio.move_on_after(seconds):
        await ring.wait()
