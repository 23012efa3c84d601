"""What has not been spoken of yet is hinted at, so that no scene waits half empty."""

from collections.abc import Callable

import pytest

from callsheet_studio.drawing.fonts import Fonts
from callsheet_studio.drawing.geometry import Rect, Size
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import outline
from callsheet_studio.drawing.text_layout import TextLayout
from callsheet_studio.explainer.layers.placeholders import placeholder
from callsheet_studio.explainer.scene_context import Layer, SceneContext
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.timeline import TimedScene

WIDE = Size(64, 36)


@pytest.mark.parametrize(("t", "seen"), [(0.0, False), (1.5, True), (4.0, False)])
def test_a_place_is_hinted_at_until_its_item_comes(
    t: float, seen: bool, look_of: Callable[..., Theme]
) -> None:
    scene = Scene(kind="steps", title="One", items=(Item(text="One"),))
    timed = TimedScene(scene, 1, 3, 0.0, 6.0, (), (3.0,))
    stage = SceneContext(timed, look_of(), WIDE, TextLayout(Fonts()))
    layer = placeholder(stage, 0, stage.pages(1)[0], outline(Rect(0, 0, 64, 36)))
    assert _draws(layer, t) is seen


def _draws(layer: Layer, t: float) -> bool:
    surface = skia.Surface(WIDE.width, WIDE.height)
    layer(surface.getCanvas(), t)
    return bool(surface.makeImageSnapshot().toarray().any())
