"""An ad's main colors, found where people see them as different, and named."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from callsheet_studio.ad_analysis.findings import Swatch

MOST = 5
"""Colors of a palette."""
SMALLEST = 0.03
"""Share of the picture under which a color is none of the main ones."""
PIXELS = 2000
"""Pixels of a frame that count."""
ROUNDS = 12
SAME = 0.09
"""Distance in OKLab under which two colors are one."""

NAMES: Mapping[str, str] = {
    "black": "#000000", "charcoal": "#33363b", "grey": "#808080", "light grey": "#c8c8c8",
    "white": "#ffffff", "cream": "#f5ecd7", "beige": "#d9c3a0", "brown": "#7a4a24",
    "dark brown": "#40260f", "maroon": "#6b0f1a", "red": "#e02020", "coral": "#ff7a6b",
    "salmon": "#f4a08c", "pink": "#f48fb1", "hot pink": "#ee2a8a", "magenta": "#c2188f",
    "purple": "#7b2fa0", "lavender": "#bda6e6", "indigo": "#3c2c9c", "navy": "#12205c",
    "blue": "#1f5fd6", "light blue": "#8ec5f4", "sky blue": "#4aa8ec", "cyan": "#22cbe0",
    "teal": "#0f7f80", "turquoise": "#3ed2bd", "dark green": "#10461f", "green": "#2a9a3c",
    "light green": "#93dc8c", "lime": "#b4e61e", "olive": "#77772a", "mustard": "#d0a022",
    "yellow": "#fbe02a", "orange": "#fb7d14", "peach": "#fcc9a4", "slate": "#5c6b80",
}  # fmt: skip


def palette(frames: Sequence[NDArray[np.uint8]]) -> tuple[Swatch, ...]:
    """Return the main colors of frames, the largest share first: at most 5, each of at least 3 % of
    the pixels.

    Args:
        frames: Pixels in red, green and blue, 0 to 255, shape (rows, columns, 3).
    """
    pixels = np.concatenate([_thin_out(frame) for frame in frames]).astype(np.float64)
    lab = oklab(pixels)
    centres = _clusters(lab)
    nearest = _nearest(lab, centres)
    shares = np.bincount(nearest, minlength=len(centres)) / len(lab)
    return tuple(
        _swatch(np.median(pixels[nearest == i], axis=0), float(shares[i]))
        for i in np.argsort(-shares, kind="stable")
        if shares[i] >= SMALLEST
    )


def name_color(rgb: NDArray[np.float64]) -> str:
    """Return the name in `NAMES` whose color is nearest in OKLab; `rgb` is sRGB, shape (3,), 0
    to 255."""
    names, table = _load_names()
    return names[int(np.argmin(np.linalg.norm(table - oklab(rgb[None]), axis=1)))]


def oklab(pixels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return sRGB colors of 0 to 255, shape (n, 3), as OKLab, shape (n, 3)
    (https://bottosson.github.io/posts/oklab/)."""
    share = pixels / 255.0
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    cones = np.cbrt(linear @ _CONES.T)
    return (cones @ _OPPONENTS.T).astype(np.float64)


_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_OPPONENTS = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def _thin_out(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    pixels = frame.reshape(-1, 3)
    return pixels[:: max(1, len(pixels) // PIXELS)]


def _clusters(lab: NDArray[np.float64]) -> NDArray[np.float64]:
    """k-means from centers that are chosen far apart, so the same pixels give the same colors."""
    some = lab[:: max(1, len(lab) // 8000)]
    centres = _far_apart(some)
    for _ in range(ROUNDS):
        nearest = _nearest(some, centres)
        counts = np.bincount(nearest, minlength=len(centres))
        sums = np.stack([np.bincount(nearest, some[:, i], len(centres)) for i in range(3)], axis=1)
        centres = sums[counts > 0] / counts[counts > 0, None]
    return centres


_DIGITS = np.array([10_000, 100, 1])
"""Make one number of a cell's three, which lie between -12 and 12."""


def _far_apart(lab: NDArray[np.float64]) -> NDArray[np.float64]:
    """Up to five points, each the weightiest: far from those before, with many around it."""
    cells = np.round(lab / SAME).astype(np.int64)
    _, first, counts = np.unique(cells @ _DIGITS, return_index=True, return_counts=True)
    points: NDArray[np.float64] = cells[first] * np.float64(SAME)
    chosen = [int(np.argmax(counts))]
    while len(chosen) < min(MOST, len(points)):
        away = np.min([np.linalg.norm(points - points[i], axis=1) for i in chosen], axis=0)
        if (best := int(np.argmax(counts * away**2))) in chosen or away[best] < 1.5 * SAME:
            break
        chosen.append(best)
    return points[chosen]


def _nearest(lab: NDArray[np.float64], centres: NDArray[np.float64]) -> NDArray[np.intp]:
    """The distance's square, without what is the same for all centers."""
    return np.argmin((centres**2).sum(axis=1) - 2 * (lab @ centres.T), axis=1)


def _swatch(rgb: NDArray[np.float64], share: float) -> Swatch:
    red, green, blue = (round(float(channel)) for channel in rgb)
    return Swatch(f"#{red:02x}{green:02x}{blue:02x}", name_color(rgb), round(share, 2))


def _load_names() -> tuple[list[str], NDArray[np.float64]]:
    values = [[int(hex[i : i + 2], 16) for i in (1, 3, 5)] for hex in NAMES.values()]
    return list(NAMES), oklab(np.array(values, np.float64))
