"""What every kind of work shares: the size of a picture, progress, and finished steps.

Plain data that travels as JSON between the server and its worker processes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Stage: TypeAlias = Literal["voiceover", "highlevel", "lowlevel", "scan_assets", "generating_frames"]
"""The documented stages in which work is done, in order."""
PREVIEW_SIDE, PREVIEW_FPS = 360, 12
"""A tenth of the pixels a second that a film has; motion "on twos", as hand-drawn films have it."""


@dataclass(frozen=True)
class VideoFormat:
    """The frame size and rate of a film, and how it is rendered."""

    short_side: int = 720
    """Pixels of the shorter side; the longer one follows from the aspect ratio (1280 for 720)."""
    fps: int = 30
    """Frames a second."""
    stereo: bool = True
    """False gives the sound one channel."""
    spoken: bool = True
    """False renders without the voice, with captions timed by word lengths."""
    processes: int | None = None
    """Child processes that draw scenes at once; None: as many as cores and memory allow."""

    def with_lines(self, lines: str | None) -> "VideoFormat":
        """Return the format with the height that a film asks for.

        Args:
            lines: Pixels of the short side as text, such as `1080`. None changes nothing; neither
                does a value if this format is smaller than a film's (tests, previews).
        """
        is_film = self.short_side >= VideoFormat.short_side
        return replace(self, short_side=int(lines)) if lines and is_film else self

    def preview(self) -> "VideoFormat":
        """Return the format of a preview: a short side of at most 360 pixels (640x360 or 360x640),
        at most 12 frames a second, and sound in one channel; the rest is unchanged."""
        return replace(
            self,
            short_side=min(self.short_side, PREVIEW_SIDE),
            fps=min(self.fps, PREVIEW_FPS),
            stereo=False,
        )


@dataclass(frozen=True)
class Progress:
    """How far a job is. `percent` never falls."""

    stage: Stage | str
    """A `Stage` for films; other work has words of its own."""
    percent: int
    """0 to 99; the queue alone says 100."""
    current_scene: int = 0
    """From 1; 0 if no scene is being drawn."""
    total_scenes: int = 0


@dataclass(frozen=True)
class Step:
    """A step that is finished and need never run again."""

    name: str
    """`script`, `voice`, `plan`, `assets`, `scene-01` …, `film`."""
    files: Mapping[str, str]
    """Path inside the film's folder -> SHA-256 of its content."""


Report: TypeAlias = Callable[[Progress | Step], None]
"""Called by the maker after every bit of progress and every finished step."""
