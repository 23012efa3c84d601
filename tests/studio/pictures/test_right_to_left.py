"""A film in Arabic, Hebrew, … is arranged as one in English is, seen in a mirror; texts are not.

The rule's source: Unicode, UAX 9, and Material Design, "Bidirectionality": everything but numbers,
code, formulas and clocks changes sides.
"""

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.presets import PRESETS
from callsheet_studio.explainer.thumbnails import peak_time
from callsheet_studio.storyboard.brief import AspectRatio, StyleName
from callsheet_studio.storyboard.content import Definition, Term
from callsheet_studio.storyboard.model import Item, Scene

from .conftest import LookOf, Shot, Timed

MOST_UNLIKE = 2
"""Of 255: what rounding makes of a color at another place."""
WORDS = tuple(Item(text=text, detail=detail) for text, detail in (("88", "808"), ("8", "80")))
SCENES = {
    "title": Scene(kind="title", title="808"),
    "emblem": Scene(kind="title", title="808", icon="heart"),
    "points": Scene(kind="points", title="80", items=(*WORDS, WORDS[0])),
    "steps": Scene(kind="steps", title="80", items=WORDS),
    "comparison": Scene(kind="comparison", title="80", items=WORDS),
    "quote": Scene(kind="quote", title="8808", subtitle="80"),
    "definition": Scene(
        kind="definition",
        title="80",
        content=Definition(
            terms=(Term(term="88", meanings=("808",)), Term(term="8", meanings=("80",)))
        ),
    ),
}
"""Figures have no direction: the film's language alone decides."""


@pytest.mark.parametrize("ratio", get_args(AspectRatio))
@pytest.mark.parametrize("look", PRESETS)
@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
def test_texts_stand_where_a_mirror_would_show_them(
    timed: Timed, look_of: LookOf, look: StyleName, ratio: AspectRatio, scene: Scene
) -> None:
    size, theme = Size.of(ratio, 180), look_of(look, aspect_ratio=ratio)
    here, there = (
        SceneRenderer(timed(scene), replace(theme, language=language), size).boxes
        for language in ("en", "ar")
    )
    assert here and len(here) == len(there)
    pitch = 1 / size.unit
    for one, other in zip(here, there, strict=True):
        wanted = one.rect.mirror(size.safe)
        assert other.rect.x == pytest.approx(wanted.x, abs=pitch), one.text
        assert other.rect.y == pytest.approx(wanted.y), one.text


@pytest.mark.parametrize("look", PRESETS)
@pytest.mark.parametrize("kind", ["points", "comparison", "quote"])
def test_cards_bars_and_backdrops_change_sides(
    timed: Timed, look_of: LookOf, shot: Shot, look: StyleName, kind: str
) -> None:
    size, theme, scene = Size.of("16:9", 180), look_of(look), timed(SCENES[kind])
    frames: list[NDArray[np.int64]] = []
    boxes: list[Rect] = []
    for language in ("en", "ar"):
        picture = SceneRenderer(scene, replace(theme, language=language), size)
        frames.append(shot(picture, size, peak_time(scene)).toarray().astype(int))
        boxes += [box.rect for box in picture.boxes] if language == "ar" else []
    unlike = np.abs(frames[0][:, ::-1] - frames[1]).max(axis=2)
    for box in boxes:
        left, top, right, bottom = (
            round(edge * size.unit) for edge in (box.x, box.y, box.right, box.bottom)
        )
        unlike[max(0, top - 8) : bottom + 8, max(0, left - 16) : right + 16] = 0
    assert (unlike > MOST_UNLIKE).mean() < 0.01
