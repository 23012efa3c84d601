"""What the studio can make: each kind of job, the function that does it, and its request.

The studio and its workers both read this, so nothing heavy is imported here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from callsheet_studio.ad_analysis.contract import AdOrder, AdStage, CannotAnalyze, StageName
from callsheet_studio.animatic.contract import CharacterOrder, ClipOrder, PoseOrder
from callsheet_studio.edits.contract import EditOrder
from callsheet_studio.jobs.contract import Progress, Step
from callsheet_studio.jobs.kinds import ANALYSIS, CHARACTER, CLIP, DRAFT, EDIT, FILM, POSE
from callsheet_studio.jobs.worker_protocol import WorkItem
from callsheet_studio.storage.home import ADS, FILMS
from callsheet_studio.storyboard.brief import Brief, FilmRejected

CANNOT = (FilmRejected, CannotAnalyze)
"""What makers raise when a request gives no result; the text is for the person who asked."""
AD_PERCENT: Mapping[StageName, int] = {
    "downloading": 5,
    "extracting_frames": 20,
    "transcribing": 45,
    "analyzing": 80,
}
Maker: TypeAlias = Callable[..., Any]
Say: TypeAlias = Callable[[Progress | Step], None]


@dataclass(frozen=True)
class JobHandler:
    """The function that makes jobs of one kind, and how it is called."""

    module: str
    function: str
    run: Callable[[Maker, WorkItem, Say], Any]
    """Calls the function with what the job asks for, and returns its result, a dataclass."""


def _film(make: Maker, order: WorkItem, say: Say) -> Any:
    brief = Brief(**order.request)
    return _make(make, brief, order, say, preview=brief.preview, **_words(order))


def _edit(edit: Maker, order: WorkItem, say: Say) -> Any:
    wanted = EditOrder(**order.request)
    change = (wanted, Path(order.home, FILMS, order.before or wanted.video))
    return _make(edit, change, order, say, preview=wanted.preview, **_words(order))


def _clip(make: Maker, order: WorkItem, say: Say) -> Any:
    """The request names the portraits of its cast as they lie among all films."""
    clip = ClipOrder(**order.request)
    films = Path(order.home, FILMS)
    portraits = {name: str(films / portrait) for name, portrait in clip.portraits.items()}
    return _make(make, replace(clip, portraits=portraits), order, say, **_video(order))


def _character(make: Maker, order: WorkItem, say: Say) -> Any:
    return _make(make, CharacterOrder(**order.request), order, say, **_video(order))


def _pose(make: Maker, order: WorkItem, say: Say) -> Any:
    """The request names the character's film as it lies among all films."""
    pose = PoseOrder(**order.request)
    video = str(Path(order.home, FILMS, pose.video))
    return _make(make, replace(pose, video=video), order, say)


def _analysis(analyze: Maker, order: WorkItem, say: Say) -> Any:
    def tell(said: AdStage | Step) -> None:
        stage = isinstance(said, AdStage)
        say(Progress(said.stage, AD_PERCENT[said.stage]) if stage else said)

    ad = AdOrder(**order.request, library=str(Path(order.home, ADS)))
    return analyze(ad, Path(order.folder), order.done, tell, **_words(order))


def _draft(make: Maker, order: WorkItem, say: Say) -> Any:
    return _make(make, order.request, order, say, **_words(order))


def _make(
    make: Maker, what: object, order: WorkItem, say: Say, *, preview: bool = False, **models: Any
) -> Any:
    """A preview is one whichever process takes the job: its request says so."""
    video_format = order.format.preview() if preview else order.format
    return make(what, Path(order.folder), video_format, order.done, say, **models)


def _words(order: WorkItem) -> Mapping[str, Any]:
    """The endpoints that the user set, for makers of what has words: films and reports."""
    given = order.endpoints
    needed = (given.writer, given.speaker, given.painter, given.voices)
    return {"endpoints": given} if any(needed) else {}


def _video(order: WorkItem) -> Mapping[str, Any]:
    """The video model that the user set, for makers of clips and characters."""
    video = order.endpoints.video
    return {"video": video} if video else {}


HANDLERS: Mapping[str, JobHandler] = {
    FILM: JobHandler("callsheet_studio.explainer.make", "make_film", _film),
    EDIT: JobHandler("callsheet_studio.edits.make", "edit", _edit),
    CLIP: JobHandler("callsheet_studio.animatic.make", "make_clip", _clip),
    CHARACTER: JobHandler("callsheet_studio.animatic.make", "make_character", _character),
    POSE: JobHandler("callsheet_studio.animatic.make", "make_pose_clip", _pose),
    ANALYSIS: JobHandler("callsheet_studio.ad_analysis.pipeline", "analyze", _analysis),
    DRAFT: JobHandler("callsheet_studio.explainer.draft", "make_draft", _draft),
}
"""By job kind."""
