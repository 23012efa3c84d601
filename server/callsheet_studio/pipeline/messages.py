"""The messages between the process that makes a film and those that draw it: lines of JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, TypeAdapter

from callsheet_studio.jobs.contract import VideoFormat
from callsheet_studio.pipeline.segment import Segment
from callsheet_studio.storyboard.timeline import Timeline


@dataclass(frozen=True)
class RenderSettings:
    """The film that a drawing process works on."""

    timeline: Timeline
    format: VideoFormat


@dataclass(frozen=True)
class Begin:
    """Work for this job from now on. Has no reply."""

    folder: str
    """Of the job; paths count from there."""
    log: str
    """What the process prints goes to this file in the folder."""
    setting: str
    """What the film or clip is, as JSON: `RenderSettings` for a film."""
    kind: Literal["begin"] = "begin"


@dataclass(frozen=True)
class Rest:
    """Close the files of the job and wait for the next `Begin`. Has no reply."""

    kind: Literal["rest"] = "rest"


@dataclass(frozen=True)
class MeasureScene:
    """Lay out the scene of a segment and draw its still; the answer is a `SceneLayout`."""

    part: Segment
    kind: Literal["measure"] = "measure"


@dataclass(frozen=True)
class EncodeSegment:
    """Draw and encode a segment into its file, and, if it holds the moment, the still of its
    scene."""

    part: Segment
    kind: Literal["shoot"] = "shoot"


@dataclass(frozen=True)
class RenderPoster:
    """Draw the poster into a file, a path inside the job's folder."""

    file: str
    kind: Literal["poster"] = "poster"


@dataclass(frozen=True)
class RenderSheet:
    """Draw a contact sheet into a file, a path inside the job's folder."""

    file: str
    parts: tuple[Segment, ...] = ()
    """Of a film: one segment of each scene to be shown, whose stills are drawn."""
    kind: Literal["sheet"] = "sheet"


Task: TypeAlias = MeasureScene | EncodeSegment | RenderPoster | RenderSheet


@dataclass(frozen=True)
class SceneLayout:
    """What was found when a scene was laid out."""

    shrunken: tuple[str, ...]
    """Texts that had to become smaller than the look wants them."""
    notes: tuple[str, ...]
    """Sentences on what look or scene could not do as it was asked."""
    letters: int = 0
    """The number of characters of all its texts."""
    undrawn: int = 0
    """How many of them no font on this computer has."""

    @classmethod
    def of_all(cls, scenes: Sequence["SceneLayout"]) -> "SceneLayout":
        """Return one result for a film from those of its scenes: texts joined, equal notes once,
        numbers added."""
        return cls(
            tuple(text for scene in scenes for text in scene.shrunken),
            tuple(dict.fromkeys(note for scene in scenes for note in scene.notes)),
            sum(scene.letters for scene in scenes),
            sum(scene.undrawn for scene in scenes),
        )


@dataclass(frozen=True)
class FramesDone:
    """`frames` more frames of the present task are done."""

    frames: int
    kind: Literal["drawn"] = "drawn"


@dataclass(frozen=True)
class Finished:
    """The task is done. `answer` is its result as JSON; None where it has none."""

    answer: Any = None
    kind: Literal["finished"] = "finished"


@dataclass(frozen=True)
class Failed:
    """The task failed, with this text; `errno` is that of an `OSError`, else None."""

    text: str
    errno: int | None = None
    kind: Literal["failed"] = "failed"


Reply: TypeAlias = FramesDone | Finished | Failed

SETTING = TypeAdapter(RenderSettings)
LAYOUT = TypeAdapter(SceneLayout)
ORDER: TypeAdapter[Begin | Rest | Task] = TypeAdapter(
    Annotated[Begin | Rest | Task, Field(discriminator="kind")]
)
REPLY: TypeAdapter[Reply] = TypeAdapter(Annotated[Reply, Field(discriminator="kind")])
