"""Orders become clips, characters and poses: every step once, whatever happens between.

    clip = make_clip(order, folder, VideoFormat(), done={}, report=print)

A maker may be killed at any moment. Started again with the steps that it had reported, it goes on
where it was: finished steps are read back from their files.
"""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from typing import TypeVar

from callsheet_studio.animatic.character_design import design_character
from callsheet_studio.animatic.clip_pipeline import ClipPipeline
from callsheet_studio.animatic.contract import (
    CharacterOrder,
    CharacterResult,
    ClipOrder,
    ClipResult,
    PoseOrder,
    PoseResult,
)
from callsheet_studio.animatic.model_clip import ModelClipMaker, ModelGaveNothing
from callsheet_studio.animatic.model_films import film_character, film_clip
from callsheet_studio.animatic.prompt.shot_planner import plan_shots, plan_turntable
from callsheet_studio.jobs.contract import Report, Step, VideoFormat
from callsheet_studio.llm.endpoints import Endpoint
from callsheet_studio.media.clip_import import ClipFiles, import_clip
from callsheet_studio.media.video_import import ClipShape, NotAVideo, scan
from callsheet_studio.pipeline.checkpoints import Checkpoints
from callsheet_studio.storage.atomic_file import DISK_FULL
from callsheet_studio.storyboard.brief import FilmRejected

ResultT = TypeVar("ResultT", ClipResult, CharacterResult)
FALLBACK, FALLBACK_FILE = "fallback", "work/fallback.txt"
"""The step that says that a storyboard is drawn instead, and why."""


@contextmanager
def _reject_full_disk() -> Generator[None]:
    """A disk that gets full meanwhile gives a sentence for the person who asked."""
    try:
        yield
    except OSError as error:
        if error.errno not in DISK_FULL:
            raise
        raise FilmRejected("The disk is full: free some space and order it again.") from error


@_reject_full_disk()
def make_clip(
    order: ClipOrder,
    folder: Path,
    video_format: VideoFormat,
    done: Mapping[str, Step],
    report: Report,
    *,
    video: Endpoint | None = None,
) -> ClipResult:
    """Make a clip in `folder`: with the user's video model if the order asks for it, else as an
    animatic (a drawn, moving storyboard).

    If the model gives nothing and the order allows it (`fallback`), an animatic is made instead.

    Args:
        video_format: Frame rate and short side of the film.
        done: Steps that an earlier run finished; they are not done again.
        report: Called with progress and finished steps.
        video: The endpoint of the video model; None: there is none.

    Raises:
        FilmRejected: The model gave nothing, or the disk is full.
    """
    checkpoints = Checkpoints(folder, done, report)

    def draw() -> ClipResult:
        script = plan_shots(order, video_format)
        clip = ClipResult(order.seconds, tuple(shot.text for shot in script.shots), script.notes)
        labels = {
            "title": f"ANIMATIC: {order.prompt[:120]}",
            "comment": "ANIMATIC: a drawn storyboard. "
            f"Requested model: {order.model}, which was not used.",
        }
        ClipPipeline(script, checkpoints, report, video_format.processes).make(clip.video, labels)
        return clip

    film = partial(film_clip, order, video_format)
    return _film_or_draw(order, film, draw, video, checkpoints, report)


@_reject_full_disk()
def make_character(
    order: CharacterOrder,
    folder: Path,
    video_format: VideoFormat,
    done: Mapping[str, Step],
    report: Report,
    *,
    video: Endpoint | None = None,
) -> CharacterResult:
    """Make a character and its film: drawn, or with the user's video model if the order asks for
    it. Arguments and errors are those of `make_clip`."""
    checkpoints = Checkpoints(folder, done, report)
    look = design_character(f"{order.name}. {order.prompt}", Random(f"{order.id}/look"))

    def draw() -> CharacterResult:
        script = plan_turntable(order, look, video_format)
        character = CharacterResult(order.name, look, order.seconds, script.notes)
        labels = {"title": f"ANIMATIC: {order.name}", "comment": "ANIMATIC: a drawn character."}
        pipeline = ClipPipeline(script, checkpoints, report, video_format.processes)
        pipeline.make(character.video, labels)
        return character

    film = partial(film_character, order, look, video_format)
    return _film_or_draw(order, film, draw, video, checkpoints, report)


def _film_or_draw(
    order: ClipOrder | CharacterOrder,
    film: Callable[[ModelClipMaker], ResultT],
    draw: Callable[[], ResultT],
    video: Endpoint | None,
    checkpoints: Checkpoints,
    report: Report,
) -> ResultT:
    """By the order's model; drawn when it names none, or gives nothing and the order wants it."""
    if order.video_model is None:
        return draw()
    if not checkpoints.is_done(FALLBACK):
        try:
            return film(ModelClipMaker(order.video_model, video, checkpoints, report))
        except ModelGaveNothing as error:
            if not order.fallback:
                raise
            checkpoints.record(FALLBACK, [checkpoints.write(FALLBACK_FILE, str(error).encode())])
    return replace(draw(), fallback=(checkpoints.folder / FALLBACK_FILE).read_text("utf-8"))


@_reject_full_disk()
def make_pose_clip(
    order: PoseOrder,
    folder: Path,
    video_format: VideoFormat,
    done: Mapping[str, Step],
    report: Report,
) -> PoseResult:
    """Cut the part between two seconds out of a character's film, exact to the frame: pictures are
    decoded and encoded again. The other arguments are those of `make_clip`.

    Raises:
        FilmRejected: The film can't be read, or ends earlier.
        OSError: A file can't be written, for example because the disk is full.
    """
    checkpoints = Checkpoints(folder, done, report)
    pose = PoseResult(order.name, order.end - order.start)
    mark = "" if order.video_model else "ANIMATIC: "
    labels = {"title": f"{mark}{order.name}", "comment": f"{mark}{order.prompt[:200]}"}
    source = Path(order.video)

    def cut() -> list[str]:
        try:
            film = scan(source)
        except NotAVideo as error:
            raise FilmRejected(
                f"The film of {order.name!r} cannot be read: it is {error}."
            ) from error
        if film.seconds <= order.start:
            raise FilmRejected("The character's film ends before this stretch begins.")
        seconds = min(order.end, film.seconds) - order.start
        shape = ClipShape(film.size, video_format.fps, seconds, order.start)
        return import_clip(
            checkpoints, source, shape, ClipFiles(pose.video, pose.poster, 0.5), labels
        )

    checkpoints.run_once("pose", cut)
    return pose
