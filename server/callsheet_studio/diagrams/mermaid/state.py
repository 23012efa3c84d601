"""Reads `stateDiagram-v2` and `stateDiagram`."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from callsheet_studio.diagrams.mermaid.errors import DiagramTooLargeError
from callsheet_studio.diagrams.mermaid.flowchart import DIRECTIONS
from callsheet_studio.diagrams.mermaid.labels import parse_label
from callsheet_studio.diagrams.mermaid.source import (
    DEEPEST,
    MOST_LINES,
    MOST_PARTS,
    MermaidSource,
    SourceLine,
)
from callsheet_studio.diagrams.model import (
    Direction,
    Edge,
    Group,
    Node,
    Note,
    Shape,
    Side,
    StateDiagram,
)

PSEUDO = "[*]"
"""Where a diagram or a group starts, or ends, by the side of the arrow on which it stands."""
_CLASS = re.compile(r":::[\w-]+")
_ID = re.compile(r"[\w.-]+")
_DECLARED = re.compile(r'state "([^"]*)" as ([\w.-]+) ?(\{?)$')
_STATE = re.compile(r"state ([\w.-]+) ?(?:<<(\w+)>>|\[\[(\w+)\]\])? ?(\{?)$")
_DESCRIBED = re.compile(r"([\w.-]+) ?:(.*)$")
_NOTE = re.compile(r"note (right|left) of ([\w.-]+) ?(?::(.*))?$", re.IGNORECASE)
_IGNORED = re.compile(r"(?:classDef|class|style|click|hide|scale|note)\b", re.IGNORECASE)
_SHAPES: dict[str, Shape] = {"choice": "diamond", "fork": "bar", "join": "bar"}
_SIDES: dict[str, Side] = {"right": "right", "left": "left"}


def parse_state(source: MermaidSource) -> StateDiagram:
    """Return the state diagram in a Mermaid source.

    Choices, forks and joins have no label unless they are described, since Mermaid does not show
    their names.

    Raises:
        MermaidSyntaxError: A statement cannot be read.
        DiagramTooLargeError: It has more parts than a film can show.
    """
    parser = _Parser()
    for line, has_regions in _with_regions(list(source.statements())):
        parser.read(line, has_regions)
    if parser.open:
        raise source.lines[-1].error
    return parser.diagram(source.title)


def start_of(group: str | None) -> str:
    """Return the id of the dot at which a group begins; None is the whole diagram."""
    return f"{group or ''}:start"


def end_dot_id(group: str | None) -> str:
    """Return the id of the dot at which a group ends; None is the whole diagram."""
    return f"{group or ''}:end"


def scope_of(edge: Edge, home: dict[str, str | None], parents: dict[str, str | None]) -> str | None:
    """Return the innermost group that holds both ends of an edge; None is the whole diagram.

    An edge from a start dot or to an end dot lies in the group of that dot.

    Args:
        home: The group of each node, by the node's id; None: in no group.
        parents: The group around each group, by id; None: there is none.
    """
    for name in (edge.source, edge.target):
        if ":" in name:
            return home[name]
    around = list(_chain(home[edge.target], parents))
    return next(name for name in _chain(home[edge.source], parents) if name in around)


def _chain(name: str | None, parents: dict[str, str | None]) -> Iterator[str | None]:
    while name is not None:
        yield name
        name = parents[name]
    yield None


def _with_regions(lines: Sequence[SourceLine]) -> Iterator[tuple[SourceLine, bool]]:
    """Each line, and whether it begins a composite state that is divided by `--`."""
    divided: set[int] = set()
    begun: list[int] = []
    for n, line in enumerate(lines):
        if line.text.endswith("{"):
            begun.append(n)
        elif line.text == "}" and begun:
            begun.pop()
        elif line.text == "--" and begun:
            divided.add(begun[-1])
    return ((line, n in divided) for n, line in enumerate(lines))


@dataclass
class _Parser:
    nodes: dict[str, Node] = field(default_factory=dict[str, Node])
    labels: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    edges: list[Edge] = field(default_factory=list[Edge])
    groups: dict[str, Group] = field(default_factory=dict[str, Group])
    notes: list[Note] = field(default_factory=list[Note])
    open: list[str] = field(default_factory=list[str])
    """The groups that have begun, outermost first."""
    direction: Direction = "TB"
    remark: list[str] | None = None
    """The lines of the note that has begun: its side, its state, its text."""

    def read(self, line: SourceLine, has_regions: bool) -> None:
        """Read one statement."""
        if self.remark is not None:
            self._read_remark(line, self.remark)
            return
        text = _CLASS.sub("", line.text.partition(" %%")[0]).strip()
        if "-->" in text and not _NOTE.match(text):
            self._read_transition(text, line)
        elif not (self._read_state(text, has_regions) or self._read_other(text)):
            raise line.error

    def diagram(self, title: str) -> StateDiagram:
        """All that was read."""
        groups = tuple(
            replace(group, label=self._label(group.id, group.label))
            for group in self.groups.values()
        )
        states = [
            replace(node, label=self._label(node.id, node.label))
            for node in self.nodes.values()
            if node.id not in self.groups
        ]
        scopes: list[str | None] = [None, *self.groups]
        dots = [pick(scope) for scope in scopes for pick in (start_of, end_dot_id)]
        ranked = sorted(states, key=lambda node: dots.index(node.id) if ":" in node.id else -1)
        parents = {group.id: group.parent for group in groups}
        home = {node.id: node.group for node in ranked} | parents
        edges = sorted(self.edges, key=lambda edge: scopes.index(scope_of(edge, home, parents)))
        return StateDiagram(
            tuple(ranked), tuple(edges), groups, tuple(self.notes), self.direction, title
        )

    def _label(self, name: str, label: str) -> str:
        return "\n".join(self.labels.get(name, [label]))

    def _read_transition(self, text: str, line: SourceLine) -> None:
        left, _, right = text.partition("-->")
        name, _, label = right.partition(":")
        source, target = left.strip(), name.strip()
        if not all(end == PSEUDO or _ID.fullmatch(end) for end in (source, target)):
            raise line.error
        if len(self.edges) == MOST_LINES:
            raise DiagramTooLargeError("transitions", MOST_LINES)
        here = self.open[-1] if self.open else None
        ends = (
            self._mention(start_of(here), "start") if source == PSEUDO else self._mention(source),
            self._mention(end_dot_id(here), "end") if target == PSEUDO else self._mention(target),
        )
        self.edges.append(Edge(*ends, parse_label(label)))

    def _read_state(self, text: str, has_regions: bool) -> bool:
        """A statement that begins with `state`."""
        if match := _DECLARED.match(text):
            self._mention(match[2])
            self.labels.setdefault(match[2], []).append(parse_label(match[1]) or match[2])
            opens, name = match[3], match[2]
        elif match := _STATE.match(text):
            shape = _SHAPES.get(match[2] or match[3] or "", "rounded")
            opens, name = match[4], self._mention(match[1], shape)
        else:
            return False
        if opens:
            self._open_group(name, has_regions)
        return True

    def _read_other(self, text: str) -> bool:
        if match := _NOTE.match(text):
            self._begin_note(match)
            return True
        if _IGNORED.match(text):
            return True
        if read := _MARKS.get(text):
            return read(self)
        if text.startswith("direction "):
            return self._set_direction(text.removeprefix("direction "))
        if match := _DESCRIBED.match(text):
            self._mention(match[1])
            self.labels.setdefault(match[1], []).append(parse_label(match[2]) or match[1])
            return True
        return bool(_ID.fullmatch(text) and self._mention(text))

    def _set_direction(self, name: str) -> bool:
        direction = DIRECTIONS.get(name)
        if direction and self.open:
            here = self.groups[self.open[-1]]
            self.groups[here.id] = replace(here, direction=direction)
        elif direction:
            self.direction = direction
        return direction is not None

    def _begin_note(self, match: re.Match[str]) -> None:
        if len(self.notes) == MOST_PARTS:
            raise DiagramTooLargeError("notes", MOST_PARTS)
        name = self._mention(match[2])
        if match[3] is None:
            self.remark = [match[1].lower(), name]
        else:
            self.notes.append(Note((name,), parse_label(match[3]), _SIDES[match[1].lower()]))

    def _read_remark(self, line: SourceLine, remark: list[str]) -> None:
        if line.text.lower() != "end note":
            remark.append(line.text)
            return
        side, name, *texts = remark
        self.notes.append(Note((name,), parse_label("<br/>".join(texts)), _SIDES[side]))
        self.remark = None

    def _open_group(self, name: str, has_regions: bool) -> None:
        if len(self.open) >= DEEPEST:
            raise DiagramTooLargeError("states in each other", DEEPEST)
        parent = self.open[-1] if self.open else None
        self._add_group(Group(name, name, parent))
        if has_regions:
            self._open_region(name)

    def _open_region(self, name: str) -> None:
        number = sum(group.parent == name and "/" in group.id for group in self.groups.values()) + 1
        self._add_group(Group(f"{name}/{number}", "", name))

    def _add_group(self, group: Group) -> None:
        if len(self.groups) == MOST_PARTS:
            raise DiagramTooLargeError("composite states", MOST_PARTS)
        self.groups.setdefault(group.id, group)
        self.open.append(group.id)

    def next_region(self) -> bool:
        """At `--`: end the region, and begin the next one."""
        if not self.open or "/" not in self.open[-1]:
            return False
        name = self.open.pop().rpartition("/")[0]
        self._open_region(name)
        return True

    def close_group(self) -> bool:
        """At `}`: end the innermost composite state."""
        if not self.open:
            return False
        if "/" in self.open.pop():
            self.open.pop()
        return True

    def _mention(self, name: str, shape: Shape = "rounded") -> str:
        """A state belongs to the last group that names it, unless that is around its own."""
        if name not in self.nodes and len(self.nodes) == MOST_PARTS:
            raise DiagramTooLargeError("states", MOST_PARTS)
        node = self.nodes.get(name) or Node(name, "" if ":" in name else name, shape)
        if shape in _SHAPES.values() and node.label == name:
            node = replace(node, label="")
        here = self.open[-1] if self.open else None
        parents = {group.id: group.parent for group in self.groups.values()}
        stays = here is None or here in _chain(node.group, parents)
        shape = node.shape if shape == "rounded" else shape
        self.nodes[name] = replace(node, shape=shape, group=node.group if stays else here)
        return name


_MARKS: dict[str, Callable[[_Parser], bool]] = {
    "}": _Parser.close_group,
    "--": _Parser.next_region,
}
