"""Load the stand-ins that lie beside this file."""

import ctypes
import platform
from pathlib import Path

STUBS = ("libEGL.so.1", "libGL.so.1")


def preload(error: ImportError) -> None:
    """Make the symbols of libGL and libEGL known to the process, if `error` misses one of them.

    Raises:
        ImportError: The same one again, when it speaks of something else or nothing fits here.
    """
    folder = Path(__file__).parent / platform.machine()
    if not any(name in str(error) for name in STUBS) or not folder.is_dir():
        raise error
    for name in STUBS:
        ctypes.CDLL(str(folder / name), mode=ctypes.RTLD_GLOBAL)
