"""A question with boxes: the right one is ticked when its answer is said, not before."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.direction import shared_keys
from callsheet_studio.explainer.item_turns import ItemTurns
from callsheet_studio.explainer.quiz import answer_time
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.model import Item, Scene, Storyboard
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
    style: str, timed: Timed, look_of: Callable[..., Theme], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ItemTurns, "turns", ())  # where nobody answers, what is said is lit
    quiz, open_ = timed(QUIZ), timed(_scene(("square",) * 3))
    at, look = answer_time(quiz), look_of(style)
    assert at is not None and at == quiz.words[-2].start
    for t in (at - 1.5, at - 0.1):
        assert np.array_equal(_frame(quiz, look, t), _frame(open_, look, t))
    assert not np.array_equal(_frame(quiz, look, at + 0.1), _frame(open_, look, at + 0.1))


def test_no_answer_looks_chosen_before_the_right_one_is_said(timed: Timed) -> None:
    quiz = timed(QUIZ)
    at, said = answer_time(quiz), ItemTurns(quiz, "en")
    assert at is not None
    assert [said.lit(t) for t in (0.5, at - 1, at - 0.1)] == [0, 0, 0]
    assert [said.lit(at + 1, n) for n in range(3)] == [0, 1, 0]


def test_boxes_leave_with_their_answers_where_the_next_question_has_boxes_too() -> None:
    other = QUIZ.model_copy(
        update={"title": "Which is first?", "items": (Item(text="Waxing", icon="square"),) * 2}
    )
    film = Storyboard(
        title="Moon", seconds=30, aspect_ratio="16:9", style="explainer", seed="1",
        scenes=(QUIZ, other),
    )  # fmt: skip
    assert not shared_keys(QUIZ, other, Theme.of(film))


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
