"""A request cut into its forms: an outline or single scenes, and lines before them."""

from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from callsheet_studio.storyboard.markdown import tokens_of


@dataclass(frozen=True)
class Section:
    """A heading with the lines below it."""

    level: int
    heading: str
    """Without its `#`."""
    body: str


@dataclass(frozen=True)
class RequestText:
    """The pieces of a request."""

    lead: str
    """What stands before the first heading: front matter without its dashes, then the rest."""
    sections: tuple[Section, ...]

    @property
    def is_outline(self) -> bool:
        """Whether it has a film's title, so that it is a whole film."""
        return any(section.level == 1 for section in self.sections)


def split_request(text: str) -> RequestText:
    """Cut a request at its headings; those in code or lists are none."""
    lines = text.split("\n")
    tokens = tokens_of(text) if "#" in text or text.startswith("---") else []
    front = [token for token in tokens[:1] if token.type == "front_matter" and token.map]
    starts = [*_headings(tokens), (len(lines), Token("", "", 0), "")]
    sections = tuple(
        Section(int(token.tag[1]), heading, "\n".join(lines[at + 1 : end]).strip("\n"))
        for (at, token, heading), (end, _, _) in zip(starts, starts[1:], strict=False)
    )
    first = (front[0].map or [0, 0])[1] if front else 0
    lead = [*(token.content for token in front), *lines[first : starts[0][0]]]
    return RequestText("\n".join(lead).strip(), sections)


def _headings(tokens: Sequence[Token]) -> list[tuple[int, Token, str]]:
    """Line, token and words of every heading with `#` that stands by itself."""
    return [
        (token.map[0], token, inline.content)
        for token, inline in zip(tokens, tokens[1:], strict=False)
        if token.type == "heading_open" and token.level == 0 and token.map
        if token.markup.startswith("#")
    ]
