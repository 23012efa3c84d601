"""Reads running text as a film: the sentences are spoken as they stand, the gist is shown."""

import re
from itertools import islice

from callsheet_studio.script.number import Number, read_number
from callsheet_studio.script.outline import Entry, Line, Outline, Part
from callsheet_studio.script.phrases import key_phrase
from callsheet_studio.script.sentences import sentences
from callsheet_studio.script.storyboard import Item

SENTENCES = 3
"""Spoken in one scene at most."""
_WORDS = 45
"""Spoken in one scene before the next begins, if the sentences allow."""
_TITLE_WORDS = 10
_REQUEST = re.compile(
    r"(?:please\s+|can you\s+|could you\s+)?(?:make|create|produce|generate|write|film)\b.*"
    r"\b(?:video|film|animation|clip|explainer)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_SHARES = re.compile(r",\s+(?:and\s+)?|;\s*|\s+and\s+")
_SHARE = re.compile(
    r"(?:.*:\s*)?(?P<label>[^\W\d_][^\d,;:]{1,40}?)\s+"
    r"(?:(?:is|was|are|were|at|took|takes|has|had|got|made|makes up|with)\s+)?(?P<number>\S*\d.*?)"
    r"[.!]?"
)


def read_prose(text: str) -> Outline:
    """The first sentence opens, the last one closes, two or three between share a scene."""
    title, body = _headed(text)
    said = sentences(body)
    notes: tuple[str, ...] = ()
    if len(said) > 2 and _REQUEST.fullmatch(said[0]):
        notes = (f"Read as an instruction and not spoken: {said[0]!r}.",)
        said = said[1:]
    title = title or key_phrase(body)
    first, middle, last = said[:1], said[1:-1], said[1:][-1:]
    parts = [_part(group, body) for group in _groups(middle)]
    closing = [Part(title=key_phrase(s, body), kind="closing", lines=(Line(s),)) for s in last]
    return Outline(title, Part(lines=tuple(map(Line, first))), (*parts, *closing), notes)


def _headed(text: str) -> tuple[str, str]:
    """A short first line without a full stop is a title."""
    first, _, rest = text.strip().partition("\n")
    short = len(first.split()) <= _TITLE_WORDS and len(first) <= 80
    if rest.strip() and short and first.strip()[-1:] not in ".,;!。！":
        return first.strip().rstrip(":"), rest
    return "", text


def _groups(said: list[str]) -> list[list[str]]:
    """Neighbours together, as evenly as whole sentences allow."""
    groups: list[list[str]] = []
    for sentence in said:
        full = not groups or len(groups[-1]) == SENTENCES
        if full or sum(len(s.split()) for s in (*groups[-1], sentence)) > _WORDS:
            groups.append([])
        groups[-1].append(sentence)
    return groups


def _part(said: list[str], context: str) -> Part:
    lines = tuple(map(Line, said))
    shares = next((found for sentence in said if (found := _chart(sentence))), ())
    title = key_phrase(" ".join(said), context)
    if shares:
        return Part(title=title, kind="bars", entries=shares, lines=lines)
    phrases = dict.fromkeys(key_phrase(sentence, context) for sentence in said)
    shown = islice((phrase for phrase in phrases if phrase and phrase != title), SENTENCES)
    entries = tuple(Entry(Item(text=phrase)) for phrase in shown)
    return Part(title=title, kind="points", entries=entries, lines=lines)


def _chart(sentence: str) -> tuple[Entry, ...]:
    """Three or more `name number` of one unit, separated by commas; else nothing."""
    found = [_SHARE.fullmatch(clause.strip()) for clause in _SHARES.split(sentence)]
    pairs = [(m["label"].strip(), read_number(m["number"])) for m in found if m]
    units = {number.unit for _, number in pairs if number}
    if len(pairs) < max(3, len(found)) or len(units) != 1 or any(n is None for _, n in pairs):
        return ()
    return tuple(_bar(label, number) for label, number in pairs if number)


def _bar(label: str, number: Number) -> Entry:
    text = label[:1].upper() + label[1:]
    return Entry(Item(text=text, value=number.value, label=number.label))
