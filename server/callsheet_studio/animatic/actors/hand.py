"""A hand close to the camera, holding something."""

import math
import random

from callsheet_studio.animatic.actors.actor import Actor, Regions
from callsheet_studio.animatic.actors.brush import limb, oval, rounded_off
from callsheet_studio.animatic.actors.things import THINGS, Thing
from callsheet_studio.animatic.character_design import load_design
from callsheet_studio.animatic.framing import FramedRegion
from callsheet_studio.animatic.lighting import Lighting
from callsheet_studio.animatic.shot import Role
from callsheet_studio.drawing.color import WHITE, Color
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill

FINGERS = ((-0.122, 0.011), (-0.098, 0.0115), (-0.073, 0.011), (-0.05, 0.0095))
"""Height and radius of each finger that reaches round from behind."""


def hand(part: Role, light: Lighting, seconds: float, dice: random.Random) -> Actor:
    """A forearm from below; fingers behind what it holds, the thumb before it."""
    look = load_design(part.look or {})
    skin, sleeve = light.lit(Color.parse(look.skin)), light.lit(Color.parse(look.top_colour))
    kind = THINGS.get(part.prop or "phone", THINGS["phone"])
    color = light.lit(Color.parse(part.color or kind.colors[0]))
    half = min(0.06, kind.w * 0.44)

    def draw(canvas: skia.Canvas, t: float) -> None:
        canvas.translate(0.004 * math.sin(t * 0.9), 0.003 * math.sin(t * 1.3))
        canvas.rotate(-7 + 1.5 * math.sin(t * 0.8))
        _arm(canvas, skin, sleeve)
        canvas.save()
        canvas.translate(0, -0.005)
        kind.drawing(canvas, Thing(color, light, 0.0, 0.0, t))
        canvas.restore()
        _fingers(canvas, skin, half)
        _thumb(canvas, skin, half, t if part.prop in {None, "phone"} else 0.0)

    close = FramedRegion(0, 0.07, 0.15, 0.23)
    framings: Regions = {
        "wide": FramedRegion(0, 0.05, 0.3, 0.44, True),
        "medium": FramedRegion(0, 0.06, 0.19, 0.3),
        "close": close,
    }
    return Actor(draw, framings)


def _arm(canvas: skia.Canvas, skin: Color, sleeve: Color) -> None:
    """Wrist, palm and cuff."""
    dark = skin.with_lightness(skin.lch[0] * 0.88)
    limb(canvas, (0.006, -0.04), (0.03, 0.12), (0.036, 0.031), fill(skin))
    palm = rounded_off(
        [
            (-0.046, -0.1),
            (0.044, -0.1),
            (0.056, -0.04),
            (0.05, 0.03),
            (-0.012, 0.04),
            (-0.042, -0.02),
        ]
    )
    canvas.drawPath(palm, fill(dark))
    limb(canvas, (0.03, 0.11), (0.08, 0.4), (0.045, 0.065), fill(sleeve))
    limb(
        canvas,
        (0.0, 0.1),
        (0.062, 0.09),
        (0.012, 0.012),
        fill(sleeve.with_lightness(sleeve.lch[0] * 0.85)),
    )


def _fingers(canvas: skia.Canvas, skin: Color, half: float) -> None:
    """Four tips that come round the left edge."""
    for n, (y, r) in enumerate(FINGERS):
        tone = skin.with_lightness(skin.lch[0] * (0.94 + 0.02 * n))
        limb(canvas, (-half - 0.012, y + 0.004), (-half + 0.012, y), (r, r * 0.9), fill(tone))
        oval(canvas, (-half + 0.014, y - 0.001), r * 0.5, r * 0.42, skin.mix(WHITE, 0.45))


def _thumb(canvas: skia.Canvas, skin: Color, half: float, t: float) -> None:
    """The thumb lies over the right edge; on a phone it swipes."""
    beat = t % 3
    swipe = max(0.0, math.sin(math.pi * min(1.0, max(0.0, (beat - 1.1) / 0.7))))
    base, joint = (half + 0.008, -0.012), (half + 0.006, -0.058 - 0.006 * swipe)
    tip = (half - 0.022, -0.092 - 0.016 * swipe)
    limb(canvas, base, joint, (0.019, 0.0145), fill(skin))
    limb(canvas, joint, tip, (0.0145, 0.0115), fill(skin))
    nail = skin.mix(WHITE, 0.4)
    oval(canvas, (tip[0] - 0.002, tip[1] - 0.002), 0.0068, 0.0058, nail)
