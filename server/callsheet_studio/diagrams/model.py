"""What a diagram says, and nothing of how it looks. Frozen, flat, and the same as JSON.

Nesting is written as references to parents, never as objects in objects, so that no depth of a
source can overflow a stack. Ids hold word characters and inner `-`, `.`, `/`; texts may hold
anything, with a line feed where a line ends.
"""

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

Direction: TypeAlias = Literal["TB", "BT", "LR", "RL"]
"""Top to bottom, bottom to top, left to right, right to left."""
Shape: TypeAlias = Literal[
    "rectangle",
    "rounded",
    "stadium",
    "subroutine",
    "cylinder",
    "circle",
    "double_circle",
    "ellipse",
    "flag",
    "diamond",
    "hexagon",
    "lean_right",
    "lean_left",
    "trapezoid",
    "inverted_trapezoid",
    "document",
    "cloud",
    "bang",
    "text",
    "start",
    "end",
    "bar",
]
"""Of a node; `start` and `end` are a state diagram's `[*]`, `bar` its forks and joins."""
LineStyle: TypeAlias = Literal["solid", "dotted", "thick", "hidden"]
Tip: TypeAlias = Literal["none", "arrow", "cross", "circle", "open"]
"""What a line ends in; `open` is the half-open arrow of an asynchronous message."""
BlockKind: TypeAlias = Literal["loop", "alt", "opt", "par", "critical", "break"]
Side: TypeAlias = Literal["left", "right", "over"]


@dataclass(frozen=True)
class Node:
    """A box of a flowchart, or a state of a state diagram."""

    id: str
    label: str
    shape: Shape = "rectangle"
    group: str | None = None
    """The innermost group that holds it."""


@dataclass(frozen=True)
class Edge:
    """A line from one node or group to another."""

    source: str
    target: str
    label: str = ""
    line: LineStyle = "solid"
    head: Tip = "arrow"
    """At the target."""
    tail: Tip = "none"
    """At the source."""


@dataclass(frozen=True)
class Group:
    """A frame around nodes and other groups: a subgraph, a composite state, or a region of one."""

    id: str
    label: str
    parent: str | None = None
    """The id of the group around it."""
    direction: Direction | None = None
    """None: that of the diagram."""


@dataclass(frozen=True)
class Flowchart:
    """A flowchart. Nodes are in the order in which they are first named; a group stands before
    those inside it."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...] = ()
    groups: tuple[Group, ...] = ()
    direction: Direction = "TB"
    title: str = ""
    kind: Literal["flowchart"] = "flowchart"


@dataclass(frozen=True)
class Note:
    """A note next to a state, or across several, given by id."""

    targets: tuple[str, ...]
    text: str
    side: Side = "right"


@dataclass(frozen=True)
class StateDiagram:
    """A state diagram. `nodes` are the states, then each group's start and end; `edges` the
    transitions of the whole before those in a group.

    A region of a composite state that runs in parallel is a group `composite/number`.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...] = ()
    groups: tuple[Group, ...] = ()
    notes: tuple[Note, ...] = ()
    direction: Direction = "TB"
    title: str = ""
    kind: Literal["state"] = "state"


@dataclass(frozen=True)
class Participant:
    """A person or system that sends and receives messages."""

    id: str
    label: str
    is_person: bool = False
    box: str = ""
    """The label of the frame that it shares with its neighbors."""


@dataclass(frozen=True)
class Message:
    """An arrow between two lifelines, or from one to itself."""

    source: str
    target: str
    text: str = ""
    line: Literal["solid", "dotted"] = "solid"
    head: Tip = "arrow"
    tail: Tip = "none"
    type: Literal["message"] = "message"


@dataclass(frozen=True)
class Remark:
    """A note between the messages of a sequence."""

    targets: tuple[str, ...]
    text: str
    side: Side = "over"
    type: Literal["remark"] = "remark"


@dataclass(frozen=True)
class BlockStart:
    """A block begins: a loop, a condition, or things that happen at the same time."""

    block: BlockKind
    label: str = ""
    type: Literal["start"] = "start"


@dataclass(frozen=True)
class BlockBranch:
    """The next branch of the innermost open block begins: `else`, `and` or `option`."""

    label: str = ""
    type: Literal["branch"] = "branch"


@dataclass(frozen=True)
class BlockEnd:
    """The innermost open block ends."""

    type: Literal["end"] = "end"


Step: TypeAlias = Annotated[
    Message | Remark | BlockStart | BlockBranch | BlockEnd, Field(discriminator="type")
]


@dataclass(frozen=True)
class SequenceDiagram:
    """A sequence diagram: participants, and their messages in order. Every block that starts
    ends."""

    participants: tuple[Participant, ...]
    steps: tuple[Step, ...] = ()
    title: str = ""
    numbered: bool = False
    """Whether messages carry their number."""
    kind: Literal["sequence"] = "sequence"


@dataclass(frozen=True)
class MindMapTopic:
    """A topic of a mind map."""

    label: str
    parent: int | None = None
    """The index of the topic above it, from 0; None for the first, the root."""
    shape: Shape = "text"


@dataclass(frozen=True)
class MindMap:
    """A mind map: a tree in depth-first order, each topic before those under it."""

    topics: tuple[MindMapTopic, ...]
    title: str = ""
    kind: Literal["mindmap"] = "mindmap"


@dataclass(frozen=True)
class PieSlice:
    """A slice of a pie chart; the sizes of slices are in proportion to their values."""

    label: str
    value: float


@dataclass(frozen=True)
class Pie:
    """A pie chart."""

    slices: tuple[PieSlice, ...]
    title: str = ""
    shows_values: bool = False
    kind: Literal["pie"] = "pie"


@dataclass(frozen=True)
class Period:
    """A period of a timeline, and the events in it."""

    label: str
    events: tuple[str, ...] = ()
    section: str = ""


@dataclass(frozen=True)
class TimelineDiagram:
    """A timeline: periods in order."""

    periods: tuple[Period, ...]
    title: str = ""
    kind: Literal["timeline"] = "timeline"


@dataclass(frozen=True)
class Axis:
    """An axis of a chart: with categories, or with a range of numbers."""

    title: str = ""
    categories: tuple[str, ...] = ()
    range: tuple[float, float] | None = None


@dataclass(frozen=True)
class DiagramSeries:
    """The values of one series, drawn as bars or as a line."""

    values: tuple[float, ...]
    label: str = ""
    style: Literal["bar", "line"] = "bar"


@dataclass(frozen=True)
class XYChart:
    """A chart of bars and lines over the same two axes."""

    series: tuple[DiagramSeries, ...]
    x: Axis = Axis()
    y: Axis = Axis()
    title: str = ""
    is_horizontal: bool = False
    kind: Literal["xychart"] = "xychart"


Diagram: TypeAlias = Annotated[
    Flowchart | StateDiagram | SequenceDiagram | MindMap | Pie | TimelineDiagram | XYChart,
    Field(discriminator="kind"),
]
