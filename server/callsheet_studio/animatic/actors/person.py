"""A drawn person: a jointed body in clothes, seen from any side."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from callsheet_studio.animatic.actors.brush import Spot, limb, rounded_off
from callsheet_studio.animatic.actors.clothes import dress_torso
from callsheet_studio.animatic.actors.head import Head, Mood
from callsheet_studio.animatic.actors.skeleton import (
    ADULT,
    CHILD,
    WOMAN,
    Build,
    Joints,
    Point,
    Pose,
    joints,
    seen,
)
from callsheet_studio.animatic.character_design import CharacterDesign
from callsheet_studio.animatic.lighting import Lighting
from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill

FAR = 0.8
"""Lightness of what is on the far side of a body."""
HELD = Callable[[skia.Canvas], None]


def build_of(look: CharacterDesign) -> Build:
    """The proportions of a figure."""
    return CHILD if look.kind == "child" else WOMAN if look.woman else ADULT


@dataclass(frozen=True)
class Person:
    """A figure in its light."""

    look: CharacterDesign
    build: Build
    light: Lighting

    def draw(self, canvas: skia.Canvas, pose: Pose, mood: Mood, held: HELD | None = None) -> None:
        """Draw it with its feet at the origin; `held` draws what its right hand holds."""
        found = joints(self.build, pose)
        canvas.save()
        canvas.translate(0, -pose.lift)
        if pose.roll:
            canvas.translate(0, -self.build.stand)
            canvas.rotate(pose.roll)
            canvas.translate(0, self.build.stand)
        canvas.scale(self.look.size, self.look.size)
        for _, paint in sorted(self._pieces(found, pose, mood, held), key=lambda piece: piece[0]):
            paint(canvas)
        canvas.restore()

    def _pieces(
        self, found: Joints, pose: Pose, mood: Mood, held: HELD | None
    ) -> list[tuple[float, Callable[[skia.Canvas], None]]]:
        """Body parts with how near they are."""
        side = math.sin(math.radians(pose.yaw))
        pieces: list[tuple[float, Callable[[skia.Canvas], None]]] = []
        for i in (0, 1):
            near = (1 if i == 0 else -1) * side
            pieces.append(
                (near * 0.05, lambda c, i=i, near=near: self._leg(c, found, pose, i, near))
            )
            reach = seen(found.hands[i], pose.yaw)[2]
            depth = near * 0.2 + 0.35 * reach + 0.03
            pieces.append((depth, lambda c, i=i, near=near: self._arm(c, found, pose, i, near)))
            if i == 0 and held:
                pieces.append((depth + 0.001, lambda c: self._held(c, found, pose, held)))
        pieces.append((0.051, lambda c: self._torso(c, found, pose)))
        facing = math.cos(math.radians(pose.gaze))
        pieces.append((-1.0 if facing > 0.35 else 0.07, lambda c: self._hair(c, found, pose)))
        pieces.append((0.08 if facing > -0.3 else 0.3, lambda c: self._head(c, found, pose, mood)))
        return pieces

    def _leg(self, canvas: skia.Canvas, found: Joints, pose: Pose, i: int, near: float) -> None:
        flat = Flat(pose.yaw)
        bulk = self.build.bulk * self.look.bulk
        cloth = self._color(self.look.bottom_colour, near)
        skin = self._color(self.look.skin, near)
        bare = self.look.bottom in {"shorts", "skirt"} or self.look.top == "dress"
        hip, knee, ankle = flat(found.hips[i]), flat(found.knees[i]), flat(found.ankles[i])
        space = 1.25 if self.look.top == "space" else 1.0
        calf = fill(skin if bare else cloth)
        limb(canvas, knee, ankle, (0.062 * bulk * space, 0.042 * bulk * space), calf)
        self._shoe(canvas, found, flat, i, near)
        limb(
            canvas,
            hip,
            knee,
            (0.084 * bulk * space, 0.066 * bulk * space),
            fill(cloth if self.look.top != "dress" else skin),
        )
        if self.look.bottom == "trousers" and not bare:
            limb(canvas, knee, ankle, (0.064 * bulk * space, 0.05 * bulk * space), calf)

    def _shoe(self, canvas: skia.Canvas, found: Joints, flat: "Flat", i: int, near: float) -> None:
        """A shoe with its sole on the ground, or on the line from heel to toe."""
        heel, toe, ankle = flat(found.heels[i]), flat(found.toes[i]), flat(found.ankles[i])
        bulk = self.build.bulk
        reach = 0.045
        tip = (toe[0] + (toe[0] - heel[0]) * 0.22, toe[1] + (toe[1] - heel[1]) * 0.22)
        shoe = fill(self._color(self.look.shoes, near))
        wide = 0.05 * bulk * (1.1 - abs(math.sin(math.radians(flat.yaw))))
        path = rounded_off(
            [
                (heel[0] - wide, heel[1]),
                (heel[0] - wide, heel[1] - 0.02),
                (ankle[0] - reach * bulk, ankle[1] - 0.03),
                (ankle[0] + reach * bulk, ankle[1] - 0.03),
                (tip[0] + wide, tip[1] - 0.075),
                (tip[0] + wide + 0.01, tip[1]),
                ((heel[0] + tip[0]) / 2, (heel[1] + tip[1]) / 2 + 0.004),
            ]
        )
        canvas.drawPath(path, shoe)

    def _arm(self, canvas: skia.Canvas, found: Joints, pose: Pose, i: int, near: float) -> None:
        flat = Flat(pose.yaw)
        bulk = self.build.bulk * self.look.bulk
        sleeve = self._color(
            self.look.top_colour if self.look.top != "apron" else self.look.inner_colour, near, 0.93
        )
        skin = self._color(self.look.skin, near)
        shoulder, elbow, hand = (
            flat(found.shoulders[i]),
            flat(found.elbows[i]),
            flat(found.hands[i]),
        )
        bare = self.look.top in {"tee", "tank", "dress"}
        wide = 1.3 if self.look.top == "space" else 1.0
        limb(
            canvas,
            elbow,
            hand,
            (0.046 * bulk * wide, 0.033 * bulk * wide),
            fill(skin if bare else sleeve),
        )
        upper = skin if self.look.top in {"tank", "dress"} else sleeve
        limb(canvas, shoulder, elbow, (0.062 * bulk * wide, 0.048 * bulk * wide), fill(upper))
        if bare and self.look.top == "tee":
            middle = (shoulder[0] * 0.35 + elbow[0] * 0.65, shoulder[1] * 0.35 + elbow[1] * 0.65)
            limb(canvas, shoulder, middle, (0.066 * bulk, 0.064 * bulk), fill(sleeve))
        self._fist(canvas, elbow, hand, skin if self.look.top != "space" else sleeve)

    def _fist(self, canvas: skia.Canvas, elbow: Spot, hand: Spot, color: Color) -> None:
        """A mitten: palm, fingers and a thumb."""
        dx, dy = hand[0] - elbow[0], hand[1] - elbow[1]
        far = max(math.hypot(dx, dy), 0.12)
        dx, dy = dx / far, dy / far
        size = self.build.bulk * self.look.bulk
        tip = (hand[0] + dx * 0.085 * size, hand[1] + dy * 0.085 * size)
        paint = fill(color)
        limb(
            canvas,
            (hand[0] + dx * 0.015, hand[1] + dy * 0.015),
            tip,
            (0.036 * size, 0.027 * size),
            paint,
        )
        thumb = (
            hand[0] + dx * 0.05 * size - dy * 0.035 * size,
            hand[1] + dy * 0.05 * size + dx * 0.035 * size,
        )
        limb(canvas, hand, thumb, (0.02 * size, 0.014 * size), paint)

    def _held(self, canvas: skia.Canvas, found: Joints, pose: Pose, held: HELD) -> None:
        flat = Flat(pose.yaw)
        x, y = flat(found.hands[0])
        ex, ey = flat(found.elbows[0])
        far = max(math.hypot(x - ex, y - ey), 0.1)
        canvas.save()
        canvas.translate(x + (x - ex) / far * 0.05, y + (y - ey) / far * 0.05)
        held(canvas)
        canvas.restore()

    def _torso(self, canvas: skia.Canvas, found: Joints, pose: Pose) -> None:
        dress_torso(canvas, self.look, self.build, self.light, found, pose)

    def _hair(self, canvas: skia.Canvas, found: Joints, pose: Pose) -> None:
        canvas.save()
        canvas.translate(*Flat(pose.yaw)(found.head))
        Head(self.look, self.light, self.build.head).hang(canvas, pose.gaze)
        canvas.restore()

    def _head(self, canvas: skia.Canvas, found: Joints, pose: Pose, mood: Mood) -> None:
        canvas.save()
        canvas.translate(*Flat(pose.yaw)(found.head))
        side = math.sin(math.radians(pose.gaze))
        canvas.rotate(pose.nod * side + pose.tilt * 0.4)
        canvas.translate(0, abs(pose.nod) * (1 - abs(side)) * 0.0006)
        Head(self.look, self.light, self.build.head).draw(canvas, pose.gaze, mood)
        canvas.restore()

    def _color(self, code: str, near: float, tone: float = 1.0) -> Color:
        """A colour in the light, darker on the body's far side."""
        color = self.light.lit(Color.parse(code))
        factor = tone * (1 + (FAR - 1) * max(0.0, -near))
        return color.with_lightness(color.lch[0] * factor) if factor < 0.999 else color


@dataclass(frozen=True)
class Flat:
    """Puts points of a body on the picture."""

    yaw: float

    def __call__(self, point: Point) -> Spot:
        """Right and down."""
        x, y, _ = seen(point, self.yaw)
        return x, y
