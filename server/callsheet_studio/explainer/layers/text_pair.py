"""Words in pairs: a short text and its smaller second line, set as one group."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.text_layout import TextStyle
from callsheet_studio.explainer.scene_context import (
    ItemPage,
    Layer,
    PlacedText,
    SceneContext,
    TextPaint,
    Upright,
)
from callsheet_studio.explainer.theme.color_roles import SurfaceColors

GAP = 5.0
"""Between the two, in design units."""


@dataclass(frozen=True)
class TextPair:
    """What is written, and how it would like to look."""

    text: str
    detail: str | None
    head: TextStyle
    note: TextStyle
    share: float = 0.6
    """Of the height, at most, for the first when there is a second."""


def write_pair(
    stage: SceneContext, pair: TextPair, rect: Rect, ink: TextPaint, upright: Upright = "top"
) -> tuple[PlacedText, ...]:
    """Set both inside `rect`, the group as a whole at its top, middle or bottom."""
    pair = _scaled(pair, rect)
    keep, first, left, second = _heights(stage, pair, rect)
    whole = first + (GAP + second if pair.detail else 0)
    top = rect.y + {"top": 0.0, "middle": (rect.h - whole) / 2, "bottom": rect.h - whole}[upright]
    texts = [stage.place_text(pair.text, pair.head, Rect(rect.x, top, rect.w, keep), ink)]
    if pair.detail:
        below = Rect(rect.x, top + first + GAP, rect.w, left)
        texts.append(
            stage.place_text(pair.detail, pair.note, below, replace(ink, color=ink.surface.quiet))
        )
    return tuple(texts)


def pair_height(stage: SceneContext, pair: TextPair, rect: Rect) -> float:
    """The height of the group that `write_pair` would set in `rect`."""
    _, first, _, second = _heights(stage, _scaled(pair, rect), rect)
    return first + (GAP + second if pair.detail else 0)


def _scaled(pair: TextPair, rect: Rect) -> TextPair:
    """Two texts share the height, so neither may begin too large for its part."""
    if not pair.detail:
        return pair
    return replace(
        pair,
        head=replace(pair.head, size=min(pair.head.size, 0.46 * rect.h)),
        note=replace(pair.note, size=min(pair.note.size, 0.3 * rect.h)),
    )


def _heights(stage: SceneContext, pair: TextPair, rect: Rect) -> tuple[float, float, float, float]:
    """For each of the two the room that it may take and the height that it takes."""
    keep = rect.h * pair.share if pair.detail else rect.h
    first = stage.typesetter.fit(pair.text, pair.head, rect.w, keep).height
    left = max(1.0, rect.h - first - GAP)
    second = stage.typesetter.fit(pair.detail or "", pair.note, rect.w, left).height
    return keep, first, left, second


def item_text(
    stage: SceneContext,
    texts: Sequence[PlacedText],
    index: int,
    page: ItemPage,
    surface: SurfaceColors | None = None,
) -> Layer:
    """The words of an item: they arrive with it and rest dimmer after it.

    They stand on `surface`, or else on the open ground.
    """
    motion, cue = stage.look.preset.motion, stage.cues[index]
    surface = surface or stage.look.inks.ground

    def draw(canvas: skia.Canvas, t: float) -> None:
        dim = item_opacity(stage, surface, index, t) * page.alpha(t)
        for n, text in enumerate(texts):
            pose = motion.enter(t, cue + 0.1 * (n + 1)).dimmed(dim)
            text.draw(canvas, lambda _, pose=pose: pose)

    return draw


def item_opacity(stage: SceneContext, surface: SurfaceColors, index: int, t: float) -> float:
    """The opacity of an item's text: full at first and while it is spoken of, its rest later."""
    return 1 - (1 - surface.rest) * stage.dim_at(index, t)
