"""Callouts: places in a picture, marked and named as they are spoken of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from callsheet_studio.drawing.easing import ease_out_spring, ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, sk_rrect, stroke
from callsheet_studio.drawing.text_layout import TextStyle
from callsheet_studio.explainer.scene_context import Layer, SceneContext, TextPaint
from callsheet_studio.storyboard.content import Callout

SIZE, LEAST = 28.0, 26.0
DOT, RING = 9.0, 20.0
AWAY = 34.0
"""From a place to its name."""
PAD, PAD_DOWN = 14.0, 7.0
MARGIN = 6.0
WIDEST = 0.42
"""Of the picture, that a name may take."""
STEP = 24.0


@dataclass(frozen=True)
class PlacedCallout:
    """The (x, y) of a callout in design units, and the rectangle of the plate with its name."""

    point: tuple[float, float]
    plate: Rect


def draw_callouts(context: SceneContext, callouts: Sequence[Callout], frame: Rect) -> list[Layer]:
    """Return a layer for each callout of a picture, which enters at its cue.

    Args:
        callouts: Their places in percent of the picture, with their names.
        frame: The picture's rectangle, in design units.
    """
    labels = place_labels(context, callouts, frame)
    return [
        _draw(context, callout, n, label)
        for n, (callout, label) in enumerate(zip(callouts, labels, strict=True))
    ]


def place_labels(
    context: SceneContext, callouts: Sequence[Callout], frame: Rect
) -> list[PlacedCallout]:
    """Return for each callout of a picture the rectangle of its name: near the place, inside the
    frame, and clear of all other names and places.

    Args:
        callouts: Their places in percent of the picture, with their names.
        frame: The picture's rectangle, in design units.
    """
    points = [
        (frame.x + frame.w * callout.x / 100, frame.y + frame.h * callout.y / 100)
        for callout in callouts
    ]
    inside = frame.inset(MARGIN)
    marks = [Rect(x, y, 0, 0).inset(-RING) for x, y in points]
    labels: list[PlacedCallout] = []
    for callout, point in zip(callouts, points, strict=True):
        width, height = _size(context, callout.text, frame)
        taken = [*marks, *(label.plate.inset(-4) for label in labels)]
        labels.append(PlacedCallout(point, _place(point, (width, height), inside, taken)))
    return labels


def _size(context: SceneContext, text: str, frame: Rect) -> tuple[float, float]:
    block = context.typesetter.fit(text, _style(context), WIDEST * frame.w - 2 * PAD)
    return block.width + 2 * PAD + 2, block.height + 2 * PAD_DOWN


def _style(context: SceneContext) -> TextStyle:
    return replace(context.style("strong", SIZE, 2), size=SIZE, floor=LEAST / SIZE, leading=1.15)


def _place(
    point: tuple[float, float],
    size: tuple[float, float],
    inside: Rect,
    taken: Sequence[Rect],
) -> Rect:
    """The nearest free place: next to the point if there is one, else anywhere."""
    (x, y), (w, h) = point, size
    near = [
        Rect(x + AWAY, y - h / 2, w, h),
        Rect(x - AWAY - w, y - h / 2, w, h),
        Rect(x - w / 2, y - AWAY - h, w, h),
        Rect(x - w / 2, y + AWAY, w, h),
    ]
    across = int((inside.w - w) / STEP) + 1
    down = int((inside.h - h) / STEP) + 1
    grid = [
        Rect(inside.x + i * STEP, inside.y + j * STEP, w, h)
        for i in range(across)
        for j in range(down)
    ]
    grid.sort(key=lambda rect: (rect.cx - x) ** 2 + (rect.cy - y) ** 2)
    for rect in (*near, *grid):
        if inside.holds(rect) and not any(rect.meets(other) for other in taken):
            return rect
    return _keep_inside(near[0], inside)


def _keep_inside(rect: Rect, inside: Rect) -> Rect:
    x = min(max(rect.x, inside.x), max(inside.x, inside.right - rect.w))
    y = min(max(rect.y, inside.y), max(inside.y, inside.bottom - rect.h))
    return Rect(x, y, rect.w, rect.h)


def _draw(context: SceneContext, callout: Callout, index: int, label: PlacedCallout) -> Layer:
    inks, cue, motion = context.theme.inks, context.cues[index], context.theme.preset.motion
    surface = inks.panel
    room = label.plate.inset(PAD, PAD_DOWN)
    style = replace(_style(context), align="centre")
    writing = context.place_text(
        callout.text, style, room, TextPaint(surface, surface.text), "middle"
    )
    radius = min(12.0, context.theme.preset.radius)

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRRect(sk_rrect(label.plate, radius), fill(surface.fill))
        canvas.drawRRect(sk_rrect(label.plate.inset(1), radius), stroke(inks.accent, 2))
        for part in writing.parts:
            part.draw(canvas)

    plate = Sprite.record(label.plate.inset(-4), context.size.unit, paint)
    end = _edge(label)

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = ramp(t, cue, 0.5)
        if p <= 0:
            return
        x, y = label.point
        lit = context.emphasis_at(index, t)
        line = smootherstep(p)
        tip = (x + (end[0] - x) * line, y + (end[1] - y) * line)
        canvas.drawLine(x, y, *tip, stroke(surface.fill, 6))
        canvas.drawLine(x, y, *tip, stroke(inks.accent, 3))
        canvas.drawCircle(x, y, (DOT + 4) * ease_out_spring(p), fill(surface.fill))
        canvas.drawCircle(x, y, DOT * ease_out_spring(p), fill(inks.accent))
        if lit > 0.01:
            canvas.drawCircle(x, y, RING * smootherstep(lit), stroke(surface.fill, 6, lit))
            canvas.drawCircle(x, y, RING * smootherstep(lit), stroke(inks.accent, 3, lit))
        plate.draw(canvas, motion.enter(t, cue + 0.15))

    return draw


def _edge(label: PlacedCallout) -> tuple[float, float]:
    """Where the line to a name ends: the nearest point of its plate."""
    (x, y), plate = label.point, label.plate
    return min(max(x, plate.x), plate.right), min(max(y, plate.y), plate.bottom)
