"""The pictures that stand for a film: the poster, and a contact sheet with one frame a scene."""

from collections.abc import Mapping
from dataclasses import replace

from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.media.contact_sheet import jpeg, picture_painter, sheet
from callsheet_studio.storyboard.brief import AspectRatio
from callsheet_studio.storyboard.timeline import TimedScene

POSTER_QUALITY, STILL_QUALITY = 90, 95
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


def still(picture: SceneRenderer, timed: TimedScene, size: Size, aspect: AspectRatio) -> bytes:
    """Return a small JPEG of a scene at its `caption_free_time`, for `contact_sheet`.

    Args:
        picture: Draws the scene.
        size: Of what it draws.
    """
    surface, cell = skia.Surface(*size.pixels), skia.Surface(*_cell(aspect).pixels)
    picture.draw(surface.getCanvas(), caption_free_time(timed))
    picture_painter(surface.makeImageSnapshot(), _cell(aspect).pixels)(cell.getCanvas())
    return jpeg(cell.makeImageSnapshot(), STILL_QUALITY)


def contact_sheet(stills: Mapping[int, bytes], aspect: AspectRatio) -> bytes:
    """Return a JPEG of at most 40 kB with one numbered picture of each scene.

    Args:
        stills: A `still` of each scene to be shown, by the scene's index from 0.
    """
    pixels = _cell(aspect).pixels
    shown = list(stills.items())[:: -(-len(stills) // MOST_CELLS)]
    images = ((n, skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(file))) for n, file in shown)
    cells = [(str(n + 1), picture_painter(image, pixels)) for n, image in images if image]
    return sheet(cells, pixels, CELL[aspect][1])


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


def _cell(aspect: AspectRatio) -> Size:
    width, _ = CELL[aspect]
    return Size.of(aspect, width if aspect == "9:16" else round(width * 9 / 16))
