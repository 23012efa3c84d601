"""A storyboard while it is being changed."""

from collections.abc import Iterator, Sequence
from typing import Any

from callsheet_studio.edits.asked import NotUnderstood
from callsheet_studio.edits.diff import Difference
from callsheet_studio.script.storyboard import Scene, Storyboard

MOST_SCENES = 40
"""Of a film; a request that would make more is refused."""


class Draft:
    """Scenes in order, each with a key: its index before the edit, or a further number when new.

    Numbers in a request name scenes as they stood before it, wherever they have moved meanwhile.
    """

    def __init__(self, film: Storyboard) -> None:
        """As it was."""
        self.before = film
        self.film = film
        self.changes: list[str] = []
        """Sentences on what was done."""
        self._scenes = dict(enumerate(film.scenes))
        self._order = list(self._scenes)
        self._moved = set[int]()

    def copy(self) -> "Draft":
        """One that can be changed without this one."""
        twin = Draft(self.before)
        twin.film, twin.changes = self.film, list(self.changes)
        twin._scenes, twin._order = dict(self._scenes), list(self._order)
        twin._moved = set(self._moved)
        return twin

    @property
    def storyboard(self) -> Storyboard:
        """As it now is."""
        return self.film.model_copy(update={"scenes": tuple(self.scenes)})

    @property
    def scenes(self) -> list[Scene]:
        """In their present order."""
        return [self._scenes[key] for key in self._order]

    @property
    def keys(self) -> Sequence[int]:
        """In their present order."""
        return tuple(self._order)

    def __getitem__(self, key: int) -> Scene:
        """The scene with this key.

        Raises:
            NotUnderstood: It was removed by the same request.
        """
        if key not in self._order:
            raise NotUnderstood(f"Scene {key + 1} is removed by this very request.")
        return self._scenes[key]

    def knows(self, key: int) -> bool:
        """Whether there is, or was, a scene with this key."""
        return key in self._scenes

    def is_new(self, key: int) -> bool:
        """Whether the scene was not there before the edit."""
        return key >= len(self.before.scenes)

    def name(self, key: int) -> str:
        """How a sentence calls a scene."""
        new = self.is_new(key)
        return f"the new scene {self[key].title!r}" if new else f"scene {key + 1}"

    def say(self, sentence: str) -> None:
        """Note what was done."""
        self.changes.append(sentence)

    def set(self, key: int, **fields: Any) -> None:
        """Change a scene."""
        self._scenes[key] = self[key].model_copy(update=fields)

    def set_film(self, **fields: Any) -> None:
        """Change a setting of the whole film."""
        self.film = self.film.model_copy(update=fields)

    def remove(self, key: int) -> None:
        """Take a scene out.

        Raises:
            NotUnderstood: It is the only one.
        """
        if len(self._order) == 1:
            raise NotUnderstood("The film's only scene cannot be removed; replace it instead.")
        self._order.pop(self.place(key))

    def add(self, scene: Scene, place: int) -> int:
        """Put a new scene at this index; gives its key."""
        if len(self._order) >= MOST_SCENES:
            raise NotUnderstood(f"A film has at most {MOST_SCENES} scenes.")
        key = max(self._scenes) + 1
        self._scenes[key] = scene
        self._order.insert(place, key)
        return key

    def move(self, key: int, place: int) -> None:
        """Put a scene at this index, counted without it."""
        self._order.pop(self.place(key))
        self._order.insert(place, key)
        self._moved.add(key)

    def swap(self, one: int, other: int) -> None:
        """Let two scenes change places."""
        a, b = self.place(one), self.place(other)
        self._order[a], self._order[b] = other, one
        self._moved |= {one, other}

    def place(self, key: int) -> int:
        """The present index of a scene."""
        assert self[key]
        return self._order.index(key)

    @property
    def end(self) -> int:
        """Where a scene is added when nothing is said: before the closing."""
        last = self._scenes[self._order[-1]]
        return len(self._order) - (last.kind == "closing" and len(self._order) > 1)

    def difference(self) -> Difference:
        """What became different so far."""
        old = self.before.scenes
        places = {key: n for n, key in enumerate(self._order, start=1)}
        settings = tuple(self._settings())
        touched = (
            key
            for key in places
            if key < len(old) and (settings or key in self._moved or self._scenes[key] != old[key])
        )
        return Difference(
            changed=tuple((key + 1, places[key]) for key in sorted(touched)),
            added=tuple(n for key, n in places.items() if key >= len(old)),
            removed=tuple(n + 1 for n in range(len(old)) if n not in places),
            settings=settings,
        )

    def _settings(self) -> Iterator[str]:
        """What a title card shows is the scene's; a film's title is metadata."""
        for name in type(self.film).model_fields:
            same = getattr(self.film, name) == getattr(self.before, name)
            if not same and name not in ("scenes", "title"):
                yield name
