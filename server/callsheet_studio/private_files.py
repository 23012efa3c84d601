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


def opener(path: str, flags: int) -> int:
    """Open a file as `open(…, opener=opener)` asks for it, and return its descriptor; a new file
    can be read by its owner only.

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


def replace_private(path: Path, text: str) -> None:
    """Write a text file that only its owner can read, atomically, in place of an earlier one. Its
    folder must be there.

    Raises:
        OSError: It cannot be written; the earlier one stays.
    """
    fresh = path.with_name(f".{secrets.token_hex(8)}.new")
    try:
        with open(fresh, "x", opener=opener, encoding="utf-8") as file:
            file.write(text)
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
