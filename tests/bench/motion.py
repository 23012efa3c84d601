"""How films move: rhythm, stillness, cues and placeholders, from scene and timing data.

    python tests/bench/motion.py [--spoken] [--seconds 60] [NAME or FILE.md ...]

Without names: the library's outlines and those of tests/outlines. Films are planned and drawn
small, not encoded; without `--spoken` words are timed as a viewer reads them. Captions do not
count as changes, and the backdrop is left out. The columns:

still: longest time without a change while something is said, in seconds. empty: seconds in which a
shape is drawn that waits for a text or picture of its item. silence: longest time without a word;
pause: longest from a scene's last word to the next scene's first. unsaid: share of blocks of
16 x 16 (at 720p) that change while nothing is said about them. late: median distance between an
item's first change and its word, in milliseconds. kept: things of two neighboring scenes that move
from one to the next, of all that are in both.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.bench.table import head, row
from tests.scene_content import draw_content, images_of

from callsheet_studio.audio.voice import SilentVoice, Voice
from callsheet_studio.drawing.changed_area import draw_all, drawings
from callsheet_studio.drawing.draw_list import PARAGRAPH, Call, DrawList
from callsheet_studio.drawing.fonts import Fonts
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.text_layout import TextLayout
from callsheet_studio.explainer.direction import Direction, direct, shared_keys
from callsheet_studio.explainer.film_segments import position_independent, style_only
from callsheet_studio.explainer.scene_context import SceneContext
from callsheet_studio.explainer.scene_renderer import ALONE, SceneRenderer, Size, Theme
from callsheet_studio.explainer.timing.item_cues import item_words, match_mentions, word_stems
from callsheet_studio.explainer.timing.plan import narrate, plan
from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.examples import examples
from callsheet_studio.storyboard.timeline import TimedScene, Timeline

OUTLINES = Path(__file__).parents[1] / "outlines"
FPS = 30
SIDE = 180
BLOCK = 16 * SIDE // 720
STEP = 0.1
"""Seconds between frames that are compared."""
BEFORE, AFTER = 0.25, 1.5
"""Seconds around a cue in which its item may move."""
SCENE_STARTS, SCENE_ENDS = 1.3, 0.45
"""Seconds in which a scene's title comes, and in which a scene goes."""
WAITING = 0.35
"""Share of an item's own pixels that was drawn on before: from this on a shape waits for it."""


@dataclass(frozen=True)
class Measures:
    """Of one film; the columns."""

    name: str
    still: float
    empty: float
    silence: float
    pause: float
    unsaid: float
    distances: Sequence[float]
    kept: int
    shared: int

    @property
    def cells(self) -> Iterator[str]:
        """The line of the table."""
        yield self.name
        for seconds in (self.still, self.empty, self.silence, self.pause):
            yield f"{seconds:.2f}"
        yield f"{100 * self.unsaid:.1f} %"
        yield f"{1000 * median(self.distances):.0f}" if self.distances else "–"
        yield f"{self.kept} of {self.shared}"


class Drawn:
    """The content of one scene, frame by frame."""

    def __init__(
        self, timed: TimedScene, theme: Theme, size: Size, direction: Direction = ALONE
    ) -> None:
        self.timed, self.size = timed, size
        self.cues = SceneContext(timed, theme, size, TextLayout(Fonts(theme.language))).cues
        self.picture = SceneRenderer(timed, theme, size, direction=direction)

    def calls(self, t: float) -> list[Call]:
        """What is drawn at a time, but for backdrop and captions."""
        calls = DrawList()
        draw_content(self.picture, calls, t)  # pyright: ignore[reportArgumentType]  # records calls
        return calls.calls

    def pixels(self, t: float) -> NDArray[np.int16]:
        """The same as pixels on nothing: height x width x 4."""
        surface = skia.Surface(self.size.width, self.size.height)
        draw_content(self.picture, surface.getCanvas(), t)
        return surface.makeImageSnapshot().toarray().astype(np.int16)

    def arrived(self, a: float, b: float) -> NDArray[np.bool_]:
        """On which pixels those texts and pictures are drawn at `b` that were never seen until `a`.

        What only moved was there before, and so was what has another light in its place.
        """
        seen = {known for t in np.arange(0.0, a, STEP) for known in _images(self.calls(t))}
        surface = skia.Surface(self.size.width, self.size.height)
        canvas = surface.getCanvas()
        for state, calls in drawings(self.calls(b)):
            images = set(_images(calls))
            if images and not images & seen:
                draw_all(canvas, [(state, calls)])
        return surface.makeImageSnapshot().toarray()[..., 3] > 8

    def lasting(self, a: float, b: float) -> NDArray[np.bool_]:
        """On which pixels something is drawn at `a` that is drawn in the same way at `b`."""
        stays = list(drawings(self.calls(b)))
        surface = skia.Surface(self.size.width, self.size.height)
        canvas = surface.getCanvas()
        for drawing in drawings(self.calls(a)):
            if drawing in stays:
                draw_all(canvas, [drawing])
        return surface.makeImageSnapshot().toarray()[..., 3] > 8

    def changed(self, a: float, b: float) -> NDArray[np.bool_]:
        """Which pixels differ between two times."""
        return np.abs(self.pixels(a) - self.pixels(b)).max(axis=2) > 12


def main(tasks: Sequence[tuple[str, str]], seconds: int, voice: Voice) -> None:
    """Print a line for each film, then all together."""
    print(head(("film", "still", "empty", "silence", "pause", "unsaid", "late", "kept")))
    every: list[Measures] = []
    for name, task in tasks:
        every.append(measure(name, task, seconds, voice))
        print(row(every[-1].cells), flush=True)
    print(row(_together(every).cells))


def film_of(name: str, task: str, seconds: int, voice: Voice | None = None) -> Timeline:
    """Plan the film of an outline; without a voice its words are timed as a viewer reads them."""
    unset = ("seconds", "aspect_ratio", "style", "style_prompt", "palette", "voice")
    brief = Brief(uuid=f"bench {name}", task=task, seconds=seconds, unset=unset)
    board = build_storyboard(brief).storyboard
    take = narrate(board, voice or SilentVoice(), 1.0, board.seconds)
    return plan(board, take.speeches, FPS)


def measure(name: str, task: str, seconds: int, voice: Voice) -> Measures:
    """Plan a film, draw it small, and measure it."""
    film = film_of(name, task, seconds, voice)
    board = film.storyboard
    theme, size = Theme.of(style_only(board)), Size.of(board.aspect_ratio, SIDE)
    played = direct(film, theme)
    scenes = [
        Drawn(position_independent(timed), theme, size, direction)
        for timed, direction in zip(film.scenes, played, strict=True)
    ]
    shared = [shared_keys(a.scene, b.scene, theme) for a, b in pairwise(film.scenes)]
    blocks = [share for scene in scenes for share in _unsaid(scene)]
    return Measures(
        name,
        max(map(_still, scenes)),
        sum(map(_empty, scenes)),
        max(_silences(film)),
        max(_pauses(film), default=0.0),
        float(np.mean(blocks)),
        [distance for scene in scenes for distance in _distances(scene)],
        sum(len(scene.picture.arrivals) for scene in scenes),
        sum(map(len, shared)),
    )


def _together(every: Sequence[Measures]) -> Measures:
    return Measures(
        "**all**",
        max(one.still for one in every),
        sum(one.empty for one in every),
        max(one.silence for one in every),
        max(one.pause for one in every),
        float(np.mean([one.unsaid for one in every])),
        [distance for one in every for distance in one.distances],
        sum(one.kept for one in every),
        sum(one.shared for one in every),
    )


def _images(calls: Sequence[Call]) -> Iterator[object]:
    """By what texts and pictures that are drawn are known again: which they are, and where."""
    for name, arguments, _ in calls:
        if name == "drawImageRect":
            yield tuple(arguments[1])
        if name in {"drawImageRect", PARAGRAPH}:
            yield id(arguments[0])


def _still(scene: Drawn) -> float:
    """The longest rest of the picture between its first and last word."""
    words = scene.timed.words
    if not words:
        return 0.0
    times = np.arange(0.0, scene.timed.seconds, STEP)
    lists = [scene.calls(float(t)) for t in times]
    changes = [
        0.0,
        *(float(t) for t, (a, b) in zip(times[1:], pairwise(lists), strict=True) if a != b),
        scene.timed.seconds,
    ]
    first, last = words[0].start, words[-1].end
    return max(min(b, last) - max(a, first) for a, b in pairwise(changes))


def _empty(scene: Drawn) -> float:
    """Seconds in which any shape waits for its item."""
    cues = scene.cues
    waits: list[tuple[float, float]] = []
    for cue in sorted(cues):
        later = min((other for other in cues if other > cue + 0.3), default=cue + 0.9)
        later = min(later, cue + 0.9, scene.timed.seconds - SCENE_ENDS)
        comes = scene.arrived(max(0.0, cue - BEFORE), later)
        if start := _waits_from(scene, comes, cue, later):
            waits.append((start, cue))
    covered = {round(t / STEP) for a, b in waits for t in np.arange(a, b, STEP)}
    return len(covered) * STEP


def _waits_from(scene: Drawn, comes: NDArray[np.bool_], cue: float, later: float) -> float | None:
    """Since when most of an item's place is drawn on by what is still there when it has come, if
    that is before it comes."""
    if not comes.any():
        return None
    times = np.arange(0.3, cue - BEFORE, 0.25)
    waiting = [t for t in times if scene.lasting(float(t), later)[comes].mean() >= WAITING]
    return float(waiting[0]) if waiting and waiting[-1] == times[-1] else None


def _silences(film: Timeline) -> Iterator[float]:
    said = [(s.start + w.start, s.start + w.end) for s in film.scenes for w in s.words]
    for (_, end), (start, _) in pairwise([(0.0, 0.0), *said, (film.seconds, 0.0)]):
        yield start - end


def _pauses(film: Timeline) -> Iterator[float]:
    for a, b in pairwise(film.scenes):
        if a.words and b.words:
            yield b.start + b.words[0].start - a.start - a.words[-1].end - a.scene.hold


def _unsaid(scene: Drawn) -> Iterator[float]:
    """Of each compared frame: the share of blocks that change, if nothing is said about them."""
    for t in np.arange(0.0, scene.timed.seconds - 3 / FPS, 2 * STEP):
        a, b = float(t), float(t) + 2 / FPS  # some things move on twos
        if _is_about(scene.timed, a) or scene.calls(a) == scene.calls(b):
            yield 0.0
        else:
            changed = scene.changed(a, b)
            high, wide = (side // BLOCK for side in changed.shape)
            blocks = changed[: high * BLOCK, : wide * BLOCK].reshape(high, BLOCK, wide, BLOCK)
            yield float(blocks.any(axis=(1, 3)).mean())


def _is_about(timed: TimedScene, t: float) -> bool:
    """Whether something comes, goes or begins to be spoken of."""
    if t < SCENE_STARTS or t > timed.seconds - SCENE_ENDS:
        return True
    ends = [word.text.endswith((".", "?", "!")) for word in timed.words]
    sentences = [w.start for w, ended in zip(timed.words[1:], ends, strict=False) if ended]
    moments = timed.cues or sentences
    return any(moment - BEFORE <= t <= moment + AFTER for moment in moments)


def _distances(scene: Drawn) -> Iterator[float]:
    """Seconds between each mentioned item's first change and its word."""
    items, words = scene.timed.scene.elements, scene.timed.words
    places = match_mentions(item_words(items), word_stems(items, words))
    for item, cue, place in zip(items, scene.timed.cues, places, strict=True):
        if place is not None:
            yield abs(_first_change(scene, item.text, cue) - words[place].start)


def _first_change(scene: Drawn, text: str, cue: float) -> float:
    """When a text comes; if it is there before, when something changes in its place."""
    frames = [float(t) for t in np.arange(max(0.0, cue - 0.5), cue + 1.2, 2 / FPS)]
    images = images_of(scene.picture, text)
    there = [not images.isdisjoint(_images(scene.calls(t))) for t in frames]
    if any(there) and not there[0]:
        return frames[there.index(True)]
    unit = scene.size.unit
    box = next((box.rect for box in scene.picture.boxes if box.text == text), None)
    if box is None:
        return cue
    top, bottom, left, right = (round(at * unit) for at in (box.y, box.bottom, box.x, box.right))
    shown = [scene.pixels(t)[top : bottom + 1, left : right + 1] for t in frames]
    return next((t for t, p in zip(frames, shown, strict=True) if (p != shown[0]).any()), cue)


def tasks(names: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """Each film's name and outline."""
    library = [(ready.name, ready.text) for ready in examples()]
    own = [(file.stem, file.read_text(encoding="utf-8")) for file in sorted(OUTLINES.glob("*.md"))]
    for name, task in (*library, *own):
        if not names or name in names:
            yield name, task
    for name in names:
        if name.endswith(".md"):
            yield Path(name).stem, Path(name).read_text(encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--spoken", action="store_true", help="by the built-in voice")
    given = parser.parse_args()
    if given.spoken:
        from callsheet_studio.audio.built_in_voice import BuiltInVoice

        main(list(tasks(given.names)), given.seconds, BuiltInVoice(0.3))
    else:
        main(list(tasks(given.names)), given.seconds, SilentVoice())
