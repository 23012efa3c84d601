"""A frame in which nothing changes repeats the picture before it, in every player."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from callsheet_studio.drawing.changed_area import ChangeDetector
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.media.held_pictures import (
    HeldPictureWriter,
    StreamParameters,
    UnsupportedStreamError,
)
from callsheet_studio.media.mux import video_packets
from callsheet_studio.media.video_encoder import HOLDING, MOVING, X264, encode

FPS = 30
FRAMES = 170
CHANGES = (0, *range(40, 60), 75, 165)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A disc that moves now and then; more changes and holds than `frame_num` can count."""
    file = tmp_path / "film.mp4"
    made = encode(file, (320, 180), FPS, range(FRAMES), paint_sometimes, holds=True)
    assert list(made)[-1] < FRAMES
    return file


def paint_sometimes(canvas: skia.Canvas, number: int) -> skia.IRect | None:
    if number not in CHANGES:
        return skia.IRect()
    canvas.clear(0xFF203040)
    canvas.drawCircle(60 + 1.2 * number, 90, 40, skia.Paint(Color=0xFFFF8800, AntiAlias=True))
    return None


def test_a_held_frame_decodes_to_the_frame_before_it(film: Path):
    """Exactly, with FFmpeg told to report every error; all others differ."""
    pictures = decode(film)
    changed = (i for i in range(1, len(pictures)) if (pictures[i] != pictures[i - 1]).any())
    assert (0, *changed) == CHANGES
    assert len(pictures) == FRAMES


def test_a_changed_frame_is_as_near_to_its_drawing_as_any(film: Path, tmp_path: Path):
    """Held pictures in between don't harm what the encoder predicts from them (>= 40 dB)."""
    every = tmp_path / "every.mp4"
    list(encode(every, (320, 180), FPS, range(FRAMES), paint_all))
    for held, coded in zip(decode(film)[::7], decode(every)[::7], strict=True):
        assert np.mean((held.astype(float) - coded) ** 2) < 255**2 / 10**4


def paint_all(canvas: skia.Canvas, number: int) -> None:
    paint_sometimes(canvas, max(n for n in CHANGES if n <= number))


def test_the_rate_is_constant_and_a_hold_costs_next_to_nothing(film: Path):
    """Every frame has its own packet, 1/30 s behind the one before."""
    with av.open(film) as file:
        packets = [packet for packet in file.demux() if packet.pts is not None]
    assert [packet.pts * packet.time_base for packet in packets if packet.pts is not None] == [
        Fraction(n, FPS) for n in range(FRAMES)
    ]
    assert [packet.dts for packet in packets] == [packet.pts for packet in packets]
    small = {n for n, packet in enumerate(packets) if packet.size <= 20}
    assert small >= set(range(FRAMES)) - set(CHANGES)


def test_parts_with_held_frames_can_be_joined(film: Path, tmp_path: Path):
    """Packet by packet, as films are: the copy decodes to the same pictures twice."""
    copy = tmp_path / "copy.mp4"
    with av.open(copy, "w") as out, av.open(film) as source:
        stream = out.add_stream_from_template(source.streams.video[0])
        for packet in video_packets([film, film], stream):
            out.mux(packet)
    pictures = decode(film)
    assert all((a == b).all() for a, b in zip(decode(copy), [*pictures, *pictures], strict=True))


@pytest.mark.parametrize("x264", [MOVING, f"{HOLDING}:weightp=1", f"{HOLDING}:ref=2", "cabac=1"])
def test_a_stream_that_cannot_be_held_is_told_apart(x264: str, tmp_path: Path):
    """CABAC, B-frames, weights and several references need other slices."""
    with pytest.raises(UnsupportedStreamError):
        StreamParameters.of(parameter_sets(x264, tmp_path))


def test_frame_numbers_go_on_behind_held_pictures(tmp_path: Path):
    """ITU-T H.264, 7.4.3: `frame_num` of a picture follows the reference picture before it."""
    parameters = StreamParameters.of(parameter_sets(HOLDING, tmp_path))
    writer = HeldPictureWriter(parameters)
    first = [writer.hold() for _ in range(1 << parameters.frame_num_bits)]
    assert len(set(first)) == len(first)
    assert writer.hold() == first[0]


def test_equal_calls_are_no_change():
    """By the values of paints and paths, also where a layer keeps and changes them."""
    paint = skia.Paint(Color=0xFFFFFFFF)

    def draw(canvas: skia.Canvas, t: float) -> None:
        paint.setAlphaf(min(1.0, t))
        canvas.drawRect(skia.Rect.MakeWH(5, 5), paint)

    surface = skia.Surface(10, 10)
    changes = ChangeDetector(draw)
    areas = [changes.draw(surface.getCanvas(), t) for t in (0.5, 0.5, 1.0, 2.0, 0.5)]
    assert [area.width() for area in areas] == [10, 0, 6, 0, 6], "with the pixel next to it"


def parameter_sets(x264: str, folder: Path) -> bytes:
    with av.open(folder / "none.mp4", "w") as file:
        options = {**X264, "x264-params": x264}
        stream = file.add_stream("libx264", rate=FPS, options=options)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        stream.codec_context.open()
        return stream.codec_context.extradata or b""


def decode(path: Path) -> list[NDArray[np.uint8]]:
    return list(_frames(path))


def _frames(path: Path) -> Iterator[NDArray[np.uint8]]:
    with av.open(path) as file:
        file.streams.video[0].codec_context.options = {"err_detect": "explode"}
        for frame in file.decode(video=0):
            yield frame.to_ndarray(format="yuv420p")
