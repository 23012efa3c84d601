"""Idioms of motion that lead from one thing to another, as pure functions of time.

The rule's source: "matched morphs (…, bars ↔ line ↔ pie), … then hold truly still".
"""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.direction import direct
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.model import Item, Scene, SceneKind, Storyboard
from callsheet_studio.storyboard.timeline import TimedScene, Timeline

SIZE = Size.of("16:9", 90)
SECONDS = 8.0
ITEMS = tuple(
    Item(text=name, value=value, label=f"{value}%")
    for name, value in (("Rent", 42), ("Food", 28), ("Travel", 18), ("Other", 12))
)


def film(*kinds: SceneKind, items: Sequence[Sequence[Item]] = ()) -> list[SceneRenderer]:
    """A film of charts, drawn as its director wants it."""
    scenes = tuple(
        Scene(kind=kind, title="Where it goes", items=tuple(items[n]) if items else ITEMS)
        for n, kind in enumerate(kinds)
    )
    board = Storyboard(
        title="Any", seconds=20, aspect_ratio="16:9", style="explainer", seed="s", scenes=scenes
    )
    timed = tuple(
        TimedScene(scene, n, len(scenes), SECONDS * n, SECONDS, (), (0.4, 1.2, 2.0, 2.8))
        for n, scene in enumerate(scenes)
    )
    timeline, look = Timeline(board, timed), Theme.of(board)
    directions = direct(timeline, look)
    return [
        SceneRenderer(scene, look, SIZE, direction=direction)
        for scene, direction in zip(timed, directions, strict=True)
    ]


def frame(picture: SceneRenderer, t: float) -> NDArray[np.int16]:
    surface = skia.Surface(SIZE.width, SIZE.height)
    picture.draw(surface.getCanvas(), t)
    return surface.makeImageSnapshot().toarray()[..., :3].astype(np.int16)


PAIRS: list[tuple[SceneKind, SceneKind]] = [
    ("bars", "pie"),
    ("pie", "line"),
    ("line", "bars"),
    ("donut", "bars"),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_a_chart_of_the_same_numbers_comes_out_of_the_one_before(
    one: SceneKind, other: SceneKind
) -> None:
    before, after = film(one, other)
    last, first, then = frame(before, SECONDS - 0.01), frame(after, 0.0), frame(after, 2.0)
    plot = np.s_[24:]
    alone = film(other)[0]
    cut = np.abs(last[plot] - frame(alone, 0.0)[plot]).mean()
    assert np.abs(last[plot] - first[plot]).mean() < 0.6 * cut, "the marks are where they were"
    assert np.abs(first[plot] - then[plot]).mean() > 1, "and turn into others"
    assert np.array_equal(then, frame(after, 2.5)), "which then hold still"


def test_other_numbers_and_the_same_chart_again_are_cut_to() -> None:
    others = tuple(item.model_copy(update={"value": 25}) for item in ITEMS)
    cases: list[tuple[SceneKind, Sequence[Item]]] = [("pie", others), ("bars", ITEMS)]
    for kind, items in cases:
        _, after = film("bars", kind, items=(ITEMS, items))
        alone = film(kind, items=(items,))[0]
        late = frame(after, SECONDS / 2)
        assert np.abs(late - frame(alone, SECONDS / 2)).mean() < 1
        assert np.abs(frame(after, 0.0)[24:] - late[24:]).mean() > 0.5
