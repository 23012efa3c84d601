"""Bare places for showing: a stage, a table top, a sweep of colour."""

from callsheet_studio.animatic.actors.brush import rounded_off
from callsheet_studio.animatic.backdrop import Backdrop
from callsheet_studio.animatic.places.furniture import (
    lamplit,
)
from callsheet_studio.animatic.places.sky import gradient, halo
from callsheet_studio.animatic.places.terrain import LEAF
from callsheet_studio.drawing.color import WHITE, Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, sk_rect, sk_rrect, stroke


def stage(scenery: Backdrop) -> None:
    """Curtains, beams of light, boards."""
    comp, dice = scenery.framing, scenery.rng
    curtain = Color.parse(dice.choice(("#7a1f2f", "#2f2a6b", "#1f4f4f")))

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        canvas.drawRect(sk_rect(rect), fill(Color.parse("#14101c")))
        x, fold = rect.x, 34 * comp.far
        n = 0
        while x < rect.right:
            tone = curtain.with_lightness(curtain.lch[0] * (0.55, 0.85, 1.0, 0.75)[n % 4])
            canvas.drawRect(skia.Rect.MakeLTRB(x, rect.y, x + fold, comp.horizon + 30), fill(tone))
            x, n = x + fold, n + 1
        canvas.drawRect(
            skia.Rect.MakeLTRB(rect.x, comp.horizon + 30, rect.right, rect.bottom),
            fill(Color.parse("#4a3328")),
        )

    scenery.add_static_layer(0.3, 0, comp.h, paint)
    scenery.add_static_layer(0.9, 0, comp.h, lambda c, r: _beams(c, r, scenery))


def table(scenery: Backdrop) -> None:
    """A soft backdrop and a marble table top: where a product is shown."""
    comp, dice = scenery.framing, scenery.rng
    tone = Color.parse(dice.choice(("#d9c3b0", "#b9c7cf", "#c9b6c8", "#2f3a4a")))
    _backdrop(scenery, tone)
    scenery.add_static_layer(0.5, 0, comp.h, lambda c, r: _still_life(c, r, scenery, tone))
    scenery.add_static_layer(
        1.0, comp.ground - 8 * comp.far, comp.h, lambda c, r: _marble(c, r, scenery)
    )


def studio(scenery: Backdrop) -> None:
    """A photographer's sweep of colour."""
    tone = Color.parse(scenery.rng.choice(("#e0a96d", "#7fa8b8", "#c98f9a", "#8fae8a", "#8a86b8")))
    _backdrop(scenery, tone)
    comp = scenery.framing
    scenery.add_static_layer(0.6, 0, comp.h, lambda c, r: _arch(c, r, scenery, tone))


def _beams(canvas: skia.Canvas, rect: Rect, scenery: Backdrop) -> None:
    comp = scenery.framing
    for share, lean, code in (
        (0.2, 0.24, "#ffd98f"),
        (0.5, 0.0, "#fff4d8"),
        (0.8, -0.24, "#8fc8ff"),
    ):
        top, end = rect.x + rect.w * share, rect.cx + rect.w * (share - 0.5 + lean)
        color = Color.parse(code)
        shader = skia.GradientShader.MakeLinear(
            [skia.Point(top, 0), skia.Point(end, comp.h * 0.85)],
            [color.argb(0.5), color.argb(0.02)],
        )
        beam = skia.Path()
        beam.addPoly(
            [
                skia.Point(top - 14, 0),
                skia.Point(top + 14, 0),
                skia.Point(end + 150, comp.h * 0.85),
                skia.Point(end - 150, comp.h * 0.85),
            ],
            True,
        )
        canvas.drawPath(
            beam, skia.Paint(Shader=shader, AntiAlias=True, BlendMode=skia.BlendMode.kScreen)
        )


def _backdrop(scenery: Backdrop, tone: Color) -> None:
    comp, light = scenery.framing, scenery.light

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        tones = (
            lamplit(light, tone.with_lightness(tone.lch[0] * 0.8)),
            lamplit(light, tone),
            lamplit(light, tone.mix(WHITE, 0.3)),
        )
        gradient(canvas, rect, tones, comp.h * 0.9)
        halo(canvas, (rect.x + rect.w * 0.35, comp.h * 0.3), comp.h * 0.7, WHITE, 0.3)

    scenery.add_static_layer(0.1, 0, comp.h, paint)


def _arch(canvas: skia.Canvas, rect: Rect, scenery: Backdrop, tone: Color) -> None:
    comp, light = scenery.framing, scenery.light
    w, h = comp.w * (0.36 if not comp.tall else 0.62), comp.h * 0.62
    arch = Rect(rect.cx - w / 2, comp.h * 0.86 - h, w, h * 2)
    canvas.drawRRect(
        sk_rrect(arch, w / 2),
        fill(lamplit(light, tone.with_hue_shift(-24).with_lightness(tone.lch[0] * 0.9))),
    )
    base = lamplit(light, tone.mix(WHITE, 0.18))
    canvas.drawRect(skia.Rect.MakeLTRB(rect.x, comp.h * 0.86, rect.right, rect.bottom), fill(base))
    canvas.drawCircle(
        rect.cx - w * 0.75,
        comp.h * 0.3,
        w * 0.14,
        fill(lamplit(light, tone.with_hue_shift(40)), 0.8),
    )


def _still_life(canvas: skia.Canvas, rect: Rect, scenery: Backdrop, tone: Color) -> None:
    """An arch and a branch, out of focus behind the product."""
    comp, light, far = scenery.framing, scenery.light, scenery.framing.far
    w = 260 * far
    arch = Rect(rect.cx - w * 1.4, comp.ground - 420 * far, w, 600 * far)
    canvas.drawRRect(
        sk_rrect(arch, w / 2),
        fill(lamplit(light, tone.with_hue_shift(16).with_lightness(tone.lch[0] * 0.88))),
    )
    x, y = rect.cx + 250 * far, comp.ground
    branch = stroke(lamplit(light, LEAF.with_lightness(0.4)), 5 * far)
    canvas.drawPath(
        _curve((x, y), (x - 20 * far, y - 200 * far), (x - 90 * far, y - 360 * far)), branch
    )
    for n in range(9):
        share = 0.25 + n * 0.085
        px, py = x - 90 * far * share**1.6, y - 360 * far * share
        canvas.save()
        canvas.translate(px, py)
        canvas.rotate(-70 if n % 2 else 50)
        canvas.drawPath(
            rounded_off([(0, 0), (16 * far, -34 * far), (0, -74 * far), (-16 * far, -34 * far)]),
            fill(lamplit(light, LEAF)),
        )
        canvas.restore()


def _marble(canvas: skia.Canvas, rect: Rect, scenery: Backdrop) -> None:
    """A polished slab: veins, a bright front edge."""
    comp, light, dice, far = scenery.framing, scenery.light, scenery.rng, scenery.framing.far
    top = comp.ground - 8 * far
    slab = lamplit(light, Color.parse("#f1efec"))
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(0, top), skia.Point(0, comp.h)],
        [slab.argb(), slab.with_lightness(slab.lch[0] * 0.8).argb()],
    )
    canvas.drawRect(
        skia.Rect.MakeLTRB(rect.x, top, rect.right, rect.bottom), skia.Paint(Shader=shader)
    )
    for _ in range(int(rect.w / 90)):
        x, y = rect.x + dice.random() * rect.w, dice.uniform(top, comp.h)
        vein = stroke(lamplit(light, Color.parse("#8f96a3")), dice.uniform(0.8, 2.6), 0.4)
        canvas.drawPath(
            _curve(
                (x, y),
                (x + 60, y + dice.uniform(-14, 30)),
                (x + dice.uniform(90, 190), y + dice.uniform(0, 60)),
            ),
            vein,
        )
    canvas.drawRect(skia.Rect.MakeLTRB(rect.x, top, rect.right, top + 2.5), fill(WHITE, 0.8))


def _curve(a: tuple[float, float], over: tuple[float, float], b: tuple[float, float]) -> skia.Path:
    path = skia.Path()
    path.moveTo(*a)
    path.quadTo(*over, *b)
    return path
