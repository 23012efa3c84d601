"""Fluent Emoji's pictures: packed with their licence, drawn part by part, re-inked."""

from importlib.resources import files

import numpy as np
import pytest
from numpy.typing import NDArray

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.pictures import GRID, draw_picture, load_picture, picture_data
from callsheet_studio.drawing.skia_loader import skia


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


def test_an_unknown_picture_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        load_picture("no-such-thing")


def _drawn(inks: dict[str, Color]) -> NDArray[np.uint8]:
    surface = skia.Surface(64, 64)
    draw_picture(surface.getCanvas(), "robot", Rect(0, 0, 64, 64), inks)
    return surface.makeImageSnapshot().toarray()
