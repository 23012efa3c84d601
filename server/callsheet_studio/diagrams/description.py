"""Says in sentences what a diagram shows, for a scene that has no words of its own.

English sentences; for other languages the labels alone, each as it stands and without a full stop,
so that nothing is said in a language that the film does not speak.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from callsheet_studio.diagrams.facts import Fact, label_ends, list_facts
from callsheet_studio.diagrams.flow_description import (
    CONDITION,
    describe_flow,
    drop_condition,
    end_sentence,
    list_names,
    to_line,
)
from callsheet_studio.diagrams.model import (
    BlockBranch,
    BlockEnd,
    BlockStart,
    Diagram,
    Edge,
    Message,
    MindMap,
    Pie,
    Remark,
    SequenceDiagram,
    StateDiagram,
    TimelineDiagram,
    XYChart,
)
from callsheet_studio.text.punctuation import QUESTION_ENDS

_SAYS_WHEN = re.compile(
    r"(?:after|at|before|by|every|in|on|once|unless|until|with|within|without)\b", re.IGNORECASE
)
_BLOCKS = {
    "loop": "Again and again, {}:",
    "alt": "If {}:",
    "opt": "Only if {}:",
    "par": "At the same time, {}:",
    "critical": "In one piece, {}:",
    "break": "Stop when {}:",
}
_BARE_BLOCKS = {
    "loop": "Again and again:",
    "alt": "In one case:",
    "opt": "Sometimes:",
    "par": "At the same time:",
    "critical": "In one piece:",
    "break": "Stop there:",
}
_ASKS = (*QUESTION_ENDS, "؟")
_BRANCHES = {"par": "Meanwhile, {}:", "critical": "Or, if {}:"}
_BARE_BRANCHES = {"par": "Meanwhile:"}


def describe(diagram: Diagram, language: str = "en") -> tuple[str, ...]:
    """Return sentences that say what a diagram shows, in the order in which a film should show its
    parts.

    Args:
        language: A BCP 47 tag. In a language other than English, each is only labels, without a
            full stop.
    """
    is_english = language.split("-")[0].lower() == "en"
    sentences = _DESCRIBERS[diagram.kind](diagram) if is_english else _list_labels(diagram)
    finish = end_sentence if is_english else to_line
    return tuple(dict.fromkeys(finish(sentence) for sentence in sentences if sentence))


def _list_labels(diagram: Diagram) -> Iterator[str]:
    """Each fact's labels, a question's answers together; a node's own only if nothing else names
    it."""
    facts = list_facts(diagram)
    joined = {word for fact in facts if fact.kind != "node" for word in fact.words}
    answers: dict[str, list[str]] = {}
    for fact in filter(_is_answer, facts):
        answers.setdefault(fact.words[0], []).append(": ".join(fact.words[1:]))
    for fact in facts:
        if _is_answer(fact):
            if said := answers.pop(fact.words[0], None):
                yield f"{fact.words[0]} {'; '.join(said)}"
        elif fact.kind != "node" or not joined.issuperset(fact.words):
            yield " – ".join(fact.words)


def _is_answer(fact: Fact) -> bool:
    return fact.kind == "edge" and len(fact.words) == 3 and fact.words[0].endswith(_ASKS)


def _describe_state(diagram: StateDiagram) -> Iterator[str]:
    names = label_ends(diagram)
    shapes = {node.id: node.shape for node in diagram.nodes}
    for edge in _join_silent(diagram):
        source, target = names[edge.source], names[edge.target]
        preposition = "" if CONDITION.match(edge.label) or _SAYS_WHEN.match(edge.label) else "on "
        on = f", {preposition}{edge.label}" if edge.label else ""
        if shapes.get(edge.source) == "start":
            yield f"It starts with {target}{on}"
        elif shapes.get(edge.target) == "end":
            yield f"{source} is an end{on}"
        else:
            yield f"{source} becomes {target}{on}"
    yield from (f"{names[note.targets[0]]}: {note.text}" for note in diagram.notes)


def _join_silent(diagram: StateDiagram) -> Iterator[Edge]:
    """The transitions, past choices, forks and joins that have no label."""
    silent = {node.id for node in diagram.nodes if not node.label and ":" not in node.id}
    into = [edge for edge in diagram.edges if edge.target in silent]
    for edge in diagram.edges:
        if edge.target in silent:
            continue
        if edge.source not in silent:
            yield edge
        for before in into:
            if before.target == edge.source and before.source not in silent:
                labels = filter(None, (before.label, edge.label))
                yield Edge(before.source, edge.target, ", ".join(labels))


def _describe_sequence(diagram: SequenceDiagram) -> Iterator[str]:
    names = {person.id: person.label for person in diagram.participants}
    opening = ""
    blocks: list[str] = []
    for step in diagram.steps:
        match step:
            case BlockStart():
                blocks.append(step.block)
                label = drop_condition(step.label)
                opening = (_BLOCKS if label else _BARE_BLOCKS)[step.block].format(label)
            case BlockBranch():
                opening = _describe_branch(blocks[-1], step.label)
            case BlockEnd():
                blocks.pop()
            case Message() | Remark():
                yield f"{opening} {_describe_step(step, names)}".strip()
                opening = ""


def _describe_branch(block: str, label: str) -> str:
    if label:
        return _BRANCHES.get(block, "Otherwise, {}:").format(label)
    return _BARE_BRANCHES.get(block, "Otherwise:")


def _describe_step(step: Message | Remark, names: Mapping[str, str]) -> str:
    if isinstance(step, Remark):
        return f"{names[step.targets[0]]}: {step.text}" if len(step.targets) == 1 else step.text
    source, target = names[step.source], names[step.target]
    ends = source if step.source == step.target else f"{source} to {target}"
    return f"{ends}: {step.text}" if step.text else ends


def _describe_tree(diagram: MindMap) -> Iterator[str]:
    for number, topic in enumerate(diagram.topics):
        below = [other.label for other in diagram.topics if other.parent == number]
        if below:
            yield f"{topic.label}: {list_names(below)}"
    if len(diagram.topics) == 1:
        yield diagram.topics[0].label


def _describe_pie(diagram: Pie) -> Iterator[str]:
    whole = sum(part.value for part in diagram.slices)
    if diagram.title:
        yield diagram.title
    for part in diagram.slices:
        if whole:
            yield f"{part.label}: {100 * part.value / whole:.0f} percent"


def _describe_timeline(diagram: TimelineDiagram) -> Iterator[str]:
    for period in diagram.periods:
        events = f": {list_names(period.events)}" if period.events else ""
        yield f"{period.label}{events}"


def _describe_chart(chart: XYChart) -> Iterator[str]:
    for series in chart.series:
        if len(series.values) < 2:
            continue
        first, last = series.values[0], series.values[-1]
        turn = "rises" if last > first else "falls" if last < first else "stays the same"
        names = chart.x.categories
        known = len(names) == len(series.values)
        places = (f" at {names[0]}", f" at {names[-1]}") if known else ("", "")
        what = series.label or chart.y.title or chart.title or "The value"
        yield f"{what} {turn} from {first:,.15g}{places[0]} to {last:,.15g}{places[1]}"


_DESCRIBERS: Mapping[str, Callable[[Any], Iterator[str]]] = {
    "flowchart": describe_flow,
    "state": _describe_state,
    "sequence": _describe_sequence,
    "mindmap": _describe_tree,
    "pie": _describe_pie,
    "timeline": _describe_timeline,
    "xychart": _describe_chart,
}
