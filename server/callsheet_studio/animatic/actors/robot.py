"""A robot on a person's bones: plates, ball joints, a face of light."""

import math
from dataclasses import dataclass

from callsheet_studio.animatic.actors.brush import limb, oval, polygon, rounded_off
from callsheet_studio.animatic.actors.head import Mood
from callsheet_studio.animatic.actors.person import HELD, Flat
from callsheet_studio.animatic.actors.skeleton import Build, Joints, Pose, joints
from callsheet_studio.animatic.character_design import CharacterDesign
from callsheet_studio.animatic.lighting import Lighting
from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, stroke

EYES, JOINT = Color.parse("#5fe8ff"), Color.parse("#39404f")
SHELL = Color.parse("#e9edf2")


@dataclass(frozen=True)
class Robot:
    """A robot in its light; poses are those of people."""

    look: CharacterDesign
    build: Build
    light: Lighting

    def draw(self, canvas: skia.Canvas, pose: Pose, mood: Mood, held: HELD | None = None) -> None:
        """Draw it with its feet at the origin."""
        found = joints(self.build, pose)
        flat = Flat(pose.yaw)
        side = math.sin(math.radians(pose.yaw))
        canvas.save()
        canvas.translate(0, -pose.lift)
        far, near = (1, 0) if side >= 0 else (0, 1)
        self._limb(canvas, flat, (found.hips[far], found.knees[far], found.ankles[far]), 0.78, 1.0)
        self._foot(canvas, flat, found, far, 0.78)
        self._limb(
            canvas, flat, (found.shoulders[far], found.elbows[far], found.hands[far]), 0.78, 0.72
        )
        self._limb(
            canvas, flat, (found.hips[near], found.knees[near], found.ankles[near]), 1.0, 1.0
        )
        self._foot(canvas, flat, found, near, 1.0)
        self._trunk(canvas, flat, found, pose)
        self._head(canvas, flat, found, pose, mood)
        self._limb(
            canvas, flat, (found.shoulders[near], found.elbows[near], found.hands[near]), 1.0, 0.72
        )
        if held:
            canvas.save()
            canvas.translate(*flat(found.hands[0]))
            held(canvas)
            canvas.restore()
        canvas.restore()

    def _color(self, color: Color, tone: float) -> Color:
        lit = self.light.lit(color)
        return lit.with_lightness(lit.lch[0] * tone)

    @property
    def _paint(self) -> Color:
        return Color.parse(self.look.top_colour)

    def _limb(
        self,
        canvas: skia.Canvas,
        flat: Flat,
        bones: tuple[tuple[float, float, float], ...],
        tone: float,
        thick: float,
    ) -> None:
        """Two plates and three ball joints."""
        a, b, c = (flat(point) for point in bones)
        shell, ball = self._color(SHELL, tone), self._color(JOINT, tone)
        limb(canvas, a, b, (0.05 * thick, 0.05 * thick), fill(ball))
        limb(
            canvas,
            _between(a, b, 0.16),
            _between(a, b, 0.84),
            (0.082 * thick, 0.07 * thick),
            fill(shell),
        )
        limb(
            canvas,
            _between(b, c, 0.16),
            _between(b, c, 0.88),
            (0.066 * thick, 0.078 * thick),
            fill(self._color(self._paint, tone)),
        )
        for joint in (b, c):
            oval(canvas, joint, 0.05 * thick, 0.05 * thick, ball)
            oval(canvas, joint, 0.022 * thick, 0.022 * thick, self.light.shine(EYES))

    def _foot(self, canvas: skia.Canvas, flat: Flat, found: Joints, i: int, tone: float) -> None:
        heel, toe, ankle = flat(found.heels[i]), flat(found.toes[i]), flat(found.ankles[i])
        tip = (toe[0] + (toe[0] - heel[0]) * 0.25, toe[1] + (toe[1] - heel[1]) * 0.25)
        shape = [
            (heel[0] - 0.04, heel[1]),
            (ankle[0] - 0.05, ankle[1] - 0.02),
            (ankle[0] + 0.05, ankle[1] - 0.02),
            (tip[0] + 0.04, tip[1] - 0.06),
            (tip[0] + 0.05, tip[1]),
        ]
        canvas.drawPath(polygon(shape), fill(self._color(SHELL, tone)))

    def _trunk(self, canvas: skia.Canvas, flat: Flat, found: Joints, pose: Pose) -> None:
        turn = math.sin(math.radians(pose.yaw))
        front = math.cos(math.radians(pose.yaw))
        top, low = flat(found.neck), flat(found.pelvis)
        limb(canvas, top, flat(found.head), (0.045, 0.045), fill(self._color(JOINT, 1.0)))
        limb(canvas, low, _between(low, top, 0.4), (0.1, 0.07), fill(self._color(JOINT, 1.0)))
        half = math.hypot(0.24 * front, 0.16 * turn)
        chest = rounded_off(
            [
                (top[0] - half, top[1] + 0.02),
                (top[0] + half, top[1] + 0.02),
                (top[0] + half * 0.95, top[1] + 0.22),
                (low[0] + half * 0.6, low[1] - 0.14),
                (low[0] - half * 0.6, low[1] - 0.14),
                (top[0] - half * 0.95, top[1] + 0.22),
            ]
        )
        canvas.drawPath(chest, fill(self._color(SHELL, 1.0)))
        hips = rounded_off(
            [
                (low[0] - half * 0.66, low[1] - 0.08),
                (low[0] + half * 0.66, low[1] - 0.08),
                (low[0] + half * 0.5, low[1] + 0.09),
                (low[0] - half * 0.5, low[1] + 0.09),
            ]
        )
        canvas.drawPath(hips, fill(self._color(self._paint, 0.9)))
        if front > -0.2:
            core = (top[0] + turn * 0.12, top[1] + 0.18)
            oval(canvas, core, 0.062 * max(0.35, front), 0.062, self._color(JOINT, 1.0))
            oval(canvas, core, 0.04 * max(0.35, front), 0.04, self.light.shine(EYES))

    def _head(self, canvas: skia.Canvas, flat: Flat, found: Joints, pose: Pose, mood: Mood) -> None:
        """A rounded box with a visor that turns about it."""
        x, y = flat(found.head)
        turn, front = math.sin(math.radians(pose.gaze)), math.cos(math.radians(pose.gaze))
        canvas.save()
        canvas.translate(x, y - 0.02)
        canvas.drawLine(
            -turn * 0.02, -0.15, -turn * 0.04, -0.25, stroke(self._color(JOINT, 1.0), 0.014)
        )
        oval(
            canvas,
            (-turn * 0.04, -0.26),
            0.022,
            0.022,
            self.light.shine(self._paint.with_lightness(0.75)),
        )
        box = skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(-0.15, -0.16, 0.15, 0.14), 0.09, 0.09)
        canvas.drawRRect(box, fill(self._color(SHELL, 1.0)))
        oval(
            canvas,
            (-turn * 0.15 + (0.15 if turn == 0 else 0.0), 0.0),
            0.04,
            0.06,
            self._color(self._paint, 0.9),
        )
        if front > -0.3:
            canvas.clipRRect(box, doAntiAlias=True)
            mid = turn * 0.075
            visor = skia.RRect.MakeRectXY(
                skia.Rect.MakeLTRB(mid - 0.115, -0.09, mid + 0.115, 0.07), 0.06, 0.06
            )
            canvas.drawRRect(visor, fill(self._color(JOINT, 0.7)))
            for n in (-1, 1):
                oval(
                    canvas,
                    (mid + turn * 0.03 + n * 0.05, -0.015),
                    0.021,
                    max(0.004, 0.03 * (1 - mood.blink)),
                    self.light.shine(EYES),
                )
            if mood.mouth > 0.1:
                canvas.drawLine(
                    mid - 0.03,
                    0.045,
                    mid + 0.03,
                    0.045,
                    stroke(self.light.shine(EYES), 0.008 + 0.012 * mood.mouth),
                )
        canvas.restore()


def _between(a: tuple[float, float], b: tuple[float, float], share: float) -> tuple[float, float]:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
