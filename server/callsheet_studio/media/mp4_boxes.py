"""The one thing in an MP4 file that its writer cannot be asked for: a track that is switched off.

The captions are burnt in as well, so a player that showed the soft ones by itself would show all
words twice. FFmpeg always switches the first subtitle track on; here it is switched off again.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

ENABLED = 1
"""Flag of a track header (ISO/IEC 14496-12, 8.3.2)."""
SUBTITLES = b"sbtl"


def switch_off_subtitles(path: Path) -> None:
    """Clear the enabled flag of all subtitle tracks of an MP4 file, in place."""
    with path.open("r+b") as file:
        movie = next(body for kind, body in _boxes(file, 0, path.stat().st_size) if kind == b"moov")
        for kind, track in _boxes(file, *movie):
            if kind == b"trak" and _handler(file, track) == SUBTITLES:
                _clear(file, _inside(file, track, b"tkhd")[0])


def _handler(file: BinaryIO, track: tuple[int, int]) -> bytes:
    """What a track is for."""
    start, _ = _inside(file, _inside(file, track, b"mdia"), b"hdlr")
    file.seek(start + 8)
    return file.read(4)


def _clear(file: BinaryIO, header: int) -> None:
    """A header begins with one byte of version and three of flags."""
    file.seek(header + 3)
    (flags,) = file.read(1)
    file.seek(header + 3)
    file.write(bytes([flags & ~ENABLED]))


def _inside(file: BinaryIO, parent: tuple[int, int], kind: bytes) -> tuple[int, int]:
    return next(body for name, body in _boxes(file, *parent) if name == kind)


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """Kind and extent of the content of each box between two places in the file."""
    while start < end:
        file.seek(start)
        size, kind = int.from_bytes(file.read(4)), file.read(4)
        head = 8
        if size == 1:
            size, head = int.from_bytes(file.read(8)), 16
        yield kind, (start + head, start + size if size else end)
        start += size or end - start
