"""Items with boxes before them: tasks that are open or done, answers of which one is right."""

from collections.abc import Sequence

from callsheet_studio.storyboard.model import Item

OPEN, TICKED = "square", "square-check"
"""The icons of a box without a tick and of one with it."""
_ASKS = ("?", "…", "...")


def offers_answers(title: str, items: Sequence[Item]) -> bool:
    """Return whether a title asks and the items below are answers in boxes, some of them ticked."""
    return {item.icon for item in items} == {OPEN, TICKED} and title.endswith(_ASKS)
