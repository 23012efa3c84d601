"""Footnotes: each is said where it is first referred to."""

import re
from collections import deque
from collections.abc import Iterator

from callsheet_studio.storyboard.markdown import Token
from callsheet_studio.text.word_lists import is_verb

_ADDRESS = re.compile(r"<?(?:https?://|www\.|mailto:)\S+", re.IGNORECASE)

_LONGEST_SOURCE = 300
"""Characters."""
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_PLACE = re.compile(
    r"\b(?:pp?|S|s|fol|vol|bd|no|nr|nº|tables?|tab|tabelle|tableau|tabla|tabella|tabela|fig|figure|"
    r"abb|chapter|ch|kap|chap|cap|section|sect)\.? ?\d|\b(?:et al|eds?|hrsg|ibid|ebd|doi|isbn)\b|"
    r"\b(?:press|verlag|journal|proceedings|arxiv|éditions|editorial)\b",
    re.IGNORECASE,
)
"""A page, a table or a volume, or another mark of a printed source."""
_POINTS = re.compile(
    r"(?:see(?: also)?|cf\.?|compare|source|sources|from|siehe|vgl\.?|quelle|quellen|nach|aus|voir|"
    r"source|véase|ver|fuente|vedi|fonte|cfr\.?|zie|bron|zob\.|źródło|см\.|источник)"
    r"(?: ?:)? (?=[^\W\d_])",
    re.IGNORECASE,
)
"""Begins a note that only points to a source."""
_PARTED = re.compile(r"[,.;:] ")
_NAMES, _SOME_NAMES = 0.6, 0.4
"""Share of the words of a source that have a capital or are numbers, and of one with a page."""


class Footnotes:
    """The footnotes of a document, by number."""

    def __init__(self, tokens: deque[Token]) -> None:
        """Take the notes, which stand after everything else, out of the tokens."""
        self._notes, number = dict[int, list[Token]](), 0
        start = next((n for n, t in enumerate(tokens) if t.type == "footnote_block_open"), None)
        while start is not None and len(tokens) > start:
            token = tokens[start]
            del tokens[start]
            if token.type == "footnote_open":
                number = int(token.meta["id"])
            elif token.type == "inline":
                self._notes.setdefault(number, []).append(token)
            elif token.type == "footnote_block_close":
                break

    def first_named(self, inline: Token) -> Iterator[list[Token]]:
        """Yield the footnotes to which this paragraph refers and no paragraph before it did, as
        inline tokens."""
        for child in inline.children or []:
            if child.type == "footnote_ref" and (found := self._notes.pop(child.meta["id"], None)):
                yield found


def is_address(text: str) -> bool:
    """Return whether a footnote is only the address of a source; such a footnote is not spoken."""
    return _ADDRESS.fullmatch(text) is not None


def is_source(text: str) -> bool:
    """Return whether a footnote only names a source, such as `Forest Office, Annual Report 2024,
    table 17.`; such a footnote is not spoken."""
    words = text.rstrip(".").split()
    if len(text) > _LONGEST_SOURCE or not words or not _YEAR.search(text):
        return False
    pairs = zip(["", *words], words, strict=False)
    if any(word.islower() and is_verb(word.strip(",;:."), before) for before, word in pairs):
        return False
    bare = _POINTS.sub("", text, count=1)
    names = sum(not word.lstrip("(\"'“„«*_")[:1].islower() for word in bare.split())
    share = names / max(len(bare.split()), 1)
    if _PLACE.search(text) or bare != text:
        return share >= _SOME_NAMES and len(_PARTED.split(bare)) > 1
    return share >= _NAMES and len(_PARTED.split(bare)) > 2
