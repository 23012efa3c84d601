"""Draws flowcharts, state diagrams and mind maps: nodes as they are named, then what joins them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from callsheet_studio.diagrams.layout.model import Bounds, DiagramLayout, PlacedGroup, Role, Route
from callsheet_studio.diagrams.model import (
    Edge,
    Flowchart,
    MindMap,
    Shape,
    StateDiagram,
)
from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, stroke
from callsheet_studio.explainer.attention import FOCUS
from callsheet_studio.explainer.scenes.diagram.board import Board
from callsheet_studio.explainer.scenes.diagram.labels import TypesetLabel, set_label
from callsheet_studio.explainer.scenes.diagram.lines import DRAWN, FLOWING, DrawnRoute
from callsheet_studio.explainer.scenes.diagram.mentions import Mentions, Span, read_sentences
from callsheet_studio.explainer.scenes.diagram.nodes import Painter, line_color, make_node, to_rect
from callsheet_studio.explainer.scenes.diagram.timing import Timing, find_phrase
from callsheet_studio.text.timed_word import TimedWord

AFTER = 0.2
"""Seconds after its later end at which a line begins to draw itself."""
BEFORE = 1.5
"""Seconds before its later end at which a line's label may be spoken."""
DOT_AFTER = 0.35
"""Seconds from a state diagram's dot to the state next to it, or back."""
CHIP = 8.0
"""Radius of what a line's label stands on."""


@dataclass(frozen=True)
class Graph:
    """The parts and lines of a flowchart, state diagram or mind map, by index, for drawing."""

    labels: tuple[str, ...]
    shapes: tuple[Shape, ...]
    bounds: tuple[Bounds, ...]
    edges: tuple[tuple[int, int, Edge], ...]
    """(source, target, edge) by the indexes of the parts; a line is drawn with the part that
    enters later."""
    roles: tuple[Role, ...]
    """Of nodes, then of notes."""
    tints: tuple[Color | None, ...] = ()
    """The color of each part's branch; None: it has none."""

    def settle(self, timing: Timing) -> Timing:
        """Return the times changed so that start and end dots, which nobody names, enter
        together with the state next to them."""
        cues = list(timing.cues)
        settled = {part for part, label in enumerate(self.labels) if label}
        for source, target, _ in [*reversed(self.edges), *reversed(self.edges)]:
            if not self.labels[source] and target in settled:
                cues[source] = max(0.1, cues[target] - DOT_AFTER)
                settled.add(source)
        for source, target, _ in self.edges:
            if self.shapes[target] == "end":
                cues[target] = min(timing.end, cues[source] + DOT_AFTER)
        return replace(timing, cues=tuple(cues))

    def listen(self, timing: Timing, words: Sequence[TimedWord], language: str) -> Mentions:
        """Return what a narration says of the graph.

        Args:
            timing: When each part enters.
            words: The narration.
            language: The narration's, a BCP 47 tag.
        """
        ends = [(source, target) for source, target, _ in self.edges]
        sentences = read_sentences(words, self.labels)
        return Mentions(sentences, self.labels, ends, timing, language).until_all_is_said()

    def time_lines(self, mentions: Mentions, words: Sequence[TimedWord]) -> list[float]:
        """Return when each line is drawn, in seconds: in the sentence that says it; without one,
        when the later of its two ends enters. If its label is spoken after that, then, but not when
        it could hardly be read any more.

        Args:
            mentions: What the narration says of the graph.
            words: The scene's narration.
        """
        times, timing = list[float](), mentions.timing
        for n, (source, target, edge) in enumerate(self.edges):
            ends, said = max(timing.cues[source], timing.cues[target]), mentions.line_time(n)
            if said:
                ends = max(ends, said[0] - AFTER)
            spoken = find_phrase(words, edge.label, ends - BEFORE) if edge.label else None
            last = min(said[1], timing.end) if said else timing.end
            late = spoken if spoken is not None and spoken < last else ends
            times.append(max(ends + AFTER, late))
        return times


def texts_of(diagram: Flowchart | StateDiagram | MindMap) -> list[str]:
    """Return the texts of a diagram's parts, for finding where they are spoken of: of nodes (in
    a mind map, topics), then of the notes of a state diagram."""
    if isinstance(diagram, MindMap):
        return [topic.label for topic in diagram.topics]
    notes = [note.text for note in diagram.notes] if isinstance(diagram, StateDiagram) else []
    return [*(node.label for node in diagram.nodes), *notes]


def graph_of(
    diagram: Flowchart | StateDiagram | MindMap, layout: DiagramLayout, series: Sequence[Color]
) -> Graph:
    """Return the parts and lines of a diagram in a form common to all kinds, for drawing.

    Args:
        layout: Where they are.
        series: Colors for the branches of a mind map.
    """
    if isinstance(diagram, MindMap):
        return _tree_of(diagram, layout, series)
    number: dict[str, int] = {node.id: n for n, node in enumerate(diagram.nodes)}
    notes = diagram.notes if isinstance(diagram, StateDiagram) else ()
    edges = [(_ends(diagram, number, edge), edge) for edge in diagram.edges]
    lines = [
        (number[note.targets[0]], len(number) + n, Edge("", "", "", "dotted", "none"))
        for n, note in enumerate(notes)
    ]
    return Graph(
        tuple(texts_of(diagram)),
        (*(node.shape for node in diagram.nodes), *("rectangle" for _ in notes)),
        tuple(placed.bounds for placed in (*layout.nodes, *layout.notes)),
        (*((*ends, edge) for ends, edge in edges), *lines),
        (*("node" for _ in number), *("note" for _ in notes)),
        (None,) * (len(number) + len(notes)),
    )


def _tree_of(diagram: MindMap, layout: DiagramLayout, series: Sequence[Color]) -> Graph:
    branch: list[int] = []
    tints: list[Color | None] = []
    for n, topic in enumerate(diagram.topics):
        own = topic.parent is None or topic.parent == 0
        branch.append(
            sum(t.parent == 0 for t in diagram.topics[:n]) if own else branch[topic.parent or 0]
        )
        tints.append(None if topic.parent is None else series[branch[n] % len(series)])
    return Graph(
        tuple(topic.label for topic in diagram.topics),
        tuple("rounded" if topic.shape == "text" else topic.shape for topic in diagram.topics),
        tuple(placed.bounds for placed in layout.nodes),
        tuple(
            (topic.parent or 0, n, Edge("", "", "", "thick", "none"))
            for n, topic in enumerate(diagram.topics)
            if topic.parent is not None
        ),
        ("node",) * len(tints),
        tuple(tints),
    )


def _ends(
    diagram: Flowchart | StateDiagram, number: Mapping[str, int], edge: Edge
) -> tuple[int, int]:
    """The parts that bring an edge; a group's is the first node in it."""
    return _part(diagram, number, edge.source), _part(diagram, number, edge.target)


def _part(diagram: Flowchart | StateDiagram, number: Mapping[str, int], name: str) -> int:
    if name in number:
        return number[name]
    inside = members_of(diagram, name)
    return inside[0] if inside else 0


def members_of(diagram: Flowchart | StateDiagram, group: str) -> list[int]:
    """Return the indexes of the nodes in a group, also in groups inside it.

    Args:
        group: The group's id.
    """
    names = {group}
    for other in diagram.groups:
        if other.parent in names:
            names.add(other.id)
    return [n for n, node in enumerate(diagram.nodes) if node.group in names]


def add_graph(
    board: Board,
    graph: Graph,
    routes: Sequence[Route],
    mentions: Mentions,
    times: Sequence[float],
) -> None:
    """Add a graph to a board: its lines, then their labels, then its nodes; each is drawn from its
    time on.

    Args:
        routes: The points of each line, in the order of the graph's edges.
        mentions: What the narration says of the graph.
        times: When each line is drawn, with its label, in seconds, in the order of the edges.
    """
    timing = replace(mentions.timing, lights=mentions.lights())
    whole = list(zip(graph.edges, routes, times, strict=True))
    for n, ((source, target, edge), route, start) in enumerate(whole):
        is_quiet = not timing.quiet.isdisjoint((source, target))
        lit = () if is_quiet else (*mentions.line_lights(n, start),) or ((start, start + FLOWING),)
        board.add(_line(board, edge, route, start, graph.tints[target], lit))
    for (_, _, edge), route, start in whole:
        if edge.label and route.label:
            board.add(_chip(board, edge.label, route.label, start))
    for part in range(len(graph.labels)):
        board.add(_node(board, graph, part, timing))


@dataclass(frozen=True)
class Frame:
    """The frame of a group, when it enters, and the index of the part with which it does."""

    placed: PlacedGroup
    title: str
    cue: float
    first: int | None = None
    is_quiet: bool = False
    """Whether nobody names it or that part."""


def add_groups(board: Board, frames: Sequence[Frame]) -> None:
    """Add the frames of groups, with their titles, to a board; each is drawn from its time on."""
    ground = board.context.theme.inks.ground
    for frame in frames:
        title, cue = frame.placed.title, frame.cue
        label = set_label(board.context, frame.title, "group", ground.text)
        board.note(frame.title, label, title, ground, cue)
        board.add(_frame(board, frame.placed.bounds, cue), fade_in(board, label, title, cue))


def _frame(board: Board, at: Bounds, cue: float) -> Painter:
    inks, radius = board.context.theme.inks, board.context.theme.preset.radius
    rect, edge = to_rect(at), line_color(inks)

    def paint(canvas: skia.Canvas, t: float) -> None:
        shown = smootherstep(ramp(t, cue - 0.2, 0.6))
        if shown > 0:
            canvas.drawRoundRect(rect, radius, radius, fill(inks.ground.text, 0.05 * shown))
            canvas.drawRoundRect(rect, radius, radius, stroke(edge, 1.5, 0.6 * shown))

    return paint


def _line(
    board: Board, edge: Edge, route: Route, start: float, tint: Color | None, lit: Sequence[Span]
) -> Painter:
    """A line that draws itself; while it is spoken of it is highlighted, and dots travel along it
    each time."""
    inks = board.context.theme.inks
    line = DrawnRoute(route.points, edge.line, edge.head, edge.tail, 4.0 if tint else None)
    idle = tint or line_color(inks)

    def paint(canvas: skia.Canvas, t: float) -> None:
        if t < start:
            return
        focus = max((_lit(span, start, t) for span in lit), default=0.0)
        line.draw(canvas, idle.mix(inks.accent, focus), smootherstep(ramp(t, start, DRAWN)))
        for begin, _ in lit:
            line.flow(canvas, inks.accent, t - begin)

    return paint


def _lit(span: Span, start: float, t: float) -> float:
    """How far a line that is drawn at second `start` is highlighted in a span: at once when it is
    drawn."""
    begin, end = span
    came = 1.0 if begin <= start and t >= begin else smootherstep(ramp(t, begin, FOCUS))
    return came - smootherstep(ramp(t, end, FOCUS)) if t >= begin else 0.0


def _chip(board: Board, text: str, at: Bounds, cue: float) -> Painter:
    """A label on its line, on a patch of the ground's color."""
    ground = board.context.theme.inks.ground
    label = set_label(board.context, text, "edge", ground.text)
    board.note(text, label, at, ground, cue)
    rect, words = to_rect(at.grow(-2)), fade_in(board, label, at, cue + DRAWN / 2)

    def paint(canvas: skia.Canvas, t: float) -> None:
        shown = smootherstep(ramp(t, cue + DRAWN / 2, 0.3)) * board.clearness(at, t)
        if shown > 0:
            canvas.drawRoundRect(rect, CHIP, CHIP, fill(ground.fill, 0.92 * shown))
            words(canvas, t)

    return paint


def _node(board: Board, graph: Graph, part: int, timing: Timing) -> Painter:
    context = board.context
    text, shape, cue = graph.labels[part], graph.shapes[part], timing.arrival(part)
    art = make_node(context, text, shape, graph.bounds[part], graph.roles[part], graph.tints[part])
    inks, motion = context.theme.inks, context.theme.preset.motion
    ground = inks.ground if shape == "text" else inks.panel
    if shape != "bar":
        board.note(text, art.texts[0], art.bounds, ground, cue)

    def paint(canvas: skia.Canvas, t: float) -> None:
        if t >= cue and board.is_seen(art.bounds, t):
            focus = timing.focus(part, t)
            clear = max(focus, board.clearness(art.bounds, t))
            art.draw(canvas, motion.enter(t, cue).dim(clear), focus)

    return paint


def fade_in(
    board: Board,
    label: TypesetLabel,
    at: Bounds,
    cue: float,
    clear: Callable[[float], float] | None = None,
) -> Painter:
    """Return a function that draws a label inside `at`, faded in from second `cue` on.

    Args:
        clear: How clearly it is drawn at each second, 0 to 1; None: as far as it is seen whole.
    """

    def paint(canvas: skia.Canvas, t: float) -> None:
        seen = clear(t) if clear else board.clearness(at, t)
        shown = smootherstep(ramp(t, cue, 0.4)) * seen
        if shown <= 0:
            return
        if shown < 1:
            canvas.saveLayerAlpha(to_rect(at.grow(6)), round(255 * shown))
        label.draw(canvas, *at.center)
        if shown < 1:
            canvas.restore()

    return paint
