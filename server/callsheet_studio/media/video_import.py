"""A video that a model made, as a clip of the studio: checked, in its size and rate, with sound.

The file comes from elsewhere and is hostile until shown otherwise: only containers that hold their
own data are opened (a playlist could name other files), and no frame is decoded that is larger than
any clip's.
"""

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import av
import numpy as np
from av import AudioFrame, VideoFrame
from av.container import InputContainer
from numpy.typing import NDArray

from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.media.contact_sheet import SMOOTH, jpeg
from callsheet_studio.media.video_encoder import BT709, add_stream

RATE = 48_000
"""Of all our sound."""
CONTAINERS = "mov,matroska,webm"
MOST_PIXELS = 4096 * 4096
LEAST_SIDE = 16
LEAST_FRAMES = 2
WHOLE = 0.95
"""Share of the frames that a file's index names which must be there."""
MOST_CROPPED = 0.1
"""Share of a picture that may be cut off to give it the ratio that was asked for."""
PORTRAIT_QUALITY = 90
FILMED = {"preset": "veryfast", "crf": "20", "profile": "high"}
"""x264 for pictures as cameras take them; drawn ones need less."""

Size: TypeAlias = tuple[int, int]
Samples: TypeAlias = NDArray[np.float32]


class NotAVideo(Exception):
    """A file is no video, or not a whole one; the text says what it is."""


@dataclass(frozen=True)
class DecodedVideo:
    """The size and length of a file of which every frame was decoded."""

    size: Size
    seconds: float


@dataclass(frozen=True)
class ClipShape:
    """The size in pixels, frame rate and length in seconds that a clip has to have, and the second
    of the video at which it begins."""

    size: Size
    fps: int
    seconds: float
    start: float = 0.0


def scan(path: Path) -> DecodedVideo:
    """Decode a whole video file and return its size and length.

    Raises:
        NotAVideo: The file is something else, breaks off, has a single picture, more than
            `MOST_PIXELS` or a side of less than `LEAST_SIDE`.
    """
    size, count, first, last = (0, 0), 0, 0.0, 0.0
    with _open(path) as file:
        stream = file.streams.video[0]
        for frame in _decode(file):
            first = frame.time if count == 0 else first
            size, last, count = (frame.width, frame.height), frame.time, count + 1
        if count < WHOLE * stream.frames:
            raise NotAVideo(f"a video that breaks off after {count} of {stream.frames} frames")
    if count < LEAST_FRAMES or last <= first:
        raise NotAVideo("a video of a single picture")
    return DecodedVideo(size, (last - first) * count / (count - 1))


def fit_size(own: Size, wanted: Size) -> Size:
    """Return the size (width, height) for a clip made of a video of size `own`.

    That is `wanted`, unless more than a tenth (`MOST_CROPPED`) would be cropped; then `own` scaled
    to the short side of `wanted`, in even numbers.
    """
    share = own[0] * wanted[1] / (own[1] * wanted[0])
    if 1 - min(share, 1 / share) <= MOST_CROPPED:
        return wanted
    scale = min(wanted) / min(own)
    return _even(own[0] * scale), _even(own[1] * scale)


def write_pictures(source: Path, target: Path, shape: ClipShape) -> None:
    """Encode the first seconds of a video's pictures again, as a clip of `shape`, into the MP4 file
    `target`, without sound. Where the video is shorter, its last picture stays.

    They are scaled to cover the size of `shape`; what is outside of it is cropped.

    Raises:
        NotAVideo: The source can't be read as a video.
        OSError: The file can't be written, for example because the disk is full.
    """
    with _open(source) as file, av.open(target, "w", format="mp4") as out:
        stream = add_stream(out, shape.size, shape.fps, FILMED)
        for number, frame in enumerate(_sample(_decode(file), shape)):
            picture = _covering(frame, shape.size)
            picture.pts, picture.time_base = number, Fraction(1, shape.fps)
            out.mux(stream.encode(picture))
        out.mux(stream.encode(None))


def write_sound(source: Path, target: Path, seconds: float, start: float = 0.0) -> None:
    """Write `seconds` of a video's sound from second `start` on to the MP4 file `target`, as AAC in
    48 kHz stereo.

    Silence where the video has no sound, after its end, and from where it is damaged.

    Raises:
        NotAVideo: The source can't be read as a video.
        OSError: The file can't be written, for example because the disk is full.
    """
    with av.open(target, "w", format="mp4") as out:
        stream = out.add_stream("aac", rate=RATE, layout="stereo", format="fltp")
        frame = av.AudioFrame.from_ndarray(_samples(source, seconds, start), "fltp", "stereo")
        frame.sample_rate, frame.pts = RATE, 0
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))


def pictures_at(path: Path, shares: Sequence[float]) -> list[skia.Image]:
    """Return frames of one of the studio's own clips, in the order of `shares`.

    Args:
        shares: Where in the clip each frame is, from 0 (the first) to 1 (the last).

    Raises:
        NotAVideo: The clip can't be read.
    """
    with _open(path) as file:
        last = file.streams.video[0].frames - 1
        wanted = [round(share * last) for share in shares]
        found = {n: _image(frame) for n, frame in enumerate(_decode(file)) if n in wanted}
    return [found[n] for n in wanted]


def portrait_jpeg(picture: Path, size: Size) -> bytes:
    """Return a picture scaled to cover `size` and cropped around its middle, as a JPEG.

    Args:
        picture: A whole JPEG or PNG that the studio wrote.
        size: Width and height of the result in pixels.

    Raises:
        OSError: The file can't be read.
    """
    frame = skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(picture.read_bytes()))
    assert frame, "a JPEG of ours"
    scale = max(size[0] / frame.width(), size[1] / frame.height())
    width, height = frame.width() * scale, frame.height() * scale
    left, top = (size[0] - width) / 2, (size[1] - height) / 2
    surface = skia.Surface(*size)
    where = skia.Rect.MakeXYWH(left, top, width, height)
    surface.getCanvas().drawImageRect(frame, where, SMOOTH)
    return jpeg(surface.makeImageSnapshot(), PORTRAIT_QUALITY)


@contextmanager
def _open(path: Path) -> Generator[InputContainer]:
    options = {"format_whitelist": CONTAINERS, "protocol_whitelist": "file"}
    try:
        file = av.open(str(path.absolute()), "r", options=options)
    except (av.FFmpegError, ValueError) as error:
        raise NotAVideo("no video, or one that breaks off") from error
    with file:
        if not file.streams.video:
            raise NotAVideo("a file without pictures")
        context = file.streams.video[0].codec_context
        if context.width * context.height > MOST_PIXELS:
            raise NotAVideo(f"a video of {context.width} x {context.height} pixels")
        if min(context.width, context.height) < LEAST_SIDE:
            raise NotAVideo("a video without pictures")
        context.options = {"max_pixels": str(MOST_PIXELS)}
        yield file


def _decode(file: InputContainer) -> Iterator[VideoFrame]:
    try:
        yield from file.decode(video=0)
    except av.FFmpegError as error:
        raise NotAVideo("a damaged video") from error


def _sample(frames: Iterable[VideoFrame], shape: ClipShape) -> Iterator[VideoFrame]:
    """The frame that is seen at each moment of the shape; the last one stays."""
    source = iter(frames)
    shown = following = next(source)
    start = shown.time + shape.start
    for number in range(round(shape.seconds * shape.fps)):
        moment = start + (number + 0.5) / shape.fps
        while following is not None and following.time <= moment:
            shown, following = following, next(source, None)
        yield shown


def _covering(frame: VideoFrame, size: Size) -> VideoFrame:
    """A frame scaled until it covers the size, and cut to it around its middle."""
    scale = max(size[0] / frame.width, size[1] / frame.height)
    width = max(size[0], _even(frame.width * scale))
    height = max(size[1], _even(frame.height * scale))
    pixels = frame.reformat(width, height, "rgb24").to_ndarray()
    left, top = (width - size[0]) // 2, (height - size[1]) // 2
    cut = np.ascontiguousarray(pixels[top : top + size[1], left : left + size[0]])
    return VideoFrame.from_ndarray(cut, "rgb24").reformat(
        format="yuv420p", dst_colorspace=BT709, dst_color_range=BT709
    )


def _samples(source: Path, seconds: float, start: float) -> Samples:
    """Two planes of just this length."""
    planes = np.zeros((2, round(seconds * RATE)), np.float32)
    with _open(source) as file:
        if not file.streams.audio:
            return planes
        resampler = av.AudioResampler("fltp", "stereo", RATE)
        at = -round(start * RATE)
        for frame in [*_undamaged(file), None]:
            for piece in resampler.resample(frame):
                heard = piece.to_ndarray()
                inside = heard[:, max(0, -at) : max(0, planes.shape[1] - at)]
                first = max(0, at)
                planes[:, first : first + inside.shape[1]] = inside
                at += heard.shape[1]
    return planes


def _undamaged(file: InputContainer) -> Iterator[AudioFrame]:
    """The sound up to where it is damaged."""
    with suppress(av.FFmpegError):
        yield from file.decode(audio=0)


def _image(frame: VideoFrame) -> skia.Image:
    pixels = frame.reformat(format="bgra", src_colorspace=BT709, dst_colorspace=BT709).to_ndarray()
    return skia.Image.fromarray(np.ascontiguousarray(pixels), skia.kBGRA_8888_ColorType)


def _even(length: float) -> int:
    """As H.264 wants sides."""
    return 2 * round(length / 2)
