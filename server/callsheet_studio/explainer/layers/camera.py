"""A camera that comes near or goes back as a sentence begins, where nothing else would change.

It moves for less than a second and then holds still; a scene always ends on the whole. While it is
slow it moves on twos, as animators say: 15 times a second.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from callsheet_studio.drawing.easing import TWOS, ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.scene_context import Layer, SceneContext
from callsheet_studio.storyboard.model import SceneKind
from callsheet_studio.text.phrase_splitting import BREATHS, PORTION_ENDS
from callsheet_studio.text.punctuation import CLOSING
from callsheet_studio.text.timed_word import TimedWord

PATIENCE = 3.8
"""Seconds without a change after which a viewer's eye leaves, less the time of a move."""
SOONEST = 1.5
"""Seconds between two moves, at least."""
TRAVEL = 0.5
NEAR, NEAR_LOGO = 1.045, 1.02
"""How much larger a near view is; less under a logo, which stays where it is."""
SLOW_STEP = 3.0
"""Design units that anything moves in a step on twos, at most. At its fastest the camera moves
things by as much in a frame, so that nothing jumps further than then."""
STEADY: frozenset[SceneKind] = frozenset({"diagram", "code", "equation", "table"})
"""Kinds that move by themselves from line to line and from part to part."""


def with_camera(context: SceneContext, layers: Sequence[Layer], until: float = math.inf) -> Layer:
    """Return the layers as one layer, seen by a camera that moves closer or back wherever nothing
    else changes for about four seconds: at the beginning of a sentence if possible, else at a word.

    It does not move in diagrams, code, equations and tables. Place the layers' texts first, since
    it reads their boxes.

    Args:
        until: The second from which it stays where it is, since words come all the time.
    """
    steady = context.timed.scene.kind in STEADY
    moves = [time for time in plan_moves(context) if time < until - TRAVEL]
    views = () if steady else tuple(_views(context, moves))
    foot = context.size.safe.bottom

    def draw(canvas: skia.Canvas, t: float) -> None:
        zoom, shift = _step(views, t, context.size.sheet)
        canvas.save()
        if zoom != 1:
            canvas.translate(shift, foot * (1 - zoom))
            canvas.scale(zoom, zoom)
        for layer in layers:
            layer(canvas, t)
        canvas.restore()

    return draw


View: TypeAlias = tuple[float, float, float]
"""When the camera sets out, how large things are then drawn, and how far to the right."""


def plan_moves(context: SceneContext) -> tuple[float, ...]:
    """Return when the camera of a scene moves, in seconds from its start;
    empty without narration."""
    timed = context.timed
    if not timed.words:
        return ()
    quoted = timed.scene.kind == "quote"
    turns = () if quoted else (*context.cues, *(start for _, start, _ in context.said.turns))
    shown = [time for time in turns if timed.words[0].start < time < timed.words[-1].end]
    moments = [timed.words[0].start, *sorted(shown), timed.words[-1].end]
    return tuple(time for gap in pairwise(moments) for time in _moves_between(gap, timed.words))


def _moves_between(gap: tuple[float, float], words: Sequence[TimedWord]) -> Iterator[float]:
    """As a sentence begins, else after a comma, else with any word."""
    now, end = gap
    while end - now > PATIENCE:
        marks = [
            (_rank(before.text), word.start)
            for before, word in pairwise(words)
            if now + SOONEST <= word.start <= min(now + PATIENCE, end - SOONEST / 2)
        ]
        if not marks:
            return
        now = max(marks)[1]
        yield now


def _rank(word: str) -> int:
    """How well a thought ends after a word."""
    bare = word.rstrip(CLOSING)
    return 2 if bare.endswith(PORTION_ENDS) else 1 if bare.endswith(BREATHS) else 0


def _views(context: SceneContext, moves: Sequence[float]) -> Iterator[View]:
    """By turns near to what was spoken of last and on the whole, which comes last."""
    near = NEAR_LOGO if context.size.head else NEAR
    for n, time in enumerate((-TRAVEL, *moves)):
        zoom = near if (len(moves) - n) % 2 else 1.0
        yield time, zoom, _middle(context, time) * (1 - zoom)


def _middle(context: SceneContext, t: float) -> float:
    """The place across of what was spoken of last, else of the title."""
    came = [(cue, n) for n, cue in enumerate(context.cues) if cue <= t]
    scene = context.timed.scene
    wanted = scene.elements[max(came)[1]].text if came else scene.title
    rect = next((box.rect for box in context.boxes if box.text == wanted), context.size.safe)
    return rect.cx


def _step(views: Sequence[View], t: float, sheet: Rect) -> tuple[float, float]:
    """As `_view_at`; on twos while no corner moves by more than a slow step."""
    if not any(start < t < start + TRAVEL for start, _, _ in views):
        return _view_at(views, t)
    first = math.floor(t * TWOS + 1e-6)
    (zoom, shift), (next_zoom, next_shift) = (_view_at(views, n / TWOS) for n in (first, first + 1))
    larger, right = next_zoom - zoom, next_shift - shift
    reach = max(abs(right), abs(larger * sheet.w + right), abs(larger * sheet.h))
    return (zoom, shift) if reach <= SLOW_STEP else _view_at(views, t)


def _view_at(views: Sequence[View], t: float) -> tuple[float, float]:
    """How large things are drawn, and how far to the right."""
    zoom, shift = 1.0, 0.0
    for time, size, right in views:
        share = smootherstep(ramp(t, time, TRAVEL))
        zoom, shift = zoom + (size - zoom) * share, shift + (right - shift) * share
    return zoom, shift
