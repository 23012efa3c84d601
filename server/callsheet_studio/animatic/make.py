"""Orders become clips, characters and poses: every step once, whatever happens between.

    clip = make_clip(order, folder, Format(), done={}, report=print)

A maker may be killed at any moment. Started again with the steps that it had reported, it goes on
where it was: finished steps are read back from their files.
"""

import errno
from collections.abc import Mapping
from pathlib import Path

from callsheet_studio.animatic.character_design import generate_design
from callsheet_studio.animatic.clip_pipeline import ClipPipeline
from callsheet_studio.animatic.contract import (
    CharacterOrder,
    CharacterResult,
    ClipOrder,
    ClipResult,
    PoseOrder,
    PoseResult,
)
from callsheet_studio.animatic.pose_clip import cut_clip
from callsheet_studio.animatic.prompt.shot_planner import plan_shots, plan_turntable
from callsheet_studio.animatic.prompt.vocabulary import COLOURS
from callsheet_studio.animatic.randomness import seeded_random
from callsheet_studio.jobs.contract import Report, Step, VideoFormat
from callsheet_studio.pipeline.checkpoints import Checkpoints
from callsheet_studio.storyboard.brief import FilmRejected

FULL = {errno.ENOSPC, errno.EDQUOT}


def make_clip(
    order: ClipOrder,
    folder: Path,
    video_format: VideoFormat,
    done: Mapping[str, Step],
    report: Report,
) -> ClipResult:
    """Make the animatic of a prompt in `folder`, leaving out the steps that are `done`.

    Raises:
        CannotFilm: The disk is full.
    """
    script = plan_shots(order, video_format.fps)
    clip = ClipResult(order.seconds, tuple(shot.text for shot in script.shots), script.notes)
    comment = f"ANIMATIC: a drawn storyboard. Requested model: {order.model}, which was not used."
    labels = {"title": f"ANIMATIC: {order.prompt[:120]}", "comment": comment}
    _produce(ClipPipeline(script, video_format, folder, done, report), clip.video, labels)
    return clip


def make_character(
    order: CharacterOrder,
    folder: Path,
    video_format: VideoFormat,
    done: Mapping[str, Step],
    report: Report,
) -> CharacterResult:
    """Draw a character and film it as it turns and looks into the camera.

    Raises:
        CannotFilm: The disk is full.
    """
    words = f"{order.name}. {order.prompt}"
    look = generate_design(words, seeded_random(order.id, "look"), COLOURS).data()
    script = plan_turntable(order, look, video_format.fps)
    character = CharacterResult(order.name, look, order.seconds, script.notes)
    labels = {"title": f"ANIMATIC: {order.name}", "comment": "ANIMATIC: a drawn character."}
    _produce(ClipPipeline(script, video_format, folder, done, report), character.video, labels)
    return character


def make_pose_clip(
    order: PoseOrder,
    folder: Path,
    video_format: VideoFormat,
    done: Mapping[str, Step],
    report: Report,
) -> PoseResult:
    """Cut the stretch between two seconds out of a character's film, exact to the frame.

    Raises:
        CannotFilm: The film is gone or shorter than that, or the disk is full.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pose = PoseResult(order.name, order.end - order.start)
    ledger = Checkpoints(folder, done, report)
    labels = {"title": f"ANIMATIC: {order.name}", "comment": f"ANIMATIC: {order.prompt[:200]}"}
    ledger.run_once("pose", lambda: cut_clip(order, ledger, pose, labels))
    return pose


def _produce(production: ClipPipeline, video: str, labels: Mapping[str, str]) -> None:
    try:
        production.make(video, labels)
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise FilmRejected("The disk is full: free some space and order it again.") from error
