"""A brand's film is in the brand's colors: no other hue is seen, in any look and any frame."""

from collections.abc import Callable
from itertools import product
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.frame_colors import MOST, PALETTES, foreign_share, has_other_hue, hues_of, oklab

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.brief import STYLE_NAMES, AspectRatio, StyleName
from callsheet_studio.storyboard.model import Item, Scene, SceneKind
from callsheet_studio.storyboard.timeline import TimedScene

KINDS: tuple[SceneKind, ...] = get_args(SceneKind)
EVERY = [
    (palette, style, ratio, KINDS[n % len(KINDS)])
    for n, (ratio, style, palette) in enumerate(
        product(get_args(AspectRatio), STYLE_NAMES, PALETTES)
    )
]
SHADE = 0.12
"""OKLab distance within which a shade passes for the color."""
LARGE = 0.4
"""Share of a frame that is a large area."""
TOO_LIGHT = {"#ffd166", "#f4f1de", "#00b4d8"}
"""Primaries on which white text cannot be read."""
BRANDED = {"marketing", "social"}
"""Looks whose ground was always the primary, with dark text where it is light."""


@pytest.mark.parametrize(("palette", "style", "ratio", "kind"), EVERY)
def test_no_hue_is_seen_that_the_palette_does_not_hold(
    palette: dict[str, str], style: StyleName, ratio: AspectRatio, kind: SceneKind
) -> None:
    """Each brand in each look and ratio; kinds of scenes take turns."""
    assert foreign_share(palette, style, ratio, kind) <= MOST


@pytest.mark.parametrize("style", STYLE_NAMES)
@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: "+".join(palette.values()))
def test_the_primary_color_fills_the_large_areas_or_a_note_says_why(
    palette: dict[str, str], style: StyleName, look_of: Callable[..., Theme]
) -> None:
    """Issue: "`primary` is the large areas or says why it can't be (contrast)"."""
    theme = look_of(style, palette)
    frame = _still("number", theme, Size.of("16:9", 72))
    assert has_other_hue(frame, hues_of(palette.values())).mean() <= MOST
    filled = (_distance(frame, Color.parse(palette["primary"])) < SHADE).mean()
    excused = any(f"a shade of the primary {palette['primary']}" in note for note in theme.notes)
    assert filled >= LARGE or excused
    assert excused == (
        theme.preset.dark and palette["primary"] in TOO_LIGHT and style not in BRANDED
    )


def _distance(frame: NDArray[np.float64], color: Color) -> NDArray[np.float64]:
    """How far every pixel is from a color in OKLab."""
    own = oklab(np.array([[[color.red, color.green, color.blue]]]))
    return np.sqrt(sum((a - b) ** 2 for a, b in zip(oklab(frame), own, strict=True)))


def _still(kind: SceneKind, theme: Theme, size: Size) -> NDArray[np.float64]:
    """A frame in which everything has come: height x width x red, green, blue, 0 to 1."""
    items = (
        Item(text="Rye rolls", value=50, label="50%"),
        Item(text="Knots", value=30, label="30%"),
        Item(text="Coffee", value=20, label="20%"),
    )
    scene = Scene(kind=kind, title="Three things to try", items=items)
    timed = TimedScene(scene, 1, 3, 0.0, 9.0, (), (0.3, 0.6, 0.9))
    surface = skia.Surface(size.width, size.height)
    SceneRenderer(timed, theme, size).draw(surface.getCanvas(), 6.0)
    return surface.makeImageSnapshot().toarray()[..., 2::-1] / 255.0


@pytest.mark.parametrize("style", STYLE_NAMES)
def test_the_word_that_is_spoken_can_be_read_in_a_dark_accent(
    style: StyleName, look_of: Callable[..., Theme]
) -> None:
    """A dark green on black was the least readable word of a caption."""
    caption = look_of(style, palette={"accent": "#0b5d3b"}).inks.caption
    assert caption.contrast(caption.accent) >= min(7.0, caption.contrast(caption.quiet))
