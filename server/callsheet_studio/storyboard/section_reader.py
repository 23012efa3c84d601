"""Reads what begins a section of a document: headings, notes and warnings, and its last rule."""

from callsheet_studio.storyboard.admonitions import INFO, name_alert, read_admonition
from callsheet_studio.storyboard.content_reader import show_pictures
from callsheet_studio.storyboard.headings import SectionHeading, read_heading
from callsheet_studio.storyboard.inline import Inline, read_inline
from callsheet_studio.storyboard.markdown import Token
from callsheet_studio.storyboard.narration_reader import say
from callsheet_studio.storyboard.parser_state import ParserState
from callsheet_studio.storyboard.questions import is_labeled_question, split_question
from callsheet_studio.storyboard.run_in_headings import is_link, split_run_in, strip_question
from callsheet_studio.storyboard.section import Section
from callsheet_studio.text.punctuation import STATEMENT_ENDS


def begin_at_heading(state: ParserState, opening: Token) -> None:
    """Begin a section with a heading. One in a list or a quote, and a sentence about the document
    below its title, are said instead; one at the beginning of a note is the note's title.

    Args:
        opening: A `heading_open`.
    """
    inline = state.take_inline(opening)
    found = state.read(inline)
    words = _without_pictures(state, inline, found).whole
    heading = read_heading(words, opening, underline=_underline(state, opening))
    if heading and _is_of_note(state):
        _name_note(state.section, heading.title)
    elif heading is None or state.quotes or state.lists or _is_tagline(state, heading):
        say(state, state.read(inline, spoken=True).lines, scripted=False)
    else:
        _begin_section(state, heading)
        state.section.has_lost |= is_link(inline)
        state.level = state.level if state.boxes else heading.level
        show_pictures(state, found.images)


def begin_at_first_line(state: ParserState, inline: Token) -> Token:
    """Begin a section with a paragraph whose first line serves as its heading; return the rest of
    the paragraph. Any other one is returned as it is."""
    head, rest = split_run_in(inline)
    if head is None or (not rest.children and _is_line_below_title(state)):
        return inline
    title = strip_question(state.read(head).whole.text)
    _begin_section(state, SectionHeading(title, min(state.level + 1, 6)))
    return rest


def begin_note(state: ParserState, inline: Token) -> Token:
    """Begin a section with a paragraph that begins with the word of a note or warning; return the
    paragraph without that. Any other one is returned as it is."""
    is_document = any(section.has_prose for section in state.sections)
    note = read_admonition(inline, bare=state.quotes + state.boxes > 0 and is_document)
    if note is None:
        return inline
    is_alert = inline.content.startswith("[!")
    is_titled = state.title or "title" in state.settings.values
    if not is_titled and state.is_first_section:
        return note.rest if is_alert else inline
    around = state.around = state.around or state.section
    title = name_alert(note.title, state.language) if is_alert else note.title
    section = Section(
        title or around.title or state.title,
        icon=note.icon,
        level=min(around.level + 1, 6),
        announced=title,
        is_note=True,
    )
    state.sections.append(section)
    return note.rest


def end_note(state: ParserState, token: Token) -> None:
    """Go on with the section around a note when the note has ended.

    Args:
        token: The first one of the next block.
    """
    around = state.around
    if around is None or state.quotes or state.boxes:
        return
    state.around = None
    if token.type != "heading_open":
        section = Section(
            around.title or state.title,
            icon=around.icon,
            since=around.since,
            level=around.level,
            goes_on=True,
        )
        state.sections.append(section)
        section.go_on(around)


def begin_footer(state: ParserState) -> None:
    """Begin a section at the last rule: what stands below it is about the document."""
    is_last = not any(token.type in ("heading_open", "hr") for token in state.tokens)
    is_free = not (state.quotes or state.lists or state.is_exact or state.section.scripted)
    if is_last and is_free and not state.is_first_section:
        state.sections.append(Section(state.title, goes_on=True, is_footer=True))


def _underline(state: ParserState, opening: Token) -> str:
    """The line of marks below a heading of one line; empty for any other."""
    start, end = opening.map or (0, 0)
    is_short = opening.markup in ("=", "-") and end - start == 2
    return state.source[end - 1].strip(" \t>") if is_short and end <= len(state.source) else ""


def _without_pictures(state: ParserState, inline: Token, found: Inline) -> Inline:
    """The words of a heading; of one that is only a picture its description."""
    if not (found.images and found.has_words):
        return found
    words = [child for child in inline.children or [] if child.type != "image"]
    return read_inline(words, state.language)


def _is_of_note(state: ParserState) -> bool:
    """Whether a note has just begun."""
    return state.section.is_note and state.section.is_empty and not state.lists


def _name_note(note: Section, title: str) -> None:
    warns = note.icon != INFO and note.title != title
    note.title = note.announced = f"{note.title}: {title}" if warns else title


def _is_tagline(state: ParserState, heading: SectionHeading) -> bool:
    """Whether a heading is a sentence about the document, directly below its title."""
    is_below = bool(state.title) and state.is_first_section and state.section.is_empty
    is_plain = heading.kind is None and not (state.is_exact or is_labeled_question(heading.title))
    return is_below and is_plain and heading.title.endswith(STATEMENT_ENDS)


def _is_line_below_title(state: ParserState) -> bool:
    """Whether a line stands alone between the film's title and the first heading."""
    ahead = state.ahead
    ends = not ahead or ahead[0].type == "heading_open"
    inlines = (read_inline(t.children or []) for t in ahead if t.type == "inline")
    is_next = ends or any(each.images and not each.has_words for each in inlines)
    return bool(state.title) and state.is_above_headings and state.section.is_empty and is_next


def _begin_section(state: ParserState, heading: SectionHeading) -> None:
    """Begin the section of a heading, or name the document by it."""
    state.notes += heading.notes
    is_first = state.is_first_section and not state.title
    is_late = state.has_titles and bool(state.name_opening())
    names = heading.level == state.title_level and (heading.level == 1 or not heading.kind)
    if names and is_first and not is_late:
        state.title = heading.title
        state.section.icon = heading.icon
        return
    title, asks = heading.title, False
    if not state.is_exact:
        title, asks = split_question(title.rstrip(":："), state.language)
    section = Section(
        title,
        heading.kind,
        heading.shape,
        heading.icon,
        heading.since,
        heading.level,
        place=heading.place,
        asked=title if asks else "",
        exact=state.is_exact,
    )
    state.sections.append(section)
