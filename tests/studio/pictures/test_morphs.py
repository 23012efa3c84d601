"""Idioms of motion that lead from one thing to another, as pure functions of time.

The rule's source: "matched morphs (…, bars ↔ line ↔ pie), … then hold truly still".
"""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.direction import Direction, direct
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.model import Item, Scene, SceneKind, Storyboard
from callsheet_studio.storyboard.timeline import TimedScene, Timeline
from callsheet_studio.text.title_keywords import find_denied

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
    timeline, theme = Timeline(board, timed), Theme.of(board)
    directions = direct(timeline, theme)
    return [
        SceneRenderer(scene, theme, SIZE, direction=direction)
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
    last, first, then = frame(before, SECONDS - 0.01), frame(after, 0.0), frame(after, 2.5)
    plot = np.s_[24:]
    alone = film(other)[0]
    cut = np.abs(last[plot] - frame(alone, 0.0)[plot]).mean()
    assert np.abs(last[plot] - first[plot]).mean() < 0.6 * cut, "the marks are where they were"
    assert np.abs(first[plot] - then[plot]).mean() > 1, "and turn into others"
    assert np.array_equal(then, frame(after, 2.75)), "which then hold still till the next word"


def test_other_numbers_and_the_same_chart_again_are_cut_to() -> None:
    others = tuple(item.model_copy(update={"value": 25}) for item in ITEMS)
    cases: list[tuple[SceneKind, Sequence[Item]]] = [("pie", others), ("bars", ITEMS)]
    for kind, items in cases:
        _, after = film("bars", kind, items=(ITEMS, items))
        alone = film(kind, items=(items,))[0]
        late = frame(after, SECONDS / 2)
        assert np.abs(late - frame(alone, SECONDS / 2)).mean() < 1
        assert np.abs(frame(after, 0.0)[24:] - late[24:]).mean() > 0.5


STATES = (
    Item(text="Before", detail="Every page asks the database"),
    Item(text="After", detail="Nine of ten pages come from memory"),
)


def still(
    scene: Scene, *, index: int = 1, opens: bool = False, language: str = "en"
) -> SceneRenderer:
    """One scene of a film, its second item spoken of at 3 s."""
    cues = (0.4, 3.0)[: len(scene.items)]
    timed = TimedScene(scene, index, 3, 0.0, SECONDS, (), cues)
    board = Storyboard(
        title="Any",
        seconds=20,
        aspect_ratio="16:9",
        style="explainer",
        seed="s",
        scenes=(scene,),
        language=language,
    )
    return SceneRenderer(timed, Theme.of(board), SIZE, direction=Direction(opens=opens))


def test_after_wipes_over_before_and_other_sides_do_not() -> None:
    change = still(Scene(kind="comparison", title="A cache", items=STATES))
    alone, on_its_way, both = (frame(change, t) for t in (2.9, 3.3, 3.8))
    right = np.s_[36:66, 124:146]
    assert np.abs(alone[right] - both[right]).mean() > 5, "after is not seen before its word"
    assert not np.array_equal(on_its_way, both)
    assert np.array_equal(frame(change, 5.0), frame(change, 5.5))
    renamed = tuple(item.model_copy(update={"text": f"Plan {item.text}"}) for item in STATES)
    pair = still(Scene(kind="comparison", title="A cache", items=renamed))
    assert np.abs(frame(pair, 2.9)[right] - frame(pair, 5.0)[right]).mean() < 5


@pytest.mark.parametrize(
    ("language", "names", "wipes"),
    [
        ("nl", ("Voor de cache", "Na de cache"), True),
        ("pt", ("Antes", "Na memória"), False),
        ("pt-BR", ("Antes", "Depois"), True),
    ],
)
def test_before_and_after_are_words_of_the_films_language(
    language: str, names: tuple[str, str], wipes: bool
) -> None:
    """Dutch `na` is after; Portuguese `na` is in the."""
    items = tuple(i.model_copy(update={"text": n}) for i, n in zip(STATES, names, strict=True))
    change = still(Scene(kind="comparison", title="Cache", items=items), language=language)
    right = np.s_[36:66, 124:146]
    waits = np.abs(frame(change, 2.9)[right] - frame(change, 3.8)[right]).mean() > 5
    assert waits == wipes


DENIED = {
    "Not luck, but practice": range(1, 2),
    "Practice, not luck": range(2, 3),
    "Nicht Glück, sondern Übung": range(1, 2),
    "Not the oven: the flour": range(1, 3),
    "Why it is not luck": range(0),
    "Not now": range(0),
}


@pytest.mark.parametrize("title", DENIED)
def test_what_a_title_takes_back_is_struck_out(title: str) -> None:
    assert find_denied(title) == DENIED[title]
    picture, words = still(Scene(kind="title", title=title)), np.s_[24:47, 10:100]
    whole = frame(picture, 3.0)[words]
    assert np.array_equal(frame(picture, 2.5)[words], whole)
    is_struck = not np.array_equal(frame(picture, 0.9)[words], whole)
    assert is_struck == bool(DENIED[title])


def test_a_film_opens_in_three_layers_and_comes_to_rest() -> None:
    scene = Scene(kind="title", title="Bread", icon="coffee")
    opening, plain = still(scene, index=0, opens=True), still(scene, index=0)
    assert not np.array_equal(frame(opening, 0.3), frame(plain, 0.3))
    assert np.array_equal(frame(opening, 1.5), frame(plain, 1.5))
