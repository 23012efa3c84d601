"""Lines of a diagram come in the sentence that says them, with both of their ends lit."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from callsheet_studio.diagrams.description import describe
from callsheet_studio.diagrams.layout.model import Bounds, DiagramLayout
from callsheet_studio.diagrams.layout.place import lay_out
from callsheet_studio.diagrams.mermaid.parser import parse_mermaid
from callsheet_studio.diagrams.model import Flowchart
from callsheet_studio.drawing.fonts import Fonts
from callsheet_studio.drawing.geometry import Rect, Size
from callsheet_studio.drawing.text_layout import TextLayout
from callsheet_studio.explainer.scene_context import SceneContext
from callsheet_studio.explainer.scenes.diagram.board import Board
from callsheet_studio.explainer.scenes.diagram.camera import plan_camera
from callsheet_studio.explainer.scenes.diagram.graph import Graph, graph_of, texts_of
from callsheet_studio.explainer.scenes.diagram.labels import measure_on
from callsheet_studio.explainer.scenes.diagram.mentions import Mentions
from callsheet_studio.explainer.scenes.diagram.stops import lead_lines, plan_returns
from callsheet_studio.explainer.scenes.diagram.timing import time_parts
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.timeline import TimedScene
from callsheet_studio.text.timed_word import TimedWord

SOURCE = """flowchart LR
  GW[API gateway] --> Booking[Booking service]
  GW --> Access[Access service]
  Booking -->|events| Bus{{NATS}}
  Booking --> DB[(PostgreSQL)]
  Access -->|events| Bus
"""
SAID = (
    "API gateway leads to Booking service and Access service. Booking service events NATS. "
    "Booking service leads to PostgreSQL. Access service events NATS. Nobody knows why we had to "
    "begin with this."
)
GATEWAY, BOOKING, ACCESS, BUS, STORE = range(5)
FIRST_EVENTS, TO_STORE, LAST_EVENTS = 2, 3, 4
ROOM = Rect(84, 150, 1112, 440)


@dataclass(frozen=True)
class Heard:
    """A diagram, and what a narration of two words a second says of it."""

    context: SceneContext
    layout: DiagramLayout
    graph: Graph
    mentions: Mentions

    @property
    def times(self) -> list[float]:
        """When each line is drawn, far from what the camera shows."""
        camera = plan_camera((9000, 9000), ROOM, [(0.0, Bounds(0, 0, 9, 9))], 30.0)
        times = self.graph.time_lines(self.mentions, self.context.timed.words)
        return lead_lines(camera, self.graph, self.layout.routes, self.mentions, times)

    def lit(self, t: float) -> set[int]:
        """The parts that are lit."""
        return {
            part
            for part, spans in enumerate(self.mentions.lights())
            if any(start <= t < end for start, end in spans)
        }

    def starts(self, sentence: int) -> float:
        """When a sentence begins."""
        return self.mentions.sentences[sentence].start


@pytest.fixture
def hear(look_of: Callable[..., Theme]) -> Callable[[str], Heard]:
    def give(said: str) -> Heard:
        times = ((text, 0.5 + n / 2) for n, text in enumerate(said.split()))
        words = tuple(TimedWord(text, time, time + 0.45) for text, time in times)
        scene = Scene(kind="points", title="It", narration=said)
        timed = TimedScene(scene, 1, 3, 0.0, words[-1].end + 5, words, ())
        context = SceneContext(timed, look_of(), Size.of("16:9", 90), TextLayout(Fonts()))
        diagram = parse_mermaid(SOURCE)
        assert isinstance(diagram, Flowchart)
        layout = lay_out(diagram, measure_on(context), (600, 300))
        graph = graph_of(diagram, layout, ())
        timing = time_parts(context, texts_of(diagram), visits=True)
        return Heard(context, layout, graph, graph.listen(timing, words, "en"))

    return give


def test_a_line_is_drawn_in_its_own_sentence(hear: Callable[[str], Heard]) -> None:
    """Not in that of another line to the same part, or while the camera moves there."""
    heard = hear(SAID)
    times = heard.times
    assert heard.starts(1) < times[FIRST_EVENTS] < heard.starts(2)
    assert heard.starts(2) < times[TO_STORE] < heard.starts(3)
    assert heard.starts(3) < times[LAST_EVENTS] < heard.starts(4)


def test_both_ends_of_a_line_are_lit_while_it_is_said_and_then_no_more(
    hear: Callable[[str], Heard],
) -> None:
    heard = hear(SAID)
    lit = [heard.lit(heard.starts(n) - 0.3) for n in range(1, 5)]
    assert lit == [{GATEWAY, BOOKING, ACCESS}, {BOOKING, BUS}, {BOOKING, STORE}, {ACCESS, BUS}]
    assert heard.lit(heard.starts(4) + 0.1) == set(), "something else is told"
    ((begin, end),) = heard.mentions.line_lights(LAST_EVENTS, heard.times[LAST_EVENTS])
    assert begin == heard.times[LAST_EVENTS]
    assert heard.starts(4) - 0.1 < end <= heard.starts(4)


def test_a_part_that_is_not_named_is_not_lit_where_others_are(
    look_of: Callable[..., Theme],
) -> None:
    """Also where all can be read at once: its words may be those of another part."""
    words = tuple(TimedWord(word, n / 2, n / 2 + 0.4) for n, word in enumerate(SAID.split()))
    scene = Scene(kind="points", title="It", narration=SAID)
    timed = TimedScene(scene, 1, 3, 0.0, words[-1].end + 5, words, ())
    context = SceneContext(timed, look_of(), Size.of("16:9", 90), TextLayout(Fonts()))
    assert time_parts(context, ["Booking service", "Notification service"]).quiet == {1}


def test_what_goes_on_about_a_line_keeps_its_light(hear: Callable[[str], Heard]) -> None:
    heard = hear(SAID.replace("Nobody knows why we", "They wait for each other until they"))
    assert heard.lit(heard.starts(4) + 0.5) == {ACCESS, BUS}


def test_the_camera_goes_back_to_both_ends_of_a_line(hear: Callable[[str], Heard]) -> None:
    heard = hear(SAID)
    graph, most = heard.graph, (5000.0, 5000.0)
    views = list(plan_returns(graph, heard.layout.routes, heard.mentions, most))
    time, view = views[-1]
    assert heard.starts(3) - 0.2 <= time <= heard.starts(3)
    for part in (ACCESS, BUS):
        bounds = graph.bounds[part]
        assert view.x <= bounds.x and bounds.right <= view.right
        assert view.y <= bounds.y and bounds.bottom <= view.bottom


def test_no_part_is_drawn_as_a_piece_at_the_edge_of_the_frame(
    hear: Callable[[str], Heard],
) -> None:
    near = Bounds(0, 0, 300, 200)
    camera = plan_camera((3000, 2000), ROOM, [(0.0, near)], 30.0)
    board = Board(hear(SAID).context, camera, ROOM)
    view = camera.at(1.0)
    right = view.x + ROOM.w / 2 / view.zoom
    assert board.clearness(near, 1.0) == 1
    assert board.clearness(Bounds(right - 50, 20, 100, 60), 1.0) == 0
    assert 0 < board.clearness(Bounds(right - 92, 20, 100, 60), 1.0) < 1
    whole = plan_camera((300, 200), ROOM, [(0.0, near)], 30.0)
    assert Board(board.context, whole, ROOM).clearness(Bounds(-500, 20, 100, 60), 1.0) == 1


def test_a_line_with_two_heads_is_said_both_ways() -> None:
    told = " ".join(describe(parse_mermaid("flowchart LR\n  A[Bus] --> B[Log]\n  A <--> C[Edge]")))
    assert "Bus leads to Log." in told
    assert "Bus leads to Edge and back." in told
    labeled = describe(parse_mermaid("flowchart LR\n  A[Bus] <-->|syncs| C[Edge]"))
    assert "Bus leads to Edge and back: syncs." in " ".join(labeled)
