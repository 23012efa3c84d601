"""A storyboard while it is being changed. Scene numbers are those from before the request."""

from dataclasses import dataclass
from typing import Any

from callsheet_studio.edits.errors import EditError
from callsheet_studio.storyboard.model import Scene, Storyboard

MOST_SCENES = 40
"""Of a film; a request that would make more is refused."""


@dataclass
class Slot:
    """A scene of the draft, and its number before the request."""

    origin: int | None
    """Its number before, from 1; None for a new one."""
    scene: Scene


class EditDraft:
    """A storyboard while a request changes it: its scenes in their new order, and the film's
    settings. All numbers are the scenes' numbers before the request."""

    def __init__(self, film: Storyboard, seconds: float | None = None) -> None:
        """The film as it was, and how long it runs where that is known."""
        self.before = film
        self.length = seconds or film.seconds
        self.film = film
        self.slots = [Slot(n, scene) for n, scene in enumerate(film.scenes, start=1)]
        self.settings: dict[str, str | None] = {}
        """What the request sets, by the names of front matter; None takes a setting away."""
        self.notes: list[str] = []
        """Sentences for the person who asked."""

    def __getitem__(self, number: int) -> Slot:
        """The scene that had this number.

        Raises:
            EditError: There is none, or the request removes it.
        """
        scenes = self.before.scenes
        if not 1 <= number <= len(scenes):
            titles = "; ".join(f"{n} {scene.title!r}" for n, scene in enumerate(scenes, start=1))
            raise EditError(
                f"There is no scene {number}, so nothing was changed. The film has {len(scenes)} "
                f"scenes: {titles[:600]}."
            )
        found = next((slot for slot in self.slots if slot.origin == number), None)
        if found is None:
            raise EditError(
                f"Scene {number} is removed by the same request, so it can't be changed or serve "
                "as a place. Nothing was changed: leave one of the two out."
            )
        return found

    @property
    def storyboard(self) -> Storyboard:
        """The storyboard with all changes so far.

        Raises:
            EditError: It has no scene, or too many.
        """
        if not 1 <= len(self.slots) <= MOST_SCENES:
            raise EditError(
                f"The film would have {len(self.slots)} scenes; it can have 1 to {MOST_SCENES}. "
                "Nothing was changed."
            )
        return self.film.model_copy(update={"scenes": tuple(slot.scene for slot in self.slots)})

    def claim(self, name: str, value: str | None) -> None:
        """Record that the request sets `name` to `value`, so that a second, different value is an
        error.

        Raises:
            EditError: The request set it to another value before.
        """
        if (other := self.settings.setdefault(name, value)) != value:
            raise EditError(
                f"The request sets {name} twice, to {other or 'none'!r} and to "
                f"{value or 'none'!r}. Nothing was changed: leave one of the two out."
            )

    def set_film(self, **fields: Any) -> None:
        """Set fields of the whole film (those of `Storyboard`)."""
        self.film = self.film.model_copy(update=fields)

    def set_title(self, title: str) -> None:
        """Set the film's title, and that of an opening scene that shows it."""
        first = self.slots[0]
        if first.scene.kind == "title" and first.scene.title == self.film.title:
            first.scene = first.scene.model_copy(update={"title": title})
        self.set_film(title=title)

    def remove(self, number: int) -> None:
        """Remove the scene with this number."""
        self.slots.remove(self[number])

    def insert(self, number: int, scene: Scene, *, behind: bool) -> None:
        """Insert a new scene before scene `number`, or with `behind` after it and the new scenes
        that already follow it."""
        at = self.slots.index(self[number]) + behind
        while behind and at < len(self.slots) and self.slots[at].origin is None:
            at += 1
        self.slots.insert(at, Slot(None, scene))

    def move(self, number: int, other: int, *, behind: bool) -> None:
        """Move scene `number` before scene `other`, or with `behind` after it.

        Raises:
            EditError: Both are the same scene.
        """
        slot, mark = self[number], self[other]
        if slot is mark:
            raise EditError(f"Scene {number} can't stand next to itself. Nothing was changed.")
        self.slots.remove(slot)
        self.slots.insert(self.slots.index(mark) + behind, slot)

    def swap(self, one: int, other: int) -> None:
        """Exchange the places of two scenes, given by number."""
        a, b = self.slots.index(self[one]), self.slots.index(self[other])
        self.slots[a], self.slots[b] = self.slots[b], self.slots[a]
