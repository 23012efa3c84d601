"""Footnotes: each is said where it is first referred to."""

import re
from collections import deque
from collections.abc import Iterator

from callsheet_studio.storyboard.markdown import Token

_ADDRESS = re.compile(r"<?(?:https?://|www\.|mailto:)\S+", re.IGNORECASE)


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
