"""Table: a card with rows that arrive in time; the row, column or cell that is said is lit."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.explainer.layers.headline import heading
from callsheet_studio.explainer.scene_context import LEAVES, Layer, SceneContext
from callsheet_studio.explainer.scenes.table.cells import Cells
from callsheet_studio.explainer.scenes.table.lights import Lights, light_cells
from callsheet_studio.explainer.scenes.table.page import draw_page
from callsheet_studio.explainer.scenes.table.plan import TablePage, plan_parts
from callsheet_studio.explainer.timing.turns import space_turns
from callsheet_studio.storyboard.content import Table

EARLY = 0.3
"""Seconds before its first row at which a page comes."""
SEEN, ROW_SEEN = 1.0, 0.9
"""Seconds for which a page is seen at least, and for each of its rows."""


@dataclass(frozen=True)
class Turn:
    """When a page is shown, in seconds from the scene's start."""

    start: float
    end: float = math.inf


def draw_table(context: SceneContext) -> list[Layer]:
    """Return the layers of a headline and a table; one that is too large is shown in pages, each
    with the header.

    Raises:
        TypeError: The scene has no table.
    """
    content = context.timed.scene.content
    if not isinstance(content, Table):
        raise TypeError(f"a scene of kind table holds {content!r}")
    safe, tall = context.size.safe, context.size.tall
    head = heading(context, safe.top_part(160 if tall else 104), lines=3 if tall else 1)
    top = head.rect.bottom + 14
    room = Rect(safe.x, top, safe.w, safe.bottom - top)
    cells = Cells(content)
    facing = context.mirrored_for_rtl(room, " ".join(text for row in cells.grid for text in row))
    lights = light_cells(context, cells)
    layers: list[Layer] = []
    groups = _readable(context, plan_parts(facing, cells, room))
    for parts, (start, end) in zip(groups, _row_times(context, groups), strict=True):
        for part, turn in zip(parts, _turns(parts, Turn(start, end), lights), strict=True):
            layers.append(draw_page(facing, part.place(room), lights, (turn.start, turn.end)))
    return [head.layer, *facing.apply_mirror(layers)]


def _readable(
    context: SceneContext, groups: Sequence[Sequence[TablePage]]
) -> Sequence[Sequence[TablePage]]:
    """The groups of rows without the last ones of which nothing is said, where there is no time to
    read them: none turns up only to go."""
    firsts = [parts[0].rows.start - 1 for parts in groups]
    ends = [*firsts[1:], len(context.timed.scene.elements)]
    left = context.timed.seconds - LEAVES - context.said.last_told
    for n, (first, end) in enumerate(zip(firsts, ends, strict=True)):
        if n and first > context.said.last_said:
            left -= context.reading_seconds(range(first, end))
            if left < 0:
                context.leave_out(first)
                return groups[:n]
    return groups


def _row_times(
    context: SceneContext, groups: Sequence[Sequence[TablePage]]
) -> Sequence[tuple[float, float]]:
    """From when to when each group of rows is seen."""
    firsts = [parts[0].rows.start for parts in groups[1:]]
    told = context.said.last_told if context.said.last_said >= 0 else 0.0
    cues = [context.cues[row - 1] - EARLY for row in firsts]
    mute = [row - 1 > context.said.last_said for row in firsts]
    starts = [0.0, *(max(told if late else 0.0, cue) for cue, late in zip(cues, mute, strict=True))]
    least = [SEEN + ROW_SEEN * len(parts) * len(parts[0].rows) for parts in groups]
    return list(pairwise([*space_turns(starts, least, context.timed.seconds), math.inf]))


def _turns(parts: Sequence[TablePage], whole: Turn, lights: Lights) -> list[Turn]:
    """The times of groups of columns: when one of its columns is named, else evenly."""
    end = whole.end if whole.end < math.inf else lights.end
    starts = [whole.start]
    for n, part in enumerate(parts[1:], start=1):
        even = whole.start + (end - whole.start) * n / len(parts)
        named = lights.column_named(part.columns[1:], starts[-1] + 0.5, end)
        starts.append(max(starts[-1], even if named is None else named - EARLY))
    return [Turn(a, b) for a, b in pairwise([*starts, whole.end])]
