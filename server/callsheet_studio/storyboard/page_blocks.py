"""The blocks of a document's outermost level, of which lines can be taken out."""

import re
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass

from callsheet_studio.storyboard.markdown import Token, inline_tokens
from callsheet_studio.storyboard.run_in_headings import split_lines, with_children

_TAG = re.compile(r"<[^<>]*+>")


@dataclass
class Block:
    """A heading, a paragraph, a list or another block, by its tokens."""

    tokens: list[Token]
    _lines: Sequence[Sequence[str]] | None = None
    """The words of the lines of each `inline` token, once they were asked for."""

    @property
    def type(self) -> str:
        """What it is, by the name of its first token: `paragraph`, `bullet_list`, `hr` …"""
        return self.tokens[0].type.removesuffix("_open")

    @property
    def inlines(self) -> Sequence[Token]:
        """The `inline` tokens in it, each a paragraph, an item or a cell."""
        return [token for token in self.tokens if token.type == "inline"]

    @property
    def texts(self) -> Sequence[str]:
        """The words of each of those, or of HTML."""
        if self.type == "html_block":
            return [" ".join(_TAG.sub(" ", self.tokens[0].content).split())]
        return [" ".join(lines) for lines in self._lines_of_inlines()]

    @property
    def lines(self) -> Sequence[str]:
        """The words of each line of its paragraphs."""
        return [line for lines in self._lines_of_inlines() for line in lines]

    @property
    def text(self) -> str:
        """All words."""
        return " ".join(self.texts)

    @property
    def has_words(self) -> bool:
        """Whether there is a letter or a digit, or code or another thing that is shown."""
        is_shown = self.type in ("fence", "code_block", "math_block", "math_block_label")
        return is_shown or any(map(str.isalnum, self.text))

    @property
    def is_title(self) -> bool:
        """Whether it is a heading, or begins with words in bold type."""
        if self.type != "paragraph":
            return self.type == "heading"
        children = self.inlines[0].children or []
        held = [child for child in children if child.type != "text" or child.content.strip()]
        return bool(held) and held[0].type == "strong_open"

    def is_all(self, style: str) -> bool:
        """Return whether it is a paragraph all in `strong` or `em`."""
        children = self.inlines[0].children or [] if self.type == "paragraph" else []
        held = [child for child in children if child.type != "text" or child.content.strip()]
        opens = sum(child.type == f"{style}_open" for child in held)
        ends = bool(held) and (held[0].type, held[-1].type) == (f"{style}_open", f"{style}_close")
        return ends and opens == 1

    def remove_lines(
        self, is_gone: Callable[[str], bool], keep: Callable[[str], str] = lambda _: ""
    ) -> Sequence[str]:
        """Remove lines of its only paragraph, and return their words. `keep` gives what is left of
        such a line."""
        inline = self.inlines[0]
        kept, sources, gone = list[Token](), list[str](), list[str]()
        lines = split_lines(inline)
        written = inline.content.split("\n")
        written = written if len(written) == len(lines) else [_text(line) for line in lines]
        for line, source in zip(lines, written, strict=True):
            text = _text(line)
            left = keep(text) if is_gone(text) else source
            if is_gone(text):
                gone.append(text)
            if left:
                kept.append(with_children(line, inline_tokens(left)) if left != source else line)
                sources.append(left)
        if gone:
            self._replace(inline, kept, "\n".join(sources))
        return gone

    def remove_text(self, text: str) -> bool:
        """Remove words of its only paragraph that are all in one style; return whether they
        were."""
        inline = self.inlines[0]
        children = [child.copy() for child in inline.children or []]
        held = next((c for c in children if c.type == "text" and text in c.content), None)
        if held is None:
            return False
        held.content = held.content.replace(text, "", 1).rstrip()
        changed = with_children(inline, children)
        changed.content = inline.content.replace(text, "", 1)
        self._swap(inline, changed)
        return True

    def remove_beginning(self, length: int) -> bool:
        """Remove so many characters at the beginning of its only paragraph, and the style of words
        of which all are removed; return whether they stand on its first line."""
        inline = self.inlines[0]
        children = [child.copy() for child in inline.children or []]
        opened = list[Token]()
        while length and children:
            child = children[0]
            if child.nesting:
                opened.append(children.pop(0))
            elif child.type != "text":
                return False
            else:
                cut = min(length, len(child.content))
                child.content, length = child.content[cut:], length - cut
                if not child.content:
                    children.pop(0)
        if length or sum(token.nesting for token in opened):
            return False
        changed = with_children(inline, children)
        self._swap(inline, changed)
        return True

    def begin_with_capital(self, begin: Callable[[str], str]) -> None:
        """Let its first paragraph begin with what `begin` makes of its first words."""
        inline = self.inlines[0]
        children = [child.copy() for child in inline.children or []]
        if children and children[0].type == "text" and children[0].content.strip():
            children[0].content = begin(children[0].content)
            changed = with_children(inline, children)
            self._swap(inline, changed)

    def remove_all_lines(self) -> Sequence[str]:
        """Remove everything in it, and return its words by lines."""
        gone = self.lines
        self.remove_all()
        return gone

    def remove_all(self) -> Sequence[str]:
        """Remove everything in it, and return its words by paragraphs, items or cells."""
        gone = [text for text in self.texts if text]
        self.tokens, self._lines = [Token("removed", "", 0)], None
        return gone

    def _replace(self, inline: Token, lines: Iterable[Token], source: str) -> None:
        children = list[Token]()
        for line in lines:
            ends = [Token("softbreak", "br", 0)] if children else []
            children += [*ends, *(line.children or [])]
        changed = copy(inline)
        changed.children, changed.content = children, source
        self._swap(inline, changed)

    def _swap(self, inline: Token, changed: Token) -> None:
        self.tokens = [changed if token is inline else token for token in self.tokens]
        self._lines = None

    def _lines_of_inlines(self) -> Sequence[Sequence[str]]:
        if self._lines is None:
            self._lines = [_texts_of_lines(inline) for inline in self.inlines]
        return self._lines


def blocks_of(tokens: Iterable[Token]) -> list[Block]:
    """Return the blocks of a document's outermost level."""
    blocks, depth = list[Block](), 0
    for token in tokens:
        if depth:
            blocks[-1].tokens.append(token)
        else:
            blocks.append(Block([token]))
        depth += token.nesting
    return blocks


def _texts_of_lines(inline: Token) -> Sequence[str]:
    return [text for line in split_lines(inline) if (text := _text(line))]


def _text(line: Token) -> str:
    """The words of a line, without tags and pictures."""
    words = (t.content for t in line.children or [] if t.type not in ("html_inline", "image"))
    return " ".join("".join(words).split())
