"""What runs from right to left is laid out so: steps, dates and what sets off a headline."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from callsheet_studio.drawing.color import BLACK
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, sk_rect
from callsheet_studio.explainer.scene_context import mirror_layer
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.brief import STYLE_NAMES, StyleName
from callsheet_studio.storyboard.model import Item, Scene, SceneKind
from callsheet_studio.storyboard.timeline import TimedScene

ONE_BELOW_THE_OTHER: dict[SceneKind, set[StyleName]] = {
    "steps": set(),
    "timeline": {"marketing", "narrative"},
}
ARABIC = ("التخطيط", "البناء", "الاختبار")
ENGLISH = ("Planning", "Building", "Testing")
DETAILS = {ARABIC: "نبني بعناية", ENGLISH: "We build with care"}


@pytest.mark.parametrize("style", STYLE_NAMES)
@pytest.mark.parametrize("kind", ["steps", "timeline"])
def test_the_first_of_some_steps_is_at_the_side_where_one_begins_to_read(
    style: StyleName,
    kind: SceneKind,
    timed: Callable[[Scene], TimedScene],
    look_of: Callable[..., Theme],
) -> None:
    for texts, way in ((ENGLISH, 1), (ARABIC, -1)):
        items = tuple(Item(text=text, detail=DETAILS[texts]) for text in texts)
        scene = timed(Scene(kind=kind, title="The plan", items=items))
        boxes = SceneRenderer(scene, look_of(style), Size.of("16:9", 72)).boxes
        places = [next(b.rect for b in boxes if b.text == text) for text in texts]
        if style in ONE_BELOW_THE_OTHER[kind]:
            assert [place.y for place in places] == sorted(place.y for place in places)
        else:
            across = [way * place.cx for place in places]
            assert across == sorted(across)


def test_the_first_of_two_that_are_compared_is_where_one_begins_to_read(
    timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    for texts, way in ((ENGLISH[:2], 1), (ARABIC[:2], -1)):
        items = tuple(Item(text=text) for text in texts)
        scene = timed(Scene(kind="comparison", title="Two", items=items))
        boxes = SceneRenderer(scene, look_of("explainer"), Size.of("16:9", 72)).boxes
        first, second = (next(b.rect for b in boxes if b.text == text) for text in texts)
        assert way * first.cx < way * second.cx


def test_a_mirrored_picture_reads_rightly_in_a_mirror() -> None:
    """It stands at the other side, and is not the wrong way round there."""
    sheet, place = Rect(0, 0, 100, 40), Rect(10, 10, 30, 20)
    there = place.mirror(sheet)
    in_a_mirror = mirror_layer(lambda canvas, _: _flag(place, True).draw(canvas), sheet)
    seen = _drawn(lambda canvas: in_a_mirror(canvas, 0.0))
    assert np.array_equal(seen, _drawn(_flag(there, False).draw))


def _flag(place: Rect, turned: bool) -> Sprite:
    """Black at its left."""
    left = sk_rect(place.left_part(8))
    return Sprite.record(place, 1.0, lambda canvas: canvas.drawRect(left, fill(BLACK)), turned)


def _drawn(paint: Callable[[skia.Canvas], None]) -> NDArray[np.uint8]:
    surface = skia.Surface(100, 40)
    paint(surface.getCanvas())
    return surface.makeImageSnapshot().toarray()
