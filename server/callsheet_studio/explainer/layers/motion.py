"""Idioms of motion as pure functions of time, for any scene: strike and replace, wipe, parallax.

Each ends within 1.5 seconds and then holds still: from its end on, frames are drawn without it.
"""

from collections.abc import Callable, Sequence

from callsheet_studio.drawing.easing import ease_out_expo, ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import sk_rect

STRIKE = 0.35
"""Seconds in which a pen strikes words out."""
WIPE = 0.7
"""Seconds in which one state gives half of its room to the other."""
PUSH, REACH = 1.2, 22.0
"""Seconds that a camera comes to rest in, and how far it moves the rearmost layer."""
FAR, NEAR = 1.0, 1.8
"""Speeds of what is behind words and of what is in front of them; words stand still."""
Draw = Callable[[skia.Canvas, float], None]


def strike(lines: Sequence[tuple[float, float, float]], paint: skia.Paint, at: float) -> Draw:
    """Return a layer that draws lines through text, one after another.

    Args:
        lines: (left, right, y) of each line, in design units.
        at: When it begins, in seconds.
    """
    whole = sum(right - left for left, right, _ in lines)

    def draw(canvas: skia.Canvas, t: float) -> None:
        rest = whole * smootherstep(ramp(t, at, STRIKE))
        for left, right, y in lines:
            if rest <= 0:
                return
            canvas.drawLine(left, y, left + min(rest, right - left), y, paint)
            rest -= right - left

    return draw


def wipe(before: Draw, after: Draw, room: Rect, at: float, upright: bool, seam: skia.Paint) -> Draw:
    """Return a layer that shows `before` in the middle of `room`, and from second `at` on both
    layers, in half of the room each.

    Args:
        before: The layer of the left or upper half.
        after: The layer of the right or lower half.
        at: When the second layer begins to open, in seconds.
        upright: Whether the halves are upper and lower, rather than left and right.
        seam: The paint of the line between the halves.
    """

    def draw(canvas: skia.Canvas, t: float) -> None:
        share = smootherstep(ramp(t, at, WIPE))
        if share >= 1:
            before(canvas, t)
            after(canvas, t)
            return
        canvas.save()
        aside = (1 - share) / 4
        canvas.translate(0 if upright else room.w * aside, room.h * aside if upright else 0)
        before(canvas, t)
        canvas.restore()
        if share <= 0:
            return
        if upright:
            opened = room.inset(-90).bottom_part(room.h / 2 * share + 90)
            ends = (room.x, opened.y, room.right, opened.y)
        else:
            opened = room.inset(-90).right_part(room.w / 2 * share + 90)
            ends = (opened.x, room.y, opened.x, room.bottom)
        canvas.save()
        canvas.clipRect(sk_rect(opened), doAntiAlias=True)
        after(canvas, t)
        canvas.restore()
        canvas.drawLine(*ends, seam)

    return draw


def parallax(layer: Draw, sheet: Rect, depth: float, fills: bool = False) -> Draw:
    """Return a layer that slides from the side to its place, as if a camera moved past it.

    Args:
        layer: What slides.
        sheet: The frame, in design units.
        depth: How far from its place it starts, as a multiple of `REACH`; larger is nearer to the
            camera.
        fills: Whether the layer fills the frame; then its mirror image continues it beyond its
            edge.
    """

    def draw(canvas: skia.Canvas, t: float) -> None:
        shift = REACH * depth * (1 - ease_out_expo(ramp(t, 0, PUSH)))
        if shift == 0:
            layer(canvas, t)
            return
        if fills:
            canvas.save()
            canvas.clipRect(sk_rect(sheet.left_part(shift)))
            canvas.translate(shift, 0)
            canvas.scale(-1, 1)
            layer(canvas, t)
            canvas.restore()
        canvas.save()
        canvas.clipRect(sk_rect(sheet.right_part(sheet.w - shift) if fills else sheet))
        canvas.translate(shift, 0)
        layer(canvas, t)
        canvas.restore()

    return draw
