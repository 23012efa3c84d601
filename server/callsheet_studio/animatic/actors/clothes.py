"""What covers a torso: its outline from any side, and the parts of each garment on its front."""

from collections.abc import Mapping

from callsheet_studio.animatic.actors.brush import limb, oval, polygon, rounded_off, strand
from callsheet_studio.animatic.actors.bust import Bust
from callsheet_studio.animatic.actors.skeleton import Build, Joints, Pose, seen
from callsheet_studio.animatic.actors.wardrobe import GARMENTS, Garment
from callsheet_studio.animatic.character_design import CharacterDesign
from callsheet_studio.animatic.lighting import Lighting
from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, stroke

HEMS = {
    "coat": -0.95,
    "dress": -0.85,
    "apron": -0.62,
    "suit": -0.2,
    "hoodie": -0.14,
    "space": -0.12,
}
"""How far below the pelvis an outline reaches, as a share of the torso."""


def dress_torso(
    canvas: skia.Canvas,
    look: CharacterDesign,
    build: Build,
    light: Lighting,
    found: Joints,
    pose: Pose,
) -> None:
    """Neck, torso and clothes of a body in this pose."""
    bust = Bust(look, build, light, found, pose.yaw)
    _neck(canvas, bust)
    base = look.inner_colour if look.top == "apron" else look.top_colour
    shape = bust.outline(HEMS.get(look.top, -0.1), 1.9 if look.top == "dress" else 1.0)
    if look.bottom == "skirt" and look.top != "dress":
        canvas.drawPath(bust.outline(-0.7, 1.8), fill(bust.color(look.bottom_colour)))
    cloth = bust.color(base)
    canvas.drawPath(shape, fill(cloth))
    canvas.save()
    canvas.clipPath(shape, doAntiAlias=True)
    if bust.front > -0.2:
        GARMENTS[look.top](canvas, bust)
    else:
        _back(canvas, bust)
    _shade(canvas, bust, cloth)
    canvas.restore()
    for worn in look.wears:
        if worn in HUNG:
            HUNG[worn](canvas, bust)


def _neck(canvas: skia.Canvas, bust: Bust) -> None:
    skin = bust.color(bust.look.skin)
    x, y, _ = seen(bust.found.head, bust.yaw)
    width = 0.056 * bust.build.bulk * bust.look.bulk
    limb(
        canvas,
        (x - bust.turn * 0.012, y + 0.04),
        bust.level(0.96),
        (width, width * 1.15),
        fill(skin.with_lightness(skin.lch[0] * 0.86)),
    )


def _shade(canvas: skia.Canvas, bust: Bust, cloth: Color) -> None:
    """A darker flank on the side away from the light."""
    dark = fill(cloth.with_lightness(cloth.lch[0] * 0.72), 0.4)
    side = -1 if (bust.light.sun or (0.7, 0, 0))[0] > 0.5 else 1
    x0, y0 = bust.level(1.0)
    x1, y1 = bust.level(-1.0)
    off, far = 0.1 * side, 0.6 * side
    canvas.drawPath(
        polygon([(x0 + off, y0 - 0.1), (x0 + far, y0 - 0.1), (x1 + far, y1), (x1 + off * 0.8, y1)]),
        dark,
    )


def _back(canvas: skia.Canvas, bust: Bust) -> None:
    seam = bust.color(bust.look.top_colour)
    canvas.drawPath(
        strand([bust.level(0.9), bust.level(0.5), bust.level(-0.6)]),
        stroke(seam.with_lightness(seam.lch[0] * 0.85), 0.008),
    )


def _scarf(canvas: skia.Canvas, bust: Bust) -> None:
    scarf = fill(bust.color(bust.look.accent))
    canvas.drawPath(
        rounded_off(
            [
                bust.middle(1.06, -0.36),
                bust.middle(1.06, 0.36),
                bust.middle(0.93, 0.4),
                bust.middle(0.88, 0.0),
                bust.middle(0.93, -0.4),
            ]
        ),
        scarf,
    )


def _stethoscope(canvas: skia.Canvas, bust: Bust) -> None:
    if bust.front < 0:
        return
    tube = stroke(Color.parse("#2a3140"), 0.016)
    canvas.drawPath(
        strand(
            [
                bust.middle(1.02, -0.3),
                bust.middle(0.7, -0.42),
                bust.middle(0.5, -0.05),
                bust.middle(0.7, 0.42),
                bust.middle(1.02, 0.3),
            ]
        ),
        tube,
    )
    canvas.drawPath(
        strand([bust.middle(0.6, 0.2), bust.middle(0.5, 0.2), bust.middle(0.42, 0.24)]), tube
    )
    oval(canvas, bust.middle(0.4, 0.25), 0.026, 0.026, Color.parse("#b9c2cf"))


def _backpack(canvas: skia.Canvas, bust: Bust) -> None:
    strap = stroke(bust.color(bust.look.accent), 0.035)
    for side in (-0.5, 0.5):
        if bust.front > 0.1:
            canvas.drawPath(
                strand(
                    [
                        bust.middle(0.98, side),
                        bust.middle(0.7, side * 1.1),
                        bust.middle(0.45, side * 1.5),
                    ]
                ),
                strap,
            )
    if abs(bust.turn) > 0.3:
        x, y = bust.level(0.6)
        back = -bust.turn * 0.2
        path = rounded_off(
            [
                (x + back - 0.1, y - 0.22),
                (x + back + 0.1, y - 0.22),
                (x + back + 0.11, y + 0.24),
                (x + back - 0.11, y + 0.24),
            ]
        )
        canvas.drawPath(path, fill(bust.color(bust.look.accent)))


HUNG: Mapping[str, Garment] = {
    "scarf": _scarf,
    "stethoscope": _stethoscope,
    "backpack": _backpack,
}
