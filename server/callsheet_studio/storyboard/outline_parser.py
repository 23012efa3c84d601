"""Builds an outline from the tokens of a document.

Each kind of token has a reader in a module of its own; they share a `ParserState`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from callsheet_studio.storyboard.content_reader import (
    show_code,
    show_formula,
    show_table,
    show_terms,
)
from callsheet_studio.storyboard.footnotes import is_address, is_source
from callsheet_studio.storyboard.headings import join_headings, strip_ordinals, strip_places
from callsheet_studio.storyboard.html_text import html_as_markdown
from callsheet_studio.storyboard.inline import PROTECTED, Text
from callsheet_studio.storyboard.key_reader import apply_key
from callsheet_studio.storyboard.list_reader import add_below_item, begin_list
from callsheet_studio.storyboard.markdown import DEEPEST, Token, tokens_of
from callsheet_studio.storyboard.opening import open_before_notes, part_opening, remove_logo
from callsheet_studio.storyboard.outline import NarrationLine, Outline, OutlineSection
from callsheet_studio.storyboard.paragraph_reader import read_paragraph
from callsheet_studio.storyboard.parser_state import ParserState
from callsheet_studio.storyboard.quote_reader import begin_quote, end_quote, sign
from callsheet_studio.storyboard.section import Section
from callsheet_studio.storyboard.section_reader import begin_at_heading, begin_footer, end_note
from callsheet_studio.storyboard.settings import read_settings
from callsheet_studio.text.sentences import as_sentence

_MOST_NAMED = 8
"""Of one kind of what was left out."""
_LONGEST_FIRST_LINE = 80


class OutlineParser:
    """Reads a Markdown document from its first token to its last."""

    def __init__(self, text: str) -> None:
        self._state = ParserState.begin(text)
        while self._state.tokens:
            _read_block(self._state, self._state.tokens.popleft())

    @property
    def counts_as_outline(self) -> bool:
        """Whether the document has a heading, a list of several items, or another block that can
        be shown."""
        first, *others = self._state.sections
        shown = any(group.content for group in first.groups)
        items = sum(len(group.entries) for group in first.groups)
        return bool(others or self._state.title) or shown or items > 1

    def outline(self) -> Outline:
        """Return the outline that was read; to be called once."""
        state = self._state
        title = state.title or state.settings.values.get("title") or ""
        title = title or ("" if state.is_first_section else state.name_opening())
        sections = _finish(state, title)
        parts = [part for section in sections for part in section.parts()]
        opening, *rest = state.sections[0].parts()
        is_named, title = bool(title), title or _first_line(opening)
        before = state.sections[0].lines
        opening, shown = part_opening(opening, title, before, is_named=is_named)
        titled = (replace(part, title=part.title or title) for part in (*shown, *rest))
        notes = (*state.settings.notes, *state.notes, *_on_left_out(state.left_out))
        return Outline(
            title,
            opening,
            (*titled, *parts),
            tuple(dict.fromkeys(notes)),
            settings=state.settings,
            language=state.settings.values.get("language"),
            prose="\n\n".join(state.prose),
            footnotes=tuple(state.said_footnotes),
            formulas=state.formulas,
            commands=frozenset(state.commands),
        )


def _read_block(state: ParserState, token: Token) -> None:
    if token.level >= DEEPEST - 1:
        state.notes.append(f"What is nested deeper than {DEEPEST} levels was left out.")
    read, lost = _READERS.get(token.type), len(state.left_out)
    if read:
        end_note(state, token)
        state.was_labeled &= token.type == "paragraph_open"
        read(state, token)
        _add_footnotes(state)
        state.section.has_lost |= len(state.left_out) > lost


def _read_front_matter(state: ParserState, token: Token) -> None:
    state.settings = read_settings(token.content)


def _read_html(state: ParserState, token: Token) -> None:
    """Read on with the Markdown that an HTML block amounts to."""
    tokens = tokens_of(html_as_markdown(token.content))
    for each in tokens:
        each.map = None
    state.tokens.extendleft(reversed(tokens))


def _begin_item(state: ParserState, _: Token) -> None:
    state.begins_item = True


def _add_footnotes(state: ParserState) -> None:
    """Add the footnotes to which the last block refers, after what it says itself."""
    referred, state.referred = state.referred, []
    for paragraphs in referred:
        written = " ".join(state.read(each, prose=False).whole.text for each in paragraphs)
        shown = " ".join(state.read(each).whole.text for each in paragraphs)
        if is_address(written):
            state.leave_out("a footnote that is an address", written)
            continue
        if is_source(shown):
            state.leave_out("a footnote that names a source", shown)
            continue
        state.said_footnotes.append(shown)
        if state.lists and state.section.last_entry:
            add_below_item(state, Text(shown, PROTECTED * len(shown)), len(state.lists) + 1)
        else:
            spoken = " ".join(state.read(each, spoken=True).whole.text for each in paragraphs)
            state.section.add_note(NarrationLine(as_sentence(spoken, state.language)))


_READERS: Mapping[str, Callable[[ParserState, Token], object]] = {
    "front_matter": _read_front_matter,
    "heading_open": begin_at_heading,
    "paragraph_open": read_paragraph,
    "blockquote_open": begin_quote,
    "blockquote_close": end_quote,
    "bullet_list_open": begin_list,
    "bullet_list_close": lambda state, _: state.lists.pop(),
    "ordered_list_open": begin_list,
    "ordered_list_close": lambda state, _: state.lists.pop(),
    "list_item_open": _begin_item,
    "table_open": show_table,
    "dl_open": show_terms,
    "fence": show_code,
    "code_block": show_code,
    "math_block": show_formula,
    "math_block_label": show_formula,
    "html_block": _read_html,
    "hr": lambda state, _: begin_footer(state),
    "footnote_unused": lambda state, token: state.leave_out(
        "a footnote that nothing refers to", token.content
    ),
    "outline_key": apply_key,
    "outline_author": sign,
}


def _finish(state: ParserState, title: str) -> Iterable[Section]:
    """Complete the sections; return those after the first one that are in the outline."""
    if not state.is_exact:
        state.left_out += remove_logo(state.sections[0], title)
        state.sections = open_before_notes(state.sections)
    for section in state.sections:
        section.finish()
    strip_places(state.sections)
    strip_ordinals(state.sections)
    others = [s for s in state.sections[1:] if not (s.goes_on and s.is_empty)]
    if state.is_exact:
        return others
    gone = (s.title for s in others if s.has_lost_all)
    state.leave_out("a heading with nothing else below it", *gone)
    return join_headings(s for s in others if not s.has_lost_all)


def _first_line(opening: OutlineSection) -> str:
    """What a list without a heading is called."""
    first = opening.lines[0].text.rstrip(":.") if opening.lines else ""
    return first if opening.entries and len(first) <= _LONGEST_FIRST_LINE else ""


def _on_left_out(left_out: Iterable[str]) -> Iterator[str]:
    """A sentence on what is not in the outline, by kinds."""
    kinds: dict[str, list[str]] = {}
    for text in dict.fromkeys(left_out):
        kind, colon, name = text.partition(": ")
        kinds.setdefault(kind + colon, []).append(name)
    parts = (f"{kind}{_first_names(names)}" for kind, names in kinds.items())
    if kinds:
        yield f"Left out: {'; '.join(parts)}."


def _first_names(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
