"""Reads `flowchart` and `graph`."""

import re
from dataclasses import dataclass, field, replace

from callsheet_studio.diagrams.mermaid.errors import DiagramTooLargeError, MermaidSyntaxError
from callsheet_studio.diagrams.mermaid.labels import parse_label
from callsheet_studio.diagrams.mermaid.links import ParsedLink, match_link, match_link_id
from callsheet_studio.diagrams.mermaid.shapes import NodeMention, match_brackets, match_properties
from callsheet_studio.diagrams.mermaid.source import DEEPEST, MOST_LINES, MOST_PARTS, MermaidSource
from callsheet_studio.diagrams.model import Direction, Edge, Flowchart, Group, Node

DIRECTIONS: dict[str, Direction] = {
    "TB": "TB",
    "TD": "TB",
    "BT": "BT",
    "LR": "LR",
    "RL": "RL",
    ">": "LR",
    "<": "RL",
    "^": "BT",
    "v": "TB",
}
_ID = re.compile(r"(?:[\w!#$'*+./?\\\ue000\ue001]|-(?![->.\s])|=(?!=))+")
_KEYWORD = re.compile(r"(subgraph|end|direction|classDef|class|style|linkStyle|click)(?=[\s;]|$)")
_RESERVED = {"subgraph", "end", "classDef", "class", "style", "linkStyle", "click", "graph"}
_CLASS = re.compile(r":::[\w-]+")
_BETWEEN = re.compile(r"[\s;]*")
_BLANKS = re.compile(r"\s*")
_AMPERSAND = re.compile(r"\s*&\s*")
_REST = re.compile(r"[^\n;]*")
_END = re.compile(r"[ ]*(?:[\n;]|%%[^\n]*|$)")
_SUBGRAPH = re.compile(r"([^\s\[\]\"]+)[ ]?\[(.*)\]$")


def parse_flowchart(source: MermaidSource) -> Flowchart:
    """Return the flowchart in a Mermaid source.

    Raises:
        MermaidSyntaxError: A statement cannot be read.
        DiagramTooLargeError: It has more parts than a film can show.
    """
    parser = _Parser("\n".join(line.text for line in source.lines), source.lines[0].number)
    parser.run()
    return Flowchart(
        tuple(parser.placed_nodes()),
        tuple(parser.edges),
        tuple(parser.groups.values()),
        DIRECTIONS.get(source.options.split(" ")[0], "TB"),
        source.title,
    )


@dataclass
class _Parser:
    text: str
    first_line: int
    at: int = 0
    nodes: dict[str, Node] = field(default_factory=dict[str, Node])
    edges: list[Edge] = field(default_factory=list[Edge])
    edge_ids: set[str] = field(default_factory=set[str])
    groups: dict[str, Group] = field(default_factory=dict[str, Group])
    open: list[tuple[str, dict[str, None]]] = field(
        default_factory=list[tuple[str, dict[str, None]]]
    )
    """The groups that have begun, outermost first, and the nodes that each mentions."""
    group_of: dict[str, str] = field(default_factory=dict[str, str])

    def run(self) -> None:
        """Read all statements."""
        self._skip(_BETWEEN)
        while self.at < len(self.text):
            if self.text.startswith("%%", self.at):
                self._skip(_REST)
            elif keyword := _KEYWORD.match(self.text, self.at):
                self.at = keyword.end()
                self._read_keyword(keyword[1])
            else:
                self._read_chain()
            self._skip(_BETWEEN)
        while self.open:
            self._close_group()

    def placed_nodes(self) -> list[Node]:
        """Every node with its group; a group that was linked to before it began is no node."""
        return [
            replace(node, group=self.group_of.get(node.id))
            for node in self.nodes.values()
            if node.id not in self.groups
        ]

    def _skip(self, pattern: re.Pattern[str]) -> None:
        if match := pattern.match(self.text, self.at):
            self.at = match.end()

    def _fail(self) -> MermaidSyntaxError:
        at = len(self.text[: self.at].rstrip())
        start, end = self.text.rfind("\n", 0, at) + 1, self.text.find("\n", at)
        line = self.text.count("\n", 0, at) + self.first_line
        return MermaidSyntaxError(line, self.text[start : end if end >= 0 else len(self.text)])

    def _read_keyword(self, keyword: str) -> None:
        rest = _REST.match(self.text, self.at)
        words = rest[0].strip() if rest else ""
        if keyword == "end":
            self._close_group()
            return
        self._skip(_REST)
        if keyword == "subgraph":
            self._open_group(words)
        elif keyword == "direction" and self.open and words in DIRECTIONS:
            name = self.open[-1][0]
            self.groups[name] = replace(self.groups[name], direction=DIRECTIONS[words])

    def _open_group(self, words: str) -> None:
        if len(self.open) == DEEPEST:
            raise DiagramTooLargeError("groups in each other", DEEPEST)
        if len(self.groups) == MOST_PARTS:
            raise DiagramTooLargeError("groups", MOST_PARTS)
        parent = self.open[-1][0] if self.open else None
        group = self._group(words, parent)
        self.groups.setdefault(group.id, group)
        self.open.append((group.id, {}))

    def _group(self, words: str, parent: str | None) -> Group:
        if match := _SUBGRAPH.match(words):
            return Group(match[1], parse_label(match[2].strip().strip('"')), parent)
        if words and not {" ", '"'} & set(words):
            return Group(words, parse_label(words), parent)
        return Group(f"subGraph{len(self.groups)}", parse_label(words.strip('"')), parent)

    def _close_group(self) -> None:
        """Its nodes are those it mentions that no group has had before it, as Mermaid rules."""
        if not self.open:
            raise self._fail()
        name, mentioned = self.open.pop()
        for node in mentioned:
            self.group_of.setdefault(node, name)

    def _read_chain(self) -> None:
        sources = self._read_nodes()
        while link := self._read_link():
            targets = self._read_nodes()
            self._connect(sources, targets, link)
            sources = targets
        end = _END.match(self.text, self.at)
        if end is None:
            raise self._fail()
        self.at = end.end()

    def _read_link(self) -> ParsedLink | None:
        blanks = _BLANKS.match(self.text, self.at)
        start = blanks.end() if blanks else self.at
        if name := match_link_id(self.text, start):
            self.edge_ids.add(name.id)
            start = name.end
        link = match_link(self.text, start)
        if link:
            self.at = link.end
            self._skip(_BLANKS)
        return link

    def _connect(self, sources: list[str], targets: list[str], link: ParsedLink) -> None:
        if len(self.edges) + len(sources) * len(targets) > MOST_LINES:
            raise DiagramTooLargeError("links", MOST_LINES)
        self.edges += [
            Edge(source, target, link.label, link.line, link.head, link.tail)
            for source in sources
            for target in targets
        ]

    def _read_nodes(self) -> list[str]:
        names = [self._read_node()]
        while match := _AMPERSAND.match(self.text, self.at):
            self.at = match.end()
            names.append(self._read_node())
        return names

    def _read_node(self) -> str:
        match = _ID.match(self.text, self.at)
        if match is None or match[0] in _RESERVED:
            raise self._fail()
        self.at = match.end()
        look = self._read_look()
        if match[0] not in self.edge_ids:
            self._mention(match[0], look)
        return match[0]

    def _read_look(self) -> NodeMention:
        """The brackets, class and properties after an id, in any of Mermaid's orders."""
        look = match_brackets(self.text, self.at)
        if look is None:
            raise self._fail()
        self.at = look.end
        self._skip(_CLASS)
        if not self.text.startswith("@{", self.at):
            return look
        properties = match_properties(self.text, self.at)
        if properties is None:
            raise self._fail()
        self.at = properties.end
        self._skip(_CLASS)
        return properties

    def _mention(self, name: str, look: NodeMention) -> None:
        if name not in self.nodes and len(self.nodes) == MOST_PARTS:
            raise DiagramTooLargeError("nodes", MOST_PARTS)
        node = self.nodes.get(name) or Node(name, parse_label(name))
        label = node.label if look.label is None else look.label
        self.nodes[name] = replace(node, label=label, shape=look.shape or node.shape)
        if self.open:
            self.open[-1][1].setdefault(name)
