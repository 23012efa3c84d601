"""What the parser of a document has read so far, which the readers of its parts share."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from callsheet_studio.storyboard.admonitions import quote_admonitions
from callsheet_studio.storyboard.citation_marks import remove_citation_marks
from callsheet_studio.storyboard.content import Content
from callsheet_studio.storyboard.footnotes import Footnotes
from callsheet_studio.storyboard.hand_written_notes import link_hand_written_notes
from callsheet_studio.storyboard.inline import Image, Inline, Text, read_inline
from callsheet_studio.storyboard.markdown import Token, inline_tokens, tokens_of
from callsheet_studio.storyboard.mute_addresses import LEAST_COMMAND
from callsheet_studio.storyboard.opening import name_opening
from callsheet_studio.storyboard.page_matter import remove_page_matter
from callsheet_studio.storyboard.paragraph_numbers import remove_paragraph_numbers
from callsheet_studio.storyboard.section import ContentGroup, Section
from callsheet_studio.storyboard.settings import DocumentSettings, read_settings
from callsheet_studio.text.language import language_of

_EMOJI = re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]*[a-z0-9]:(?![\w:])")


@dataclass
class ParserState:
    """A document while it is read, one block after the other."""

    source: Sequence[str]
    """The lines of the document, to which tokens refer by their numbers."""
    tokens: deque[Token]
    """What is still to be read."""
    footnotes: Footnotes
    """Those that nothing referred to yet."""
    language: str
    """The language of the words, in which formulas are spoken: a BCP 47 tag."""
    title_level: int
    """The level of the heading that names the document."""
    has_headings: bool
    has_titles: bool
    """Whether several headings are of the first level."""
    settings: DocumentSettings = field(default_factory=DocumentSettings)
    title: str = ""
    sections: list[Section] = field(default_factory=lambda: [Section(level=1)])
    """The first one is the text before the first heading, the last one is read now."""
    level: int = 1
    """The level of the last heading."""
    around: Section | None = None
    """The section in which a note stands, while the note is read."""
    quotes: int = 0
    """How many quotes are open, without the one that is a box."""
    boxes: int = 0
    """How many quotes are open that are read as other text is."""
    lists: list[bool] = field(default_factory=list[bool])
    """The lists that are open, outer ones first: whether each is numbered."""
    was_labeled: bool = False
    """Whether the last paragraph began with a label in bold."""
    begins_item: bool = False
    """Whether the next paragraph is the first one of an item."""
    referred: list[list[Token]] = field(default_factory=list[list[Token]])
    """The footnotes to which the block that is read now refers, as `inline` tokens."""
    first_images: list[Image] = field(default_factory=list[Image])
    """The pictures before the first heading, and before anything else that is shown."""
    prose: list[str] = field(default_factory=list[str])
    """The paragraphs and items before the first heading."""
    said_footnotes: list[str] = field(default_factory=list[str])
    formulas: dict[str, str] = field(default_factory=dict[str, str])
    """What is shown of each formula, by the words in which it is spoken."""
    commands: set[str] = field(default_factory=set[str])
    """The code of several words in what was read."""
    notes: list[str] = field(default_factory=list[str])
    """Sentences for the person who asked."""
    left_out: list[str] = field(default_factory=list[str])
    """What is not in the outline: its kind, a colon and its text."""

    @classmethod
    def begin(cls, text: str) -> "ParserState":
        """Return the state in which nothing of a Markdown text was read."""
        text = quote_admonitions(text)
        tokens = deque(tokens_of(text))
        if not _is_exact(tokens) and (linked := link_hand_written_notes(text)) != text:
            text, tokens = linked, deque(tokens_of(linked))
        footnotes = Footnotes(tokens)
        left_out = list[str]()
        if not _is_exact(tokens):
            remove_citation_marks(tokens)
            left_out += [*_remove_emoji_codes(tokens), *remove_page_matter(tokens)]
            remove_paragraph_numbers(tokens)
        headings = [token for token in tokens if token.type == "heading_open"]
        return cls(
            text.split("\n"),
            tokens,
            footnotes,
            _language(tokens),
            _title_level(headings),
            has_headings=bool(headings),
            has_titles=sum(heading.tag == "h1" for heading in headings) > 1,
            left_out=left_out,
        )

    @property
    def section(self) -> Section:
        """The section that is read now."""
        return self.sections[-1]

    @property
    def is_exact(self) -> bool:
        """Whether the document is a film's own outline, which is taken as it stands."""
        return self.settings.is_exact

    @property
    def is_first_section(self) -> bool:
        """Whether the text before the first heading is read."""
        return not self.sections[1:]

    @property
    def is_above_headings(self) -> bool:
        """Whether the text before the first heading of a document with headings is read, outside
        of lists and quotes, and nothing is introduced."""
        first = self.sections[0]
        is_first = self.is_first_section and not (self.lists or self.quotes or first.scripted)
        return is_first and self.has_headings and not first.introduces

    @property
    def ahead(self) -> Sequence[Token]:
        """The next two tokens."""
        return list(islice(self.tokens, 2))

    def take_until_close(self, opening: Token) -> list[Token]:
        """Take the tokens up to the one that closes what a token opens; return those between."""
        close, found = opening.type.replace("_open", "_close"), list[Token]()
        while self.tokens and (token := self.tokens.popleft()).type != close:
            found.append(token)
        return found

    def take_inline(self, opening: Token) -> Token:
        """Take a paragraph or a heading; return its `inline` token."""
        return next(t for t in self.take_until_close(opening) if t.type == "inline")

    def read(self, inline: Token, *, spoken: bool = False, prose: bool = True) -> Inline:
        """Return the text of an `inline` token, and note what is left out of it, and to which
        footnotes it refers.

        Args:
            spoken: Whether formulas become words to speak instead of text to show.
            prose: Whether an address that stands in the text is replaced by its host; never in a
                film's own outline.
        """
        prose = prose and not self.is_exact
        found = read_inline(inline.children or [], self.language, spoken=spoken, prose=prose)
        self.leave_out("all but the host of an address", *found.addresses)
        self.leave_out("struck out", *found.struck)
        self.formulas |= found.formulas
        self.commands |= {span for span in found.spans if len(span.split()) >= LEAST_COMMAND}
        if not self.is_exact:
            self.referred += self.footnotes.first_named(inline)
        return found

    def read_text(self, raw: str) -> Text:
        """Return one line of Markdown as text."""
        return read_inline(inline_tokens(raw), self.language).whole

    def show(self, content: Content) -> ContentGroup:
        """Add something to see to the section, and return its group there."""
        return self.section.show(content, inside_list=bool(self.lists))

    def leave_out(self, kind: str, *texts: str) -> None:
        """Note what is not in the outline: its kind, such as `struck out`, and its texts."""
        self.left_out += [f"{kind}: {text!r}" for text in texts]

    def name_opening(self) -> str:
        """Return what the text before the first heading is about; empty if it doesn't tell."""
        if self.is_exact:
            return ""
        return name_opening(self.sections[0], self.first_images, "\n".join(self.source))


def _is_exact(tokens: Iterable[Token]) -> bool:
    return any(t.type == "front_matter" and read_settings(t.content).is_exact for t in tokens)


def _remove_emoji_codes(tokens: Iterable[Token]) -> Iterator[str]:
    """Take codes such as `:rocket:`, which code hosts draw as pictures, out of the words."""
    for token in tokens:
        texts = (child for child in token.children or [] if child.type == "text")
        for child in texts:
            if found := _EMOJI.findall(child.content):
                child.content = _EMOJI.sub("", child.content)
                yield from found


def _language(tokens: Iterable[Token]) -> str:
    children = (token.children for token in tokens if token.type == "inline")
    texts = (each.content for some in children for each in some or () if each.type == "text")
    return language_of("\n".join(texts))


def _title_level(headings: Iterable[Token]) -> int:
    """1, or the level of the first heading where all others, at least two, are below it."""
    levels = [int(heading.tag[1]) for heading in headings if heading.level == 0]
    first, *others = levels or [1]
    return first if len(others) > 1 and first < min(others) else 1
