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

from callsheet_studio.audio.voice_direction import for_the_eye
from callsheet_studio.jobs.contract import Format
from callsheet_studio.pipeline.content_key import name_for
from callsheet_studio.pipeline.segment import Part
from callsheet_studio.storyboard.model import Storyboard
from callsheet_studio.storyboard.timeline import TimedScene, Timeline

LONGEST = 6.0
"""Seconds of a part: longer scenes are split, so that all processes have work to the end."""
TIMED_SCENE = TypeAdapter(TimedScene)


def parts(timeline: Timeline, fmt: Format, folder: Path) -> Iterator[Part]:
    """All parts of a film, in order."""
    for timed in timeline.scenes:
        frames = round(timed.seconds * fmt.fps)
        count = max(1, -(-frames // round(LONGEST * fmt.fps)))
        key = _key(timed, timeline.storyboard, fmt, folder)
        cuts = [round(i * frames / count) for i in range(count + 1)]
        for first, last in pairwise(cuts):
            name = f"work/scenes/{key}-{first:05d}-{last:05d}.mp4"
            yield Part(timed.index, first, last, name)


def alone(timed: TimedScene) -> TimedScene:
    """A scene as it is drawn: without its start, which moves when other scenes change."""
    return replace(timed, start=0.0)


def _placeless(timed: TimedScene) -> TimedScene:
    """Of its place in the film a picture shows only whether it is the first or the last."""
    index = min(timed.index, 1)
    return replace(timed, index=index, count=index + (1 if timed.index == timed.count - 1 else 2))


def without_scenes(storyboard: Storyboard) -> Storyboard:
    """What a look may depend on: neither scenes, title and length, nor how the film sounds."""
    seen = for_the_eye(storyboard.style_prompt)
    return storyboard.model_copy(
        update={
            "title": "",
            "scenes": (),
            "seconds": 0,
            "voice": None,
            "music": None,
            "style_prompt": seen,
        }
    )


def _key(timed: TimedScene, storyboard: Storyboard, fmt: Format, folder: Path) -> str:
    image = folder / timed.scene.image if timed.scene.image else None
    content: Mapping[str, object] = {
        "scene": TIMED_SCENE.dump_python(_placeless(alone(timed)), mode="json"),
        "film": without_scenes(storyboard).model_dump(mode="json"),
        "size": [fmt.short_side, fmt.fps],
        "image": hashlib.sha256(image.read_bytes()).hexdigest() if image else None,
    }
    return name_for(content)
