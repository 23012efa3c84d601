"""Fluent Emoji's pictures: packed with their licence, drawn part by part, re-inked."""

from collections.abc import Callable
from importlib.resources import files
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from numpy.typing import NDArray

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.icons import load_icons, near_names
from callsheet_studio.drawing.picture_choice import icon_for
from callsheet_studio.drawing.pictures import (
    GRID,
    draw_picture,
    load_picture,
    picture_data,
    picture_of_icon,
)
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.layers.pictures import GRAY, palette_inks
from callsheet_studio.explainer.scene_context import SceneContext
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.timeline import TimedScene


def test_the_packed_set_is_small_and_has_its_licence() -> None:
    assets = files("callsheet_studio.drawing.assets")
    assert len(assets.joinpath("pictures.json.gz").read_bytes()) < 1_000_000
    assert "Microsoft" in assets.joinpath("FLUENT-EMOJI-LICENSE.txt").read_text()
    assert len(picture_data()) > 1_300


def test_every_picture_lies_on_its_grid() -> None:
    for name in list(picture_data())[::9]:
        for part in load_picture(name):
            box = part.path.computeTightBounds()
            assert max(box.width(), box.height()) <= GRID + 20, name


def test_an_ink_replaces_exactly_its_color() -> None:
    plain, inked = (_drawn(inks) for inks in ({}, {"#f8312f": Color.parse("#0000ff")}))
    changed = (plain != inked).any(axis=2)
    assert changed.any()
    assert not changed.all()


def test_a_thing_has_its_picture_and_an_idea_or_another_thing_of_the_name_has_none() -> None:
    pairs = {"brain": "brain", "coffee": "hot-beverage", "cloud-rain": "cloud-with-rain"}
    assert {icon: picture_of_icon(icon) for icon in pairs} == pairs
    for sign in ("mouse", "bug", "link", "shield", "citrus", "database", "wifi"):
        assert picture_of_icon(sign) is None


def test_every_icon_that_is_mapped_exists_in_both_sets() -> None:
    known = [name for name in load_icons() if picture_of_icon(name)]
    assert len(known) > 150
    assert all(load_picture(picture_of_icon(name) or "") for name in known)


def test_a_picture_can_be_named_and_a_wrong_name_has_near_ones() -> None:
    assert icon_for("Delivery truck", "Anything") == "delivery-truck"
    assert picture_of_icon("delivery-truck") == "delivery-truck"
    assert "delivery-truck" in near_names("delivery-trcuk")


def test_a_wrong_name_is_in_the_notes_with_near_ones(
    timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    scene = Scene(kind="title", title="Robot", icon="robto", narration="Robot.", items=())
    picture = SceneRenderer(timed(scene), look_of("corporate"), Size.of("16:9", 90))
    assert any("'robto'" in note and "robot" in note for note in picture.notes)


@pytest.mark.parametrize("ink", ["#ffffff", "#101010"])
def test_a_picture_has_no_hue_that_the_palette_lacks(
    ink: str, look_of: Callable[..., Theme]
) -> None:
    context = SimpleNamespace(
        theme=look_of("corporate", {"primary": "#0066cc", "accent": "#0066cc"})
    )
    hues = [color.lch[2] for color in context.theme.inks.series]
    for color in palette_inks(cast(SceneContext, context), "robot", Color.parse(ink)).values():
        _, chroma, hue = color.lch
        assert chroma < 0.03 or min(abs((hue - own + 180) % 360 - 180) for own in hues) < 12


@pytest.mark.parametrize("name", ["heart-suit", "red-apple", "triangular-flag", "waving-hand"])
def test_what_is_known_by_its_colors_keeps_their_hues(
    name: str, look_of: Callable[..., Theme]
) -> None:
    """A heart is not lilac in a violet film; nor is it lost on a ground of its own color."""
    for primary in ("#6a0dad", "#f8312f"):
        context = SimpleNamespace(theme=look_of("marketing", {"primary": primary}))
        ink = context.theme.inks.ground.text
        for own, color in palette_inks(cast(SceneContext, context), name, ink).items():
            kept = Color.parse(own)
            assert kept.lch[1] <= GRAY or color.hue_distance(kept) < 8
            assert color.distance(context.theme.inks.ground.fill) > 0.05


def test_an_unknown_picture_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        load_picture("no-such-thing")


def _drawn(inks: dict[str, Color]) -> NDArray[np.uint8]:
    surface = skia.Surface(64, 64)
    draw_picture(surface.getCanvas(), "robot", Rect(0, 0, 64, 64), inks)
    return surface.makeImageSnapshot().toarray()
