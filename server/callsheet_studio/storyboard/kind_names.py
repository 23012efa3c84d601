"""The words in brackets after a heading, `[bar chart]`, and the scene kinds they mean."""

from typing import get_args

from callsheet_studio.storyboard.model import SceneKind

KINDS: tuple[SceneKind, ...] = get_args(SceneKind)
SHAPES = frozenset({"tree", "cycle"})
"""Words in brackets that draw a nested list as a diagram."""
_NAMES: dict[str, SceneKind] = {
    **{name: name for name in KINDS},
    "intro": "title",
    "opening": "title",
    "list": "points",
    "bullets": "points",
    "point": "points",
    "step": "steps",
    "flow": "steps",
    "process": "steps",
    "bar": "bars",
    "chart": "bars",
    "bar chart": "bars",
    "line chart": "line",
    "graph": "line",
    "pie chart": "pie",
    "share": "pie",
    "doughnut": "donut",
    "stat": "number",
    "big number": "number",
    "compare": "comparison",
    "versus": "comparison",
    "vs": "comparison",
    "quotation": "quote",
    "formula": "equation",
    "picture": "image",
    "definitions": "definition",
    "outro": "closing",
    "conclusion": "closing",
    "summary": "closing",
    "end": "closing",
}


def find_kind(words: str) -> SceneKind | None:
    """Return the scene kind that words in brackets name; None if they name none."""
    return _NAMES.get(words.strip().lower())


def unknown_kind_note(words: str) -> str:
    """Return a note to the user about a scene kind that does not exist."""
    return f"There is no scene kind {words!r}; the content chose one. Kinds: {', '.join(KINDS)}."
