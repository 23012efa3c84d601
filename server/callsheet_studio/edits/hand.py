"""What a rule works with: the draft, the marks of the request, and what the clause is about."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from re import Match, Pattern
from typing import TypeAlias

from callsheet_studio.edits.asked import Unclear
from callsheet_studio.edits.draft import Draft
from callsheet_studio.edits.marks import Marks
from callsheet_studio.script.storyboard import Scene


@dataclass
class Hand:
    """One request being carried out, clause by clause."""

    draft: Draft
    marks: Marks
    pictures: Sequence[str] = ()
    """Files of the reference images."""
    target: int | None = None
    """The key of the scene that the present clause, or the last one with a scene, is about."""
    explicit: bool = False
    """Whether the present clause itself names it."""
    shown: set[str] = field(default_factory=set[str])
    """Pictures that have found their scene."""

    def copy(self) -> "Hand":
        """One whose draft can be changed without this one's."""
        return replace(self, draft=self.draft.copy(), shown=set(self.shown))

    def key(self, mark: str | None) -> int:
        """The scene that a mark names; without one, the scene that is being talked about.

        Raises:
            Unclear: None is.
        """
        if mark:
            self.target = self.marks.scene(mark)
        if self.target is None:
            raise Unclear(
                "Which scene?",
                "Say its number, as in 'in scene 2', or words of its title. "
                f"The scenes: {'; '.join(self._titles())}.",
            )
        return self.target

    def scenes(self) -> Iterator[tuple[int, Scene]]:
        """The scene that is being talked about, or all when none is: (key, scene)."""
        keys = self.draft.keys if self.target is None else (self.target,)
        yield from ((key, self.draft[key]) for key in keys)

    def found(self, words: str) -> int | None:
        """The scene that a mark or a title names."""
        mark = words.strip()
        try:
            return self.marks.scene(mark)
        except (KeyError, AssertionError):
            return self.marks.by_title(self.marks.value(mark))

    def value(self, words: str) -> str:
        """The words as a value."""
        return self.marks.value(words)

    def _titles(self) -> Iterator[str]:
        for key in self.draft.keys:
            yield f"{key + 1} {self.draft[key].title!r}"


Act: TypeAlias = Callable[[Hand, Match[str]], bool]
"""Carries a clause out; False when the clause must mean something else."""


@dataclass(frozen=True)
class Rule:
    """A way of saying something, and what it does."""

    pattern: Pattern[str]
    act: Act
