"""The pictures that stand for a film: the poster, and a contact sheet with one frame a scene."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.direction import Direction
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.media.contact_sheet import jpeg, sheet
from callsheet_studio.storyboard.brief import AspectRatio
from callsheet_studio.storyboard.timeline import TimedScene

POSTER_QUALITY = 90
MOST_CELLS = 24
"""Scenes on a sheet; of more, every second or third is shown."""
CELL = {"16:9": (384, 4), "9:16": (216, 7)}
"""A cell's width in pixels and the most columns."""
LEAVING = 0.6
"""Seconds before a scene's end at which it may begin to go."""
NEAR = 0.7
"""Seconds by which a frame may be moved for its caption's sake."""
WHOLE_AT_THE_END = frozenset({"diagram", "equation", "code"})
"""Kinds that move on with the words: a camera, lines that turn into others, pages."""
ARRIVING = 1.2
"""Seconds that the last item may take to be all there."""


def poster(timed: TimedScene, theme: Theme, size: Size) -> bytes:
    """Return the frame of a scene at its `peak_time`, without captions, as a JPEG of the film's
    size."""
    surface = skia.Surface(*size.pixels)
    silent = replace(timed, words=())
    SceneRenderer(silent, theme, size).draw(surface.getCanvas(), peak_time(timed))
    return jpeg(surface.makeImageSnapshot(), POSTER_QUALITY)


def contact_sheet(
    scenes: Sequence[tuple[TimedScene, Direction]],
    theme: Theme,
    aspect: AspectRatio,
    folder: Path = Path(),
) -> bytes:
    """Return a JPEG of at most 40 kB with one numbered frame of each scene, at its `peak_time`.

    Args:
        scenes: With what `direct` decides about each in its film.
        folder: Where the pictures of scenes are.
    """
    step = -(-len(scenes) // MOST_CELLS)
    shown = scenes[::step]
    width, most = CELL[aspect]
    size = Size.of(aspect, width if aspect == "9:16" else round(width * 9 / 16))
    pictures = [
        (timed, SceneRenderer(timed, theme, size, folder, direction.still))
        for timed, direction in shown
    ]
    cells = [
        (str(timed.index + 1), partial(_at_its_fullest, picture, timed))
        for timed, picture in pictures
    ]
    return sheet(cells, size.pixels, most)


def peak_time(timed: TimedScene) -> float:
    """Return the second of a scene at which everything has entered and nothing leaves yet."""
    if timed.scene.kind in WHOLE_AT_THE_END:
        return timed.seconds - LEAVING
    arrived = max(timed.cues, default=0.0) + ARRIVING
    return max(timed.seconds / 2, min(max(arrived, timed.seconds * 0.8), timed.seconds - LEAVING))


def caption_free_time(timed: TimedScene) -> float:
    """Return the second of a scene near `peak_time` at which no caption
    changes, if there is one."""
    best, latest = peak_time(timed), timed.seconds - LEAVING
    earliest = max(timed.cues, default=0.0) + ARRIVING - 0.2
    ends = [word.end for word in timed.words if earliest <= word.end <= latest]
    near = [end for end in ends if abs(end - best) < NEAR]
    return min(near, key=lambda end: abs(end - best), default=best)


def _at_its_fullest(picture: SceneRenderer, timed: TimedScene, canvas: skia.Canvas) -> None:
    picture.draw(canvas, caption_free_time(timed))
