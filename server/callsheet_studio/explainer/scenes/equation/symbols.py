"""The symbols of a formula that a narration speaks of one by one: "where k is the secret"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from callsheet_studio.explainer.scenes.equation.typeset import typeset
from callsheet_studio.explainer.sentence_cues import spoken_tokens
from callsheet_studio.explainer.timing.item_cues import EARLY
from callsheet_studio.storyboard.maths import speak
from callsheet_studio.text.language_names import primary_subtag
from callsheet_studio.text.timed_word import TimedWord

APART = 0.8
"""Seconds between two symbols, at least: what is denser is a formula that is read out."""
READ_OUT = 4
"""Words in a row of a formula, from which on it is read out."""
_GREEK = (
    "alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|"
    "upsilon|phi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega"
)
_LETTER = rf"(?:\\(?:var)?(?:{_GREEK})(?![A-Za-z])|[A-Za-z])"
_TOKEN = re.compile(
    r"\\(?:text\w*|math[a-z]+|operatorname|mbox|begin|end|tag|label|ce)\*?\s*+\{[^{}]*\}|"
    rf"[_^]\s*+{_LETTER}|(?P<symbol>{_LETTER}(?:_(?:\{{[^{{}}]*\}}|{_LETTER}|\d))?)|"
    r"\\[A-Za-z]+|\\.",
    re.DOTALL,
)
"""A symbol, or something else with letters that are no symbols of their own."""
_WORDS = {
    "en": "aAI",
    "fr": "aAàÀyY",
    "es": "aAeEoOuUyY",
    "pt": "aAàÀeEéÉoO",
    "it": "aAeEèÈiIoO",
    "pl": "aAiIoOuUwWzZ",
    "cs": "aAiIkKoOsSuUvVzZ",
    "nl": "uU",
    "sv": "iI",
    "da": "iI",
    "ro": "aAoO",
    "tr": "oO",
}
"""Letters that are words as well: symbols only where the next word tells what they are."""
_MEANS_TEXT = """
is are was be stands means denotes est sont désigne es son representa indica è sono rappresenta
é são to jest oznacza je znamená är betyder este sunt
"""
_MEANS = frozenset(_MEANS_TEXT.split())


@dataclass(frozen=True)
class NamedSymbols:
    """The lines of a formula with `{{…}}` around the symbols that are spoken of, and when."""

    lines: tuple[str, ...]
    times: Mapping[str, Sequence[float]]
    """Seconds, by the symbol's TeX."""


def find_symbols(lines: Sequence[str], words: Sequence[TimedWord], language: str) -> NamedSymbols:
    """Return which symbols of a formula are spoken of apart from it.

    Not while the formula is read out, or several symbols one right after the other. A line that
    can't be typeset with its symbols marked stays as it is.

    Args:
        lines: TeX without groups.
        words: The scene's narration.
        language: The narration's, a BCP 47 tag.
    """
    heard = [(token, word) for word in words for token in _tokens(word.text)]
    symbols = dict.fromkeys(match["symbol"] for line in lines for match in _symbols(line))
    said = {symbol: tuple(_tokens(speak(symbol, language))) for symbol in symbols}
    taken = _read_out([token for token, _ in heard], lines, language)
    found = list[tuple[float, str]]()
    for symbol in sorted(symbols, key=lambda symbol: -len(said[symbol])):
        wanted = said[symbol]
        for n in range(len(heard) - len(wanted) + 1):
            place = range(n, n + len(wanted))
            is_said = wanted == tuple(heard[k][0] for k in place)
            if is_said and taken.isdisjoint(place) and _is_symbol(heard, place, language):
                taken |= set(place)
                found.append((heard[n][1].start - EARLY, symbol))
    found.sort()
    far = float("inf")
    gaps = [b - a for (a, _), (b, _) in pairwise([(-far, ""), *found, (far, "")])]
    times: dict[str, list[float]] = {}
    for (time, symbol), around in zip(found, pairwise(gaps), strict=True):
        if min(around) >= APART:
            times.setdefault(symbol, []).append(time)
    return NamedSymbols(tuple(_mark(line, times) for line in lines), times)


def _symbols(line: str) -> Iterator[re.Match[str]]:
    return (match for match in _TOKEN.finditer(line) if match["symbol"])


def _mark(line: str, symbols: Mapping[str, object]) -> str:
    """A line with marks around some of its symbols, if it looks the same with them."""

    def mark(match: re.Match[str]) -> str:
        return f"{{{{{match[0]}}}}}" if match["symbol"] in symbols else match[0]

    marked = _TOKEN.sub(mark, line)
    before, after = typeset(line), typeset(marked, tuple(symbols))
    is_same = before and after and len(before.parts) == len(after.parts)
    return marked if is_same else line


def _tokens(text: str) -> Iterator[str]:
    """The words of a text; single letters as they are written."""
    for token in re.findall(r"[^\W_]+", text):
        yield from (token,) if len(token) == 1 and token.isalpha() else spoken_tokens(token)


def _read_out(heard: Sequence[str], lines: Sequence[str], language: str) -> set[int]:
    """Which words are a formula that is read out."""
    found = set[int]()
    for line in lines:
        matcher = SequenceMatcher(None, heard, tuple(_tokens(speak(line, language))), False)
        for start, _, size in matcher.get_matching_blocks():
            if size >= READ_OUT:
                found |= set(range(start, start + size))
    return found


def _is_symbol(heard: Sequence[tuple[str, TimedWord]], place: range, language: str) -> bool:
    """Whether a word that may be one of the language is none."""
    if heard[place[0]][0] not in _WORDS.get(primary_subtag(language), ""):
        return True
    following = heard[place[-1] + 1 : place[-1] + 2]
    return bool(following) and following[0][0] in _MEANS
