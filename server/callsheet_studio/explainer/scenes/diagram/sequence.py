"""Draws sequence diagrams: participants first, then message after message."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

from callsheet_studio.diagrams.layout.model import (
    Bounds,
    DiagramLayout,
    Lifeline,
    PlacedBlock,
    Route,
)
from callsheet_studio.diagrams.layout.transform import mirror
from callsheet_studio.diagrams.model import (
    BlockBranch,
    BlockStart,
    Message,
    Remark,
    SequenceDiagram,
    Step,
)
from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, stroke
from callsheet_studio.explainer.scene_context import Layer, SceneContext
from callsheet_studio.explainer.scenes.diagram.board import Board, window_of
from callsheet_studio.explainer.scenes.diagram.camera import RIM, fit_whole, plan_camera
from callsheet_studio.explainer.scenes.diagram.graph import CHIP, Frame, add_groups, fade_in
from callsheet_studio.explainer.scenes.diagram.labels import (
    TypesetLabel,
    lay_out_readably,
    least_zoom,
    set_label,
)
from callsheet_studio.explainer.scenes.diagram.lines import DRAWN, DrawnRoute
from callsheet_studio.explainer.scenes.diagram.nodes import (
    NodeArt,
    Painter,
    line_color,
    make_node,
    to_rect,
)
from callsheet_studio.explainer.scenes.diagram.sequence_timing import SequenceTimes, time_sequence
from callsheet_studio.explainer.scenes.diagram.timing import Timing, time_parts
from callsheet_studio.explainer.scenes.diagram.tour import DiagramPart, add_tour

HEADS = 0.25
"""Seconds at which the first participant arrives."""
BESIDE_FRAME = 20.0
"""Between the participants and the frame's edge, at least."""
REACH = 40.0
"""Above and below a step, what the camera keeps in view besides the participants."""


def draw_sequence(context: SceneContext, diagram: SequenceDiagram, room: Rect) -> Layer:
    """Return the layer of a sequence diagram inside `room`; the participants stay visible above
    the steps while the camera moves down."""
    names = {person.id: person.label for person in diagram.participants}
    steps = [n for n, step in enumerate(diagram.steps) if isinstance(step, Message | Remark)]
    texts, details = _texts(diagram, names)
    diagram = number_messages(diagram) if diagram.numbered else diagram
    context, layout = lay_out_readably(context, diagram, room)
    layout = mirror(layout) if context.typesetter.reads_rtl(" ".join(names.values())) else layout
    size, least = (layout.width, layout.height), least_zoom(context)
    timing = time_parts(
        context, texts, in_order=True, visits=fit_whole(size, room) < least, details=details
    )
    heads_high = max((node.bounds.bottom for node in layout.nodes), default=0.0)
    times = time_sequence(diagram, timing, context.timed.words, context.theme.language)
    timing = times.timing
    places = [_below_heads(place, heads_high) for place in _places(diagram, layout)]
    near = _widest(context, room)
    if fit_whole(size, near) >= least:
        near = room  # the whole stays inside the safe part of the frame
    if (layout.width + 2 * RIM) * least <= near.w:  # all participants can be read
        places = [Bounds(0, place.y, layout.width, place.height) for place in places]
    stops = _stops(
        times, places, steps, [(n, _below_heads(at, heads_high)) for n, at in _titles(layout)]
    )
    heads_down = [_down_to(node.bounds, layout.height) for node in layout.nodes]
    nodes = [*heads_down, *(note.bounds for note in layout.notes)]
    camera = plan_camera(size, near, stops, timing.end, nodes, least)
    if camera.stops:
        camera = replace(camera, whole=replace(camera.whole, zoom=fit_whole(size, room)))
    whole = [*nodes, *(route.label for route in layout.routes if route.label)]
    camera = add_tour(context, camera, _parts(texts, places, timing), whole, least)
    board = Board(context, camera, window_of(context, room), heads_high)
    pinned = _add_heads(board, diagram, layout)
    for block in layout.blocks:
        _add_block(board, diagram.steps, block, times.branches)
    _add_steps(board, diagram, layout, timing)
    return _pin_heads(board, pinned)


def _stops(
    times: SequenceTimes,
    places: Sequence[Bounds],
    steps: Sequence[int],
    titles: Sequence[tuple[int, Bounds]],
) -> list[tuple[float, Bounds]]:
    """What the camera shows and when: each part that is named, and each branch with its first part.

    Args:
        places: Of each message and remark, with room for the participants.
        steps: The index of each of these in the diagram.
        titles: The step and the place of each condition.
    """
    quiet = times.timing.quiet
    spoken_of = [*((cue, part) for part, cue in enumerate(times.timing.cues)), *times.returns]
    stops = [(cue, places[part]) for cue, part in spoken_of if part not in quiet]
    for step, title in titles:
        part = next((part for part, n in enumerate(steps) if n > step), None)
        if part is not None and part not in quiet:
            place = places[part]
            whole = Bounds.enclose((*title.corners, *place.corners))
            stops.append((times.branches[step], replace(whole, x=place.x, width=place.width)))
    return sorted(stops, key=itemgetter(0))


def _parts(texts: Sequence[str], places: Sequence[Bounds], timing: Timing) -> Sequence[DiagramPart]:
    """What is read of each message and remark, in order."""
    return [
        DiagramPart(place, text, part in timing.quiet and timing.cues[part] >= timing.end)
        for part, (place, text) in enumerate(zip(places, texts, strict=True))
    ]


def _widest(context: SceneContext, room: Rect) -> Rect:
    """The room that participants may take while the camera is near them: almost the frame's
    width, so that none of them is cut."""
    half = min(room.cx, context.size.sheet.right - room.cx) - BESIDE_FRAME
    return Rect(room.cx - half, room.y, 2 * half, room.h)


def number_messages(diagram: SequenceDiagram) -> SequenceDiagram:
    """Return a sequence diagram in which each message's text begins with its number."""
    steps: list[Step] = []
    number = 0
    for step in diagram.steps:
        if isinstance(step, Message):
            number += 1
            step = replace(step, text=f"{number}. {step.text}".strip())
        steps.append(step)
    return replace(diagram, steps=tuple(steps))


def _texts(diagram: SequenceDiagram, names: dict[str, str]) -> tuple[list[str], list[str]]:
    """What each message and remark says, and who takes part in it."""
    spoken = [step for step in diagram.steps if isinstance(step, Message | Remark)]
    both = [_text(step, names) for step in spoken]
    return [text for text, _ in both], [people for _, people in both]


def _text(step: Message | Remark, names: dict[str, str]) -> tuple[str, str]:
    """What a step says, and who takes part in it."""
    if isinstance(step, Remark):
        return step.text, ""
    people = f"{names[step.source]} {names[step.target]}"
    return (step.text, people) if step.text.strip() else (people, "")


def _titles(layout: DiagramLayout) -> Iterator[tuple[int, Bounds]]:
    """The step and the condition's place of each block and each branch."""
    for block in layout.blocks:
        yield block.step, block.title
        yield from ((step, bounds) for step, _, bounds in block.dividers)


def _places(diagram: SequenceDiagram, layout: DiagramLayout) -> Iterator[Bounds]:
    """Where each message and remark is, in order."""
    routes, notes = iter(layout.routes), iter(layout.notes)
    for step in diagram.steps:
        if isinstance(step, Message):
            yield _around(next(routes))
        elif isinstance(step, Remark):
            yield next(notes).bounds


def _around(route: Route) -> Bounds:
    corners = route.label.corners if route.label else ()
    return Bounds.enclose((*route.points, *corners))


def _below_heads(place: Bounds, high: float) -> Bounds:
    """A step with room for the participants above it."""
    return Bounds(place.x, place.y - high - REACH / 2, place.width, place.height + high + REACH)


def _down_to(head: Bounds, foot: float) -> Bounds:
    """A participant's box as the camera sees it: above every step."""
    return Bounds(head.x, head.y, head.width, foot - head.y)


def _add_heads(
    board: Board, diagram: SequenceDiagram, layout: DiagramLayout
) -> list[tuple[NodeArt, float]]:
    """Lifelines on the board, and the participants' boxes, which are drawn apart from it."""
    context, inks = board.context, board.context.theme.inks
    add_groups(board, [Frame(group, group.id, HEADS) for group in layout.groups])
    heads: list[tuple[NodeArt, float]] = []
    for n, (person, placed) in enumerate(zip(diagram.participants, layout.nodes, strict=True)):
        shape = "stadium" if person.is_person else "rectangle"
        art = make_node(context, person.label, shape, placed.bounds)
        cue = HEADS + 0.12 * n
        board.note(person.label, art.texts[0], placed.bounds, inks.panel, cue)
        heads.append((art, cue))
        board.add(_lifeline(board, layout.lifelines[n], cue))
    return heads


def _lifeline(board: Board, line: Lifeline, cue: float) -> Painter:
    paint = stroke(line_color(board.context.theme.inks), 2, 0.6)

    def draw(canvas: skia.Canvas, t: float) -> None:
        shown = smootherstep(ramp(t, cue + 0.2, 0.7))
        if shown > 0:
            bottom = line.top + (line.bottom - line.top) * shown
            canvas.drawLine(line.x, line.top, line.x, bottom, paint)

    return draw


def _add_block(
    board: Board, steps: Sequence[Step], block: PlacedBlock, cues: Mapping[int, float]
) -> None:
    """A frame with what it is, and each branch, as they are spoken of."""
    inks, radius = board.context.theme.inks, board.context.theme.preset.radius
    start = steps[block.step]
    first = cues[block.step]
    text = start.label if isinstance(start, BlockStart) else ""
    label = set_label(board.context, text, "group", inks.ground.accent)
    board.note(text, label, block.title, inks.ground, first)
    rect = to_rect(block.bounds)

    def paint(canvas: skia.Canvas, t: float) -> None:
        shown = smootherstep(ramp(t, first - 0.3, 0.5))
        if shown > 0:
            canvas.drawRoundRect(rect, radius, radius, fill(inks.primary, 0.07 * shown))
            canvas.drawRoundRect(rect, radius, radius, stroke(inks.primary, 2, 0.8 * shown))

    board.add(paint, *_on_plate(board, label, block.title, first - 0.2))
    for step, y, bounds in block.dividers:
        branch = steps[step]
        text = branch.label if isinstance(branch, BlockBranch) else ""
        _add_branch(board, block, y, text, bounds, cues[step])


def _add_branch(
    board: Board, block: PlacedBlock, y: float, text: str, bounds: Bounds, cue: float
) -> None:
    inks = board.context.theme.inks
    label = set_label(board.context, text, "group", inks.ground.accent)
    board.note(text, label, bounds, inks.ground, cue)
    line = DrawnRoute(((block.bounds.x, y), (block.bounds.right, y)), "dotted", width=2)

    def paint(canvas: skia.Canvas, t: float) -> None:
        line.draw(canvas, inks.primary, smootherstep(ramp(t, cue - 0.3, 0.4)))

    board.add(paint, *_on_plate(board, label, bounds, cue - 0.2))


def _on_plate(board: Board, label: TypesetLabel, at: Bounds, cue: float) -> list[Painter]:
    """A condition, and the plate behind it, which hides the lifelines that cross it."""
    if not label.words:
        return []
    ground, rect = board.context.theme.inks.ground, to_rect(at.grow(5))

    def paint(canvas: skia.Canvas, t: float) -> None:
        shown = smootherstep(ramp(t, cue, 0.4)) * board.clearness(at, t)
        if shown > 0:
            canvas.drawRoundRect(rect, CHIP, CHIP, fill(ground.fill, 0.96 * shown))

    return [paint, fade_in(board, label, at, cue)]


def _add_steps(
    board: Board, diagram: SequenceDiagram, layout: DiagramLayout, timing: Timing
) -> None:
    routes, notes = iter(layout.routes), iter(layout.notes)
    spoken = [step for step in diagram.steps if isinstance(step, Message | Remark)]
    for part, step in enumerate(spoken):
        if isinstance(step, Message):
            _add_message(board, step, next(routes), timing, part)
        else:
            _add_remark(board, step, next(notes).bounds, timing, part)


def _add_message(board: Board, message: Message, route: Route, timing: Timing, part: int) -> None:
    inks, cue = board.context.theme.inks, timing.arrival(part)
    line = DrawnRoute(route.points, message.line, message.head, message.tail)
    idle, whole = line_color(inks), _around(route)
    starts = () if part in timing.quiet else [start for start, _ in timing.lights[part]]

    def clear(t: float) -> float:
        return max(timing.focus(part, t), board.clearness(whole, t, across=False))

    def paint(canvas: skia.Canvas, t: float) -> None:
        alpha = clear(t)
        if t >= cue and alpha > 0:
            share = smootherstep(ramp(t, cue, DRAWN))
            line.draw(canvas, idle.mix(inks.accent, timing.focus(part, t)), share, alpha)
            for start in starts:
                line.flow(canvas, inks.accent, t - start)

    board.add(paint)
    if route.label:
        label = set_label(board.context, message.text, "edge", inks.ground.text)
        board.note(message.text, label, route.label, inks.ground, cue)
        board.add(fade_in(board, label, route.label, cue + 0.1, clear))


def _add_remark(board: Board, remark: Remark, at: Bounds, timing: Timing, part: int) -> None:
    context, cue = board.context, timing.arrival(part)
    art = make_node(context, remark.text, "rectangle", at, "note")
    board.note(remark.text, art.texts[0], at, context.theme.inks.panel, cue)
    motion = context.theme.preset.motion

    def paint(canvas: skia.Canvas, t: float) -> None:
        if t >= cue:
            focus = timing.focus(part, t)
            clear = max(focus, board.clearness(at, t, across=False))
            art.draw(canvas, motion.enter(t, cue).dim(clear), focus)

    board.add(paint)


def _pin_heads(board: Board, heads: Sequence[tuple[NodeArt, float]]) -> Layer:
    """The board, with the participants never above its upper edge, and the steps below them."""
    motion = board.context.theme.preset.motion

    def draw(canvas: skia.Canvas, t: float) -> None:
        board.draw(canvas, t)
        canvas.save()
        board.view(t).look(canvas, board.camera.room)
        canvas.translate(0, board.heads_down(t))
        for art, cue in heads:
            art.draw(canvas, motion.enter(t, cue), 0.0)
        canvas.restore()

    return draw
