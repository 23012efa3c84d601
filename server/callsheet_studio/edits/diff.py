"""How one storyboard became another one, as scene numbers from 1."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StoryboardDiff:
    """Which scenes an edit changed, added and removed, and which settings of the film it
    changed."""

    changed: tuple[tuple[int, int], ...] = ()
    """(number before, number after) of scenes that look, sound or are placed differently."""
    added: tuple[int, ...] = ()
    """Numbers after."""
    removed: tuple[int, ...] = ()
    """Numbers before."""
    settings: tuple[str, ...] = ()
    """What changed for the film as a whole, such as `palette`; then every scene is changed."""

    @property
    def drawn(self) -> tuple[int, ...]:
        """The new numbers of changed and added scenes, in order."""
        return tuple(sorted((*(after for _, after in self.changed), *self.added)))

    @property
    def touched(self) -> int:
        """How many scenes are changed, added or removed."""
        return len(self.drawn) + len(self.removed)

    def undone(self) -> "StoryboardDiff":
        """Return the opposite difference: what a revert of the edit does."""
        back = tuple(sorted((before, after) for after, before in self.changed))
        return StoryboardDiff(back, self.removed, self.added, self.settings)
