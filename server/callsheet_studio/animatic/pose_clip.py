"""Cuts a stretch out of a film, exact to the frame: pictures are decoded and encoded again."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from callsheet_studio.animatic.contract import PoseOrder, PoseResult
from callsheet_studio.media.contact_sheet import jpeg
from callsheet_studio.media.mux import mux_clip
from callsheet_studio.media.video_import import (
    ClipShape,
    NotAVideo,
    pictures_at,
    scan,
    write_pictures,
    write_sound,
)
from callsheet_studio.pipeline.checkpoints import Checkpoints
from callsheet_studio.storyboard.brief import FilmRejected

PICTURES, SOUND = "work/pose-pictures.mp4", "work/pose-sound.mp4"
QUALITY = 88


def cut_clip(
    order: PoseOrder,
    fps: int,
    checkpoints: Checkpoints,
    pose: PoseResult,
    labels: Mapping[str, str],
) -> Iterable[str]:
    """Write a part of a character's film and the picture in its middle; return the names of the two
    files.

    Args:
        order: Names the film and the two seconds.
        fps: Frames a second of the part.
        checkpoints: The folder into which files are written.
        pose: Names the two files.
        labels: Metadata of the new film.

    Raises:
        FilmRejected: The film can't be read, or ends before the part does.
    """
    source = Path(order.video)
    try:
        film = scan(source)
    except NotAVideo as error:
        raise FilmRejected(f"The film of {order.name!r} cannot be read: it is {error}.") from error
    if film.seconds <= order.start:
        raise FilmRejected("The character's film ends before this stretch begins.")
    seconds = min(order.end, film.seconds) - order.start
    with checkpoints.atomic_writer(PICTURES) as path:
        write_pictures(source, path, ClipShape(film.size, fps, seconds, order.start))
    with checkpoints.atomic_writer(SOUND) as path:
        write_sound(source, path, seconds, order.start)
    with checkpoints.atomic_writer(pose.video) as path:
        mux_clip(path, [checkpoints.folder / PICTURES], checkpoints.folder / SOUND, labels)
    [middle] = pictures_at(checkpoints.folder / PICTURES, (0.5,))
    checkpoints.write(pose.poster, jpeg(middle, QUALITY))
    return [pose.video, pose.poster]
