"""Files and folders that their owner alone can read: 0600 in 0700.

What an earlier version made readable for others is tightened when it is used again. Windows keeps
a user's folders from other users by itself; there nothing changes.
"""

import os
import secrets
import sys
from pathlib import Path

FILE, FOLDER = 0o600, 0o700
OTHERS = 0o077
"""The rights of everybody else, as a mask of modes (also for `os.umask`)."""


def make_folder(path: Path) -> Path:
    """Make a folder that only its owner can read, and return it; new parents get the usual rights,
    and those of an existing folder are tightened.

    Raises:
        OSError: It cannot be made.
    """
    path.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    tighten(path, FOLDER)
    return path


def make_file(path: Path) -> Path:
    """Make an empty file that only its owner can read, if there is none, and return its path.

    Of an existing file only the rights are tightened. It is not opened, since closing it would
    release all locks of this process on it, also those of SQLite's other connections (fcntl,
    POSIX).

    Raises:
        OSError: It cannot be made.
    """
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE))
    except FileExistsError:
        tighten(path, FILE)
    return path


def replace_file(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read, in place of an earlier one; its folder is made.

    It is on disk when this returns. Whoever reads it meanwhile gets the earlier one whole.

    Raises:
        OSError: It cannot be written; the earlier one stays.
    """
    make_folder(path.parent)
    fresh = path.with_name(f".{secrets.token_hex(8)}.new")
    try:
        with open(fresh, "xb", opener=opener) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def opener(path: str, flags: int) -> int:
    """Open a file for `open(…, opener=opener)`, so that only its owner can read a new one; returns
    the descriptor.

    Raises:
        OSError: It can't be opened.
    """
    return os.open(path, flags, FILE)


def tighten(path: Path, mode: int) -> None:
    """Set the rights of a path to `mode` if others can read it.

    Does nothing on Windows, for a path of another user, and for the user's home or a folder above
    it.
    """
    if sys.platform == "win32":
        return
    found = path.stat()
    ours = found.st_uid == os.getuid() and not Path.home().is_relative_to(path)
    if ours and found.st_mode & OTHERS:
        path.chmod(mode)
