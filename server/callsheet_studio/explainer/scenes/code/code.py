"""Code: a headline, and below it code that is typed, highlighted, changed and run."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from callsheet_studio.drawing.easing import REST, Transform, ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, sk_rect
from callsheet_studio.drawing.text_layout import Align
from callsheet_studio.explainer.attention import FOCUS
from callsheet_studio.explainer.layers.headline import heading
from callsheet_studio.explainer.scene_context import Layer, SceneContext
from callsheet_studio.explainer.scenes.code.diff import CodeChange, Spot, compare
from callsheet_studio.explainer.scenes.code.highlighting import is_installed
from callsheet_studio.explainer.scenes.code.layout import (
    CodeLayout,
    PageCamera,
    plan_layout,
    plan_pages,
)
from callsheet_studio.explainer.scenes.code.lexing import CodeRow
from callsheet_studio.explainer.scenes.code.palette import CodePalette, paint_bar, paint_panel
from callsheet_studio.explainer.scenes.code.pen import Pen, note_pages
from callsheet_studio.explainer.scenes.code.timing import (
    MORPH,
    SHOWN,
    CodeTimes,
    StateTimes,
    time_code,
)
from callsheet_studio.explainer.scenes.code.typist import Typist, plan_spans
from callsheet_studio.storyboard.content import Code

DIMMED = 0.35
"""The opacity of lines that aren't lit while others are."""
GONE, COMING = 0.3, 0.65
"""Shares of a morph by which what goes is gone, and from which what comes is seen."""
MOVING = (0.2, 0.7)
"""Between which shares what stays moves."""


def draw_code(context: SceneContext, code: Code) -> list[Layer]:
    """Return the layers of a scene that shows code: a headline, the code as it is
    typed or changed, its output."""
    safe = context.size.safe
    head = heading(context, safe.top_part(170 if context.size.tall else 110), lines=2)
    top = head.rect.bottom + 22
    room = Rect(safe.x, top, safe.w, safe.bottom - top)
    if not is_installed():
        context.notes.append("its code has one color: the package pygments is not installed.")
    layout = plan_layout(code, room, _align(context))
    times = time_code(context, code)
    camera = plan_pages(code, layout, times)
    palette = CodePalette.of(context)
    pen = Pen(context, layout.grid, palette)
    layers = [head.layer, _panel(context, layout, palette)]
    states: list[_State] = []
    for n, (rows, when) in enumerate(zip(layout.states, times.states, strict=True)):
        lines = [when.lines[row.line - 1] for row in rows]
        note_pages(pen, rows, lines, when.end, camera.pages())
        sprites = [pen.sprite(row, place) for place, row in enumerate(rows)]
        change = compare(layout.states[n - 1], rows) if n else None
        spans = plan_spans(rows, when.lines) if times.typed else []
        typist = Typist(pen, rows, sprites, spans) if times.typed else None
        before = states[-1] if states else None
        steps = code.states[n].steps
        states.append(_State(pen, rows, sprites, when, steps, typist, before, change))
    layers += [_through_window(pen, camera, state) for state in states]
    return [*layers, *_output(context, layout, times, palette)]


def _align(context: SceneContext) -> Align:
    """The panel stands under its headline."""
    if context.theme.preset.centred:
        return "centre"
    return "right" if context.typesetter.reads_rtl(context.timed.scene.title) else "left"


def _panel(context: SceneContext, layout: CodeLayout, palette: CodePalette) -> Layer:
    rect, motion = layout.grid.panel, context.theme.preset.motion
    sprite = Sprite.record(
        rect.inset(-24), context.size.unit, lambda c: paint_panel(c, context, rect, palette)
    )
    return lambda canvas, t: sprite.draw(canvas, motion.enter(t, 0.05))


def _through_window(pen: Pen, camera: PageCamera, state: "_State") -> Layer:
    """A state of the code, as far as it is seen on the camera's page."""
    grid, unit = pen.grid, pen.context.size.unit

    def draw(canvas: skia.Canvas, t: float) -> None:
        if not state.when.start <= t < state.when.end:
            return
        first = camera.first_row(t)
        canvas.save()
        canvas.clipRect(sk_rect(grid.window))
        canvas.translate(0, -round(first * grid.pitch * unit) / unit)
        state.draw(canvas, t, range(math.floor(first), math.ceil(first) + grid.seen))
        canvas.restore()

    return draw


@dataclass(frozen=True)
class _State:
    """One state of the code, drawn row by row."""

    pen: Pen
    rows: Sequence[CodeRow]
    sprites: Sequence[Sprite]
    when: StateTimes
    steps: Sequence[Sequence[int]]
    typist: Typist | None
    before: "_State | None" = None
    change: CodeChange | None = None
    """From the state before."""

    def draw(self, canvas: skia.Canvas, t: float, seen: range) -> None:
        """The rows that are seen."""
        if self.before and self.change and t < self.when.start + MORPH:
            self._morph(canvas, self.before, self.change, (t - self.when.start) / MORPH)
            return
        shares = self.shares(t)
        self.bands(canvas, shares)
        for n in seen:
            if n >= len(self.rows):
                continue
            if self.typist:
                self.typist.draw(canvas, n, t)
            else:
                self.sprites[n].draw(canvas, self._pose(n, t).dim(self.alpha(n, shares)))

    def _pose(self, n: int, t: float) -> Transform:
        """Rows of the first state come one after the other."""
        if self.change:
            return REST
        lag = 0.6 * SHOWN * n / len(self.rows)
        return self.pen.context.theme.preset.motion.enter(t, self.when.start + lag)

    def shares(self, t: float) -> list[float]:
        """How much each step of the highlights is the present one."""
        come = [smootherstep(ramp(t, step, FOCUS)) for step in self.when.steps]
        return [a - b for a, b in zip(come, [*come[1:], 0.0], strict=True)] if come else []

    def alpha(self, n: int, shares: Sequence[float]) -> float:
        lines = zip(self.steps, shares, strict=True)
        dim = sum(share for step, share in lines if step and self.rows[n].line not in step)
        return 1 - (1 - DIMMED) * min(1.0, max(0.0, dim))

    def bands(self, canvas: skia.Canvas, shares: Sequence[float]) -> None:
        """What lies behind the lit rows."""
        grid, palette = self.pen.grid, self.pen.palette
        accent = self.pen.context.theme.inks.panel.accent
        for step, share in zip(self.steps, shares, strict=True):
            if share <= 0:
                continue
            for first, last in _runs([n for n, row in enumerate(self.rows) if row.line in step]):
                rect = grid.row(first)
                high = grid.pitch * (last - first + 1)
                band = Rect(rect.x + 2, rect.y, rect.w - 4, high)
                canvas.drawRect(sk_rect(band), fill(palette.band, share))
                canvas.drawRect(sk_rect(band.left_part(5)), fill(accent, share))

    def _morph(self, canvas: skia.Canvas, before: "_State", change: CodeChange, p: float) -> None:
        """The state before on its way to this one, all of it lit."""
        out, into = 1 - smootherstep(ramp(p, 0, GONE)), smootherstep(ramp(p, COMING, 1 - COMING))
        share = smootherstep(ramp(p, MOVING[0], MOVING[1] - MOVING[0]))
        shares = [(1 - ramp(p, 0, MOVING[0])) * lit for lit in before.shares(self.when.start)]
        before.bands(canvas, shares)
        for spot in change.gone if out > 0 else ():
            alpha = out * before.alpha(spot.row, shares)
            self.pen.draw(canvas, spot.piece, *self._place(spot), alpha)
        for one, other in change.moved:
            (x1, y1), (x2, y2) = self._place(one), self._place(other)
            at = x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
            self.pen.draw(canvas, other.piece, *at, before.alpha(one.row, shares))
        for spot in change.come if into > 0 else ():
            self.pen.draw(canvas, spot.piece, *self._place(spot), into)

    def _place(self, spot: Spot) -> tuple[float, float]:
        return self.pen.grid.x(spot.piece.column), self.pen.grid.baseline(spot.row)


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Rows that follow each other, as first and last."""
    found: list[tuple[int, int]] = []
    for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        numbers = [row for _, row in run]
        found.append((numbers[0], numbers[-1]))
    return found


def _output(
    context: SceneContext, layout: CodeLayout, times: CodeTimes, palette: CodePalette
) -> list[Layer]:
    """What the code prints, in a panel of its own, when that is spoken of."""
    grid = layout.output
    if grid is None:
        return []
    pen, motion, cue = Pen(context, grid, palette), context.theme.preset.motion, times.output
    for n, row in enumerate(layout.printed):
        last = n == len(layout.printed) - 1
        pen.note(row, grid.row(n).y, (cue, float("inf")), layout.cut and last)

    def paint(canvas: skia.Canvas) -> None:
        paint_panel(canvas, context, grid.panel, palette)
        paint_bar(canvas, context, grid.panel)

    panel = Sprite.record(grid.panel.inset(-24), context.size.unit, paint)
    rows = [pen.sprite(row, n) for n, row in enumerate(layout.printed)]

    def draw(canvas: skia.Canvas, t: float) -> None:
        pose: Transform = motion.enter(t, cue)
        panel.draw(canvas, pose)
        for n, row in enumerate(rows):
            row.draw(canvas, motion.enter(t, cue + 0.2 + min(0.08 * n, 0.6)))

    return [draw]
