"""Frames as they were when last looked at, and how different two frames look."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from callsheet_studio.drawing.skia_loader import skia

GOLDEN = Path(__file__).parent / "golden"
NOTICEABLE = 6.0
"""Mean difference of blurred frames, of 255, at which a person sees another picture."""


def check_frame(frame: skia.Image, name: str, rewrite: bool) -> None:
    """Compare a frame with the recorded one of this name; `rewrite`: record it first."""
    file = GOLDEN / f"{name.replace(':', 'x')}.png"
    if rewrite:
        file.write_bytes(bytes(frame.encodeToData(skia.kPNG, 100)))
    distance = frame_distance(frame.toarray(), skia.Image.open(str(file)).toarray())
    assert distance < NOTICEABLE, f"{file.name} is {distance:.1f} away"


def frame_distance(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> float:
    """How different two frames look: the mean difference of their colors over 4x4 pixels."""
    left, right = (shrink(frame, 4).astype(float) for frame in (a, b))
    return float(np.abs(left - right).mean())


def shrink(frame: NDArray[np.uint8], factor: int) -> NDArray[np.uint8]:
    """A frame with each square of pixels turned into one."""
    height, width = (side // factor * factor for side in frame.shape[:2])
    blocks = frame[:height, :width, :3].reshape(
        height // factor, factor, width // factor, factor, 3
    )
    return blocks.mean(axis=(1, 3)).astype(np.uint8)
