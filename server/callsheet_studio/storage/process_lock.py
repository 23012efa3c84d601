"""A lock between processes, which the system lets go of when its holder ends, however it ends."""

import os
import sys
from pathlib import Path

from callsheet_studio.private_files import FILE

if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class ProcessLock:
    """A file lock that one process at a time can hold. The system releases it when the process
    ends."""

    def __init__(self, path: Path) -> None:
        """`path` is a file that is for this alone; it is made, and stays."""
        self._path = path
        self._file: int | None = None

    def acquire(self) -> bool:
        """Take the lock without waiting, and return whether this process has it now; the file is
        made if there is none.

        Raises:
            OSError: The file can't be opened.
        """
        if self._file is not None:
            return True
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, FILE)
        try:
            _lock(file)
        except OSError:
            os.close(file)
            return False
        self._file = file
        return True
