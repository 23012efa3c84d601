"""Quote: somebody's words, arriving word by word, and whose they are."""

from dataclasses import replace

from callsheet_studio.drawing.easing import Transform, ease_out_expo, ramp
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, sk_rect
from callsheet_studio.explainer.layers.headline import ARRIVES
from callsheet_studio.explainer.scene_context import Layer, PlacedText, SceneContext, TextPaint

AUTHOR = 100.0
"""The height for whose words they are, at most."""


def quote(stage: SceneContext) -> list[Layer]:
    """The words are the scene's first item, or else its title; the subtitle says whose."""
    scene, safe, tall = stage.timed.scene, stage.size.safe, stage.size.tall
    words = scene.items[0].text if scene.items else scene.title
    author = scene.subtitle or (scene.items[0].detail if scene.items else None)
    centred = stage.look.preset.centred
    inset = 0.0 if tall else 70.0
    room = Rect(
        safe.x + inset, safe.y + 96, safe.w - 2 * inset, safe.h - 96 - (AUTHOR + 26) * bool(author)
    )
    style = replace(
        stage.style("heading", 62 if len(words) < 90 else 52, 8),
        align="centre" if centred else "left",
        capitals=False,
        leading=1.24,
        floor=0.42,
    )
    surface = stage.look.inks.ground
    writing = stage.place_text(
        words, style, room, TextPaint(surface, surface.text), "middle", by_word=True
    )
    layers = [_mark(stage, writing, centred), _arriving(stage, writing)]
    if author:
        layers.append(_author(stage, author, writing.rect, room))
    return layers


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


def _mark(stage: SceneContext, writing: PlacedText, centred: bool) -> Layer:
    """A large quotation mark over the words."""
    inks, unit = stage.look.inks, stage.size.unit
    size = 150.0
    x = writing.rect.cx - 36 if centred else writing.rect.x
    rect = Rect(x, writing.rect.y - 92, 90, 76)
    paint_colour = fill(inks.accent)

    def paint(canvas: skia.Canvas) -> None:
        face = stage.look.preset.type.display
        line = stage.typesetter.paragraph("\u201c", face, size, paint_colour)
        line.paint(canvas, rect.x, rect.y + 0.72 * size - line.AlphabeticBaseline)

    mark = Sprite.drawn(rect.inset(-20), unit, paint)

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = ease_out_expo(ramp(t, ARRIVES, 1.0))
        mark.draw(canvas, Transform(dy=-30 * (1 - p), scale=0.8 + 0.2 * p, alpha=p))

    return draw


def _author(stage: SceneContext, text: str, words: Rect, room: Rect) -> Layer:
    surface, motion = stage.look.inks.ground, stage.look.preset.motion
    centred = stage.look.preset.centred
    style = replace(stage.style("text", 29, 3), align="centre" if centred else "left")
    left = room.x if centred else room.x + 62
    rect = Rect(left, words.bottom + 26, room.right - left, AUTHOR)
    writing = stage.place_text(text, style, rect, TextPaint(surface, surface.quiet))
    at = min(1.6, stage.timed.seconds * 0.35)

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = ease_out_expo(ramp(t, at, 0.8))
        y = writing.rect.y + writing.block.leading / 2
        if not centred and p > 0:
            canvas.drawRect(sk_rect(Rect(room.x, y - 1.5, 44 * p, 3)), fill(stage.look.inks.accent))
        writing.draw(canvas, lambda _: motion.enter(t, at))

    return draw
