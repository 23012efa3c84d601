"""Words in pairs: a short text and its smaller second line, set as one group."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from callsheet_studio.drawing.easing import ramp
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.text_layout import TextStyle
from callsheet_studio.explainer.scene_context import Ink, Layer, Page, Stage, Upright, Writing
from callsheet_studio.explainer.theme.color_roles import Surface

GAP = 5.0
"""Between the two, in design units."""


@dataclass(frozen=True)
class Pair:
    """What is written, and how it would like to look."""

    text: str
    detail: str | None
    head: TextStyle
    note: TextStyle
    share: float = 0.6
    """Of the height, at most, for the first when there is a second."""


def write_pair(
    stage: Stage, pair: Pair, rect: Rect, ink: Ink, upright: Upright = "top"
) -> tuple[Writing, ...]:
    """Set both inside `rect`, the group as a whole at its top, middle or bottom."""
    pair = _scaled(pair, rect)
    keep, first, left, second = _heights(stage, pair, rect)
    whole = first + (GAP + second if pair.detail else 0)
    top = rect.y + {"top": 0.0, "middle": (rect.h - whole) / 2, "bottom": rect.h - whole}[upright]
    texts = [stage.write(pair.text, pair.head, Rect(rect.x, top, rect.w, keep), ink)]
    if pair.detail:
        below = Rect(rect.x, top + first + GAP, rect.w, left)
        texts.append(
            stage.write(pair.detail, pair.note, below, replace(ink, colour=ink.surface.quiet))
        )
    return tuple(texts)


def pair_height(stage: Stage, pair: Pair, rect: Rect) -> float:
    """The height of the group that `write_pair` would set in `rect`."""
    _, first, _, second = _heights(stage, _scaled(pair, rect), rect)
    return first + (GAP + second if pair.detail else 0)


def _scaled(pair: Pair, rect: Rect) -> Pair:
    """Two texts share the height, so neither may begin too large for its part."""
    if not pair.detail:
        return pair
    return replace(
        pair,
        head=replace(pair.head, size=min(pair.head.size, 0.46 * rect.h)),
        note=replace(pair.note, size=min(pair.note.size, 0.3 * rect.h)),
    )


def _heights(stage: Stage, pair: Pair, rect: Rect) -> tuple[float, float, float, float]:
    """For each of the two the room that it may take and the height that it takes."""
    keep = rect.h * pair.share if pair.detail else rect.h
    first = stage.typesetter.fit(pair.text, pair.head, rect.w, keep).height
    left = max(1.0, rect.h - first - GAP)
    second = stage.typesetter.fit(pair.detail or "", pair.note, rect.w, left).height
    return keep, first, left, second


def spoken(
    stage: Stage,
    texts: Sequence[Writing],
    index: int,
    page: Page,
    surface: Surface | None = None,
) -> Layer:
    """The words of an item: they arrive with it and rest dimmer after it.

    They stand on `surface`, or else on the open ground.
    """
    motion, cue = stage.look.preset.motion, stage.cues[index]
    surface = surface or stage.look.inks.ground

    def draw(canvas: skia.Canvas, t: float) -> None:
        dim = dimmed(stage, surface, index, t) * page.alpha(t)
        for n, text in enumerate(texts):
            pose = motion.enter(t, cue + 0.1 * (n + 1)).dimmed(dim)
            text.draw(canvas, lambda _, pose=pose: pose)

    return draw


def dimmed(stage: Stage, surface: Surface, index: int, t: float) -> float:
    """The opacity of an item's text: full at first and while it is spoken of, its rest later."""
    cue = stage.cues[index]
    return surface.rest + (1 - surface.rest) * max(stage.focus(index, t), 1 - ramp(t, cue, 1.0))
