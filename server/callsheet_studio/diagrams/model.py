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
    """A box of a flowchart, or a state."""

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
    direction: Direction | None = None


@dataclass(frozen=True)
class Flowchart:
    """Nodes in the order in which they are first named; a group stands before those inside it."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...] = ()
    groups: tuple[Group, ...] = ()
    direction: Direction = "TB"
    title: str = ""
    kind: Literal["flowchart"] = "flowchart"


@dataclass(frozen=True)
class Note:
    """A remark next to one thing or across several."""

    targets: tuple[str, ...]
    text: str
    side: Side = "right"


@dataclass(frozen=True)
class StateDiagram:
    """States, then each group's start and end; transitions of the whole before those in a group.

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
    """Somebody or something that sends and receives messages."""

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
    """From here on: in a loop, under a condition, at the same time."""

    block: BlockKind
    label: str = ""
    type: Literal["start"] = "start"


@dataclass(frozen=True)
class BlockBranch:
    """The block's next branch: `else`, `and`, `option`."""

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
    """Who says what to whom, in order. Every block that starts ends."""

    participants: tuple[Participant, ...]
    steps: tuple[Step, ...] = ()
    title: str = ""
    numbered: bool = False
    """Whether messages carry their number."""
    kind: Literal["sequence"] = "sequence"


@dataclass(frozen=True)
class MindMapTopic:
    """A thought of a mind map, under another one."""

    label: str
    parent: int | None = None
    """The number of the topic above, from 0; only the first has none."""
    shape: Shape = "text"


@dataclass(frozen=True)
class MindMap:
    """A tree; every topic stands before those under it, depth first."""

    topics: tuple[MindMapTopic, ...]
    title: str = ""
    kind: Literal["mindmap"] = "mindmap"


@dataclass(frozen=True)
class PieSlice:
    """A share of a pie."""

    label: str
    value: float


@dataclass(frozen=True)
class Pie:
    """Shares of a whole."""

    slices: tuple[PieSlice, ...]
    title: str = ""
    shows_values: bool = False
    kind: Literal["pie"] = "pie"


@dataclass(frozen=True)
class Period:
    """A time, and what happened in it."""

    label: str
    events: tuple[str, ...] = ()
    section: str = ""


@dataclass(frozen=True)
class TimelineDiagram:
    """Periods in order."""

    periods: tuple[Period, ...]
    title: str = ""
    kind: Literal["timeline"] = "timeline"


@dataclass(frozen=True)
class Axis:
    """What is measured along it: names, or a range of numbers."""

    title: str = ""
    categories: tuple[str, ...] = ()
    range: tuple[float, float] | None = None


@dataclass(frozen=True)
class DiagramSeries:
    """Values of one thing."""

    values: tuple[float, ...]
    label: str = ""
    style: Literal["bar", "line"] = "bar"


@dataclass(frozen=True)
class XYChart:
    """Bars and lines over one pair of axes."""

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
