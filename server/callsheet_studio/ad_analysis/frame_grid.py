"""A frame as a tiny map, which is all that is compared, and remembered, of it."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from av import VideoFrame
from numpy.typing import NDArray

Map: TypeAlias = NDArray[np.float32]
"""(3, rows, columns): a frame's brightness and its two color planes, levels 0 to 255."""

GRID = (36, 64)
"""Rows and columns; the other way round when the frame is upright."""
SUBSAMPLES = 2
"""Pixels of a cell that are looked at, across and down."""
PLANAR: Mapping[str, tuple[int, int]] = {
    f"yuv{j}{name}p": size
    for j in ("", "j")
    for name, size in (("420", (2, 2)), ("422", (1, 2)), ("444", (1, 1)))
}
"""Formats whose planes are read as they are, and how much coarser their color planes are, down and
across; others are converted first."""


def to_grid(frame: VideoFrame) -> Map:
    """Return a frame reduced to three planes (brightness and two of color) of small cells, values 0
    to 255.

    The shape is (3, 36, 64) for a wide frame, and (3, 64, 36) for a tall one.
    """
    rows, columns = GRID if frame.width >= frame.height else GRID[::-1]
    if frame.format.name not in PLANAR:
        frame = frame.reformat(2 * columns, 2 * rows, "yuv444p", interpolation="AREA")
    grid = np.empty((3, rows, columns), np.float32)
    for cells, plane, size in zip(grid, frame.planes, _sizes(frame), strict=True):
        places = _places(size, plane.line_size, (rows, columns))
        picked = np.frombuffer(memoryview(plane), np.uint8).take(places)
        cells[:] = picked.sum(axis=0, dtype=np.uint16)
    grid /= SUBSAMPLES**2
    return grid


def grid_ninths(plane: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the sum of the values in each cell of a 3 x 3 grid over a plane (rows, columns);
    shape (3, 3)."""
    sums = [
        [part.sum() for part in np.array_split(row, 3, axis=1)] for row in np.array_split(plane, 3)
    ]
    return np.array(sums, np.float32)


def _sizes(frame: VideoFrame) -> Iterator[tuple[int, int]]:
    """Rows and columns of each plane; its memory is wider."""
    down, across = PLANAR[frame.format.name]
    yield frame.height, frame.width
    for _ in range(2):
        yield -(-frame.height // down), -(-frame.width // across)


@lru_cache(16)
def _places(size: tuple[int, int], stride: int, grid: tuple[int, int]) -> NDArray[np.intp]:
    """Where in a plane's memory the pixels lie that are looked at: (pixels of a cell, *grid)."""
    down, across = (
        _spread(length, count * SUBSAMPLES).reshape(count, SUBSAMPLES)
        for length, count in zip(size, grid, strict=True)
    )
    return np.stack([n[:, None] * stride + m[None] for n in down.T for m in across.T])


def _spread(length: int, count: int) -> NDArray[np.intp]:
    """`count` places, evenly over `length`."""
    return ((np.arange(count) + 0.5) * length / count).astype(np.intp)
