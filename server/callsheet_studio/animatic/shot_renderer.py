"""A composed shot, from the backdrop to the slate: a pure function of time."""

import math
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from callsheet_studio.animatic.backdrop import (
    OVERSCAN,
    PLAIN,
    SETTINGS,
    draw_weather,
    paint_backdrop,
)
from callsheet_studio.animatic.camera import MOVES, CameraView
from callsheet_studio.animatic.contract import AspectRatio
from callsheet_studio.animatic.lighting import build_lighting
from callsheet_studio.animatic.overlay import ShotOverlay, draw_name, set_type
from callsheet_studio.animatic.portrait import inks_of
from callsheet_studio.animatic.randomness import seeded_random
from callsheet_studio.animatic.shot import GOING, Framing, Role, Shot
from callsheet_studio.drawing.color import WHITE, Color
from callsheet_studio.drawing.geometry import LONG, SHORT, Rect
from callsheet_studio.drawing.pictures import draw_picture
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill

SIDES = {"9:16": (SHORT, LONG), "16:9": (LONG, SHORT), "1:1": (SHORT, SHORT)}
FILL: dict[Framing, float] = {"wide": 0.4, "medium": 0.54, "close": 0.7}
"""The share of the frame's short side that the first picture takes."""
STAND = 0.82
"""The share of the frame's height at which pictures stand."""
UNDER_TYPE = 0.46
"""The share of the frame's height that pictures take where type stands over them."""
GAP = 24
WAY = 0.16
"""Shares of the frame's width that somebody goes in a shot that doesn't track them."""
ALOFT = frozenset(["fly", "float"])
STRIDES = {"walk": 1.6, "run": 2.6, "jump": 1.2, "dance": 1.4}
"""Steps a second."""


def frame_size(aspect_ratio: AspectRatio, short_side: int) -> tuple[int, int]:
    """Return the (width, height) in pixels of a frame with this short side;
    both even, as H.264 needs."""
    width, height = (2 * round(side * short_side / SHORT / 2) for side in SIDES[aspect_ratio])
    return width, height


@dataclass(frozen=True)
class ShotOptions:
    """How shots are drawn, apart from their own data."""

    id: str
    """Of the order: it decides every free choice."""
    aspect_ratio: AspectRatio
    short_side: int
    fps: int
    mark: str | None
    """What stands in the corner of every picture."""


class ShotRenderer:
    """Draws one shot at any moment."""

    def __init__(self, shot: Shot, take: ShotOptions) -> None:
        """Paint all that stands still."""
        self.shot = shot
        self.seconds = shot.frames / take.fps
        self.size = SIDES[take.aspect_ratio]
        self.unit = take.short_side / SHORT
        self._seed = zlib.crc32(f"{take.id}/{shot.place}".encode())
        rng = seeded_random(take.id, shot.place, shot.hour)
        ground = Color.parse(SETTINGS.get(shot.place or "", PLAIN).ground)
        self._light = build_lighting(shot.hour, shot.weather, shot.grade, ground, rng)
        w, h = self.size
        wide = Rect(-w * OVERSCAN, 0, w * (1 + 2 * OVERSCAN), h)
        self._backdrop = Sprite.record(wide, self.unit, self._paint)
        self._pictures = [
            (part, Sprite.record(box, self.unit, lambda c, p=part, b=box: _draw(c, p, b)))
            for part, box in zip(shot.parts, self._boxes(), strict=True)
        ]
        self._type = set_type(shot, self.size, self.unit)
        self._overlay = ShotOverlay.of(shot, self.size, self.unit, take.mark)

    def draw(self, canvas: skia.Canvas, t: float) -> None:
        """Draw the frame at second `t` of the shot; the canvas is in pixels."""
        share = min(1.0, t / self.seconds)
        view = MOVES[self.shot.move](share)
        canvas.save()
        canvas.scale(self.unit, self.unit)
        self._under(canvas, view, 0.35, lambda: self._backdrop.draw(canvas))
        for part, sprite in self._pictures:
            self._under(canvas, view, 1.0, lambda p=part, s=sprite: self._act(canvas, p, s, t))
        draw_weather(canvas, self.shot.weather, self.size, t, self._seed)
        if type_ := self._type:
            depth = 0.0 if self._pictures else 0.4
            self._under(canvas, view, depth, lambda: type_.draw(canvas))
        self._overlay.draw(canvas, t, self.seconds)
        canvas.restore()

    def _paint(self, canvas: skia.Canvas) -> None:
        paint_backdrop(
            canvas, self.size, self.shot.place, self._light, self._seed, self.shot.has_sun
        )

    def _under(
        self, canvas: skia.Canvas, view: CameraView, depth: float, draw: Callable[[], None]
    ) -> None:
        """Draw something as the camera sees it; what is far moves and grows less."""
        w, h = self.size
        zoom = 1 + (view.zoom - 1) * depth
        passes = not SETTINGS.get(self.shot.place or "", PLAIN).is_open
        followed = self.shot.move == "track" and depth == 1 and passes
        canvas.save()
        canvas.translate(w / 2 - (0 if followed else view.x * w * depth), h * 0.6)
        canvas.scale(zoom, zoom)
        canvas.translate(-w / 2, -h * 0.6)
        draw()
        canvas.restore()

    def _act(self, canvas: skia.Canvas, part: Role, sprite: Sprite, t: float) -> None:
        """What moves takes steps or hovers; everything else stands still."""
        lift = 0.0
        if rate := STRIDES.get(part.verb):
            lift = -0.035 * sprite.rect.h * abs(math.sin(math.pi * rate * t))
        elif part.verb in ALOFT:
            lift = 0.03 * sprite.rect.h * math.sin(1.6 * t)
        goes = part.verb in GOING and self.shot.move != "track"
        canvas.save()
        canvas.translate(WAY * self.size[0] * (0.5 - t / self.seconds) if goes else 0, lift)
        sprite.draw(canvas)
        canvas.restore()

    def _boxes(self) -> Sequence[Rect]:
        """Squares side by side, the first one largest; what flies is in the middle of the frame."""
        w, h = self.size
        parts = self.shot.parts
        side = min(w, h) * FILL[self.shot.framing]
        if self.shot.type:
            side = min(side, h * UNDER_TYPE)
        sides = [side * (1.0 if part == parts[0] else 0.72) for part in parts]
        whole = sum(sides) + GAP * (len(sides) - 1)
        scale = min(1.0, w * 0.86 / whole) if parts else 1.0
        x, boxes = w / 2 - whole * scale / 2, list[Rect]()
        for part, own in zip(parts, (side * scale for side in sides), strict=True):
            y = h * 0.52 - own / 2 if part.verb in ALOFT else h * STAND - own
            boxes.append(Rect(x, y, own, own))
            x += own + GAP * scale
        return boxes


def _draw(canvas: skia.Canvas, part: Role, box: Rect) -> None:
    """The picture; a character's stands on a disc of its own color, over its name."""
    if part.look is not None:
        color = Color.parse(str(part.look.get("top_colour", "#546a8c")))
        canvas.drawOval(skia.Rect.MakeXYWH(box.x, box.y, box.w, box.h), fill(color.mix(WHITE, 0.6)))
        draw_picture(canvas, part.picture, box.inset(box.w * 0.1), inks_of(part))
        return draw_name(canvas, part.word, box.bottom_part(box.h * 0.14))
    draw_picture(canvas, part.picture, box, inks_of(part))
