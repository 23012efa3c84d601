"""What is written on an animatic: type in the composition, the slate, captions, and the mark."""

from collections.abc import Mapping

from callsheet_studio.animatic.shot import Framing, Move, Shot
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
SMALLEST = 0.4
"""How small type may become, as a share of its size, so that every word of a prompt is there."""
MOVES: Mapping[Move, str] = {
    "still": "STATIC",
    "track": "TRACKING",
    "pan": "PAN",
    "push": "PUSH IN",
    "pull": "PULL OUT",
    "aerial": "AERIAL",
}
FRAMINGS: Mapping[Framing, str] = {"wide": "WIDE", "medium": "MEDIUM", "close": "CLOSE-UP"}


class Lettering:
    """Sets the texts of the shots of one size."""

    def __init__(self, size: Size) -> None:
        """Nothing is set yet."""
        self._size, self._sheet = size, size.sheet
        self._layout = TextLayout(Fonts())

    def type(self, shot: Shot) -> Sprite | None:
        """Return the words of a shot for which there is no picture; None if there are none.

        They are large and in the middle if the shot has no pictures, else above them.
        """
        top, height, size, lines = (0.1, 0.2, 46, 6) if shot.parts else (0.2, 0.5, 84, 12)
        style = TextStyle(LABEL, size, SMALLEST, lines=lines)
        return self._plate(shot.type, style, self._room(top, height)) if shot.type else None

    def caption(self, shot: Shot) -> Sprite | None:
        """Return what is said in a shot, in the band for captions; None if nothing is said."""
        sides = self._sheet.inset(self._sheet.w * 0.07, 0)
        room = Rect(sides.x, caption_top(self._size), sides.w, CAPTION)
        style = TextStyle(WORDS, 32, lines=2)
        return self._plate(shot.spoken, style, room) if shot.spoken else None

    def slate(self, shot: Shot, number: int, count: int) -> Sprite:
        """Return the slate of a shot: its number among `count`, its framing and move, and other
        words on how it is filmed."""
        lines = (
            (f"SHOT {number}/{count}", TextStyle(LABEL, 72, lines=1), 0.42, SIGNAL),
            (f"{FRAMINGS[shot.framing]}  ·  {MOVES[shot.move]}", TextStyle(LABEL, 30), 0.54, WHITE),
            (shot.directions, TextStyle(WORDS, 26, lines=3), 0.62, WHITE),
        )

        def paint(canvas: skia.Canvas) -> None:
            canvas.clear(INK.argb())
            for text, style, top, color in lines:
                room = self._room(top, 0.2)
                self._write(canvas, self._layout.fit(text, style, room.w, room.h), room, color)

        return Sprite.record(self._sheet, self._size.unit, paint)

    def mark(self, mark: str) -> Sprite:
        """Return the mark in the upper right corner, in English where no font has its letters."""
        if self._layout.fonts.drawable(mark, LABEL)[1]:
            mark = ENGLISH.animatic
        width = self._layout.width(mark, LABEL, 13) + 24
        top = self._sheet.h * 0.05 if self._size.tall else 26
        room = Rect(self._sheet.w - width - 28, top, width, 24)
        return self._plate(mark, TextStyle(LABEL, 13, lines=1), room, across=11, down=3)

    def paint_plate(
        self,
        canvas: skia.Canvas,
        text: str,
        style: TextStyle,
        room: Rect,
        across: float,
        down: float,
    ) -> None:
        """Paint a text on a dark plate that is as large as it needs, in the middle of its room;
        `across` and `down` are left free around the text."""
        free = room.inset(across, down)
        block = self._layout.fit(text, style, free.w, free.h)
        plate = room.resize(block.width + 2 * across, block.height + 2 * down)
        canvas.drawRRect(sk_rrect(plate, min(12, plate.h / 2)), fill(INK, 0.62))
        self._write(canvas, block, plate.inset(across, down), WHITE)

    def _plate(
        self, text: str, style: TextStyle, room: Rect, across: float = 20, down: float = 10
    ) -> Sprite:
        def paint(canvas: skia.Canvas) -> None:
            self.paint_plate(canvas, text, style, room, across, down)

        return Sprite.record(room, self._size.unit, paint)

    def _room(self, top: float, height: float) -> Rect:
        """The frame without its sides, between two shares of its height."""
        w, h = self._sheet.w, self._sheet.h
        return Rect(w * 0.08, h * top, w * 0.84, h * height)

    def _write(self, canvas: skia.Canvas, block: TextBlock, room: Rect, color: Color) -> None:
        """Centered lines from the top of their room."""
        for row, words in enumerate(block.lines):
            width = max((word.x + word.width for word in words), default=0.0)
            base = room.y + (row + 0.5) * block.leading + 0.355 * block.size
            for word in words:
                face = block.style.face
                paragraph = self._layout.paragraph(word.text, face, block.size, fill(color))
                x = room.cx - width / 2 + word.x
                paragraph.paint(canvas, x, base - paragraph.AlphabeticBaseline)


def caption_top(size: Size) -> float:
    """Return where captions begin, in design units from the top of the frame."""
    return size.caption_band.bottom - CAPTION
