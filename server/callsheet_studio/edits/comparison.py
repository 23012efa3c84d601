"""Two storyboards compared: which scene is which, and what changed, scene by scene."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from os.path import commonprefix
from typing import Any, TypeAlias

from callsheet_studio.edits.diff import StoryboardDiff
from callsheet_studio.storyboard.model import Item, Scene, Storyboard
from callsheet_studio.storyboard.scene_texts import are_alike, scene_texts
from callsheet_studio.storyboard.settings import FIELDS

LONGEST_SHOWN = 60
"""Characters of a value that a sentence shows."""
_WORD = re.compile(r"\w+")
_SETTINGS = {"title": "title", "colors": "palette", **FIELDS}
"""A storyboard's fields by the names that sentences use."""

Origins: TypeAlias = Sequence[int | None]
"""For each new scene the number of the old one that it was, or None."""


def match_scenes(old: Sequence[Scene], new: Sequence[Scene]) -> tuple[int | None, ...]:
    """Return for each new scene the number (from 1) of the old scene that it comes from; None for
    an added one.

    An equal scene matches before one with the same title, and that before a similar one; among
    several the nearest.
    """
    origins: list[int | None] = [None] * len(new)
    left = dict(enumerate(old, start=1))
    for is_same in _SAME:
        for at, scene in enumerate(new):
            near = sorted(left, key=lambda n: abs(n - 1 - at)) if origins[at] is None else []
            origins[at] = origins[at] or next((n for n in near if is_same(left[n], scene)), None)
            left.pop(origins[at] or 0, None)
    return tuple(origins)


def match_places(old: Sequence[Scene], new: Sequence[Scene], origins: Origins) -> Origins:
    """Return `origins` with each None replaced by the old scene in the same place, unless another
    new scene comes from that one.

    Only if the scenes have the same kinds in the same order as before; otherwise `origins` as they
    are. So a translated film keeps its scenes. Numbers are from 1.
    """
    if [scene.kind for scene in old] != [scene.kind for scene in new]:
        return origins
    return tuple(n or (at if at not in origins else None) for at, n in enumerate(origins, start=1))


def _words(scene: Scene) -> Iterator[str]:
    return (word for _, text in scene_texts(scene) for word in _WORD.findall(text.lower()))


_SAME: tuple[Callable[[Scene, Scene], bool], ...] = (
    lambda old, new: old == new,
    lambda old, new: old.title == new.title,
    lambda old, new: are_alike(_words(old), _words(new)),
)


@dataclass(frozen=True)
class Comparison:
    """A storyboard before and after a change, and which scene comes from which. Scene numbers
    are from 1."""

    before: Storyboard
    after: Storyboard
    origins: Origins

    @cached_property
    def pairs(self) -> list[tuple[int, int]]:
        """Return the (old, new) numbers of the scenes that are in both."""
        return [(n, at) for at, n in enumerate(self.origins, start=1) if n]

    @cached_property
    def changed(self) -> list[tuple[int, int]]:
        """Return the (old, new) numbers of the scenes that are in both, but say or show
        something else."""
        old, new = self.before.scenes, self.after.scenes
        return [(n, at) for n, at in self.pairs if old[n - 1] != new[at - 1]]

    @cached_property
    def added(self) -> list[int]:
        """Return the numbers of new scenes."""
        return [at for at, n in enumerate(self.origins, start=1) if n is None]

    @cached_property
    def removed(self) -> list[int]:
        """Return the old numbers of removed scenes."""
        return sorted({*range(1, len(self.before.scenes) + 1)} - {n for n, _ in self.pairs})

    @cached_property
    def moved(self) -> set[int]:
        """Return the old numbers of the scenes that were moved: the fewest that explain the new
        order."""
        tails, previous = list[int](), dict[int, int | None]()
        for n, _ in self.pairs:
            at = bisect_left(tails, n)
            tails[at : at + 1] = [n]
            previous[n] = tails[at - 1] if at else None
        stays, n = set[int](), tails[-1] if tails else None
        while n is not None:
            stays.add(n)
            n = previous[n]
        return set(previous) - stays

    @cached_property
    def settings(self) -> list[str]:
        """Return the names of the film's settings that changed."""
        return [
            name
            for name, field in _SETTINGS.items()
            if getattr(self.before, field) != getattr(self.after, field)
        ]

    @property
    def difference(self) -> StoryboardDiff:
        """The scenes that must be drawn again. The film's title alone does not count, since no
        picture shows it."""
        settings = tuple(_SETTINGS[name] for name in self.settings if name not in _NO_PICTURE)
        moved = {pair for pair in self.pairs if settings or pair[0] in self.moved}
        changed = tuple(sorted(moved | set(self.changed)))
        return StoryboardDiff(changed, tuple(self.added), tuple(self.removed), settings)

    def sentences(self) -> Iterator[str]:
        """Yield English sentences on what changed: settings first, then scene by scene."""
        for name in self.settings:
            old, new = (getattr(film, _SETTINGS[name]) for film in (self.before, self.after))
            yield f"{name}: {_show_value(new)} (was {_show_value(old)})."
        for at, n in enumerate(self.origins, start=1):
            scene = self.after.scenes[at - 1]
            if n is None:
                yield f"Added scene {at}, {scene.title!r} [{scene.kind}]."
                continue
            old = self.before.scenes[n - 1]
            if n in self.moved:
                yield f"Moved scene {n}, {old.title!r}, to place {at}."
            if changes := "; ".join(_scene_changes(old, scene)):
                yield f"Changed scene {n}, {old.title!r}: {changes}."
        for n in self.removed:
            yield f"Removed scene {n}, {self.before.scenes[n - 1].title!r}."


_NO_PICTURE = ("title", "duration")


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
            yield (
                f"{name} {_show_value(was)} → {_show_value(now)}"
                if name != "narration"
                else "narration"
            )


def _item_changes(old: Sequence[Item], new: Sequence[Item]) -> Iterator[str]:
    if len(old) != len(new):
        yield f"{len(new)} items instead of {len(old)}"
        return
    for n, (was, now) in enumerate(zip(old, new, strict=True), start=1):
        if was != now:
            old_text, new_text = _item(was), _item(now)
            at = len(commonprefix((old_text, new_text))) - LONGEST_SHOWN // 2
            cut = old_text.find(" ", at) if at > 0 else 0
            yield f"item {n} {_show_value(old_text[cut:])} → {_show_value(new_text[cut:])}"


def _item(item: Item) -> str:
    return ": ".join(filter(None, (item.text, item.second_line)))


def _show_value(value: Any) -> str:
    if value is None or value == {}:
        return "none"
    if isinstance(value, dict):
        return ", ".join(f"{key} {each}" for key, each in value.items())  # pyright: ignore[reportUnknownVariableType]  # a palette
    text = str(value)
    text = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
    return repr(text) if isinstance(value, str) else text
