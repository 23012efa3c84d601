"""What is written on an animatic: type in the composition, the slate, captions, and the mark."""

from dataclasses import dataclass

from callsheet_studio.animatic.shot import Shot
from callsheet_studio.drawing.color import WHITE, Color
from callsheet_studio.drawing.fonts import FontFace, Fonts
from callsheet_studio.drawing.geometry import Rect, Size
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, sk_rrect
from callsheet_studio.drawing.text_layout import TextBlock, TextLayout, TextStyle
from callsheet_studio.text.fixed_words import ENGLISH

LABEL, WORDS = FontFace("Inter", 700), FontFace("Inter", 500)
INK = Color.parse("#0a0c12")
SIGNAL = Color.parse("#ffc53d")
CAPTION = 84
"""The height of captions, in design units."""
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
    def of(cls, shot: Shot, size: Size, mark: str | None) -> "ShotOverlay":
        """Return the laid-out slate, caption and mark of a shot.

        Args:
            size: The size of the frame; captions stand in its band for them.
            mark: The word in the corner, or None.
        """
        setter = TextLayout(Fonts())
        slate = Sprite.record(size.sheet, size.unit, lambda c: _slate(c, setter, shot, size.sheet))
        caption = None
        if shot.spoken:
            style = TextStyle(WORDS, 32, lines=2)
            sides = size.sheet.inset(size.sheet.w * 0.07, 0)
            room = Rect(sides.x, caption_top(size), sides.w, CAPTION)
            caption = _plate(setter, shot.spoken, style, room, size.unit)
        return cls(slate, caption, _mark(setter, mark, size) if mark else None)

    def draw(self, canvas: skia.Canvas, t: float, seconds: float) -> None:
        """Draw the texts as they are at second `t` of a shot that lasts `seconds`; the canvas is
        in design units."""
        shown = self.slate if t < slate_seconds(seconds) else self.caption
        for sprite in (shown, self.mark):
            if sprite:
                sprite.draw(canvas)


def caption_top(size: Size) -> float:
    """Return where captions begin, in design units from the top of the frame."""
    return size.caption_band.bottom - CAPTION


def slate_seconds(seconds: float) -> float:
    """Return for how many seconds a shot shows its slate; `seconds` is the shot's length."""
    return min(SLATE, seconds / 4)


def set_type(shot: Shot, size: Size) -> Sprite | None:
    """Return the words of a shot for which there is no picture, as a text sprite; None if there are
    none.

    It is large and in the middle if the shot has no pictures, else above them.
    """
    if not shot.type:
        return None
    w, h = size.sheet.w, size.sheet.h
    room, style = Rect(w * 0.08, h * 0.1, w * 0.84, h * 0.2), TextStyle(LABEL, 46, lines=4)
    if not shot.parts:
        room, style = Rect(w * 0.08, h * 0.2, w * 0.84, h * 0.5), TextStyle(LABEL, 84, lines=8)
    return _plate(TextLayout(Fonts()), shot.type, style, room, size.unit)


def draw_name(canvas: skia.Canvas, name: str, room: Rect) -> None:
    """Draw a character's name on a plate, as large as fits into `room`."""
    style = TextStyle(LABEL, room.h * 0.7)
    _paint_plate(canvas, TextLayout(Fonts()), name, style, room, (12, 0))


def _plate(setter: TextLayout, text: str, style: TextStyle, room: Rect, unit: float) -> Sprite:
    return Sprite.record(
        room, unit, lambda canvas: _paint_plate(canvas, setter, text, style, room, (20, 10))
    )


def _paint_plate(
    canvas: skia.Canvas,
    setter: TextLayout,
    text: str,
    style: TextStyle,
    room: Rect,
    edge: tuple[float, float],
) -> None:
    """A text on a dark plate that is as large as it needs, in the middle of its room."""
    block = setter.fit(text, style, room.w - 2 * edge[0], room.h - 2 * edge[1])
    plate = room.resize(block.width + 2 * edge[0], block.height + 2 * edge[1])
    canvas.drawRRect(sk_rrect(plate, min(12, plate.h / 2)), fill(INK, 0.62))
    _write(canvas, setter, block, plate.inset(*edge))


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


def _slate(canvas: skia.Canvas, setter: TextLayout, shot: Shot, frame: Rect) -> None:
    """Number of the shot, its framing and move, and other words on how it is filmed."""
    canvas.clear(INK.argb())
    lines = (
        (f"SHOT {shot.number}/{shot.count}", TextStyle(LABEL, 72, lines=1), 0.42, SIGNAL),
        (f"{FRAMINGS[shot.framing]}  ·  {MOVES[shot.move]}", TextStyle(LABEL, 30), 0.54, WHITE),
        (shot.directions, TextStyle(WORDS, 26, lines=3), 0.62, WHITE),
    )
    for text, style, top, color in lines:
        room = Rect(frame.w * 0.08, frame.h * top, frame.w * 0.84, frame.h * 0.2)
        _write(canvas, setter, setter.fit(text, style, room.w, room.h), room, color)


def _mark(setter: TextLayout, mark: str, size: Size) -> Sprite:
    """The mark in the upper right corner, in English where no font has its letters."""
    if setter.fonts.drawable(mark, LABEL)[1]:
        mark = ENGLISH.animatic
    paragraph = setter.paragraph(mark, LABEL, 12, fill(WHITE, 0.9), 0.16)
    width = paragraph.MaxIntrinsicWidth
    top = size.sheet.h * 0.05 if size.tall else 26
    pill = Rect(size.sheet.w - width - 50, top, width + 22, 24)

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRRect(sk_rrect(pill, 12), fill(INK, 0.42))
        paragraph.paint(canvas, pill.x + 12, pill.y + 16.5 - paragraph.AlphabeticBaseline)

    return Sprite.record(pill, size.unit, paint)
