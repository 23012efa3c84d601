"""A run of frames of one scene, drawn into a file of its own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Segment:
    """A run of frames of one scene."""

    scene: int
    """From 0."""
    first: int
    """Frames from the scene's own first one."""
    last: int
    """The frame after the last one."""
    file: str
    """Path inside the film's folder."""

    @property
    def frames(self) -> int:
        """The number of frames."""
        return self.last - self.first
