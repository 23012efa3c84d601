"""Spoken words in readable portions: evenly filled, cut where speech breathes, none left alone.

Widths are in columns: a Chinese, Japanese or Korean character takes two.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from callsheet_studio.text.punctuation import (
    CLOSING,
    QUOTES_OPEN,
    SENTENCE_ENDS,
    count_open_quotations,
    ends_sentence,
)
from callsheet_studio.text.timed_word import TimedWord
from callsheet_studio.text.word_ties import is_number_part

PAUSE = 0.55
"""A silence of more seconds ends a portion."""
PORTION_ENDS = (*SENTENCE_ENDS, ":")
BREATHS = (",", ";", "–", "—", "،", "、", "，", "；")
_LEANING_TEXT = """
a an the and or but of to in on at by for from with into as if is are its it their your our my
this that these those which who than then very so not no per
der die das den dem des ein eine einen einem einer und oder zu von mit auf für bei aus nach am im
vom zum zur dass nicht sehr le la les un une du des et ou de à au aux dans sur pour par avec que
el los las una y o del al en con por para il lo gli uno della di da nel sul con per che os um uma
e do da dos das no na em com het een en van voor met op te bij om
"""
_LEANING = frozenset(_LEANING_TEXT.split())
"""Words that belong to what follows them."""
_OPENING = "\"“„«»'‘(¿¡"
_SHORT = 0.4
"""Share of a portion that makes a sentence worth a portion of its own."""
_ALONE, _LEANS, _BREATHES = 0.6, 0.12, -0.12
"""What a portion of one word costs, one that ends in a leaning word, one that ends at a breath."""
_NO_SPACE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")


def split_portions(words: Sequence[TimedWord], limit: int) -> list[list[TimedWord]]:
    """Split timed words into captions of at most `limit` columns (see `width_of`); a single longer
    word stands alone. None goes beyond the end of a sentence or a silence, but short sentences may
    share one."""
    return [part for stretch in _stretches(words, limit) for part in balanced_split(stretch, limit)]


def balanced_split(words: Sequence[TimedWord], limit: int) -> list[list[TimedWord]]:
    """Split timed words of one sentence into portions of at most `limit` columns, so that they are
    about equally long and end at commas rather than after an article; a single longer word stands
    alone."""
    count = len(words)
    best = [(0.0, count)] * (count + 1)
    for first in range(count - 1, -1, -1):
        best[first] = min(
            (_cost(words[first:end], limit) + best[end][0], end)
            for end in _ends_within(words, first, limit)
        )
    parts, first = list[list[TimedWord]](), 0
    while first < count:
        end = best[first][1]
        parts.append(list(words[first:end]))
        first = end
    return parts


def join_words(words: Sequence[TimedWord], glue: str = "") -> str:
    """Return the words as one text: with spaces, except in scripts that have none,
    where `glue` joins them."""
    return _NO_SPACE.sub(glue, " ".join(word.text for word in words))


def width_of(text: str) -> int:
    """Return the width of a text in columns: 1 for a character, 2 for a wide East Asian one
    (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    return len(text) + sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)


def timed_sentences(
    words: Sequence[TimedWord], pause: float = PAUSE, more: tuple[str, ...] = ()
) -> list[list[TimedWord]]:
    """Split timed words where a sentence ends, or where nothing is said for a while.

    Args:
        pause: Seconds of silence that end a sentence as well.
        more: Further marks that end one, such as `:`.
    """
    found: list[list[TimedWord]] = []
    for word in words:
        last = found[-1][-1] if found else None
        if last is None or ends_sentence(last.text, more) or word.start - last.end > pause:
            found.append([])
        found[-1].append(word)
    return found


def _ends_within(words: Sequence[TimedWord], first: int, limit: int) -> Iterator[int]:
    """Where a portion that begins with the word `first` may end: not between a number and its unit,
    if that fits."""
    ends = [first + 1]
    for end in range(first + 2, len(words) + 1):
        if width_of(join_words(words[first:end])) > limit:
            break
        ends.append(end)
    whole = [end for end in ends if not _parts_number(words, end)]
    yield from whole or ends


def _parts_number(words: Sequence[TimedWord], end: int) -> bool:
    return end < len(words) and is_number_part(words[end - 1].text, words[end].text)


def _stretches(words: Sequence[TimedWord], limit: int) -> list[list[TimedWord]]:
    """Sentences, and runs of sentences so short that they are read at once."""
    joined: list[list[TimedWord]] = []
    for sentence in timed_sentences(words, more=(":",)):
        if joined and _belong(joined[-1], sentence, limit):
            joined[-1] += sentence
        else:
            joined.append(sentence)
    return joined


def _belong(before: Sequence[TimedWord], after: Sequence[TimedWord], limit: int) -> bool:
    a, b = width_of(join_words(before)), width_of(join_words(after))
    near = after[0].start - before[-1].end <= PAUSE
    return near and a + 1 + b <= limit and min(a, b) < limit * _SHORT


def _cost(portion: Sequence[TimedWord], limit: int) -> float:
    """How badly a portion reads."""
    last = portion[-1].text
    leans = last.lower().lstrip(_OPENING) in _LEANING or _opens_quotation(last)
    free = max(0.0, 1 - width_of(join_words(portion)) / limit)
    cost = free * free + (_ALONE if len(portion) == 1 and free > _SHORT else 0.0)
    if last.rstrip(CLOSING).endswith(BREATHS):
        return cost + _BREATHES
    return cost + (_LEANS if leans else 0.0)


def _opens_quotation(word: str) -> bool:
    """Whether a quotation begins with a word and goes on."""
    return word.startswith(QUOTES_OPEN) and count_open_quotations(word) > 0
