"""The lines of a paragraph, as they are said."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest

from callsheet_studio.storyboard.inline import LABEL
from callsheet_studio.storyboard.outline import NarrationLine
from callsheet_studio.text.sentences import as_sentence, join_sentences


def end_labeled(lines: Sequence[NarrationLine], language: str) -> Iterator[NarrationLine]:
    """Yield the lines; those such as `Minutes: Jon` end where another such line follows."""
    for line, after in zip_longest(lines, lines[1:]):
        labeled = after and LABEL.match(line.text) and LABEL.match(after.text)
        yield replace(line, text=as_sentence(line.text, language)) if labeled else line


def join_lines(lines: Iterable[NarrationLine]) -> Iterator[NarrationLine]:
    """Yield the lines of a paragraph as one; those that only longer films say stay apart."""
    for since, group in groupby(lines, key=lambda line: line.since):
        yield NarrationLine(join_sentences(line.text for line in group), since)
