"""Files that may be read when the assistant names them: those in the allowed folders."""

from collections.abc import Sequence
from pathlib import Path

from callsheet_tools.errors import RefusedLocally


def find_allowed(folders: Sequence[Path], name: str, near: Path | None = None) -> Path | None:
    """The file, if it lies in one of the folders, links followed; relative ones in `near` first."""
    path = Path(name.replace("\0", "")).expanduser()
    starts = folders if near is None else (near, *folders)
    candidates = [path] if path.is_absolute() else [start / path for start in starts]
    allowed = [folder.resolve() for folder in folders]
    for candidate in candidates:
        real = candidate.resolve()
        if real.is_file() and any(real.is_relative_to(folder) for folder in allowed):
            return real
    return None


def read_limited(file: Path, largest: int, instead: str) -> bytes:
    """The content of a file of at most `largest` bytes.

    Raises:
        RefusedLocally: It is larger; `instead` says what to do.
    """
    if file.stat().st_size > largest:
        raise RefusedLocally(f"{file.name!r} is larger than {largest:,} bytes: {instead}")
    return file.read_bytes()
