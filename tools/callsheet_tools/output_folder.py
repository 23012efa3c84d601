"""The folder that results are saved in: nothing is written outside, nothing in it replaced."""

import os
import re
import secrets
import shutil
import unicodedata
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

import anyio
import anyio.to_thread

from callsheet_tools.errors import NoSuchFile
from callsheet_tools.private_files import FOLDER, opener
from callsheet_tools.sanitize import one_line

LARGEST = 4 * 2**30
"""Bytes of a result at most."""
LONGEST_NAME = 80
MEDIA = frozenset({".mp4", ".m4v", ".mov", ".webm", ".mkv", ".gif"})
"""Endings of the files that are saved, and read again."""
_UNUSABLE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?")


@dataclass(frozen=True)
class OutputFolder:
    """The user's folder for finished work."""

    root: Path
    largest: int = LARGEST
    studio: Path | None = None
    """Where the studio keeps its own copies."""
    trouble: str | None = None
    """What is wrong with the folder that the user set."""
    is_remote: bool = False
    """Whether its user sits at another computer, who is not told where on this one it is."""
    on_saved: Callable[[Path], Awaitable[None]] | None = None
    """Called with each file that was saved; may raise `OSError`."""

    def holds(self, path: Path) -> bool:
        """Return whether a path, with links followed, is a film that is there, in the output folder
        or at the studio."""
        try:
            real = path.resolve(strict=True)
        except (OSError, ValueError):
            return False
        roots = [root.resolve() for root in (self.root, self.studio) if root]
        below = any(real.is_relative_to(root) for root in roots)
        return below and real.is_file() and real.suffix.lower() in MEDIA

    async def save(
        self,
        name: str,
        content: AsyncIterator[bytes],
        check: Callable[[Path], None] | None = None,
    ) -> Path:
        """Save a film under a name inside the folder, and return its path; a taken name gets a
        number, and missing folders are made.

        A name without a film's ending gets `.mp4`, so that nothing is saved that could be run.

        Args:
            name: A name, or a path inside the folder.
            content: The file in pieces.
            check: Called in a thread with the whole file before it gets its name; may raise
                `NoSuchFile`. None checks nothing.

        Raises:
            NoSuchFile: The folder can't be used, the name leads outside or is not one that every
                system takes, the disk is full, or the content is too large or refused. Nothing is
                left behind.
        """
        if self.trouble:
            raise NoSuchFile(f"Nothing was saved: {self.trouble}")
        try:
            target = await anyio.to_thread.run_sync(self._target, name)
            return await self._keep(target, content, check)
        except OSError as error:
            raise NoSuchFile(
                f"Nothing was saved in {self._shown}: {error.strerror or error}. {self._remedy}, "
                "then call again."
            ) from error

    async def save_outline(self, film: Path, content: AsyncIterator[bytes]) -> Path:
        """Save the outline of a film next to it, under its name, and return its path; a taken name
        gets a number.

        Raises:
            OSError: It can't be written. Nothing is left behind.
            NoSuchFile: It is too large, or there are too many of this name.
        """
        return await self._keep(film.with_suffix(".md"), content)

    async def _keep(
        self,
        target: Path,
        content: AsyncIterator[bytes],
        check: Callable[[Path], None] | None = None,
    ) -> Path:
        part = target.with_name(f".{secrets.token_hex(8)}.part")
        try:
            await self._write(part, content)
            if check:
                await anyio.to_thread.run_sync(check, part)
            path = await anyio.to_thread.run_sync(_place, part, target)
            if self.on_saved:
                await self.on_saved(path)
            return path
        finally:
            part.unlink(missing_ok=True)

    def _target(self, name: str) -> Path:
        """Where the name leads, with its folders made; never out of the root, links followed."""
        target = self.root.joinpath(*self._parts(name))
        if target.suffix.lower() not in MEDIA:
            target = target.with_name(f"{target.name}.mp4")
        self.root.mkdir(FOLDER, parents=True, exist_ok=True)
        root = self.root.resolve()
        nearest = next(folder for folder in target.parents if folder.exists())
        if not nearest.resolve().is_relative_to(root):
            raise self._outside(name)
        target.parent.mkdir(FOLDER, parents=True, exist_ok=True)
        return target.parent.resolve() / target.name

    def _parts(self, name: str) -> tuple[str, ...]:
        """The folders and the file of a relative name, or of an absolute one below the root."""
        asked = Path(name)
        if asked.is_absolute() and asked.is_relative_to(self.root):
            name = asked.relative_to(self.root).as_posix()
        posix, windows = PurePosixPath(name), PureWindowsPath(name)
        parts = windows.parts
        if posix.is_absolute() or windows.drive or windows.root or ".." in parts or not parts:
            raise self._outside(name)
        if bad := next((part for part in parts if not _usable(part)), None):
            raise NoSuchFile(
                f"{one_line(bad, 80)!r} is not a name that every system takes. Choose another."
            )
        return parts

    def _outside(self, name: str) -> NoSuchFile:
        return NoSuchFile(
            f"{one_line(name, 120)!r} is not inside {self._shown}. "
            "Give a file name, or a path inside that folder."
        )

    @property
    def _shown(self) -> str:
        return "the output folder" if self.is_remote else f"the output folder {str(self.root)!r}"

    @property
    def _remedy(self) -> str:
        if self.is_remote:
            return "Ask whoever runs this server to free some space"
        return "Free some space or set CALLSHEET_OUTPUT_DIR to a folder of yours"

    async def _write(self, part: Path, content: AsyncIterator[bytes]) -> None:
        written = 0
        async with await anyio.open_file(part, "xb", opener=opener) as file:
            async for piece in content:
                written += len(piece)
                if written > self.largest:
                    raise NoSuchFile(
                        f"The file is larger than {self.largest:,} bytes; it was not saved."
                    )
                await file.write(piece)
            await file.flush()
            await anyio.to_thread.run_sync(os.fsync, file.wrapped.fileno())


def safe_filename(title: str, suffix: str) -> str:
    """Return a file name, made of a title (its first 80 characters) and `suffix`, that is valid on
    every system; `video` stands for a title of which nothing is left."""
    plain = _UNUSABLE.sub(" ", unicodedata.normalize("NFC", one_line(title, LONGEST_NAME)))
    stem = " ".join(plain.split()).strip(" .") or "video"
    return f"{stem}_{suffix}" if _RESERVED.fullmatch(stem) else f"{stem}{suffix}"


async def iter_chunks(path: Path) -> AsyncIterator[bytes]:
    """Yield the bytes of a file, a megabyte at a time.

    Raises:
        OSError: It can't be read.
    """
    async with await anyio.open_file(path, "rb") as file:
        while piece := await file.read(2**20):
            yield piece


def _usable(part: str) -> bool:
    plain = not _UNUSABLE.search(part) and not part.endswith((" ", "."))
    return plain and not _RESERVED.fullmatch(part) and len(part.encode()) <= 240


def _place(part: Path, target: Path) -> Path:
    """Give the finished part its name, or that name with the first free number."""
    for number in range(1, 10_000):
        free = target if number == 1 else target.with_stem(f"{target.stem} ({number})")
        try:
            _rename(part, free)
        except FileExistsError:
            continue
        return free
    raise NoSuchFile(f"There are too many files named {target.name!r}. Choose another name.")


def _rename(part: Path, target: Path) -> None:
    """Rename without replacing, on file systems with hard links and without."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        target.open("xb").close()
        shutil.move(part, target)
