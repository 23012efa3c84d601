"""Where an equation stands: lines as large as fits, past lines above, labels around."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from callsheet_studio.drawing.geometry import Rect, around
from callsheet_studio.drawing.text_layout import TextBlock, TextStyle
from callsheet_studio.explainer.scene_context import SceneContext
from callsheet_studio.explainer.scenes.equation.glyphs import Glyph, place_glyphs
from callsheet_studio.explainer.scenes.equation.rows import SetLine, set_line
from callsheet_studio.explainer.scenes.equation.typeset import EM

Side: TypeAlias = Literal["above", "below", "turns"]
"""Of its line; labels that are too many for both take turns below it."""
LEAST = 26.0
"""Size of any letters, in design units."""
LARGEST = 150.0
UNBROKEN = 44.0
"""A line that would be smaller than this is broken, if that makes it larger."""
SIZES = (72.0, 64.0, 56.0, 50.0, 44.0, 40.0, 36.0, 33.0, 30.0, 28.0, LEAST)
PAST = (28.0, 34.0)
"""Size of past lines: at least, at most."""
PAST_SHARE = 0.3
"""Of the room's height, for past lines at most."""
BETWEEN = 14.0
"""Under a past line."""
AFTER_PAST = 14.0
"""Under all past lines."""
LEADER = 50.0
"""Between a line and its labels."""
GAP = 34.0
"""Between labels."""


@dataclass(frozen=True)
class PlannedLabel:
    """A label to be placed: its number, its text, and the index of the group that it explains,
    if its line has it."""

    number: int
    group: int | None
    text: str


@dataclass(frozen=True)
class PlacedLabel:
    """The rectangle of a label, and of the group that a line leads to from it."""

    label: PlannedLabel
    side: Side
    rect: Rect
    target: Rect
    """The rectangle of the group, or else of the whole line."""


@dataclass(frozen=True)
class Hero:
    """The line that is shown large in the middle, with its labels."""

    glyphs: tuple[Glyph, ...]
    rect: Rect
    labels: tuple[PlacedLabel, ...]


@dataclass(frozen=True)
class EquationLayout:
    """The layout of all lines of an equation."""

    size: float
    heroes: tuple[Hero, ...]
    past: tuple[tuple[Glyph, ...] | None, ...]
    """Each line but the last as it is shown above once the next one has come, in the first
    place; None if it is too wide for that."""
    slots: int
    """How many earlier lines are shown at once."""
    pitch: float
    """The distance of two earlier lines."""


@dataclass(frozen=True)
class Planner:
    """Lays out the lines of an equation in a room."""

    context: SceneContext
    room: Rect
    lines: Sequence[str]
    groups: Sequence[str]
    labels: Sequence[Sequence[PlannedLabel]]
    """For each line."""

    def plan(self) -> EquationLayout | None:
        """Return the layout; None if a line does not fit at a readable size."""
        past_high, slots, pitch = self._past()
        hero_room = Rect(self.room.x, self.room.y + past_high, self.room.w, self.room.h - past_high)
        found = self._size(hero_room)
        if found is None:
            return None
        size, lines = found
        heroes = tuple(
            self._hero(hero_room, line, size, labels)
            for line, labels in zip(lines, self.labels, strict=True)
        )
        past = tuple(self._past_line(tex) for tex in self.lines[:-1]) if slots else ()
        return EquationLayout(size, heroes, past or (None,) * (len(lines) - 1), slots, pitch)

    def _past(self) -> tuple[float, int, float]:
        """The height that past lines take, how many are seen at once, and how far apart."""
        glyphs = [line for tex in self.lines[:-1] if (line := self._past_line(tex))]
        if not glyphs:
            return 0.0, 0, 0.0
        pitch = max(around(glyph.rect for glyph in line).h for line in glyphs) + BETWEEN
        slots = min(len(self.lines) - 1, int(PAST_SHARE * self.room.h / pitch))
        return (pitch * slots + AFTER_PAST if slots else 0.0), slots, pitch

    def _past_line(self, tex: str) -> tuple[Glyph, ...] | None:
        line = set_line(tex, self.groups, self.room.w / PAST[0])
        if line is None or len(line.rows) > 1:
            return None
        size = min(PAST[1], self.room.w / line.width * EM)
        return _snug(line, size, self._left_edge(line, size), self.room.y)

    def _left_edge(self, line: SetLine, size: float) -> float:
        return self.room.cx - line.width * size / EM / 2

    def _size(self, room: Rect) -> tuple[float, list[SetLine]] | None:
        """The largest size at which every line fits, broken only where that helps."""
        whole = [set_line(tex, self.groups, 1e4) for tex in self.lines]
        lines = [line for line in whole if line]
        if len(lines) < len(whole):
            return None
        size = self._fitting(room, lines)
        if size >= UNBROKEN:
            return size, lines
        for smaller in SIZES:
            broken = [set_line(tex, self.groups, room.w / smaller) for tex in self.lines]
            kept = [line for line in broken if line]
            if smaller > size and len(kept) == len(broken):
                fitting = self._fitting(room, kept)
                if fitting >= smaller - 0.01:
                    return fitting, kept
        return (size, lines) if size >= LEAST else None

    def _fitting(self, room: Rect, lines: Sequence[SetLine]) -> float:
        sizes = [LARGEST]
        for line, labels in zip(lines, self.labels, strict=True):
            free = room.h - sum(self._reserved_heights(line, labels))
            sizes += [room.w / line.width * EM, free / line.height * EM]
        return min(sizes)

    def _sides(self, line: SetLine, labels: Sequence[PlannedLabel]) -> list[Side]:
        """Where each label of a line goes: where its group is, if there is place."""
        most = 2 if self.context.size.tall else 3
        if len(labels) > 2 * most:
            return ["turns"] * len(labels)
        sides: list[Side] = []
        for label in labels:
            above = _height_of(line, label.group) < -0.08
            taken = sides.count("above"), sides.count("below")
            wanted = "above" if above else "below"
            full = taken[not above] >= most
            sides.append(("below" if above else "above") if full else wanted)
        return sides

    def _reserved_heights(
        self, line: SetLine, labels: Sequence[PlannedLabel]
    ) -> tuple[float, float]:
        """The heights that the labels above and below a line take."""
        sides = self._sides(line, labels)
        high = {"above": 0.0, "below": 0.0}
        for label, side in zip(labels, sides, strict=True):
            count = 1 if side == "turns" else sides.count(side)
            block = self.block(label.text, self.column(count))
            place = "above" if side == "above" else "below"
            high[place] = max(high[place], block.height + LEADER)
        return high["above"], high["below"]

    def _hero(self, room: Rect, line: SetLine, size: float, labels: Sequence[PlannedLabel]) -> Hero:
        above, below = self._reserved_heights(line, labels)
        high = line.height * size / EM
        top = room.y + above + (room.h - above - below - high) / 2
        glyphs = place_glyphs(line, size, self._left_edge(line, size), top)
        rect = around(glyph.rect for glyph in glyphs)
        sides = self._sides(line, labels)
        placed: list[PlacedLabel] = []
        for side in ("above", "below", "turns"):
            chosen = [label for label, where in zip(labels, sides, strict=True) if where == side]
            placed += self._row(chosen, side, glyphs, rect, top, high)
        return Hero(glyphs, rect, tuple(placed))

    def _row(
        self,
        labels: Sequence[PlannedLabel],
        side: Side,
        glyphs: Sequence[Glyph],
        rect: Rect,
        top: float,
        high: float,
    ) -> list[PlacedLabel]:
        """The labels of one side, each as near to its group as the others let it."""
        targets = [_ink_of(glyphs, label.group) or rect for label in labels]
        order = sorted(range(len(labels)), key=lambda n: targets[n].cx)
        wide = self.column(1 if side == "turns" else max(1, len(labels)))
        blocks = [self.block(label.text, wide) for label in labels]
        widths = [blocks[n].width for n in order]
        middles = [targets[n].cx for n in order]
        centers = middles if side == "turns" else _spread(middles, widths, self.room)
        placed: list[PlacedLabel] = []
        for n, center in zip(order, centers, strict=True):
            height = blocks[n].height
            center = min(
                max(center, self.room.x + blocks[n].width / 2),
                self.room.right - blocks[n].width / 2,
            )
            y = top - LEADER - height if side == "above" else top + high + LEADER
            place = Rect(center - wide / 2, y, wide, height + 1)
            placed.append(PlacedLabel(labels[n], side, place, targets[n]))
        return placed

    def column(self, count: int) -> float:
        """Return the width of each of `count` labels that stand side by side, in design units."""
        return min(560.0, (self.room.w - GAP * (count - 1)) / count)

    def block(self, text: str, width: float) -> TextBlock:
        """Return a label, set in this width."""
        return self.context.typesetter.fit(text, label_style(self.context), width)


def label_style(context: SceneContext) -> TextStyle:
    """Return the text style of an equation's labels."""
    style = context.style("text", 30, 4 if context.size.tall else 3)
    return replace(style, align="centre", floor=LEAST / style.size)


def _snug(line: SetLine, size: float, left: float, top: float) -> tuple[Glyph, ...]:
    """A line whose ink begins at `top`."""
    glyphs = place_glyphs(line, size, left, top)
    rise = around(glyph.rect for glyph in glyphs).y - top
    return tuple(replace(glyph, y=glyph.y - rise) for glyph in glyphs)


def _ink_of(glyphs: Sequence[Glyph], group: int | None) -> Rect | None:
    rects = [glyph.rect for glyph in glyphs if glyph.part.group == group and group is not None]
    return around(rects) if rects else None


def _height_of(line: SetLine, group: int | None) -> float:
    """How far below the line's middle a group is, as a share of its height; above is negative."""
    glyphs = place_glyphs(line, EM, 0, 0)
    ink, whole = _ink_of(glyphs, group), around(glyph.rect for glyph in glyphs)
    return (ink.cy - whole.cy) / max(1.0, whole.h) if ink else 0.0


def _spread(middles: Sequence[float], widths: Sequence[float], room: Rect) -> list[float]:
    """Middles, rising, moved apart until nothing of these widths overlaps or leaves the room.

    The mean of pushing to the right and of pushing to the left, which keeps the same distances.
    """
    rightwards = _push(middles, widths, room)
    mirrored = [2 * room.cx - middle for middle in reversed(middles)]
    leftwards = _push(mirrored, widths[::-1], room)[::-1]
    return [
        (right + 2 * room.cx - left) / 2 for right, left in zip(rightwards, leftwards, strict=True)
    ]


def _push(middles: Sequence[float], widths: Sequence[float], room: Rect) -> list[float]:
    """Middles moved to the right as far as they must, then back into the room."""
    left: list[float] = []
    edge = room.x
    for middle, width in zip(middles, widths, strict=True):
        left.append(max(middle - width / 2, edge))
        edge = left[-1] + width + GAP
    edge = room.right
    for n in reversed(range(len(left))):
        left[n] = min(left[n], edge - widths[n])
        edge = left[n] - GAP
    return [start + width / 2 for start, width in zip(left, widths, strict=True)]
