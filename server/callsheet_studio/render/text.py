"""Text that fits: breaking, balancing, shrinking to a floor, then an ellipsis.

Widths are measured once at 100 units and scale with the size. A word is the smallest thing that is
placed: between spaces in most scripts, a single character in Chinese and Japanese.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Literal, TypeAlias

from callsheet_studio.render.fonts import Face, Fonts
from callsheet_studio.render.graphics import skia

Align: TypeAlias = Literal["left", "centre", "right"]
NOMINAL = 100.0
SHRINK = 0.94
ELLIPSIS = "…"
_WIDE = {"W", "F"}
_CLOSING = set("、。，．）」』】！？；：,.)!?;:…”’")


@dataclass(frozen=True)
class TextStyle:
    """How a text would like to look, and how far it may give way."""

    face: Face
    size: float
    """Design units."""
    floor: float = 0.62
    """The share of `size` below which it is cut instead."""
    leading: float = 1.22
    lines: int = 2
    """At most."""
    align: Align = "left"
    tracking: float = 0.0
    """Extra space between letters, as a share of the size."""
    capitals: bool = False


@dataclass(frozen=True)
class Word:
    """A piece that is never broken, and where it stands in its line."""

    text: str
    width: float
    space: float
    """What stands between it and the word before, unless it begins a line."""
    n: int = 0
    """The number of the spaced word that it is or belongs to, in reading order."""
    x: float = 0.0


@dataclass(frozen=True)
class Block:
    """A text broken into lines at its final size."""

    style: TextStyle
    size: float
    lines: tuple[tuple[Word, ...], ...]
    leading: float
    """Line pitch in design units."""
    cut: bool = False
    """Whether words were left out."""
    missing: str = ""
    """Characters that no font here can draw."""

    @property
    def width(self) -> float:
        """Of the longest line."""
        return max((_line_width(line) for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """Of all lines."""
        return self.leading * len(self.lines)

    @property
    def shrank(self) -> bool:
        """Whether it is smaller than asked."""
        return self.size < self.style.size - 0.01


@dataclass
class Typesetter:
    """Breaks and measures texts. Keeps the widths that it has measured."""

    fonts: Fonts
    widths: dict[tuple[Face, str], float] = field(default_factory=dict[tuple[Face, str], float])

    def fit(self, text: str, style: TextStyle, width: float, height: float = 1e6) -> Block:
        """The largest setting inside `width` x `height` with at most `style.lines` lines."""
        clean, missing = self.fonts.drawable(" ".join(text.split()), style.face)
        words = self._words(clean.upper() if style.capitals else clean, style)
        leading = style.leading if clean.isascii() else max(style.leading, _leading(clean))
        size, floor = style.size, style.size * style.floor
        while size > floor:
            if block := self._try(words, style, size, width, height / leading):
                return replace(block, leading=leading * block.size, missing=missing)
            size *= SHRINK
        block = self._force(words, style, min(floor, height / leading), width, height / leading)
        return replace(block, leading=leading * block.size, missing=missing)

    def width(self, text: str, face: Face, size: float, tracking: float = 0.0) -> float:
        """The advance of a text in one line, in design units."""
        key = (face, text)
        if key not in self.widths:
            paragraph = self.paragraph(text, face, NOMINAL)
            self.widths[key] = paragraph.MaxIntrinsicWidth
        return self.widths[key] * size / NOMINAL + tracking * size * len(text)

    def paragraph(
        self,
        text: str,
        face: Face,
        size: float,
        paint: skia.Paint | None = None,
        tracking: float = 0,
    ) -> skia.textlayout.Paragraph:
        """One line, laid out and ready to be painted."""
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

    def _words(self, text: str, style: TextStyle) -> list[Word]:
        """The pieces of a text at the nominal size."""
        gap = self.width("n n", style.face, NOMINAL) - self.width("nn", style.face, NOMINAL)
        gap += style.tracking * NOMINAL
        backwards = is_rtl(text)
        words: list[Word] = []
        for n, chunk in enumerate(text.split()):
            for k, piece in enumerate(pieces(chunk)):
                shown = f"\u2067{piece}\u2069" if backwards else piece
                width = self.width(piece, style.face, NOMINAL, style.tracking)
                words.append(Word(shown, width, 0.0 if k else gap, n))
        return words

    def _try(
        self, words: Sequence[Word], style: TextStyle, size: float, width: float, height: float
    ) -> Block | None:
        """The text at this size, if it fits without breaking words."""
        room = width / size * NOMINAL
        if any(word.width > room for word in words):
            return None
        lines = _break(words, room)
        if len(lines) > style.lines or len(lines) * size > height + 0.01:
            return None
        return _block(_balance(words, room, len(lines)), style, size)

    def _force(
        self, words: Sequence[Word], style: TextStyle, size: float, width: float, height: float
    ) -> Block:
        """The text at the floor: long words are broken, and what is too much is cut."""
        room = width / size * NOMINAL
        broken = [piece for word in words for piece in self._split(word, style, room)]
        lines = _break(broken, room)
        fit = max(1, min(style.lines, int(height / size + 0.01)))
        if len(lines) <= fit:
            return _block(lines, style, size)
        last = self._end(lines[fit - 1], style, room)
        return replace(_block([*lines[: fit - 1], last], style, size), cut=True)

    def _split(self, word: Word, style: TextStyle, room: float) -> list[Word]:
        """A word that is wider than the room, in pieces that are not."""
        if word.width <= room:
            return [word]
        parts: list[Word] = []
        rest, space = word.text, word.space
        while rest:
            end = self._prefix(rest, style, room)
            width = self.width(rest[:end], style.face, NOMINAL, style.tracking)
            parts.append(Word(rest[:end], width, space, word.n))
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

    def _end(self, line: Sequence[Word], style: TextStyle, room: float) -> list[Word]:
        """The line with an ellipsis, however many words that costs."""
        mark = self.width(ELLIPSIS, style.face, NOMINAL, style.tracking)
        kept = list(line)
        while len(kept) > 1 and _line_width(_placed(kept)) + mark > room:
            kept.pop()
        word = kept[-1]
        text = word.text
        while len(text) > 1 and self.width(text, style.face, NOMINAL, style.tracking) + mark > room:
            text = text[:-1]
        text = text.rstrip(" ,;:.-–") + ELLIPSIS
        width = self.width(text, style.face, NOMINAL, style.tracking)
        return [*kept[:-1], Word(text, width, word.space, word.n)]


def pieces(chunk: str) -> list[str]:
    """Where a chunk without spaces may be broken: around Chinese and Japanese characters."""
    if chunk.isascii():
        return [chunk]
    found: list[str] = []
    for wide, run in groupby(chunk, key=lambda char: unicodedata.east_asian_width(char) in _WIDE):
        text = "".join(run)
        found += list(text) if wide and not _is_hangul_or_emoji(chunk) else [text]
    joined: list[str] = []
    for piece in found:
        if joined and piece[0] in _CLOSING:
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def is_rtl(text: str) -> bool:
    """Whether the first strong character runs from right to left (UAX 9, rule P2)."""
    strong = (unicodedata.bidirectional(char) for char in text)
    return next((kind in {"R", "AL"} for kind in strong if kind in {"L", "R", "AL"}), False)


def in_order(words: Sequence[Word]) -> list[Word]:
    """The words of a line from left to right: runs of the other direction keep their own order."""
    if not any(word.text.startswith("\u2067") for word in words):
        return list(words)
    runs: list[list[Word]] = []
    for backwards, run in groupby(words, key=lambda word: is_rtl(word.text)):
        ordered = list(run)
        runs.insert(0, ordered[::-1] if backwards else ordered)
    return [word for run in runs for word in run]


def _is_hangul_or_emoji(chunk: str) -> bool:
    return any("\uac00" <= char <= "\ud7a3" or ord(char) > 0x1F000 for char in chunk)


def _leading(text: str) -> float:
    """The line pitch that marks above and below the letters of a script need."""
    tall = any("\u0590" <= char <= "\u0fff" for char in text)
    return 1.55 if tall else 1.3


def _break(words: Sequence[Word], room: float) -> list[list[Word]]:
    """Fill line after line."""
    lines: list[list[Word]] = []
    used = room + 1
    for word in words:
        if used + word.space + word.width > room:
            lines.append([])
            used = -word.space
        lines[-1].append(word)
        used += word.space + word.width
    return lines


def _balance(words: Sequence[Word], room: float, count: int) -> list[list[Word]]:
    """The same number of lines in the narrowest room, so that none is left with one word."""
    low, high = max((word.width for word in words), default=0.0), room
    for _ in range(9 if count > 1 else 0):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_break(words, middle)) <= count else (middle, high)
    return _break(words, high)


def _block(lines: Sequence[Sequence[Word]], style: TextStyle, size: float) -> Block:
    """Lines at the nominal size, as a block at their own."""
    factor = size / NOMINAL
    return Block(
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
                for word in _placed(line)
            )
            for line in lines
        ),
        leading=size * style.leading,
    )


def _placed(line: Sequence[Word]) -> list[Word]:
    """The words of a line with their places."""
    x = 0.0
    placed: list[Word] = []
    gaps = [word.space for word in line[1:]]
    for n, word in enumerate(in_order(line)):
        x += gaps[n - 1] if n else 0.0
        placed.append(replace(word, x=x))
        x += word.width
    return placed


def _line_width(line: Sequence[Word]) -> float:
    return max((word.x + word.width for word in line), default=0.0)
