"""A video file becomes a clip in a job's folder: pictures, sound, poster and contact sheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.media.contact_sheet import jpeg, picture_painter, sheet
from callsheet_studio.media.mux import mux_clip
from callsheet_studio.media.video_import import ClipShape, pictures_at, write_pictures, write_sound
from callsheet_studio.pipeline.checkpoints import Checkpoints

PICTURES, SOUND = "work/pictures.mp4", "work/sound.mp4"
QUALITY = 88
MOMENTS = (0.1, 0.4, 0.65, 0.9)
"""Shares of a clip at which the contact sheet shows it."""
CELL = 216
"""Short side of a picture of the sheet, in pixels."""


@dataclass(frozen=True)
class ClipFiles:
    """The names of the files to write, inside the folder."""

    video: str
    poster: str
    poster_at: float
    """Share of the clip at which the poster is taken."""
    contact_sheet: str | None = None
    """None: no contact sheet is made."""


def import_clip(
    checkpoints: Checkpoints,
    source: Path,
    shape: ClipShape,
    files: ClipFiles,
    labels: Mapping[str, str],
) -> list[str]:
    """Write part of a video file as a clip of the studio; return the names of the files.

    Args:
        checkpoints: The folder into which they are written.
        source: The video file.
        shape: Size, rate and length of the clip, and where it begins in the source.
        files: The names of the clip, its poster and, if there is to be one, its contact sheet.
        labels: The clip's metadata (see `mux_clip`).

    Raises:
        NotAVideo: The source can't be read as a video.
        OSError: A file can't be written, for example because the disk is full.
    """
    pictures, sound = checkpoints.folder / PICTURES, checkpoints.folder / SOUND
    with checkpoints.atomic_writer(PICTURES) as path:
        write_pictures(source, path, shape)
    with checkpoints.atomic_writer(SOUND) as path:
        write_sound(source, path, shape.seconds, shape.start)
    with checkpoints.atomic_writer(files.video) as path:
        mux_clip(path, [pictures], sound, labels)
    moments = MOMENTS if files.contact_sheet else ()
    still, *others = pictures_at(pictures, (files.poster_at, *moments))
    names = [files.video, checkpoints.write(files.poster, jpeg(still, QUALITY))]
    if files.contact_sheet:
        names.append(checkpoints.write(files.contact_sheet, _sheet(others, shape)))
    return names


def _sheet(pictures: Iterable[skia.Image], shape: ClipShape) -> bytes:
    scale = CELL / min(shape.size)
    size = round(shape.size[0] * scale), round(shape.size[1] * scale)
    cells = [
        (f"{share * shape.seconds:.1f} s", picture_painter(picture, size))
        for share, picture in zip(MOMENTS, pictures, strict=True)
    ]
    return sheet(cells, size, 2 if size[0] > size[1] else 4)
