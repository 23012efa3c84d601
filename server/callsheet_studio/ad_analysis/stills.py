"""Frames of an ad as JPEGs: samples, and the contact sheet with one numbered frame a shot."""

from collections.abc import Sequence

import numpy as np
from av import VideoFrame
from numpy.typing import NDArray

from callsheet_studio.ad_analysis.findings import DetectedShot, VideoStreamInfo
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.media.contact_sheet import jpeg, picture_painter, sheet

LONG_SIDE = 960
"""Pixels of a sample: large enough to read what a phone would show."""
QUALITY = 85
BT709, BT601 = 1, 5
"""Numbers of the color matrices."""
NAMED = (BT709, BT601, 6)
HD = 720
"""Lines from which a picture that does not name its matrix means BT.709."""
MOST_CELLS = 24
"""Shots on a sheet; of more, every second or third is shown."""
WIDE, UPRIGHT = (320, 5), (200, 8)
"""The long or short side of a cell in pixels, and the most columns."""


def still(frame: VideoFrame, picture: VideoStreamInfo) -> bytes:
    """Return a frame as a JPEG, upright, its long side at most 960 pixels.

    Args:
        picture: What the header says, by which the frame is turned upright.
    """
    scale = min(1.0, LONG_SIDE / max(frame.width, frame.height))
    small = frame.reformat(
        max(2, round(frame.width * scale)),
        max(2, round(frame.height * scale)),
        "rgba",
        src_colorspace=_matrix(frame),
        interpolation="AREA",
        threads=1,
    )
    turned = np.rot90(small.to_ndarray(), picture.turned // 90)
    return jpeg(_image(np.ascontiguousarray(turned)), QUALITY)


def pixels(content: bytes) -> NDArray[np.uint8]:
    """Return the pixels of a JPEG file's content in red, green and blue, 0 to 255, shape (rows,
    columns, 3)."""
    return _decode(content).toarray(colorType=skia.kRGBA_8888_ColorType)[:, :, :3]


def contact_sheet(
    shots: Sequence[DetectedShot], samples: Sequence[tuple[float, bytes]], picture: VideoStreamInfo
) -> bytes:
    """Return a JPEG of at most 40 kB with one numbered frame for each shot: the sample nearest to
    two thirds of its length.

    Args:
        samples: (second, JPEG) of each sampled frame.
        picture: What the header says of the picture's size.
    """
    shown = shots[:: -(-len(shots) // MOST_CELLS)]
    side, most = WIDE if picture.width > picture.height else UPRIGHT
    size = (side, max(1, round(side * picture.height / picture.width)))
    cells = [
        (str(shot.n), picture_painter(_decode(_nearest(shot, samples)), size)) for shot in shown
    ]
    return sheet(cells, size, most)


def _matrix(frame: VideoFrame) -> int:
    if frame.colorspace in NAMED:
        return frame.colorspace
    return BT709 if min(frame.width, frame.height) >= HD else BT601


def _image(rgba: NDArray[np.uint8]) -> skia.Image:
    return skia.Image.fromarray(rgba, colorType=skia.kRGBA_8888_ColorType)


def _decode(content: bytes) -> skia.Image:
    image = skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(content))
    assert image is not None, "our own JPEG"
    return image


def _nearest(shot: DetectedShot, samples: Sequence[tuple[float, bytes]]) -> bytes:
    inside = [one for one in samples if shot.start <= one[0] < shot.start + shot.seconds]
    wanted = shot.start + shot.seconds * 2 / 3
    return min(inside or samples, key=lambda sample: abs(sample[0] - wanted))[1]
