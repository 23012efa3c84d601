"""The glyphs of a line: placed, drawn, written on, and matched with those of the next line."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import hypot

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, stroke
from callsheet_studio.explainer.scenes.equation.rows import SetLine
from callsheet_studio.explainer.scenes.equation.typeset import EM, RULE, FormulaGlyph, is_letter

TRACED = 0.55
"""The share of a glyph's writing in which its outline is drawn; its fill follows."""
NEAR = 1.2
"""Ems that a glyph moves straight; on longer ways it takes an arc."""
RISE = 0.22
"""The height of an arc, as a share of the way."""
HIGHEST = 1.1
"""The height of an arc in ems, at most."""
OUT, IN = 0.35, 0.62
"""Shares of a morph by which what goes is gone, and from which what comes is seen."""


@dataclass(frozen=True)
class Glyph:
    """A glyph or rule of a formula at its place, in design units."""

    part: FormulaGlyph
    x: float
    """Of the path's origin."""
    y: float
    size: float
    """The size of one em of the formula."""

    @property
    def zoom(self) -> float:
        """Design units for one unit of the glyph's path."""
        return self.size / EM * self.part.scale

    @property
    def rect(self) -> Rect:
        """The rectangle around the glyph's shape, in design units."""
        dx, dy = self.part.offset
        at, own = self.size / EM, self.part.bounds
        return Rect(self.x + (own.x - dx) * at, self.y + (own.y - dy) * at, own.w * at, own.h * at)

    def draw(self, canvas: skia.Canvas, paint: skia.Paint) -> None:
        """Draw the glyph in its place."""
        canvas.save()
        canvas.translate(self.x, self.y)
        canvas.scale(self.zoom, self.zoom)
        canvas.drawPath(self.part.path, paint)
        canvas.restore()

    def write(self, canvas: skia.Canvas, ink: Color, p: float) -> None:
        """Draw the glyph at the share `p` (0 to 1) of its being written: first its outline, then
        its fill."""
        if p <= 0:
            return
        filled = smootherstep(ramp(p, TRACED * 0.7, 1 - TRACED * 0.7))
        if filled > 0:
            self.draw(canvas, fill(ink, filled))
        if p < 1:
            paint = stroke(ink, 1.4 / self.zoom, 1 - filled)
            if p < TRACED:
                paint.setPathEffect(skia.TrimPathEffect.Make(0, 0.999 * p / TRACED))
            self.draw(canvas, paint)


def place_glyphs(line: SetLine, size: float, left: float, top: float) -> tuple[Glyph, ...]:
    """Return the glyphs of a line at their places.

    Args:
        size: The text size, in design units.
        left: The x of the line's upper left corner.
        top: The y of the line's upper left corner.
    """
    k = size / EM
    return tuple(
        Glyph(part, left + (x + part.offset[0]) * k, top + (y + part.offset[1]) * k, size)
        for part, x, y in line.glyph_positions()
    )


@dataclass(frozen=True)
class Morph:
    """How the glyphs of one line turn into those of the next: pairs that move, glyphs that
    leave, glyphs that enter."""

    pairs: tuple[tuple[Glyph, Glyph], ...]
    gone: tuple[Glyph, ...]
    come: tuple[Glyph, ...]

    @classmethod
    def between(cls, before: Sequence[Glyph], after: Sequence[Glyph]) -> "Morph":
        """Return how the glyphs of one line turn into those of another."""
        pairs = match_glyphs(before, after)
        moved, placed = {i for i, _ in pairs}, {j for _, j in pairs}
        return cls(
            tuple((before[i], after[j]) for i, j in pairs),
            tuple(glyph for i, glyph in enumerate(before) if i not in moved),
            tuple(glyph for j, glyph in enumerate(after) if j not in placed),
        )

    def draw(
        self, canvas: skia.Canvas, p: float, before: "InkOf", after: "InkOf", dim: float = 1.0
    ) -> None:
        """Draw the share `p` (0 to 1) of the change, each glyph in the color
        that it has in its line.

        Args:
            before: Gives a glyph's color in the first line.
            after: Gives a glyph's color in the second line.
            dim: The opacity, 0 to 1.
        """
        out, into = 1 - ramp(p, 0, OUT), ramp(p, IN, 1 - IN)
        for glyph in self.gone:
            if out > 0:
                glyph.draw(canvas, fill(before(glyph), out * dim))
        for glyph in self.come:
            if into > 0:
                glyph.draw(canvas, fill(after(glyph), smootherstep(into) * dim))
        share = smootherstep(ramp(p, 0.1, 0.75))
        for one, other in self.pairs:
            _travel(canvas, one, other, share, fill(before(one).mix(after(other), share), dim))


InkOf = Callable[[Glyph], Color]
"""The color of a glyph."""


def match_glyphs(before: Sequence[Glyph], after: Sequence[Glyph]) -> list[tuple[int, int]]:
    """Return (index before, index after) of glyphs that turn into each other: first equal
    groups, then the longest equal sequences, then single letters."""
    pairs: list[tuple[int, int]] = []
    for one, other in _same_groups(before, after):
        pairs += _runs(before, after, one, other)
    left, right = _rest(before, after, pairs)
    pairs += _runs(before, after, left, right)
    left, right = _rest(before, after, pairs)
    return sorted([*pairs, *_nearest(before, after, left, right)])


def _same_groups(
    before: Sequence[Glyph], after: Sequence[Glyph]
) -> Iterator[tuple[list[int], list[int]]]:
    one, other = _by_group(before), _by_group(after)
    for group in sorted(one.keys() & other.keys()):
        yield one[group], other[group]


def _by_group(glyphs: Sequence[Glyph]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for n, glyph in enumerate(glyphs):
        if glyph.part.group is not None:
            found[glyph.part.group].append(n)
    return found


def _runs(
    before: Sequence[Glyph], after: Sequence[Glyph], left: list[int], right: list[int]
) -> list[tuple[int, int]]:
    """Pairs in the longest equal runs; bars are matched by their place instead."""
    left = [i for i in left if before[i].part.key != RULE]
    right = [j for j in right if after[j].part.key != RULE]
    keys = [before[i].part.key for i in left], [after[j].part.key for j in right]
    blocks = SequenceMatcher(None, *keys, autojunk=False).get_matching_blocks()
    return [(left[a + n], right[b + n]) for a, b, size in blocks for n in range(size)]


def _rest(
    before: Sequence[Glyph], after: Sequence[Glyph], pairs: Iterable[tuple[int, int]]
) -> tuple[list[int], list[int]]:
    known = list(pairs)
    moved, placed = {i for i, _ in known}, {j for _, j in known}
    return (
        [i for i in range(len(before)) if i not in moved],
        [j for j in range(len(after)) if j not in placed],
    )


def _nearest(
    before: Sequence[Glyph], after: Sequence[Glyph], left: list[int], right: list[int]
) -> Iterator[tuple[int, int]]:
    """Letters that are left over and equal, and bars that are about as long, nearest first."""
    ways = sorted(
        (_way(before[i], after[j]), i, j)
        for i in left
        for j in right
        if _are_alike(before[i], after[j])
    )
    moved, placed = set[int](), set[int]()
    for _, i, j in ways:
        if i not in moved and j not in placed:
            moved.add(i)
            placed.add(j)
            yield i, j


def _are_alike(one: Glyph, other: Glyph) -> bool:
    if one.part.key != other.part.key:
        return False
    if one.part.key != RULE:
        return is_letter(one.part.key)
    long, short = sorted((one.rect.w, other.rect.w), reverse=True)
    return short > 0.45 * long and _way(one, other) < 2.5 * one.size


def _way(one: Glyph, other: Glyph) -> float:
    return hypot(other.rect.cx - one.rect.cx, other.rect.cy - one.rect.cy)


def _travel(canvas: skia.Canvas, one: Glyph, other: Glyph, share: float, paint: skia.Paint) -> None:
    """A glyph on its way to another one; on long ways to the right above, to the left below."""
    a, b = one.rect, other.rect
    way = _way(one, other)
    high = min(RISE * way, HIGHEST * one.size) if way > NEAR * one.size else 0.0
    bend = 4 * share * (1 - share) * (high if b.cx < a.cx else -high)
    x, y = a.cx + (b.cx - a.cx) * share, a.cy + (b.cy - a.cy) * share + bend
    sx, sy = _growth(a.w, b.w, share), _growth(a.h, b.h, share)
    canvas.save()
    canvas.translate(x, y)
    canvas.scale(sx, sy)
    canvas.translate(-a.cx, -a.cy)
    one.draw(canvas, paint)
    canvas.restore()


def _growth(before: float, after: float, share: float) -> float:
    return 1 - share + share * after / before if before > 0.1 else 1.0
