"""Titles of a list that goes on over several scenes: `Method (1/2)`, then `Method (2/2)`."""

import re
from collections.abc import Sequence

from callsheet_studio.storyboard.model import Scene

PAGE = re.compile(r" \((\d{1,3})/(\d{1,3})\)$")
"""A page behind a title: its number, and how many there are."""

MOST_ITEMS = 6
"""Items a scene shows at most; charts have their own bounds."""


def items_before(title: str) -> int:
    """Return how many items of its list stand on the pages before the scene with this title: 6 for
    `Method (2/2)`."""
    page = PAGE.search(title)
    return max(0, int(page[1]) - 1) * MOST_ITEMS if page else 0


def strip_page(title: str) -> str:
    """Return a title without the page behind it."""
    return PAGE.sub("", title)


def is_page(scenes: Sequence[Scene], index: int) -> bool:
    """Return whether the list of a scene goes on from the scene before or in the next one, by
    their titles. `Goals met (3/4)` alone counts something else."""
    title = scenes[index].title
    page = PAGE.search(title)
    if page is None:
        return False
    number, count = int(page[1]), page[2]
    before, after = (f"{strip_page(title)} ({number + n}/{count})" for n in (-1, 1))
    near = [scene.title for scene in scenes[index + 1 : index + 2]]
    return after in near or bool(index and scenes[index - 1].title == before)
