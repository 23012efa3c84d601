"""Words in pairs: a short text and its smaller second line, set as one group."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.text_layout import TextBlock, TextStyle
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
SHARES = ((0.46, 0.3), (0.4, 0.36), (0.33, 0.25), (0.25, 0.22), (0.17, 0.17))
"""The sizes of the two, at most, as shares of the height: with one line each, the second one
smaller or nearly as large, and with a second line that takes two, three or more."""
QUIETER = 0.9
"""The size of second lines, at most, as a share of that of first ones."""
WANTED = 0.6
"""The share of its size that a text keeps at least, or is reported as shrunken."""
ONE_LINE = 0.7
"""The share of its size that a text keeps at least to stay in one line."""


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


def write_beside(
    context: SceneContext, pair: TextPair, head: Rect, note: Rect, ink: TextPaint
) -> tuple[PlacedText, ...]:
    """Return a short text and its second one, each in the middle of its own room.

    Args:
        ink: The color, and the surface under the text.
    """
    return (
        context.place_text(pair.text, pair.head, head, ink, "middle"),
        context.place_text(
            pair.detail or "", pair.note, note, replace(ink, color=ink.surface.quiet), "middle"
        ),
    )


def fit_together(context: SceneContext, pairs: Sequence[TextPair], room: Rect) -> list[TextPair]:
    """Return pairs that are seen together in the same sizes: those in which each of them fits into
    a room of this size.

    Their styles have to be the same.
    """
    if not any(pair.detail for pair in pairs):
        heads = _evenly(pairs[0].head, [_head_size(context, pair, room) for pair in pairs])
        return [replace(pair, head=head) for pair, head in zip(pairs, heads, strict=True)]
    ways = [_share(context, pairs, room, shares) for shares in SHARES]

    def worth(way: Sequence[TextPair]) -> tuple[int, float]:
        whole = sum(not _fit_note(context, pair, room).cut for pair in way)
        return whole, 4 * way[0].note.size + way[0].head.size

    return max(ways, key=worth)


def fit_all(context: SceneContext, texts: Sequence[str], style: TextStyle, room: Rect) -> TextStyle:
    """Return the style in the size in which each of the texts fits into a room of this size."""
    sizes = [_fitted(context, text, style, room) for text in texts]
    return replace(style, size=min(sizes, default=style.size))


def fit_unbroken(
    context: SceneContext, texts: Sequence[str], style: TextStyle, room: Rect
) -> TextStyle:
    """Return the style in the size in which each of the texts fits into a room of this size; in
    one line where that is not much smaller."""
    line = replace(style, lines=1, floor=ONE_LINE)
    broken = any(context.typesetter.fit(text, line, room.w, room.h).cut for text in texts)
    return replace(fit_all(context, texts, style if broken else line, room), lines=style.lines)


def fit_in_columns(
    context: SceneContext, pairs: Sequence[TextPair], head: Rect, note: Rect
) -> list[TextPair]:
    """Return pairs in the sizes in which all first texts fit into a room as large as `head`, and
    all second ones into one as large as `note`; each pair needs both."""
    large = min(_fitted(context, pair.text, pair.head, head) for pair in pairs)
    small = min(_fitted(context, pair.detail or "", pair.note, note) for pair in pairs)
    small = min(small, QUIETER * large)
    return [
        replace(pair, head=replace(pair.head, size=large), note=replace(pair.note, size=small))
        for pair in pairs
    ]


def _fitted(context: SceneContext, text: str, style: TextStyle, room: Rect) -> float:
    return context.typesetter.fit(text, style, room.w, room.h).size


def _share(
    context: SceneContext, pairs: Sequence[TextPair], room: Rect, shares: tuple[float, float]
) -> list[TextPair]:
    """The pairs in common sizes, of which neither is more than its share of the height."""
    first = pairs[0]
    head = replace(first.head, size=min(first.head.size, shares[0] * room.h))
    note = replace(first.note, size=min(first.note.size, shares[1] * room.h))
    pairs = [replace(pair, head=head, note=note) for pair in pairs]
    heads = _evenly(head, [_head_size(context, pair, room) for pair in pairs])
    note = replace(note, size=min(note.size, QUIETER * heads[0].size))
    pairs = [replace(pair, head=head, note=note) for pair, head in zip(pairs, heads, strict=True)]
    needed = [_fit_note(context, pair, room).size if pair.detail else note.size for pair in pairs]
    notes = _evenly(note, needed)
    return [replace(pair, note=note) for pair, note in zip(pairs, notes, strict=True)]


def _evenly(style: TextStyle, sizes: Sequence[float]) -> list[TextStyle]:
    """The style in the smallest of the sizes that some texts need, for each of them."""
    size = min(sizes)
    return [
        replace(style, size=size, wanted=WANTED * style.size if needed <= size else None)
        for needed in sizes
    ]


def _head_size(context: SceneContext, pair: TextPair, room: Rect) -> float:
    high = room.h * (pair.share if pair.detail else 1.0)
    return context.typesetter.fit(pair.text, pair.head, room.w, high).size


def _fit_note(context: SceneContext, pair: TextPair, room: Rect) -> TextBlock:
    _, _, left, _ = _heights(context, pair, room)
    return context.typesetter.fit(pair.detail or "", pair.note, room.w, left)


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
        note=replace(pair.note, size=min(pair.note.size, 0.36 * rect.h)),
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
