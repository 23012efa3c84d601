"""Bars: a chart whose bars grow as they are spoken of, lying or upright as the look has it."""

from callsheet_studio.explainer.scene_context import Layer, SceneContext
from callsheet_studio.explainer.scenes.charts.chart import names_fit
from callsheet_studio.explainer.scenes.charts.columns import columns
from callsheet_studio.explainer.scenes.charts.horizontal_bars import MOST_ROWS, rows


def bars(stage: SceneContext) -> list[Layer]:
    """A bar for each item. Many stand upright in any look; long names have room beside rows."""
    count = len(stage.timed.scene.items)
    lying = stage.look.preset.bars == "rows" and count <= MOST_ROWS
    paged = count <= 2 * MOST_ROWS and not names_fit(stage)
    return (rows if lying or paged else columns)(stage)
