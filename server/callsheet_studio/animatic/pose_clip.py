"""Cuts a stretch out of a film, exact to the frame: pictures are decoded and encoded again."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from callsheet_studio.animatic.clip_mux import mux_clip
from callsheet_studio.animatic.contract import PoseOrder, PoseResult
from callsheet_studio.audio.loudness import RATE
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.media.video_encoder import BT709, encode
from callsheet_studio.pipeline.checkpoints import Checkpoints
from callsheet_studio.storyboard.brief import FilmRejected

PICTURES, SOUND = "work/pose-pictures.mp4", "work/pose-sound.mp4"
QUALITY = 88


def cut_clip(
    order: PoseOrder, checkpoints: Checkpoints, pose: PoseResult, labels: Mapping[str, str]
) -> Iterable[str]:
    """Write a part of a character's film and the picture in its middle; return the names of the two
    files.

    Args:
        order: Names the film and the two seconds.
        checkpoints: The folder into which files are written.
        pose: Names the two files.
        labels: Metadata of the new film.

    Raises:
        FilmRejected: The film can't be read, or ends before the part does.
    """
    source = Path(order.video)
    try:
        frames = list(_frames(source, order.start, order.end))
    except (av.FFmpegError, OSError) as error:
        raise FilmRejected(f"The film of {order.name!r} cannot be read: {error}") from error
    _encode(frames, order.end - order.start, checkpoints)
    with checkpoints.atomic_writer(SOUND) as path:
        _sound(source, path, order.start, order.end)
    with checkpoints.atomic_writer(pose.video) as path:
        mux_clip(path, [checkpoints.folder / PICTURES], checkpoints.folder / SOUND, labels)
    data = frames[len(frames) // 2].encodeToData(skia.kJPEG, QUALITY)
    checkpoints.write(pose.poster, bytes(data))
    return [pose.video, pose.poster]


def _encode(frames: list[skia.Image], seconds: int, checkpoints: Checkpoints) -> None:
    if not frames:
        raise FilmRejected("The character's film ends before this stretch begins.")
    size = frames[0].width(), frames[0].height()
    fps = round(len(frames) / seconds)
    with checkpoints.atomic_writer(PICTURES) as path:
        for _ in encode(
            path, size, fps, range(len(frames)), lambda c, n: c.drawImage(frames[n], 0, 0)
        ):
            pass


def _frames(source: Path, start: int, end: int) -> Iterator[skia.Image]:
    """The pictures between two seconds."""
    with av.open(source) as file:
        stream = file.streams.video[0]
        rate = Fraction(stream.average_rate or 1)
        for number, frame in enumerate(file.decode(video=0)):
            if number >= end * rate:
                return
            if number >= start * rate:
                drawn = frame.reformat(format="bgra", src_colorspace=BT709, dst_colorspace=BT709)
                pixels = drawn.to_ndarray()
                yield skia.Image.fromarray(np.ascontiguousarray(pixels), skia.kBGRA_8888_ColorType)


def _sound(source: Path, path: Path, start: int, end: int) -> None:
    """The sound of the stretch, encoded again."""
    with av.open(source) as file, av.open(path, "w", format="mp4") as out:
        stream = out.add_stream("aac", rate=RATE, layout="stereo", format="fltp")
        blocks = [frame.to_ndarray() for frame in file.decode(audio=0)]
        samples = np.concatenate(blocks, axis=1)[:, start * RATE : end * RATE]
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(samples), format="fltp", layout="stereo"
        )
        frame.sample_rate, frame.pts = RATE, 0
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
