"""Where things are: rectangles in design units, and the size of a frame.

Everything is laid out on a sheet of 1280x720 (16:9) or 720x1280 (9:16) units, whatever the pixels.
One factor, `Size.unit`, turns units into pixels.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from callsheet_studio.storyboard.brief import AspectRatio

SHORT = 720.0
LONG = 1280.0
COVERED_ABOVE, COVERED_FROM = 0.105, 0.84
"""Shares of an upright frame's height: what the controls of video platforms cover above, and from
where on they cover everything (TikTok: 320 of 1920 pixels)."""


@dataclass(frozen=True)
class Rect:
    """A rectangle in design units: the x and y of its upper left corner, width and height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.h

    @property
    def cx(self) -> float:
        """The x of the center."""
        return self.x + self.w / 2

    @property
    def cy(self) -> float:
        """The y of the center."""
        return self.y + self.h / 2

    def inset(self, across: float, down: float | None = None) -> "Rect":
        """Return the rectangle made smaller by `across` on the left and right and `down` above and
        below; negative values make it larger.

        Args:
            down: None is the same as `across`.
        """
        down = across if down is None else down
        return Rect(self.x + across, self.y + down, self.w - 2 * across, self.h - 2 * down)

    def shift(self, dx: float = 0.0, dy: float = 0.0) -> "Rect":
        """Return the rectangle moved by (dx, dy)."""
        return Rect(self.x + dx, self.y + dy, self.w, self.h)

    def mirror(self, within: "Rect") -> "Rect":
        """Return the rectangle mirrored at the vertical middle line of `within`."""
        return Rect(within.x + within.right - self.right, self.y, self.w, self.h)

    def left_part(self, width: float) -> "Rect":
        """Return the part of this width at the left edge."""
        return Rect(self.x, self.y, width, self.h)

    def right_part(self, width: float) -> "Rect":
        """Return the part of this width at the right edge."""
        return Rect(self.right - width, self.y, width, self.h)

    def top_part(self, height: float) -> "Rect":
        """Return the part of this height at the top."""
        return Rect(self.x, self.y, self.w, height)

    def bottom_part(self, height: float) -> "Rect":
        """Return the part of this height at the bottom."""
        return Rect(self.x, self.bottom - height, self.w, height)

    def columns(self, count: int, gap: float) -> tuple["Rect", ...]:
        """Return `count` (at least 1) equal columns that fill the rectangle, from left to right,
        with `gap` units between them."""
        width = (self.w - gap * (count - 1)) / count
        return tuple(Rect(self.x + i * (width + gap), self.y, width, self.h) for i in range(count))

    def rows(self, count: int, gap: float) -> tuple["Rect", ...]:
        """Return `count` (at least 1) equal rows that fill the rectangle, from top to bottom, with
        `gap` units between them."""
        height = (self.h - gap * (count - 1)) / count
        return tuple(
            Rect(self.x, self.y + i * (height + gap), self.w, height) for i in range(count)
        )

    def resize(self, width: float, height: float) -> "Rect":
        """Return a rectangle of this size with the same center."""
        return Rect(self.cx - width / 2, self.cy - height / 2, width, height)

    def holds(self, other: "Rect", slack: float = 0.5) -> bool:
        """Return whether another rectangle lies inside this one; it may stick out by `slack`
        units."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def meets(self, other: "Rect", slack: float = 0.5) -> bool:
        """Return whether the rectangles overlap by more than `slack` units in both directions."""
        return (
            min(self.right, other.right) - max(self.x, other.x) > slack
            and min(self.bottom, other.bottom) - max(self.y, other.y) > slack
        )


def around(rects: Iterable[Rect]) -> Rect:
    """Return the smallest rectangle that holds all of `rects`.

    Raises:
        ValueError: There are none.
    """
    every = list(rects)
    x, y = min(r.x for r in every), min(r.y for r in every)
    return Rect(x, y, max(r.right for r in every) - x, max(r.bottom for r in every) - y)


@dataclass(frozen=True)
class Size:
    """The size of a frame in pixels, and the areas of it. A design unit is a fixed share of the
    frame, so that layouts don't depend on pixels."""

    width: int
    height: int
    head: float = 0.0
    """Design units that are kept free above the content, for a logo."""

    @classmethod
    def of(cls, aspect_ratio: AspectRatio | Literal["1:1"], short_side: int) -> "Size":
        """Return the size of a frame: 1280x720, 720x1280 or 720x720 for a short side of 720.

        The long side is even, as H.264 needs; `short_side` has to be.
        """
        if aspect_ratio == "1:1":
            return cls(short_side, short_side)
        long_side = 2 * round(short_side * LONG / SHORT / 2)
        if aspect_ratio == "16:9":
            return cls(long_side, short_side)
        return cls(short_side, long_side)

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.width, self.height

    @property
    def unit(self) -> float:
        """Pixels for one design unit."""
        return min(self.width, self.height) / SHORT

    @property
    def tall(self) -> bool:
        """Whether the frame is upright (9:16)."""
        return self.height > self.width

    @property
    def sheet(self) -> Rect:
        """The whole frame in design units."""
        return Rect(0, 0, self.width / self.unit, self.height / self.unit)

    @property
    def safe(self) -> Rect:
        """The area for content, in design units.

        On an upright frame it leaves out what the controls of video platforms cover: above, below
        and on the right.
        """
        sheet = self.sheet
        if self.tall:
            top, right = sheet.h * COVERED_ABOVE + self.head, sheet.w * 0.88
            return Rect(46, top + 6, right - 46, self.caption_band.y - 34 - top)
        return Rect(84, 64 + self.head, sheet.w - 168, sheet.h - 64 - self.head - 112)

    @property
    def caption_band(self) -> Rect:
        """The area for captions, in design units: below the content, and above what the controls
        of video platforms cover."""
        sheet = self.sheet
        if self.tall:
            return Rect(46, sheet.h * COVERED_FROM - 112, sheet.w * 0.88 - 46, 112)
        safe = self.safe
        return Rect(safe.x, sheet.h - 96, safe.w, 64)
