"""Equation: a headline, and below it mathematics that is written, turned, lit and labeled."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from callsheet_studio.drawing.color import READABLE, Color
from callsheet_studio.drawing.easing import Transform, ramp, smootherstep
from callsheet_studio.drawing.fonts import FontFace
from callsheet_studio.drawing.geometry import Rect, around
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, draw_partial_path, fill, rounded_path, stroke
from callsheet_studio.drawing.text_layout import TextStyle
from callsheet_studio.explainer.layers.headline import heading
from callsheet_studio.explainer.scene_context import Layer, SceneContext, TextBox, TextPaint
from callsheet_studio.explainer.scenes.equation.glyphs import Glyph, Morph
from callsheet_studio.explainer.scenes.equation.layout import (
    LEAST,
    EquationLayout,
    Hero,
    PlacedLabel,
    PlannedLabel,
    Planner,
    label_style,
)
from callsheet_studio.explainer.scenes.equation.symbols import find_symbols
from callsheet_studio.explainer.scenes.equation.timing import (
    LIT,
    MORPH,
    WRITTEN,
    LitGroup,
    time_group,
    time_lines,
)
from callsheet_studio.explainer.scenes.equation.typeset import (
    RULE,
    can_typeset,
    plain_group,
    typeset,
)
from callsheet_studio.storyboard.content import Equation, groups_of
from callsheet_studio.storyboard.maths import show

DIMMED = 0.4
"""The opacity of what isn't lit while something is."""
LETTER = 0.5
"""Seconds in which one glyph is written."""
FADE = 0.3
NEAREST = 5.0
"""From a group to its frame, at least, even if that touches what is next to it."""
MONO = FontFace("JetBrains Mono", 450)


def draw_equation(context: SceneContext, equation: Equation) -> list[Layer]:
    """Return the layers of a scene with an equation: a headline, and the lines, which are
    written and highlighted as they are spoken of; as plain text if a line can't be typeset."""
    safe = context.size.safe
    head = heading(context, safe.top_part(170 if context.size.tall else 110), lines=2)
    top = head.rect.bottom + 22
    room = Rect(safe.x, top, safe.w, safe.bottom - top)
    unread = [line for line in equation.lines if typeset(line) is None]
    scene = None if unread else _Scene.plan(context, equation, room)
    if scene is None:
        return [head.layer, _as_text(context, equation, room, unread)]
    return [head.layer, *scene.layers()]


@dataclass(frozen=True)
class _Scene:
    """An equation with its places and times."""

    context: SceneContext
    lines: Sequence[str]
    layout: EquationLayout
    starts: Sequence[float]
    lightings: Sequence[LitGroup]
    cues: Sequence[float]
    """Of the labels."""
    tints: Sequence[Color]
    """Of the groups."""

    @classmethod
    def plan(cls, context: SceneContext, equation: Equation, room: Rect) -> "_Scene | None":
        named: Mapping[str, Sequence[float]] = {}
        if not equation.groups:
            language = context.theme.language
            symbols = find_symbols(equation.lines, context.timed.words, language)
            equation, named = equation.model_copy(update={"lines": symbols.lines}), symbols.times
        groups = list(dict.fromkeys(plain_group(group) for group in equation.groups))
        starts = time_lines(context, equation.lines)
        timer = _Timer(context, equation, groups, starts, named)
        homes = [timer.home(n) for n in range(len(equation.labels))]
        planned = [
            [
                PlannedLabel(n, timer.group(n), equation.labels[n].text)
                for n, home in enumerate(homes)
                if home == line
            ]
            for line in range(len(equation.lines))
        ]
        layout = Planner(context, room, equation.lines, groups, planned).plan()
        if layout is None:
            return None
        cues = [timer.cue(n) for n in range(len(homes))]
        ground, series = context.theme.inks.ground, context.theme.inks.series
        vivid = [ink for ink in (ground.accent, *series) if ink.distance(ground.text) > 0.15]
        vivid = vivid or [ground.accent]
        tints = [
            vivid[n % len(vivid)].with_min_contrast(ground.grounds, READABLE + 0.25)
            for n in range(len(groups))
        ]
        return cls(context, equation.lines, layout, starts, timer.lightings(cues), cues, tints)

    def end(self, line: int) -> float:
        """When a line begins to become the next."""
        return self.starts[line + 1] if line + 1 < len(self.starts) else float("inf")

    def layers(self) -> list[Layer]:
        layers: list[Layer] = []
        for n in range(len(self.lines)):
            self._note(n)
            layers += self._past(n)
            layers.append(self._hero(n))
            layers += [self._label(n, label) for label in self.layout.heroes[n].labels]
        return layers

    def _note(self, line: int) -> None:
        """Report a line where it stands as the one that is spoken of."""
        hero, ground = self.layout.heroes[line], self.context.theme.inks.ground
        contrast = min(ground.contrast(ink) for ink in (ground.text, *self.tints))
        life = self.starts[line], self.end(line)
        text, size = show(_plain(self.lines[line])), self.layout.size
        self.context.boxes.append(TextBox(text, hero.rect, size, size, False, contrast, "", life))

    def _hero(self, line: int) -> Layer:
        hero, start, end = self.layout.heroes[line], self.starts[line], self.end(line)
        lit = [each for each in self.lightings if each.line == line]
        chunks = _Chunks.cut(self.context, hero.glyphs, self.tints)
        boxes = {each: list(_boxes_around(self.context, hero.glyphs, each.group)) for each in lit}
        text = self.context.theme.inks.ground.text
        before = self.layout.heroes[line - 1].glyphs if line else ()
        morph = Morph.between(before, hero.glyphs) if line else None
        past = self._ink(line - 1, start) if line else self._plain_ink
        arriving = WRITTEN if line == 0 else MORPH

        def draw(canvas: skia.Canvas, t: float) -> None:
            if not start <= t < end:
                return
            if t < start + arriving:
                if morph:
                    morph.draw(canvas, (t - start) / MORPH, past, self._plain_ink)
                else:
                    _write_on(canvas, hero.glyphs, text, t - start)
                return
            focus = {each.group: each.focus(t) for each in lit}
            tinted = {each.group: smootherstep(ramp(t, each.start, FADE)) for each in lit}
            chunks.draw(canvas, focus, tinted)
            for each, paths in boxes.items():
                shown = each.focus(t)
                for path in paths if shown > 0 else ():
                    draw_partial_path(canvas, path, stroke(self.tints[each.group], 3, shown), shown)

        return draw

    def _plain_ink(self, _: Glyph) -> Color:
        return self.context.theme.inks.ground.text

    def _ink(self, line: int, t: float) -> Callable[[Glyph], Color]:
        """The color of each glyph of a line as it stands when the line goes."""
        text = self.context.theme.inks.ground.text
        lit = {each.group for each in self.lightings if each.line == line and each.start < t}

        def ink(glyph: Glyph) -> Color:
            group = glyph.part.group
            return self.tints[group] if group is not None and group in lit else text

        return ink

    def _past(self, line: int) -> list[Layer]:
        """A line after it was spoken of: small, above the present one, until others push it out."""
        glyphs = self.layout.past[line] if line < len(self.layout.past) else None
        if glyphs is None or not self.layout.slots:
            return []
        ground, size = self.context.theme.inks.ground, glyphs[0].size
        rect, hero = around(glyph.rect for glyph in glyphs), self.layout.heroes[line].rect
        sprite = _sprite(self.context, glyphs, ground.quiet)
        slots = [(n, self._slot(line, n)) for n in range(line + 1, len(self.lines))]
        shown = [(self.starts[n], self.end(n), slot) for n, slot in slots if slot >= 0]
        for start, end, slot in shown:
            place = rect.shift(0, slot * self.layout.pitch)
            life = start + (0.0 if slot else FADE), end
            contrast = ground.contrast(ground.quiet)
            text = show(_plain(self.lines[line]))
            self.context.boxes.append(TextBox(text, place, size, size, False, contrast, "", life))

        first, last = shown[0][0], shown[-1][1]

        def draw(canvas: skia.Canvas, t: float) -> None:
            if not first <= t < last + FADE:
                return
            y = shown[0][2] * self.layout.pitch
            for (_, _, a), (start, _, b) in zip(shown, shown[1:], strict=False):
                y += (b - a) * self.layout.pitch * smootherstep(ramp(t, start, MORPH * 0.6))
            come = smootherstep(ramp(t, first, MORPH * 0.6))
            grown = 1 + (1 - come) * (self.layout.size / size - 1)
            away = (1 - come) * (hero.cy - rect.cy - y)
            alpha = ramp(come, 0.3, 0.7) * (1 - ramp(t, last, FADE))
            sprite.draw(canvas, Transform(dy=y + away, scale=grown, alpha=alpha))

        return [draw]

    def _slot(self, line: int, current: int) -> int:
        """Which place from the top a past line has; below 0 when it is pushed out."""
        return line - max(0, current - self.layout.slots)

    def _label(self, line: int, placed: PlacedLabel) -> Layer:
        """A label and what leads to it, from its cue until its line or its turn ends."""
        cue, end = self.cues[placed.label.number], self.end(line)
        if placed.side == "turns":
            later = [time for time in self.cues if time > cue + 0.01]
            end = min([end, *later])
        group = placed.label.group
        ground = self.context.theme.inks.ground
        tint = ground.accent if group is None else self.tints[group]
        ink = TextPaint(ground, ground.text, life=(cue, end))
        style, upright = label_style(self.context), "bottom" if placed.side == "above" else "top"
        writing = self.context.place_text(placed.label.text, style, placed.rect, ink, upright)
        leader = _leader(placed, writing.rect, self.layout.heroes[line])
        motion = self.context.theme.preset.motion

        def draw(canvas: skia.Canvas, t: float) -> None:
            alpha = 1 - ramp(t, end - FADE, FADE)
            if t < cue or alpha <= 0:
                return
            draw_partial_path(
                canvas, leader, stroke(tint, 3, alpha), smootherstep(ramp(t, cue + 0.1, 0.6))
            )
            pose = motion.enter(t, cue + 0.3).dim(alpha)
            writing.draw(canvas, lambda _: pose)

        return draw


@dataclass(frozen=True)
class _Timer:
    """Decides on which line, and when, each label and group has its moment."""

    context: SceneContext
    equation: Equation
    groups: Sequence[str]
    starts: Sequence[float]
    named: Mapping[str, Sequence[float]]
    """When symbols are spoken of that nobody marked."""

    def group(self, label: int) -> int | None:
        """The number of a label's group; None if no line has it."""
        group = plain_group(self.equation.labels[label].group)
        return self.groups.index(group) if group in self.groups else None

    def home(self, label: int) -> int:
        """The line that a label stands at: the one shown at its word if it has the group."""
        holders = self._holders(self.group(label))
        cue = self._wanted_time(label)
        shown = [line for line in holders if self._window(line)[0] <= cue < self._window(line)[1]]
        return shown[0] if shown else holders[-1]

    def cue(self, label: int) -> float:
        """When a label comes, while its line is there."""
        first, last = self._window(self.home(label))
        return min(max(self._wanted_time(label), first), max(first, last - 0.6))

    def lightings(self, cues: Sequence[float]) -> list[LitGroup]:
        """Every group with a label at its label's time; others at each time they are spoken."""
        found = [
            (cues[n], group, self.home(n))
            for n in range(len(self.equation.labels))
            if (group := self.group(n)) is not None
        ]
        labeled = {group for _, group, _ in found}
        for group, tex in enumerate(self.groups):
            if group not in labeled:
                found += self._spoken_times(group, tex)
        found.sort()
        nexts = [*(start for start, _, _ in found), float("inf")][1:]
        return [
            LitGroup(group, line, start, min(start + LIT, max(follow, start + 0.4)))
            for (start, group, line), follow in zip(found, nexts, strict=True)
        ]

    def _spoken_times(self, group: int, tex: str) -> list[tuple[float, int, int]]:
        """The times at which a group is spoken of while a line that has it is shown."""
        times = self.named.get(tex) or time_group(self.context.timed.words, tex)
        return [
            (time, group, line)
            for time in times
            for line in self._holders(group)
            if self._window(line)[0] - 0.4 <= time < self._window(line)[1]
        ]

    def _wanted_time(self, label: int) -> float:
        spoken = time_group(self.context.timed.words, self.equation.labels[label].group)
        near = self.context.timed.words and spoken
        cues = self.context.cues
        told = cues[label] if label < len(cues) and not self.context.timed.scene.items else None
        if not near:
            return self.starts[-1] + WRITTEN if told is None else told
        return spoken[-1] if told is None else min(spoken, key=lambda time: abs(time - told))

    def _holders(self, group: int | None) -> list[int]:
        """The lines that have a group, or the last one."""
        every = range(len(self.equation.lines))
        if group is None:
            return [every[-1]]
        return [
            n
            for n in every
            if any(plain_group(own) == self.groups[group] for own in groups_of(self.line(n)))
        ]

    def line(self, n: int) -> str:
        """A line's TeX."""
        return self.equation.lines[n]

    def _window(self, line: int) -> tuple[float, float]:
        """From when to when a line stands still."""
        arriving = WRITTEN if line == 0 else MORPH
        last = line + 1 == len(self.starts)
        end = self.context.timed.seconds - 0.5 if last else self.starts[line + 1]
        first = min(self.starts[line] + arriving, max(self.starts[line], end - 1.0))
        return first, end


@dataclass(frozen=True)
class _Chunks:
    """A line that stands: a sprite of what is in no group, and two of each group."""

    plain: Sprite | None
    groups: dict[int, tuple[Sprite, Sprite]]
    """In the color of text, and in its own."""

    @classmethod
    def cut(
        cls, context: SceneContext, glyphs: Sequence[Glyph], tints: Sequence[Color]
    ) -> "_Chunks":
        text = context.theme.inks.ground.text
        rest = [glyph for glyph in glyphs if glyph.part.group is None]
        groups: dict[int, list[Glyph]] = {}
        for glyph in glyphs:
            if glyph.part.group is not None:
                groups.setdefault(glyph.part.group, []).append(glyph)
        return cls(
            _sprite(context, rest, text) if rest else None,
            {
                group: (_sprite(context, own, text), _sprite(context, own, tints[group]))
                for group, own in groups.items()
            },
        )

    def draw(self, canvas: skia.Canvas, focus: dict[int, float], tinted: dict[int, float]) -> None:
        """Draw it, dimmed but for the groups in focus."""
        most = max(focus.values(), default=0.0)
        if self.plain:
            self.plain.draw(canvas, Transform(alpha=1 - (1 - DIMMED) * most))
        for group, (text, own) in self.groups.items():
            alpha = 1 - (1 - DIMMED) * max(0.0, most - focus.get(group, 0.0))
            share = tinted.get(group, 0.0)
            text.draw(canvas, Transform(alpha=alpha * (1 - share)))
            own.draw(canvas, Transform(alpha=alpha * share))


def _sprite(context: SceneContext, glyphs: Sequence[Glyph], ink: Color) -> Sprite:
    def paint(canvas: skia.Canvas) -> None:
        for glyph in glyphs:
            glyph.draw(canvas, fill(ink))

    rect = around(glyph.rect for glyph in glyphs).inset(-2)
    return Sprite.record(rect, context.size.unit, paint)


def _write_on(canvas: skia.Canvas, glyphs: Sequence[Glyph], ink: Color, since: float) -> None:
    """Glyph after glyph, from left to right."""
    order = sorted(range(len(glyphs)), key=lambda n: glyphs[n].rect.x)
    lag = (WRITTEN - LETTER) / max(1, len(glyphs) - 1)
    for place, n in enumerate(order):
        glyphs[n].write(canvas, ink, ramp(since, place * lag, LETTER))


def _boxes_around(
    context: SceneContext, glyphs: Sequence[Glyph], group: int
) -> Iterator[skia.Path]:
    """A frame around a group at each of its places, nearer where something else is near."""
    for is_own, run in groupby(glyphs, lambda glyph: glyph.part.group == group):
        if is_own:
            yield _box_around(context, list(run), glyphs)


def _box_around(context: SceneContext, held: Sequence[Glyph], glyphs: Sequence[Glyph]) -> skia.Path:
    own = around(glyph.rect for glyph in held)
    beside = Rect(own.x - 1e4, own.y, own.w + 2e4, own.h)
    others = [
        glyph.rect
        for glyph in glyphs
        if glyph not in held and glyph.rect.meets(beside) and glyph.part.key != RULE
    ]
    pad = max(4.0, 0.1 * glyphs[0].size)
    left = min((own.x - rect.right for rect in others if rect.cx < own.x), default=2 * pad)
    right = min((rect.x - own.right for rect in others if rect.cx > own.right), default=2 * pad)
    left, right = (min(pad, max(NEAREST, gap / 2)) for gap in (left, right))
    frame = Rect(own.x - left, own.y - pad, own.w + left + right, own.h + 2 * pad)
    return rounded_path(frame, min(context.theme.preset.radius, 10))


def _leader(placed: PlacedLabel, label: Rect, hero: Hero) -> skia.Path:
    """A bracket at the line's edge over the group's width, and a curve from it to the label."""
    target, up = placed.target, placed.side == "above"
    # Outside of the frame around a group that is lit.
    away = 0.1 * hero.glyphs[0].size + 9
    edge = hero.rect.y - away if up else hero.rect.bottom + away
    end = label.bottom + 4 if up else label.y - 4
    half = max(8.0, target.w / 2 - 3)
    path = skia.Path().moveTo(target.cx - half, edge).lineTo(target.cx + half, edge)
    middle = (edge + end) / 2
    return path.moveTo(target.cx, edge).cubicTo(target.cx, middle, label.cx, middle, label.cx, end)


def _as_text(context: SceneContext, equation: Equation, room: Rect, unread: Sequence[str]) -> Layer:
    """What can't be set, as it was written."""
    source = " \\\\ ".join(_plain(line) for line in equation.lines)
    why = f"the formula {unread[0]!r} can't be read" if unread else "the formula is too wide"
    if not can_typeset():
        why = "formulas need the package mathra, which is not installed"
    context.notes.append(f"{why}; it is shown as its text.")
    ground = context.theme.inks.ground
    size = 44.0
    style = TextStyle(MONO, size, LEAST / size, 1.4, 9, "centre")
    writing = context.place_text(source, style, room, TextPaint(ground, ground.text), "middle")
    labels = [label.text for label in equation.labels]
    motion = replace(context.theme.preset.motion, stagger=0.05)
    if labels:
        context.notes.append(f"its labels are spoken of only: {', '.join(labels)[:200]}.")

    def draw(canvas: skia.Canvas, t: float) -> None:
        writing.draw(canvas, lambda n: motion.enter(t, 0.3 + n * motion.stagger))

    return draw


def _plain(tex: str) -> str:
    """A line without the marks of its groups."""
    for group in groups_of(tex):
        tex = tex.replace(f"{{{{{group}}}}}", f"{{{group}}}")
    return tex
