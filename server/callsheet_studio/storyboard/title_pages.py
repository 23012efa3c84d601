"""Titles of a list that goes on over several scenes: `Method (1/2)`, then `Method (2/2)`."""

import re
from collections.abc import Sequence
from itertools import groupby

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


def number_pages(scenes: Sequence[Scene], whole: Sequence[Scene]) -> tuple[Scene, ...]:
    """Return the scenes of a film with the pages behind their titles counted again, where others of
    the same list were left out after them; without the page of one that is alone. What stands
    behind a gone page keeps its number, by which its items are counted.

    Args:
        scenes: The scenes that are left.
        whole: All scenes, before some were left out.
    """
    pages = {scene.title for n, scene in enumerate(whole) if is_page(whole, n)}
    numbered = list(scenes)
    for title, run in groupby(range(len(scenes)), lambda n: strip_page(scenes[n].title)):
        places = [n for n in run if scenes[n].title in pages]
        count = len(places)
        begins = (f"{title} ({n}/" for n in range(1, count + 1))
        if all(scenes[n].title.startswith(begin) for n, begin in zip(places, begins, strict=True)):
            for n, place in enumerate(places, start=1):
                name = f"{title} ({n}/{count})" if count > 1 else title
                numbered[place] = scenes[place].model_copy(update={"title": name})
    return tuple(numbered)
