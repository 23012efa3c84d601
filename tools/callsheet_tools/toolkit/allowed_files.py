"""Files that may be read when the assistant names them: those in the allowed folders."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from callsheet_tools.errors import RefusedLocally


def find_allowed(folders: Sequence[Path], name: str, near: Path | None = None) -> Path | None:
    """Return the real path of a file if it lies in one of the allowed folders, with links followed;
    None if it does not, or there is no such file.

    Args:
        folders: The allowed folders.
        name: The path that the assistant gave; a relative one is looked up in each of the folders.
        near: The folder that relative paths are looked up in first, or None.
    """
    path = Path(name.replace("\0", ""))
    with suppress(RuntimeError):  # `~` and a user whom nobody knows
        path = path.expanduser()
    starts = folders if near is None else (near, *folders)
    candidates = [path] if path.is_absolute() else [start / path for start in starts]
    allowed = [folder.resolve() for folder in folders]
    for candidate in candidates:
        with suppress(OSError):  # longer than a name can be
            real = candidate.resolve()
            if real.is_file() and any(real.is_relative_to(folder) for folder in allowed):
                return real
    return None


def read_limited(file: Path, largest: int, instead: str) -> bytes:
    """Return the content of a file of at most `largest` bytes. Blocks.

    Args:
        instead: What an error says to do.

    Raises:
        RefusedLocally: The file is larger.
        OSError: It can't be read.
    """
    if file.stat().st_size > largest:
        raise RefusedLocally(f"{file.name!r} is larger than {largest:,} bytes: {instead}")
    return file.read_bytes()
