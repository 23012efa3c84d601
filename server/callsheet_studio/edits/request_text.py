"""A request cut into its forms: an outline or single scenes, and lines before them."""

from collections.abc import Sequence
from dataclasses import dataclass

from callsheet_studio.storyboard.markdown import Token, tokens_of


@dataclass(frozen=True)
class RequestSection:
    """A heading and the lines below it."""

    level: int
    """1 for `#`, 2 for `##`, and so on."""
    heading: str
    """Without its `#`."""
    body: str


@dataclass(frozen=True)
class RequestText:
    """A request split at its headings."""

    lead: str
    """What comes before the first heading: the front matter without its dashes, then the other
    lines."""
    sections: tuple[RequestSection, ...]

    @property
    def is_outline(self) -> bool:
        """Whether the request is a whole outline: it has a heading of level 1, the film's title."""
        return any(section.level == 1 for section in self.sections)


def split_request(text: str) -> RequestText:
    """Split a request at its Markdown headings with `#`; headings in code or lists do not count.

    What stands before the first heading is the lead, including front matter.
    """
    lines = text.split("\n")
    tokens = tokens_of(text) if "#" in text or text.startswith("---") else []
    headings = _headings(tokens)
    first, *ends = (*(line for line, _, _ in headings), len(lines))
    sections = tuple(
        RequestSection(level, heading, "\n".join(lines[line + 1 : end]).strip("\n"))
        for (line, level, heading), end in zip(headings, ends, strict=True)
    )
    lead = lines[:first]
    if tokens and tokens[0].type == "front_matter" and tokens[0].map:
        lead = [tokens[0].content, *lines[tokens[0].map[1] : first]]
    return RequestText("\n".join(lead).strip(), sections)


def _headings(tokens: Sequence[Token]) -> list[tuple[int, int, str]]:
    """Line, level and words of every heading with `#` that stands by itself."""
    return [
        (token.map[0], int(token.tag[1]), inline.content)
        for token, inline in zip(tokens, tokens[1:], strict=False)
        if token.type == "heading_open" and token.level == 0 and token.map
        if token.markup.startswith("#")
    ]
