"""Diagrams as pictures: readable in every look, growing with the words, ending on the whole.

The rule's source: issue "Any document becomes a lesson", new kinds of scene, and to show, 4 and 5.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.studio.diagrams.random_diagrams import make_diagram
from tests.studio.pictures.recorded_frames import check_frame, frame_distance

from callsheet_studio.diagrams.description import describe
from callsheet_studio.diagrams.layout.model import Bounds
from callsheet_studio.diagrams.layout.place import lay_out
from callsheet_studio.diagrams.mermaid.parser import parse_mermaid
from callsheet_studio.diagrams.model import Diagram, SequenceDiagram
from callsheet_studio.drawing.color import READABLE as LEAST_CONTRAST
from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.fonts import Fonts
from callsheet_studio.drawing.geometry import Rect, Size
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.text_layout import TextLayout
from callsheet_studio.explainer.layers.background import background_layer
from callsheet_studio.explainer.layers.captions import draw_captions
from callsheet_studio.explainer.scene_context import Layer, SceneContext, TextBox
from callsheet_studio.explainer.scenes.diagram.camera import (
    EARLY,
    READABLE,
    TRAVEL,
    plan_camera,
)
from callsheet_studio.explainer.scenes.diagram.diagram import draw_diagram
from callsheet_studio.explainer.scenes.diagram.labels import lay_out_readably, measure_on
from callsheet_studio.explainer.scenes.diagram.lines import FLOWING, DrawnRoute
from callsheet_studio.explainer.scenes.diagram.notes import list_notes
from callsheet_studio.explainer.scenes.diagram.timing import Timing
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.brief import AspectRatio, Style
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.timeline import TimedScene

pytestmark = pytest.mark.slow

SOURCES = Path(__file__).parents[1] / "diagrams" / "sources"
STYLES: tuple[Style, ...] = get_args(Style)
RATIOS: tuple[AspectRatio, ...] = get_args(AspectRatio)
SHOWN = {
    "flowchart": "flow-dns",
    "groups": "flow-nested-subgraphs",
    "ring": "flow-chained",
    "state": "state-concurrency",
    "sequence": "seq-webhook",
    "mindmap": "mind-classic",
    "pie": "pie-show-data",
    "timeline": "timeline-social",
    "xychart": "xy-sales",
}
"""A source of each kind, and of each way of laying out."""
RECORDED = ("flowchart", "sequence", "mindmap", "pie")
LEAST_SIZE = 26.0
"""Of letters, in pixels at 720p."""
WORDS = ["market", "animal", "river", "garden", "order", "forest", "bridge", "window"]
Timed = Callable[[Scene], TimedScene]
LookOf = Callable[..., Theme]


@dataclass
class Shown:
    """A diagram on its stage."""

    context: SceneContext
    layers: Sequence[Layer]

    @property
    def seconds(self) -> float:
        return self.context.timed.seconds

    def shot(self, t: float) -> skia.Image:
        size = self.context.size
        surface = skia.Surface(size.width, size.height)
        canvas = surface.getCanvas()
        canvas.scale(size.unit, size.unit)
        for layer in self.layers:
            layer(canvas, t)
        return surface.makeImageSnapshot()

    def frame(self, t: float) -> NDArray[np.uint8]:
        return self.shot(t).toarray()


@pytest.fixture
def show(timed: Timed, look_of: LookOf) -> Callable[..., Shown]:
    """A scene whose narration is what the diagram says of itself."""

    def give(
        diagram: Diagram,
        style: Style = "explainer",
        aspect_ratio: AspectRatio = "16:9",
        short_side: int = 90,
    ) -> Shown:
        narration = " ".join(describe(diagram))
        scene = timed(Scene(kind="points", title="How it works", narration=narration))
        size = Size.of(aspect_ratio, short_side)
        context = SceneContext(scene, look_of(style), size, TextLayout(Fonts()))
        content = draw_diagram(context, diagram)
        return Shown(context, [background_layer(context), *content, draw_captions(context)])

    return give


@pytest.mark.parametrize("shown", list(product(STYLES, RECORDED, RATIOS)), ids="-".join)
def test_a_diagram_looks_as_recorded(
    shown: tuple[Style, str, AspectRatio], show: Callable[..., Shown], rewrite: bool
) -> None:
    style, kind, ratio = shown
    picture = show(_read(SHOWN[kind]), style, ratio)
    frame = picture.shot(picture.seconds - 0.7)
    check_frame(frame, f"{style}-diagram-{kind}-{ratio}", rewrite)


def test_long_words_before_a_diagram_do_not_run_over_an_empty_picture(
    timed: Timed, look_of: LookOf
) -> None:
    diagram = _read(SHOWN["flowchart"])
    before = "Nobody has said anything about this so far, and it takes a while to begin. " * 3
    scene = timed(Scene(kind="points", title="It", narration=before + " ".join(describe(diagram))))
    stage = SceneContext(scene, look_of(), Size.of("16:9", 90), TextLayout(Fonts()))
    draw_diagram(stage, diagram)
    starts = sorted(box.life[0] for box in stage.boxes)
    assert starts[0] < 1.0 and starts[1] < 4.0


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", SHOWN)
def test_every_kind_grows_while_it_is_spoken_of(
    kind: str, style: Style, ratio: AspectRatio, show: Callable[..., Shown]
) -> None:
    picture = show(_read(SHOWN[kind]), style, ratio)
    plain = Shown(picture.context, picture.layers[:2])  # the backdrop and the headline
    early, late = 0.05, picture.seconds - 0.7
    assert frame_distance(picture.frame(late), plain.frame(late)) > 0.5
    assert frame_distance(picture.frame(early), picture.frame(late)) > 0.5


@pytest.mark.parametrize("kind", SHOWN)
def test_frames_depend_on_nothing_but_their_time(kind: str, show: Callable[..., Shown]) -> None:
    one, other = (show(_read(SHOWN[kind]), "social", "16:9", 72) for _ in range(2))
    forwards = [one.frame(t).tobytes() for t in (0.2, 2.1, 5.0)]
    backwards = [other.frame(t).tobytes() for t in (5.0, 2.1, 0.2)]
    assert forwards == backwards[::-1]


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("batch", range(10))
def test_every_text_can_be_read(batch: int, ratio: AspectRatio, show: Callable[..., Shown]) -> None:
    for seed in range(batch * 15, batch * 15 + 15):
        diagram = make_diagram(seed)
        if diagram.kind in ("timeline", "xychart"):
            continue  # drawn, and tested, as scenes of those kinds
        picture = show(diagram, STYLES[seed % len(STYLES)], ratio, 72)
        boxes = [box for box in picture.context.boxes if not box.caption]
        assert not _unreadable(boxes), (seed, diagram.kind)
        assert not _outside(boxes, picture.context.size), (seed, diagram.kind)
        assert not _overlapping(boxes), (seed, diagram.kind)


def test_a_high_diagram_has_its_texts_in_few_lines_and_keeps_its_participants_in_view(
    look_of: LookOf, timed: Timed
) -> None:
    context = SceneContext(
        timed(Scene(kind="points", title="It", narration="So.")),
        look_of(),
        Size.of("16:9", 90),
        TextLayout(Fonts()),
    )
    lines = [f"A->>B: {name} takes some time" for name in WORDS]
    high = parse_mermaid("\n".join(("sequenceDiagram", *lines)))
    assert isinstance(high, SequenceDiagram)
    room = Rect(84, 150, 1112, 440)
    seen, layout = lay_out_readably(context, high, room)
    assert (
        seen.label_width > 1 and layout.height < lay_out(high, measure_on(context), (1, 1)).height
    )
    names = " ".join(f"participant {name}" for name in WORDS).replace(" p", "\np")
    broad = parse_mermaid("\n".join(("sequenceDiagram", names, "market->>animal: " + "so it " * 9)))
    assert isinstance(broad, SequenceDiagram)
    seen, _ = lay_out_readably(context, broad, room)
    assert seen.label_width < 1


@pytest.mark.parametrize("direction", ["TD", "LR"])
@pytest.mark.parametrize("ratio", RATIOS)
def test_the_label_that_is_said_last_can_be_read(
    ratio: AspectRatio, direction: str, show: Callable[..., Shown]
) -> None:
    for count in range(4, 9):
        nodes = [f"n{n}[{word} letter and engine]" for n, word in enumerate(WORDS[:count])]
        lines = (f"{one} -->|season| {other}" for one, other in pairwise(nodes))
        diagram = parse_mermaid("\n".join((f"flowchart {direction}", *lines)))
        boxes = show(diagram, "social", ratio, 72).context.boxes
        assert not _unreadable([box for box in boxes if not box.caption]), count


@pytest.mark.parametrize("kind", ["flowchart", "sequence", "mindmap", "state"])
def test_every_label_of_a_source_is_shown_whole(kind: str, show: Callable[..., Shown]) -> None:
    for file in sorted(SOURCES.glob("*.mmd")):
        diagram = _read(file.stem)
        if diagram.kind == kind:
            boxes = show(diagram).context.boxes
            assert not [box.text for box in boxes if box.cut], file.stem


def test_the_camera_is_near_what_is_spoken_of_and_rests_on_nothing_too_small() -> None:
    room = Rect(84, 150, 1112, 440)
    stops = [(float(n), Bounds(n * 400.0, n * 90.0, 300, 80)) for n in range(1, 9)]
    camera = plan_camera((3700, 900), room, stops, 10.0)
    for time, bounds in stops:
        view = camera.at(time + TRAVEL - EARLY)
        assert view.zoom >= READABLE
        assert room.holds(view.place(bounds, room))
    assert min(camera.at(n / 10).zoom for n in range(150)) >= READABLE
    assert camera.at(10.0) == camera.at(15.0), "it stays where it was"


def test_the_camera_shows_what_is_named_in_one_breath_long_enough_to_be_read() -> None:
    room = Rect(84, 150, 1112, 440)
    near = [(1.0 + n / 3, Bounds(n * 300.0, 20, 200, 80)) for n in range(3)]
    far = [(2.0 + n / 3, Bounds(2000.0 + n * 1200, 700, 300, 80)) for n in range(2)]
    camera = plan_camera((3700, 900), room, [*near, *far], 8.0)
    assert not camera.find_unseen((bounds, time) for time, bounds in (*near, *far))


@pytest.mark.parametrize("breadth", [160, 240, 420])
def test_the_camera_cuts_no_node_of_a_row(breadth: float) -> None:
    room = Rect(84, 150, 1112, 440)
    nodes = [Bounds(n * (breadth + 60.0), 0, breadth, 400) for n in range(9)]
    stops = [
        (1.5 * n, Bounds(a.center[0], 50, b.center[0] - a.center[0], 40))
        for n, (a, b) in enumerate(pairwise(nodes), start=1)
    ]
    camera = plan_camera((nodes[-1].right, 400), room, stops, 15.0, nodes)
    for time, bounds in stops:
        view = camera.at(time + TRAVEL - EARLY)
        assert room.holds(view.place(bounds, room))
        seen = [view.place(node, room) for node in nodes]
        assert not [at for at in seen if at.x < room.x < at.right or at.x < room.right < at.right]


def test_a_small_diagram_is_seen_whole_from_the_beginning() -> None:
    room = Rect(84, 150, 1112, 440)
    camera = plan_camera((600, 300), room, [(1.0, Bounds(0, 0, 10, 10))], 2.0)
    assert camera.at(0) == camera.at(1.2) == camera.at(9)
    assert camera.at(0).zoom > 1


def test_dots_travel_along_a_line_for_a_while_only() -> None:
    line = DrawnRoute(((10, 50), (190, 50)), head="arrow")
    moving = [_dots(line, since) for since in (0.8, 1.0, 1.2)]
    assert all(frame.any() for frame in moving)
    assert moving[0].tobytes() != moving[1].tobytes()
    assert not _dots(line, 0.0).any()
    assert not _dots(line, FLOWING).any()


@pytest.mark.parametrize("style", ["bar", "line"])
@pytest.mark.parametrize("ratio", RATIOS)
def test_every_series_of_a_chart_is_shown_once(
    style: str, ratio: AspectRatio, show: Callable[..., Shown]
) -> None:
    series = f'{style} "A" [1, 2]\n{style} "A too" [1, 2]\n{style} "B" [3, 4]'
    context = show(
        parse_mermaid(f"xychart-beta\nx-axis [May, June]\n{series}"), "corporate", ratio
    ).context
    shown = [box.text for box in context.boxes]
    assert {"A", "B", "May", "June"} <= set(shown)
    assert "A too" not in shown


def test_a_simple_layout_is_noted(
    show: Callable[..., Shown], monkeypatch: pytest.MonkeyPatch
) -> None:
    chart = _read(SHOWN["groups"])
    assert not list_notes(show(chart).context, chart)
    monkeypatch.setitem(sys.modules, "graphlay", None)
    assert list_notes(show(chart).context, chart)


def test_messages_carry_their_numbers_if_the_diagram_says_so(show: Callable[..., Shown]) -> None:
    source = "sequenceDiagram\nautonumber\nA->>B: ask\nB-->>A: answer"
    texts = [box.text for box in show(parse_mermaid(source)).context.boxes]
    assert {"1. ask", "2. answer"} <= set(texts)


def _read(name: str) -> Diagram:
    return parse_mermaid((SOURCES / f"{name}.mmd").read_text("utf-8"))


def _dots(line: DrawnRoute, since: float) -> NDArray[np.uint8]:
    surface = skia.Surface(200, 100)
    line.flow(surface.getCanvas(), Color.parse("#ff8800"), since)
    return surface.makeImageSnapshot().toarray()


def _unreadable(boxes: Sequence[TextBox]) -> list[TextBox]:
    return [box for box in boxes if box.size < LEAST_SIZE - 0.01 or box.contrast < LEAST_CONTRAST]


def _outside(boxes: Sequence[TextBox], size: Size) -> list[TextBox]:
    return [box for box in boxes if not size.safe.holds(box.rect, 2.0)]


def _overlapping(boxes: Sequence[TextBox]) -> list[tuple[str, str]]:
    return [
        (a.text, b.text)
        for a, b in combinations(boxes, 2)
        if a.rect.meets(b.rect, 1.0) and max(a.life[0], b.life[0]) < min(a.life[1], b.life[1])
    ]


def test_a_part_that_is_named_after_the_end_is_never_lit_by_less_than_nothing() -> None:
    timing = Timing((1.0, 9.5), 9.0)
    assert all(0 <= timing.focus(part, t / 10) <= 1 for part in (0, 1) for t in range(120))
