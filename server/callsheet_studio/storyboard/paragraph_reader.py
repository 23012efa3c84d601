"""Reads paragraphs, which are narration, an item, a list, or only something to see."""

from callsheet_studio.storyboard.content import Code, CodeState, Definition
from callsheet_studio.storyboard.content_reader import show_pictures
from callsheet_studio.storyboard.equations import read_equation
from callsheet_studio.storyboard.inline import Inline, read_inline
from callsheet_studio.storyboard.label_reader import begin_label, label_lines
from callsheet_studio.storyboard.list_reader import list_labeled_lines, read_item_paragraph
from callsheet_studio.storyboard.markdown import Token
from callsheet_studio.storyboard.narration_reader import say
from callsheet_studio.storyboard.outline import NarrationLine
from callsheet_studio.storyboard.parser_state import ParserState
from callsheet_studio.storyboard.run_in_headings import (
    begins_bold,
    is_labeled_address,
    is_link,
    is_link_row,
    is_navigation,
    labeled_lines,
    without_menus,
    without_pictures,
)
from callsheet_studio.storyboard.section import Section
from callsheet_studio.storyboard.section_reader import begin_at_first_line, begin_note
from callsheet_studio.storyboard.term_lines import are_terms_ahead, read_terms
from callsheet_studio.text.punctuation import ends_sentence


def read_paragraph(state: ParserState, opening: Token) -> None:
    """Read a paragraph, which is an item or a part of one inside a list.

    Args:
        opening: A `paragraph_open`.
    """
    inline = state.take_inline(opening)
    if state.lists and not state.quotes:
        read_item_paragraph(state, inline)
        return
    if not (state.is_exact or state.quotes):
        inline, menus = without_menus(inline)
        state.leave_out("a line of links", *(state.read(line).whole.text for line in menus))
        if labeled := labeled_lines(inline) or label_lines(inline, state.language):
            list_labeled_lines(state, labeled)
            return
        if terms := _terms(state, inline):
            _explain(state, terms)
            return
    if not state.is_exact:
        inline = _begin_at_words(state, inline)
    shown = state.read(inline, prose=not state.quotes)
    if _shows_only(state, inline, shown):
        return
    if _is_of_links(state, inline, shown):
        state.leave_out("a line of links", shown.whole.text)
    else:
        _say_and_show(state, inline, shown)


def _begin_at_words(state: ParserState, inline: Token) -> Token:
    """Begin a section with a paragraph that begins as a note, with a heading or with a label;
    return the rest of it. Any other one is returned as it is."""
    rest = inline if state.quotes or state.boxes else begin_at_first_line(state, inline)
    rest = begin_note(state, rest)
    if state.boxes and rest is inline:
        rest = begin_at_first_line(state, inline)
    is_document = not state.quotes or any(section.has_prose for section in state.sections)
    return begin_label(state, rest) if is_document else rest


def _terms(state: ParserState, inline: Token) -> Definition | None:
    """The terms that a paragraph explains, if they are several with those before and after it."""
    terms = read_terms(inline, state.language)
    is_alone = terms is not None and len(terms.terms) == 1 and not state.section.explains
    if terms is None or (is_alone and not are_terms_ahead(state.ahead, state.language)):
        return None
    state.read(inline)  # for its footnotes, and what is left out
    return terms


def _explain(state: ParserState, definition: Definition) -> None:
    """Show terms, and say them with their meanings."""
    group = state.show(definition)
    if not any(line.is_description for line in group.lines):
        group.lines.append(NarrationLine("", is_description=True))


def _shows_only(state: ParserState, inline: Token, found: Inline) -> bool:
    """Show a paragraph that is nothing but pictures, or code of several words; return whether
    it is."""
    if found.images and not found.has_words:
        show_pictures(state, found.images)
        return True
    held = [child for child in inline.children or [] if child.content.strip()]
    is_code = len(held) == 1 and held[0].type == "code_inline"
    is_command = is_code and " " in held[0].content.strip()
    if is_command and not (state.is_exact or state.quotes):
        state.show(Code(states=(CodeState(text=held[0].content),)))
        return True
    return False


def _is_of_links(state: ParserState, inline: Token, found: Inline) -> bool:
    """Whether a paragraph of a document with headings says nothing but where links lead."""
    if is_navigation(inline, several=True) or is_link_row(inline):
        return True
    written = "".join(token.content for token in inline.children or [])
    is_address = state.is_above_headings and is_labeled_address(written)
    is_free = not (state.quotes or state.section.introduces)
    is_alone = is_free and is_link(inline) and not ends_sentence(found.whole.text)
    return state.has_headings and not state.is_exact and (is_address or is_alone)


def _say_and_show(state: ParserState, inline: Token, shown: Inline) -> None:
    """Say the words of a paragraph, as a script where they are quoted, and show what is in it."""
    if not (state.is_exact or state.quotes):
        inline = without_pictures(inline)
    prose, scripted = not state.quotes, state.quotes > 0 and not _is_prose(state.section)
    spoken = read_inline(inline.children or [], state.language, spoken=True, prose=prose)
    state.formulas |= spoken.formulas
    lines, labeled = spoken.lines if scripted else spoken.unwrapped, begins_bold(inline)
    say(state, lines, scripted=scripted, labeled=labeled)
    show_pictures(state, shown.images)
    for tex in shown.display:
        state.section.show(read_equation(tex))


def _is_prose(section: Section) -> bool:
    """Whether what is quoted there are the document's words, and not narration."""
    return section.is_note or section.is_quotation or section.is_labeled
