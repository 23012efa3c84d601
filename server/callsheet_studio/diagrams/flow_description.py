"""Says in English sentences where a flowchart leads, each question once with all its answers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from callsheet_studio.diagrams.facts import label_ends
from callsheet_studio.diagrams.model import Edge, Flowchart
from callsheet_studio.text.sentences import as_sentence

CONDITION = re.compile(r"(?:if|when)\s+", re.IGNORECASE)
"""With which a label may begin, as its sentence does."""
_ANSWER = re.compile(r"(?:yes|no|ok|true|false|else|otherwise|if|when)\b|[<>=≤≥]|\d", re.I)
"""How a label begins that is an answer, or what must hold for its way."""
_OTHERWISE = frozenset({"else", "otherwise"})
_VERB_ENDINGS = ("s", "to", "by", "from", "with", "for")
"""Of a label that is the verb between its two ends: `asks`, `writes to`, `is read by`."""
_THINGS_TEXT = """
events messages metrics logs tokens files jobs results records images items webhooks rows packets
emails errors alerts commands notifications details tasks statistics topics frames samples
"""
_THINGS = frozenset(_THINGS_TEXT.split())
"""What goes along a line, and ends as a verb does."""
_IMPERATIVE = re.compile(
    r"[A-Z][a-z]+(?= (?:\w+ )?(?:a|all|an|at|back|for|from|in|it|of|on|out|the|to|up|with|your) )"
)

"""The first word of a label that a sentence goes on with in small letters: `Page the`."""


def describe_flow(chart: Flowchart) -> Iterator[str]:
    """Yield English sentences, without a full stop, that say where a flowchart's edges lead.

    Each question (a node with several answers) comes once with all its answers, in the order of the
    edges from the start.
    """
    flow = _Flow(chart)
    for source in flow.leaving:
        if source not in flow.told:
            yield from flow.tell(source)
    joined = {name for edge in flow.edges for name in (edge.source, edge.target)}
    alone = [node.label for node in chart.nodes if node.id not in joined and node.label]
    if alone:
        yield f"There {'is' if len(alone) == 1 else 'are'} {list_names(alone)}"


def list_names(names: Sequence[str]) -> str:
    """Return names as a list in words: `A, B and C`."""
    return " and ".join((", ".join(names[:-1]), names[-1]) if len(names) > 1 else names)


def to_line(text: str) -> str:
    """Return a text on one line, with a capital letter at its beginning."""
    return _capital(" ".join(text.split()))


def end_sentence(text: str) -> str:
    """Return a text on one line, with a capital letter at its beginning and final punctuation."""
    return as_sentence(to_line(text))


def drop_condition(label: str) -> str:
    """Return an edge's label without `if` or `when` at its beginning, since the sentence around
    it has that word already."""
    match = CONDITION.match(label)
    return label[match.end() :] if match else label


@dataclass(frozen=True)
class _Way:
    """An answer to a question, and what follows from it."""

    edge: Edge
    steps: Sequence[str]
    """The nodes that follow, one after the other."""
    question: str | None = None
    """What is asked after them, if it was not asked before."""
    back: str | None = None
    """The node known already to which they lead."""


@dataclass
class _Flow:
    """A chart, and what of it has been told."""

    chart: Flowchart
    told: set[str] = field(default_factory=set[str])
    """Nodes of which was said where they lead."""
    named: set[str] = field(default_factory=set[str])

    def __post_init__(self) -> None:
        self.names = label_ends(self.chart)
        self.edges = [edge for edge in self.chart.edges if edge.line != "hidden"]
        self.leaving: dict[str, list[Edge]] = {}
        for edge in self.edges:
            self.leaving.setdefault(edge.source, []).append(edge)
        diamonds = {node.id for node in self.chart.nodes if node.shape == "diamond"}
        self.questions = {
            name
            for name, ways in self.leaving.items()
            if name in diamonds and self._is_question(name, ways)
        }
        self.entered = {edge.target for edge in self.edges}

    def _is_question(self, name: str, ways: Sequence[Edge]) -> bool:
        is_asked = self.names[name].endswith("?") or any(_ANSWER.match(way.label) for way in ways)
        return is_asked and len(ways) > 1 and all(way.label for way in ways)

    def tell(self, source: str) -> Iterator[str]:
        """Where a node leads, and what is asked there."""
        if source in self.questions:
            yield from self._ask(source)
        elif self._next(source):
            yield from self._tell_chain(source)
        else:
            self.told.add(source)
            yield from self._tell_ways(source)

    def _next(self, name: str) -> str | None:
        """What follows a node that has one way on, without a label."""
        ways = self.leaving.get(name, [])
        return ways[0].target if len(ways) == 1 and not ways[0].label else None

    def _tell_chain(self, source: str) -> Iterator[str]:
        """Where a node leads, from there on, and so on; with others that lead to the same."""
        target = self._next(source)
        together = [
            name
            for name in self.leaving
            if self._next(name) == target and name not in self.told and self._is_known(name)
        ]
        together = together if source in together else [source, *together]
        self.told.update(together)
        way = self._follow(self.leaving[source][0])
        verb = "leads" if len(together) == 1 else "lead"
        steps = [*way.steps, *([way.back] if way.back else [])]
        names = list_names([self.names[name] for name in together])
        if not steps:
            yield f"{names} {verb} to a question"
        else:
            yield f"{names} {verb} to {', then to '.join(self.names[step] for step in steps)}"
        if way.question:
            yield from self._ask(way.question)

    def _is_known(self, name: str) -> bool:
        return name in self.named or name not in self.entered

    def _follow(self, edge: Edge) -> _Way:
        """What a line leads to, until something is asked, known already, or branches."""
        steps: list[str] = []
        name: str | None = edge.target
        while name is not None:
            if name in self.named or name in self.told:
                return _Way(edge, steps, back=name)
            if name in self.questions:
                return _Way(edge, steps, question=name)
            steps.append(name)
            self.named.add(name)
            if following := self._next(name):
                self.told.add(name)
            name = following
        return _Way(edge, steps)

    def _ask(self, question: str, opening: str = "") -> Iterator[str]:
        """A question with its answers; then the one that all or the last of them lead to."""
        self.told.add(question)
        self.named.add(question)
        ways = [self._follow(edge) for edge in self.leaving[question]]
        asked = {way.question for way in ways}
        common = asked.pop() if len(asked) == 1 else None
        direct = [way for way in ways if way.question and not way.steps and not common]
        said = [self._answer(way) for way in ways if way.steps or way.back]
        said += [f"{_case(way.edge)}, another question follows" for way in direct[:-1]]
        sentences = [f"{opening}{self.names[question]}", "; ".join(said)]
        yield " ".join(end_sentence(sentence) for sentence in sentences if sentence)
        if common:
            yield from self._ask(common, "Either way: " if len(ways) == 2 else "In any case: ")
        elif direct and direct[-1].question:
            yield from self._ask(direct[-1].question, f"{_capital(_case(direct[-1].edge))}: ")
        for way in ways:
            if way.question and way.question not in self.told:
                yield from self._ask(way.question, "" if way in direct else "Then: ")

    def _answer(self, way: _Way) -> str:
        steps = [self._in_sentence(name) for name in way.steps]
        if way.back:
            steps.append(f"{'on ' if not steps else ''}to {self._in_sentence(way.back)}")
        return f"{_case(way.edge)}, {', then '.join(steps)}"

    def _in_sentence(self, name: str) -> str:
        label = self.names[name]
        match = _IMPERATIVE.match(f"{label} ")
        return label[0].lower() + label[1:] if match else label

    def _tell_ways(self, source: str) -> Iterator[str]:
        """The lines that leave a node where nothing is asked."""
        ways = self.leaving[source]
        self.named.update((source, *(edge.target for edge in ways)))
        plain = [
            self.names[edge.target] for edge in ways if not edge.label and not _goes_both_ways(edge)
        ]
        told = (edge for edge in ways if edge.label or _goes_both_ways(edge))
        yield from (self._tell_edge(edge) for edge in told)
        if plain:
            yield f"{self.names[source]} leads to {list_names(plain)}"

    def _tell_edge(self, edge: Edge) -> str:
        ends = self.names[edge.source], self.names[edge.target]
        back = " and back" if _goes_both_ways(edge) else ""
        if not edge.label:
            return f"{ends[0]} leads to {ends[1]}{back}"
        first, last = edge.label.split()[0], edge.label.split()[-1]
        counts = any(map(str.isdigit, edge.label))  # `every 500 ms`
        is_verb = first.islower() and last.endswith(_VERB_ENDINGS) and last not in _THINGS
        if is_verb and not counts and not back:
            return f"{ends[0]} {edge.label} {ends[1]}"
        return f"{ends[0]} leads to {ends[1]}{back}: {edge.label}"


def _goes_both_ways(edge: Edge) -> bool:
    return edge.head != "none" and edge.tail != "none"


def _case(edge: Edge) -> str:
    if edge.label.lower() in _OTHERWISE:
        return "otherwise"
    return f"if {drop_condition(edge.label)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
