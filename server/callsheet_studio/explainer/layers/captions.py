"""Captions: the narration in short lines, each word that carries meaning lit as it is spoken."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.line_breaking import GLUE
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, blur_paint, fill, sk_rect, sk_rrect
from callsheet_studio.drawing.text_layout import TextStyle
from callsheet_studio.explainer.scene_context import (
    Layer,
    PlacedText,
    SceneContext,
    TextBox,
    TextPaint,
)
from callsheet_studio.explainer.theme.color_roles import ColorRoles, SurfaceColors
from callsheet_studio.explainer.theme.presets import Caption
from callsheet_studio.text.function_words import function_words
from callsheet_studio.text.phrase_splitting import join_words, split_portions
from callsheet_studio.text.punctuation import AROUND_WORDS
from callsheet_studio.text.timed_word import TimedWord
from callsheet_studio.text.word_ties import is_number_part

LINGER = 0.5
"""How long a caption stays after its last word, if none follows."""
COLUMNS, COLUMNS_TALL = 42, 40
"""Of a caption at most: on one line, and on two."""
LARGER_TALL = 1.4
"""How much larger captions are in a tall frame."""
UNHEARD = 1.25
"""How much larger captions are in a film without a voice."""


@dataclass(frozen=True)
class CaptionLine:
    """A line of captions, and when it is shown: `start` and `end` in seconds of the scene."""

    words: tuple[TimedWord, ...]
    start: float
    end: float


def draw_captions(context: SceneContext, until: float = math.inf) -> Layer:
    """Return the layer of a scene's captions. Each word that carries meaning is highlighted while
    it is spoken.

    Args:
        until: The second from which the scene itself shows what is said.
    """
    limit = round((COLUMNS_TALL if context.size.tall else COLUMNS) / _larger(context))
    words = [word for word in context.timed.words if word.start < until]
    lines = [replace(line, end=min(line.end, until)) for line in break_lines(words, limit)]
    shown = [_Shown.of(context, line) for line in lines]

    def draw(canvas: skia.Canvas, t: float) -> None:
        for caption in shown:
            if caption.line.start - 0.1 <= t < caption.line.end:
                caption.draw(canvas, t)

    return draw


def break_lines(words: Sequence[TimedWord], limit: int) -> list[CaptionLine]:
    """Split timed words into caption lines of at most `limit` columns (see `width_of`), about
    equally long, and cut at pauses.

    A line appears with its first word. It stays `LINGER` seconds after its last one, but ends 0.1 s
    before the next line.
    """
    groups = split_portions(words, limit)
    starts = [*(group[0].start for group in groups[1:]), float("inf")]
    return [
        CaptionLine(tuple(group), group[0].start, min(group[-1].end + LINGER, following - 0.1))
        for group, following in zip(groups, starts, strict=False)
    ]


@dataclass(frozen=True)
class _Shown:
    """A caption, set: the same words in three colors, one sprite each."""

    line: CaptionLine
    ground: Sprite
    coming: PlacedText
    current: PlacedText
    spoken: PlacedText
    plain: frozenset[str]
    """Words that aren't lit."""

    @classmethod
    def of(cls, context: SceneContext, line: CaptionLine) -> "_Shown":
        """Set a line in the caption band."""
        band, surface = context.size.caption_band, context.theme.inks.caption
        text = join_words(line.words, GLUE)
        settings = [
            replace(context, boxes=[]).place_text(
                text,
                _style(context),
                band.inset(28, 0),
                TextPaint(surface, color),
                "middle",
                by_word=True,
            )
            for color in (surface.quiet, surface.accent, surface.text)
        ]
        context.boxes.append(_box(surface, line, settings[0]))
        plain = function_words(context.theme.language)
        return cls(line, _ground(context, settings[0].rect, text), *settings, plain=plain)

    def draw(self, canvas: skia.Canvas, t: float) -> None:
        """The caption at `t`: it comes, goes and lights its words from one frame to the next."""
        self.ground.draw(canvas)
        ends = (*(word.start for word in self.line.words[1:]), self.line.words[-1].end)
        for n, number in enumerate(self.spoken.words):
            word, measure = self.line.words[number], self._measure(number)
            is_coming = t < self.line.words[measure[0]].start
            is_spoken = t >= ends[measure[-1]] or _without_marks(word.text) in self.plain
            writing = self.coming if is_coming else self.spoken if is_spoken else self.current
            writing.parts[n].draw(canvas)

    def _measure(self, number: int) -> range:
        """The words that are lit together with one: a number's unit and sign."""
        texts = [word.text for word in self.line.words]
        first, last = number, number
        while first and is_number_part(texts[first - 1], texts[first]):
            first -= 1
        while last + 1 < len(texts) and is_number_part(texts[last], texts[last + 1]):
            last += 1
        return range(first, last + 1)


def _without_marks(word: str) -> str:
    """A word without the marks around it, in small letters."""
    return word.strip(AROUND_WORDS + "–—").lower().replace("’", "'")


def _box(surface: SurfaceColors, line: CaptionLine, writing: PlacedText) -> TextBox:
    block = writing.block
    return TextBox(
        join_words(line.words),
        writing.rect,
        block.size,
        block.style.size,
        block.cut,
        min(surface.contrast(ink) for ink in (surface.text, surface.quiet, surface.accent)),
        block.missing,
        (line.start - 0.1, line.end),
        caption=True,
    )


def _larger(context: SceneContext) -> float:
    return 1.0 if context.timed.voiced else UNHEARD


def _style(context: SceneContext) -> TextStyle:
    """How captions are set in this look."""
    preset, tall = context.theme.preset, context.size.tall
    face = preset.type.strong if preset.caption == "chip" else preset.type.text
    face = face if preset.caption == "bare" else replace(face, weight=600)
    size = (34.0 if preset.caption == "chip" else 29.0) * (LARGER_TALL if tall else 1.0)
    size *= _larger(context)
    return TextStyle(face, size, floor=0.5, lines=2 if tall else 1, align="centre")


def _ground(context: SceneContext, rect: Rect, text: str) -> Sprite:
    """What the words stand on."""
    paint, spill = _GROUNDS[context.theme.preset.caption], 30
    inks, backwards = context.theme.inks, context.typesetter.reads_rtl(text)
    room = rect.inset(-spill - 26, -spill)
    return Sprite.record(room, context.size.unit, lambda c: paint(c, inks, rect), backwards)


def _draw_box(canvas: skia.Canvas, inks: ColorRoles, rect: Rect) -> None:
    canvas.drawRRect(sk_rrect(rect.inset(-24, -8), 13), fill(inks.caption.fill, 0.88))


def _bare(canvas: skia.Canvas, inks: ColorRoles, rect: Rect) -> None:
    canvas.drawRRect(sk_rrect(rect.inset(-22, -4), 22), blur_paint(inks.caption.fill, 9, 0.9))


def _draw_band(canvas: skia.Canvas, inks: ColorRoles, rect: Rect) -> None:
    canvas.drawRect(sk_rect(rect.inset(-22, -8)), fill(inks.caption.fill, 0.94))
    canvas.drawRect(sk_rect(rect.inset(-22, -8).left_part(6)), fill(inks.caption.accent))


def _chip(canvas: skia.Canvas, inks: ColorRoles, rect: Rect) -> None:
    canvas.drawRRect(sk_rrect(rect.inset(-26, -7), 40), fill(inks.caption.fill, 0.95))


_GROUNDS: Mapping[Caption, Callable[[skia.Canvas, ColorRoles, Rect], None]] = {
    "box": _draw_box,
    "bare": _bare,
    "band": _draw_band,
    "chip": _chip,
}
