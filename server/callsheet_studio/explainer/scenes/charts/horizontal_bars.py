"""Rows: lying bars on pale tracks, names at their left and numbers at their tips."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.easing import Transform, ease_out_expo, ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, rounded_path, sk_rrect
from callsheet_studio.drawing.text_layout import TextStyle
from callsheet_studio.explainer.layers.morph import MorphMark
from callsheet_studio.explainer.layers.text_pair import fit_all
from callsheet_studio.explainer.number_format import short, whole_of
from callsheet_studio.explainer.scene_context import (
    LEAST,
    ItemPage,
    Layer,
    PlacedText,
    SceneContext,
    TextPaint,
)
from callsheet_studio.explainer.scenes.charts.bar_lights import BarLights, lights_of
from callsheet_studio.explainer.scenes.charts.chart import extent, frame
from callsheet_studio.explainer.scenes.paging import choose_layout, on_page

MOST_ROWS = 10
"""On a page."""
HIGHEST, HIGHEST_TALL = 92.0, 150.0
"""Of a row."""
GROW = 0.95
"""Seconds in which a bar reaches its length."""
GAP = 14.0
"""Between a bar and its number."""
LEADING = 1.1
MOST_NUMBER, MOST_NAME = 0.28, 0.42
"""Shares of the width that numbers and names may take."""


@dataclass(frozen=True)
class _Scale:
    """From values to places along the tracks."""

    track: Rect
    low: float
    high: float

    def x(self, value: float) -> float:
        """Where a value ends."""
        return self.track.x + (value - self.low) / (self.high - self.low) * self.track.w


def rows(context: SceneContext) -> list[Layer]:
    """Return the layers of a chart with a horizontal bar for each item; negative ones go to the
    left of the zero line."""
    room, layers = frame(context)
    facing, counts = context.mirrored_for_rtl(room), range(MOST_ROWS, 0, -1)
    bars = choose_layout(facing, counts, lambda trial, most: _pages(trial, room, most))
    return [*layers, *facing.apply_mirror(bars)]


def _pages(context: SceneContext, room: Rect, most: int) -> list[Layer]:
    """The bars, at most so many at once, all on one scale."""
    items, pages = context.timed.scene.items, context.pages(most)
    most = max(len(page.items) for page in pages)
    high = min(room.h - 16, most * (HIGHEST_TALL if context.size.tall else HIGHEST))
    cells = room.resize(room.w, high).rows(most, min(18.0, 0.2 * high / most))
    style = context.style("number", max(LEAST, min(36.0, cells[0].h * 0.6)), 1)
    naming = context.style("strong", max(LEAST, min(31.0, cells[0].h * 0.5)), 1)
    lines = max(1, int(cells[0].h / LEADING / LEAST))
    naming = replace(naming, lines=lines, leading=LEADING)
    width = _widest(context, style, map(short, items), MOST_NUMBER)
    names = _widest(context, naming, (item.text for item in items), MOST_NAME)
    naming = fit_all(context, [item.text for item in items], naming, cells[0].left_part(names))
    values = [item.value or 0.0 for item in items]
    low, top = extent(values, from_zero=True)
    top, lights = whole_of(items) or top, lights_of(context)
    left = room.x + names + 20
    scale = _Scale(Rect(left, room.y, room.right - left - width - GAP, room.h), low, top)
    layers: list[Layer] = []
    for page in pages:
        manner = _Manner(style, width, lights, page)
        drawn: list[Layer] = []
        for n, row in zip(page.items, cells, strict=False):
            drawn.append(_name(context, n, row.left_part(names), naming, page))
            drawn.append(_bar(context, n, row, scale, manner))
        layers.append(on_page(page, drawn))
    return layers


def _widest(context: SceneContext, style: TextStyle, texts: Iterable[str], most: float) -> float:
    """The room that these texts need, at most this share of the width."""
    measure = context.typesetter.width
    widest = max(measure(text, style.face, style.size) for text in texts)
    return min(widest + 4, most * context.size.safe.w)


def _name(context: SceneContext, index: int, rect: Rect, style: TextStyle, page: ItemPage) -> Layer:
    surface, motion = context.theme.inks.ground, context.theme.preset.motion
    style = replace(style, align="right")
    text = context.timed.scene.items[index].text
    ink = TextPaint(surface, surface.text, life=page.life)
    writing = context.place_text(text, style, rect, ink, "middle")
    at = context.cues[index] - 0.1
    return lambda canvas, t: writing.draw(canvas, lambda _: motion.enter(t, at))


@dataclass(frozen=True)
class _Manner:
    """How the numbers are written and the bars are lit, and when they are shown."""

    style: TextStyle
    width: float
    lights: BarLights
    page: ItemPage


def _bar(context: SceneContext, index: int, row: Rect, scale: _Scale, manner: _Manner) -> Layer:
    """The bar on its track, and its number, when they are spoken of."""
    inks, cue, motion = context.theme.inks, context.cues[index], context.theme.preset.motion
    value = context.timed.scene.items[index].value or 0.0
    track = Rect(scale.track.x, row.y, scale.track.w, row.h).inset(0, row.h * 0.14)
    zero, tip = scale.x(0), scale.x(value)
    start = max(zero, tip) + GAP
    number = _number(context, index, Rect(start, row.y, manner.width, row.h), manner)
    radius = min(context.theme.preset.radius, track.h / 2)
    lights = manner.lights
    pale = fill(inks.ground.fill.mix(inks.primary, 0.1))

    whole = replace(track, x=min(zero, tip), w=max(2.0, abs(tip - zero)))

    def color(t: float) -> Color:
        lit = inks.primary.mix(inks.accent, smootherstep(lights.emphasis.lit(index, 0, t)))
        return lit.mix(inks.ground.fill, lights.dim(index, t))

    def draw(canvas: skia.Canvas, t: float) -> None:
        opened = ease_out_expo(ramp(t, cue, GROW))
        if opened <= 0:
            return
        canvas.drawRRect(sk_rrect(track.left_part(track.w * opened), radius), pale)
        p = opened * lights.widening.factor(t)
        end = zero + (tip - zero) * p
        body = replace(track, x=min(zero, end), w=max(2.0, abs(end - zero)))
        canvas.drawRRect(sk_rrect(body, radius), fill(color(t)))
        alpha = motion.enter(t, cue + 0.1).alpha
        number.draw(canvas, lambda _: Transform(dx=max(zero, end) - max(zero, tip), alpha=alpha))

    return context.show_marks(draw, {index: MorphMark(rounded_path(whole, radius), color)})


def _number(context: SceneContext, index: int, rect: Rect, manner: _Manner) -> PlacedText:
    """Beyond the tip of a bar; a bar below zero has its number beyond the zero line."""
    item, surface = context.timed.scene.items[index], context.theme.inks.ground
    ink = TextPaint(surface, surface.text, life=manner.page.life)
    return context.place_text(short(item), manner.style, rect, ink, "middle")
