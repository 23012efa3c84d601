"""Addresses, keys and commands in sentences: they are shown, and a voice says what is left without
them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from callsheet_studio.storyboard.model import Item
from callsheet_studio.storyboard.outline import Outline, OutlineSection
from callsheet_studio.text.punctuation import QUESTION_ENDS
from callsheet_studio.text.sentences import WHOLE_ENDS, join_sentences, sentences
from callsheet_studio.text.word_lists import DANGLING, is_verb

_ADDRESS = re.compile(
    r"""(?<![\w.@+-])(?:
      [\w+-]{1,40}(?:\.[\w+-]{1,40}){0,4}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}   # anna@pumps.example
    | (?:https?://|www\.)[^\s()<>\[\]"“”]{1,200}
    | localhost:\d{1,5}(?:/[\w./-]{0,100})?
    | \d{1,3}(?:\.\d{1,3}){3}:\d{1,5}
    | (?:SHA\d{1,3}:|0x)?(?=[0-9a-f]{0,40}\d)(?=\d{0,40}[a-f])[0-9a-f]{16,128}   # a hash
    | (?=[\dA-F :]{0,40}[A-F])(?=[A-F :]{0,40}\d)[\dA-F]{4}(?:[ :-]{1,2}[\dA-F]{4}){2,15}
    | (?=[\dA-F:]{0,40}[A-F])[\dA-F]{2}(?::[\dA-F]{2}){5,40}
    | [A-Z]{2}\d{2}(?:[ ]?[A-Z\d]{4}){3,7}(?:[ ]?[A-Z\d]{1,3})?   # the number of an account
    )(?<![.,;:!?])(?![\w@])""",
    re.VERBOSE,
)
"""Nobody can follow one by ear: a mail address, a page, a server, a key, a fingerprint."""
_BEFORE = frozenset(
    ("at", "to", "via", "by", "on", "from", "under", "through", "with", "using", "running")
    + ("calling", "typing", "entering", "an", "unter", "über", "auf", "bei", "per", "von", "mit")
    + ("à", "sur", "par", "chez", "avec", "de", "en", "por", "con", "vía", "a", "su", "da", "em")
    + ("para", "com", "no", "na", "naar", "op", "bij", "met")
)
"""Stand between the words of a sentence and an address."""
_BY_MEANS_OF = frozenset(("with", "by", "using", "mit", "avec", "con", "com", "met"))
"""Those of them before what something is done with."""
_PHONE = re.compile(r"\d(?:[ ()/.-]{0,2}\d){6,}")
_WORD = re.compile(r"[^\W\d_]{2,}+(?:-[^\W\d_]++)*+")
_MARKS = " ·|•–—-:,;"
_FEW, _LEAST, _LEAST_SURE = 9, 5, 3
"""Other words of a sentence that hardly more than gives an address, at most; words that are a
sentence without it, at least, also before a colon or a means."""
_MOST_ASIDE = 6
"""Words in parentheses around an address."""
_SHORT_QUESTION = 4
LEAST_COMMAND = 4
"""Words of code in a sentence that is a command, and not a name."""


def holds_address(text: str, commands: Iterable[str] = ()) -> bool:
    """Return whether a text holds an address, a key or one of some commands."""
    return bool(_ADDRESS.search(text)) or any(command in text for command in commands)


def gives_address(text: str) -> bool:
    """Return whether a text says hardly more than an address."""
    return holds_address(text) and not say_without(text)


def is_mute(item: Item) -> bool:
    """Return whether an item only gives an address, which nobody says."""
    return gives_address(" ".join(filter(None, (item.text, item.detail))))


def say_without(sentence: str, commands: Sequence[str] = ()) -> str:
    """Return what is said of a sentence that holds an address or a command: the rest if that is a
    sentence of its own, else nothing if it is only about an address; the sentence as it is if it
    says more or is about a command.

    Args:
        commands: The pieces of code that a voice leaves out.
    """
    said = sentence
    while found := _find(said, commands):
        shorter = _cut(said, *found)
        if shorter is None:
            others = f"{sentence[: found[0]]} {sentence[found[1] :]}"
            is_short = len(_WORD.findall(_ADDRESS.sub(" ", others))) <= _FEW
            return "" if is_short and _ADDRESS.search(sentence) else sentence
        said = shorter
    is_number = said != sentence and bool(_PHONE.search(said)) and len(_WORD.findall(said)) <= _FEW
    return "" if is_number else said


def mute_addresses(outline: Outline) -> Outline:
    """Return an outline whose sections show, and do not say, sentences that only give an address;
    of others, the address is not said. Words for a film stay, and so do answers and notes of
    nothing else."""
    commands = tuple(sorted(outline.commands, key=len, reverse=True))
    opening = _mute(outline.opening, commands)
    parts = tuple(_mute(part, commands) for part in outline.parts)
    return replace(outline, opening=opening, parts=parts)


def _mute(part: OutlineSection, commands: Sequence[str]) -> OutlineSection:
    if part.scripted or not any(holds_address(line.text, commands) for line in part.lines):
        return part
    lines, shown = list(part.lines), list[str]()
    for n, line in enumerate(lines):
        if holds_address(line.text, commands) and not line.text.rstrip().endswith((":", "：")):
            said = list(_say_line(line.text, commands, shown))
            lines[n] = replace(line, text=join_sentences(said))
    kept = tuple(line for line in lines if line.text or line.is_description)
    if not kept and (part.asked or part.announced or part.content):
        return part
    return replace(part, lines=kept, shown=tuple(shown))


def _say_line(text: str, commands: Sequence[str], shown: list[str]) -> Iterator[str]:
    """The sentences of a text that are said; adds those that are not, or not whole, to `shown`. A
    short question goes with the address that answers it."""
    asked = ""
    for sentence in sentences(text):
        is_question = sentence.endswith(QUESTION_ENDS) and len(sentence.split()) <= _SHORT_QUESTION
        said = say_without(sentence, commands)
        if said and asked:
            yield asked
        if _ADDRESS.search(sentence) and said != sentence:
            found = [each[0] for each in _ADDRESS.finditer(sentence)]
            shown += found if said else [join_sentences((asked, sentence))]
        asked = sentence if is_question and said else ""
        if said and not asked:
            yield said
    if asked:
        yield asked


def _find(text: str, commands: Sequence[str]) -> tuple[int, int] | None:
    """Where the last address or command of a text stands."""
    spans = [found.span() for found in _ADDRESS.finditer(text)]
    spans += [(at, at + len(each)) for each in commands if (at := text.rfind(each)) >= 0]
    return max(spans, default=None)


def _cut(text: str, start: int, end: int) -> str | None:
    """A sentence without what stands there; None if the rest would be none."""
    opens, closes = text.rfind("(", 0, start), text.find(")", end)
    if opens > text.rfind(")", 0, start) and closes >= 0:
        is_aside = len(text[opens:closes].split()) <= _MOST_ASIDE
        rest = f"{text[:opens].rstrip()}{text[closes + 1 :]}"
        return rest if is_aside and len(_WORD.findall(rest)) >= _LEAST_SURE else None
    before, after = text[:start].rstrip("`'\"“ "), text[end:].lstrip("`'\"”")
    goes_on = bool(_WORD.search(after))
    if before.endswith(tuple("·|•")):
        return None if goes_on else f"{before.rstrip(_MARKS)}{after}"
    if before.endswith((":", "：")):
        before, least = before.rstrip(_MARKS), _LEAST_SURE
        is_command = not goes_on and any(map(_is_verb_of, _pairs(before)))
        return f"{before}{after or '.'}" if is_command and _stands(before, least) else None
    words = before.split(" ")
    joints = list[str]()
    while words and words[-1].lower() in _BEFORE:
        joints.append(words.pop().lower())
    if not joints:
        return None
    least = _LEAST_SURE if joints[-1] in _BY_MEANS_OF else _LEAST
    before = " ".join(words).rstrip(_MARKS)
    stands = _stands(before, 2 if goes_on else least)
    is_whole = stands and len(_WORD.findall(f"{before} {after}")) >= least
    joint = " " if after[:1].isalnum() else ""
    ended = after if goes_on or after.strip().startswith(WHOLE_ENDS) else f"{after.strip()}."
    return f"{before}{joint}{ended}" if is_whole else None


def _stands(text: str, least: int) -> bool:
    """Whether words do not wait for what stood behind them."""
    words = _WORD.findall(text)
    last = _pairs(text)[-1:]
    return len(words) >= least and not any(
        word.lower() in DANGLING or is_verb(word, before) for before, word in last
    )


def _pairs(text: str) -> Sequence[tuple[str, str]]:
    """The words of a text, each behind the one before it."""
    words = _WORD.findall(text)
    return list(zip(["", *words], words, strict=False))


def _is_verb_of(pair: tuple[str, str]) -> bool:
    before, word = pair
    return is_verb(word, before)
