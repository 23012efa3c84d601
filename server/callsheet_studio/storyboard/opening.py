"""The title scene of a document: the words under its title, and the things that are shown there."""

from collections.abc import Sequence
from dataclasses import replace

from callsheet_studio.storyboard.lead_ins import introduces, looks_back
from callsheet_studio.storyboard.outline import NarrationLine, OutlineSection
from callsheet_studio.text.punctuation import ends_sentence
from callsheet_studio.text.sentences import join_sentences, sentences


def part_opening(
    first: OutlineSection, title: str, before: Sequence[NarrationLine], *, is_named: bool
) -> tuple[OutlineSection, Sequence[OutlineSection]]:
    """Return the title scene, and a scene for what the text under the title shows, if anything.

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
    return replace(opening, lines=tuple(said)), (replace(shown, lines=tuple(told)),)


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
