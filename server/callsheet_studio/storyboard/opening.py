"""The title scene of a document: the words under its title, and the things that are shown there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from callsheet_studio.storyboard.content import Picture
from callsheet_studio.storyboard.document_name import name_statement, name_subject
from callsheet_studio.storyboard.inline import Image
from callsheet_studio.storyboard.lead_ins import introduces, looks_back
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.outline import NarrationLine, OutlineSection
from callsheet_studio.storyboard.section import Section
from callsheet_studio.storyboard.section_titles import sums_up
from callsheet_studio.storyboard.statements import only_speaks, show_again
from callsheet_studio.text.punctuation import FULL_STOP_MARKS, ends_sentence
from callsheet_studio.text.quotations import whole_quotations
from callsheet_studio.text.sentence_weight import states_purpose
from callsheet_studio.text.sentences import join_sentences, leans_back, sentences
from callsheet_studio.text.word_lists import has_verb

_FEWEST = 2
"""Scenes of a film of which the opening stays."""
_MOST_OPENING = 2
"""Sentences that are said below a title."""
_LONGEST_LABEL = 5
"""Words."""
_PLAIN = re.compile(r"[^\w]+")


def name_opening(first: Section, images: Sequence[Image], document: str) -> str:
    """Return what the text before the first heading is about; empty if it doesn't tell.

    Args:
        first: The section of that text.
        images: The pictures in it.
        document: All of the document as it is written.
    """
    if first.scripted or not first.has_prose:
        return ""
    lines = [*first.lines, *(line for group in first.groups for line in group.lines)]
    named = name_subject((line.text for line in lines), images, document)
    return named or (name_statement(lines[0].text) if lines and first.has_lost else "")


def remove_logo(first: Section, title: str) -> Iterator[str]:
    """Remove a first picture that only has the film's title for a description; yield what was left
    out, for a note.

    Args:
        first: The section before the first heading.
        title: The film's title.
    """
    picture = first.groups[0].content if first.groups and not first.lines else None
    if isinstance(picture, Picture) and picture.description.lower() == title.lower() != "":
        first.lines = [replace(line, is_remark=False) for line in first.groups.pop(0).lines]
        yield f"a logo or badge: {picture.description!r}"


def open_before_notes(sections: Sequence[Section]) -> list[Section]:
    """Return the sections of a document; where it begins with notes or quotations, with the text
    that goes on after them put above them."""
    first, *others = sections
    notes = list(takewhile(lambda section: section.is_note or section.is_quotation, others))
    after = others[len(notes) : len(notes) + 1]
    if notes and first.is_empty and after and after[0].goes_on and after[0].has_prose:
        opening = replace(after[0], title="", icon=first.icon, level=first.level, goes_on=False)
        return [opening, *notes, *others[len(notes) + 1 :]]
    return [first, *others]


def part_opening(
    first: OutlineSection, title: str, before: Sequence[NarrationLine], *, is_named: bool
) -> tuple[OutlineSection, Sequence[OutlineSection]]:
    """Return the title scene, and a scene for what the text under the title shows, if anything; a
    label before a list there is the title of that scene.

    Args:
        first: The first section: the text before the first heading but the title, with what it
            shows first.
        title: The film's title.
        before: Its words before that.
        is_named: Whether the document has the title as a heading. If not, words before a list are
            its title.
    """
    if not (first.entries or first.content):
        return first, ()
    opening = replace(first, kind=None, entries=(), content=None)
    shown = replace(first, title=title, lines=(), subtitle=None, icon=None, hold=0.0)
    if first.entries and (first.scripted or not is_named):
        return opening, (shown,)
    said, told = list(before), list(first.lines[len(before) :])
    if not said:
        said, told = _begin(told)
    label = said[0].text if len(said) == 1 and said[0].is_labeled else ""
    if told and first.entries and _is_run_in_label(label):
        shown = replace(shown, title=label.rstrip(FULL_STOP_MARKS), lines=tuple(told))
        return replace(opening, lines=()), (shown,)
    return replace(opening, lines=tuple(said)), (replace(shown, lines=tuple(told)),)


def _is_run_in_label(text: str) -> bool:
    """Whether words before a list are only its heading, as `Learning goals.`, and no sentence."""
    words = text.rstrip(FULL_STOP_MARKS).split()
    is_short = 0 < len(words) <= _LONGEST_LABEL and text[-1:] in FULL_STOP_MARKS
    return is_short and not has_verb(words)


def _begin(told: Sequence[NarrationLine]) -> tuple[list[NarrationLine], list[NarrationLine]]:
    """The first paragraph, without the sentence with which it introduces what is shown; and the
    rest."""
    line, *others = told or [NarrationLine("")]
    *said, last = sentences(line.text) or [""]
    if looks_back(line.text) or line.is_made_up or not (said or ends_sentence(last)):
        return [], list(told)
    if introduces(last):
        return [replace(line, text=join_sentences(said))], [replace(line, text=last), *others]
    return [replace(line, is_remark=False)], others


def say_opening(scenes: Sequence[Scene]) -> Sequence[Scene]:
    """Return the scenes of a film, of which a title scene that only reads its title out says what
    the next one does instead, if that goes on below the title; of a summary it says the first
    sentence, if the others do without it."""
    if len(scenes) <= _FEWEST:
        return scenes
    first, second, *others = scenes
    is_read = _PLAIN.sub("", first.narration) == _PLAIN.sub("", first.title)
    is_quoted = second.kind == "quote" and not (second.subtitle or second.content)
    if first.kind != "title" or not is_read or not (only_speaks(second) or is_quoted):
        return scenes
    said = whole_quotations(second.narration)
    if second.icon or second.hold or first.subtitle or not said:
        return scenes
    if second.title == first.title or first.title.startswith(f"{second.title}: "):
        if len(said) <= _MOST_OPENING and (states_purpose(said[0]) or not leans_back(said[0])):
            return [first.model_copy(update={"narration": second.narration}), *others]
        return scenes
    if not sums_up(second) or len(said) == 1 or leans_back(said[0]) or leans_back(said[1]):
        return scenes
    less = second.model_copy(update={"narration": join_sentences(said[1:])})
    begun = first.model_copy(update={"narration": said[0]})
    return [begun, show_again(second, less), *others]
