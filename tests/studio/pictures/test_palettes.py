"""A brand's film is in the brand's colors: no other hue is seen, in any look and any frame."""

from collections.abc import Callable, Iterable, Sequence
from itertools import cycle
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.pictures import load_picture
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.brief import STYLE_NAMES, AspectRatio, StyleName
from callsheet_studio.storyboard.model import Item, Scene, SceneKind
from callsheet_studio.storyboard.timeline import TimedScene

PALETTES = (
    {"primary": "#5b3a21", "secondary": "#f3e3c8", "accent": "#e07a2f"},
    {"primary": "#0066cc"},
    {"primary": "#0066cc", "accent": "#ff6600"},
    {"primary": "#1b4332", "secondary": "#95d5b2"},
    {"primary": "#111111", "accent": "#e63946"},
    {"primary": "#6a0dad", "secondary": "#9b5de5", "tertiary": "#c77dff", "accent": "#f15bb5"},
    {"primary": "#ffd166", "accent": "#073b4c"},
    {"primary": "#c1121f", "secondary": "#780000"},
    {"primary": "#f4f1de", "accent": "#3d405b"},
    {"primary": "#00b4d8", "secondary": "#0077b6", "accent": "#03045e"},
)
IN_TURN = [*zip(PALETTES, cycle(get_args(AspectRatio)))]
NATURAL = [part.ink for part in load_picture("hot-beverage")]
"""Of the only picture in these frames; coffee is brown whatever the palette."""
NEUTRAL = 0.055
"""OKLab chroma under which a color has no hue to speak of."""
APART = 28.0
"""Degrees of hue from which a color is another one; blends of two of the palette lie between."""
SHADE = 0.12
"""OKLab distance within which a shade passes for the color."""
LARGE = 0.4
"""Share of a frame that is a large area."""
TOO_LIGHT = {"#ffd166", "#f4f1de", "#00b4d8"}
"""Primaries on which white text cannot be read."""
BRANDED = {"marketing", "social"}
"""Looks whose ground was always the primary, with dark text where it is light."""
MOST = 0.004
"""Share of a frame that may be other: edges where two colors meet."""


@pytest.mark.parametrize("style", STYLE_NAMES)
@pytest.mark.parametrize(("palette", "aspect"), IN_TURN, ids=str)
def test_no_hue_is_seen_that_the_palette_does_not_hold(
    palette: dict[str, str], style: StyleName, aspect: AspectRatio, look_of: Callable[..., Theme]
) -> None:
    size, theme = Size.of(aspect, 72), look_of(style, palette)
    hues = _hues((*palette.values(), *NATURAL))
    kind: SceneKind = "points" if aspect == "16:9" else "pie"
    assert _other(_still(kind, theme, size), hues).mean() <= MOST


@pytest.mark.parametrize("style", STYLE_NAMES)
@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: "+".join(palette.values()))
def test_the_primary_color_fills_the_large_areas_or_a_note_says_why(
    palette: dict[str, str], style: StyleName, look_of: Callable[..., Theme]
) -> None:
    """Issue: "`primary` is the large areas or says why it can't be (contrast)"."""
    theme = look_of(style, palette)
    frame = _still("number", theme, Size.of("16:9", 72))
    assert _other(frame, _hues(palette.values())).mean() <= MOST
    filled = (_distance(frame, Color.parse(palette["primary"])) < SHADE).mean()
    excused = any(f"a shade of the primary {palette['primary']}" in note for note in theme.notes)
    assert filled >= LARGE or excused
    assert excused == (
        theme.preset.dark and palette["primary"] in TOO_LIGHT and style not in BRANDED
    )


def _hues(colors: Iterable[str]) -> list[float]:
    return [color.lch[2] for color in map(Color.parse, colors) if color.lch[1] > 0.02]


def _distance(frame: NDArray[np.float64], color: Color) -> NDArray[np.float64]:
    """How far every pixel is from a color in OKLab."""
    own = _oklab(np.array([[[color.red, color.green, color.blue]]]))
    return np.sqrt(sum((a - b) ** 2 for a, b in zip(_oklab(frame), own, strict=True)))


def _still(kind: SceneKind, theme: Theme, size: Size) -> NDArray[np.float64]:
    """A frame in which everything has come: height x width x red, green, blue, 0 to 1."""
    items = (
        Item(text="Rye rolls", value=50, label="50%", icon="coffee"),
        Item(text="Knots", value=30, label="30%"),
        Item(text="Coffee", value=20, label="20%"),
    )
    scene = Scene(kind=kind, title="Three things to try", items=items)
    timed = TimedScene(scene, 1, 3, 0.0, 9.0, (), (0.3, 0.6, 0.9))
    surface = skia.Surface(size.width, size.height)
    SceneRenderer(timed, theme, size).draw(surface.getCanvas(), 6.0)
    return surface.makeImageSnapshot().toarray()[..., 2::-1] / 255.0


def _other(frame: NDArray[np.float64], hues: Sequence[float]) -> NDArray[np.bool_]:
    """Where a color has a hue that is neither one of these nor between two of them."""
    _, a, b = _oklab(frame)
    hue, chroma = np.degrees(np.arctan2(b, a)), np.hypot(a, b)
    apart = [np.abs((hue - own + 180) % 360 - 180) for own in hues] or [np.full_like(hue, 180.0)]
    return (chroma > NEUTRAL) & (np.min(apart, axis=0) > APART)


def _oklab(frame: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
    """Lightness and the two axes of color of OKLab (Björn Ottosson, 2020)."""
    linear = np.where(frame <= 0.04045, frame / 12.92, ((frame + 0.055) / 1.055) ** 2.4)
    to_lms = np.array(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ]
    )
    long, medium, short = np.moveaxis(np.cbrt(linear @ to_lms.T), -1, 0)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )
