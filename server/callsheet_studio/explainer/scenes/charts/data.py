"""The numbers of a chart, from its items or from its content, as series over categories."""

import math
from dataclasses import dataclass

from callsheet_studio.drawing.color import Color
from callsheet_studio.explainer.number_format import format_plain, format_value, rescale_label
from callsheet_studio.explainer.scene_context import SceneContext
from callsheet_studio.explainer.scenes.table.cells import Cells
from callsheet_studio.explainer.theme.color_roles import ColorRoles
from callsheet_studio.storyboard.content import Chart, Series, Table
from callsheet_studio.storyboard.model import Item, Scene


@dataclass(frozen=True)
class Data:
    """Series over the same categories; a chart of items has one series without a name."""

    over: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def cells(self) -> Cells:
        """The numbers as a table, with a row for each category."""
        names = (self.over, *(each.name for each in self.series))
        columns = [each.written for each in self.series]
        rows = zip(self.categories, *columns, strict=True)
        return Cells(Table(header=names, rows=tuple(rows)))

    @property
    def values(self) -> tuple[float, ...]:
        """All numbers of all series; missing ones are left out."""
        return tuple(v for each in self.series for v in each.values if v is not None)

    def at(self, category: int) -> list[float]:
        """Return the numbers of a category, one for each series; a missing one is 0."""
        return [each.values[category] or 0.0 for each in self.series]

    @property
    def has_negative(self) -> bool:
        """Whether any number is below zero, so that they are no shares of a whole."""
        return any(value < 0 for value in self.values)


def data_of(scene: Scene) -> Data:
    """Return the numbers of a chart's scene as series over categories, from
    its content or its items."""
    if isinstance(scene.content, Chart):
        content = scene.content
        return Data(content.over, content.categories, content.series)
    items = scene.items
    values = tuple(item.value for item in items)
    texts = tuple("" if item.value is None else format_value(item) for item in items)
    one = Series(name="", values=values, written=texts)
    return Data("", tuple(item.text for item in items), (one,))


def as_items(context: SceneContext, data: Data) -> SceneContext:
    """Return the scene's context with an item for each category, which has
    the largest of its numbers."""
    return context.replace_items(
        [
            Item(text=name or "–", value=max(data.at(n), key=abs, default=0.0))
            for n, name in enumerate(data.categories)
        ]
    )


def one_series(context: SceneContext, data: Data) -> SceneContext:
    """Return the context of a chart of one series with an item for each number that is there."""
    (series,) = data.series
    given = zip(data.categories, series.values, series.written, strict=True)
    items = [Item(text=name, value=value, label=label or None) for name, value, label in given]
    shown = context.with_items(items, context.spoken)
    return shown.select_items([n for n, item in enumerate(items) if item.value is not None])


def series_colors(inks: ColorRoles, count: int) -> list[Color]:
    """Return a color for each of `count` series, each as different from the others as
    possible; the look's own first."""
    lighter = [color.mix(inks.ground.text, share) for share in (0.35, 0.6) for color in inks.series]
    free = list(dict.fromkeys((*inks.series, *lighter)))
    chosen = free[:1]
    while len(chosen) < count:
        rest = [color for color in free if color not in chosen] or free
        chosen.append(max(rest, key=lambda color: min(_apart(color, c) for c in chosen)))
    return chosen[:count]


def _apart(a: Color, b: Color) -> float:
    """The distance of two colors in OKLab."""
    (l1, c1, h1), (l2, c2, h2) = a.lch, b.lch
    across = c1 * c1 + c2 * c2 - 2 * c1 * c2 * math.cos(math.radians(h1 - h2))
    return math.hypot(l1 - l2, math.sqrt(max(0.0, across)))


def write_like(data: Data, value: float) -> str:
    """Return a number written as the chart's own numbers are, without needless decimals."""
    given = [
        (abs(v), v, text)
        for each in data.series
        for v, text in zip(each.values, each.written, strict=True)
        if v and text
    ]
    if not given:
        return format_plain(value)
    _, largest, label = max(given)
    return rescale_label(label, value / largest)
