"""A chart's key: names next to what they name where there is room, else in rows above the plot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.easing import Transform, ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, sk_rrect
from callsheet_studio.explainer.scene_context import Layer, PlacedText, SceneContext, TextPaint

SIZE = 27.0
LEAST = 26.0
SWATCH = 20.0
GAP = 12.0
ROW = 43.0
BETWEEN = 28.0
WIDEST = 0.22
"""The share of the width that names at the side of a plot take."""
LEADING = 1.15


@dataclass(frozen=True)
class LegendEntry:
    """The name and color of a series in the legend."""

    text: str
    color: Color
    dim: Callable[[float], float]
    """How far it is dimmed at a second, 0 to 1."""


def side_room(context: SceneContext, entries: Sequence[LegendEntry], room: Rect) -> float:
    """Return the width in design units that the legend needs as a column at the chart's side.

    Args:
        entries: The names and their colors.
        room: The chart's rectangle.
    """
    face = context.style("strong", SIZE).face
    widest = max(context.typesetter.width(entry.text, face, SIZE) for entry in entries)
    return min(widest + 4, WIDEST * room.w) + SWATCH + 2 * GAP


def draw_side(
    context: SceneContext, entries: Sequence[LegendEntry], column: Rect, at: Sequence[float]
) -> Layer:
    """Return the layer of the legend as a column, each name as near to its series as the others
    allow.

    Args:
        entries: The names and their colors.
        column: The column's rectangle.
        at: The y wanted for each name, in design units.
    """
    texts = Rect(column.x + SWATCH + 2 * GAP, 0, column.w - SWATCH - 2 * GAP, 1e6)
    style = replace(
        context.style("strong", SIZE, 2), size=SIZE, floor=LEAST / SIZE, leading=LEADING
    )
    heights = [
        context.typesetter.fit(entry.text, style, texts.w, 2 * LEADING * SIZE + 1).height + 8
        for entry in entries
    ]
    tops = _spread(at, heights, column)
    rows = [Rect(column.x, y, column.w, h) for y, h in zip(tops, heights, strict=True)]
    return _draw(context, list(zip(entries, rows, strict=True)))


def rows_room(context: SceneContext, entries: Sequence[LegendEntry], width: float) -> float:
    """Return the height in design units that the legend needs in rows of this width.

    Args:
        entries: The names and their colors.
    """
    return ROW * len(_flow(context, entries, width)) + 6


def draw_rows(context: SceneContext, entries: Sequence[LegendEntry], room: Rect) -> Layer:
    """Return the layer of the legend in rows inside `room`.

    Args:
        entries: The names and their colors.
    """
    placed: list[tuple[LegendEntry, Rect]] = []
    for n, row in enumerate(_flow(context, entries, room.w)):
        x = room.x
        for entry, width in row:
            placed.append((entry, Rect(x, room.y + n * ROW, width, ROW)))
            x += width + BETWEEN
    return _draw(context, placed)


def _flow(
    context: SceneContext, entries: Sequence[LegendEntry], width: float
) -> list[list[tuple[LegendEntry, float]]]:
    face = context.style("strong", SIZE).face
    rows: list[list[tuple[LegendEntry, float]]] = [[]]
    free = width
    for entry in entries:
        own = SWATCH + 2 * GAP + context.typesetter.width(entry.text, face, SIZE) + 4
        own = min(own, width)
        if rows[-1] and own > free:
            rows.append([])
            free = width
        rows[-1].append((entry, own))
        free -= own + BETWEEN
    return rows


def _draw(context: SceneContext, placed: Sequence[tuple[LegendEntry, Rect]]) -> Layer:
    inks = context.theme.inks
    names = [_write(context, entry, rect) for entry, rect in placed]
    radius = min(context.theme.preset.radius, SWATCH / 2)

    def draw(canvas: skia.Canvas, t: float) -> None:
        for n, ((entry, rect), name) in enumerate(zip(placed, names, strict=True)):
            shown = smootherstep(ramp(t, 0.4 + 0.07 * n, 0.5))
            if shown <= 0:
                continue
            dim = entry.dim(t)
            swatch = Rect(rect.x + GAP, rect.cy - SWATCH / 2, SWATCH, SWATCH)
            color = entry.color.mix(inks.ground.fill, 0.66 * dim)
            canvas.drawRRect(sk_rrect(swatch, radius), fill(color, shown))
            rest = 1 - (1 - inks.ground.rest) * dim
            name.draw(canvas, lambda _, a=shown * rest: Transform(alpha=a))

    return draw


def _write(context: SceneContext, entry: LegendEntry, rect: Rect) -> PlacedText:
    surface = context.theme.inks.ground
    lines = 2 if rect.h > ROW + 1 else 1
    style = replace(
        context.style("strong", SIZE, lines), size=SIZE, floor=LEAST / SIZE, leading=LEADING
    )
    left = rect.x + SWATCH + 2 * GAP
    ink = TextPaint(surface, surface.text, surface.rest)
    room = Rect(left, rect.y, rect.right - left, rect.h)
    return context.place_text(entry.text, style, room, ink, "middle")


def _spread(at: Sequence[float], heights: Sequence[float], column: Rect) -> list[float]:
    """Tops near the wanted middles, in the same order, apart, and inside the column."""
    order = sorted(range(len(at)), key=lambda n: at[n])
    tops = [0.0] * len(at)
    y = column.y
    for n in order:
        y = max(y, at[n] - heights[n] / 2)
        tops[n] = y
        y += heights[n]
    floor = column.bottom
    for n in reversed(order):
        tops[n] = min(tops[n], floor - heights[n])
        floor = tops[n]
    return tops
