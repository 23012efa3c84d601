"""Bars: a chart whose bars grow as they are spoken of, lying or upright as the look has it."""

from callsheet_studio.render.scenes.charts.columns import columns
from callsheet_studio.render.scenes.charts.rows import MOST_ROWS, rows
from callsheet_studio.render.stage import Layer, Stage


def bars(stage: Stage) -> list[Layer]:
    """A bar for each item; many stand upright in any look."""
    lying = stage.look.preset.bars == "rows" and len(stage.timed.scene.items) <= MOST_ROWS
    return (rows if lying else columns)(stage)
