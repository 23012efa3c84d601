"""Files that appear whole or not at all, and what they hold."""

import errno
import hashlib
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from threading import get_ident

UNFINISHED = ".part"
"""With what the name of a temporary file ends."""
DISK_FULL = frozenset([errno.ENOSPC, errno.EDQUOT])
"""The `errno` of an `OSError` if there is no more room, on the disk or for the user."""


@contextmanager
def replace_atomically(target: Path) -> Generator[Path]:
    """Give a block a temporary path next to `target`, which the block has to write; at the end the
    file takes the place of `target`. The folder is made if there is none.

    If the block fails, the temporary file is deleted and `target` stays as it was.

    Raises:
        OSError: The file can't be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f"{target.name}.{os.getpid()}-{get_ident()}{UNFINISHED}")
    try:
        yield temporary
        os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal.

    Raises:
        OSError: It can't be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
