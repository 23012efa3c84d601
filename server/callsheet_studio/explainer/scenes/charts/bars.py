"""Bars: a chart whose bars grow as they are spoken of. Chooses between upright ones (`columns`) and
lying ones (`horizontal_bars`)."""

from callsheet_studio.explainer.scene_context import Layer, SceneContext
from callsheet_studio.explainer.scenes.charts.chart import names_fit
from callsheet_studio.explainer.scenes.charts.columns import draw_columns
from callsheet_studio.explainer.scenes.charts.horizontal_bars import MOST_ROWS, rows


def bars(context: SceneContext) -> list[Layer]:
    """Return the layers of a bar chart with one bar for each item, which grows when the item is
    spoken of.

    Bars are horizontal or vertical as the style has it; many items get vertical bars, and long
    names horizontal ones.
    """
    count = len(context.timed.scene.items)
    lying = context.theme.preset.bars == "rows" and count <= MOST_ROWS
    paged = count <= 2 * MOST_ROWS and not names_fit(context)
    return (rows if lying or paged else draw_columns)(context)
