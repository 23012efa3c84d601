"""Items as they are written: `- Solar panel: electrons move {solar-panel, 60+}`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from callsheet_studio.storyboard.inline import Text
from callsheet_studio.storyboard.model import Item
from callsheet_studio.storyboard.outline import ListItem
from callsheet_studio.text.clean import shorten
from callsheet_studio.text.function_words import seems_english
from callsheet_studio.text.numbers import is_year, read_number
from callsheet_studio.text.punctuation import (
    FULL_STOP_MARKS,
    SENTENCE_ENDS,
    close_quotation,
    count_open_quotations,
)
from callsheet_studio.text.sentences import WHOLE_ENDS, sentences
from callsheet_studio.text.spoken_numbers import NUMBER_WORDS
from callsheet_studio.text.word_lists import (
    DANGLING,
    FUNCTION_WORDS,
    NO_STEP,
    PREPOSITIONS,
    has_verb,
    is_verb,
)

MOST_TEXT, MOST_DETAIL = 80, 120
"""Characters of an item and of its detail on the picture."""
MOST_WHOLE = 100
"""Characters of an item that is shown whole where it could only be parted between two words."""
LONGEST_JOINED = 70
"""Characters of a title that is made of two headings."""
AS_TEXT = "as text"
"""In braces after an item: its detail is text, though it reads as a number."""
_SINCE = re.compile(r"(\d{1,3})\s*+(?:s\s*+)?\+")
_ICON = re.compile(r"(?:icon:\s*)?([a-z][a-z0-9]*(?:-[a-z0-9]+)*)")
_VALUE = re.compile(r"(value|before):\s*(none|[-+.\deE]+)")
_DETAIL = re.compile(r"(.*?\S)\s*(?::\s+|：\s*|\s[–—]\s+)(\S.*)", re.DOTALL)
_HYPHEN = re.compile(r"(\S(?:[^ ]| (?!--? ))*+) --? (\S.*)", re.DOTALL)
"""A name and what it is, with a hyphen or two between blanks."""
_LONGEST_NAME = 5
"""Words of a name before such a hyphen, emoji among them."""
_CLAUSE = re.compile(r"[,;](?=\s)|(?=\s[–—])|(?=\s\([^()]*\)(?:[.,;:!?]|$))|[،，、；]")
"""Where a clause ends; before a parenthesis only if nothing goes on after it."""
_AND = re.compile(r" (?=(?:and|but|or) )")
_GOES_ON = re.compile(
    r"\s+(?:but|who|whose|which|that|because|where|when|while|so|if|unless|then|it|they|we|you|he|"
    r"she|each)\b"
)
"""Begins a clause behind a comma."""
_LISTED = re.compile(r"\s+[^\s,;:.]++(?:\s[^\s,;:.]++){0,2}(?:,|\s(?:and|or)\s)")
"""One to three words behind a comma, and another comma or `and`: the next name of a list."""
_JOINT = re.compile(
    r" (?=(?:that|which|who|whose|where|when|while|because|so|if|unless|to|for|in|on|at|as|from|"
    r"into|through|with|within|by|using|via|without|before|after) )"
)
"""Between two words, before what says more about the first."""
_SUCH = re.compile(r"\b(?:such|so|as) $")
"""Before `as`, `for` or `that` it goes on."""
_WAITING = frozenset(
    ("if", "when", "whenever", "while", "because", "although", "since", "unless", "once", "though")
)
"""Begin a clause that waits for the main one."""
_PAIRS, _NEAR = frozenset(("between", "both", "either", "neither", "not")), 4
"""Words before the first of two, and how many words before its end they stand at most."""
LEAST_WORDS = 3
"""Words that stand before such a joint."""
_LONGEST_SUBJECT = 6
"""Words before a relative clause."""
_SMALL = 3
"""Letters of a word that mostly belongs to the next one."""
_BETTER = 12
"""Characters from the middle that a place before such a word may be farther away."""
_RELATIVE = re.compile(
    r"([^,;:.!?]{2,60}), (?:[^\W\d_]{1,8} )?(?:der|die|das|den|dem|dessen|deren|denen|"
    r"welche[rsnm]?|who|whom|whose|which|that|qui|que|qu[’'][^\W\d_]+|dont|où|l?[ae]quelle?s?|lesquel(?:le)?s|"
    r"auquel|duquel|quien(?:es)?|cuy[oa]s?|cuj[oa]s?|donde|onde|che|cui|dat|wie|waar\w{0,6}|"
    r"któr\w{1,4}|котор\w{1,4}|який|яка|яке|які|яких|якому)\b"
)
"""A subject, and the beginning of a relative clause behind it, a preposition aside."""
_VERB_BEHIND = re.compile(
    r", (?!(?:und|oder|aber|sondern|denn|weil|dass|wenn|als|ob|damit|um|ohne|bevor|obwohl|sowie|"
    r"and|or|but|nor|so|because|if|when|while|where|as|et|ou|mais|car|ni|si|quand|lorsque|y|o|"
    r"pero|ni|porque|cuando|e|ma|né|se|perché|mas|nem|en|of|maar|want|i|oraz|lub|ale|że|a|и|или|но|"
    r"что|і|або|але|що|der|die|das|den|dem|dessen|deren|denen|who|whom|whose|which|that|qui|que|"
    r"dont|où|che|cui|dat)\b)[a-zà-ÿα-ωа-яіїєąćęłńóśźż]"
)
"""A comma and a small word that begins no other clause, and so is likely the verb."""
_CHANGE = re.compile(r"(.+?)(?<!\s)\s*+(?:→|->|=>)\s*+(.+)")


@dataclass(frozen=True)
class BraceOptions:
    """What the braces at the end of a line set."""

    icon: str | None = None
    since: int = 0
    """Seconds of film from which on the line is in; 0: always."""
    values: tuple[tuple[str, str], ...] = ()
    """`value` and `before` where they can't be read from the words."""
    as_text: bool = False
    """Whether numbers in the line stay text."""


def read_marks(line: Text) -> tuple[Text, BraceOptions]:
    """Split the braces at the end of a line from it; returns the rest of the
    line, and what they say.

    Braces hold, between commas, an icon's name, `since` as `8 s+`, a value such as `value: 5`, or
    `as text`. With any other word they are text: the line is returned whole, with empty marks.
    """
    start = line.mask.rfind("{") if line.mask.endswith("}") else -1
    inside = line.mask[start + 1 : -1] if start >= 0 else ""
    words = [word.strip() for word in inside.split(",")]
    since = [int(m[1]) for word in words if (m := _SINCE.fullmatch(word))]
    values = [(m[1], m[2]) for word in words if (m := _VALUE.fullmatch(word))]
    plain = words.count(AS_TEXT)
    icons = [m[1] for word in words if (m := _ICON.fullmatch(word))]
    known = len(since) + len(values) + plain + len(icons)
    if start < 0 or known < len(words):
        return line, BraceOptions()
    marks = BraceOptions(next(iter(icons), None), max(since, default=0), tuple(values), plain > 0)
    return line.part(0, start), marks


def read_item(text: Text, marks: BraceOptions, *, exact: bool = True) -> Item:
    """Return the item of a line: its words, and after a colon or a dash its number or its detail.

    Args:
        marks: What the line's braces say.
        exact: Whether this is a film's own outline, in which a hyphen is no dash.
    """
    match = _DETAIL.fullmatch(text.mask)
    match = match if match and _is_closed(match[1]) else None
    match = match if exact else _name_before_hyphen(text, match) or match
    name, more = (
        (text.group(match, 1).text, text.group(match, 2).text) if match else (text.text, "")
    )
    name, more = (name, more) if exact else (name.strip(), more.strip())
    first = next(iter(sentences(name)), name) if match else name
    if first != name and first.endswith(SENTENCE_ENDS):
        name, more = first.rstrip(FULL_STOP_MARKS), text.text[len(first) :].strip()
        marks = replace(marks, as_text=True)
    if marks.values:
        numbers = {key: None if v == "none" else _float(v) for key, v in marks.values}
        value, before = numbers.get("value"), numbers.get("before")
        return Item(text=name, icon=marks.icon, value=value, before=before, label=more or None)
    numbers = None if marks.as_text or not more else _numbers(more)
    if numbers is None:
        return Item(text=name, detail=more or None, icon=marks.icon)
    value, before = numbers
    return Item(text=name, icon=marks.icon, value=value, before=before, label=more)


def split_item(item: Item) -> Item:
    """Return an item with its text shortened to one statement, and the rest moved to its detail.

    That is the first sentence, or the beginning of a long one up to a comma. An item that is short
    enough, or has a value, is returned as it is.
    """
    if len(item.text) <= MOST_TEXT or item.value is not None:
        return item
    first, *others = _first_and_others(item.text)
    if _is_whole(first) and not any(map(str.isalpha, "".join(others))):
        return item
    if others and (len(first) <= MOST_TEXT or _is_whole(first)):
        first = first.rstrip(FULL_STOP_MARKS)
    elif is_subject_apart(first):
        return _part_evenly(item, first, others)
    elif end := _end_of_beginning(first, len(" ".join((*others, item.detail or "")))):
        first, others = first[:end].strip(), [first[end:].strip(), *others]
    elif not others:
        return item
    detail = " ".join(filter(None, (*others, item.detail)))
    return item.model_copy(update={"text": first.rstrip(",;").rstrip(), "detail": detail})


def _first_and_others(text: str) -> Sequence[str]:
    """The first sentence of a text, with its number, and the others; a piece of an endless
    sentence is all of it."""
    first, *others = sentences(text) or [text]
    if others and not any(map(str.isalpha, first)):  # the number of a sentence
        first, *others = f"{first} {others[0]}", *others[1:]
    while others and count_open_quotations(first) > 0 and len(first) < MOST_WHOLE:
        first, *others = f"{first} {others[0]}", *others[1:]
    return [first, *others] if first.endswith(WHOLE_ENDS) else [text]


def _part_evenly(item: Item, sentence: str, others: Sequence[str]) -> Item:
    """An item whose long first sentence is parted between two words with an ellipsis, about in the
    middle and behind no small word, since its subject waits for the verb at its end; as it is if
    that is too long for the picture."""
    rest = " ".join(filter(None, (*others, item.detail)))
    blanks = [at for at, letter in enumerate(sentence) if letter == " "]
    near = [at for at in blanks if at <= MOST_TEXT and len(sentence) - at <= MOST_DETAIL]
    fits = [at for at in near if _is_outside(sentence[:at])]
    ends = [at for at in fits if len(sentence[:at].split()[-1]) > _SMALL]
    middle = len(sentence) // 2
    better = {at for at in ends if len(sentence[at:].split()[0]) <= _SMALL}
    costs = {at: abs(at - middle) - _BETTER * (at in better) for at in ends or fits}
    end = min(costs, key=lambda at: costs[at], default=0)
    if not end:
        return item
    more = sentence[end + 1 :]
    detail = f"{more} {rest}" if rest and len(more) + len(rest) < MOST_DETAIL else more
    text = sentence[:end].rstrip(",;")
    return item.model_copy(update={"text": f"{text}…", "detail": detail})


def join_parted(item: Item) -> str:
    """Return the sentence of an item that was parted between two words with an ellipsis, and what
    its detail says behind it; empty for any other item."""
    detail = item.detail or ""
    is_parted = item.text.endswith("…") and detail[:1].islower()
    return f"{item.text[:-1].rstrip()} {detail}" if is_parted else ""


def is_phrase(beginning: str) -> bool:
    """Return whether the beginning of an English sentence is a name or a place without a verb, as
    `The share of acid` is."""
    words = beginning.split()
    return bool(words) and words[0].lower() in NO_STEP | PREPOSITIONS and not has_verb(words)


def show_text(text: str) -> str:
    """Return as much of an item's text as is shown."""
    return text if len(text) <= MOST_WHOLE else close_quotation(shorten(text, MOST_TEXT))


def begin_detail(detail: str) -> str:
    """Return as much of an item's detail as is shown: of one that is too long its first sentence,
    or else the beginning of that, up to a comma if there is one, with an ellipsis."""
    if len(detail) <= MOST_DETAIL:
        return detail
    first, *others = sentences(detail)
    if others and len(first) <= MOST_DETAIL and any(map(str.isalpha, first)):
        return close_quotation(first)
    begun = split_item(Item(text=detail)).text
    is_clause = MOST_TEXT // 2 <= len(begun) < MOST_TEXT
    if is_clause:
        return close_quotation(f"{begun.rstrip(FULL_STOP_MARKS)}…")
    begun = shorten(detail, MOST_DETAIL)
    if count_open_quotations(begun) > 0:
        begun = close_quotation(shorten(detail, MOST_DETAIL - 2))
    before = begun[: begun.rfind("(")].rstrip()
    return begun if _is_closed(begun) or len(before) < MOST_TEXT // 2 else f"{before}…"


def _end_of_beginning(sentence: str, more: int) -> int | None:
    """Where the beginning of a long sentence ends that is shown apart from the rest: at a comma,
    unless it stands in a list; else before a word such as `that` or `for`, as early as the rest is
    short enough, or before `and`; else at any comma. None if there is no such place. An endless
    sentence is only parted at commas.

    Args:
        more: Characters that are shown behind the sentence.
    """
    clauses = _clauses(sentence)
    if apart := _apart(sentence, clauses):
        return apart[-1]
    if len(sentence) > MOST_TEXT + MOST_DETAIL and not sentence.endswith(WHOLE_ENDS):
        return next(iter(clauses[-1:]), None)
    if not seems_english(sentence):
        return next(iter(clauses[-1:]), None)
    joints = [end for end in _ends(_JOINT, sentence) if _is_begun(sentence[:end])]
    joints = [end for end in joints if not _SUCH.search(sentence, 0, end)]
    if has_verb(sentence.split()):
        joints = [end for end in joints if not is_phrase(sentence[:end])]
    sure = [end for end in joints if _stands_alone(sentence[:end], sentence[end:])]
    ands = [end for end in _ends(_AND, sentence) if _is_begun(sentence[:end])]
    least = len(sentence) + more - MOST_DETAIL
    short = [end for end in sure if end >= least] or [end for end in ands[-1:] if end >= least]
    return next(iter((*short[:1], *sure[-1:], *ands[-1:], *clauses[-1:], *joints[-1:])), None)


def is_subject_apart(sentence: str) -> bool:
    """Return whether a relative clause between commas parts a short subject from its verb, as in
    `Eine Klausel, die …, ist unwirksam` and `A clause, which …, is void`."""
    found = _RELATIVE.match(sentence)
    if not found or len(found[1].split()) > _LONGEST_SUBJECT or has_verb(found[1].split()):
        return False
    return bool(_VERB_BEHIND.search(sentence, found.end()))


def _is_whole(sentence: str) -> bool:
    """Whether a sentence is shown whole: it is not much too long, and has no clause to be parted
    at, several parentheses aside."""
    ends = _apart(sentence, _clauses(sentence)) if len(sentence) <= MOST_WHOLE else [0]
    return all(sentence[end:].lstrip().startswith("(") and sentence.count("(") > 1 for end in ends)


def _clauses(sentence: str) -> list[int]:
    """Where clauses end."""
    return [end for end in _ends(_CLAUSE, sentence) if _is_outside(sentence[:end])]


def _apart(sentence: str, clauses: Sequence[int]) -> list[int]:
    """Those of the ends of clauses that do not stand in a list."""
    return [end for n, end in enumerate(clauses) if not _is_listed(sentence, clauses[: n + 1])]


def _is_listed(sentence: str, ends: Sequence[int]) -> bool:
    """Whether the last of some commas, given by where they end, stands in a list."""
    if not ends or sentence[ends[-1] - 1] not in ",،，、" or _GOES_ON.match(sentence, ends[-1]):
        return False
    found = _LISTED.match(sentence, ends[-1])
    first = sentence[ends[-1] :].split()[:1]
    if first and first[0] in {"and", "or"}:
        return _is_listed(sentence, ends[:-1])
    return bool(found) and found[0].split()[0].lower() not in PREPOSITIONS


def _ends(pattern: re.Pattern[str], sentence: str) -> list[int]:
    """Where matches end, as far as the beginning of the sentence fits on the picture."""
    found = takewhile(lambda match: match.end() <= MOST_TEXT, pattern.finditer(sentence))
    return [match.end() for match in found]


def _stands_alone(beginning: str, rest: str) -> bool:
    """Whether a beginning is closed, and a few words of which the last neither hangs nor belongs to
    the rest, as in `based on`, `and relies on`, `end to end`."""
    words, following = beginning.lower().split(), rest.lower().split()
    if not _is_begun(beginning) or words[-1] in DANGLING | FUNCTION_WORDS:
        return False
    counts = words[-1] in NUMBER_WORDS or words[-1][-1].isdigit()
    belongs = counts or words[-1].endswith(("ed", "ing")) or is_verb(words[-1], words[-2])
    return not (belongs or words[-2] in {"and", "or"} or words[-1] in following[1:2])


def _is_begun(beginning: str) -> bool:
    """Whether a beginning is closed, and more than two words that don't wait for a main clause or
    the second of two."""
    words = beginning.lower().split()
    waits = words[0] in _WAITING or _PAIRS & set(words[-_NEAR:])
    return len(words) >= LEAST_WORDS and not waits and _is_outside(beginning)


def _name_before_hyphen(text: Text, colon: re.Match[str] | None) -> re.Match[str] | None:
    """The match of a short name, or one that is code, before a hyphen between blanks; none where
    a short name stands before a colon."""
    found = _HYPHEN.fullmatch(text.mask)
    if not found or (colon and len(colon[1].split()) <= _LONGEST_NAME):
        return None
    name, words = text.group(found, 1), found[1].split()
    named = len(words) <= _LONGEST_NAME and words[0].lower() not in FUNCTION_WORDS
    is_name = any(map(str.isalpha, name.text)) and (named or name.is_code)
    return found if is_name and _is_closed(found[1]) and found[2][:1].isalpha() else None


def _is_closed(text: str) -> bool:
    """Whether no parenthesis is open at its end."""
    return text.count("(") <= text.count(")")


def _is_outside(text: str) -> bool:
    """Whether no parenthesis and no quotation is open at its end."""
    return _is_closed(text) and count_open_quotations(text) <= 0


def count_first(entry: ListItem) -> ListItem:
    """Return an entry such as `- 93%: of all cells` with the number as its value, and the rest
    as its text. Any other entry is returned as it is."""
    item = entry.item
    number = None if is_year(item.text) or not item.detail else read_number(item.text)
    if number is None or not item.detail:
        return entry
    turned = Item(text=item.detail, icon=item.icon, value=number.value, label=number.label)
    return ListItem(turned, entry.numbered, entry.since)


def add_detail(entry: ListItem, more: str, *, exact: bool) -> ListItem:
    """Return an entry with a nested line added to its detail.

    Args:
        more: The words of the nested line.
        exact: Whether this is a film's own outline, in which marks such as a final colon stay.
    """
    detail, text = entry.item.detail, entry.item.text
    if exact and not detail:
        changes = {"detail": more}
    elif detail:
        is_sentence = more[:1].isupper() and more.endswith(SENTENCE_ENDS) and not exact
        mark = " " if detail.endswith(SENTENCE_ENDS) else ". " if is_sentence else "; "
        changes = {"detail": f"{detail.rstrip(';,:')}{mark}{more.rstrip(';,')}"}
    else:
        open_end = text.rstrip(":;," if text.endswith("..") else f":;,{FULL_STOP_MARKS}")
        open_end = text if open_end.endswith(" ") else open_end
        changes = {"text": open_end or text, "detail": more.rstrip(";,") or more}
    return replace(entry, item=entry.item.model_copy(update=changes), code=None)


def _numbers(written: str) -> tuple[float, float | None] | None:
    """A number, or one and what it was before: `3.1% → 2.2%`."""
    number = read_number(written)
    if number:
        return number.value, None
    match = _CHANGE.fullmatch(written)
    was, now = (read_number(match[1]), read_number(match[2])) if match else (None, None)
    if not was or not now or (was.unit and was.unit != now.unit):
        return None
    return now.value, was.value


def _float(written: str) -> float | None:
    try:
        return float(written)
    except ValueError:
        return None
