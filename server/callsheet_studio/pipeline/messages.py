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
    """The film that a process draws for."""

    timeline: Timeline
    format: VideoFormat


@dataclass(frozen=True)
class Begin:
    """Draw for another job from now on. Has no reply."""

    folder: str
    """Of the job; paths count from there."""
    log: str
    """What the process prints goes to this file in the folder."""
    setting: str
    """What is drawn, as JSON."""
    kind: Literal["begin"] = "begin"


@dataclass(frozen=True)
class Rest:
    """Let go of the job and its folder. Has no reply."""

    kind: Literal["rest"] = "rest"


@dataclass(frozen=True)
class MeasureScene:
    """Lay a scene out and answer with what its text needed: `SceneLayout`."""

    scene: int
    kind: Literal["measure"] = "measure"


@dataclass(frozen=True)
class EncodeSegment:
    """Draw and encode a part into its file."""

    part: Segment
    kind: Literal["shoot"] = "shoot"


@dataclass(frozen=True)
class RenderThumbnails:
    """Draw the poster and the contact sheet, and one of only some scenes when there are any."""

    poster: str
    contact_sheet: str
    changed: tuple[int, ...] = ()
    """Scenes from 0."""
    changed_sheet: str = ""
    kind: Literal["stills"] = "stills"


Task: TypeAlias = MeasureScene | EncodeSegment | RenderThumbnails


@dataclass(frozen=True)
class SceneLayout:
    """What laying out a scene came to."""

    shrunken: tuple[str, ...]
    """Texts that had to become smaller than the look wants them."""
    notes: tuple[str, ...]
    """Sentences on what look or scene could not do as it was asked."""
    letters: int = 0
    """Of all its texts."""
    undrawn: int = 0
    """Those of them that no font on this computer has."""

    @classmethod
    def of_all(cls, scenes: Sequence["SceneLayout"]) -> "SceneLayout":
        """Return the results of a film's scenes as one."""
        return cls(
            tuple(text for scene in scenes for text in scene.shrunken),
            tuple(dict.fromkeys(note for scene in scenes for note in scene.notes)),
            sum(scene.letters for scene in scenes),
            sum(scene.undrawn for scene in scenes),
        )


@dataclass(frozen=True)
class FramesDone:
    """So many frames of the present task are done."""

    frames: int
    kind: Literal["drawn"] = "drawn"


@dataclass(frozen=True)
class Finished:
    """The task is done; `answer` is what it asked for."""

    answer: Any = None
    kind: Literal["finished"] = "finished"


@dataclass(frozen=True)
class Failed:
    """The task cannot be done."""

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
