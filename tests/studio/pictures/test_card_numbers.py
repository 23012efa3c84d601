"""Cards have numbers where the title counts them, and dots elsewhere."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.studio.pictures.conftest import Shot, Timed

from callsheet_studio.drawing.geometry import Size
from callsheet_studio.explainer.scene_renderer import SceneRenderer
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.model import Item, Scene

ITEMS = (Item(text="Nobody waits"), Item(text="Nobody runs"))
SIZE = Size.of("16:9", 180)


@pytest.mark.parametrize(
    ("title", "is_counted"),
    [
        ("Two of ours", True),
        ("The 2 of ours", True),
        ("Step 2: What we do", False),
        ("What we do: step 2", False),
        ("What we do", False),
    ],
)
def test_only_a_title_that_counts_the_cards_gives_them_numbers(
    title: str, is_counted: bool, timed: Timed, look_of: Callable[..., Theme], shot: Shot
) -> None:
    def cards(title: str) -> NDArray[np.uint8]:
        scene = timed(Scene(kind="points", title=title, items=ITEMS, narration="So it is. " * 4))
        picture = SceneRenderer(scene, look_of(), SIZE)
        return shot(picture, SIZE, scene.seconds - 1.2).toarray()[50:150, 120:]

    assert bool((cards(title) != cards("So it goes")).any()) == is_counted
