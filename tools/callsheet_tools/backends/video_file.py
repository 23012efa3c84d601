"""Whether a file is a video that a player can open, told from its container alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from callsheet_tools.errors import NoSuchFile
from callsheet_tools.sanitize import to_quote

HEAD = 64
"""Bytes that tell a container."""
MP4 = (b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide")
"""Boxes with which MP4 and QuickTime files begin (ISO 14496-12)."""
EBML = b"\x1a\x45\xdf\xa3"
"""Matroska and WebM (RFC 8794)."""
LONG_HEADER = 16
SEGMENT, TRACKS, TRACK, TRACK_TYPE, CLUSTER = 0x18538067, 0x1654AE6B, 0xAE, 0x83, 0x1F43B675
"""Elements of Matroska (RFC 9559, section 5)."""
PICTURE = 1
"""The track type of a picture."""


def check_head(head: bytes) -> None:
    """Check that the first bytes of a file are those of a video.

    Raises:
        NoSuchFile: They are not; the text quotes how the file begins.
    """
    if not (head[4:8] in MP4 or head.startswith(EBML)):
        begins = to_quote(head.decode("utf-8", "replace"), 60)
        what = f"it begins {begins}" if head else "it is empty"
        raise NoSuchFile(f"What came is not a video: {what}. Nothing was saved.")


def check_video(path: Path) -> None:
    """Check that a file is a whole video with a picture and a length. Blocks.

    Raises:
        NoSuchFile: It is not, or is cut off.
        OSError: It can't be read.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
        check_head(head)
        check = _check_matroska if head.startswith(EBML) else _check_mp4
        check(file, path.stat().st_size)


def _check_matroska(file: BinaryIO, size: int) -> None:
    segments = [span for name, *span in _elements(file, 0, size) if name == SEGMENT]
    parts = [part for span in segments for part in _elements(file, *span)]
    tracks = [track for name, *span in parts if name == TRACKS for track in _elements(file, *span)]
    kinds = [
        file.read(end - begin)
        for name, *span in tracks
        if name == TRACK
        for field, begin, end in _elements(file, *span)
        if field == TRACK_TYPE and file.seek(begin) == begin
    ]
    if PICTURE not in map(int.from_bytes, kinds):
        raise NoSuchFile("What came has no picture in it. Nothing was saved.")
    if CLUSTER not in {name for name, *_ in parts}:
        raise NoSuchFile("What came is a video of no length. Nothing was saved.")


def _elements(file: BinaryIO, begin: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Id, and where the content begins and ends, of each element in a span of the file.

    Raises:
        NoSuchFile: One reaches beyond the span.
    """
    while begin < end:
        file.seek(begin)
        header = file.read(LONG_HEADER)
        name_length = size_at = 9 - header[0].bit_length()
        size_length = 9 - header[size_at].bit_length() if size_at < len(header) else 9
        if name_length > 4 or size_length > 8:
            raise _cut_off()
        content = begin + name_length + size_length
        most = (1 << 7 * size_length) - 1
        size = int.from_bytes(header[size_at : size_at + size_length]) & most
        after = end if size == most else content + size  # all ones: of unknown size
        if after > end:
            raise _cut_off()
        yield int.from_bytes(header[:name_length]), content, after
        begin = after


def _check_mp4(file: BinaryIO, size: int) -> None:
    boxes = {name: span for name, *span in _boxes(file, 0, size)}
    if b"moov" not in boxes:
        raise _cut_off()
    movie = [*_boxes(file, *boxes[b"moov"])]
    handlers = [kind for name, *span in movie if name == b"trak" for kind in _handlers(file, *span)]
    if b"vide" not in handlers:
        raise NoSuchFile("What came has no picture in it. Nothing was saved.")
    lasts = any(_duration(file, begin) for name, begin, _ in movie if name == b"mvhd")
    if not lasts and b"mvex" not in {name for name, *_ in movie}:  # fragments have their own length
        raise NoSuchFile("What came is a video of no length. Nothing was saved.")


def _handlers(file: BinaryIO, begin: int, end: int) -> Iterator[bytes]:
    """What the track is: `vide`, `soun` or other."""
    for name, inner, inner_end in _boxes(file, begin, end):
        if name == b"mdia":
            yield from _handlers(file, inner, inner_end)
        if name == b"hdlr":
            file.seek(inner + 8)
            yield file.read(4)


def _duration(file: BinaryIO, begin: int) -> int:
    """Of `mvhd`, in its own units: 32 bits wide in version 0, else 64."""
    file.seek(begin)
    body = file.read(32)
    return int.from_bytes(body[16:20] if body[:1] == b"\0" else body[24:32])


def _boxes(file: BinaryIO, begin: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, and where the content begins and ends, of each box in a span of the file.

    Raises:
        NoSuchFile: One reaches beyond the span.
    """
    while begin + 8 <= end:
        file.seek(begin)
        header = file.read(LONG_HEADER)
        size, name, content = int.from_bytes(header[:4]), header[4:8], begin + 8
        if size == 1:
            size, content = int.from_bytes(header[8:16]), begin + LONG_HEADER
        after = begin + size if size else end
        if after > end or after < content:
            raise _cut_off()
        yield name, content, after
        begin = after


def _cut_off() -> NoSuchFile:
    return NoSuchFile("What came is a video that is cut off. Nothing was saved; call again.")
