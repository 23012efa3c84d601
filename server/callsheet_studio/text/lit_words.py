"""Which words of a sentence are lit, under the heading that it stands below: those that the heading
names, else the only name in it; or none."""

from collections.abc import Sequence
from itertools import pairwise

from callsheet_studio.text.function_words import function_words
from callsheet_studio.text.language_names import has_capital_nouns, is_english
from callsheet_studio.text.punctuation import AROUND_WORDS
from callsheet_studio.text.word_lists import MONTHS, is_verb

SHORTEST = 4
"""Letters of a heading's word that is looked for."""
MOST = 3
"""Words that are lit together."""
_DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])


def find_lit_words(sentence: str, heading: str, language: str = "en") -> tuple[int, ...]:
    """Return the indexes of the words of a sentence that are lit: at most `MOST`, next to each
    other, and fewer than half of them; none if none stands out.

    Args:
        sentence: Its words are what spaces separate.
        heading: The title of its scene; none of its words are lit in a sentence that begins with
            it.
        language: A BCP 47 tag.
    """
    words = sentence.split()
    bare = [word.strip(AROUND_WORDS) for word in words]
    begins = sentence.casefold().startswith(heading.rstrip("….").casefold())
    found = () if begins else _named_by(heading, bare, language)
    found = found or _only_name(words, bare, language)
    return found if 2 * len(found) < len(words) else ()


def _named_by(heading: str, bare: Sequence[str], language: str) -> tuple[int, ...]:
    """The most words in a row that the heading has too, the first of several."""
    small = function_words(language)
    heads = [each.strip(AROUND_WORDS) for each in heading.split()]
    known = {
        _stem(word)
        for word in map(str.casefold, heads)
        if _stem(word).isalpha()
        and len(word) >= SHORTEST
        and word not in small | MONTHS | _DAYS
        and not (is_english(language) and is_verb(word, "x"))
    }
    found = _longest([n for n, word in enumerate(bare) if _stem(word.casefold()) in known])
    first = found[0] if found else 0
    is_name = first > 0 and all(bare[n][:1].isupper() for n in (first - 1, first))
    return (first - 1, *found) if is_name and bare[first - 1] in heads else found


def _stem(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s").removesuffix("s")


def _only_name(words: Sequence[str], bare: Sequence[str], language: str) -> tuple[int, ...]:
    """The only words with a capital inside of a sentence, if they stand next to each other."""
    if has_capital_nouns(language):
        return ()
    capital = [n for n, word in enumerate(bare) if n and _is_name(word, words[n - 1], language)]
    return tuple(capital) if _runs(capital) == 1 and len(capital) <= MOST else ()


def _is_name(word: str, before: str, language: str) -> bool:
    small = word.casefold()
    opens = before.rstrip("\"'”’»)").endswith((".", "!", "?", ":"))
    is_day = small in MONTHS or small in _DAYS
    is_plain = small in function_words(language) or len(word) < 2
    return word[:1].isupper() and word.isalpha() and not (opens or is_day or is_plain)


def _longest(found: Sequence[int]) -> tuple[int, ...]:
    """The longest row of numbers that follow each other."""
    rows = list[tuple[int, ...]]()
    for n in found:
        follows = rows and rows[-1][-1] == n - 1 and len(rows[-1]) < MOST
        rows.append((*rows.pop(), n) if follows else (n,))
    return max(rows, key=len, default=())


def _runs(found: Sequence[int]) -> int:
    return sum(b - a > 1 for a, b in pairwise(found)) + bool(found)
