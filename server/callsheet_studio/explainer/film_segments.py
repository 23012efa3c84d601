"""A film cut into parts that are drawn apart from each other, each in a file named by its content.

A part's file name is a digest of everything its pictures depend on. A film that shares a scene with
an older one in the same folder, such as an edit, finds that scene's files ready.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from pydantic import TypeAdapter

from callsheet_studio.audio.voice_direction import visual_part
from callsheet_studio.drawing.picture_choice import keep_deciding_words
from callsheet_studio.explainer.direction import Direction, direct
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.jobs.contract import VideoFormat
from callsheet_studio.pipeline.content_key import content_key
from callsheet_studio.pipeline.segment import Segment
from callsheet_studio.storyboard.model import Storyboard
from callsheet_studio.storyboard.timeline import TimedScene, Timeline

LONGEST = 6.0
"""Seconds of a part: longer scenes are split, so that all processes have work to the end."""
TIMED_SCENE = TypeAdapter(TimedScene)
DIRECTION = TypeAdapter(Direction)


def parts(timeline: Timeline, video_format: VideoFormat, folder: Path) -> Iterator[Segment]:
    """Yield the segments of a film in order, each with its scene, its frames and the name of its
    file.

    The name depends only on what is drawn, so an unchanged segment of an edited film keeps it.

    Args:
        folder: The film's folder, in which pictures are.
        video_format: Frame rate and short side of the film.
    """
    directions = direct(timeline, Theme.of(style_only(timeline.storyboard)))
    for timed, direction in zip(timeline.scenes, directions, strict=True):
        frames = round(timed.seconds * video_format.fps)
        count = max(1, -(-frames // round(LONGEST * video_format.fps)))
        key = _key(timed, direction, timeline.storyboard, video_format, folder)
        cuts = [round(i * frames / count) for i in range(count + 1)]
        for first, last in pairwise(cuts):
            name = f"work/scenes/{key}-{first:05d}-{last:05d}.mp4"
            yield Segment(timed.index, first, last, name)


def layout_file(part: Segment) -> str:
    """Return the path, inside the film's folder, of the file with the `SceneLayout` of a part's
    scene; it is named as the part is, by all that it depends on."""
    return _file_of_scene(part, "json")


def still_file(part: Segment) -> str:
    """Return the path, inside the film's folder, of the small picture of a part's scene, which the
    contact sheet shows; it is named as the part is."""
    return _file_of_scene(part, "jpg")


def _file_of_scene(part: Segment, ending: str) -> str:
    return f"{part.file.rsplit('-', 2)[0]}.{ending}"


def position_independent(timed: TimedScene) -> TimedScene:
    """Return a scene without its place in the film (start time), which does not change its
    frames."""
    return replace(timed, start=0.0)


def _placeless(timed: TimedScene) -> TimedScene:
    """Of its place in the film a picture shows only whether it is the first or the last."""
    index = min(timed.index, 1)
    return replace(timed, index=index, count=index + (1 if timed.index == timed.count - 1 else 2))


def _alone(direction: Direction) -> Direction:
    """A direction without the place of the scene before."""
    before, board = direction.before, direction.board
    return replace(
        direction,
        before=before and _placeless(position_independent(before)),
        board=board and tuple(map(position_independent, board)),
    )


def style_only(storyboard: Storyboard) -> Storyboard:
    """Return a storyboard with only the fields that decide how every scene looks: no scenes,
    title, length or sound."""
    seen = visual_part(storyboard.style_prompt)
    return storyboard.model_copy(
        update={
            "title": keep_deciding_words(storyboard.title, storyboard.language),
            "scenes": (),
            "seconds": 0,
            "voice": None,
            "music": None,
            "narration": None,
            "recording": None,
            "style_prompt": seen,
        }
    )


def _key(
    timed: TimedScene,
    direction: Direction,
    storyboard: Storyboard,
    video_format: VideoFormat,
    folder: Path,
) -> str:
    image = folder / timed.scene.image if timed.scene.image else None
    scene = position_independent(timed)
    if direction.board is None:
        scene = _placeless(scene)
    content: Mapping[str, object] = {
        "scene": TIMED_SCENE.dump_python(scene, mode="json"),
        "direction": DIRECTION.dump_python(_alone(direction), mode="json"),
        "film": style_only(storyboard).model_dump(mode="json"),
        "size": [video_format.short_side, video_format.fps],
        "image": hashlib.sha256(image.read_bytes()).hexdigest() if image else None,
    }
    return content_key(content)
