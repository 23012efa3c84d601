"""Which of many values a chart can still show."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from callsheet_studio.storyboard.model import Item, SceneKind

MOST_BARS, MOST_POINTS = 8, 24

Items: TypeAlias = tuple[Item, ...]


def limit_values(kind: SceneKind, items: Sequence[Item]) -> tuple[Items, str | None]:
    """Return the items that a chart of this kind has room for, in their order, and a text that says
    what was left out.

    The text is None if nothing was left out.
    """
    measured = tuple(item for item in items if item.value is not None)
    most, keep, how = _BOUNDS[kind]
    lost = len(items) - len(measured)
    notes = [f"left out {lost} items without a number"] if lost else []
    if len(measured) > most:
        notes.append(f"shows {how} {most} of {len(measured)} values")
        measured = keep(measured)
    return measured, " and ".join(notes) or None


def _largest(items: Items) -> Items:
    by_size = sorted(range(len(items)), key=lambda n: -abs(items[n].value or 0.0))
    return tuple(items[n] for n in sorted(by_size[:MOST_BARS]))


def _spread(items: Items) -> Items:
    step = (len(items) - 1) / (MOST_POINTS - 1)
    return tuple(items[round(n * step)] for n in range(MOST_POINTS))


_BOUNDS: dict[SceneKind, tuple[int, Callable[[Items], Items], str]] = {
    "bars": (MOST_BARS, _largest, "the largest"),
    "line": (MOST_POINTS, _spread, "an even choice of"),
    "area": (MOST_POINTS, _spread, "an even choice of"),
    "scatter": (MOST_POINTS, _spread, "an even choice of"),
    "stacked": (MOST_BARS, _largest, "the largest"),
    "pie": (MOST_BARS, _largest, "the largest"),
    "donut": (MOST_BARS, _largest, "the largest"),
}
