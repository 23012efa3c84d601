"""Files and folders that their owner alone can read: 0600 in 0700.

What an earlier version made readable for others is tightened when it is used again. Windows keeps
a user's folders from other users by itself; there nothing changes.
"""

import os
import sys
from pathlib import Path

FILE, FOLDER = 0o600, 0o700
OTHERS = 0o077
"""The rights of everybody else, as a mask of modes (also for `os.umask`)."""


def make_folder(path: Path) -> Path:
    """Make a folder, with its parents; the parents get the usual rights."""
    path.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    tighten(path, FOLDER)
    return path


def make_file(path: Path) -> Path:
    """Make an empty file, if there is none: whoever opens it afterwards keeps its rights.

    One that is there is never opened: closing it would let go of all locks that this process has
    on it, those of SQLite's other connections among them (fcntl, POSIX).
    """
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE))
    except FileExistsError:
        tighten(path, FILE)
    return path


def opener(path: str, flags: int) -> int:
    """For `open(…, opener=opener)`: a new file is its owner's alone."""
    return os.open(path, flags, FILE)


def tighten(path: Path, mode: int) -> None:
    """Take the rights of others away; never from the user's own folder or one above it."""
    if sys.platform == "win32":
        return
    found = path.stat()
    ours = found.st_uid == os.getuid() and not Path.home().is_relative_to(path)
    if ours and found.st_mode & OTHERS:
        path.chmod(mode)
