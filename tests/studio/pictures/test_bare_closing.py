"""A closing without items shows what it says where its title tells nothing."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from callsheet_studio.explainer.direction import Direction, direct
from callsheet_studio.explainer.scene_renderer import ALONE, SceneRenderer, Size
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.model import Item, Scene, Storyboard
from callsheet_studio.storyboard.timeline import TimedScene, Timeline

SAID = (
    "The method is precise enough to detect a deviation of 1 % from the label, but one bottle is "
    "not enough to say whether the label is wrong."
)


@pytest.mark.parametrize("title", ["Conclusion", "Fazit", "Zusammenfassung", "In short", "结语"])
def test_a_conclusion_is_shown_below_its_heading(
    title: str, timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    """A film said its conclusion over the single word "Conclusion"."""
    shown = _shown(Scene(kind="closing", title=title, narration=SAID), timed, look_of)
    assert shown == {title, SAID, "1 %"}


@pytest.mark.parametrize(
    "scene",
    [
        Scene(kind="closing", title="Nap", narration="Nap puts threads to sleep."),
        Scene(kind="closing", title="The end", narration="The end."),
        Scene(kind="closing", title="Remember the milk and the bread", narration="Bye."),
    ],
    ids=lambda scene: scene.title,
)
def test_a_title_that_tells_something_stands_alone(
    scene: Scene, timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    assert _shown(scene, timed, look_of) == {scene.title}


def test_a_title_that_was_just_seen_is_not_all_that_a_film_ends_on(
    timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    """A film ended on "What we recommend" for a second time, over its best sentence."""
    title, said = "What we recommend", "The fastest file is the one you do not read."
    items = (Item(text="Polars"), Item(text="DuckDB"))
    before = Scene(kind="steps", title=title, items=items, narration="Polars, or DuckDB.")
    closing = Scene(kind="closing", title=title, narration=said)
    scenes = tuple(replace(timed(scene), index=n) for n, scene in enumerate((before, closing)))
    board = Storyboard(
        title="It",
        seconds=30,
        aspect_ratio="16:9",
        style="explainer",
        seed="1",
        scenes=(before, closing),
    )
    directions = direct(Timeline(board, scenes), look_of())
    assert _shown(closing, timed, look_of, directions[1].still) == {title, said}
    assert _shown(closing, timed, look_of) == {title}


def _shown(
    scene: Scene,
    timed: Callable[[Scene], TimedScene],
    look_of: Callable[..., Theme],
    direction: Direction = ALONE,
) -> set[str]:
    size = Size.of("16:9", 72)
    picture = SceneRenderer(timed(scene), look_of("explainer"), size, direction=direction)
    return {box.text for box in picture.boxes if not box.caption}
