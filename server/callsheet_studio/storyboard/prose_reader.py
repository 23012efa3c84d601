"""Reads running text as a film: the sentences are spoken as they stand, the gist is shown."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import accumulate, pairwise, takewhile

from callsheet_studio.storyboard.content import Chart, Code, Definition, Diagram, Equation, Table
from callsheet_studio.storyboard.model import Item
from callsheet_studio.storyboard.outline import ListItem, NarrationLine, Outline, OutlineSection
from callsheet_studio.storyboard.speech_timing import spoken_words
from callsheet_studio.storyboard.statements import LARGE, state, state_all, strongest, to_title
from callsheet_studio.text.clean import shorten
from callsheet_studio.text.keyphrases import Phrases
from callsheet_studio.text.numbers import Number, read_number
from callsheet_studio.text.punctuation import COLONS, STATEMENT_ENDS
from callsheet_studio.text.quotations import whole_quotations
from callsheet_studio.text.sentence_weight import BINDS, weigh_sentence
from callsheet_studio.text.sentences import (
    as_sentence,
    begin_sentence,
    ends_bare,
    join_sentences,
    leans_back,
    refers_back,
    sentences,
)
from callsheet_studio.text.turns import is_one_side, puts_right, turns
from callsheet_studio.text.word_lists import FUNCTION_WORDS, is_verb

SENTENCES, WORDS = 3, 45
"""Spoken in one scene at most."""
OPENING = 18
"""Words that a title scene says at most where a number is among those after its first sentence,
unless they are written as its narration: it would not be seen."""
LONG = 70
"""Words from which a scene that shows nothing is split."""
_MOST_HEADED = 3
"""Scenes of the text above the first heading that all have the film's title."""
BEFORE_LIST, AFTER_LIST = 30, 20
"""Words before and after a list from which they get scenes of their own."""
_TOLD = (Chart, Code, Definition, Diagram, Table)
"""What is told part after part."""
_TITLE_WORDS = 10
_LONGEST_SHARE = 120
"""Characters of a clause that may be a name and its number."""
_LONGEST_TITLE = 90
"""Characters."""
_LONGEST_REPEATED = 40
"""Characters of a heading that stands whole over several scenes."""
_SUBTITLE = re.compile(r"[:：] | [-–—] ")
_REQUEST = re.compile(
    r"(?:please\s+|can you\s+|could you\s+)?(?:make|create|produce|generate|write|film)\b.*"
    r"\b(?:video|film|animation|clip|explainer)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_LABEL = re.compile(r"(?P<label>[^\W\d_][\w&’'-]{0,24}(?: [\w&’'-]{1,24})?)[:：]\s")
_PRONOUN = re.compile(
    r"(?:it|he|she|they|these|those|this|that|elles?|ils|ell[ao]s?|он[аио]?|він|вон[аи])\b", re.I
)
_SHARES = re.compile(r",\s+(?:and\s+)?|;\s*|(?<!\s)\s+and\s+")
_SHARE = re.compile(
    r"(?:.*:\s*)?(?P<label>[^\W\d_][^\d,;:]{1,40}?)\s+"
    r"(?:(?:is|was|are|were|at|took|takes|has|had|got|made|makes up|with)\s+)?(?P<number>\S*\d.*?)"
    r"[.!]?"
)


def parse_prose(text: str, title: str = "") -> Outline:
    """Return the outline of running text: the first sentence is the opening, the last one the
    closing, with the one before if it leans on that, and of the others two or three share a scene.

    Args:
        text: Plain text, without Markdown.
        title: The film's title; empty takes one from the text.
    """
    head, body = _split_heading(text)
    blocks = re.split(r"\n\s*\n", body.strip())
    blocks = [as_sentence(block.rstrip().rstrip(",;")) for block in blocks]
    body, said = "\n\n".join(blocks), _split(map(NarrationLine, blocks))
    notes: tuple[str, ...] = ()
    if len(said) > 2 and _REQUEST.fullmatch(said[0].text):
        notes = (f"Read as an instruction and not spoken: {said[0].text!r}.",)
        said = said[1:]
    phrases = Phrases(body)
    leans = len(said) > 3 and refers_back(said[-1].text)
    end = max(1, len(said) - 1 - leans)
    heading = title or head
    parts = tuple(_parts(said[1:end], phrases, heading))
    ends = tuple(said[end:])
    closing = (
        OutlineSection(_closing_title(first.text, phrases, heading), "closing", lines=ends)
        for first in ends[:1]
    )
    opening = OutlineSection(lines=tuple(said[:1]))
    named = heading or (state(said[0].text) if said else None) or phrases.gist(body)
    return Outline(named, opening, (*parts, *closing), notes, is_prose=True)


def split_long_scenes(outline: Outline) -> Outline:
    """Return the outline with its long scenes that only have words split into several, as prose
    is. Those of a short text above the first heading have the film's title."""
    first, rest = _split_opening(outline.opening)
    is_headed = any(part.title for part in outline.parts) and len(_groups(rest)) <= _MOST_HEADED
    parts = (
        *_parts(rest, Phrases(_text(rest)), outline.title, is_headed=is_headed),
        *(piece for part in outline.parts for piece in _pieces(part)),
    )
    return replace(outline, opening=first, parts=parts)


def _split_heading(text: str) -> tuple[str, str]:
    """A short first line without a full stop is a title."""
    first, _, rest = text.strip().partition("\n")
    short = len(first.split()) <= _TITLE_WORDS and len(first) <= 80
    if rest.strip() and short and not first.rstrip().endswith((*STATEMENT_ENDS, ",", ";")):
        return first.strip().rstrip(":"), rest
    return "", text


def _split_opening(opening: OutlineSection) -> tuple[OutlineSection, list[NarrationLine]]:
    """A title scene with as much as it can carry, and the lines that it cannot."""
    lines = _split(opening.lines)
    words = sum(spoken_words(line.text) for line in lines)
    shows_a_number = any(re.search(r"\d", line.text) for line in lines[1:])
    if opening.scripted or words <= OPENING or not shows_a_number:
        kept, *rest = _groups(lines) if words > LONG else [lines]
        return replace(opening, lines=tuple(kept)), [line for group in rest for line in group]
    return replace(opening, lines=tuple(lines[:1])), lines[1:]


def _pieces(part: OutlineSection) -> Iterator[OutlineSection]:
    part, after = _remarks_apart(part)
    yield from _parted(part)
    yield from after


def _remarks_apart(part: OutlineSection) -> tuple[OutlineSection, Sequence[OutlineSection]]:
    """A list without the running text after it, and scenes for that: nothing new would be seen
    while it is said."""
    remarks = [line for line in part.lines if line.is_remark]
    is_list = part.entries and not (part.scripted or part.content)
    words = sum(spoken_words(line.text) for line in remarks)
    if not is_list or words < AFTER_LIST or leans_back(remarks[0].text):
        return part, ()
    told = tuple(line for line in part.lines if not line.is_remark)
    groups = _groups(_split(replace(line, is_remark=False) for line in remarks))
    *after, last = [replace(_alone(part), lines=tuple(lines)) for lines in groups]
    return replace(part, lines=told, hold=0.0), (*after, replace(last, hold=part.hold))


def _parted(part: OutlineSection) -> Iterator[OutlineSection]:
    if _waits(part):
        before, part = _introduce_apart(part)
        yield from before
        yield part
        return
    if isinstance(part.content, Equation) and not part.scripted:
        before, part = _formula_apart(part)
        yield from before
        yield part
        return
    shows = part.entries or part.content or part.kind not in (None, "points")
    if part.entries and not (part.scripted or part.content) and _words(part) > BEFORE_LIST:
        part, before = _without_prose(part)
        yield from before
        yield part
        return
    if shows or not _is_long(part):
        yield part
        return
    first, *more = _groups(_split(part.lines))
    yield replace(part, lines=tuple(first), hold=0.0 if more else part.hold)
    for n, lines in enumerate(more, start=2):
        hold = part.hold if n > len(more) else 0.0
        yield replace(_alone(part), lines=tuple(lines), hold=hold)


def _without_prose(part: OutlineSection) -> tuple[OutlineSection, Sequence[OutlineSection]]:
    """A list with the words that introduce it, and scenes for those before: it is not yet seen."""
    described = any(line.is_description for line in part.lines)
    lines = list(part.lines) if described else _split(part.lines)
    start = next((n for n, line in enumerate(lines) if line.text.endswith(COLONS)), None)
    if not start:
        return part, ()
    listed = replace(part, lines=tuple(lines[start:]))
    groups = _groups(_split(lines[:start]))
    return replace(listed, asked=""), _ask_first(part, groups)


def _formula_apart(part: OutlineSection) -> tuple[Sequence[OutlineSection], OutlineSection]:
    """Scenes for the paragraphs before the one that says a formula, and the section with that."""
    told = [n for n, line in enumerate(part.lines) if not line.is_remark]
    start = told[-1] if told and not any(line.is_description for line in part.lines) else 0
    if not start:
        return (), part
    groups = _groups(_split(part.lines[:start]))
    return _ask_first(part, groups), replace(part, lines=part.lines[start:], asked="")


def _waits(part: OutlineSection) -> bool:
    """Whether a table, a chart, a diagram or code would wait for long until it is told."""
    charted = any(entry.item.value is not None for entry in part.entries)
    is_told = isinstance(part.content, _TOLD) or charted
    written = part.scripted or any(line.is_description for line in part.lines)
    words = sum(spoken_words(line.text) for line in part.lines if not line.is_remark)
    return is_told and not written and words > WORDS


def _introduce_apart(part: OutlineSection) -> tuple[Sequence[OutlineSection], OutlineSection]:
    """Scenes for the first sentences of an introduction, and the section with the last ones."""
    lines = [line for line in part.lines if not line.is_remark]
    *groups, last = _groups(_split(lines))
    if last[0].is_labeled:  # it is about its label
        groups, last = [*groups, last], [NarrationLine("", is_description=True)]
    told = replace(part, lines=(*last, *part.lines[len(lines) :]))
    if not groups:
        return (), told
    return _ask_first(part, groups), replace(told, asked="")


def _alone(part: OutlineSection) -> OutlineSection:
    """A scene of the same section, without what that says and shows."""
    return OutlineSection(part.title, icon=part.icon, since=part.since, level=part.level)


def _ask_first(
    part: OutlineSection, groups: Sequence[Sequence[NarrationLine]]
) -> Sequence[OutlineSection]:
    """Scenes for groups of sentences, the first with the question of the heading."""
    asked = (part.asked, *[""] * len(groups))
    pairs = zip(groups, asked, strict=False)
    return [replace(_alone(part), lines=tuple(group), asked=each) for group, each in pairs]


def _is_long(part: OutlineSection) -> bool:
    return _words(part) > LONG


def _words(part: OutlineSection) -> float:
    """Words of what a scene says, its list aside."""
    return sum(spoken_words(line.text) for line in part.lines)


def _split(lines: Iterable[NarrationLine]) -> list[NarrationLine]:
    """The sentences of paragraphs, each as a line."""
    return [
        replace(line, text=said, is_labeled=line.is_labeled and n == 0, goes_on=n > 0)
        for line in lines
        for n, said in enumerate(whole_quotations(line.text))
    ]


def _groups(said: Sequence[NarrationLine]) -> list[list[NarrationLine]]:
    """Neighbors together, as far as a scene can carry them; a chart stands alone, a sentence such
    as "It will." stays with the one before it, and a paragraph begins a scene where it would fall
    apart (see `_begins_a_scene`)."""
    groups: list[list[NarrationLine]] = []
    for n, line in enumerate(said):
        if groups and _begins_a_scene(said[n:], groups[-1]):
            groups.append([line])
            continue
        together = [*groups[-1], line] if groups else []
        words = sum(spoken_words(each.text) for each in together)
        charted = any(_chart(each.text) for each in together[-2:])
        asks = (
            line.text.endswith("?") and len(together) > 2 and not groups[-1][-1].text.endswith("?")
        )
        most = (SENTENCES, WORDS)
        if groups and (refers_back(line.text) or ends_bare(line.text)):
            most = (SENTENCES + 1, LONG)
        if together and len(together) <= most[0] and words <= most[1] and not (charted or asks):
            groups[-1] = together
        elif len(together) > 2 and _answers(line.text, groups[-1][-1].text):
            groups.append([groups[-1].pop(), line])
        else:
            groups.append([line])
    return groups


def _answers(sentence: str, before: str) -> bool:
    """Whether a sentence answers or puts right what the one before it says others believe, or
    denies."""
    return is_one_side(before) or puts_right(sentence, before)


def _begins_a_scene(said: Sequence[NarrationLine], before: Sequence[NarrationLine]) -> bool:
    """Whether sentences begin with a paragraph that must not share a scene with those before it: it
    has a label, or its scene would end before a duty, or what leans on the sentence before, or
    answers it."""
    first, *others = said
    if first.goes_on or refers_back(first.text):
        return False
    paragraph = [first, *takewhile(lambda line: line.goes_on, others)]
    sums = accumulate(spoken_words(line.text) for line in (*before, *paragraph))
    fitting = [n for n, words in enumerate(sums, start=1) if n <= SENTENCES and words <= WORDS]
    later = [line.text for line in paragraph[max(len(fitting) - len(before), 0) :]]
    is_parted = 0 < len(later) < len(paragraph)
    leans = is_parted and leans_back(later[0]) and not refers_back(later[0])
    ends = is_parted and is_one_side(paragraph[-len(later) - 1].text)
    hangs = leans or ends or (is_parted and max(map(weigh_sentence, later)) == BINDS)
    return first.is_labeled or hangs


def _closing_title(sentence: str, phrases: Phrases, heading: str) -> str:
    return to_title(sentence, _LONGEST_TITLE) or heading or phrases.gist(sentence)


def _parts(
    said: Sequence[NarrationLine], phrases: Phrases, heading: str = "", *, is_headed: bool = False
) -> Iterator[OutlineSection]:
    """Scenes that do not share a title, as far as the words allow.

    Args:
        heading: The title of one whose words give none; empty takes the beginning of its words.
        is_headed: Whether all but charts have the heading as their title.
    """
    titles: set[str] = set()
    for lines in _groups(said):
        if is_headed and heading and not any(_chart(line.text) for line in lines):
            yield OutlineSection(heading, lines=tuple(lines))
            continue
        part = _part(lines, phrases, titles, heading)
        titles.add(part.title)
        yield part


def _part(
    lines: Sequence[NarrationLine], phrases: Phrases, titles: Set[str], heading: str
) -> OutlineSection:
    """Numbers as bars; else the first statement as the title of the others, or one sentence large,
    also where the only other statement begins with a pronoun for what would not be seen."""
    text = _text(lines)
    entries = next((found for line in lines if (found := _chart(line.text))), None)
    if entries:
        return OutlineSection(phrases.gist(text, titles), "bars", entries, tuple(lines))
    stated = state_all(text)
    first = next((each for each in stated if _names(each)), next(iter(stated), ""))
    others = [each for each in stated if each != first]
    leans = len(others) == 1 and _is_about_unseen(others[0], first, text)
    if not others or first in titles or leans:
        sentence = strongest(text)
        title = _title_of(sentence, heading)
        large = ListItem(Item(text=shorten(sentence, LARGE)))
        return OutlineSection(title, "quote", (large,), tuple(lines))
    if all(map(_label_of, stated)):
        first, others = heading or _label_of(first), list(stated)
    return OutlineSection(
        first, "points", tuple(ListItem(Item(text=each)) for each in others), tuple(lines)
    )


def _is_about_unseen(statement: str, title: str, text: str) -> bool:
    """Whether a statement begins with a pronoun, and the sentence before it is not the title's."""
    said = ["", *sentences(text)]
    before = next((one for one, other in pairwise(said) if other.startswith(statement)), title)
    return bool(_PRONOUN.match(statement)) and not before.startswith(title)


def _title_of(sentence: str, heading: str) -> str:
    """The title of a scene that shows one sentence large: that sentence, if it is one, or its
    label, else the heading above it."""
    title = to_title(sentence, _LONGEST_TITLE)
    if title and _label_of(title):
        return _label_of(title)
    title = title if title and _begins(title, heading) else _before_subtitle(heading)
    return title or shorten(sentence, _LONGEST_TITLE)


def _before_subtitle(heading: str) -> str:
    """A long heading without what stands behind its colon or dash, as it was shown before."""
    main = _SUBTITLE.split(heading, maxsplit=1)[0]
    return main if len(heading) > _LONGEST_REPEATED and len(main.split()) > 2 else heading


def _label_of(statement: str) -> str:
    """The label before what a statement says, as in `Hotel: Casa do Miradouro`; empty without one.
    Words that make a sentence of their own, or join one, are none."""
    found = _LABEL.match(statement)
    words = found["label"].split() if found else []
    joins = any(word.lower() in FUNCTION_WORDS or is_verb(word) for word in words)
    return "" if joins or not found else found["label"]


def _begins(title: str, heading: str) -> bool:
    """Whether a title begins as a sentence does; any will do without a heading in its place."""
    return not heading or (title[0] not in "([{" and begin_sentence(title) == title)


def _names(statement: str) -> bool:
    """Whether a statement is a title: no address, and nothing that leans on what is above it."""
    is_address = re.search(r"\w[/@]\w|\w\.\w", statement)
    leans = refers_back(statement) or turns(statement)
    return not (leans or is_address or _label_of(statement))


def _text(lines: Iterable[NarrationLine]) -> str:
    return join_sentences(line.text for line in lines)


def _chart(sentence: str) -> tuple[ListItem, ...]:
    """Three or more `name number` of one unit, separated by commas; else nothing."""
    clauses = [clause.strip() for clause in _SHARES.split(sentence)]
    found = [_SHARE.fullmatch(clause) for clause in clauses if len(clause) <= _LONGEST_SHARE]
    pairs = [(m["label"].strip(), read_number(m["number"])) for m in found if m]
    units = {number.unit for _, number in pairs if number}
    if len(pairs) < max(3, len(clauses)) or len(units) != 1 or any(n is None for _, n in pairs):
        return ()
    return tuple(_bar(label, number) for label, number in pairs if number)


def _bar(label: str, number: Number) -> ListItem:
    text = label[:1].upper() + label[1:]
    return ListItem(Item(text=text, value=number.value, label=number.label))
