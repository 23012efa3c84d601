"""Where a frame differs from the frame before it, found in its draw calls and not in its pixels."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile
from typing import TypeAlias, cast

from callsheet_studio.drawing.draw_list import PARAGRAPH, Call, DrawList, replay
from callsheet_studio.drawing.skia_loader import skia

Drawing: TypeAlias = tuple[tuple[Call, ...], tuple[Call, ...]]
"""The transforms and clips in force, and what is drawn under them: one call, or a whole layer."""


class ChangeDetector:
    """Compares the draw calls of each frame with those of the frame before, and draws only frames
    that differ.

    Such a frame is drawn whole: where a clip cuts a path, Skia rounds the path's edges differently,
    so things that hold still would flicker next to those that move.
    """

    def __init__(self, draw: Callable[[skia.Canvas, float], None]) -> None:
        """`draw` draws the frame at a time in seconds."""
        self._draw = draw
        self._last: list[Call] | None = None

    def draw(self, canvas: skia.Canvas, t: float) -> skia.IRect:
        """Draw the frame at second `t` if it differs from the frame of the last call, and return
        the rectangle of pixels in which it may differ; an empty one if nowhere."""
        wanted = DrawList()
        self._draw(cast(skia.Canvas, wanted), t)
        area = canvas.getDeviceClipBounds()
        if self._last is not None:
            area = changed_area(self._last, wanted.calls, area)
        if not area.isEmpty():
            replay(wanted.calls, canvas)
        self._last = wanted.calls
        return area


def changed_area(before: list[Call], after: list[Call], sheet: skia.IRect) -> skia.IRect:
    """Return a rectangle of pixels outside which two lists of draw calls give the same picture;
    empty if they are equal.

    Args:
        before: The calls of one frame.
        after: The calls of another.
        sheet: The whole frame, in pixels.
    """
    if before == after:
        return skia.IRect()
    return _bounds(_changes(tuple(drawings(before)), tuple(drawings(after))), sheet)


def drawings(calls: Sequence[Call]) -> Iterator[Drawing]:
    """Yield what a list of calls draws, in order, each together with the transforms and clips that
    apply to it. A call that draws comes alone, a layer (`saveLayer`) with all the calls in it."""
    outer: list[tuple[Call, ...]] = []
    state: tuple[Call, ...] = ()
    position = 0
    while position < len(calls):
        call = calls[position]
        end = position + 1
        if call[0] == "save":
            outer.append(state)
        elif call[0] == "restore":
            state = outer.pop()
        elif call[0].startswith("saveLayer"):
            end = _layer_end(calls, position)
            yield state, tuple(calls[position:end])
        elif call[0].startswith("draw") or call[0] in {PARAGRAPH, "clear"}:
            yield state, (call,)
        else:
            state = (*state, call)
        position = end


def draw_all(canvas: skia.Canvas, drawn: Iterable[Drawing]) -> None:
    """Draw what the function `drawings` yielded, each with its own transforms and clips."""
    for state, calls in drawn:
        canvas.save()
        replay((*state, *calls), canvas)
        canvas.restore()


def _layer_end(calls: Sequence[Call], start: int) -> int:
    """The place after the `restore` that ends the layer begun at `start`."""
    depth = 0
    for position in range(start, len(calls)):
        depth += calls[position][0].startswith("save") - (calls[position][0] == "restore")
        if not depth:
            return position + 1
    raise ValueError("a layer without an end")


def _changes(before: Sequence[Drawing], after: Sequence[Drawing]) -> Iterable[Drawing]:
    """The drawings of both that have no equal in the same place of the other."""
    if len(before) == len(after):
        pairs = zip(before, after, strict=True)
        return [drawing for pair in pairs if pair[0] != pair[1] for drawing in pair]
    first = _equal(before, after)
    old, new = before[first:], after[first:]
    last = _equal(reversed(old), reversed(new))
    return (*old[: len(old) - last], *new[: len(new) - last])


def _equal(before: Iterable[Drawing], after: Iterable[Drawing]) -> int:
    """How many drawings are equal from the beginning."""
    pairs = zip(before, after, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _bounds(changes: Iterable[Drawing], sheet: skia.IRect) -> skia.IRect:
    """The pixels that drawings can touch, as Skia works them out for its pictures.

    An edge that lies on the border of a pixel may still tint the next one.
    """
    recorder = skia.PictureRecorder()
    canvas = recorder.beginRecording(skia.Rect.Make(sheet), skia.RTreeFactory()())
    draw_all(canvas, changes)
    bounds = recorder.finishRecordingAsPicture().cullRect()
    spill = 1 if bounds.width() else 0
    touched = bounds.makeOutset(spill, spill).roundOut()
    area = skia.IRect()
    area.intersect(touched, sheet)  # stays empty where they have nothing in common
    return area
