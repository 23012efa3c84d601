"""Reads `sequenceDiagram`."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import get_args

from callsheet_studio.diagrams.mermaid.errors import DiagramTooLargeError
from callsheet_studio.diagrams.mermaid.labels import parse_label
from callsheet_studio.diagrams.mermaid.source import (
    DEEPEST,
    MOST_LINES,
    MOST_PARTS,
    MermaidSource,
    SourceLine,
)
from callsheet_studio.diagrams.model import (
    BlockBranch,
    BlockEnd,
    BlockKind,
    BlockStart,
    Message,
    Participant,
    Remark,
    SequenceDiagram,
    Side,
    Step,
    Tip,
)

_ARROW = re.compile(r"<<--?>>|--?>>|--?>|--?x|--?\)")
_HEADS: tuple[tuple[str, Tip], ...] = ((">>", "arrow"), ("x", "cross"), (")", "open"))
_KINDS: tuple[BlockKind, ...] = get_args(BlockKind)
_BLOCKS: dict[str, BlockKind] = {**{kind: kind for kind in _KINDS}, "par_over": "par"}
_NOTE = re.compile(r"(right of|left of|over) ([^:]+):(.*)", re.IGNORECASE)
_SIDES: dict[str, Side] = {"right of": "right", "left of": "left", "over": "over"}
_PROPERTIES = re.compile(r"@\{[^}]*\}")
_PROPERTY = re.compile(r'"?(type|alias)"? ?: ?"?([^",}]+)')
_COLOR = re.compile(r"(?:rgba?|hsla?)\([^)]*\)|#\w+|\w+")
_COLOR_NAMES_TEXT = """
transparent aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue
blueviolet brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson
cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta
darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray
darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick
floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey
honeydew hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon
lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink
lightsalmon lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow
lime limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple
mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue
mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid
palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue
purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna
silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal thistle tomato
turquoise violet wheat white whitesmoke yellow yellowgreen
"""
_COLOR_NAMES = frozenset(_COLOR_NAMES_TEXT.split())
"""CSS Color Module Level 4, 6.1: a box's first word is its color when it is one of these."""


def parse_sequence(source: MermaidSource) -> SequenceDiagram:
    """Return the sequence diagram in a Mermaid source, without activations,
    links and colored rectangles.

    Raises:
        MermaidSyntaxError: A statement cannot be read.
        DiagramTooLargeError: It has more parts than a film can show.
    """
    parser = _Parser(source.title)
    for line in source.statements():
        parser.read(line)
    if parser.open:
        raise source.lines[-1].error
    return SequenceDiagram(
        tuple(parser.participants.values()),
        tuple(parser.steps),
        parser.title,
        parser.numbered,
    )


@dataclass
class _Parser:
    title: str
    numbered: bool = False
    participants: dict[str, Participant] = field(default_factory=dict[str, Participant])
    steps: list[Step] = field(default_factory=list[Step])
    open: list[str] = field(default_factory=list[str])
    """What has begun and not ended: blocks, `rect`, `box`."""
    box: str = ""

    def read(self, line: SourceLine) -> None:
        """Read one statement."""
        keyword, _, rest = line.text.partition(" ")
        keyword = keyword.lower().removesuffix(":")
        read = _READERS.get(keyword)
        if read and not (rest and _ARROW.match(rest)):
            read(self, line, rest)
        elif keyword in _BLOCKS:
            self._start(keyword, line)
            self._add(BlockStart(_BLOCKS[keyword], parse_label(rest)))
        else:
            self._read_message(line)

    def read_participant(self, line: SourceLine, rest: str, is_person: bool) -> None:
        """Note somebody who takes part, by id and label."""
        match = _PROPERTIES.search(rest)
        properties = dict(_PROPERTY.findall(match[0])) if match else {}
        name, _, label = _PROPERTIES.sub("", rest).partition(" as ")
        name, label = name.strip(), label or properties.get("alias", "")
        label = label[1:-1] if len(label) > 1 and label[0] == label[-1] == '"' else label
        is_person = properties.get("type", "actor" if is_person else "") == "actor"
        if not name:
            raise line.error
        self._meet(name)
        known = self.participants[name]
        text = parse_label(label) or known.label
        self.participants[name] = replace(known, label=text, is_person=is_person, box=self.box)

    def read_box(self, line: SourceLine, rest: str) -> None:
        """Begin a frame around participants."""
        self._start("box", line)
        color = _COLOR.match(rest)
        is_color = color and (not color[0].isalpha() or color[0].lower() in _COLOR_NAMES)
        self.box = parse_label(rest[color.end() :] if color and is_color else rest)

    def read_rect(self, line: SourceLine, _: str) -> None:
        """Begin a colored rectangle, of which nothing is kept."""
        self._start("rect", line)

    def read_branch(self, line: SourceLine, rest: str) -> None:
        """Go on to the next branch of the innermost block."""
        blocks = [name for name in self.open if name in _BLOCKS]
        if not blocks:
            raise line.error
        self._add(BlockBranch(parse_label(rest)))

    def read_end(self, line: SourceLine, _: str) -> None:
        """End what has begun last."""
        if not self.open:
            raise line.error
        name = self.open.pop()
        if name == "box":
            self.box = ""
        elif name != "rect":
            self._add(BlockEnd())

    def read_note(self, line: SourceLine, rest: str) -> None:
        """Note a remark."""
        match = _NOTE.match(rest)
        if match is None:
            raise line.error
        targets = tuple(name.strip() for name in match[2].split(",") if name.strip())[:2]
        for name in targets:
            self._meet(name)
        self._add(Remark(targets, parse_label(match[3]), _SIDES[match[1].lower()]))

    def read_title(self, _: SourceLine, rest: str) -> None:
        """Take the diagram's title."""
        self.title = parse_label(rest)

    def number(self, _: SourceLine, rest: str) -> None:
        """Number the messages."""
        self.numbered = rest.lower() != "off"

    def _read_message(self, line: SourceLine) -> None:
        names, _, text = line.text.partition(":")
        arrow = _ARROW.search(names)
        if arrow is None or not names[: arrow.start()].strip():
            raise line.error
        source = names[: arrow.start()].strip().removesuffix("()").strip()
        target = names[arrow.end() :].strip().removeprefix("()").lstrip("+-").strip()
        if not target:
            raise line.error
        self._meet(source)
        self._meet(target)
        drawn = arrow[0]
        self._add(
            Message(
                source,
                target,
                parse_label(text),
                "dotted" if "--" in drawn else "solid",
                _head(drawn),
                "arrow" if drawn.startswith("<<") else "none",
            )
        )

    def _meet(self, name: str) -> None:
        if name not in self.participants:
            if len(self.participants) == MOST_PARTS:
                raise DiagramTooLargeError("participants", MOST_PARTS)
            self.participants[name] = Participant(name, parse_label(name))

    def _start(self, name: str, line: SourceLine) -> None:
        if len(self.open) == DEEPEST:
            raise DiagramTooLargeError("blocks in each other", DEEPEST)
        if self.box or (name == "box" and self.open):
            raise line.error
        self.open.append(name)

    def _add(self, step: Step) -> None:
        if len(self.steps) == MOST_LINES:
            raise DiagramTooLargeError("steps", MOST_LINES)
        self.steps.append(step)


def _head(arrow: str) -> Tip:
    for end, tip in _HEADS:
        if arrow.endswith(end):
            return tip
    return "none"


def _read_person(parser: _Parser, line: SourceLine, rest: str) -> None:
    parser.read_participant(line, rest, is_person=True)


def _read_thing(parser: _Parser, line: SourceLine, rest: str) -> None:
    parser.read_participant(line, rest, is_person=False)


def _read_created(parser: _Parser, line: SourceLine, rest: str) -> None:
    kind, _, name = rest.partition(" ")
    parser.read_participant(line, name, is_person=kind == "actor")


def _ignore(_parser: _Parser, _line: SourceLine, _rest: str) -> None:
    return


_READERS: dict[str, Callable[[_Parser, SourceLine, str], None]] = {
    "participant": _read_thing,
    "actor": _read_person,
    "create": _read_created,
    "box": _Parser.read_box,
    "rect": _Parser.read_rect,
    "else": _Parser.read_branch,
    "and": _Parser.read_branch,
    "option": _Parser.read_branch,
    "end": _Parser.read_end,
    "note": _Parser.read_note,
    "title": _Parser.read_title,
    "autonumber": _Parser.number,
    **dict.fromkeys(
        ("activate", "deactivate", "destroy", "link", "links", "properties", "details"), _ignore
    ),
}
