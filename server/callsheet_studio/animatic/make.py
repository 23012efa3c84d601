"""Orders become clips, characters and poses: every step once, whatever happens between.

    clip = make_clip(order, folder, Format(), done={}, report=print)

A maker may be killed at any moment. Started again with the steps that it had reported, it goes on
where it was: finished steps are read back from their files.
"""

import errno
from collections.abc import Mapping
from pathlib import Path

from callsheet_studio.animatic.character_design import draw_look
from callsheet_studio.animatic.clip_pipeline import Production
from callsheet_studio.animatic.contract import (
    Character,
    CharacterOrder,
    Clip,
    ClipOrder,
    Pose,
    PoseOrder,
)
from callsheet_studio.animatic.pose_clip import cut
from callsheet_studio.animatic.prompt.shot_planner import write_screen_test, write_script
from callsheet_studio.animatic.prompt.vocabulary import COLOURS
from callsheet_studio.animatic.randomness import dice_for
from callsheet_studio.jobs.contract import Format, Report, Step
from callsheet_studio.pipeline.checkpoints import Ledger
from callsheet_studio.storyboard.brief import CannotFilm

FULL = {errno.ENOSPC, errno.EDQUOT}


def make_clip(
    order: ClipOrder, folder: Path, fmt: Format, done: Mapping[str, Step], report: Report
) -> Clip:
    """Make the animatic of a prompt in `folder`, leaving out the steps that are `done`.

    Raises:
        CannotFilm: The disk is full.
    """
    script = write_script(order, fmt.fps)
    clip = Clip(order.seconds, tuple(shot.text for shot in script.shots), script.notes)
    comment = f"ANIMATIC: a drawn storyboard. Requested model: {order.model}, which was not used."
    labels = {"title": f"ANIMATIC: {order.prompt[:120]}", "comment": comment}
    _produce(Production(script, fmt, folder, done, report), clip.video, labels)
    return clip


def make_character(
    order: CharacterOrder, folder: Path, fmt: Format, done: Mapping[str, Step], report: Report
) -> Character:
    """Draw a character and film it as it turns and looks into the camera.

    Raises:
        CannotFilm: The disk is full.
    """
    words = f"{order.name}. {order.prompt}"
    look = draw_look(words, dice_for(order.id, "look"), COLOURS).data()
    script = write_screen_test(order, look, fmt.fps)
    character = Character(order.name, look, order.seconds, script.notes)
    labels = {"title": f"ANIMATIC: {order.name}", "comment": "ANIMATIC: a drawn character."}
    _produce(Production(script, fmt, folder, done, report), character.video, labels)
    return character


def make_pose(
    order: PoseOrder, folder: Path, fmt: Format, done: Mapping[str, Step], report: Report
) -> Pose:
    """Cut the stretch between two seconds out of a character's film, exact to the frame.

    Raises:
        CannotFilm: The film is gone or shorter than that, or the disk is full.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pose = Pose(order.name, order.end - order.start)
    ledger = Ledger(folder, done, report)
    labels = {"title": f"ANIMATIC: {order.name}", "comment": f"ANIMATIC: {order.prompt[:200]}"}
    ledger.once("pose", lambda: cut(order, ledger, pose, labels))
    return pose


def _produce(production: Production, video: str, labels: Mapping[str, str]) -> None:
    try:
        production.make(video, labels)
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise CannotFilm("The disk is full: free some space and order it again.") from error
