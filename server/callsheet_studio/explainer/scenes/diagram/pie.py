"""Pie: a ring whose shares grow as they are spoken of, and a key with their percentages."""

from dataclasses import dataclass, replace

from callsheet_studio.diagrams.model import Pie
from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, sk_rrect
from callsheet_studio.explainer.layers.headline import heading
from callsheet_studio.explainer.scene_context import LEAST, Layer, SceneContext, TextPaint
from callsheet_studio.explainer.scenes.diagram.timing import Timing, time_parts

HOLE = 0.56
"""Radius of the hole, as a share of the ring's."""
GROWN = 0.8
"""Seconds in which a share grows."""
OUT = 10.0
"""How far a share moves out while it is spoken of."""
ROW, SWATCH = 62.0, 22.0
FIGURES, FIGURES_MOST = 190.0, 0.5
"""The width of a key's numbers, at least, and at most as a share of the key's."""
APART = 1.2
"""Degrees between shares."""


@dataclass(frozen=True)
class Share:
    """A sector of the ring: where it starts and how large it is, in degrees clockwise from the
    top."""

    start: float
    sweep: float
    color: Color


def draw_pie(context: SceneContext, diagram: Pie) -> list[Layer]:
    """Return the layers of a pie: a ring with its key at the side, or below it in a tall frame."""
    safe = context.size.safe
    head = heading(context, safe.top_part(170 if context.size.tall else 110), lines=2)
    top = head.rect.bottom + 16
    room = Rect(safe.x, top, safe.w, safe.bottom - top)
    count = len(diagram.slices)
    if context.size.tall:
        high = min(ROW * count, room.h * 0.5)
        ring, key = room.top_part(room.h - high - 30), room.bottom_part(high)
    else:
        ring, key = room.left_part(room.w * 0.42), room.right_part(room.w * 0.52)
    side = min(ring.w, ring.h) - 2 * OUT
    timing = time_parts(context, [part.label for part in diagram.slices], in_order=True)
    shares = _shares(context, diagram)
    layers = [head.layer, _ring(shares, timing, ring.resize(side, side))]
    rows = key.resize(key.w, min(key.h, ROW * count)).rows(count, 8) if count else ()
    whole = sum(part.value for part in diagram.slices) or 1.0
    for part, share, row, cue in zip(diagram.slices, shares, rows, timing.cues, strict=True):
        number = f"{100 * part.value / whole:.0f}%"
        if diagram.shows_values:
            number = f"{part.value:g} · {number}"
        layers.append(_row(context, (part.label, number), row, share, cue))
    return layers


def _shares(context: SceneContext, diagram: Pie) -> list[Share]:
    inks = context.theme.inks
    whole = sum(part.value for part in diagram.slices) or 1.0
    shares: list[Share] = []
    start = 0.0
    for n, part in enumerate(diagram.slices):
        own = inks.series[n % len(inks.series)]
        again = n // len(inks.series)
        color = own.mix(inks.ground.fill, min(0.6, 0.35 * again))
        sweep = 360 * part.value / whole
        shares.append(Share(start, sweep, color))
        start += sweep
    return shares


def _ring(shares: list[Share], timing: Timing, at: Rect) -> Layer:
    def draw(canvas: skia.Canvas, t: float) -> None:
        for n, share in enumerate(shares):
            grown = smootherstep(ramp(t, timing.cues[n], GROWN))
            if grown > 0 and share.sweep > APART:
                out = at.inset(-OUT * timing.focus(n, t))
                sector = _sector(out, share.start, (share.sweep - APART) * grown)
                canvas.drawPath(sector, fill(share.color))

    return draw


def _sector(at: Rect, start: float, sweep: float) -> skia.Path:
    """A part of a ring that fills a square."""
    path = skia.Path()
    inner = at.inset(at.w / 2 * (1 - HOLE))
    path.arcTo(_square(at), start - 90, sweep, True)
    path.arcTo(_square(inner), start - 90 + sweep, -sweep, False)
    path.close()
    return path


def _square(at: Rect) -> skia.Rect:
    return skia.Rect.MakeXYWH(at.x, at.y, at.w, at.h)


def _row(
    context: SceneContext, texts: tuple[str, str], row: Rect, share: Share, cue: float
) -> Layer:
    inks, motion = context.theme.inks, context.theme.preset.motion
    swatch = Rect(row.x, row.cy - SWATCH / 2, SWATCH, SWATCH)
    ink = TextPaint(inks.ground, inks.ground.text)
    base, naming = context.style("number", 32, 1), context.style("strong", 30, 2)
    figures = replace(base, align="right", floor=LEAST / base.size)
    width = context.typesetter.width(texts[1], base.face, base.size) + 6
    width = min(max(width, FIGURES), FIGURES_MOST * row.w)
    value = context.place_text(texts[1], figures, row.right_part(width), ink, "middle")
    room = Rect(row.x + SWATCH + 18, row.y, row.w - SWATCH - 28 - width, row.h)
    name = context.place_text(
        texts[0], replace(naming, floor=LEAST / naming.size), room, ink, "middle"
    )

    def draw(canvas: skia.Canvas, t: float) -> None:
        pose = motion.enter(t, cue)
        if pose.alpha > 0:
            shape = sk_rrect(swatch, min(SWATCH / 2, context.theme.preset.radius))
            canvas.drawRRect(shape, fill(share.color, pose.alpha))
            for writing in (name, value):
                writing.draw(canvas, lambda _: pose)

    return draw
