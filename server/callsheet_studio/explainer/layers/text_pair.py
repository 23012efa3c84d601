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
    """A short text and a smaller second line, with their styles."""

    text: str
    detail: str | None
    """The second line; None: there is none."""
    head: TextStyle
    note: TextStyle
    share: float = 0.6
    """The share of the height that the first text may take, at most, if there is a second."""


def write_pair(
    context: SceneContext, pair: TextPair, rect: Rect, ink: TextPaint, upright: Upright = "top"
) -> tuple[PlacedText, ...]:
    """Return a short text and its second line, laid out below each other inside `rect`; one or two
    placed texts, since the second line may be missing.

    Args:
        ink: The color, and the surface under the text.
        upright: Whether both stand at the top, middle or bottom of `rect`.
    """
    pair = _scale(pair, rect)
    keep, first, left, second = _heights(context, pair, rect)
    whole = first + (GAP + second if pair.detail else 0)
    top = rect.y + {"top": 0.0, "middle": (rect.h - whole) / 2, "bottom": rect.h - whole}[upright]
    texts = [context.place_text(pair.text, pair.head, Rect(rect.x, top, rect.w, keep), ink)]
    if pair.detail:
        below = Rect(rect.x, top + first + GAP, rect.w, left)
        texts.append(
            context.place_text(pair.detail, pair.note, below, replace(ink, color=ink.surface.quiet))
        )
    return tuple(texts)


def pair_height(context: SceneContext, pair: TextPair, rect: Rect) -> float:
    """Return the height in design units that `write_pair` needs inside `rect`."""
    _, first, _, second = _heights(context, _scale(pair, rect), rect)
    return first + (GAP + second if pair.detail else 0)


def _scale(pair: TextPair, rect: Rect) -> TextPair:
    """Two texts share the height, so neither may begin too large for its part."""
    if not pair.detail:
        return pair
    return replace(
        pair,
        head=replace(pair.head, size=min(pair.head.size, 0.46 * rect.h)),
        note=replace(pair.note, size=min(pair.note.size, 0.3 * rect.h)),
    )


def _heights(
    context: SceneContext, pair: TextPair, rect: Rect
) -> tuple[float, float, float, float]:
    """For each of the two the room that it may take and the height that it takes."""
    keep = rect.h * pair.share if pair.detail else rect.h
    first = context.typesetter.fit(pair.text, pair.head, rect.w, keep).height
    left = max(1.0, rect.h - first - GAP)
    second = context.typesetter.fit(pair.detail or "", pair.note, rect.w, left).height
    return keep, first, left, second


def item_text(
    context: SceneContext,
    texts: Sequence[PlacedText],
    index: int,
    page: ItemPage,
    surface: SurfaceColors | None = None,
) -> Layer:
    """Return the layer of an item's texts, which enter at the item's cue and are dimmed once
    another item is spoken of.

    Args:
        texts: The placed texts.
        index: The item's index in the scene.
        page: The page that the item is on, which says when it is shown.
        surface: The colors of the surface under them; None is the scene's background.
    """
    motion, cue = context.theme.preset.motion, context.cues[index]
    surface = surface or context.theme.inks.ground

    def draw(canvas: skia.Canvas, t: float) -> None:
        dim = item_opacity(context, surface, index, t) * page.alpha(t)
        for n, text in enumerate(texts):
            pose = motion.enter(t, cue + 0.1 * (n + 1)).dim(dim)
            text.draw(canvas, lambda _, pose=pose: pose)

    return draw


def item_opacity(context: SceneContext, surface: SurfaceColors, index: int, t: float) -> float:
    """Return the opacity of an item's text at second `t`: 1 until it has been spoken of, then
    the lower one of the surface."""
    return 1 - (1 - surface.rest) * context.dim_at(index, t)
