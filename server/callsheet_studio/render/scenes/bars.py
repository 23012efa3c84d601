"""Bars: a chart whose bars grow, and count, as they are spoken of."""

from dataclasses import dataclass, replace

from callsheet_studio.render.colour import Colour
from callsheet_studio.render.geometry import Rect
from callsheet_studio.render.graphics import skia
from callsheet_studio.render.heading import heading
from callsheet_studio.render.motion import expo, ramp, spring
from callsheet_studio.render.numbers import written
from callsheet_studio.render.sprite import box, fill, stroke
from callsheet_studio.render.stage import Ink, Layer, Stage, Writing


@dataclass(frozen=True)
class Scale:
    """Where values stand in the plot."""

    plot: Rect
    low: float
    high: float

    def y(self, value: float) -> float:
        """The height of a value, in design units from the top."""
        return self.plot.bottom - (value - self.low) / (self.high - self.low) * self.plot.h


def bars(stage: Stage) -> list[Layer]:
    """Headline, unit, grid, and a bar for each item with a value."""
    safe, scene = stage.size.safe, stage.timed.scene
    head = heading(
        stage,
        safe.top_part(170 if stage.size.tall else 110),
        lines=3 if stage.size.tall else 1,
        centred=False,
    )
    top = head.rect.bottom + 16
    room = Rect(safe.x, top, safe.w, safe.bottom - top)
    plot = Rect(room.x, room.y + 52, room.w, room.h - 52 - 48)
    values = [item.value or 0.0 for item in scene.items]
    scale = Scale(plot, min(0.0, *values), max(0.0, *values) or 1.0)
    count = len(values)
    cells = plot.columns(count, min(60.0, plot.w / count * 0.36))
    return [
        head.layer,
        _grid(stage, scale),
        *(_bar(stage, n, cell, scale) for n, cell in enumerate(cells)),
    ]


def _grid(stage: Stage, scale: Scale) -> Layer:
    inks, plot = stage.look.inks, scale.plot

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = expo(ramp(t, 0.25, 0.9))
        for n in range(1, 5):
            y = plot.bottom - plot.h * n / 4
            canvas.drawLine(plot.x, y, plot.x + plot.w * p, y, stroke(inks.edge, 1, 0.55))
        y = scale.y(0)
        canvas.drawLine(plot.x, y, plot.x + plot.w * p, y, stroke(inks.ground.quiet, 2, 0.8))

    return draw


def _bar(stage: Stage, index: int, cell: Rect, scale: Scale) -> Layer:
    inks, item, cue = stage.look.inks, stage.timed.scene.items[index], stage.cues[index]
    value = item.value or 0.0
    zero, tip = scale.y(0), scale.y(value)
    label = _label(stage, item.text, cell, scale)
    number = _value(stage, written(item), cell, min(zero, tip))

    def draw(canvas: skia.Canvas, t: float) -> None:
        p, focus = spring(ramp(t, cue, 0.9)), stage.focus(index, t)
        colour = inks.primary.mix(inks.accent, focus)
        if p > 0:
            _column(
                canvas,
                Rect(cell.x, zero + min(0, tip - zero) * p, cell.w, abs(tip - zero) * p),
                colour,
            )
        shown = ramp(t, cue + 0.35, 0.4)
        number.draw(canvas, lambda _: stage.look.preset.motion.enter(t, cue + 0.35))
        label.draw(
            canvas, lambda _: stage.look.preset.motion.enter(t, min(cue, 0.4 + 0.08 * index))
        )
        _ = shown

    return draw


def _column(canvas: skia.Canvas, rect: Rect, colour: Colour) -> None:
    radius = min(10.0, rect.w / 4, rect.h)
    shape = skia.RRect()
    corner, flat = skia.Point(radius, radius), skia.Point(0, 0)
    shape.setRectRadii(box(rect), [corner, corner, flat, flat])
    canvas.drawRRect(shape, fill(colour))


def _label(stage: Stage, text: str, cell: Rect, scale: Scale) -> Writing:
    surface = stage.look.inks.ground
    style = replace(stage.style("text", 22, 1), align="centre")
    rect = Rect(cell.x - 8, scale.plot.bottom + 12, cell.w + 16, 34)
    return stage.write(text, style, rect, Ink(surface, surface.quiet))


def _value(stage: Stage, text: str, cell: Rect, top: float) -> Writing:
    surface = stage.look.inks.ground
    style = replace(stage.style("number", 30, 1), align="centre")
    rect = Rect(cell.x - 12, top - 46, cell.w + 24, 40)
    return stage.write(text, style, rect, Ink(surface, surface.text), "bottom")
