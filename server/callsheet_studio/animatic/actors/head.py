"""A drawn head that can turn: skull, face, hair and what is worn on it.

The face is a patch that slides over the skull as the head turns; features sit on it at their angles
and foreshorten. Unit: metres around the head's centre, down is positive.
"""

import math
from dataclasses import dataclass

from callsheet_studio.animatic.actors.brush import oval, rounded_off
from callsheet_studio.animatic.actors.headwear import INK, WORN, Wearer, arc
from callsheet_studio.animatic.character_design import CharacterDesign
from callsheet_studio.animatic.lighting import Lighting
from callsheet_studio.drawing.color import WHITE, Color
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, stroke

BLUSH = Color.parse("#d9564a")


@dataclass(frozen=True)
class Mood:
    """What a face does at one moment."""

    blink: float = 0.0
    """0 open, 1 shut."""
    mouth: float = 0.0
    """0 closed in a smile, 1 open."""
    glance: float = 0.0
    """Of the eyes: -1 left, 1 right."""


@dataclass(frozen=True)
class Head:
    """A head in its light."""

    look: CharacterDesign
    light: Lighting
    size: float
    """Its height."""

    @property
    def skin(self) -> Color:
        """In the light."""
        return self.light.lit(Color.parse(self.look.skin))

    @property
    def hair(self) -> Color:
        """In the light."""
        return self.light.lit(Color.parse(self.look.hair_colour))

    def draw(self, canvas: skia.Canvas, gaze: float, mood: Mood) -> None:
        """Draw it as seen when it looks `gaze` degrees away from the camera, to the right."""
        angle = math.radians(gaze)
        turn, front = math.sin(angle), math.cos(angle)
        canvas.save()
        canvas.scale(self.size, self.size)
        self._skull(canvas, turn, front)
        if front > -0.35:
            self._face(canvas, turn, front, mood)
        self._above(canvas, turn, front)
        canvas.restore()

    def hang(self, canvas: skia.Canvas, gaze: float) -> None:
        """Draw the hair that hangs behind the neck and shoulders: before them, or over a back."""
        angle = math.radians(gaze)
        turn, front = math.sin(angle), math.cos(angle)
        canvas.save()
        canvas.scale(self.size, self.size)
        self._fall(canvas, turn, front)
        canvas.restore()

    def _fall(self, canvas: skia.Canvas, turn: float, front: float) -> None:
        fall = {"long": 0.95, "bob": 0.52, "tail": 0.0}.get(self.look.hair, 0.0)
        shade = fill(self.hair.with_lightness(self.hair.lch[0] * 0.8))
        if fall:
            half = 0.37 + 0.04 * abs(front)
            x = -turn * 0.1
            path = rounded_off(
                [
                    (x - half * 0.8, -0.45),
                    (x + half * 0.8, -0.45),
                    (x + half, 0.1),
                    (x + half * 0.96, fall),
                    (x - half * 0.96, fall),
                    (x - half, 0.1),
                ]
            )
            canvas.drawPath(path, shade)
        if self.look.hair == "tail":
            x = -turn * 0.42
            canvas.drawPath(
                rounded_off(
                    [
                        (x - 0.1, -0.3),
                        (x + 0.1, -0.3),
                        (x + 0.14 - turn * 0.2, 0.3),
                        (x - turn * 0.3, 0.72),
                        (x - 0.14 - turn * 0.2, 0.3),
                    ]
                ),
                shade,
            )

    def _skull(self, canvas: skia.Canvas, turn: float, front: float) -> None:
        """The back of the head, in the colour of the hair, and the ears."""
        bald = self.look.hair == "bald"
        back = self.skin if bald else self.hair
        grow = {"curly": 0.07, "bob": 0.035, "long": 0.03}.get(self.look.hair, 0.0)
        oval(canvas, (-turn * 0.07, -0.09), 0.375 + grow + 0.04 * abs(turn), 0.42 + grow, back)
        if self.look.hair == "curly":
            for n in range(9):
                a = math.pi * (1.05 + n / 8 * 0.9) if abs(turn) < 0.5 else math.pi * (0.75 + n / 8)
                a = a if turn >= 0 else 3 * math.pi - a
                oval(
                    canvas,
                    (-turn * 0.1 + 0.37 * math.cos(a), -0.12 + 0.37 * math.sin(a)),
                    0.13,
                    0.13,
                    back,
                )
        if self.look.hair == "bun":
            oval(
                canvas,
                (-turn * 0.32, -0.5 + 0.16 * abs(turn)),
                0.17,
                0.16,
                self.hair.with_lightness(self.hair.lch[0] * 0.85),
            )
        covered = self.look.hair in {"long", "bob"}
        for side in (-1, 1):
            depth = -side * turn * 1.0
            if (depth > 0.25 or abs(turn) < 0.5) and not covered:
                x = side * front * 0.36 - turn * 0.05
                oval(
                    canvas,
                    (x, 0.04),
                    0.055 + 0.02 * abs(turn),
                    0.09,
                    self.skin.with_lightness(self.skin.lch[0] * 0.9),
                )

    def _face(self, canvas: skia.Canvas, turn: float, front: float, mood: Mood) -> None:
        canvas.save()
        canvas.drawPath(self._mask(turn), fill(self.skin))
        canvas.clipPath(self._mask(turn), doAntiAlias=True)
        shade = self.skin.with_lightness(self.skin.lch[0] * 0.86, 1.1)
        canvas.drawPath(
            rounded_off(
                [
                    (turn * 0.2 - 0.5, 0.38),
                    (turn * 0.2, 0.5),
                    (turn * 0.2 + 0.5, 0.38),
                    (0.5, 0.7),
                    (-0.5, 0.7),
                ]
            ),
            fill(shade, 0.6),
        )
        if self.look.beard:
            self._beard(canvas, turn)
        canvas.restore()
        self._nose(canvas, turn)
        for side in (-1, 1):
            self._eye(canvas, turn, front, side, mood)
        self._mouth(canvas, turn, front, mood)

    def _mask(self, turn: float) -> skia.Path:
        """The face: forehead, cheeks and chin, moved towards where it looks."""
        x, slim = turn * 0.13, 1 - 0.16 * abs(turn)
        jaw = 0.25 * slim if self.look.woman else 0.29 * slim
        chin = turn * 0.1
        return rounded_off(
            [
                (x - 0.33 * slim, -0.42),
                (x + 0.33 * slim, -0.42),
                (x + 0.36 * slim, -0.02),
                (x + jaw + chin, 0.33),
                (x + 0.12 + chin, 0.5),
                (x - 0.12 + chin, 0.5),
                (x - jaw + chin * 0.6, 0.33),
                (x - 0.36 * slim, -0.02),
            ]
        )

    def _eye(self, canvas: skia.Canvas, turn: float, front: float, side: int, mood: Mood) -> None:
        x, width = Wearer(self.look, self.light, turn, front).spot(side * 24)
        if width < 0.16:
            return
        open_ = 1 - mood.blink
        child = 1.2 if self.look.kind == "child" else 1.0
        rx, ry = 0.062 * child * min(1.0, width * 1.15), 0.05 * child
        y = 0.015
        white = self.light.lit(WHITE).mix(self.skin, 0.1)
        if open_ > 0.25:
            oval(canvas, (x, y), rx, ry * open_, white)
            pupil = x + rx * (0.34 * turn + 0.4 * mood.glance)
            oval(canvas, (pupil, y), rx * 0.62, min(ry * open_, ry * 0.84), INK)
            oval(canvas, (pupil + rx * 0.2, y - ry * 0.3 * open_), rx * 0.17, ry * 0.2, white)
        lid = stroke(INK, 0.02 if self.look.woman else 0.015)
        drop = ry * (open_ if open_ > 0.25 else -0.15)
        canvas.drawPath(arc((x - rx * 1.1, y), (x, y - drop * 1.7), (x + rx * 1.1, y)), lid)
        brow = stroke(self.hair.mix(INK, 0.3), 0.026 if self.look.woman else 0.036)
        lift = 0.105 + 0.02 * mood.mouth
        canvas.drawPath(
            arc((x - rx * 1.25, y - lift), (x, y - lift - 0.035), (x + rx * 1.25, y - lift)), brow
        )

    def _nose(self, canvas: skia.Canvas, turn: float) -> None:
        shade = self.skin.with_lightness(self.skin.lch[0] * 0.8, 1.15)
        x = turn * 0.4
        if abs(turn) > 0.55:
            way = math.copysign(1, turn)
            tip = turn * 0.49
            base = turn * 0.36
            canvas.drawPath(
                rounded_off(
                    [
                        (base - way * 0.08, -0.08),
                        (base, -0.02),
                        (tip, 0.13),
                        (base, 0.2),
                        (base - way * 0.1, 0.16),
                    ]
                ),
                fill(self.skin),
            )
        else:
            canvas.drawPath(
                arc((x - 0.045, 0.155), (x, 0.195), (x + 0.045, 0.155)), stroke(shade, 0.022)
            )

    def _mouth(self, canvas: skia.Canvas, turn: float, front: float, mood: Mood) -> None:
        x, width = Wearer(self.look, self.light, turn, front).spot(0)
        half, y = 0.11 * max(0.45, width), 0.295
        lip = self.skin.mix(self.light.lit(BLUSH), 0.6 if self.look.woman else 0.35).with_lightness(
            self.skin.lch[0] * 0.72
        )
        x -= turn * 0.03
        if mood.mouth > 0.08:
            gap = 0.1 * mood.mouth
            path = rounded_off(
                [
                    (x - half, y - 0.02),
                    (x, y - 0.03),
                    (x + half, y - 0.02),
                    (x + half * 0.6, y + gap),
                    (x - half * 0.6, y + gap),
                ]
            )
            canvas.drawPath(path, fill(lip.with_lightness(0.3)))
            canvas.drawPath(
                arc((x - half * 0.6, y - 0.012), (x, y - 0.005), (x + half * 0.6, y - 0.012)),
                stroke(self.light.lit(WHITE), 0.022),
            )
        else:
            canvas.drawPath(
                arc((x - half, y - 0.012), (x, y + 0.05), (x + half, y - 0.012)),
                stroke(lip, 0.03 if self.look.woman else 0.026),
            )

    def _beard(self, canvas: skia.Canvas, turn: float) -> None:
        x = turn * 0.2
        path = skia.Path()
        path.addRect(skia.Rect.MakeLTRB(-0.6, 0.16, 0.6, 0.6))
        gap = skia.Path()
        gap.addOval(skia.Rect.MakeLTRB(x - 0.16, 0.21, x + 0.16, 0.36))
        shape = skia.Op(path, gap, skia.PathOp.kDifference_PathOp)
        canvas.drawPath(shape, fill(self.hair.mix(self.skin, 0.12)))

    def _above(self, canvas: skia.Canvas, turn: float, front: float) -> None:
        """Fringe, and everything worn on the head."""
        if self.look.hair != "bald" and front > -0.5:
            canvas.drawPath(self._fringe(turn), fill(self.hair))
        if self.look.hair in {"long", "bob"} and front > -0.3:
            self._locks(canvas, turn, front)
        for worn in self.look.wears:
            if draw := WORN.get(worn):
                draw(canvas, Wearer(self.look, self.light, turn, front))

    def _fringe(self, turn: float) -> skia.Path:
        x = turn * 0.13
        if self.look.hair in {"crop", "bald"}:
            line = [(x - 0.34, -0.2), (x, -0.3), (x + 0.34, -0.2)]
        elif self.look.woman:
            line = [(x - 0.37, -0.04), (x - 0.12, -0.27), (x + 0.02, -0.3), (x + 0.37, -0.06)]
        else:
            line = [
                (x - 0.36, -0.1),
                (x - 0.3, -0.22),
                (x + 0.08, -0.2),
                (x + 0.3, -0.25),
                (x + 0.36, -0.1),
            ]
        return rounded_off(
            [
                *line,
                (x + 0.38, -0.4),
                (x + 0.16 - turn * 0.1, -0.56),
                (x - 0.2 - turn * 0.1, -0.56),
                (x - 0.38, -0.4),
            ]
        )

    def _locks(self, canvas: skia.Canvas, turn: float, front: float) -> None:
        """Hair in front of the ears, down to the shoulders."""
        end = 0.62 if self.look.hair == "long" else 0.4
        for side in (-1, 1):
            x = side * 0.35 * max(0.25, abs(front)) - turn * (0.02 if side * turn < 0 else 0.3)
            if side * turn > 0.45:
                continue
            canvas.drawPath(
                rounded_off(
                    [
                        (x - 0.06, -0.4),
                        (x + 0.06, -0.4),
                        (x + 0.08, 0.1),
                        (x + 0.07 * side + 0.03, end),
                        (x + 0.07 * side - 0.09, end),
                        (x - 0.08, 0.1),
                    ]
                ),
                fill(self.hair),
            )
