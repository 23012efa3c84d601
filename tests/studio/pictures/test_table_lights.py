"""The row of a table that is told is lit, and nothing of other rows or columns."""

from tests.studio.pictures.conftest import LookOf, Timed

from callsheet_studio.drawing.fonts import Fonts
from callsheet_studio.drawing.text_layout import TextLayout
from callsheet_studio.explainer.attention import FOCUS
from callsheet_studio.explainer.scene_context import SceneContext
from callsheet_studio.explainer.scene_renderer import Size
from callsheet_studio.explainer.scenes.table.cells import Cells
from callsheet_studio.explainer.scenes.table.lights import Lights, light_cells
from callsheet_studio.storyboard.content import Table
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.timeline import TimedScene

TABLE = Table(
    header=("Time", "What happened", "Errors"),
    rows=(
        ("14:02", "Release 412 starts rolling out", "3"),
        ("14:19", "Release 412 is rolled back", "90"),
    ),
)


SIZES = Table(
    header=("Rows (million)", "pandas", "Polars"),
    rows=(("2", "0.7", "0.3"), ("7.4", "4.8", "1.7"), ("60", "out of memory", "14.1")),
)


def lights_of(
    table: Table, told: str, timed: Timed, look_of: LookOf, title: str = "Any"
) -> tuple[Lights, TimedScene]:
    spoken = timed(Scene(kind="table", title=title, narration=told, content=table))
    theme = look_of()
    setter = TextLayout(Fonts(theme.language))
    return light_cells(
        SceneContext(spoken, theme, Size.of("16:9", 720), setter), Cells(table)
    ), spoken


def start_of(spoken: TimedScene, text: str) -> float:
    return next(word.start for word in spoken.words if word.text == text)


def test_a_row_that_is_named_by_a_number_is_not_lit_by_parts_of_other_numbers(
    timed: Timed, look_of: LookOf
) -> None:
    told = (
        "2 million rows: pandas 0.7, Polars 0.3. 7.4 million rows: pandas 4.8, Polars 1.7. "
        "60 million rows: pandas: out of memory, Polars 14.1."
    )
    lights, spoken = lights_of(SIZES, told, timed, look_of)
    spans = [span.index + 1 for span in lights.rows.spans]
    assert spans == [1, 2, 3]
    assert lights.cell(3, 2, start_of(spoken, "14.1.") + 0.3) > 0.5


def test_a_row_is_lit_and_no_cell_that_begins_with_the_same_words(
    timed: Timed, look_of: LookOf
) -> None:
    told = "14:02: Release 412 starts rolling out, 3 errors. 14:19: Release 412 is rolled back."
    lights, spoken = lights_of(TABLE, told, timed, look_of)
    start = start_of(spoken, "14:19:")
    times = [start + n / 4 for n in range(2, 9)]
    assert all(lights.row(2, t) > 0.9 for t in times)
    assert not any(lights.cell(1, column, t) for column in (1, 2) for t in times[3:])
    assert not any(lights.column_band(2, t) for t in times)


def test_emoji_that_say_yes_or_no_are_signs_that_fonts_have() -> None:
    table = Table(header=("Store", "Async", "On disk"), rows=(("Redis", "✅", "❌ (yet)"),))
    assert Cells(table).grid[1] == ("Redis", "✓", "✗ (yet)")


DATES = Table(
    header=("Date", "Star", "Who"),
    rows=(
        ("3 November", "Training day", "Everyone"),
        ("5 November", "Vaccinations", "Reception"),
        ("11 November", "Assembly, 10:45", "Years 3–6"),
    ),
)
PHASES = Table(
    header=("Day", "Phase", "What we see"),
    rows=(
        ("0", "New moon", "nothing"),
        ("7", "First quarter", "the right half"),
        ("11", "Waxing gibbous", "more than half"),
    ),
)


def test_a_number_in_a_sentence_names_no_row_that_has_it_with_a_word(
    timed: Timed, look_of: LookOf
) -> None:
    told = "5 November: Vaccinations, Reception. 11 November: Assembly, 10:45, Years 3–6."
    lights, _ = lights_of(DATES, told, timed, look_of)
    assert [span.index for span in lights.rows.spans] == [1, 2]


def test_the_title_that_is_read_names_no_column(timed: Timed, look_of: LookOf) -> None:
    told = "Star of the week. 3 November: Training day."
    lights, _ = lights_of(DATES, told, timed, look_of, "Star of the week")
    assert not lights.columns.spans


def test_after_the_rows_a_word_that_a_cell_has_too_lights_nothing(
    timed: Timed, look_of: LookOf
) -> None:
    told = (
        "Day 0: nothing. Day 7: the right half. Day 11: more than half. It is so every month. "
        "These sides are right for the northern half of the Earth."
    )
    lights, spoken = lights_of(PHASES, told, timed, look_of)
    late = start_of(spoken, "These")
    assert not [span for span in lights.cells.spans if span.end > late + FOCUS]
