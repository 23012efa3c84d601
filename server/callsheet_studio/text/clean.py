"""Makes a text safe to draw, to speak and to store, without changing what it says."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")
_RUN = re.compile(r"([\W_])\1{64,}")
LONGEST_RUN = 64
"""Of one sign or blank; a regular expression may try every part of a longer run."""
_UNSEEN = {"Cc", "Cs", "Co", "Cn"}
_MARKUP = (
    (re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.{1,1000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*]++)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_]++)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"(?<!`)`++([^`]++)`+"), r"\1"),
    (re.compile(r"<br\s*/?>", re.IGNORECASE), " "),
)


def clean(text: str) -> str:
    r"""Return a text that is safe to draw and store: `\n` line ends, spaces for tabs, composed
    characters (NFC), no control, private or unassigned characters, and none that UTF-8 can't
    encode.

    Joiners stay, since Persian, Hindi and emoji need them. Overrides of the writing direction go,
    since they reach beyond their own words. Of a sign or blank, at most `LONGEST_RUN` stand in a
    row.
    """
    lines = _OVERRIDES.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", "    ")
    seen = (c for c in lines if c == "\n" or unicodedata.category(c) not in _UNSEEN)
    composed = unicodedata.normalize("NFC", "".join(seen))
    return _RUN.sub(lambda run: run[1] * LONGEST_RUN, composed)


def strip_markdown(text: str) -> str:
    """Return a Markdown text as one line, without emphasis, code marks and link addresses."""
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    return " ".join(text.split())


def name_symbols(text: str) -> str:
    """Return the Unicode names of a text's symbols in place of the text (`🔥🔥` gives "Fire"); the
    text itself if it has no symbol."""
    names = dict.fromkeys(unicodedata.name(c, "") for c in text if unicodedata.category(c) == "So")
    return ", ".join(filter(None, names)).capitalize() or text


def shorten(text: str, limit: int) -> str:
    """Return a text of at most `limit` characters; a longer one is cut, at a word if more than half
    of it stays, but not between a number and its unit, and ends with an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    at_word = head.rpartition(" ")[0]
    at_word = at_word.rpartition(" ")[0] if at_word[-1:].isdigit() else at_word
    kept = at_word if len(at_word) > limit // 2 else head
    return kept.rstrip(" ,;:-–—.") + "…"
