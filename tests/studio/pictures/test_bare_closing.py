"""A closing without items shows what it says where its title tells nothing."""

from collections.abc import Callable

import pytest

from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.timeline import TimedScene

SAID = (
    "The method is precise enough to detect a deviation of 1 % from the label, but one bottle is "
    "not enough to say whether the label is wrong."
)


@pytest.mark.parametrize("title", ["Conclusion", "Fazit", "Zusammenfassung", "In short", "结语"])
def test_a_conclusion_is_shown_below_its_heading(
    title: str, timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    """A film said its conclusion over the single word "Conclusion"."""
    assert _shown(Scene(kind="closing", title=title, narration=SAID), timed, look_of) == {
        title,
        SAID,
    }


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


def _shown(
    scene: Scene, timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> set[str]:
    picture = SceneRenderer(timed(scene), look_of("explainer"), Size.of("16:9", 72))
    return {box.text for box in picture.boxes if not box.caption}
