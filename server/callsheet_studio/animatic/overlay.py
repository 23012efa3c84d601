"""What is written on an animatic: type in the composition, the slate, captions, and the mark."""

from dataclasses import dataclass
from typing import TypeAlias

from callsheet_studio.animatic.shot import Shot
from callsheet_studio.drawing.color import WHITE, Color
from callsheet_studio.drawing.fonts import FontFace, Fonts
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, sk_rrect
from callsheet_studio.drawing.text_layout import TextBlock, TextLayout, TextStyle
from callsheet_studio.text.fixed_words import ENGLISH

Extent: TypeAlias = tuple[float, float]
LABEL, WORDS = FontFace("Inter", 700), FontFace("Inter", 500)
INK = Color.parse("#0a0c12")
SIGNAL = Color.parse("#ffc53d")
SLATE = 0.5
"""Seconds that the slate stands before a shot; a short shot's is a quarter of it."""
MOVES = {
    "still": "STATIC",
    "track": "TRACKING",
    "pan": "PAN",
    "push": "PUSH IN",
    "pull": "PULL OUT",
    "aerial": "AERIAL",
}
FRAMINGS = {"wide": "WIDE", "medium": "MEDIUM", "close": "CLOSE-UP"}


@dataclass(frozen=True)
class ShotOverlay:
    """The texts over one shot, laid out once: the slate with its words, a caption, and the mark."""

    slate: Sprite
    caption: Sprite | None
    mark: Sprite | None

    @classmethod
    def of(cls, shot: Shot, size: Extent, unit: float, mark: str | None) -> "ShotOverlay":
        """Return the laid-out slate, caption and mark of a shot.

        On an upright frame, captions keep clear of what the platforms' own buttons cover.

        Args:
            size: (width, height) of the frame in design units.
            unit: Pixels for one design unit.
            mark: The word in the corner, or None.
        """
        setter = TextLayout(Fonts())
        return cls(
            Sprite.record(Rect(0, 0, *size), unit, lambda c: _slate(c, setter, shot, size)),
            _caption(setter, shot.spoken, size, unit) if shot.spoken else None,
            _mark(setter, mark, size, unit) if mark else None,
        )

    def draw(self, canvas: skia.Canvas, t: float, seconds: float) -> None:
        """Draw the texts as they are at second `t` of a shot that lasts `seconds`; the canvas is
        in design units."""
        if t < slate_seconds(seconds):
            self.slate.draw(canvas)
        elif self.caption:
            self.caption.draw(canvas)
        if self.mark:
            self.mark.draw(canvas)


def slate_seconds(seconds: float) -> float:
    """Return for how many seconds a shot shows its slate; `seconds` is the shot's length."""
    return min(SLATE, seconds / 4)


def set_type(shot: Shot, size: Extent, unit: float) -> Sprite | None:
    """Return the words of a shot for which there is no picture, as a text sprite; None if there are
    none.

    It is large and in the middle if the shot has no pictures, else above them.

    Args:
        size: (width, height) of the frame in design units.
        unit: Pixels for one design unit.
    """
    if not shot.type:
        return None
    w, h = size
    room = Rect(w * 0.08, h * 0.1, w * 0.84, h * 0.2)
    largest, lines = 46.0, 3
    if not shot.parts:
        room, largest, lines = Rect(w * 0.08, h * 0.2, w * 0.84, h * 0.5), 84.0, 4
    return _draw_plate(
        TextLayout(Fonts()), shot.type, TextStyle(LABEL, largest, lines=lines), room, unit
    )


def draw_name(canvas: skia.Canvas, name: str, room: Rect) -> None:
    """Draw a character's name on a plate, as large as fits into `room`."""
    setter = TextLayout(Fonts())
    block = setter.fit(name, TextStyle(LABEL, room.h * 0.7), room.w - 16, room.h)
    plate = room.resize(block.width + 24, room.h)
    canvas.drawRRect(sk_rrect(plate, room.h / 2), fill(INK, 0.7))
    _write(canvas, setter, block, room.resize(room.w, block.height))


def _caption(setter: TextLayout, text: str, size: Extent, unit: float) -> Sprite:
    w, h = size
    bottom = h * (0.9 if h > w else 0.965)
    room = Rect(w * 0.07, bottom - 84, w * 0.86, 84)
    return _draw_plate(setter, text, TextStyle(WORDS, 32, lines=2), room, unit)


def _draw_plate(setter: TextLayout, text: str, style: TextStyle, room: Rect, unit: float) -> Sprite:
    """A text on a dark plate that is as large as it needs, in the middle of its room."""
    block = setter.fit(text, style, room.w - 40, room.h - 20)
    plate = room.resize(block.width + 40, block.height + 20)

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRRect(sk_rrect(plate, 12), fill(INK, 0.62))
        _write(canvas, setter, block, plate.inset(20, 10))

    return Sprite.record(plate, unit, paint)


def _write(
    canvas: skia.Canvas, setter: TextLayout, block: TextBlock, room: Rect, color: Color = WHITE
) -> None:
    """Centered lines from the top of their room."""
    for row, words in enumerate(block.lines):
        width = max((word.x + word.width for word in words), default=0.0)
        base = room.y + (row + 0.5) * block.leading + 0.355 * block.size
        for word in words:
            paragraph = setter.paragraph(word.text, block.style.face, block.size, fill(color))
            x = room.cx - width / 2 + word.x
            paragraph.paint(canvas, x, base - paragraph.AlphabeticBaseline)


def _slate(canvas: skia.Canvas, setter: TextLayout, shot: Shot, size: Extent) -> None:
    """Number of the shot, its framing and move, and other words on how it is filmed."""
    w, h = size
    canvas.clear(INK.argb())
    lines = (
        (f"SHOT {shot.number}/{shot.count}", TextStyle(LABEL, 72, lines=1), 0.42, SIGNAL),
        (f"{FRAMINGS[shot.framing]}  ·  {MOVES[shot.move]}", TextStyle(LABEL, 30), 0.54, WHITE),
        (shot.directions, TextStyle(WORDS, 26, lines=3), 0.62, WHITE),
    )
    for text, style, top, color in lines:
        block = setter.fit(text, style, w * 0.84, h * 0.2)
        _write(canvas, setter, block, Rect(w * 0.08, h * top, w * 0.84, block.height), color)


def _mark(setter: TextLayout, mark: str, size: Extent, unit: float) -> Sprite:
    """The mark in the upper right corner, in English where no font has its letters."""
    w, h = size
    if setter.fonts.drawable(mark, LABEL)[1]:
        mark = ENGLISH.animatic
    width = setter.paragraph(mark, LABEL, 12, fill(WHITE), 0.16).MaxIntrinsicWidth
    top = h * 0.05 if h > w else 26
    pill = Rect(w - width - 50, top, width + 22, 24)

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRRect(sk_rrect(pill, 12), fill(INK, 0.42))
        paragraph = setter.paragraph(mark, LABEL, 12, fill(WHITE, 0.9), 0.16)
        paragraph.paint(canvas, pill.x + 12, pill.y + 16.5 - paragraph.AlphabeticBaseline)

    return Sprite.record(pill, unit, paint)
