"""What the voice takes back is struck out on the screen, too.

A viewer who glanced up while it said "It is not!" read the mistake for ten seconds.
"""

import math

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.studio.pictures.conftest import LookOf, Timed

from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.scenes.statement import denied_at
from callsheet_studio.storyboard.brief import STYLE_NAMES, AspectRatio, StyleName
from callsheet_studio.storyboard.model import Item, Scene

MISTAKE = "Many people think that the shadow is to blame."
SIZE = 180


def scene_of(denial: str) -> Scene:
    said = f"{MISTAKE} {denial} You will see why."
    return Scene(kind="quote", title="Why", narration=said, items=(Item(text=MISTAKE),))


@pytest.mark.parametrize("denial", ["It is not!", "That's wrong.", "Das stimmt nicht: so nicht."])
def test_it_is_struck_out_when_the_denial_begins(denial: str, timed: Timed) -> None:
    spoken = timed(scene_of(denial))
    begins = next(word.start for word in spoken.words if word.text == denial.split()[0])
    assert denied_at(spoken.words, MISTAKE) == begins


@pytest.mark.parametrize("following", ["It is a nice idea.", "Is it?", "The Sun shines."])
def test_what_is_not_denied_stays(following: str, timed: Timed) -> None:
    assert denied_at(timed(scene_of(following)).words, MISTAKE) == math.inf


@pytest.mark.parametrize("aspect", ["16:9", "9:16"])
@pytest.mark.parametrize("style", STYLE_NAMES)
def test_every_look_strikes_it_out(
    style: StyleName, aspect: AspectRatio, timed: Timed, look_of: LookOf
) -> None:
    spoken = timed(scene_of("It is not!"))
    size = Size.of(aspect, SIZE)
    scene = SceneRenderer(spoken, look_of(style, aspect_ratio=aspect), size)

    def frame(t: float) -> NDArray[np.int16]:
        surface = skia.Surface(*size.pixels)
        scene.draw(surface.getCanvas(), t)
        return surface.makeImageSnapshot().toarray()[: size.pixels[1] * 3 // 4].astype(np.int16)

    at = denied_at(spoken.words, MISTAKE)
    changed = np.abs(frame(at + 0.6) - frame(at - 0.05)).max(axis=2) > 40
    assert changed.mean() > 0.004
