"""A limit of processor time, so that a busy machine changes nothing."""

import signal
import sys
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def processor_limit(seconds: float) -> Generator[None]:
    """Fail what takes more processor time than this; nothing is limited on Windows."""

    def stop(_: int, frame: FrameType | None) -> None:
        raise AssertionError(f"it hangs in {frame.f_code if frame else None}")

    if sys.platform == "win32":
        yield
        return
    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
