"""An answer is not on the screen before its question has been asked."""

from collections.abc import Callable

import pytest

from callsheet_studio.drawing.fonts import Fonts
from callsheet_studio.drawing.geometry import Size
from callsheet_studio.drawing.text_layout import TextLayout
from callsheet_studio.explainer.scene_context import SceneContext
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.timeline import TimedScene
from callsheet_studio.text.timed_word import TimedWord

ANSWER = "We clear the drains."


@pytest.mark.parametrize(
    ("title", "asked", "waits"),
    [
        ("What would you do?", "What would you do?", 2.0),
        ("Money: What would you do?", "What would you do?", 2.0),
        ("You have a lot. What do you do?", "You have a lot. What do you do?", 4.0),
        ("What we do", "What we do.", 0.1),
        ("Is it so?", "It depends.", 0.1),
        ("What would you do with it all " + "now " * 9 + "then?", "What would you do?", 0.1),
    ],
)
def test_an_answer_waits_for_its_question(
    title: str, asked: str, waits: float, look_of: Callable[..., Theme]
) -> None:
    said = f"{asked} {ANSWER}".split()
    words = tuple(TimedWord(word, n / 2, n / 2 + 0.4) for n, word in enumerate(said))
    scene = Scene(kind="points", title=title, items=(Item(text=ANSWER),), narration=" ".join(said))
    cue = next(word.start for word in words if word.text == "clear")
    timed = TimedScene(scene, 1, 3, 0.0, words[-1].end + 3, words, (cue,))
    context = SceneContext(timed, look_of(), Size.of("16:9", 90), TextLayout(Fonts()))
    assert context.cues[0] == pytest.approx(waits, abs=0.15)
