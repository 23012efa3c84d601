"""Reads what a document shows: code, diagrams, formulas, tables, terms and pictures."""

import re
from collections.abc import Sequence

from callsheet_studio.diagrams.mermaid.errors import MermaidError
from callsheet_studio.diagrams.mermaid.parser import parse_mermaid
from callsheet_studio.diagrams.mermaid.source import parse_source
from callsheet_studio.storyboard.code_fences import language_of_fence, read_code
from callsheet_studio.storyboard.content import Code, Diagram, Picture
from callsheet_studio.storyboard.data import Grid, is_without_words, read_csv, show_grid
from callsheet_studio.storyboard.document_name import is_decoration, name_file
from callsheet_studio.storyboard.equations import read_equation
from callsheet_studio.storyboard.inline import Image
from callsheet_studio.storyboard.markdown import Token
from callsheet_studio.storyboard.maths import show, speak, speak_lines
from callsheet_studio.storyboard.outline import ListItem, NarrationLine
from callsheet_studio.storyboard.parser_state import ParserState
from callsheet_studio.storyboard.tables import read_definition, read_table
from callsheet_studio.text.sentences import as_sentence, begin_sentence

_INCLUDED = re.compile(
    r"\s*+(?:(?:\{\{#\w++ [^\n]*|-+8<-+ [^\n]*|\.\. literalinclude::[^\n]*)\s*+)++"
)
"""Code that mdBook, MkDocs or Sphinx put into the page from another file."""


def show_code(state: ParserState, token: Token) -> None:
    """Show code, or what its language makes of it: a diagram, a formula, a table.

    Args:
        token: A `fence` or a `code_block`.
    """
    text, language = token.content, language_of_fence(token.info)
    if not state.is_exact and _INCLUDED.fullmatch(text):
        state.leave_out("code from another file", text.strip())
        return
    if language == "output" and state.section.add_output(text.removesuffix("\n")):
        return
    match language:
        case "mermaid" if state.is_exact or _can_draw(state, text):
            state.show(_diagram(text.removesuffix("\n"), exact=state.is_exact))
        case "math" | "latex" | "tex":
            show_formula(state, token)
        case "csv" | "tsv" if grid := read_csv(text):
            _show_grid(state, grid)
        case _ if text.strip() or state.is_exact:
            state.show(Code(language=language, states=(read_code(text, token.info),)))
            _add_output(state, token)
        case _:
            pass


def _add_output(state: ParserState, token: Token) -> None:
    """Take what code writes, an indented block directly below its fence as in a notebook."""
    is_below = not state.is_exact and token.type == "fence" and state.ahead[:1]
    if is_below and state.ahead[0].type == "code_block":
        output = state.tokens.popleft().content
        state.section.add_output(output.removesuffix("\n"))


def _can_draw(state: ParserState, source: str) -> bool:
    """Whether a diagram can be read; one that can't is shown as code."""
    try:
        parse_mermaid(source)
    except MermaidError as error:
        state.notes.append(f"A diagram is shown as code. {error}")
        return False
    return True


def _diagram(source: str, *, exact: bool) -> Diagram:
    """Without indents, unless they mean something: an outline has few characters."""
    has_front_matter = source.lstrip().startswith("---")
    if exact or has_front_matter or parse_source(source).keyword == "mindmap":
        return Diagram(source=source)
    return Diagram(source="\n".join(line.strip() for line in source.split("\n")))


def show_formula(state: ParserState, token: Token) -> None:
    """Show a formula. One that goes on with another is said after the words between them.

    Args:
        token: Any whose content is TeX.
    """
    equation, section = read_equation(token.content), state.section
    if not equation.lines:
        return
    state.formulas |= {speak(line, state.language): show(line) for line in equation.lines}
    groups = len(section.groups)
    group = state.show(equation)
    between = group.lines[-1:] if len(section.groups) == groups else []
    said = speak_lines(equation.lines, state.language)
    is_told = section.exact or section.scripted or not between or said in between[0].text
    if not is_told:
        text = as_sentence(begin_sentence(said), state.language)
        section.say([NarrationLine(text, is_made_up=True)])


def show_table(state: ParserState, opening: Token) -> None:
    """Show a table, or the chart of its numbers."""
    _show_grid(state, read_table(state.take_until_close(opening), state.read))


def _show_grid(state: ParserState, grid: Grid) -> None:
    if is_without_words(grid) and not state.is_exact:
        names = [row[0] for row in grid.rows] or [""]
        state.leave_out("a table without words", *names)
        return
    shown = show_grid(grid, state.section.kind)
    group = state.section.add_group()
    group.kind, group.content, group.subtitle = shown.kind, shown.content, shown.subtitle
    group.entries = [ListItem(item) for item in shown.items]


def show_terms(state: ParserState, opening: Token) -> None:
    """Show a list of terms with their meanings."""
    state.show(read_definition(state.take_until_close(opening), state.read))


def show_pictures(state: ParserState, images: Sequence[Image]) -> None:
    """Show pictures, and leave out logos, badges and those of links."""
    section = state.section
    if state.is_first_section and not section.groups:
        state.first_images += images
    for image in images:
        named = image.description or name_file(image.address)
        if image.linked:
            state.leave_out("the picture of a link", named)
        elif is_decoration(image) and not state.is_exact and section.kind != "image":
            state.leave_out("a logo or badge", named)
        elif image.address or image.description:
            state.show(Picture(address=image.address, description=image.description))
