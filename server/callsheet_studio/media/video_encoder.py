"""Pictures to H.264: each one is drawn straight into the encoder's memory.

Files of one size, rate and way of coding have the same parameter sets, so they can be joined packet
by packet. The same pictures give the same bytes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import av
import numpy as np
from av.container import OutputContainer
from av.packet import Packet
from av.video.plane import VideoPlane
from av.video.reformatter import VideoReformatter
from av.video.stream import VideoStream
from numpy.typing import NDArray

from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.media.held_pictures import (
    HeldPictureWriter,
    StreamParameters,
    UnsupportedStreamError,
)

Paint: TypeAlias = Callable[[skia.Canvas, int], skia.IRect | None]
"""Draws the frame of this number over the one before; gives the pixels in which the two differ, an
empty rectangle if they are the same, and None if anything may have changed."""

BT709 = 1
"""The number of ITU-R BT.709 in all four of H.264's color fields; here also of limited range."""
SECONDS_BETWEEN_KEYS = 4
X264 = {"preset": "ultrafast", "tune": "animation", "profile": "high"}
"""Drawn pictures are flat and move smoothly. Against `veryfast` at crf 20 this takes half the time
for the same likeness (PSNR 51 dB against 50) and a quarter more bytes: what is left out, looking
ahead above all, serves films of cameras."""
TILE = 16
"""Pixels; what is converted begins and ends at multiples, as macroblocks do."""
MOVING = "crf=27:cabac=1:8x8dct=1:bframes=3:no-deblock=0"
HOLDING = "qp=22:cabac=0:8x8dct=1:bframes=0:ref=1:weightp=0:no-deblock=1"
"""`x264-params`: a third more bytes for a frame, but a held picture can follow any frame. With one
quantizer for all frames x264 needs no look at how hard each one is, which takes a quarter of its
time; at 22 bytes and likeness are those of `crf=27`, and blocks do not show without a filter."""


def encode(
    path: Path, size: tuple[int, int], fps: int, frames: range, paint: Paint, holds: bool = False
) -> Iterator[int]:
    """Draw frames and write them to an MP4 file, as the iterator is read.

    Yields, once a second of film, how many frames were done before the one just written: 0, `fps`,
    2 * `fps` and so on.

    Args:
        size: (width, height) in pixels.
        frames: The numbers of the frames to draw.
        paint: Draws a frame on a canvas, and returns the area that changed; None is the whole
            frame.
        holds: Whether a frame equal to the one before is written without the encoder.

    Raises:
        OSError: The file can't be written, for example because the disk is full.
    """
    with av.open(path, "w", format="mp4", options={"movflags": "+faststart"}) as file:
        stream = _stream(file, size, fps, HOLDING if holds else MOVING)
        track = (_HoldingTrack if holds else _Track)(file, stream, fps)
        picture = FrameBuffer(size)
        for done, frame in enumerate(frames):
            changed = paint(picture.canvas, frame)
            if changed is None or not changed.isEmpty() or not track.can_hold:
                picture.convert(changed)
                track.write(stream.encode(picture.to_frame(done, fps)))
            if done % fps == 0:
                yield done
        track.write(stream.encode(None))
        track.end(len(frames))


class FrameBuffer:
    """The memory of one frame: drawn in BGRA, then in the encoder's colors.

    The encoder copies what it is given, so both are used again for the next frame.
    """

    def __init__(self, size: tuple[int, int]) -> None:
        self._drawn = av.VideoFrame(*size, "bgra")
        self._coded = av.VideoFrame(*size, "yuv420p")
        self._reformatter = VideoReformatter()
        pixels = _rows(self._drawn.planes[0])
        info = skia.ImageInfo.Make(*size, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
        self._surface = skia.Surface.MakeRasterDirect(info, pixels, pixels.shape[1])
        self.canvas = self._surface.getCanvas()
        self._pixels = pixels.reshape(size[1], -1, 4)[:, : size[0]]

    def convert(self, changed: skia.IRect | None) -> None:
        """Convert a changed area to the encoder's colors; None converts the whole frame.

        All tiles that the area touches are converted whole, since swscale's fast path moves
        brightness by a third of a pixel across a frame.
        """
        height, width = self._pixels.shape[:2]
        area = changed or skia.IRect(width, height)
        top, bottom = _tiles(area.top(), area.bottom(), height)
        left, right = _tiles(area.left(), area.right(), width)
        converted = self._reformatter.reformat(
            av.VideoFrame.from_numpy_buffer(self._pixels[top:bottom, left:right], "bgra"),
            format="yuv420p",
            src_colorspace=BT709,
            dst_colorspace=BT709,
            interpolation="AREA",
            threads=1,
        )
        for target, source in zip(self._coded.planes, converted.planes, strict=True):
            step = height // target.height
            place = _rows(target)[top // step : bottom // step, left // step : right // step]
            place[:] = _rows(source)[: len(place), : place.shape[1]]

    def to_frame(self, number: int, fps: int) -> av.VideoFrame:
        """Return the converted picture as the frame with this number, counted from 0."""
        self._coded.pts, self._coded.time_base = number, Fraction(1, fps)
        return self._coded


def _tiles(first: int, last: int, end: int) -> tuple[int, int]:
    """A range of pixels, widened to whole tiles."""
    return first // TILE * TILE, min(end, -(-last // TILE) * TILE)


def _rows(plane: VideoPlane) -> NDArray[np.uint8]:
    """The memory of a plane: (rows, bytes in a row)."""
    return np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)


class _Track:
    """An encoder's packets as they come."""

    can_hold = False

    def __init__(self, file: OutputContainer, stream: VideoStream, fps: int) -> None:
        self._file = file
        self._stream = stream
        self._fps = fps

    def write(self, packets: Iterable[Packet]) -> None:
        self._file.mux(list(packets))

    def end(self, frames: int) -> None:
        """The track has this many frames."""


class _HoldingTrack(_Track):
    """An encoder's packets, and a held picture for every frame that it was not given."""

    def __init__(self, file: OutputContainer, stream: VideoStream, fps: int) -> None:
        super().__init__(file, stream, fps)
        stream.codec_context.open()
        self._written = 0
        try:
            parameters = StreamParameters.of(stream.codec_context.extradata or b"")
        except UnsupportedStreamError:
            self._holder = None
        else:
            self._holder = HeldPictureWriter(parameters)

    @property
    def can_hold(self) -> bool:
        """Whether there is a frame to hold, and a stream in which this is possible."""
        return self._holder is not None

    def write(self, packets: Iterable[Packet]) -> None:
        if self._holder is None:
            super().write(packets)
            return
        for packet in packets:
            number = round((packet.pts or 0) * packet.time_base * self._fps)
            self._hold(self._holder, number)
            self._put(self._holder.renumber(bytes(packet)), packet.is_keyframe)

    def end(self, frames: int) -> None:
        if self._holder is not None:
            self._hold(self._holder, frames)

    def _hold(self, holder: HeldPictureWriter, until: int) -> None:
        while self._written < until:
            self._put(holder.hold(), is_key=False)

    def _put(self, access_unit: bytes, is_key: bool) -> None:
        packet = Packet(access_unit)
        packet.stream, packet.time_base = self._stream, Fraction(1, self._fps)
        packet.pts = packet.dts = self._written
        packet.duration, packet.is_keyframe = 1, is_key
        self._file.mux(packet)
        self._written += 1


def _stream(file: OutputContainer, size: tuple[int, int], fps: int, x264: str) -> VideoStream:
    stream = add_stream(file, size, fps, {**X264, "x264-params": x264})
    stream.codec_context.thread_count = 1
    return stream


def add_stream(
    file: OutputContainer, size: tuple[int, int], fps: int, x264: Mapping[str, str]
) -> VideoStream:
    """Add an H.264 stream in BT.709 colors to an output file, and return it, not yet open.

    Args:
        size: (width, height) in pixels.
        x264: Options of x264, such as `crf`.
    """
    options = {**x264, "g": str(SECONDS_BETWEEN_KEYS * fps)}
    stream = file.add_stream("libx264", rate=fps, options=options)
    stream.width, stream.height = size
    stream.pix_fmt = "yuv420p"
    context = stream.codec_context
    context.colorspace = context.color_primaries = context.color_trc = BT709
    context.color_range = BT709
    return stream
