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
    """The values of a chart as series over the same categories; a chart of items has one series
    without a name."""

    over: str
    """What the categories are: the heading of the first column."""
    categories: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def cells(self) -> Cells:
        """The values as a table with one row for each category."""
        names = (self.over, *(each.name for each in self.series))
        columns = [each.written for each in self.series]
        rows = zip(self.categories, *columns, strict=True)
        return Cells(Table(header=names, rows=tuple(rows)))

    @property
    def values(self) -> tuple[float, ...]:
        """All values of all series, without the missing ones."""
        return tuple(v for each in self.series for v in each.values if v is not None)

    def at(self, category: int) -> list[float]:
        """Return the values of a category (by index), one for each series; 0 for a missing one."""
        return [each.values[category] or 0.0 for each in self.series]

    @property
    def has_negative(self) -> bool:
        """Whether any value is below zero, so that the values can't be shares of a whole."""
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
    """Return the scene's context with one item for each category, whose value is the largest of
    the category's."""
    return context.replace_items(
        [
            Item(text=name or "–", value=max(data.at(n), key=abs, default=0.0))
            for n, name in enumerate(data.categories)
        ]
    )


def one_series(context: SceneContext, data: Data) -> SceneContext:
    """Return the context of a chart of one series with one item for each value that is not
    missing."""
    (series,) = data.series
    given = zip(data.categories, series.values, series.written, strict=True)
    items = [Item(text=name, value=value, label=label or None) for name, value, label in given]
    shown = context.with_items(items, context.said.spoken)
    return shown.select_items([n for n, item in enumerate(items) if item.value is not None])


def series_colors(inks: ColorRoles, count: int) -> list[Color]:
    """Return `count` colors for series, as different from each other as possible; the palette's
    own come first."""
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
    """Return a number written in the manner of the chart's own values (unit, separators),
    without needless decimals."""
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
