"""What is written on an animatic: the director's slate of a shot, and the mark in the corner."""

from dataclasses import dataclass

from callsheet_studio.animatic.framing import Composition
from callsheet_studio.animatic.shot import Shot
from callsheet_studio.drawing.color import WHITE, Color
from callsheet_studio.drawing.fonts import FontFace, Fonts
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, sk_rrect
from callsheet_studio.drawing.text_layout import TextLayout, TextStyle

LABEL, WORDS = FontFace("Inter", 700), FontFace("Inter", 500)
INK = Color.parse("#0a0c12")
SIGNAL = Color.parse("#ffc53d")
MARK = "ANIMATIC"
REACH = 34
"""How far above the words their dark ground begins."""
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
    """The slate of one shot, drawn once."""

    sprites: tuple[Sprite, ...]

    @classmethod
    def of(cls, shot: Shot, framing: Composition, mark: bool) -> "ShotOverlay":
        """Set the type; the words stay clear of what a platform covers on an upright frame."""
        setter = TextLayout(Fonts())
        band = _band(framing)
        sprites = [
            Sprite.drawn(
                Rect(0, band.y - REACH, framing.w, framing.h - band.y + REACH),
                framing.unit,
                lambda c: _ground(c, framing, band),
            )
        ]
        sprites.append(
            Sprite.drawn(band, framing.unit, lambda canvas: _write(canvas, setter, shot, band))
        )
        if mark:
            sprites.append(_mark(setter, framing))
        return cls(tuple(sprites))

    def draw(self, canvas: skia.Canvas) -> None:
        """Draw it; the canvas is in design units."""
        for sprite in self.sprites:
            sprite.draw(canvas)


def _band(framing: Composition) -> Rect:
    margin = 36 if framing.tall else 44
    bottom = framing.h * 0.9 if framing.tall else framing.h - 34
    return Rect(margin, bottom - 92, framing.w - 2 * margin, 92)


def _ground(canvas: skia.Canvas, framing: Composition, band: Rect) -> None:
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(0, band.y - REACH), skia.Point(0, band.y + 60)], [INK.argb(0), INK.argb(0.62)]
    )
    canvas.drawRect(
        skia.Rect.MakeLTRB(0, band.y - REACH, framing.w, framing.h),
        skia.Paint(Shader=shader, Dither=True),
    )


def _write(canvas: skia.Canvas, setter: TextLayout, shot: Shot, band: Rect) -> None:
    """A line of terms over the words of the shot."""
    tag = f"SHOT {shot.number}/{shot.count}"
    terms = f"{FRAMINGS[shot.framing]}  ·  {MOVES[shot.move]}"
    if shot.missing:
        terms += f"  ·  NOT DRAWN: {', '.join(shot.missing).upper()}"
    width = setter.paragraph(tag, LABEL, 15, fill(INK), 0.08).MaxIntrinsicWidth
    plate = Rect(band.x, band.y, width + 20, 26)
    canvas.drawRRect(sk_rrect(plate, 4), fill(SIGNAL))
    line(canvas, setter, tag, (plate.x + 10, plate.y + 18.5), 15, INK)
    room = band.w - plate.w - 14
    terms = _fitted(setter, terms, room)
    line(canvas, setter, terms, (plate.right + 14, plate.y + 18.5), 15, WHITE)
    block = setter.fit(shot.text, TextStyle(WORDS, 24, floor=0.6, lines=2), band.w, 62)
    for row, words in enumerate(block.lines):
        base = band.y + 36 + (row + 0.5) * block.leading + 0.355 * block.size
        for word in words:
            paragraph = setter.paragraph(word.text, WORDS, block.size, fill(WHITE), 0.0)
            paragraph.paint(canvas, band.x + word.x, base - paragraph.AlphabeticBaseline)


def line(
    canvas: skia.Canvas,
    setter: TextLayout,
    text: str,
    at: tuple[float, float],
    size: float,
    color: Color,
) -> None:
    """One line of spaced capitals with its baseline at `at`."""
    paragraph = setter.paragraph(text, LABEL, size, fill(color), 0.08)
    paragraph.paint(canvas, at[0], at[1] - paragraph.AlphabeticBaseline)


def _fitted(setter: TextLayout, text: str, room: float) -> str:
    """The text without what does not fit on one line."""
    while (
        len(text) > 4
        and setter.paragraph(text, LABEL, 15, fill(WHITE), 0.08).MaxIntrinsicWidth > room
    ):
        text = text[:-2].rstrip(" ,·…") + "…"
    return text


def _mark(setter: TextLayout, framing: Composition) -> Sprite:
    """ANIMATIC in the upper right corner."""
    width = setter.paragraph(MARK, LABEL, 12, fill(WHITE), 0.16).MaxIntrinsicWidth
    top = framing.h * 0.05 if framing.tall else 26
    pill = Rect(framing.w - width - 50, top, width + 22, 24)

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRRect(sk_rrect(pill, 12), fill(INK, 0.42))
        paragraph = setter.paragraph(MARK, LABEL, 12, fill(WHITE, 0.9), 0.16)
        paragraph.paint(canvas, pill.x + 12, pill.y + 16.5 - paragraph.AlphabeticBaseline)

    return Sprite.drawn(pill, framing.unit, paint)
