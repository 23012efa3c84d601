"""Items with boxes before them: tasks that are open or done, answers of which one is right."""

from collections.abc import Sequence
from dataclasses import dataclass

from callsheet_studio.storyboard.model import Item
from callsheet_studio.text.punctuation import QUESTION_ENDS

OPEN, TICKED = "square", "square-check"
"""The icons of a box without a tick and of one with it."""
BOXES = frozenset({OPEN, TICKED})
_ASKS = ("?", "…", "...")
_MARKS = ".,;:!?…\"'()“”‘’"


@dataclass(frozen=True)
class Answer:
    """Where a question is answered, in words of a narration."""

    pause: int
    """The word after the last offered answer, before which there is time to think."""
    said: int
    """The word with which the right answer begins."""


def offers_answers(title: str, items: Sequence[Item]) -> bool:
    """Return whether a title asks and the items below are answers in boxes, some of them ticked."""
    return {item.icon for item in items} == {*BOXES} and title.endswith(_ASKS)


def are_open_and_done(items: Sequence[Item]) -> bool:
    """Return whether items are tasks, of which some are open and others done."""
    return {item.icon for item in items} == {*BOXES}


def find_answer(title: str, items: Sequence[Item], words: Sequence[str]) -> Answer | None:
    """Return where the ticked answer to a scene's question is said after all answers were offered;
    None if it is no such question, or nobody answers it.

    Args:
        words: The narration.
    """
    if not offers_answers(title, items):
        return None
    right = _bare(next(item.text for item in items if item.icon == TICKED).split()[0])
    asked = (n + 1 for n in reversed(range(len(words))) if words[n].endswith(QUESTION_ENDS))
    pause = next(asked, len(words))
    said = (n for n in range(pause, len(words)) if _bare(words[n]) == right)
    return next((Answer(pause, n) for n in said), None)


def _bare(word: str) -> str:
    return word.strip(_MARKS).casefold()
