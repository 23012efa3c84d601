"""Where text may be broken, and in which order the words of a line are shown.

A word is the smallest thing that is placed: what stands between spaces in most scripts, a single
character in Chinese and Japanese.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise

from callsheet_studio.text.language_names import primary_subtag
from callsheet_studio.text.phrase_splitting import BREATHS, PORTION_ENDS
from callsheet_studio.text.punctuation import CLOSING

WIDER = 1.25
"""How much wider the widest line may be so that lines end where one pauses."""
GLUE = "\u200b"
"""Stands between two words that are written without a space."""
RTL_LANGUAGES = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages written from right to left, by the first part of their BCP 47 tag."""
_BACKWARDS = {"R", "AL"}
_STRONG = {"L", *_BACKWARDS}
_WIDE = {"W", "F"}
_CLOSING = set(
    "、。，．）」』】〉》！？；：・々〜ー,.)!?;:…”’ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
_OPENING = set("（「『【〈《([“‘")
"""What begins no line in Chinese and Japanese, and what ends none (JLREQ 3.1.7 and 3.1.8)."""


@dataclass(frozen=True)
class TextRun:
    """A piece of text that is never broken, and its place in a line. Widths in design units."""

    text: str
    width: float
    space: float
    """The width of the space before it, unless it begins a line."""
    n: int = 0
    """The number of the spaced word that it is or belongs to, in reading order."""
    x: float = 0.0
    """Of its left edge, once `position_words` was called."""
    tied: bool = False
    """Whether it stays on the line of the run before it, if the two fit on one."""


def break_points(chunk: str) -> list[str]:
    """Split a text without spaces into pieces between which a line may break.

    That is around Chinese and Japanese characters.
    """
    if chunk.isascii():
        return [chunk]
    found: list[str] = []
    for wide, run in groupby(chunk, key=lambda char: unicodedata.east_asian_width(char) in _WIDE):
        text = "".join(run)
        found += list(text) if wide and not _is_hangul_or_emoji(chunk) else [text]
    joined: list[str] = []
    for piece in found:
        if joined and (piece[0] in _CLOSING or joined[-1][-1] in _OPENING):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def is_rtl(text: str, language: str = "en") -> bool:
    """Return whether a text runs from right to left, in a film in `language` (a BCP 47 tag).

    The first strong character decides (UAX 9, rule P2), unless the film's language runs from right
    to left: then any such character decides, even if a Latin name begins the text (a higher-level
    protocol, rule HL1), and several words without any letter run so too.
    """
    kinds = [unicodedata.bidirectional(char) for char in text]
    strong = [kind in _BACKWARDS for kind in kinds if kind in _STRONG]
    if not is_rtl_language(language):
        return strong[:1] == [True]
    return any(strong) or (not strong and len(text.split()) > 1)


def _runs_rtl(word: str, before: bool) -> bool:
    """Whether a word runs from right to left; one without letters does if the one before does."""
    strong = [kind for char in word if (kind := unicodedata.bidirectional(char)) in _STRONG]
    return strong[0] in _BACKWARDS if strong else before


def is_rtl_language(language: str) -> bool:
    """Return whether a language (a BCP 47 tag) is written from right to left."""
    return primary_subtag(language) in RTL_LANGUAGES


def visual_order(words: Sequence[TextRun]) -> list[TextRun]:
    """Return the words of a line in the order in which they stand from left to right (UAX 9).

    A run of words of the other direction keeps its own order.
    """
    if not any(word.text.startswith("\u2067") for word in words):
        return list(words)
    runs: list[list[TextRun]] = []
    backwards = True
    for word in words:
        before, backwards = backwards, _runs_rtl(word.text, backwards)
        if not runs or backwards != before:
            runs.insert(0, [])
        runs[0].insert(0 if backwards else len(runs[0]), word)
    return [word for run in runs for word in run]


def break_lines(words: Sequence[TextRun], room: float) -> list[list[TextRun]]:
    """Break words into lines of at most `room` design units; a longer word stands alone. Tied
    words are parted only where they are wider than the room."""
    lines: list[list[TextRun]] = []
    used = room + 1
    for unit in tied_units(words):
        parts = [unit] if unit_width(unit) <= room else [[word] for word in unit]
        for part in parts:
            space, width = part[0].space, unit_width(part)
            if used + space + width > room:
                lines.append([])
                used = -space
            lines[-1] += part
            used += space + width
    return lines


def tied_units(words: Sequence[TextRun]) -> list[list[TextRun]]:
    """Split words into runs that stay on one line: each with the words that are tied to it."""
    units: list[list[TextRun]] = []
    for word in words:
        if word.tied and units:
            units[-1].append(word)
        else:
            units.append([word])
    return units


def unit_width(unit: Sequence[TextRun]) -> float:
    """Return the width of words on one line, in design units, without the space before them."""
    return sum(word.width for word in unit) + sum(word.space for word in unit[1:])


def balance(words: Sequence[TextRun], room: float, count: int) -> list[list[TextRun]]:
    """Break words into `count` lines of about the same width: the narrowest width that needs no
    more lines, or a little more where lines can then end where one pauses.

    Args:
        room: The largest width in design units; the words fill `count` lines of it.
    """
    low, high = max(map(unit_width, tied_units(words)), default=0.0), room
    for _ in range(9 if count > 1 else 0):
        middle = (low + high) / 2
        low, high = (low, middle) if len(break_lines(words, middle)) <= count else (middle, high)
    if count > 1 and any(_pauses(word) for word in words[:-1]):
        return _break_at_pauses(words, min(room, WIDER * high), count)
    return break_lines(words, high)


def _pauses(word: TextRun) -> bool:
    return word.text.rstrip(CLOSING + "\u2069").endswith((*PORTION_ENDS, *BREATHS))


def _break_at_pauses(words: Sequence[TextRun], room: float, count: int) -> list[list[TextRun]]:
    """Break words into `count` lines of at most `room` design units, as many of which as possible
    end where one pauses; of such ways, the one with the narrowest lines."""
    edges = [*accumulate((word.space + word.width for word in words), initial=0.0)]
    ways: dict[int, tuple[int, float, tuple[int, ...]]] = {0: (0, 0.0, (0,))}
    for _ in range(count):
        longer: dict[int, list[tuple[int, float, tuple[int, ...]]]] = {}
        for start, (amid, widest, breaks) in ways.items():
            for end in range(start + 1, len(words) + 1):
                if end < len(words) and words[end].tied:
                    continue
                width = edges[end] - edges[start] - words[start].space
                if width > room + 0.01:  # sums differ in their last digits
                    break
                ends_amid = amid + (not _pauses(words[end - 1]))
                way = (ends_amid, max(widest, width), (*breaks, end))
                longer.setdefault(end, []).append(way)
        ways = {end: min(every) for end, every in longer.items()}
    return [list(words[a:b]) for a, b in pairwise(ways[len(words)][2])]


def position_words(line: Sequence[TextRun]) -> list[TextRun]:
    """Return the words of one line from left to right with `x` set, in design units
    from the line's left end."""
    x = 0.0
    done: list[TextRun] = []
    gaps = [word.space for word in line[1:]]
    for n, word in enumerate(visual_order(line)):
        x += gaps[n - 1] if n else 0.0
        done.append(replace(word, x=x))
        x += word.width
    return done


def line_width(line: Sequence[TextRun]) -> float:
    """Return the width of a line whose words are positioned, in design units."""
    return max((word.x + word.width for word in line), default=0.0)


def _is_hangul_or_emoji(chunk: str) -> bool:
    return any("\uac00" <= char <= "\ud7a3" or ord(char) > 0x1F000 for char in chunk)
