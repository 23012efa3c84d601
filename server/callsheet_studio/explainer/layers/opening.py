"""A long opening: once its title has been read, what is said takes its place, word by word.

The words are set as large as a title and are not shown as captions too.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

from callsheet_studio.drawing.easing import ramp
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.line_breaking import GLUE
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.text_layout import TextStyle
from callsheet_studio.explainer.layers.captions import CaptionLine, break_lines
from callsheet_studio.explainer.layers.headline import headline
from callsheet_studio.explainer.scene_context import Layer, SceneContext, Upright
from callsheet_studio.storyboard.timeline import TimedScene
from callsheet_studio.text.phrase_splitting import join_words, split_portions, timed_sentences
from callsheet_studio.text.timed_word import TimedWord

LONG = 7.0
"""Seconds of speech from which an opening is long."""
READ = 2.4
"""Seconds in which a title alone is read."""
COLUMNS = 64
"""Of the words that are shown together, at most."""
SOON, PART = 2.0, 42
"""Seconds by which a title may stay longer for the next sentence, and columns of a part of one."""
EARLY = 0.1
"""Seconds before it is said at which a word begins to come."""
GOES = 0.2
"""Seconds in which words go before the next ones come."""


def opening_lines(timed: TimedScene) -> tuple[CaptionLine, ...]:
    """Return what takes the title's place in a title scene that speaks for long, line by line, each
    until the next one; none in any other scene."""
    words = timed.words
    if timed.scene.kind != "title" or not words or words[-1].end - words[0].start < LONG:
        return ()
    first = _first_word(words)
    lines = break_lines(words[first:], COLUMNS)
    if not lines:
        return ()
    ends = [*(line.start for line in lines[1:]), math.inf]
    return tuple(
        replace(line, start=line.start - EARLY, end=end - EARLY)
        for line, end in zip(lines, ends, strict=True)
    )


def _first_word(words: Sequence[TimedWord]) -> int:
    """The first word that is shown: with a sentence that begins soon after the title is read, else
    with a part of one."""
    earliest = words[0].start + READ
    parts = [part[0].start for part in split_portions(words, PART)]
    sentences = [said[0].start for said in timed_sentences(words)]
    soon = [start for start in sentences if earliest <= start <= earliest + SOON]
    start = next(iter(soon), next((start for start in parts if start >= earliest), math.inf))
    return next((n for n, word in enumerate(words) if word.start >= start), len(words))


def opening_start(timed: TimedScene) -> float:
    """Return when the first line takes the title's place, in seconds; infinity if none does."""
    return next((line.start for line in opening_lines(timed)), math.inf)


def write_opening(
    context: SceneContext,
    lines: Sequence[CaptionLine],
    style: TextStyle,
    rect: Rect,
    upright: Upright,
) -> list[Layer]:
    """Return a layer for each line, whose words come as they are said.

    Args:
        style: Size, number of rows and alignment.
        rect: Their room, in design units.
        upright: Where they stand in a room that is too high.
    """
    return [_line_layer(context, line, style, rect, upright) for line in lines]


def leaves(layer: Layer, end: float) -> Layer:
    """Return a layer that fades out before second `end`, and is not drawn from then on."""

    def draw(canvas: skia.Canvas, t: float) -> None:
        alpha = 1 - ramp(t, end - GOES, GOES)
        if alpha >= 1:
            layer(canvas, t)
        elif alpha > 0:
            canvas.saveLayerAlpha(None, round(255 * alpha))
            layer(canvas, t)
            canvas.restore()

    return draw


def _line_layer(
    context: SceneContext, line: CaptionLine, style: TextStyle, rect: Rect, upright: Upright
) -> Layer:
    text, motion = join_words(line.words, GLUE), context.theme.preset.motion
    writing = headline(context, text, style, rect, upright, (line.start, line.end))

    def draw(canvas: skia.Canvas, t: float) -> None:
        if t >= line.start:
            words = [line.words[number] for number in writing.words]
            writing.draw(canvas, lambda n: motion.enter_title(t, words[n].start - EARLY))

    return leaves(draw, line.end) if line.end < math.inf else draw
