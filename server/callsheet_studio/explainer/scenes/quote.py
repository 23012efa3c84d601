"""Quote: somebody's words, arriving word by word, and whose they are."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from callsheet_studio.drawing.easing import Transform, ease_out_expo, ramp
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, polygon, sk_rect, stroke
from callsheet_studio.explainer.layers.cards import CardStyle, paint_body
from callsheet_studio.explainer.layers.headline import ARRIVES
from callsheet_studio.explainer.scene_context import Layer, PlacedText, SceneContext, TextPaint
from callsheet_studio.explainer.theme.presets import Card
from callsheet_studio.explainer.theme.theme import Theme

AUTHOR = 100.0
"""The height of the author's name, at most."""
PAD = 34.0
"""Around words on a card."""
TAILS: Mapping[Card, float] = {"sheet": 0.0, "slab": 0.0, "sticker": 56.0, "sketch": 0.0}
"""The cards that carry words, and how wide the corner of a speech bubble below them is."""


def quote(stage: SceneContext) -> list[Layer]:
    """The words are the scene's first item, or else its title; the subtitle says whose."""
    scene = stage.timed.scene
    words = scene.items[0].text if scene.items else scene.title
    facing = stage.mirrored_for_rtl(stage.size.safe, words)
    return facing.apply_mirror(_quoted(facing, words))


def _quoted(stage: SceneContext, words: str) -> list[Layer]:
    scene, safe, tall = stage.timed.scene, stage.size.safe, stage.size.tall
    author = scene.subtitle or (scene.items[0].detail if scene.items else None)
    centred = stage.look.preset.centred
    inset = 0.0 if tall else 70.0
    room = Rect(
        safe.x + inset,
        safe.y + 96,
        safe.w - 2 * inset,
        safe.h - 96 - (AUTHOR + 26 if author else 0),
    )
    on_card = stage.look.preset.card in TAILS
    room = room.inset(PAD, PAD) if on_card else room
    style = replace(
        stage.style("heading", 62 if len(words) < 90 else 52, 8),
        align="centre" if centred else "left",
        capitals=False,
        leading=1.24,
        floor=0.42,
    )
    inks = stage.look.inks
    surface = inks.panel if on_card else inks.ground
    writing = stage.place_text(
        words, style, room, TextPaint(surface, surface.text), "middle", by_word=True
    )
    place = Rect(room.x, writing.rect.y, room.w, writing.rect.h).inset(-PAD if on_card else 0, -PAD)
    above = writing.rect.y if not on_card else place.y + 20
    layers = [_ground(stage, place), _mark(stage, writing.rect, above), _arriving(stage, writing)]
    if author:
        below = place.bottom if on_card else writing.rect.bottom
        layers.append(_author(stage, author, below, room))
    return layers


def _ground(stage: SceneContext, place: Rect) -> Layer:
    """The card under the words, or the lines next to them, as the look has it."""
    motion, paint = stage.look.preset.motion, _GROUNDS[stage.look.preset.card]
    room = place.inset(-60)
    body = Sprite.drawn(room, stage.size.unit, lambda canvas: paint(canvas, stage.look, place))

    def draw(canvas: skia.Canvas, t: float) -> None:
        body.draw(canvas, motion.enter(t, ARRIVES))

    return draw


def _nothing(canvas: skia.Canvas, look: Theme, place: Rect) -> None:
    """The words stand free under their mark."""


def _bar(canvas: skia.Canvas, look: Theme, place: Rect) -> None:
    bar = Rect(place.x - 34, place.y + PAD / 2, 8, place.h - PAD)
    canvas.drawRect(sk_rect(bar), fill(look.inks.primary))


def _lines(canvas: skia.Canvas, look: Theme, place: Rect) -> None:
    for y in (place.y + 14, place.bottom - 14):
        canvas.drawLine(place.cx - 240, y, place.cx + 240, y, stroke(look.inks.accent, 1.5))


def _card(canvas: skia.Canvas, look: Theme, place: Rect) -> None:
    """The look's own card, with the corner of a speech bubble where the look has one."""
    if tail := TAILS[look.preset.card]:
        x = place.x + 90
        path = polygon((x, place.bottom - 8), (x + tail, place.bottom - 8), (x, place.bottom + 30))
        canvas.drawPath(path, fill(look.inks.panel.fill))
    paint_body(canvas, CardStyle(place, look.inks, look.preset, 0))


_GROUNDS: Mapping[Card, Callable[[skia.Canvas, Theme, Rect], None]] = {
    "glass": _nothing,
    "paper": _bar,
    "rule": _lines,
    **dict.fromkeys(TAILS, _card),
}


def _arriving(stage: SceneContext, writing: PlacedText) -> Layer:
    """Words arrive as they are spoken when the narration is the quote, else within two seconds."""
    motion, spoken = stage.look.preset.motion, stage.timed.words
    count = len(set(writing.words))
    pace = min(motion.stagger * 1.5, 2.0 / max(1, count))
    follow = len(spoken) == count
    times = [spoken[n].start - 0.15 if follow else 0.3 + n * pace for n in writing.words]

    def draw(canvas: skia.Canvas, t: float) -> None:
        writing.draw(canvas, lambda n: motion.enter_title(t, times[n]))

    return draw


def _mark(stage: SceneContext, words: Rect, foot: float) -> Layer:
    """A large quotation mark that stands over `foot`."""
    centred = stage.look.preset.centred
    inks, unit = stage.look.inks, stage.size.unit
    size = 150.0
    x = words.cx - 36 if centred else words.x
    rect = Rect(x, foot - 92, 90, 76)
    paint_colour = fill(inks.accent)

    def paint(canvas: skia.Canvas) -> None:
        face = stage.look.preset.type.display
        line = stage.typesetter.paragraph("\u201c", face, size, paint_colour)
        line.paint(canvas, rect.x, rect.y + 0.72 * size - line.AlphabeticBaseline)

    mark = Sprite.drawn(rect.inset(-20), unit, paint, stage.mirror is not None)

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = ease_out_expo(ramp(t, ARRIVES, 1.0))
        mark.draw(canvas, Transform(dy=-30 * (1 - p), scale=0.8 + 0.2 * p, alpha=p))

    return draw


def _author(stage: SceneContext, text: str, above: float, room: Rect) -> Layer:
    surface, motion = stage.look.inks.ground, stage.look.preset.motion
    centred = stage.look.preset.centred
    style = replace(stage.style("text", 29, 3), align="centre" if centred else "left")
    left = room.x if centred else room.x + 62
    rect = Rect(left, above + 26, room.right - left, AUTHOR)
    writing = stage.place_text(text, style, rect, TextPaint(surface, surface.quiet))
    at = min(1.6, stage.timed.seconds * 0.35)

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = ease_out_expo(ramp(t, at, 0.8))
        y = writing.rect.y + writing.block.leading / 2
        if not centred and p > 0:
            canvas.drawRect(sk_rect(Rect(room.x, y - 1.5, 44 * p, 3)), fill(stage.look.inks.accent))
        writing.draw(canvas, lambda _: motion.enter(t, at))

    return draw
