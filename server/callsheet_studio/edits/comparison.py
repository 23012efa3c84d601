"""Two storyboards compared: which scene is which, and what changed, scene by scene."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from callsheet_studio.edits.diff import StoryboardDiff
from callsheet_studio.edits.texts import scene_texts
from callsheet_studio.storyboard.model import Item, Scene, Storyboard

ALIKE = 0.4
"""Share of common words from which two scenes count as one that was rewritten."""
LONGEST_SHOWN = 60
"""Characters of a value that a sentence shows."""
_WORD = re.compile(r"\w+")
_SETTINGS = {
    "title": "title",
    "seconds": "duration",
    "aspect_ratio": "aspect",
    "style": "type",
    "palette": "colors",
    "style_prompt": "style",
    "voice": "voice",
    "music": "music",
    "logo": "logo",
    "language": "language",
}
"""A storyboard's settings and their names in front matter."""

Origins = Sequence[int | None]
"""For each new scene the number of the old one that it was, or None."""


def match_scenes(old: Sequence[Scene], new: Sequence[Scene]) -> tuple[int | None, ...]:
    """Which old scene each new one is: an equal one, one with the same title, or one alike."""
    origins: list[int | None] = [None] * len(new)
    left = dict(enumerate(old, start=1))
    for is_same in (_is_equal, _has_same_title, _is_alike):
        for at, scene in enumerate(new):
            near = sorted(left, key=lambda n: abs(n - 1 - at)) if origins[at] is None else []
            found = next((n for n in near if is_same(left[n], scene)), None)
            if found is not None:
                origins[at] = found
                del left[found]
    return tuple(origins)


def _is_equal(old: Scene, new: Scene) -> bool:
    return old == new


def _has_same_title(old: Scene, new: Scene) -> bool:
    return old.title == new.title


def _is_alike(old: Scene, new: Scene) -> bool:
    before, after = (
        {word for _, text in scene_texts(scene) for word in _WORD.findall(text.lower())}
        for scene in (old, new)
    )
    return len(before & after) >= ALIKE * len(before | after)


def compare(before: Storyboard, after: Storyboard, origins: Origins) -> StoryboardDiff:
    """What is different. A film's title is no picture: its opening shows it, or nothing does."""
    settings = tuple(
        name for name in _changed_settings(before, after) if name not in ("title", "seconds")
    )
    moved, kept = _moved(origins), {n for n in origins if n}
    pairs = [(n, at) for at, n in enumerate(origins, start=1) if n]
    changed = (
        (n, at)
        for n, at in pairs
        if settings or n in moved or before.scenes[n - 1] != after.scenes[at - 1]
    )
    return StoryboardDiff(
        changed=tuple(sorted(changed)),
        added=tuple(at for at, n in enumerate(origins, start=1) if n is None),
        removed=tuple(n for n in range(1, len(before.scenes) + 1) if n not in kept),
        settings=settings,
    )


def describe(before: Storyboard, after: Storyboard, origins: Origins) -> Iterator[str]:
    """Sentences on what changed, settings first."""
    for name in _changed_settings(before, after):
        old, new = getattr(before, name), getattr(after, name)
        yield f"{_SETTINGS[name]}: {_shown(new)} (was {_shown(old)})."
    moved, kept = _moved(origins), {n for n in origins if n}
    for at, n in enumerate(origins, start=1):
        scene = after.scenes[at - 1]
        if n is None:
            yield f"Added scene {at}, {scene.title!r} [{scene.kind}]."
            continue
        if n in moved:
            yield f"Moved scene {n}, {before.scenes[n - 1].title!r}, to place {at}."
        if changes := list(_scene_changes(before.scenes[n - 1], scene)):
            yield f"Changed scene {n}, {before.scenes[n - 1].title!r}: {'; '.join(changes)}."
    for n, scene in enumerate(before.scenes, start=1):
        if n not in kept:
            yield f"Removed scene {n}, {scene.title!r}."


def _changed_settings(before: Storyboard, after: Storyboard) -> Iterator[str]:
    return (name for name in _SETTINGS if getattr(before, name) != getattr(after, name))


def _moved(origins: Origins) -> set[int]:
    """The fewest scenes whose moves explain the order: all but a longest rising run."""
    numbers = [n for n in origins if n]
    tails, ends = list[int](), list[int]()
    previous: dict[int, int | None] = {}
    for n in numbers:
        at = bisect_left(tails, n)
        tails[at : at + 1] = [n]
        ends[at : at + 1] = [n]
        previous[n] = ends[at - 1] if at else None
    stays, n = set[int](), ends[-1] if ends else None
    while n is not None:
        stays.add(n)
        n = previous[n]
    return set(numbers) - stays


def _scene_changes(old: Scene, new: Scene) -> Iterator[str]:
    for name in type(old).model_fields:
        was, now = getattr(old, name), getattr(new, name)
        if was == now:
            continue
        if name == "items":
            yield from _item_changes(old.items, new.items)
        elif name == "content":
            yield f"what it shows ({new.content.type if new.content else 'nothing'})"
        else:
            yield f"{name} {_shown(was)} → {_shown(now)}" if name != "narration" else "narration"


def _item_changes(old: Sequence[Item], new: Sequence[Item]) -> Iterator[str]:
    if len(old) != len(new):
        yield f"{len(new)} items instead of {len(old)}"
        return
    for n, (was, now) in enumerate(zip_longest(old, new), start=1):
        if was != now:
            yield f"item {n} {_shown(_item(was))} → {_shown(_item(now))}"


def _item(item: Item) -> str:
    return ": ".join(filter(None, (item.text, item.second_line)))


def _shown(value: Any) -> str:
    if value is None or value == {}:
        return "none"
    if isinstance(value, dict):
        return ", ".join(f"{key} {each}" for key, each in value.items())  # pyright: ignore[reportUnknownVariableType]  # a palette
    text = str(value)
    return repr(text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…")
