"""Load the stand-ins that are in this folder."""

import ctypes
import platform
from pathlib import Path

STUBS = ("libEGL.so.1", "libGL.so.1")


def preload(error: ImportError) -> None:
    """Load stand-ins for libGL and libEGL if `error` says that one of them is missing.

    Raises:
        ImportError: `error` itself, when it is about something else, or there is no stand-in
            for this machine.
    """
    folder = Path(__file__).parent / platform.machine()
    if not any(name in str(error) for name in STUBS) or not folder.is_dir():
        raise error
    for name in STUBS:
        ctypes.CDLL(str(folder / name), mode=ctypes.RTLD_GLOBAL)
