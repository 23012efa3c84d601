"""What a film moves, and when: nothing waits empty, and what has come holds still."""

from collections.abc import Callable
from typing import get_args

import pytest

from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.brief import Style
from callsheet_studio.storyboard.model import Item, Scene, SceneKind
from callsheet_studio.storyboard.timeline import TimedScene

STYLES: tuple[Style, ...] = get_args(Style)
ITEMS = (
    Item(text="Alpha", value=50, label="50%", detail="first; then; last"),
    Item(text="Beta", value=30, label="30%", detail="one; two; three"),
    Item(text="Gamma", value=20, label="20%", detail="at the end"),
)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", ["timeline", "steps", "pie", "bars", "line", "comparison"])
def test_nothing_is_drawn_before_it_comes(
    style: Style, kind: SceneKind, look_of: Callable[..., Theme]
) -> None:
    """Issue: no frame shows an empty placeholder. Until its first item a scene is its headline."""
    items = ITEMS[:2] if kind == "comparison" else ITEMS
    scene = Scene(kind=kind, title="Shares", items=items, narration="said")
    timed = TimedScene(scene, 1, 3, 0.0, 8.0, (), tuple(3.0 + n for n in range(len(items))))
    size = Size.of("16:9", 180)
    picture = SceneRenderer(timed, look_of(style), size)
    surface = skia.Surface(size.width, size.height)
    picture.draw_content(surface.getCanvas(), 2.4)
    drawn = surface.makeImageSnapshot().toarray()[..., 3] > 0
    title = next(box.rect for box in picture.boxes if box.text == "Shares")
    below = drawn[round((title.bottom + 40) * size.unit) :]
    assert drawn.any()
    assert not below.any()
