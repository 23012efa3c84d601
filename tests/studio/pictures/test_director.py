"""What a whole film decides on its scenes: how they move, and what goes on from one to the next."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.scene_content import draw_content
from tests.studio.pictures.recorded_frames import frame_distance

from callsheet_studio.audio.voice import SilentVoice
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.direction import CALM, LISTS, Direction, direct, shared_keys
from callsheet_studio.explainer.film_segments import parts, position_independent, style_only
from callsheet_studio.explainer.layers.continuity import FLIGHT
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size, Theme
from callsheet_studio.explainer.theme.presets import Arrange
from callsheet_studio.explainer.thumbnails import peak_time
from callsheet_studio.explainer.timing.plan import BOARD_SEEN, narrate, plan
from callsheet_studio.jobs.contract import VideoFormat
from callsheet_studio.storyboard.brief import Brief, Style
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.content import Table
from callsheet_studio.storyboard.examples import examples
from callsheet_studio.storyboard.model import Item, Scene, SceneKind, Storyboard
from callsheet_studio.storyboard.timeline import TimedScene, Timeline

SMALL = Size.of("16:9", 180)
BOARD = """# Tea
> Tea is water and leaves.

## How to brew [steps]
- Boil: fresh water
- Pour: over the leaves
> Boil fresh water, and pour it over the leaves.

## Remember [closing]
- Fresh water
> Take fresh water every time.
"""
STEPS = Scene(
    kind="steps",
    title="Three jobs",
    items=(
        Item(text="Crawl", icon="bug"),
        Item(text="Index", icon="book-open"),
        Item(text="Rank", icon="list-ordered"),
    ),
)
POINTS = Scene(
    kind="points",
    title="Crawling",
    items=(Item(text="Index", icon="book-open"), Item(text="Return", icon="bug")),
)


def test_a_still_is_arranged_as_the_film_is(shot: Callable[..., skia.Image]) -> None:
    """What is looked at before a film is made shows where things will be."""
    lists = "".join(
        f"## {title} [points]\n- Rye rolls\n- Two knots\n- Ten rings\n> Rye, knots, rings.\n"
        for title in ("First", "Then", "Later", "Last")
    )
    film, theme = _film(f"# Bread\n> Bread.\n\n{lists}")
    played = direct(film, theme)
    assert len({each.arrange for each in played}) > 1
    for timed, direction in zip(film.scenes, played, strict=True):
        scene = position_independent(timed)
        at = peak_time(scene)
        whole, still = (
            shot(SceneRenderer(scene, theme, SMALL, direction=each), SMALL, at).toarray()
            for each in (direction, direction.still)
        )
        assert frame_distance(whole, still) < 1


def test_no_idiom_comes_three_times_running(look_of: Callable[..., Theme]) -> None:
    """Issue: a director chooses; no idiom three times running, over the library's films."""
    for ready in examples():
        film, theme = _film(ready.text)
        played = direct(film, theme)
        lists = zip(film.scenes, played, strict=True)
        arranged = [each.arrange for timed, each in lists if timed.scene.kind in LISTS]
        moves, changes = [each.move for each in played], [each.change for each in played]
        for kinds in (moves, changes, arranged):
            assert all(len(set(kinds[n : n + 3])) > 1 for n in range(len(kinds) - 2)), ready.name
        for one, other in pairwise(played):
            assert other.came == (None if one.change in CALM else one.change)


def test_a_closing_shows_the_picture_that_it_names() -> None:
    """ "Remember the padlock" was a row of cards without any padlock."""
    outline = "# Locks\n> One.\n\n## Remember {} [closing] {{lock}}\n- A key\n- A line\n> Two."
    arranged = {direct(*_film(outline.format(n)))[-1].arrange for n in range(12)}
    assert arranged == {"split", "list"}


@pytest.mark.parametrize("style", ["explainer", "marketing", "social", "narrative"])
def test_what_goes_on_moves_and_does_not_enter_again(
    style: Style, look_of: Callable[..., Theme]
) -> None:
    """Issue: things that two neighboring scenes show continue instead of entering again."""
    film, theme = _two(STEPS, POINTS), look_of(style)
    first, second = _pictures(film, theme)
    alone = SceneRenderer(film.scenes[0], theme, SMALL)
    kept = {link.key for link in second.arrivals}
    assert "index" in kept
    last, start = _pixels(first, film.scenes[0].seconds - 1e-6), _pixels(second, 0.0)
    box = next(box.rect for box in alone.boxes if box.text == "Index")
    unit = SMALL.unit
    area = np.s_[
        round(box.y * unit) : round(box.bottom * unit),
        round(box.x * unit) : round(box.right * unit),
    ]
    assert last[area].any()
    assert (np.abs(last[area].astype(int) - start[area]) < 8).all()


@pytest.mark.parametrize("arrange", ["split", "columns", "list"])
@pytest.mark.parametrize("kind", ["points", "steps", "table", "quote", "bars"])
def test_the_scene_after_an_opening_does_not_show_its_title_again(
    kind: SceneKind, arrange: Arrange, look_of: Callable[..., Theme]
) -> None:
    """Text below a document's title made a second scene of that title."""
    items = (Item(text="Flour", value=5, label="5"), Item(text="Water", value=3, label="3"))
    table = Table(header=("Of", "Much"), rows=(("Flour", "5"), ("Water", "3")))
    content = table if kind == "table" else None
    again = Scene(
        kind=kind, title="Bread", items=() if content else items, content=content, narration="Ah."
    )
    film, theme = _two(Scene(kind="title", title="Bread"), again), look_of()
    first, second = direct(film, theme)[:2]
    second = replace(second, arrange=arrange)
    assert "bread" not in first.leaving
    assert "Bread" in _texts(film.scenes[0], theme, first)
    shown = _texts(film.scenes[1], theme, second)
    assert "Flour" in shown and "Bread" not in shown


def _texts(timed: TimedScene, theme: Theme, direction: Direction) -> set[str]:
    return {box.text for box in SceneRenderer(timed, theme, SMALL, direction=direction).boxes}


def test_what_has_gone_on_waits_where_it_will_be(look_of: Callable[..., Theme]) -> None:
    film, theme = _two(STEPS, POINTS), look_of()
    _, picture = _pictures(film, theme)
    link = next(link for link in picture.arrivals if link.key == "{bug}")
    assert link.until > film.scenes[1].cues[1] > FLIGHT
    own = SceneRenderer(film.scenes[1], theme, SMALL)
    waiting, drawn = _pixels(picture, FLIGHT), _pixels(own, film.scenes[1].seconds - 0.5)
    ((_, new),) = link.pairs
    x, y = (round(at * SMALL.unit) for at in new.middle)
    assert waiting[y - 3 : y + 3, x - 3 : x + 3, 3].any()
    assert drawn[y - 3 : y + 3, x - 3 : x + 3, 3].any()


def test_only_a_scene_that_shares_something_depends_on_its_neighbor(tmp_path: Path) -> None:
    """An edited scene leaves the files of those as they are with which it has nothing in common."""

    def names(*scenes: Scene) -> list[str]:
        film = _two(*scenes)
        return [part.file for part in parts(film, VideoFormat(), tmp_path)]

    other = POINTS.model_copy(update={"items": (Item(text="Nothing of before"),)})
    changed = other.model_copy(update={"narration": "Said otherwise."})
    assert names(STEPS, other)[0] == names(STEPS, changed)[0]
    told = STEPS.model_copy(update={"narration": "Said otherwise."})
    assert names(STEPS, other)[-1] == names(told, other)[-1]
    assert names(STEPS, POINTS)[-1] != names(told, POINTS)[-1], "it begins where the other ends"
    assert shared_keys(STEPS, other, Theme.of(_two(STEPS, other).storyboard)) == frozenset()


def test_a_film_may_be_one_board(look_of: Callable[..., Theme]) -> None:
    """Issue: `camera: board` makes the whole film one board; it ends on all of it, and holds."""
    film, theme = _film("---\ncamera: Board\n---\n" + BOARD)
    *_, second, last = film.scenes
    played = direct(film, theme)
    assert film.storyboard.camera == "board"
    assert last.seconds - last.words[-1].end >= BOARD_SEEN - 0.1
    pictures = [
        SceneRenderer(position_independent(timed), theme, SMALL, direction=direction)
        for timed, direction in zip(film.scenes, played, strict=True)
    ]
    left, came = _pixels(pictures[-2], second.seconds - 1e-6), _pixels(pictures[-1], 0.0)
    assert np.abs(left.astype(int) - came).mean() < 1, "a scene stays, and the camera leaves it"
    seen = _pixels(pictures[-1], last.seconds - 0.5)
    assert (seen == _pixels(pictures[-1], last.seconds - 0.05)).all()
    high, wide = seen.shape[0] // 2, seen.shape[1] // 2
    parts = (seen[:high, :wide], seen[:high, wide:], seen[high:, wide:])
    assert all((part[..., 3] > 0).any() for part in parts), "every sheet is seen"


@pytest.mark.slow
def test_most_things_of_two_neighboring_scenes_go_on() -> None:
    """Issue: at least 60 % of the things in two neighboring scenes move instead of re-entering."""
    shared, kept = 0, 0
    for ready in examples():
        film, theme = _film(ready.text)
        for timed, direction in zip(film.scenes, direct(film, theme), strict=True):
            if direction.before:
                scene = position_independent(timed)
                shared += len(shared_keys(direction.before.scene, timed.scene, theme))
                kept += len(SceneRenderer(scene, theme, SMALL, direction=direction).arrivals)
    assert shared > 10
    assert kept / shared >= 0.6


def _film(task: str) -> tuple[Timeline, Theme]:
    board = build_storyboard(Brief(uuid="director", task=task, seconds=60)).storyboard
    film = plan(board, narrate(board, SilentVoice(), 1.0, board.seconds).speeches, 30)
    return film, Theme.of(style_only(board))


def _two(*scenes: Scene) -> Timeline:
    board = Storyboard(
        title="Two", seconds=16, aspect_ratio="16:9", style="explainer", seed="1", scenes=scenes
    )
    cues = (1.0, 1.8, 5.0)
    timed = [
        TimedScene(scene, n, 3, 0.0, 8.0, (), cues[: len(scene.items)])
        for n, scene in enumerate(scenes)
    ]
    return Timeline(board, tuple(timed))


def _pictures(film: Timeline, theme: Theme) -> list[SceneRenderer]:
    played = direct(film, theme)
    return [
        SceneRenderer(timed, theme, SMALL, direction=replace(direction, move=None))
        for timed, direction in zip(film.scenes, played, strict=True)
    ]


def _pixels(picture: SceneRenderer, t: float) -> NDArray[np.uint8]:
    surface = skia.Surface(SMALL.width, SMALL.height)
    draw_content(picture, surface.getCanvas(), t)
    return surface.makeImageSnapshot().toarray()
