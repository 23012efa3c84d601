"""The row of a table that is told is lit, and nothing of other rows or columns."""

from tests.studio.pictures.conftest import LookOf, Timed

from callsheet_studio.drawing.fonts import Fonts
from callsheet_studio.drawing.text_layout import TextLayout
from callsheet_studio.explainer.scene_context import SceneContext
from callsheet_studio.explainer.scene_renderer import Size
from callsheet_studio.explainer.scenes.table.cells import Cells
from callsheet_studio.explainer.scenes.table.lights import light_cells
from callsheet_studio.storyboard.content import Table
from callsheet_studio.storyboard.model import Scene

TABLE = Table(
    header=("Time", "What happened", "Errors"),
    rows=(
        ("14:02", "Release 412 starts rolling out", "3"),
        ("14:19", "Release 412 is rolled back", "90"),
    ),
)


def test_a_row_is_lit_and_no_cell_that_begins_with_the_same_words(
    timed: Timed, look_of: LookOf
) -> None:
    told = "14:02: Release 412 starts rolling out, 3 errors. 14:19: Release 412 is rolled back."
    scene = Scene(kind="table", title="Timeline", narration=told, content=TABLE)
    spoken, theme = timed(scene), look_of()
    layout = TextLayout(Fonts(theme.language))
    context = SceneContext(spoken, theme, Size.of("16:9", 720), layout)
    lights = light_cells(context, Cells(TABLE))
    start = next(word.start for word in spoken.words if word.text == "14:19:")
    times = [start + n / 4 for n in range(2, 9)]
    assert all(lights.row(2, t) > 0.9 for t in times)
    assert not any(lights.cell(1, column, t) for column in (1, 2) for t in times[3:])
    assert not any(lights.column_band(2, t) for t in times)
