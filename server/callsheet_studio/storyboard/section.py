"""A section of a document while it is read, and the scenes that it becomes.

What a section shows (a list, a table, code …) are its groups: each gets a scene of its own, with
the words around it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from callsheet_studio.storyboard.content import (
    Callout,
    Code,
    CodeState,
    Content,
    Definition,
    Diagram,
    Equation,
    EquationLabel,
    Picture,
)
from callsheet_studio.storyboard.items import MOST_DETAIL, count_first, split_item
from callsheet_studio.storyboard.model import CHARTS, SceneKind
from callsheet_studio.storyboard.nested_items import Nested, fold, lay_out_items
from callsheet_studio.storyboard.outline import ListItem, NarrationLine, OutlineSection
from callsheet_studio.text.punctuation import COLONS, ends_sentence
from callsheet_studio.text.sentence_weight import FILES, weigh_sentence
from callsheet_studio.text.sentences import as_sentence, sentences

ALIKE = 0.3
"""Share of equal lines from which a second piece of code is the first one changed."""
_UNFOLDING: frozenset[SceneKind | None] = frozenset({None, "points", "steps", "closing"})
_COUNTING: frozenset[SceneKind | None] = frozenset({"number", "bars"})


@dataclass
class ContentGroup:
    """One thing that is shown, with the narration about it; a section may have several."""

    content: Content | None = None
    entries: list[ListItem] = field(default_factory=list[ListItem])
    lines: list[NarrationLine] = field(default_factory=list[NarrationLine])
    subtitle: str | None = None
    kind: SceneKind | None = None
    """The kind of scene that its data needs; None: not decided."""
    nested: dict[int, list[Nested]] = field(default_factory=dict[int, list[Nested]])
    """The items below an entry, by the entry's index."""

    def items(self) -> Iterator[tuple[ListItem, list[Nested]]]:
        """Return the entries of the list, each with all items below it."""
        return ((entry, self.nested.get(n, [])) for n, entry in enumerate(self.entries))


@dataclass
class Section:
    """A heading and everything under it, while the document is read."""

    title: str = ""
    kind: SceneKind | None = None
    shape: str | None = None
    """`tree` or `cycle`: how a nested list is drawn."""
    icon: str | None = None
    since: int = 0
    level: int = 2
    subtitle: str | None = None
    hold: float = 0.0
    highlight: str | None = None
    image: str | None = None
    silent: bool = False
    scripted: bool = False
    """Whether some of its words were written for a film: quoted, or after `Narration:`."""
    announced: str = ""
    """The word of a note or warning, which is said before it."""
    asked: str = ""
    """The question that its heading asks."""
    is_note: bool = False
    """Whether it is a note or warning inside another section."""
    goes_on: bool = False
    """Whether it goes on with a section after a note in it."""
    has_lost: bool = False
    """Whether something under its heading was left out."""
    is_quotation: bool = False
    """Whether it is a quotation with its author inside another section."""
    is_labeled: bool = False
    """Whether it is a paragraph that began with its title in bold."""
    leads: int = 0
    """How many of its words introduce the quotation."""
    is_footer: bool = False
    """Whether it stands below the document's last rule."""
    has_prose: bool = False
    """Whether some of its words are running text."""
    stated: bool = False
    exact: bool = False
    """Whether it is a scene of a film's own outline, which is taken as it stands."""
    place: int | None = None
    """The number that its heading begins with."""
    lines: list[NarrationLine] = field(default_factory=list[NarrationLine])
    groups: list[ContentGroup] = field(default_factory=list[ContentGroup])
    nested: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    """Every list item with its depth, for trees."""
    is_introduced: bool = False
    """Whether there were words before the first thing that it shows."""
    _waiting: list[NarrationLine] = field(default_factory=list[NarrationLine])
    _list: ContentGroup | None = None
    _is_parted: bool = False
    """Whether there was running text since the last entry of its list."""

    def say(self, lines: list[NarrationLine], *, introduces: bool = False) -> None:
        """Add narration. If it `introduces` what comes next, it goes to the group that is added
        next."""
        if introduces and self._waiting:
            self._waiting = [*self._waiting, *lines]
            return
        self._settle()
        self._is_parted = self._list is not None and self.has_prose and not self.exact
        if introduces:
            self._waiting = lines
        else:
            self._remark(lines)

    def end_last_line(self, language: str) -> None:
        """End what was said last, a quote, as a sentence of a language, a BCP 47 tag."""
        lines = self.groups[-1].lines if self.groups else self.lines
        if lines:
            lines[-1] = replace(lines[-1], text=as_sentence(lines[-1].text, language))

    @property
    def explains(self) -> bool:
        """Whether terms are what it shows last, and nothing was said about them."""
        last = self.groups[-1] if self.groups else None
        if last is None or self.exact or self._waiting:
            return False
        is_remarked = any(line.is_remark for line in last.lines)
        return isinstance(last.content, Definition) and not is_remarked

    @property
    def introduces(self) -> bool:
        """Whether it ends with words that introduce what comes next."""
        return bool(self._waiting)

    def go_on(self, before: "Section") -> None:
        """Take over the words with which the section before a note introduces what comes next."""
        self._waiting, before._waiting = before._waiting, []

    def settle(self) -> int:
        """Let words wait no longer for what they introduce; return how many lines there are."""
        self._settle()
        return len(self.lines)

    def show(self, content: Content, *, inside_list: bool = False) -> ContentGroup:
        """Add a content, and return its group; a content that continues the last group's, such as a
        further state of code, joins that group.

        Args:
            inside_list: Whether it stands inside a list item.
        """
        last = self.groups[-1] if self.groups else None
        joined = self._join(last.content, content) if last and last.content else None
        if last and joined:
            self._settle()
            last.content = joined
            return last
        group = self.add_group(inside_list=inside_list)
        group.content = content
        return group

    def add_group(self, *, inside_list: bool = False) -> ContentGroup:
        """Begin a new group, and return it."""
        if not self.groups:
            self.is_introduced = bool(self.lines or self._waiting)
        group = ContentGroup(lines=self._waiting)
        self._waiting = []
        self.groups.append(group)
        if not inside_list:
            self._list = None
        return group

    def add_output(self, text: str) -> bool:
        """Add the output of the code before it; return False if there is no code."""
        last = self.groups[-1] if self.groups else None
        if last is None or not isinstance(last.content, Code):
            return False
        last.content = last.content.model_copy(update={"output": text})
        return True

    def part_lists(self) -> None:
        """Let a new list begin, unless the lists of the section are one: nothing was said between
        them, or a kind of scene was asked for."""
        if self._is_parted and self.kind is None and self.shape is None:
            self._list = None

    def add_entry(self, entry: ListItem) -> None:
        """Add an entry to the section's list."""
        if self._list is None:
            self._list = self.add_group()
        self._is_parted = False
        self._list.entries.append(entry)

    @property
    def last_entry(self) -> ListItem | None:
        """The entry that was added last; None without a list."""
        return self._list.entries[-1] if self._list else None

    def replace_last_entry(self, entry: ListItem) -> None:
        """Replace the entry that was added last."""
        if self._list:
            self._list.entries[-1] = entry

    def add_nested(self, nested: Nested) -> None:
        """Add an entry below the one that was added last."""
        if self._list:
            self._list.nested.setdefault(len(self._list.entries) - 1, []).append(nested)

    def add_note(self, line: NarrationLine) -> None:
        """Add narration about what is shown, such as a footnote. If that has no narration yet,
        it gets one made of what it shows first."""
        last = self.groups[-1] if self.groups else None
        lines = last.lines if last else self.lines
        if last and not lines:
            lines.append(NarrationLine("", is_description=True))
        lines.append(line)

    def label(self, group: str, text: str) -> bool:
        """Add a label to a group of the equation before it; return False if there is no
        equation."""
        last = self.groups[-1] if self.groups else None
        if last is None or not isinstance(last.content, Equation):
            return False
        labels = (*last.content.labels, EquationLabel(group=group, text=text))
        last.content = last.content.model_copy(update={"labels": labels})
        return True

    def call_out(self, callout: Callout) -> bool:
        """Add a callout to the picture before it; return False if there is no picture."""
        last = self.groups[-1] if self.groups else None
        if last is None or not isinstance(last.content, Picture):
            return False
        callouts = (*last.content.callouts, callout)
        last.content = last.content.model_copy(update={"callouts": callouts})
        return True

    @property
    def is_empty(self) -> bool:
        """Whether the section has nothing but a heading."""
        return not (self.lines or self.groups or self._waiting or self.subtitle or self.image)

    @property
    def has_lost_all(self) -> bool:
        """Whether everything under its heading was left out."""
        return self.is_empty and self.has_lost

    @property
    def is_mid_sentence(self) -> bool:
        """Whether its last words go on in the next ones, as around a formula."""
        last = next((line.text for line in reversed(self.groups[-1].lines)), "")
        return bool(last) and not ends_sentence(last, COLONS)

    def finish(self) -> None:
        """Complete the groups; to be called once, when everything under the heading was added."""
        self._settle()
        if self.exact:
            return
        if self.shape:
            self._draw()
        for group in self.groups:
            code = _code_of(group.entries)
            if code:
                group.content, group.entries = code, []

    def parts(self) -> Iterator[OutlineSection]:
        """Yield the sections of the outline: one for each group, or one if there are no groups."""
        first = OutlineSection(
            title=self.title,
            icon=self.icon,
            since=self.since,
            level=self.level,
            image=self.image,
            silent=self.silent,
            scripted=self.scripted and not self.has_prose,
            stated=self.stated,
            announced=self.announced,
            is_item=self.is_note,
            is_footer=self.is_footer,
            lines=tuple(self.lines),
        )
        groups = (_merge(self.groups) if self.exact else self.groups) or [ContentGroup()]
        chosen = self._chosen(groups)
        for n, group in enumerate(groups):
            mine, last = n == chosen, n == len(groups) - 1
            entries, below = self._lay_out(group)
            lines = group.lines if self.has_prose else _unplaced(group.lines)
            if not (self.exact or self.scripted):
                lines = _say_long(entries, lines, is_begun=n == 0 and bool(first.lines))
            part = replace(
                first,
                kind=self.kind if mine else group.kind,
                subtitle=(self.subtitle if mine else None) or group.subtitle,
                highlight=self.highlight if mine else None,
                hold=self.hold if last else 0.0,
                entries=tuple(entries),
                content=group.content,
                asked=self.asked if n == 0 else "",
                lines=(*(first.lines if n == 0 else ()), *lines),
            )
            if below and not (part.entries or part.content):
                lines = (*part.lines, *below[0].lines)
                below[0] = replace(below[0], is_item=False, lines=lines)
            else:
                yield part if self.exact else _turn_numbers(part)
            yield from below

    def _lay_out(self, group: ContentGroup) -> tuple[list[ListItem], list[OutlineSection]]:
        """The group's entries, and scenes for what is too long to stand after them; a list that
        was written for a film keeps to its scene."""
        if self.exact or self.scripted or self.kind not in _UNFOLDING:
            return [fold(entry, nested) for entry, nested in group.items()], []
        return lay_out_items(group.items(), self.level + 1, self.title)

    def _join(self, before: Content, after: Content) -> Content | None:
        """Both as one, when the second goes on with the first."""
        if isinstance(before, Equation) and isinstance(after, Equation):
            return before.model_copy(update={"lines": (*before.lines, *after.lines)})
        if isinstance(before, Definition) and isinstance(after, Definition) and self.explains:
            return before.model_copy(update={"terms": (*before.terms, *after.terms)})
        if isinstance(before, Code) and isinstance(after, Code):
            alike = self.exact or _alike(before.states[-1], after.states[0])
            if before.language == after.language and alike and before.output is None:
                return before.model_copy(update={"states": (*before.states, *after.states)})
        return None

    def _chosen(self, groups: list[ContentGroup]) -> int:
        """The group that the heading's kind and the settings are about."""
        fits = (n for n, group in enumerate(groups) if _suits(self.kind, group))
        lists = (n for n, group in enumerate(groups) if group.entries)
        return next(fits, next(lists, 0)) if self.kind else next(lists, 0)

    def _settle(self) -> None:
        """What waited for something to see goes where other words go."""
        if self._waiting:
            lines, self._waiting = self._waiting, []
            self._remark(lines)

    def _remark(self, lines: list[NarrationLine]) -> None:
        """Add narration about what was shown last, or else about the section."""
        if self.groups:
            if self.has_prose and _only_file(lines) and not self.groups[-1].lines:
                self.groups[-1].lines.append(NarrationLine("", is_description=True))
            self.groups[-1].lines += [replace(line, is_remark=True) for line in lines]
        else:
            self.lines += lines

    def _draw(self) -> None:
        """The nested list as a diagram."""
        if len(self.nested) < 2:
            return
        cycle = self.shape == "cycle"
        source = _cycle(self.nested) if cycle else _tree(self.title, self.nested)
        first = next(n for n, group in enumerate(self.groups) if group.entries)
        self.groups[first].content, self.groups[first].entries = Diagram(source=source), []
        self.kind = "diagram"


def _only_file(lines: Sequence[NarrationLine]) -> bool:
    """Whether words say nothing of what they stand beside, as `Next meeting: 4 December.`"""
    said = [each for line in lines for each in sentences(line.text)]
    return bool(said) and all(weigh_sentence(each) == FILES for each in said)


def _say_long(
    entries: list[ListItem], lines: list[NarrationLine], *, is_begun: bool
) -> list[NarrationLine]:
    """The words around a list, with those of the list itself where it says more than it shows.

    Args:
        is_begun: Whether words stand before them.
    """
    is_long = any(len(split_item(entry.item).detail or "") > MOST_DETAIL for entry in entries)
    is_said = any(line.is_description for line in lines)
    if not is_long or is_said or not (lines or is_begun):
        return lines
    start = next((n for n, line in enumerate(lines) if line.is_remark), len(lines))
    return [*lines[:start], NarrationLine("", is_description=True), *lines[start:]]


def _unplaced(lines: list[NarrationLine]) -> list[NarrationLine]:
    """Words that were written for a film, which are about all of their scene."""
    return [replace(line, is_remark=False) for line in lines]


def _merge(groups: list[ContentGroup]) -> list[ContentGroup]:
    """Items and a content as one group; several contents stay apart."""
    held = [group for group in groups if group.content]
    if len(held) > 1 or len(groups) < 2:
        return groups
    return [
        ContentGroup(
            held[0].content if held else None,
            [entry for group in groups for entry in group.entries],
            [line for group in groups for line in group.lines],
        )
    ]


def _suits(kind: SceneKind | None, group: ContentGroup) -> bool:
    content = group.content
    if content is None or kind is None:
        return content is None and kind not in _HOLDING
    if kind in CHARTS:
        return group.kind == kind
    return _HOLDING.get(kind) == content.type


_HOLDING: dict[SceneKind, str] = {
    "diagram": "diagram",
    "equation": "equation",
    "code": "code",
    "table": "table",
    "image": "picture",
    "definition": "definition",
}


def _alike(before: CodeState, after: CodeState) -> bool:
    lines = [
        [line for line in state.text.splitlines() if line.strip()] for state in (before, after)
    ]
    return SequenceMatcher(None, *lines, autojunk=False).ratio() >= ALIKE


def _code_of(entries: list[ListItem]) -> Code | None:
    """A list of nothing but code is code."""
    lines = [entry.code for entry in entries if entry.code is not None]
    if len(lines) < 2 or len(lines) < len(entries) or any(entry.numbered for entry in entries):
        return None
    return Code(states=(CodeState(text="\n".join(lines)),))


def _turn_numbers(part: OutlineSection) -> OutlineSection:
    """Numbers that were written before what they count, after it."""
    counted = any(entry.item.value is not None for entry in part.entries)
    if part.kind not in _COUNTING or counted:
        return part
    return replace(part, entries=tuple(map(count_first, part.entries)))


def _tree(title: str, nested: list[tuple[int, str]]) -> str:
    lines = [f"    n{n}[{_quote(text)}]" for n, (_, text) in enumerate(nested, start=1)]
    indents = ["    " * (depth + 1) for depth, _ in nested]
    nodes = (f"{indent}{line.strip()}" for indent, line in zip(indents, lines, strict=True))
    return "\n".join(["mindmap", f"    root[{_quote(title)}]", *nodes])


def _cycle(nested: list[tuple[int, str]]) -> str:
    texts = [text for depth, text in nested if depth == 1]
    nodes = (f"    n{n}[{_quote(text)}]" for n, text in enumerate(texts, start=1))
    count = len(texts)
    edges = (f"    n{n} --> n{n % count + 1}" for n in range(1, count + 1))
    return "\n".join(["flowchart LR", *nodes, *edges])


def _quote(text: str) -> str:
    return '"' + " ".join(text.split()).replace('"', "#quot;") + '"'
