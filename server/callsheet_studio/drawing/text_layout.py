"""Text that fits: breaking, balancing, shrinking to a floor, then an ellipsis.

Widths are measured once at 100 units and scale with the size.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from callsheet_studio.drawing.fonts import FontFace, Fonts
from callsheet_studio.drawing.line_breaking import (
    GLUE,
    TextRun,
    balance,
    break_lines,
    break_points,
    is_rtl,
    is_rtl_language,
    line_width,
    position_words,
    tied_units,
    unit_width,
)
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.text.word_ties import stay_together

Align: TypeAlias = Literal["left", "centre", "right"]
NOMINAL = 100.0
SHRINK = 0.94
ELLIPSIS = "…"


@dataclass(frozen=True)
class TextStyle:
    """The font, size and number of lines that a text is to have, and how small it may become."""

    face: FontFace
    size: float
    """Design units."""
    floor: float = 0.62
    """The smallest size, as a share of `size`; a text that does not fit then is cut."""
    leading: float = 1.22
    """The distance of two lines, as a multiple of the size."""
    lines: int = 2
    """At most."""
    align: Align = "left"
    tracking: float = 0.0
    """Extra space between letters, as a share of the size."""
    capitals: bool = False
    wanted: float | None = None
    """The size that it was wanted to have at least, for reports; None: `size`."""


@dataclass(frozen=True)
class TextBlock:
    """A text broken into lines, at its final size. Lengths in design units."""

    style: TextStyle
    size: float
    lines: tuple[tuple[TextRun, ...], ...]
    leading: float
    """The distance of two lines."""
    cut: bool = False
    """Whether words were left out."""
    missing: str = ""
    """Characters that no font here can draw."""

    @property
    def width(self) -> float:
        """The width of the longest line, in design units."""
        return max((line_width(line) for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """The height of all lines, in design units."""
        return self.leading * len(self.lines)

    @property
    def shrank(self) -> bool:
        """Whether the text is smaller than its style asks."""
        return self.size < self.style.size - 0.01


@dataclass
class TextLayout:
    """Breaks and measures texts. Keeps the widths that it has measured and the blocks that it has
    set: a scene that looks for its layout asks for each of them ten times."""

    fonts: Fonts
    least: float = 0.0
    """No text is set smaller than this, unless its room is too low for one line of that size."""
    widths: dict[tuple[FontFace, str], float] = field(
        default_factory=dict[tuple[FontFace, str], float]
    )
    blocks: dict[tuple[str, TextStyle, float, float], TextBlock] = field(
        default_factory=dict[tuple[str, TextStyle, float, float], TextBlock]
    )

    def fit(self, text: str, style: TextStyle, width: float, height: float = 1e6) -> TextBlock:
        """Return a text at the largest size at which it fits into `width` x `height` design units
        and at most `style.lines` lines: at most the style's size, or `least` if that is larger.

        No size is below `least`, unless one line of that is too high. If the text does not fit at
        the smallest size, the rest is cut off and it ends with an ellipsis (`TextBlock.cut`).
        """
        key = (text, style, width, height)
        if key not in self.blocks:
            self.blocks[key] = self._fit(*key)
        return self.blocks[key]

    def _fit(self, text: str, style: TextStyle, width: float, height: float) -> TextBlock:
        clean, missing = self.fonts.drawable(" ".join(text.split()), style.face)
        words = self._words(clean.upper() if style.capitals else clean, style)
        leading = style.leading if clean.isascii() else max(style.leading, _leading(clean))
        size, floor = max(style.size, self.least), max(style.size * style.floor, self.least)
        while size > floor:
            if block := self._try(words, style, size, width, height / leading):
                return replace(block, leading=leading * block.size, missing=missing)
            size *= SHRINK
        block = self._force(words, style, min(floor, height / leading), width, height / leading)
        return replace(block, leading=leading * block.size, missing=missing)

    def reads_rtl(self, text: str) -> bool:
        """Return whether things with this text are arranged from right to left: because of the
        text, or because the film's language is written so."""
        return is_rtl_language(self.fonts.language) or is_rtl(text)

    def width(self, text: str, face: FontFace, size: float, tracking: float = 0.0) -> float:
        """Return the width of a text in one line, in design units.

        Args:
            tracking: Extra space after each character, as a share of the size.
        """
        key = (face, text)
        if key not in self.widths:
            paragraph = self.paragraph(text, face, NOMINAL)
            self.widths[key] = paragraph.MaxIntrinsicWidth
        return self.widths[key] * size / NOMINAL + tracking * size * len(text)

    def paragraph(
        self,
        text: str,
        face: FontFace,
        size: float,
        paint: skia.Paint | None = None,
        tracking: float = 0,
    ) -> skia.textlayout.Paragraph:
        """Return a text in one line as a Skia paragraph, laid out, ready to be painted.

        Args:
            size: In the units of the canvas.
            paint: How it is painted; None paints it black.
            tracking: Extra space after each character, as a share of the size.
        """
        style = skia.textlayout.TextStyle()
        style.setFontFamilies([skia.String(name) for name in self.fonts.families(face, text)])
        style.setFontSize(size)
        style.setLetterSpacing(tracking * size)
        if paint:
            style.setForegroundPaint(paint)
        form = skia.textlayout.ParagraphStyle()
        form.setTextStyle(style)
        builder = skia.textlayout.ParagraphBuilder.make(
            form, self.fonts.collection, self.fonts.unicode
        )
        builder.pushStyle(style)
        builder.addText(text)
        paragraph = builder.Build()
        paragraph.layout(1e7)
        return paragraph

    def _words(self, text: str, style: TextStyle) -> list[TextRun]:
        """The pieces of a text at the nominal size."""
        gap = self.width("n n", style.face, NOMINAL) - self.width("nn", style.face, NOMINAL)
        gap += style.tracking * NOMINAL
        backwards = is_rtl(text, self.fonts.language)
        words: list[TextRun] = []
        before = ""
        for n, (chunk, glued) in enumerate(_chunks(text)):
            is_tied, before = stay_together(before, chunk), chunk
            for k, piece in enumerate(break_points(chunk)):
                shown = f"\u2067{piece}\u2069" if backwards else piece
                width = self.width(piece, style.face, NOMINAL, style.tracking)
                space = 0.0 if k or glued else gap
                words.append(TextRun(shown, width, space, n, tied=is_tied and not k))
        return words

    def _try(
        self, words: Sequence[TextRun], style: TextStyle, size: float, width: float, height: float
    ) -> TextBlock | None:
        """The text at this size, if it fits without breaking words."""
        room = width / size * NOMINAL
        if any(unit_width(unit) > room for unit in tied_units(words)):
            return None
        lines = break_lines(words, room)
        if len(lines) > style.lines or len(lines) * size > height + 0.01:
            return None
        return _block(balance(words, room, len(lines)), style, size)

    def _force(
        self, words: Sequence[TextRun], style: TextStyle, size: float, width: float, height: float
    ) -> TextBlock:
        """The text at the floor: long words are broken, and what is too much is cut."""
        room = width / size * NOMINAL
        broken = [piece for word in words for piece in self._split(word, style, room)]
        lines = break_lines(broken, room)
        fit = max(1, min(style.lines, int(height / size + 0.01)))
        if len(lines) <= fit:
            return _block(balance(broken, room, len(lines)), style, size)
        last = self._end(lines[fit - 1], style, room)
        return replace(_block([*lines[: fit - 1], last], style, size), cut=True)

    def _split(self, word: TextRun, style: TextStyle, room: float) -> list[TextRun]:
        """A word that is wider than the room, in pieces that are not."""
        if word.width <= room:
            return [word]
        parts: list[TextRun] = []
        rest, space = word.text, word.space
        while rest:
            end = self._prefix(rest, style, room)
            width = self.width(rest[:end], style.face, NOMINAL, style.tracking)
            parts.append(TextRun(rest[:end], width, space, word.n, tied=word.tied and not parts))
            rest, space = rest[end:], 0.0
        return parts

    def _prefix(self, text: str, style: TextStyle, room: float) -> int:
        """How many characters fit; at least one, and none of its marks are torn off."""
        low, high = 1, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            fits = self.width(text[:middle], style.face, NOMINAL, style.tracking) <= room
            low, high = (middle, high) if fits else (low, middle - 1)
        while low < len(text) and unicodedata.combining(text[low]):
            low += 1
        return low

    def _end(self, line: Sequence[TextRun], style: TextStyle, room: float) -> list[TextRun]:
        """The line with an ellipsis, however many words that costs."""
        mark = self.width(ELLIPSIS, style.face, NOMINAL, style.tracking)
        kept = list(line)
        is_parted = False
        while len(kept) > 1 and (is_parted or line_width(position_words(kept)) + mark > room):
            is_parted = kept.pop().tied
        word = kept[-1]
        text = word.text
        while len(text) > 1 and self.width(text, style.face, NOMINAL, style.tracking) + mark > room:
            text = text[:-1]
        text = text.rstrip(" ,;:.-–") + ELLIPSIS
        width = self.width(text, style.face, NOMINAL, style.tracking)
        return [*kept[:-1], TextRun(text, width, word.space, word.n, tied=word.tied)]


def _chunks(text: str) -> Iterator[tuple[str, bool]]:
    """The words of a text, and whether each follows the one before without a space."""
    for spaced in text.split():
        for n, chunk in enumerate(spaced.split(GLUE)):
            yield chunk, n > 0


def _leading(text: str) -> float:
    """The line pitch that marks above and below the letters of a script need."""
    tall = any("\u0590" <= char <= "\u0fff" for char in text)
    return 1.55 if tall else 1.3


def _block(lines: Sequence[Sequence[TextRun]], style: TextStyle, size: float) -> TextBlock:
    """Lines at the nominal size, as a block at their own."""
    factor = size / NOMINAL
    return TextBlock(
        style,
        size,
        tuple(
            tuple(
                replace(
                    word,
                    width=word.width * factor,
                    space=word.space * factor,
                    x=word.x * factor,
                )
                for word in position_words(line)
            )
            for line in lines
        ),
        leading=size * style.leading,
    )
