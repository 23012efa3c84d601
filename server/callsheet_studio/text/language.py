"""Which language a text is in, coarsely: enough to know whether a voice can speak it."""

import re
import unicodedata
from collections import Counter

_SCRIPTS = (
    ("HIRAGANA", "ja"),
    ("KATAKANA", "ja"),
    ("HANGUL", "ko"),
    ("CJK", "zh"),
    ("ARABIC", "ar"),
    ("HEBREW", "he"),
    ("CYRILLIC", "ru"),
    ("GREEK", "el"),
    ("DEVANAGARI", "hi"),
    ("BENGALI", "bn"),
    ("TAMIL", "ta"),
    ("THAI", "th"),
)
_SMALL_WORDS = {
    "en": "the and of to is in that it for with are as was on by this not from be you your how",
    "de": "der die das und ist nicht ein eine mit für auf den von zu im wie wird sich auch werden",
    "fr": "le la les et est une des dans pour que qui pas sur du un il elle avec ce cette nous "
    "de au aux mais par se ne sont leur ses",
    "es": "el la los las y es una de en que por para con no se su del lo como más un "
    "pero sobre está muy entre sus",
    "it": "il lo la gli e è una di in che per con non si del della come più un sono "
    "nel anche alla dei ma questo",
    "pt": "o a os as e é uma de em que por para com não se do da como mais um são "
    "ao mas na pelo pela seu sua",
}
_IN_NAMES = frozenset(
    ("de", "da", "do", "das", "dos", "del", "della", "dei", "di", "du", "des", "la", "le", "les")
) | {"e", "y", "et"}
"""Join the words of a name."""
_MARKS = "\"'“”‘’«»(["
_DISTINCT, _SMALL_SHARE = 3, 0.12
"""Different small words, and their share of all words, from which a Latin language is told."""
_SHARE = 0.25
"""Share of letters from which one other script decides."""


def language_of(text: str) -> str:
    """Return the BCP 47 tag of the language of a text; `en` unless it is clearly another of those
    known here. A script stands for one language (Cyrillic for `ru`); in Latin letters `de`, `fr`,
    `es`, `it` and `pt` are told."""
    letters = [c for c in text if c.isalpha()]
    found = Counter(tag for c in letters if (tag := _script(c)))
    if found["ja"] * 10 > found["ja"] + found["zh"]:
        found["ja"] += found.pop("zh", 0)
    tag, count = max(found.items(), key=lambda each: each[1], default=("", 0))
    return tag if count > _SHARE * len(letters) else _latin(text)


def without_names(text: str) -> str:
    """Return a text without words with a capital inside of sentences, and small words between them
    as in `Hospital de São José`: names say nothing about the language they stand in."""
    words = text.split()
    capital = [word.strip(_MARKS)[:1].isupper() for word in words]
    ends = [True, *(word.endswith((".", "!", "?", "…")) for word in words)]
    named = [large and not begins for large, begins in zip(capital, ends, strict=False)]
    kept, n = list[str](), 0
    while n < len(words):
        after = next((k for k in range(n, len(words)) if words[k] not in _IN_NAMES), len(words))
        joins = n < after < len(words) and n > 0 and capital[n - 1] and capital[after]
        if not (joins or named[n]):
            kept.append(words[n])
        n = after if joins else n + 1
    return " ".join(kept)


def _script(letter: str) -> str | None:
    if letter.isascii():
        return None
    name = unicodedata.name(letter, "")
    return next((tag for script, tag in _SCRIPTS if name.startswith(script)), None)


def _latin(text: str) -> str:
    """The language whose small words are clearly the most frequent."""
    words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    found = {tag: words.keys() & set(small.split()) for tag, small in _SMALL_WORDS.items()}
    counts = {tag: sum(words[word] for word in small) for tag, small in found.items()}
    best = max(counts, key=lambda tag: counts[tag])
    clearly = len(found[best]) >= _DISTINCT and counts[best] > 2 * counts["en"]
    return best if clearly and counts[best] > _SMALL_SHARE * words.total() else "en"
