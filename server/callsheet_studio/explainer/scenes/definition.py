"""Definition: a term, large, and then what it means."""

from collections.abc import Sequence
from dataclasses import replace

from callsheet_studio.drawing.easing import ease_out_expo, ramp
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, sk_rect
from callsheet_studio.drawing.text_layout import Align, TextStyle
from callsheet_studio.explainer.layers.headline import heading, headline, place_headline
from callsheet_studio.explainer.layers.text_pair import fit_all, item_opacity
from callsheet_studio.explainer.scene_context import (
    ItemPage,
    Layer,
    PlacedText,
    SceneContext,
    TextPaint,
)
from callsheet_studio.storyboard.content import Definition, Term
from callsheet_studio.text.punctuation import SENTENCE_ENDS
from callsheet_studio.text.sentences import join_sentences

LEAST = 26.0
MOST = 3
"""Terms that are seen together."""
AFTER = 0.55
"""Seconds from a term to its meaning."""
SIGN = 6.0
"""Width of the line next to a meaning."""
GAP = 26.0


def definition(context: SceneContext) -> list[Layer]:
    """Return the layers of a definition: one large term with its meaning, or several terms on
    pages.

    Raises:
        TypeError: The scene has no definition.
    """
    content = context.timed.scene.content
    if not isinstance(content, Definition):
        raise TypeError(f"a scene of kind definition holds {content!r}")
    if len(content.terms) == 1:
        return _single(context, content.terms[0])
    safe, tall = context.size.safe, context.size.tall
    head = heading(context, safe.top_part(160 if tall else 104), lines=3 if tall else 1)
    top = head.rect.bottom + 18
    room = Rect(safe.x, top, safe.w, safe.bottom - top)
    listed = context.replace_items(context.timed.scene.elements)
    layers = [head.layer]
    for page in listed.pages(MOST):
        rows = room.rows(len(page.items), 22)
        for n, row in zip(page.items, rows, strict=True):
            layers += _term_layers(listed, content.terms[n], n, row, page)
    return layers


def _single(context: SceneContext, term: Term) -> list[Layer]:
    """The term in the place of a headline if it is the scene's title, else below one."""
    safe, scene, preset = context.size.safe, context.timed.scene, context.theme.preset
    layers: list[Layer] = []
    room = safe
    if scene.title.strip().casefold() != term.term.strip().casefold():
        head = heading(context, safe.top_part(150 if context.size.tall else 100), lines=2)
        layers.append(head.layer)
        room = Rect(safe.x, head.rect.bottom + 10, safe.w, safe.bottom - head.rect.bottom - 10)
    align: Align = "centre" if preset.centred else "left"
    base = context.style("title", preset.type.title_size * (0.9 if layers else 1.05), 2)
    style = replace(base, align=align, floor=LEAST / base.size)
    upper = room.top_part(room.h * 0.42 - 30)
    cue = context.cues[0] if layers else context.posed(-0.14)
    writing = headline(context, term.term, style, upper, "bottom")
    layers.append(place_headline(context, writing, preset.centred, cue))
    lower = room.bottom_part(room.h * 0.58 - 26)
    layers += _meanings(context, term.meanings, lower, align, max(cue, context.cues[0]) + AFTER)
    return layers


def _meanings(
    context: SceneContext, meanings: Sequence[str], room: Rect, align: Align, at: float
) -> list[Layer]:
    """What a term means, word by word; several meanings in their order."""
    surface, motion = context.theme.inks.ground, context.theme.preset.motion
    lines = max(1, 6 // max(1, len(meanings))) + (2 if context.size.tall else 0)
    base = context.style("text", 44 if len(meanings) < 2 else 34, lines)
    style = replace(base, align=align, floor=LEAST / base.size, leading=1.3)
    parts = room.rows(max(1, len(meanings)), 12)
    whole = replace(room, w=min(room.w, 980.0))
    if context.typesetter.reads_rtl(meanings[0] if meanings else ""):
        whole = whole.mirror(room)
    layers: list[Layer] = []
    y = room.y
    for n, meaning in enumerate(meanings):
        text = f"{n + 1}. {meaning}" if len(meanings) > 1 else meaning
        place = room if align == "centre" else whole
        height = parts[n].h
        block = context.typesetter.fit(text, style, place.w, height)
        row = Rect(place.x, y, place.w, block.height + 1)
        ink = TextPaint(surface, surface.text)
        writing = context.place_text(text, replace(style, size=block.size), row, ink, by_word=True)
        y += block.height + 12
        layers.append(_by_word(writing, at + 0.5 * n, min(motion.stagger, 0.05), context))
    return layers


def _by_word(writing: PlacedText, at: float, stagger: float, context: SceneContext) -> Layer:
    motion = context.theme.preset.motion

    def draw(canvas: skia.Canvas, t: float) -> None:
        writing.draw(canvas, lambda n: motion.enter(t, at + stagger * n))

    return draw


def _term_layers(
    context: SceneContext, term: Term, index: int, row: Rect, page: ItemPage
) -> list[Layer]:
    """A term next to its meaning, or above it in tall frames, with a line in the look's color."""
    inks, cue = context.theme.inks, context.cues[index]
    body, surface, tall = _join(term.meanings), inks.ground, context.size.tall
    if tall:
        upper = Rect(row.x + GAP, row.y, row.w - GAP, 44.0 if row.h > 150 else 36.0)
        lower = Rect(upper.x, upper.bottom + 4, upper.w, row.bottom - upper.bottom - 4)
    else:
        upper = Rect(row.x + GAP, row.y, row.w * 0.32 - GAP, row.h)
        lower = Rect(upper.right + 2 * GAP, row.y, row.right - upper.right - 2 * GAP, row.h)
    sign = Rect(row.x, row.y + 4, SIGN, row.h - 8)
    if context.typesetter.reads_rtl(term.term):
        upper, lower, sign = (part.mirror(row) for part in (upper, lower, sign))
    names = [context.timed.scene.items[n].text for n in page.items]
    name = _style(context.style("strong", 38 if not tall else 34, 1 if tall else 2))
    note = _style(context.style("text", 32 if not tall else 29, max(1, int(lower.h / 38))))
    ink = TextPaint(surface, surface.accent, life=page.life)
    name = fit_all(context, names, name, upper)
    head = context.place_text(term.term, name, upper, ink, "top" if tall else "middle")
    told = replace(ink, color=surface.text, rest=surface.rest)
    text = (
        context.place_text(body, note, lower, told, "top" if tall else "middle") if body else None
    )

    def draw(canvas: skia.Canvas, t: float) -> None:
        motion = context.theme.preset.motion
        rest = item_opacity(context, surface, index, t) * page.alpha(t)
        grown = ease_out_expo(ramp(t, cue, 0.7))
        if grown > 0:
            line = sign.top_part(sign.h * grown)
            canvas.drawRect(sk_rect(line), fill(inks.accent, rest))
        head.draw(canvas, lambda _: motion.enter(t, cue).dim(page.alpha(t)))
        if text:
            text.draw(canvas, lambda _: motion.enter(t, cue + AFTER).dim(rest))

    return [draw]


def _join(meanings: Sequence[str]) -> str:
    """Several meanings in one text; sentences stay sentences."""
    ended = all(meaning.rstrip().endswith(SENTENCE_ENDS) for meaning in meanings)
    return join_sentences(meanings) if ended else "; ".join(meanings)


def _style(style: TextStyle) -> TextStyle:
    return replace(style, floor=LEAST / style.size)
