"""What an edit is ordered with, and what comes back: the seam between the API and the worker."""

from dataclasses import dataclass, field

from callsheet_studio.edits.diff import StoryboardDiff
from callsheet_studio.explainer.contract import FilmResult
from callsheet_studio.storyboard.brief import AspectRatio

CREDITS_A_SCENE = 2
"""What each touched scene costs; the worst case is all scenes of the film."""


@dataclass(frozen=True)
class EditOrder:
    """A request to edit one video."""

    video: str
    """The video's uuid."""
    edit_request: str
    """What is to change, in words; 1 to 5000 characters."""
    aspect_ratio: AspectRatio | None = None
    """Overrides the film's own."""
    pictures: tuple[str, ...] = ()
    """Reference images, in order: paths inside the edit's own folder."""
    most_credits: int = 0
    """The reserved credits; the edit costs no more."""
    preview: bool = False
    """Whether the video is a preview; then the edited one is a preview too."""


@dataclass(frozen=True)
class FinishedEdit(FilmResult):
    """A finished edit: the whole new film, and how it differs from the one before."""

    difference: StoryboardDiff = field(default_factory=StoryboardDiff)
    changes: tuple[str, ...] = ()
    """What was done, and what the user should check, as sentences."""
    credits_used: int = 0
    changes_sheet: str | None = None
    """A contact sheet of the changed and added scenes; None if there are none."""
