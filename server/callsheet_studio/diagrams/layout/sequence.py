"""Lays out sequence diagrams: participants side by side, steps below each other."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from callsheet_studio.diagrams.layout.model import (
    Bounds,
    DiagramLayout,
    Lifeline,
    Measure,
    PlacedBlock,
    PlacedGroup,
    PlacedNode,
    Point,
    Route,
)
from callsheet_studio.diagrams.layout.shapes import size_box
from callsheet_studio.diagrams.layout.transform import move_to_origin
from callsheet_studio.diagrams.model import (
    BlockBranch,
    BlockEnd,
    BlockStart,
    Message,
    Participant,
    Remark,
    SequenceDiagram,
    Step,
)

NARROWEST = 120.0
"""Width of a participant's box."""
BESIDE = 44.0
"""Between neighboring participants."""
TIPS = 44.0
"""Of a message's length, what is not its text."""
LOOP_WIDTH, LOOP_HEIGHT = 56.0, 34.0
"""Of a message to oneself."""
GAP = 20.0
"""Between steps."""
TEXT_GAP = 7.0
"""Between a message's text and its line."""
NOTE_PAD = 12.0
FRAME = 22.0
"""How far a block's frame stands out from the lifelines in it, and from a frame inside it."""
BOX_PAD = 14.0
"""Around the participants of a box."""


def lay_out_sequence(diagram: SequenceDiagram, measure: Measure) -> DiagramLayout:
    """Return the layout of a sequence diagram: participants side by side, steps below each other.

    Routes are in the order of the messages. A note's id is `note` and the number of its step.

    Args:
        measure: Gives the (width, height) of a text.
    """
    heads = _heads(diagram.participants, measure)
    if not heads:
        return DiagramLayout(1, 1, ())
    columns = {person.id: n for n, person in enumerate(diagram.participants)}
    xs = _columns(diagram, heads, columns, measure)
    boxes = _boxes(diagram.participants, heads, xs, measure)
    top = max((box.title.bottom for box in boxes), default=0.0)
    height = max(height for _, height in heads)
    walk = _Walk(measure, xs, columns, top + height + GAP)
    for number, step in enumerate(diagram.steps):
        walk.place(number, step)
    bottom = walk.y + GAP
    nodes = [
        PlacedNode(person.id, Bounds.around((x, top + height / 2), width, height))
        for person, x, (width, _) in zip(diagram.participants, xs, heads, strict=True)
    ]
    frames = [
        PlacedGroup(
            box.id,
            Bounds(box.bounds.x, 0.0, box.bounds.width, bottom + BOX_PAD),
            box.title,
        )
        for box in boxes
    ]
    return move_to_origin(
        DiagramLayout(
            0,
            0,
            tuple(nodes),
            tuple(walk.routes),
            tuple(frames),
            tuple(walk.notes),
            tuple(Lifeline(x, top + height, bottom) for x in xs),
            tuple(sorted(walk.blocks, key=lambda block: block.step)),
        )
    )


def _heads(people: Sequence[Participant], measure: Measure) -> list[tuple[float, float]]:
    """The sizes of the participants' boxes: as wide as their names, and as a shared title."""
    runs = _runs(people)
    counts = [end - start for start, end in runs for _ in range(start, end)]
    return [
        (max(NARROWEST, width, measure(person.box, "group")[0] / count), height)
        for person, count in zip(people, counts, strict=True)
        for width, height in [size_box("rectangle", *measure(person.label, "node"))]
    ]


def _runs(people: Sequence[Participant]) -> list[tuple[int, int]]:
    """From which to before which participant neighbors share a box, or have none."""
    edges = [
        0,
        *(n for n in range(1, len(people)) if people[n].box != people[n - 1].box),
        len(people),
    ]
    return list(pairwise(edges))


def _columns(
    diagram: SequenceDiagram,
    heads: Sequence[tuple[float, float]],
    columns: dict[str, int],
    measure: Measure,
) -> list[float]:
    """The lifelines' places: as near as heads, texts and notes allow."""
    gaps = [
        (a[0] + b[0]) / 2 + BESIDE + (2 * BOX_PAD if one.box != other.box else 0)
        for a, b, one, other in zip(
            heads, heads[1:], diagram.participants, diagram.participants[1:], strict=False
        )
    ]
    needs = [need for step in diagram.steps for need in _needs(step, columns, measure)]
    for first, last, width in sorted(needs, key=lambda need: need[1] - need[0]):
        missing = width - sum(gaps[first:last])
        for n in range(first, min(last, len(gaps))):
            gaps[n] += max(0.0, missing) / (last - first)
    xs = [0.0]
    for gap in gaps:
        xs.append(xs[-1] + gap)
    return xs


def _needs(step: Step, columns: dict[str, int], measure: Measure) -> list[tuple[int, int, float]]:
    """From which column to which a step needs how much width."""
    if isinstance(step, Message):
        first, last = sorted((columns[step.source], columns[step.target]))
        width = measure(step.text, "edge")[0] + TIPS if step.text else TIPS
        if first == last:
            return [(first, first + 1, width + LOOP_WIDTH)]
        return [(first, last, width)]
    if isinstance(step, Remark):
        width = measure(step.text, "note")[0] + 2 * NOTE_PAD
        places = sorted(columns[name] for name in step.targets)
        if step.side != "over":
            first = places[0] - (step.side == "left")
            return [(first, first + 1, width + 2 * NOTE_PAD)] if first >= 0 else []
        if places[0] == places[-1]:
            return [(n, n + 1, width / 2 + NOTE_PAD) for n in (places[0] - 1, places[0]) if n >= 0]
        return [(places[0], places[-1], width - 2 * FRAME)]
    return []


def _boxes(
    people: Sequence[Participant],
    heads: Sequence[tuple[float, float]],
    xs: Sequence[float],
    measure: Measure,
) -> list[PlacedGroup]:
    """The frames around neighbors that share one; their height is known at the end."""
    frames: list[PlacedGroup] = []
    for start, end in _runs(people):
        if people[start].box:
            left = xs[start] - heads[start][0] / 2 - BOX_PAD
            right = xs[end - 1] + heads[end - 1][0] / 2 + BOX_PAD
            width, height = measure(people[start].box, "group")
            title = Bounds((left + right - width) / 2, 4.0, width, height + 8)
            bounds = Bounds(left, 0, right - left, 0)
            frames.append(PlacedGroup(people[start].box, bounds, title))
    return frames


@dataclass
class _Open:
    """A block that has begun."""

    step: int
    top: float
    title: Bounds
    left: float
    right: float
    dividers: list[tuple[int, float, Bounds]] = field(
        default_factory=list[tuple[int, float, Bounds]]
    )


@dataclass
class _Walk:
    """Goes down the steps."""

    measure: Measure
    xs: Sequence[float]
    columns: dict[str, int]
    y: float
    routes: list[Route] = field(default_factory=list[Route])
    notes: list[PlacedNode] = field(default_factory=list[PlacedNode])
    blocks: list[PlacedBlock] = field(default_factory=list[PlacedBlock])
    open: list[_Open] = field(default_factory=list[_Open])

    def place(self, number: int, step: Step) -> None:
        """Place one step below the last one."""
        match step:
            case Message():
                self._place_message(step)
            case Remark():
                self._place_note(number, step)
            case BlockStart():
                size = self.measure(step.label, "group") if step.label else (0.0, 0.0)
                title = Bounds(0, self.y + TEXT_GAP, *size)
                self.open.append(_Open(number, self.y, title, max(self.xs), min(self.xs)))
                self.y = title.bottom + GAP
            case BlockBranch():
                width, height = self.measure(step.label, "group") if step.label else (0.0, 0.0)
                label = Bounds(0, self.y + TEXT_GAP, width, height)
                self.open[-1].dividers.append((number, self.y, label))
                self.y = label.bottom + GAP
            case BlockEnd():
                self._close()

    def _place_message(self, message: Message) -> None:
        source, target = (
            self.xs[self.columns[message.source]],
            self.xs[self.columns[message.target]],
        )
        width, height = self.measure(message.text, "edge") if message.text else (0.0, 0.0)
        if source == target:
            self._place_loop(source, width, height)
            return
        line = self.y + (height + TEXT_GAP if message.text else 0.0)
        label = Bounds((source + target - width) / 2, self.y, width, height)
        points = (source, line), (target, line)
        self._add_route(points, label if message.text else None)
        self.y = line + GAP

    def _place_loop(self, x: float, width: float, height: float) -> None:
        """A message to oneself goes out to the right and comes back; its text is next to it."""
        top = self.y + max(0.0, (height - LOOP_HEIGHT) / 2)
        bottom, right = top + LOOP_HEIGHT, x + LOOP_WIDTH * 0.75
        points = (x, top), (right, top), (right, bottom), (x, bottom)
        middle = (top + bottom) / 2
        label = Bounds(x + LOOP_WIDTH, middle - height / 2, width, height)
        self._add_route(points, label if width else None)
        self.y = max(bottom, label.bottom) + GAP

    def _place_note(self, number: int, note: Remark) -> None:
        width, height = self.measure(note.text, "note")
        width, height = width + 2 * NOTE_PAD, height + 2 * NOTE_PAD
        places = [self.xs[self.columns[name]] for name in note.targets]
        left, right = min(places), max(places)
        if note.side == "over":
            width = max(width, right - left + 2 * FRAME) if left != right else width
            x = (left + right - width) / 2
        else:
            x = left - width - NOTE_PAD if note.side == "left" else right + NOTE_PAD
        bounds = Bounds(x, self.y, width, height)
        self.notes.append(PlacedNode(f"note{number}", bounds))
        self._widen(bounds.x, bounds.right)
        self.y = bounds.bottom + GAP

    def _add_route(self, points: tuple[Point, ...], label: Bounds | None) -> None:
        self.routes.append(Route(points, label))
        xs = [x for x, _ in points] + ([label.x, label.right] if label else [])
        self._widen(min(xs), max(xs))

    def _widen(self, left: float, right: float) -> None:
        if self.open:
            block = self.open[-1]
            block.left, block.right = min(block.left, left), max(block.right, right)

    def _close(self) -> None:
        block = self.open.pop()
        left = min(block.left, block.right) - FRAME
        labels = [block.title, *(label for _, _, label in block.dividers)]
        right = max(block.right, block.left, left + max(label.right for label in labels) + FRAME)
        bounds = Bounds(left, block.top, right + FRAME - left, self.y - block.top)
        inset = left + FRAME / 2
        dividers = [(step, y, label.shift(inset, 0)) for step, y, label in block.dividers]
        title = block.title.shift(inset, 0)
        self.blocks.append(PlacedBlock(block.step, bounds, title, tuple(dividers)))
        self._widen(bounds.x, bounds.right)
        self.y += GAP
