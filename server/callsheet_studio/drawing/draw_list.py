"""Draw calls as data. Equal calls with equal arguments give equal pixels."""

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from callsheet_studio.drawing.skia_loader import skia

Call: TypeAlias = tuple[str, tuple[Any, ...], dict[str, Any]]
"""A canvas method, or `PARAGRAPH`, and its arguments."""
PARAGRAPH = "paragraph"
CHANGEABLE = frozenset({skia.Paint, skia.Path})


class DrawList:
    """A canvas that records the calls made on it. Calls whose results are used can't be
    recorded."""

    def __init__(self) -> None:
        self.calls: list[Call] = []

    def __getattr__(self, method: str) -> Callable[..., None]:
        """A method of a canvas that only keeps the call."""

        def record(*arguments: Any, **options: Any) -> None:
            kept = {name: _frozen(value) for name, value in options.items()} if options else {}
            self.calls.append((method, tuple([_frozen(value) for value in arguments]), kept))

        return record


def replay(calls: Iterable[Call], canvas: skia.Canvas) -> None:
    """Make recorded draw calls on a canvas."""
    for method, arguments, options in calls:
        if method == PARAGRAPH:
            paint_paragraph(canvas, *arguments)
        else:
            getattr(canvas, method)(*arguments, **options)


def paint_paragraph(
    canvas: skia.Canvas, paragraph: "skia.textlayout.Paragraph", x: float, y: float
) -> None:
    """Paint a paragraph, which is laid out, with its upper left corner at (x, y) in the canvas's
    units, or record that if the canvas is a `DrawList`.

    In a draw list two paragraphs are equal only if they are the same object.
    """
    if isinstance(canvas, DrawList):
        canvas.calls.append((PARAGRAPH, (paragraph, x, y), {}))
    else:
        paragraph.paint(canvas, x, y)


def _frozen(value: Any) -> Any:
    """What a layer may change after the call, as a copy; it compares by value."""
    kind = value.__class__
    return kind(value) if kind in CHANGEABLE else value
