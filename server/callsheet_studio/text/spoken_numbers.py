"""Where numbers are spoken: `forty-two`, `two point three million`, `$24,500`, `vierzig`.

English in full; other languages as far as `number_words` has them, and in digits.
"""

import re
from collections.abc import Iterator, Sequence, Set

from callsheet_studio.text.number_words import LANGUAGES, number_forms
from callsheet_studio.text.punctuation import AROUND_WORDS

_SMALL_TEXT = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen
"""
_TENS_TEXT = "ten twenty thirty forty fifty sixty seventy eighty ninety"
SMALL_NUMBERS = tuple(_SMALL_TEXT.split())
"""Zero to nineteen, each at its own place."""
_TENS = _TENS_TEXT.split()
_SCALES = {"trillion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 10**3}
NUMBER_WORDS = frozenset((*SMALL_NUMBERS, *_TENS, *_SCALES, "hundred", "point"))
"""The words that spoken numbers are made of."""
_LETTERS = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}
_BETWEEN = {"and", "dollar", "dollars", "euro", "euros", "pound", "pounds", "us"}
"""What may stand inside a number."""
_EUROPEAN = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_DIGITS = re.compile(r"[^\w\s]{0,2}(\d[\d,]*(?:\.\d+)?)([kmbt]?)\W{0,2}")


def find_spoken_number(value: float, words: Sequence[str], language: str = "en") -> list[int]:
    """Return the indexes of the words at which a number begins to be spoken, in words or in digits;
    its sign is ignored.

    Args:
        value: The number that is looked for.
        words: The words that are said.
        language: The first part of a BCP 47 tag; one whose numbers are not known here is read as
            English.
    """
    size = abs(value)
    known = LANGUAGES.get(language)
    tokens = list(_tokens(words, known.joins if known else _BETWEEN))
    heard = [_with_point(token) if known else token for token, _ in tokens]
    whole = number_forms(int(size), language) if size == int(size) else ()
    forms = list(whole) if known else list(_forms(size))
    return [
        place
        for n, (_, place) in enumerate(tokens)
        if _in_digits(heard[n : n + 2], size)
        or any(heard[n : n + len(form)] == form for form in forms)
    ]


def spell(number: int) -> str:
    """Return a whole number from 0 to 99 in English: `forty-five`."""
    return "-".join(_whole(number))


def _with_point(token: str) -> str:
    """`1.234,5`, as most of Europe writes it, as `1234.5`."""
    if not _EUROPEAN.fullmatch(token):
        return token
    return token.replace(".", "").replace(",", ".")


def _tokens(words: Sequence[str], between: Set[str]) -> Iterator[tuple[str, int]]:
    """The words with their places, in pieces: `forty-two,` is two."""
    for place, word in enumerate(words):
        for part in word.lower().split("-"):
            token = part.strip(AROUND_WORDS)
            if token and token not in between:
                yield token, place


def _in_digits(heard: Sequence[str], size: float) -> bool:
    """Whether it is written in digits here, perhaps with its scale in letters."""
    match = _DIGITS.fullmatch(heard[0])
    if not match:
        return False
    shown = float(match[1].replace(",", "")) * _LETTERS.get(match[2], 1.0)
    scale = _SCALES.get(heard[1], 1) if len(heard) > 1 else 1
    return size in {shown, round(shown * scale, 2)}


def _forms(size: float) -> Iterator[list[str]]:
    """The ways in which a number is said."""
    whole, cents = int(size), round(100 * size) % 100
    if whole == size:
        yield from _counts(whole)
    if cents:
        yield [*(_whole(whole) if whole else ()), *_whole(cents)]
        yield [*_whole(whole), "point", *_figures(size)]
    for word, scale in _SCALES.items():
        if size >= scale and round(size / scale, 2) == size / scale != size // scale:
            yield [*_whole(int(size / scale)), "point", *_figures(size / scale), word]


def _counts(number: int) -> Iterator[list[str]]:
    """A whole number as a count, and as a year if it may be one."""
    spelled = _whole(number)
    yield spelled
    if number >= 100 and spelled[0] == "one":
        yield ["a", *spelled[1:]]
    if 1100 <= number < 2100 and number % 100:
        between = ["oh"] if number % 100 < 10 else []
        yield [*_whole(number // 100), *between, *_whole(number % 100)]


def _whole(number: int) -> list[str]:
    """A whole number in words, without any `and`."""
    for word, scale in (*_SCALES.items(), ("hundred", 100)):
        if number >= scale:
            rest = number % scale
            return [*_whole(number // scale), word, *(_whole(rest) if rest else ())]
    if number < len(SMALL_NUMBERS):
        return [SMALL_NUMBERS[number]]
    tens, ones = divmod(number, 10)
    return [_TENS[tens - 1], *([SMALL_NUMBERS[ones]] if ones else ())]


def _figures(size: float) -> list[str]:
    """What is said after the point, figure by figure."""
    return [SMALL_NUMBERS[int(figure)] for figure in f"{size:.2f}".partition(".")[2].rstrip("0")]
