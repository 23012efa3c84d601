"""The parts of each garment on the front of a torso."""

from collections.abc import Callable, Mapping

from callsheet_studio.animatic.actors.brush import oval, polygon, rounded_off, strand
from callsheet_studio.animatic.actors.bust import Bust
from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, stroke


def _collar(canvas: skia.Canvas, bust: Bust, depth: float = 0.82) -> None:
    """The neckline: a patch of skin."""
    canvas.drawPath(
        rounded_off(
            [
                bust.middle(1.02, -0.3),
                bust.middle(1.02, 0.3),
                bust.middle(depth + 0.06, 0.22),
                bust.middle(depth, 0.0),
                bust.middle(depth + 0.06, -0.22),
            ]
        ),
        fill(bust.color(bust.look.skin)),
    )


def _tee(canvas: skia.Canvas, bust: Bust) -> None:
    _collar(canvas, bust, 0.85)


def _shirt(canvas: skia.Canvas, bust: Bust) -> None:
    cloth = bust.color(bust.look.top_colour)
    _collar(canvas, bust, 0.84)
    canvas.drawPath(
        strand([bust.middle(0.86), bust.middle(0.4), bust.middle(-0.1)]),
        stroke(cloth.with_lightness(cloth.lch[0] * 0.82), 0.01),
    )
    light = fill(cloth.mix(Color(1, 1, 1), 0.25))
    for side in (-1, 1):
        canvas.drawPath(
            polygon(
                [
                    bust.middle(0.99, side * 0.34),
                    bust.middle(0.84, 0.0),
                    bust.middle(0.8, side * 0.42),
                ]
            ),
            light,
        )
    for share in (0.7, 0.5, 0.3, 0.1):
        oval(canvas, bust.middle(share), 0.008, 0.008, cloth.with_lightness(cloth.lch[0] * 0.6))


def _suit(canvas: skia.Canvas, bust: Bust) -> None:
    jacket = bust.color(bust.look.top_colour)
    inner = bust.color(bust.look.inner_colour)
    canvas.drawPath(
        polygon([bust.middle(1.03, -0.36), bust.middle(1.03, 0.36), bust.middle(0.36, 0.0)]),
        fill(inner),
    )
    _collar(canvas, bust, 0.9)
    if "tie" in bust.look.wears:
        tie = bust.color(bust.look.accent)
        knot = [
            bust.middle(0.93, -0.1),
            bust.middle(0.93, 0.1),
            bust.middle(0.86, 0.06),
            bust.middle(0.86, -0.06),
        ]
        canvas.drawPath(
            polygon(
                [
                    bust.middle(0.87, -0.06),
                    bust.middle(0.87, 0.06),
                    bust.middle(0.46, 0.12),
                    bust.middle(0.38, 0.0),
                    bust.middle(0.46, -0.12),
                ]
            ),
            fill(tie),
        )
        canvas.drawPath(polygon(knot), fill(tie.with_lightness(tie.lch[0] * 0.82)))
    lapel = fill(jacket.mix(Color(1, 1, 1), 0.1))
    for side in (-1, 1):
        canvas.drawPath(
            polygon(
                [
                    bust.middle(1.02, side * 0.32),
                    bust.middle(0.86, side * 0.62),
                    bust.middle(0.74, side * 0.5),
                    bust.middle(0.36, 0.0),
                    bust.middle(0.9, side * 0.2),
                ]
            ),
            lapel,
        )
    canvas.drawPath(
        strand([bust.middle(0.36), bust.middle(0.1), bust.middle(-0.3)]),
        stroke(jacket.with_lightness(jacket.lch[0] * 0.7), 0.01),
    )
    oval(canvas, bust.middle(0.26, 0.05), 0.011, 0.011, jacket.with_lightness(jacket.lch[0] * 0.6))
    if bust.front > 0.3:
        canvas.drawPath(
            polygon(
                [
                    bust.middle(0.7, 0.45),
                    bust.middle(0.7, 0.72),
                    bust.middle(0.74, 0.66),
                    bust.middle(0.73, 0.5),
                ]
            ),
            fill(inner),
        )


def _hoodie(canvas: skia.Canvas, bust: Bust) -> None:
    cloth = bust.color(bust.look.top_colour)
    dark = cloth.with_lightness(cloth.lch[0] * 0.8)
    canvas.drawPath(
        rounded_off(
            [
                bust.middle(1.05, -0.6),
                bust.middle(1.05, 0.6),
                bust.middle(0.86, 0.46),
                bust.middle(0.78, 0.0),
                bust.middle(0.86, -0.46),
            ]
        ),
        fill(dark),
    )
    _collar(canvas, bust, 0.9)
    for side in (-0.14, 0.14):
        canvas.drawPath(
            strand(
                [bust.middle(0.84, side), bust.middle(0.72, side), bust.middle(0.62, side * 1.1)]
            ),
            stroke(Color(0.95, 0.95, 0.93), 0.009),
        )
    pocket = [
        bust.middle(0.3, -0.45),
        bust.middle(0.3, 0.45),
        bust.middle(0.04, 0.7),
        bust.middle(0.04, -0.7),
    ]
    canvas.drawPath(polygon(pocket), fill(dark, 0.7))


def _coat(canvas: skia.Canvas, bust: Bust) -> None:
    coat = bust.color(bust.look.top_colour)
    canvas.drawPath(
        polygon(
            [
                bust.middle(1.03, -0.34),
                bust.middle(1.03, 0.34),
                bust.middle(0.5, 0.06),
                bust.middle(0.5, -0.06),
            ]
        ),
        fill(bust.color(bust.look.inner_colour)),
    )
    _collar(canvas, bust, 0.88)
    for side in (-1, 1):
        canvas.drawPath(
            polygon(
                [
                    bust.middle(1.02, side * 0.3),
                    bust.middle(0.82, side * 0.6),
                    bust.middle(0.48, 0.02),
                ]
            ),
            fill(coat.with_lightness(coat.lch[0] * 0.94)),
        )
    canvas.drawPath(
        strand([bust.middle(0.5), bust.middle(0.0), bust.middle(-1.0)]),
        stroke(coat.with_lightness(coat.lch[0] * 0.8), 0.01),
    )
    for side in (-1, 1):
        a, b = bust.middle(0.12, side * 0.35), bust.middle(0.12, side * 0.8)
        canvas.drawLine(*a, *b, stroke(coat.with_lightness(coat.lch[0] * 0.8), 0.012))


def _dress(canvas: skia.Canvas, bust: Bust) -> None:
    _collar(canvas, bust, 0.78)
    cloth = bust.color(bust.look.top_colour)
    canvas.drawPath(
        strand([bust.middle(0.34, -1.2), bust.middle(0.3, 0.0), bust.middle(0.34, 1.2)]),
        stroke(cloth.with_lightness(cloth.lch[0] * 0.75), 0.03),
    )


def _apron(canvas: skia.Canvas, bust: Bust) -> None:
    apron = bust.color(bust.look.top_colour)
    _collar(canvas, bust, 0.9)
    bib = [
        bust.middle(0.72, -0.5),
        bust.middle(0.72, 0.5),
        bust.middle(0.3, 0.85),
        bust.middle(-0.62, 1.15),
        bust.middle(-0.62, -1.15),
        bust.middle(0.3, -0.85),
    ]
    canvas.drawPath(polygon(bib), fill(apron))
    line = stroke(apron.with_lightness(apron.lch[0] * 0.82), 0.012)
    for side in (-1, 1):
        canvas.drawLine(*bust.middle(0.72, side * 0.46), *bust.middle(1.0, side * 0.34), line)
    canvas.drawPath(
        strand([bust.middle(0.26, -0.9), bust.middle(0.24, 0.0), bust.middle(0.26, 0.9)]), line
    )


def _tank(canvas: skia.Canvas, bust: Bust) -> None:
    skin = fill(bust.color(bust.look.skin))
    for side in (-1, 1):
        canvas.drawPath(
            polygon(
                [
                    bust.middle(1.05, side * 0.45),
                    bust.middle(1.05, side * 1.5),
                    bust.middle(0.66, side * 1.3),
                    bust.middle(0.78, side * 0.72),
                ]
            ),
            skin,
        )
    _collar(canvas, bust, 0.78)
    stripe = bust.color(bust.look.accent)
    canvas.drawPath(
        polygon(
            [
                bust.middle(0.6, -1.2),
                bust.middle(0.6, 1.2),
                bust.middle(0.5, 1.2),
                bust.middle(0.5, -1.2),
            ]
        ),
        fill(stripe),
    )


def _space(canvas: skia.Canvas, bust: Bust) -> None:
    suit = bust.color(bust.look.top_colour)
    dark = suit.with_lightness(suit.lch[0] * 0.78)
    panel = [
        bust.middle(0.7, -0.4),
        bust.middle(0.7, 0.4),
        bust.middle(0.42, 0.4),
        bust.middle(0.42, -0.4),
    ]
    canvas.drawPath(rounded_off(panel), fill(dark))
    for n, side in enumerate((-0.22, 0.0, 0.22)):
        lamp = (bust.color(bust.look.accent), Color(0.3, 0.8, 1), Color(1, 0.8, 0.3))[n]
        oval(canvas, bust.middle(0.56, side), 0.017, 0.017, lamp)
    canvas.drawPath(
        strand([bust.middle(0.14, -1.2), bust.middle(0.1, 0), bust.middle(0.14, 1.2)]),
        stroke(bust.color(bust.look.accent), 0.026),
    )


Garment = Callable[[skia.Canvas, Bust], None]
GARMENTS: Mapping[str, Garment] = {
    "tee": _tee,
    "shirt": _shirt,
    "suit": _suit,
    "hoodie": _hoodie,
    "coat": _coat,
    "dress": _dress,
    "apron": _apron,
    "tank": _tank,
    "space": _space,
}
