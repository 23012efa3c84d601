"""What stands in rooms: shelves, desks, sofas, plants, lamps."""

from collections.abc import Sequence

from callsheet_studio.animatic.actors.brush import rounded_off
from callsheet_studio.animatic.backdrop import Backdrop
from callsheet_studio.animatic.lighting import Lighting
from callsheet_studio.animatic.places.sky import halo
from callsheet_studio.drawing.color import WHITE, Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, sk_rect, sk_rrect, stroke

WOOD, LEAF = Color.parse("#9a6a45"), Color.parse("#3f7f55")


def lamplit(light: Lighting, color: Color) -> Color:
    """A colour by lamp light: the hour's tint is felt only half indoors."""
    return (
        light.lit(color)
        .mix(color, 0.5)
        .mix(light.glow, 0.06)
        .with_lightness(color.lch[0] * (1 - 0.28 * light.dark))
    )


def kitchen_wall(canvas: skia.Canvas, rect: Rect, scenery: Backdrop) -> None:
    """Tiles, a worktop, cupboards, shelves."""
    comp, light, dice = scenery.framing, scenery.light, scenery.rng
    far, top = comp.far, comp.horizon - 10 * comp.far
    unit = Color.parse(dice.choice(("#5f8a86", "#c8785a", "#6b86a8")))
    for row in range(4):
        y = top - 28 * far * (row + 1)
        for column in range(int(rect.w / (28 * far)) + 1):
            x = rect.x + column * 28 * far
            canvas.drawRRect(
                sk_rrect(Rect(x + 1.5, y + 1.5, 25 * far, 25 * far), 3),
                fill(lamplit(light, WHITE), 0.5),
            )
    canvas.drawRect(
        skia.Rect.MakeLTRB(rect.x, top, rect.right, top + 14 * far),
        fill(lamplit(light, WOOD.mix(WHITE, 0.25))),
    )
    canvas.drawRect(
        skia.Rect.MakeLTRB(rect.x, top + 14 * far, rect.right, comp.horizon + 92 * far),
        fill(lamplit(light, unit)),
    )
    x = rect.x
    while x < rect.right:
        door = Rect(x + 6, top + 24 * far, 96 * far, 66 * far)
        canvas.drawRRect(
            sk_rrect(door, 4), stroke(lamplit(light, unit.with_lightness(unit.lch[0] * 0.8)), 2)
        )
        canvas.drawCircle(
            door.cx, door.y + 12 * far, 3 * far, fill(lamplit(light, Color.parse("#e8d0a0")))
        )
        x += 108 * far
    for side in (-1, 1):
        shelf_x = rect.cx + side * 380 * far
        _shelf(
            canvas,
            Rect(shelf_x - 110 * far, comp.horizon - 270 * far, 220 * far, 10 * far),
            scenery,
        )
        _shelf(
            canvas,
            Rect(shelf_x - 110 * far, comp.horizon - 180 * far, 220 * far, 10 * far),
            scenery,
        )


def _shelf(canvas: skia.Canvas, board: Rect, scenery: Backdrop) -> None:
    """A board with jars and cups on it."""
    light, dice, far = scenery.light, scenery.rng, scenery.framing.far
    canvas.drawRect(sk_rect(board), fill(lamplit(light, WOOD)))
    x = board.x + 10 * far
    while x < board.right - 26 * far:
        w, h = dice.uniform(16, 28) * far, dice.uniform(22, 46) * far
        tone = Color.parse(dice.choice(("#d9745a", "#e8c070", "#7fa89a", "#f2ede2", "#5f7f9a")))
        canvas.drawRRect(sk_rrect(Rect(x, board.y - h, w, h), 5 * far), fill(lamplit(light, tone)))
        canvas.drawRect(
            sk_rect(Rect(x + 2, board.y - h - 4 * far, w - 4, 5 * far)),
            fill(lamplit(light, WOOD.with_lightness(0.4))),
        )
        x += w + dice.uniform(5, 12) * far


def pendants(scenery: Backdrop, depth: float) -> None:
    """Two lamps that hang from the ceiling."""
    comp, light = scenery.framing, scenery.light

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        for share in (0.2, 0.8):
            x, y = rect.x + rect.w * share, comp.horizon - 330 * comp.far
            canvas.drawLine(x, 0, x, y, stroke(Color.parse("#2a2622"), 3))
            halo(
                canvas, (x, y + 30 * comp.far), 130 * comp.far, light.glow, 0.35 + 0.3 * light.dark
            )
            r = 34 * comp.far
            shade = rounded_off(
                [(x - r * 0.3, y), (x + r * 0.3, y), (x + r, y + r), (x - r, y + r)]
            )
            canvas.drawPath(shade, fill(Color.parse("#2f3a3f")))
            canvas.drawCircle(x, y + r * 0.95, r * 0.28, fill(light.glow.mix(WHITE, 0.4)))

    scenery.add_static_layer(depth, 0, comp.horizon - 120 * comp.far, paint)


def desks(canvas: skia.Canvas, rect: Rect, scenery: Backdrop) -> None:
    """Desks with screens, one after the other."""
    comp, light, dice, far = scenery.framing, scenery.light, scenery.rng, scenery.framing.far
    foot, top = comp.horizon + 105 * far, comp.horizon + 6 * far
    x = rect.x + dice.uniform(0, 80)
    while x < rect.right:
        w = 250 * far
        canvas.drawRect(
            skia.Rect.MakeXYWH(x, top, w, 10 * far), fill(lamplit(light, WOOD.mix(WHITE, 0.3)))
        )
        for leg in (0.06, 0.92):
            canvas.drawRect(
                skia.Rect.MakeXYWH(x + w * leg, top + 10 * far, 6 * far, foot - top),
                fill(lamplit(light, Color.parse("#4a5060"))),
            )
        screen = Rect(x + w * 0.3, top - 84 * far, 112 * far, 68 * far)
        canvas.drawRect(
            sk_rect(Rect(screen.cx - 4 * far, screen.bottom, 8 * far, 16 * far)),
            fill(Color.parse("#3a4050")),
        )
        canvas.drawRRect(sk_rrect(screen, 5), fill(Color.parse("#232836")))
        canvas.drawRRect(
            sk_rrect(screen.inset(4 * far), 3), fill(Color.parse("#5f9fd8").mix(light.glow, 0.2))
        )
        for row in range(3):
            canvas.drawRect(
                sk_rect(
                    Rect(
                        screen.x + 12 * far,
                        screen.y + (14 + row * 15) * far,
                        dice.uniform(30, 80) * far,
                        6 * far,
                    )
                ),
                fill(WHITE, 0.6),
            )
        x += w + dice.uniform(120, 220) * far


def plants(canvas: skia.Canvas, rect: Rect, scenery: Backdrop, shares: Sequence[float]) -> None:
    """Pot plants at these shares of the width."""
    comp, light, far = scenery.framing, scenery.light, scenery.framing.far
    for share in shares:
        x, foot = rect.x + rect.w * share, comp.horizon + 150 * far
        for angle in (-62, -38, -14, 12, 36, 60):
            canvas.save()
            canvas.translate(x, foot - 60 * far)
            canvas.rotate(angle)
            h = 190 * far * (1 - abs(angle) / 220)
            leaf = rounded_off([(0, 0), (20 * far, -h * 0.5), (0, -h), (-20 * far, -h * 0.5)])
            canvas.drawPath(leaf, fill(lamplit(light, LEAF.with_lightness(0.42 + angle / 600))))
            canvas.restore()
        pot = [
            (x - 34 * far, foot - 70 * far),
            (x + 34 * far, foot - 70 * far),
            (x + 25 * far, foot),
            (x - 25 * far, foot),
        ]
        path = skia.Path()
        path.addPoly([skia.Point(*p) for p in pot], True)
        canvas.drawPath(path, fill(lamplit(light, Color.parse("#c9836b"))))


def living(canvas: skia.Canvas, rect: Rect, scenery: Backdrop) -> None:
    """A sofa, two pictures, a standard lamp."""
    comp, light, dice, far = scenery.framing, scenery.light, scenery.rng, scenery.framing.far
    sofa = Color.parse(dice.choice(("#3f6f7a", "#b8693f", "#6b5a8a", "#5a7a55")))
    x, foot = rect.cx - 330 * far, comp.horizon + 120 * far
    canvas.drawRRect(
        sk_rrect(Rect(x, foot - 150 * far, 330 * far, 120 * far), 26 * far),
        fill(lamplit(light, sofa.with_lightness(sofa.lch[0] * 0.9))),
    )
    canvas.drawRRect(
        sk_rrect(Rect(x - 22 * far, foot - 100 * far, 374 * far, 86 * far), 22 * far),
        fill(lamplit(light, sofa)),
    )
    for n, code in enumerate(("#e8c070", "#f2ede2")):
        canvas.drawRRect(
            sk_rrect(Rect(x + (30 + 210 * n) * far, foot - 130 * far, 62 * far, 58 * far), 12),
            fill(lamplit(light, Color.parse(code))),
        )
    for n in range(2):
        frame = Rect(x + (50 + 120 * n) * far, comp.horizon - 230 * far, 88 * far, 110 * far)
        canvas.drawRect(sk_rect(frame), fill(lamplit(light, Color.parse("#f5efe4"))))
        canvas.drawRect(
            sk_rect(frame.inset(10 * far)),
            fill(lamplit(light, Color.oklch(0.7, 0.11, dice.uniform(0, 360)))),
        )
        canvas.drawCircle(
            frame.cx,
            frame.cy,
            18 * far,
            fill(lamplit(light, Color.oklch(0.85, 0.12, dice.uniform(0, 360)))),
        )
    lamp = x - 90 * far
    canvas.drawLine(
        lamp, foot, lamp, comp.horizon - 150 * far, stroke(Color.parse("#3a3432"), 5 * far)
    )
    halo(canvas, (lamp, comp.horizon - 165 * far), 170 * far, light.glow, 0.3 + 0.4 * light.dark)
    shade = rounded_off(
        [
            (lamp - 26 * far, comp.horizon - 210 * far),
            (lamp + 26 * far, comp.horizon - 210 * far),
            (lamp + 48 * far, comp.horizon - 135 * far),
            (lamp - 48 * far, comp.horizon - 135 * far),
        ]
    )
    canvas.drawPath(shade, fill(light.glow.mix(WHITE, 0.2)))
