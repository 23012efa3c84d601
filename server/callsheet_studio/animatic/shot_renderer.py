"""A composed shot, from the backdrop to the slate: a pure function of time."""

import math
import zlib
from collections.abc import Callable, Mapping, Sequence

from callsheet_studio.animatic.backdrop import (
    OVERSCAN,
    PLAIN,
    SETTINGS,
    draw_weather,
    paint_backdrop,
)
from callsheet_studio.animatic.overlay import LABEL, Lettering, caption_top
from callsheet_studio.animatic.portrait import inks_of
from callsheet_studio.animatic.shot import GOING, Framing, Move, Role, ShotList, slate_seconds
from callsheet_studio.drawing.color import WHITE, Color
from callsheet_studio.drawing.easing import smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.pictures import draw_picture
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill
from callsheet_studio.drawing.text_layout import TextStyle

FILL: dict[Framing, float] = {"wide": 0.4, "medium": 0.54, "close": 0.7}
"""The share of the frame's short side that the first picture takes."""
STAND = 0.82
"""The share of the frame's height at which pictures stand."""
UNDER_TYPE = 0.46
"""The share of the frame's height that pictures take where type stands over them."""
WIDEST = 0.78
"""The share of the frame's width that all pictures take at most."""
GAP = 24
BEHIND, FRONT, TYPE = 0.35, 1.0, 0.4
"""How much of the camera's move the backdrop, the pictures, and type alone make."""
PUSH, PAN, TRACK = 0.16, 0.1, 0.15
"""How much a push enlarges, and the shares of the width that a pan and a track move to a side."""
WAY = 0.16
"""Shares of the frame's width that somebody goes in a shot that doesn't track them."""
ALOFT = frozenset(["fly", "float"])
STRIDES = {"walk": 1.6, "run": 2.6, "jump": 1.2, "dance": 1.4}
"""Steps a second."""
MOVES: Mapping[Move, Callable[[float], tuple[float, float]]] = {
    "still": lambda share: (0.0, 1.0),
    "track": lambda share: (TRACK * (1 - 2 * share), 1.0),
    "pan": lambda share: (PAN * (2 * smootherstep(share) - 1), 1.0),
    "push": lambda share: (0.0, 1 + PUSH * smootherstep(share)),
    "pull": lambda share: (0.0, 1 + PUSH * (1 - smootherstep(share))),
    "aerial": lambda share: (PAN * (share - 0.5), 1 + PUSH * (1 - smootherstep(share))),
}
"""The camera at a share of the shot, 0 to 1: how far to the right in shares of the width, and its
zoom. A track moves to the left, as the pictures face."""


class ShotRenderer:
    """Draws one shot of a list at any moment."""

    def __init__(self, script: ShotList, number: int) -> None:
        """Nothing is painted yet.

        Args:
            number: The shot's index, from 0.
        """
        self.shot = shot = script.shots[number]
        self.seconds = shot.frames / script.fps
        self._size, self._frame, self._unit = script.size, script.size.sheet, script.size.unit
        self._seed = zlib.crc32(f"{script.id}/{shot.place}".encode())
        self._setting = SETTINGS.get(shot.place or "", PLAIN)
        self._lettering = letters = Lettering(script.size)
        wide = self._frame.inset(-self._frame.w * OVERSCAN, 0)
        self._backdrop = self._record(
            wide, lambda canvas: paint_backdrop(canvas, self._frame, shot, self._seed)
        )
        self._pictures = [
            (part, self._record(box, lambda canvas, p=part, b=box: self._portray(canvas, p, b)))
            for part, box in zip(shot.parts, self._boxes(), strict=True)
        ]
        self._type, self._caption = letters.type(shot), letters.caption(shot)
        self._slate = letters.slate(shot, number + 1, len(script.shots))
        self._mark = letters.mark(script.mark) if script.mark else None

    def draw(self, canvas: skia.Canvas, t: float) -> None:
        """Draw the frame at second `t` of the shot; the canvas is in pixels."""
        canvas.save()
        canvas.scale(self._unit, self._unit)
        self._move(canvas, t, BEHIND, self._backdrop.draw)
        for part, sprite in self._pictures:
            self._move(canvas, t, FRONT, lambda c, p=part, s=sprite: self._act(c, p, s, t))
        if self._setting.has_sky:
            draw_weather(canvas, self.shot.weather, self._frame, t, self._seed)
        if self._type:
            self._move(canvas, t, 0.0 if self._pictures else TYPE, self._type.draw)
        above = self._slate if t < slate_seconds(self.seconds) else self._caption
        for sprite in filter(None, (above, self._mark)):
            sprite.draw(canvas)
        canvas.restore()

    def _record(self, rect: Rect, paint: Callable[[skia.Canvas], None]) -> Sprite:
        return Sprite.record(rect, self._unit, paint)

    def _move(
        self, canvas: skia.Canvas, t: float, depth: float, draw: Callable[[skia.Canvas], None]
    ) -> None:
        """Draw something as the camera sees it; what is far moves and grows less. Whom a track
        follows stays in the middle, where something behind them passes."""
        x, zoom = MOVES[self.shot.move](min(1.0, t / self.seconds))
        if self.shot.move == "track" and depth == FRONT:
            x *= BEHIND if self._setting.is_open else 0.0
        zoom = 1 + (zoom - 1) * depth
        left, base = self._frame.cx, self._frame.h * 0.6
        canvas.save()
        canvas.translate(left - x * self._frame.w * depth, base)
        canvas.scale(zoom, zoom)
        canvas.translate(-left, -base)
        draw(canvas)
        canvas.restore()

    def _act(self, canvas: skia.Canvas, part: Role, sprite: Sprite, t: float) -> None:
        """What moves takes steps or hovers; everything else stands still."""
        lift, way = 0.0, 0.0
        if rate := STRIDES.get(part.verb):
            lift = -0.035 * sprite.rect.h * abs(math.sin(math.pi * rate * t))
        elif part.verb in ALOFT:
            lift = 0.03 * sprite.rect.h * math.sin(1.6 * t)
        if part.verb in GOING and self.shot.move != "track":
            way = WAY * self._frame.w * (0.5 - t / self.seconds)
        canvas.translate(way, lift)
        sprite.draw(canvas)

    def _boxes(self) -> Sequence[Rect]:
        """Squares side by side, the first one largest; what flies is in the middle of the frame."""
        w, h, parts = self._frame.w, self._frame.h, self.shot.parts
        base = min(h * STAND, caption_top(self._size)) if self.shot.spoken else h * STAND
        side = min(w, h) * FILL[self.shot.framing]
        if self.shot.type:
            side = min(side, h * UNDER_TYPE)
        sides = [side * (1.0 if part == parts[0] else 0.72) for part in parts]
        whole = sum(sides) + GAP * (len(sides) - 1)
        scale = min(1.0, w * WIDEST / whole) if parts else 1.0
        x, boxes = w / 2 - whole * scale / 2, list[Rect]()
        for part, own in zip(parts, (side * scale for side in sides), strict=True):
            y = h * 0.52 - own / 2 if part.verb in ALOFT else base - own
            boxes.append(Rect(x, y, own, own))
            x += own + GAP * scale
        return boxes

    def _portray(self, canvas: skia.Canvas, part: Role, box: Rect) -> None:
        """The picture; a character's stands on a disc of its own color, over its name."""
        if part.look is None:
            return draw_picture(canvas, part.picture, box, inks_of(part))
        color = Color.parse(str(part.look.get("top_colour", "#546a8c")))
        canvas.drawOval(skia.Rect.MakeXYWH(box.x, box.y, box.w, box.h), fill(color.mix(WHITE, 0.6)))
        draw_picture(canvas, part.picture, box.inset(box.w * 0.1), inks_of(part))
        room = box.bottom_part(box.h * 0.14)
        style = TextStyle(LABEL, room.h * 0.7)
        self._lettering.paint_plate(canvas, part.word, style, room, across=12, down=0)
