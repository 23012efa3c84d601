"""Where a narration names some parts of a diagram, the picture stays with those, then shows others.

The rule's source: issue "Any document becomes a lesson", `diagram`: the camera keeps what is spoken
of readable.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.studio.diagrams.test_label_places import TWO_INTO_ONE

from callsheet_studio.diagrams.layout.place import lay_out
from callsheet_studio.diagrams.mermaid.parser import parse_mermaid
from callsheet_studio.diagrams.model import Flowchart
from callsheet_studio.drawing.fonts import Fonts
from callsheet_studio.drawing.geometry import Size
from callsheet_studio.drawing.text_layout import TextLayout
from callsheet_studio.explainer.scene_context import SceneContext
from callsheet_studio.explainer.scenes.diagram.diagram import draw_diagram
from callsheet_studio.explainer.scenes.diagram.graph import graph_of, texts_of
from callsheet_studio.explainer.scenes.diagram.labels import measure_on
from callsheet_studio.explainer.scenes.diagram.stops import plan_stops
from callsheet_studio.explainer.scenes.diagram.timing import LEAVING, Timing, time_parts
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.timeline import TimedScene

NODES = ("Customer app", "API gateway", "Booking service", "Courier scanner", "Key vault", "NATS")
NARRATION = "Customer app and Courier scanner lead to API gateway."
STEPS = ("Types six-digit code", "Verifies signature offline", "Opens compartment", "Raises alarm")
SEQUENCE = """sequenceDiagram
Customer->>Locker: Types code
opt the code is valid
Locker-->>Customer: Opens
end
"""


@pytest.fixture
def stage(
    timed: Callable[..., TimedScene], look_of: Callable[..., Theme]
) -> Callable[[str], SceneContext]:
    """A scene with these words."""

    def give(narration: str) -> SceneContext:
        scene = timed(Scene(kind="points", title="It", narration=narration))
        scene = replace(scene, seconds=scene.words[-1].end + LEAVING + 0.3)
        return SceneContext(scene, look_of(), Size.of("16:9", 90), TextLayout(Fonts()))

    return give


def test_parts_that_nobody_names_come_quietly_when_the_words_are_over(
    stage: Callable[[str], SceneContext],
) -> None:
    context = stage(NARRATION)
    timing = time_parts(context, NODES, visits=True)
    assert timing.quiet == {2, 4, 5}
    assert timing.cues[4] == timing.cues[5] == timing.end
    assert not any(timing.focus(part, t / 10) for part in (2, 4, 5) for t in range(120))
    assert timing.end >= context.timed.words[-1].end - 0.5


def test_steps_before_the_one_that_is_named_stand_from_the_beginning(
    stage: Callable[[str], SceneContext],
) -> None:
    words = "What matters most about all of this comes next. It verifies the signature."
    timing = time_parts(stage(words), STEPS, in_order=True, visits=True)
    assert timing.quiet == {0, 2, 3}
    assert timing.cues[0] < 0.6 < 2 < timing.cues[1]
    assert timing.focus(1, timing.cues[1] + 1.0) > 0.9


def test_the_camera_visits_only_what_is_named(stage: Callable[[str], SceneContext]) -> None:
    context, diagram = stage(NARRATION), parse_mermaid(TWO_INTO_ONE)
    assert isinstance(diagram, Flowchart)
    layout = lay_out(diagram, measure_on(context), (1112, 440))
    graph = graph_of(diagram, layout, context.theme.inks.series)
    timing = graph.settle(time_parts(context, texts_of(diagram), visits=True))
    stops = plan_stops(graph, layout.routes, [], timing, (1000, 400))
    assert [time for time, _ in stops] == sorted(timing.cues[n] for n in (0, 1, 2))
    assert max(time for time, _ in stops) < timing.end


def test_a_condition_is_shown_without_its_keyword(stage: Callable[[str], SceneContext]) -> None:
    context = stage("It opens.")
    draw_diagram(context, parse_mermaid(SEQUENCE))
    texts = {box.text for box in context.boxes}
    assert "the code is valid" in texts and "opt the code is valid" not in texts


def test_a_quiet_part_is_never_highlighted() -> None:
    timing = Timing((1.0, 2.0, 4.0), 6.0, frozenset({1}))
    assert timing.focus(1, 3.0) == 0
    assert timing.focus(0, 3.0) == 1, (
        "what is spoken of stays lit until the next part that is named"
    )
