"""Rooms: walls, windows with the light of the hour, furniture, and bare studios."""

from collections.abc import Sequence

from callsheet_studio.animatic.actors.brush import rounded_off
from callsheet_studio.animatic.light import Light
from callsheet_studio.animatic.places.sky import gradient, halo
from callsheet_studio.animatic.scenery import Scenery
from callsheet_studio.render.colour import WHITE, Colour
from callsheet_studio.render.geometry import Rect
from callsheet_studio.render.graphics import skia
from callsheet_studio.render.sprite import box, fill, rounded, stroke

WALLS = {
    "kitchen": ("#f1dfc0", "#dfe8dc", "#e8d5c8"),
    "office": ("#dfe5ee", "#e6e2dc", "#d5dfe2"),
    "room": ("#e4cdb5", "#cfd9d3", "#d9c8d0"),
}
FLOORS = {"kitchen": "#c09a72", "office": "#8f97a8", "room": "#a9795a"}
WOOD, LEAF = Colour.parse("#9a6a45"), Colour.parse("#3f7f55")


def kitchen(scenery: Scenery) -> None:
    """A window over a worktop, shelves with jars, tiles, a pendant lamp."""
    _room(scenery, "kitchen")
    far, horizon = scenery.comp.far, scenery.comp.horizon
    _window(scenery, 0.28, Rect(-170 * far, horizon - 330 * far, 340 * far, 230 * far))
    scenery.paint(0.42, 0, scenery.comp.h, lambda c, r: _kitchen_wall(c, r, scenery))
    _pendants(scenery, 0.6)


def office(scenery: Scenery) -> None:
    """Tall windows over a city, desks with screens, a plant."""
    _room(scenery, "office")
    far, horizon = scenery.comp.far, scenery.comp.horizon
    for x in (-520, -250, 20, 290, 560):
        _window(
            scenery,
            0.28,
            Rect(x * far - 110 * far, horizon - 400 * far, 230 * far, 350 * far),
            skyline=True,
        )
    scenery.paint(0.5, 0, scenery.comp.h, lambda c, r: _desks(c, r, scenery))
    scenery.paint(0.72, 0, scenery.comp.h, lambda c, r: _plants(c, r, scenery, (0.08, 0.93)))


def room(scenery: Scenery) -> None:
    """A sofa, pictures, a lamp, a plant by the window."""
    _room(scenery, "room")
    far, horizon = scenery.comp.far, scenery.comp.horizon
    _window(scenery, 0.28, Rect(90 * far, horizon - 340 * far, 250 * far, 270 * far))
    scenery.paint(0.45, 0, scenery.comp.h, lambda c, r: _living(c, r, scenery))
    scenery.paint(0.72, 0, scenery.comp.h, lambda c, r: _plants(c, r, scenery, (0.9,)))


def stage(scenery: Scenery) -> None:
    """Curtains, beams of light, boards."""
    comp, dice = scenery.comp, scenery.dice
    curtain = Colour.parse(dice.choice(("#7a1f2f", "#2f2a6b", "#1f4f4f")))

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        canvas.drawRect(box(rect), fill(Colour.parse("#14101c")))
        x, fold = rect.x, 34 * comp.far
        n = 0
        while x < rect.right:
            tone = curtain.at(curtain.lch[0] * (0.55, 0.85, 1.0, 0.75)[n % 4])
            canvas.drawRect(skia.Rect.MakeLTRB(x, rect.y, x + fold, comp.horizon + 30), fill(tone))
            x, n = x + fold, n + 1
        canvas.drawRect(
            skia.Rect.MakeLTRB(rect.x, comp.horizon + 30, rect.right, rect.bottom),
            fill(Colour.parse("#4a3328")),
        )

    scenery.paint(0.3, 0, comp.h, paint)
    scenery.paint(0.9, 0, comp.h, lambda c, r: _beams(c, r, scenery))


def table(scenery: Scenery) -> None:
    """A soft backdrop and a marble table top: where a product is shown."""
    comp, dice = scenery.comp, scenery.dice
    tone = Colour.parse(dice.choice(("#d9c3b0", "#b9c7cf", "#c9b6c8", "#2f3a4a")))
    _backdrop(scenery, tone)
    scenery.paint(0.5, 0, comp.h, lambda c, r: _still_life(c, r, scenery, tone))
    scenery.paint(1.0, comp.ground - 8 * comp.far, comp.h, lambda c, r: _marble(c, r, scenery))


def studio(scenery: Scenery) -> None:
    """A photographer's sweep of colour."""
    tone = Colour.parse(
        scenery.dice.choice(("#e0a96d", "#7fa8b8", "#c98f9a", "#8fae8a", "#8a86b8"))
    )
    _backdrop(scenery, tone)
    comp = scenery.comp
    scenery.paint(0.6, 0, comp.h, lambda c, r: _arch(c, r, scenery, tone))


def _room(scenery: Scenery, kind: str) -> None:
    """A wall, a skirting board, a floor in the light of the window."""
    comp, light, dice = scenery.comp, scenery.light, scenery.dice
    wall, ground = Colour.parse(dice.choice(WALLS[kind])), Colour.parse(FLOORS[kind])
    foot = comp.horizon + 70 * comp.far

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        tones = (
            _in(light, wall).at(_in(light, wall).lch[0] * 0.84),
            _in(light, wall),
            _in(light, wall),
        )
        gradient(canvas, rect, tones, foot)
        floor = skia.GradientShader.MakeLinear(
            [skia.Point(0, foot), skia.Point(0, comp.h)],
            [_in(light, ground).argb(), _in(light, ground.at(ground.lch[0] * 0.75)).argb()],
        )
        canvas.drawRect(
            skia.Rect.MakeLTRB(rect.x, foot, rect.right, rect.bottom), skia.Paint(Shader=floor)
        )
        canvas.drawRect(
            skia.Rect.MakeLTRB(rect.x, foot - 14 * comp.far, rect.right, foot),
            fill(_in(light, WHITE)),
        )

    scenery.paint(0.25, 0, comp.h, paint)


def _in(light: Light, colour: Colour) -> Colour:
    """A colour by lamp light: the hour's tint is felt only half indoors."""
    return (
        light.lit(colour)
        .mix(colour, 0.5)
        .mix(light.glow, 0.06)
        .at(colour.lch[0] * (1 - 0.28 * light.dark))
    )


def _window(scenery: Scenery, depth: float, place: Rect, skyline: bool = False) -> None:
    """A pane onto the sky of the hour, with its light on the wall. `place` counts from the middle."""
    comp, light = scenery.comp, scenery.light

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        pane = place.shift(rect.cx, 0)
        halo(canvas, (pane.cx, pane.cy), pane.w * 1.3, light.sky[2], 0.35 * (1 - light.dark))
        canvas.save()
        canvas.clipRect(box(pane))
        canvas.translate(0, pane.y)
        gradient(canvas, Rect(pane.x, 0, pane.w, pane.h), light.sky, pane.h)
        canvas.translate(0, -pane.y)
        if skyline:
            _blocks(canvas, pane, scenery)
        else:
            hill = light.lit(LEAF, 0.3)
            canvas.drawPath(
                rounded_off(
                    [
                        (pane.x - 40, pane.bottom),
                        (pane.x, pane.bottom - pane.h * 0.3),
                        (pane.cx, pane.bottom - pane.h * 0.22),
                        (pane.right + 40, pane.bottom - pane.h * 0.42),
                        (pane.right + 40, pane.bottom),
                    ]
                ),
                fill(hill),
            )
        canvas.restore()
        frame = stroke(_in(light, WHITE), 9 * comp.far)
        canvas.drawRect(box(pane), frame)
        canvas.drawLine(
            pane.cx, pane.y, pane.cx, pane.bottom, stroke(_in(light, WHITE), 5 * comp.far)
        )

    scenery.paint(depth, max(0, place.y - 60), place.bottom + 60, paint)


def _blocks(canvas: skia.Canvas, pane: Rect, scenery: Scenery) -> None:
    light, dice, far = scenery.light, scenery.dice, scenery.comp.far
    x = pane.x - 20
    while x < pane.right:
        w, h = dice.uniform(26, 60) * far, pane.h * dice.uniform(0.2, 0.65)
        canvas.drawRect(
            skia.Rect.MakeXYWH(x, pane.bottom - h, w, h),
            fill(light.lit(Colour.parse("#6f7f9a"), dice.uniform(0.2, 0.5))),
        )
        if light.dark > 0.2:
            for n in range(int(h / 14)):
                canvas.drawRect(
                    skia.Rect.MakeXYWH(
                        x + w * dice.uniform(0.1, 0.7), pane.bottom - h + 8 + n * 14, 5, 6
                    ),
                    fill(light.glow, 0.8),
                )
        x += w


def _kitchen_wall(canvas: skia.Canvas, rect: Rect, scenery: Scenery) -> None:
    comp, light, dice = scenery.comp, scenery.light, scenery.dice
    far, top = comp.far, comp.horizon - 10 * comp.far
    unit = Colour.parse(dice.choice(("#5f8a86", "#c8785a", "#6b86a8")))
    for row in range(4):
        y = top - 28 * far * (row + 1)
        for column in range(int(rect.w / (28 * far)) + 1):
            x = rect.x + column * 28 * far
            canvas.drawRRect(
                rounded(Rect(x + 1.5, y + 1.5, 25 * far, 25 * far), 3), fill(_in(light, WHITE), 0.5)
            )
    canvas.drawRect(
        skia.Rect.MakeLTRB(rect.x, top, rect.right, top + 14 * far),
        fill(_in(light, WOOD.mix(WHITE, 0.25))),
    )
    canvas.drawRect(
        skia.Rect.MakeLTRB(rect.x, top + 14 * far, rect.right, comp.horizon + 92 * far),
        fill(_in(light, unit)),
    )
    x = rect.x
    while x < rect.right:
        door = Rect(x + 6, top + 24 * far, 96 * far, 66 * far)
        canvas.drawRRect(rounded(door, 4), stroke(_in(light, unit.at(unit.lch[0] * 0.8)), 2))
        canvas.drawCircle(
            door.cx, door.y + 12 * far, 3 * far, fill(_in(light, Colour.parse("#e8d0a0")))
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


def _shelf(canvas: skia.Canvas, board: Rect, scenery: Scenery) -> None:
    """A board with jars and cups on it."""
    light, dice, far = scenery.light, scenery.dice, scenery.comp.far
    canvas.drawRect(box(board), fill(_in(light, WOOD)))
    x = board.x + 10 * far
    while x < board.right - 26 * far:
        w, h = dice.uniform(16, 28) * far, dice.uniform(22, 46) * far
        tone = Colour.parse(dice.choice(("#d9745a", "#e8c070", "#7fa89a", "#f2ede2", "#5f7f9a")))
        canvas.drawRRect(rounded(Rect(x, board.y - h, w, h), 5 * far), fill(_in(light, tone)))
        canvas.drawRect(
            box(Rect(x + 2, board.y - h - 4 * far, w - 4, 5 * far)), fill(_in(light, WOOD.at(0.4)))
        )
        x += w + dice.uniform(5, 12) * far


def _pendants(scenery: Scenery, depth: float) -> None:
    comp, light = scenery.comp, scenery.light

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        for share in (0.2, 0.8):
            x, y = rect.x + rect.w * share, comp.horizon - 330 * comp.far
            canvas.drawLine(x, 0, x, y, stroke(Colour.parse("#2a2622"), 3))
            halo(
                canvas, (x, y + 30 * comp.far), 130 * comp.far, light.glow, 0.35 + 0.3 * light.dark
            )
            r = 34 * comp.far
            shade = rounded_off(
                [(x - r * 0.3, y), (x + r * 0.3, y), (x + r, y + r), (x - r, y + r)]
            )
            canvas.drawPath(shade, fill(Colour.parse("#2f3a3f")))
            canvas.drawCircle(x, y + r * 0.95, r * 0.28, fill(light.glow.mix(WHITE, 0.4)))

    scenery.paint(depth, 0, comp.horizon - 120 * comp.far, paint)


def _desks(canvas: skia.Canvas, rect: Rect, scenery: Scenery) -> None:
    comp, light, dice, far = scenery.comp, scenery.light, scenery.dice, scenery.comp.far
    foot, top = comp.horizon + 105 * far, comp.horizon + 6 * far
    x = rect.x + dice.uniform(0, 80)
    while x < rect.right:
        w = 250 * far
        canvas.drawRect(
            skia.Rect.MakeXYWH(x, top, w, 10 * far), fill(_in(light, WOOD.mix(WHITE, 0.3)))
        )
        for leg in (0.06, 0.92):
            canvas.drawRect(
                skia.Rect.MakeXYWH(x + w * leg, top + 10 * far, 6 * far, foot - top),
                fill(_in(light, Colour.parse("#4a5060"))),
            )
        screen = Rect(x + w * 0.3, top - 84 * far, 112 * far, 68 * far)
        canvas.drawRect(
            box(Rect(screen.cx - 4 * far, screen.bottom, 8 * far, 16 * far)),
            fill(Colour.parse("#3a4050")),
        )
        canvas.drawRRect(rounded(screen, 5), fill(Colour.parse("#232836")))
        canvas.drawRRect(
            rounded(screen.inset(4 * far), 3), fill(Colour.parse("#5f9fd8").mix(light.glow, 0.2))
        )
        for row in range(3):
            canvas.drawRect(
                box(
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


def _plants(canvas: skia.Canvas, rect: Rect, scenery: Scenery, shares: Sequence[float]) -> None:
    comp, light, far = scenery.comp, scenery.light, scenery.comp.far
    for share in shares:
        x, foot = rect.x + rect.w * share, comp.horizon + 150 * far
        for angle in (-62, -38, -14, 12, 36, 60):
            canvas.save()
            canvas.translate(x, foot - 60 * far)
            canvas.rotate(angle)
            h = 190 * far * (1 - abs(angle) / 220)
            leaf = rounded_off([(0, 0), (20 * far, -h * 0.5), (0, -h), (-20 * far, -h * 0.5)])
            canvas.drawPath(leaf, fill(_in(light, LEAF.at(0.42 + angle / 600))))
            canvas.restore()
        pot = [
            (x - 34 * far, foot - 70 * far),
            (x + 34 * far, foot - 70 * far),
            (x + 25 * far, foot),
            (x - 25 * far, foot),
        ]
        path = skia.Path()
        path.addPoly([skia.Point(*p) for p in pot], True)
        canvas.drawPath(path, fill(_in(light, Colour.parse("#c9836b"))))


def _living(canvas: skia.Canvas, rect: Rect, scenery: Scenery) -> None:
    comp, light, dice, far = scenery.comp, scenery.light, scenery.dice, scenery.comp.far
    sofa = Colour.parse(dice.choice(("#3f6f7a", "#b8693f", "#6b5a8a", "#5a7a55")))
    x, foot = rect.cx - 330 * far, comp.horizon + 120 * far
    canvas.drawRRect(
        rounded(Rect(x, foot - 150 * far, 330 * far, 120 * far), 26 * far),
        fill(_in(light, sofa.at(sofa.lch[0] * 0.9))),
    )
    canvas.drawRRect(
        rounded(Rect(x - 22 * far, foot - 100 * far, 374 * far, 86 * far), 22 * far),
        fill(_in(light, sofa)),
    )
    for n, code in enumerate(("#e8c070", "#f2ede2")):
        canvas.drawRRect(
            rounded(Rect(x + (30 + 210 * n) * far, foot - 130 * far, 62 * far, 58 * far), 12),
            fill(_in(light, Colour.parse(code))),
        )
    for n in range(2):
        frame = Rect(x + (50 + 120 * n) * far, comp.horizon - 230 * far, 88 * far, 110 * far)
        canvas.drawRect(box(frame), fill(_in(light, Colour.parse("#f5efe4"))))
        canvas.drawRect(
            box(frame.inset(10 * far)),
            fill(_in(light, Colour.oklch(0.7, 0.11, dice.uniform(0, 360)))),
        )
        canvas.drawCircle(
            frame.cx,
            frame.cy,
            18 * far,
            fill(_in(light, Colour.oklch(0.85, 0.12, dice.uniform(0, 360)))),
        )
    lamp = x - 90 * far
    canvas.drawLine(
        lamp, foot, lamp, comp.horizon - 150 * far, stroke(Colour.parse("#3a3432"), 5 * far)
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


def _beams(canvas: skia.Canvas, rect: Rect, scenery: Scenery) -> None:
    comp = scenery.comp
    for share, lean, code in (
        (0.2, 0.24, "#ffd98f"),
        (0.5, 0.0, "#fff4d8"),
        (0.8, -0.24, "#8fc8ff"),
    ):
        top, end = rect.x + rect.w * share, rect.cx + rect.w * (share - 0.5 + lean)
        colour = Colour.parse(code)
        shader = skia.GradientShader.MakeLinear(
            [skia.Point(top, 0), skia.Point(end, comp.h * 0.85)],
            [colour.argb(0.5), colour.argb(0.02)],
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


def _backdrop(scenery: Scenery, tone: Colour) -> None:
    comp, light = scenery.comp, scenery.light

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        tones = (
            _in(light, tone.at(tone.lch[0] * 0.8)),
            _in(light, tone),
            _in(light, tone.mix(WHITE, 0.3)),
        )
        gradient(canvas, rect, tones, comp.h * 0.9)
        halo(canvas, (rect.x + rect.w * 0.35, comp.h * 0.3), comp.h * 0.7, WHITE, 0.3)

    scenery.paint(0.1, 0, comp.h, paint)


def _arch(canvas: skia.Canvas, rect: Rect, scenery: Scenery, tone: Colour) -> None:
    comp, light = scenery.comp, scenery.light
    w, h = comp.w * (0.36 if not comp.tall else 0.62), comp.h * 0.62
    arch = Rect(rect.cx - w / 2, comp.h * 0.86 - h, w, h * 2)
    canvas.drawRRect(rounded(arch, w / 2), fill(_in(light, tone.turned(-24).at(tone.lch[0] * 0.9))))
    base = _in(light, tone.mix(WHITE, 0.18))
    canvas.drawRect(skia.Rect.MakeLTRB(rect.x, comp.h * 0.86, rect.right, rect.bottom), fill(base))
    canvas.drawCircle(
        rect.cx - w * 0.75, comp.h * 0.3, w * 0.14, fill(_in(light, tone.turned(40)), 0.8)
    )


def _still_life(canvas: skia.Canvas, rect: Rect, scenery: Scenery, tone: Colour) -> None:
    """An arch and a branch, out of focus behind the product."""
    comp, light, far = scenery.comp, scenery.light, scenery.comp.far
    w = 260 * far
    arch = Rect(rect.cx - w * 1.4, comp.ground - 420 * far, w, 600 * far)
    canvas.drawRRect(rounded(arch, w / 2), fill(_in(light, tone.turned(16).at(tone.lch[0] * 0.88))))
    x, y = rect.cx + 250 * far, comp.ground
    branch = stroke(_in(light, LEAF.at(0.4)), 5 * far)
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
            fill(_in(light, LEAF)),
        )
        canvas.restore()


def _marble(canvas: skia.Canvas, rect: Rect, scenery: Scenery) -> None:
    """A polished slab: veins, a bright front edge."""
    comp, light, dice, far = scenery.comp, scenery.light, scenery.dice, scenery.comp.far
    top = comp.ground - 8 * far
    slab = _in(light, Colour.parse("#f1efec"))
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(0, top), skia.Point(0, comp.h)],
        [slab.argb(), slab.at(slab.lch[0] * 0.8).argb()],
    )
    canvas.drawRect(
        skia.Rect.MakeLTRB(rect.x, top, rect.right, rect.bottom), skia.Paint(Shader=shader)
    )
    for _ in range(int(rect.w / 90)):
        x, y = rect.x + dice.random() * rect.w, dice.uniform(top, comp.h)
        vein = stroke(_in(light, Colour.parse("#8f96a3")), dice.uniform(0.8, 2.6), 0.4)
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
