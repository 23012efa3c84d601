"""Punctuation marks of sentences and of words, in any script (Unicode, chapters 6.2 and 12.1)."""

import re
from collections.abc import Iterator, Sequence

LATIN_ENDS, OTHER_ENDS = ".!?…", "。！？।॥؟۔"
"""Marks that end a sentence: those that may stand within one too (`2.5`), and others."""
SENTENCE_ENDS = (*LATIN_ENDS, *OTHER_ENDS)
STATEMENT_ENDS = (".", "!", "。", "！", "।", "॥", "۔")
"""Those after a statement: a title may well be a question, or end in dots."""
FULL_STOP_MARKS = ".。।۔"
COLONS = (":", "：")
QUESTION_ENDS = ("?", "？")
"""Latin and wide."""
CLOSING = "\"'”’»)]」』"
"""Quotation marks and brackets that may follow the end of a sentence."""
QUOTES_OPEN = ('"', "“", "„", "«", "»", "「", "『")
"""Marks that begin a quotation, in some language."""
_ENDS_OF_QUOTATIONS = {
    **{'"': '"', "„": "“", "“": "”", "«": "»", "»": "«", "「": "」", "『": "』"},
}
_GAPS = ("\u00a0", "\u202f", " ")
"""Between a quotation and its marks, in French."""
_INCH = re.compile(r"\d\"")
"""Also the end of a quotation."""
AROUND_WORDS = ".,;:!?…\"'()“”‘’"
"""What may stand around a word."""


def ends_sentence(text: str, more: tuple[str, ...] = ()) -> bool:
    """Return whether a text ends as a sentence does, quotation marks and brackets behind it aside.

    Args:
        more: Further marks that count as an end, such as `:`.
    """
    return text.rstrip(f"{CLOSING}“«").endswith((*SENTENCE_ENDS, *more))


def find_clauses(words: Sequence[str], ends: tuple[str, ...]) -> Iterator[range]:
    """Yield the indexes of the words up to each one that ends in one of the marks, and of those
    after the last."""
    start = 0
    for n, word in enumerate(words):
        if word.endswith(ends) or n + 1 == len(words):
            yield range(start, n + 1)
            start = n + 1


def is_balanced(text: str) -> bool:
    """Return whether a text has as many closing brackets and quotation marks as opening ones."""
    pairs = all(text.count(pair[0]) == text.count(pair[1]) for pair in ("()", "[]", "{}"))
    return pairs and count_open_quotations(text) == 0


def count_open_quotations(text: str) -> int:
    """Return how many quotations are open at the end of a text; negative where one ends that did
    not begin in it. Of straight marks, which are alike, one that is alone counts as open."""
    if "„" in text:
        return text.count("„") - text.count("“") - text.count("”")
    first = next((mark for mark in text if mark in "«»"), "«")
    pairs = ("“”", "「」", "『』", "«»" if first == "«" else "»«")
    curly = sum(text.count(opening) - text.count(closing) for opening, closing in pairs)
    straight = text.count('"')
    return curly or (straight - bool(straight % 2 and _INCH.search(text))) % 2


def close_quotation(text: str) -> str:
    """Return a text with the mark that ends a quotation behind it, where one is open at its end."""
    if count_open_quotations(text) <= 0:
        return text
    opened = max(_ENDS_OF_QUOTATIONS, key=text.rfind)
    gap = text[text.rfind(opened) + 1 :][:1]
    return f"{text}{gap if gap in _GAPS else ''}{_ENDS_OF_QUOTATIONS[opened]}"
