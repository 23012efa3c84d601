"""What is seen of a large diagram when nothing of it is spoken of: only what can be read.

The rule's source: text of 26 units at least, wherever it rests on the screen.
"""

from collections.abc import Callable
from typing import cast

import pytest

from callsheet_studio.diagrams.layout.model import Bounds
from callsheet_studio.drawing.draw_list import DrawList
from callsheet_studio.drawing.fonts import Fonts
from callsheet_studio.drawing.geometry import Rect, Size
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.text_layout import TextLayout
from callsheet_studio.explainer.scene_context import LEAVES, READING, SceneContext
from callsheet_studio.explainer.scene_renderer import SceneRenderer
from callsheet_studio.explainer.scenes.diagram.camera import DiagramCamera, plan_camera
from callsheet_studio.explainer.scenes.diagram.timing import LEAVING
from callsheet_studio.explainer.scenes.diagram.tour import (
    SEEN_WHOLE,
    SHORTEST,
    TRAVEL,
    DiagramPart,
    add_tour,
)
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.content import Diagram
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.timeline import TimedScene
from callsheet_studio.text.timed_word import TimedWord

ROOM = Rect(84, 150, 1112, 440)
TALL = (700.0, 2000.0)
STEPS = [Bounds(0, 400.0 * n, 700, 300) for n in range(5)]


@pytest.fixture
def tour(look_of: Callable[..., Theme]) -> Callable[..., DiagramCamera]:
    """The camera over five steps, each a page, of which the first two are spoken of."""

    def give(
        said: float,
        seconds: float,
        text: str = "A step",
        named: int = 2,
        size: tuple[float, float] = TALL,
    ) -> DiagramCamera:
        words = (TimedWord("word", 0.5, 0.9), TimedWord("said.", said - 0.3, said))
        timed = TimedScene(Scene(kind="points", title="It"), 1, 3, 0.0, seconds, words, ())
        context = SceneContext(timed, look_of(), Size.of("16:9", 90), TextLayout(Fonts()))
        stops = [(1.0 + 2 * n, STEPS[n]) for n in range(named)]
        camera = plan_camera(size, ROOM, stops, 5.0)
        parts = [DiagramPart(bounds, text, n >= named) for n, bounds in enumerate(STEPS)]
        return add_tour(context, camera, parts, (), 1.0)

    return give


def test_a_diagram_that_is_a_little_too_large_is_seen_whole_at_its_end(
    tour: Callable[..., DiagramCamera],
) -> None:
    """Parts that are cut off at the frame's edge to the end look like a mistake."""
    size = (700.0, 600.0)
    for said, seconds in ((5.0, 8.2), (5.0, 20.0), (20.0, 21.0), (12.0, 14.0)):
        camera = tour(said, seconds, size=size)
        arrives = camera.rests_from(0.0)
        assert camera.at(seconds - LEAVES) == camera.whole, (said, seconds)
        assert arrives + SEEN_WHOLE / 2 <= seconds - LEAVES
    cut = tour(5.0, 5.9, size=size)
    assert cut.tour == (), "no time to see it: it stays"


def test_nothing_that_is_far_too_small_rests_on_the_screen(
    tour: Callable[..., DiagramCamera],
) -> None:
    for camera in (tour(5.0, 8.2), tour(20.0, 21.0), tour(40.0, 41.0, named=5)):
        for n in range(2000):
            now, soon = camera.at(n / 50), camera.at(n / 50 + 0.2)
            assert now.zoom >= 1.0 or now != soon, f"at {n / 50:.1f} s"


def test_pages_that_nobody_names_are_seen_as_far_as_there_is_time_to_read_them(
    tour: Callable[..., DiagramCamera],
) -> None:
    page = TRAVEL + SHORTEST
    assert not tour(5.0, 5.0 + page).tour, "the page that was spoken of last stays"
    assert _pages(tour(5.0, 5.0 + LEAVING)) == [2]
    assert _pages(tour(5.0, 5.1 + LEAVES + 3 * page)) == [2, 3, 4]
    long = "x" * round(4 * READING)
    assert not _pages(tour(5.0, 5.0 + LEAVING, long))


def test_the_whole_is_gone_through_again_while_something_else_is_said(
    tour: Callable[..., DiagramCamera],
) -> None:
    camera = tour(30.0, 30.5, named=5)
    assert _pages(camera) == [0, 1, 2, 3, 4]
    assert not tour(9.0, 30.0, named=5).tour, "nothing moves when nothing is said"
    times = [time for time, _ in camera.tour]
    assert max(b - a for a, b in zip(times, times[1:], strict=False)) < 6
    assert camera.tour[-1][0] < 30


def test_a_near_view_holds_still(look_of: Callable[..., Theme]) -> None:
    """Frames at rest are equal, though their edges fade: they are drawn and coded once."""
    steps = "\n".join(f"A->>B: Step number {n} of many" for n in range(12))
    content = Diagram(source=f"sequenceDiagram\n{steps}")
    scene = Scene(kind="diagram", title="It", content=content)
    timed = TimedScene(scene, 1, 3, 0.0, 12.0, (), ())
    picture = SceneRenderer(timed, look_of(), Size.of("16:9", 90))
    first, second = DrawList(), DrawList()
    for calls, t in ((first, 11.0), (second, 11.5)):
        picture.draw(cast(skia.Canvas, calls), t)
    assert any(name == "saveLayer" for name, _, _ in first.calls), "something fades"
    assert first.calls == second.calls


def test_a_diagram_that_can_be_read_whole_needs_no_tour(look_of: Callable[..., Theme]) -> None:
    timed = TimedScene(Scene(kind="points", title="It"), 1, 3, 0.0, 30.0, (), ())
    context = SceneContext(timed, look_of(), Size.of("16:9", 90), TextLayout(Fonts()))
    camera = plan_camera((700, 300), ROOM, [(1.0, STEPS[0])], 2.0)
    assert add_tour(context, camera, [DiagramPart(STEPS[0], "It", True)], (), 1.0) == camera


def _pages(camera: DiagramCamera) -> list[int]:
    """The steps that the camera rests on at the end of each part of its tour."""

    views = [view for _, view in camera.tour if view != camera.whole]
    return [
        n for view in views for n, step in enumerate(STEPS) if ROOM.holds(view.place(step, ROOM))
    ]
