"""Signs of life of a worker, which stop when its work no longer gets anywhere.

A pattern or a loop that a text makes hang computes for minutes without a report. The first holds
the interpreter's lock, so that no thread can give a sign; the second is told by the processor time
that the main thread used since its last report. Waiting for a network or for other processes uses
none, and has deadlines of its own.
"""

import os
import sys
import threading
import time
from collections.abc import Callable

BEAT = 1.0
"""Seconds between two signs."""
LONGEST = 60.0
"""Seconds of the main thread's processor time without a report; the longest that a step of a
five-minute film takes is under ten."""


def thread_seconds() -> Callable[[], float]:
    """Return a clock of the calling thread's processor time in seconds; other threads may read it.

    Windows and macOS have no such clock: there it is the whole process's time divided by the number
    of processors, which never runs faster.
    """
    if sys.platform != "linux":
        count = os.cpu_count() or 1
        return lambda: time.process_time() / count
    clock = time.pthread_getcpuclockid(threading.get_ident())
    return lambda: time.clock_gettime(clock)


class Pulse:
    """The sign of life of one worker; made in the thread that works."""

    def __init__(self, clock: Callable[[], float] | None = None) -> None:
        self._clock = clock or thread_seconds()
        self.renew()

    def renew(self) -> None:
        """Note that there was a report."""
        self._since = self._clock()

    def is_strong(self) -> bool:
        """Return whether the work still progresses: whether it has used less than `LONGEST` seconds
        of processor time since the last report."""
        return self._clock() - self._since < LONGEST

    def beat(self, sign: Callable[[], None]) -> None:
        """Call `sign` every `BEAT` seconds while the work progresses; never returns."""
        while True:
            if self.is_strong():
                sign()
            time.sleep(BEAT)
