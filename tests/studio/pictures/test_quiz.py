"""A question with boxes: the right one is ticked when its answer is said, not before."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.quiz import answer_time
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.timeline import TimedScene

TITLE = "Which phase rises at midnight?"
SAID = f"{TITLE} First quarter, Last quarter or Full moon? Last quarter."
ANSWERS = ("First quarter", "Last quarter", "Full moon")
Timed = Callable[[Scene], TimedScene]


def _scene(icons: tuple[str, ...], said: str = SAID, title: str = TITLE) -> Scene:
    items = tuple(Item(text=text, icon=icon) for text, icon in zip(ANSWERS, icons, strict=True))
    return Scene(kind="points", title=title, items=items, narration=said)


QUIZ = _scene(("square", "square-check", "square"))


def _frame(scene: TimedScene, look: Theme, t: float) -> NDArray[np.uint8]:
    surface = skia.Surface(480, 270)
    SceneRenderer(scene, look, Size.of("16:9", 270)).draw(surface.getCanvas(), t)
    return surface.makeImageSnapshot().toarray()


@pytest.mark.parametrize("style", ["explainer", "social", "corporate"])
def test_the_right_box_is_ticked_when_the_answer_is_said(
    style: str, timed: Timed, look_of: Callable[..., Theme]
) -> None:
    quiz, open_ = timed(QUIZ), timed(_scene(("square",) * 3))
    at, look = answer_time(quiz), look_of(style)
    assert at is not None and at == quiz.words[-2].start
    for t in (at - 1.5, at - 0.1):
        assert np.array_equal(_frame(quiz, look, t), _frame(open_, look, t))
    assert not np.array_equal(_frame(quiz, look, at + 0.1), _frame(open_, look, at + 0.1))


@pytest.mark.parametrize(
    "scene",
    [
        _scene(("square", "square-check", "square"), title="Done so far"),
        _scene(("square", "square-check", "square"), said="Last quarter."),
        _scene(("square", "square-check", "square"), said=f"{TITLE} Think of the Sun first."),
        _scene(("square-check",) * 3),
        _scene(("sun", "moon", "star")),
    ],
    ids=["a list of tasks", "nobody asks", "nobody answers", "all are done", "no boxes"],
)
def test_other_boxes_are_as_they_are_from_the_beginning(scene: Scene, timed: Timed) -> None:
    assert answer_time(timed(scene)) is None
