"""Reads the words of a document as narration."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from callsheet_studio.storyboard.equations import read_equation
from callsheet_studio.storyboard.inline import Text
from callsheet_studio.storyboard.items import read_marks
from callsheet_studio.storyboard.lead_ins import (
    end_lead_in,
    introduces,
    is_shown_next,
    leads_on,
    part_lead_in,
)
from callsheet_studio.storyboard.maths import speak_lines
from callsheet_studio.storyboard.outline import NarrationLine
from callsheet_studio.storyboard.paragraph_lines import end_labeled, join_lines
from callsheet_studio.storyboard.parser_state import ParserState
from callsheet_studio.storyboard.questions import find_answer_label
from callsheet_studio.text.mood_signs import name_signs_in
from callsheet_studio.text.punctuation import SENTENCE_ENDS, ends_sentence
from callsheet_studio.text.sentences import (
    as_sentence,
    begin_sentence,
    full_stop,
    join_sentences,
)

AS_SHOWN = "…"
"""Narration that is made of what the scene shows, or a list that is made of the narration."""
_AUTHOR = re.compile(r"(?:[—―]\s*|--\s+)(\w.*)", re.DOTALL)
_FIRST_ARROW = re.compile(r"(?:^|(?<=[.!?…] ))(?:→|➜|⇒|=>|->) (?=\w)")
"""Stands before a sentence that says what came of the one before."""
_CITED = re.compile(r"(.*[.!?…\"'”’»])\s+(?:—|―|–|--)\s*(\w.{0,60})", re.DOTALL)
"""A quote and whose it is, in one line."""


def say(
    state: ParserState, texts: Iterable[Text], *, scripted: bool, labeled: bool = False
) -> None:
    """Add lines of narration; an author among them becomes that of the section's quote.

    Args:
        scripted: Whether they were written for a film, and not taken from running text.
        labeled: Whether running text begins with a bold label.
    """
    section = state.section
    lines = [line for text in texts if (line := _read_line(state, text, scripted=scripted))]
    lines = list(end_labeled(lines, state.language))
    if not scripted and not any(map(str.isalnum, "".join(line.text for line in lines))):
        return
    if not scripted and section.scripted and not state.is_exact:
        section.end_last_line(state.language)
    section.scripted |= scripted
    section.has_prose |= not scripted
    if state.is_first_section:
        state.prose.append("\n".join(line.text for line in lines))
    if not lines or lines[-1].is_description:
        section.say(lines)
    elif scripted:
        section.say([*lines[:-1], _with_formula(state, lines[-1]) or lines[-1]])
    else:
        first, *others = join_lines(lines)
        _say_prose(state, [replace(first, is_labeled=labeled), *others])


def set_author(state: ParserState, name: str) -> None:
    """Note whose the quote of the section is."""
    state.section.subtitle = state.read_text(name).text


def _read_line(state: ParserState, text: Text, *, scripted: bool) -> NarrationLine | None:
    section = state.section
    if scripted and text.mask == AS_SHOWN:
        return NarrationLine("", is_description=True)
    if section.asked and section.is_empty:
        text = text.part(find_answer_label(text.mask))
    author = _AUTHOR.fullmatch(text.mask)
    if author and state.quotes and (section.lines or section.groups):
        set_author(state, text.group(author, 1).text)
        return None
    cited = _CITED.fullmatch(text.mask) if section.kind == "quote" else None
    if cited and not state.is_exact:
        section.subtitle = text.group(cited, 2).text
        text = text.group(cited, 1)
    body, marks = read_marks(text)
    said = body.text if scripted else _name_marks(body.text, state.language)
    return NarrationLine(said, marks.since) if said else None


def _name_marks(text: str, language: str) -> str:
    """Running text with the names of faces in it, and without arrows at the beginning of its
    sentences."""
    named = name_signs_in(text, language)
    named = named if named == text else begin_sentence(named)
    return _FIRST_ARROW.sub("", named)


def _say_prose(state: ParserState, lines: list[NarrationLine]) -> None:
    section = state.section
    lines = _part_remark(state, lines)
    last, leads = lines[-1], introduces(lines[-1].text) or _leads_on(state, lines)
    if with_formula := _with_formula(state, last):
        lines[-1], leads = with_formula, True
    elif not section.is_footer:
        end = end_lead_in if leads else as_sentence
        lines[-1] = replace(last, text=end(last.text, state.language))
    if section.groups and not section.is_mid_sentence:
        lines[0] = replace(lines[0], text=begin_sentence(lines[0].text))
    section.say(lines, introduces=leads)


def _part_remark(state: ParserState, lines: list[NarrationLine]) -> list[NarrationLine]:
    """A paragraph without its first sentences when only those are about what was shown."""
    section = state.section
    if not section.groups or section.introduces or len(lines) > 1:
        return lines
    back, rest = part_lead_in(lines[0].text)
    if back and (introduces(rest) or is_shown_next(state.ahead)):
        section.say([NarrationLine(begin_sentence(back))])
        return [replace(lines[0], text=rest)]
    return lines


def _leads_on(state: ParserState, lines: Sequence[NarrationLine]) -> bool:
    """Whether a paragraph is about what comes next, which gets a scene of its own."""
    section, text = state.section, join_sentences(line.text for line in lines)
    if not is_shown_next(state.ahead):
        return False
    if not section.groups:
        has_heading = bool(state.title) or not state.is_first_section
        return has_heading and not ends_sentence(text)
    return leads_on(text, state.language, introduced=section.is_introduced)


def _with_formula(state: ParserState, line: NarrationLine) -> NarrationLine | None:
    """A line that goes on in the formula that comes next, with that; None for any other line."""
    ahead = [token for token in state.ahead[:1] if token.type.startswith("math_block")]
    formula = read_equation(ahead[0].content).lines if ahead else ()
    if not formula or line.text.endswith(SENTENCE_ENDS):
        return None
    end = "" if _goes_on_after_formula(state) else full_stop(state.language)
    return replace(line, text=f"{line.text} {speak_lines(formula, state.language)}{end}")


def _goes_on_after_formula(state: ParserState) -> bool:
    """Whether the paragraph after the formula that comes next ends the sentence before it."""
    after = [token for token in islice(state.tokens, 1, 3) if token.type == "inline"]
    return bool(after) and after[0].content[:1].islower()
