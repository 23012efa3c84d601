"""Who only hears a row knows what each of its numbers is."""

import pytest

from callsheet_studio.storyboard.content import Table
from callsheet_studio.storyboard.content_parts import two_columns
from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.named_items import name_items
from callsheet_studio.storyboard.scene_ranks import SceneRanks
from callsheet_studio.storyboard.spoken_rows import name_rows

STEPS = "Step | Median | p99\nBuild | 41 s | 80 s"
SPEEDS = "library | seconds | peak memory GB\ncsv | 41.2 | 0.02"
SIZES = "Rows (million) | pandas | DuckDB\n1.5 | 0.7 | 0.5\n60 | out of memory | 22.4"
CASES = "Case | 3.9.2 | 4.0.0\nFirst page | 2,460 ms | 780 ms"
DATES = "Version | Fixes until | Mended until\n4.0 | May 2027 | May 2028\n3.8 | ended | ended"
FIELDS = (
    "Field | Type | Required | Use\nto | object | yes | Who gets it\nvia | text | no | 1 to 3 names"
)
ROOTS = "Sign | Real solutions\nD > 0 | 2\nD = 0 | 1\nD < 0 | 0"
SHARES = "Country | Year | Share | Price\nChina | 2024 | 31 % | $3"
COUNTED = "# | Action | Due\n1 | Turn it on | 18 May\n2 | Review it | 1 June"
GERMAN = "Schritt | Dauer | Fehler\nBauen | 41 s | 3"
ARABIC = "المصدر | النسبة\nالسدود | 3 %"


def test_an_answer_is_said_with_its_column_where_not_all_are_yes_or_no() -> None:
    table = (
        "Command | What it does | Streams?\nfilter | keeps rows | yes\n"
        "join | joins files | only one\nstats | counts | no"
    )
    assert _say(table, "en") == [
        "filter: keeps rows, streams: yes",
        "join: joins files, streams: only one",
        "stats: counts, streams: no",
    ]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (COUNTED, ["Turn it on: due 18 May", "Review it: due 1 June"]),
        (STEPS, ["Build: median 41 s, p99 80 s"]),
        (SPEEDS, ["csv: 41.2 seconds, peak memory 0.02 GB"]),
        (
            SIZES,
            [
                "1.5 million rows: pandas 0.7, DuckDB 0.5",
                "60 million rows: pandas: out of memory, DuckDB 22.4",
            ],
        ),
        (CASES, ["First page: 2,460 ms in 3.9.2, 780 ms in 4.0.0"]),
        (
            DATES,
            [
                "version 4.0: fixes until May 2027, mended until May 2028",
                "version 3.8: ended, ended",
            ],
        ),
        (
            FIELDS,
            ["to: object, required, who gets it", "via: text, not required, 1 to 3 names"],
        ),
        (ROOTS, ["D > 0: 2 real solutions", "D = 0: 1 real solution", "D < 0: 0 real solutions"]),
        (SHARES, ["China: 2024, 31 %, $3"]),
    ],
    ids=[
        "counted",
        "units",
        "unit-in-heading",
        "scale",
        "versions",
        "dates",
        "answers",
        "counts",
        "same",
    ],
)
def test_numbers_are_said_with_their_columns_and_nothing_twice(table: str, said: list[str]) -> None:
    assert _say(table, "en") == said


@pytest.mark.parametrize(
    ("table", "language", "said"),
    [
        (GERMAN, "de", ["Bauen: Dauer 41 s, Fehler 3"]),
        (ARABIC, "ar", ["السدود: النسبة 3 %"]),
    ],
    ids=["german", "arabic"],
)
def test_in_other_languages_the_heading_stands_before_the_number(
    table: str, language: str, said: list[str]
) -> None:
    assert _say(table, language) == said


def test_a_chart_says_what_its_numbers_are() -> None:
    table = "| Use | Liters per day |\n|-|-|\n| Shower | 85 |\n| Kitchen | 37 |\n"
    made = read_document(f"# Water\n\n## At home\n\n{table}\n## End\n\n- Save it\n", {})
    (scene,) = (scene for scene in made.storyboard.scenes if scene.kind == "bars")
    assert scene.narration == "At home. Shower: 85 liters per day. Kitchen: 37 liters per day."


def _say(table: str, language: str) -> list[str]:
    header, *rows = ([cell.strip() for cell in row.split("|")] for row in table.split("\n"))
    return list(name_rows(header, rows, language))


def test_of_things_side_by_side_each_cell_has_its_thing() -> None:
    table = " | snapq | Celery\nBroker | Postgres | Redis\nThroughput | 12,000/s | 9,500/s"
    assert _say(table, "en") == [
        "Broker: Postgres for snapq and Redis for Celery",
        "Throughput: 12,000/s for snapq and 9,500/s for Celery",
    ]


@pytest.mark.parametrize(
    "table",
    [
        "| Item | Q1 | Q2 |\n|-|-|-|\n| Storage | €9 | €12 |\n| **Total** | €9 | €12 |\n",
        "| i | x | y |\n|-|-|-|\n| 1 | 1 | 2.1 |\n| 2 | 2 | 3.9 |\n",
        "| Tool | Seconds | Memory (MB) |\n|-|-|-|\n| rake | 4.8 | 38 |\n| awk | 27.3 | 9 |\n",
    ],
    ids=["total", "counted rows", "two units"],
)
def test_sums_counted_rows_and_numbers_of_two_units_are_no_bars(table: str) -> None:
    made = read_document(f"# Water\n\n## At home\n\n{table}\n## End\n\n- Save it\n", {})
    assert [scene.kind for scene in made.storyboard.scenes if scene.content] == ["table"]


def test_names_above_ticks_keep_their_capitals() -> None:
    assert _say("| North | South\nMill | ✅ | ❌", "en") == ["Mill: North, no South"]
    said = _say("Feature | Old Mill | New Mill\nFast | ✅ | ✅\nQuiet | ❌ | ✅", "en")
    assert said == ["Fast: Old Mill, New Mill", "Quiet: no Old Mill, New Mill"]


TIMES = "| 1,204 | 3.1% | 87 ms | 12.5 MB | 4.4 |\n"
WIDE = "| Pump | Runs | Lost | Wait | Size | Score |\n|---|---|---|---|---|---|\n"


def _narrate(table: str) -> str:
    text = f"# Pumps\n\n## Table\n\n{table}\n\n## B\n\n- b\n- c\n"
    scenes = read_document(text, {"video_duration_seconds": 300}).storyboard.scenes
    return next(scene.narration for scene in scenes if scene.title == "Table")


def test_of_a_table_without_numbers_the_column_that_describes_it_is_kept() -> None:
    rows = (("North", "old", "lifts the river"), ("South", "new", "feeds the mill"))
    table = Table(header=("Pump", "Age", "Use"), rows=rows)
    assert two_columns(table).header == ("Pump", "Use")


def test_of_a_wide_table_the_names_of_its_rows_are_said() -> None:
    table = WIDE + "".join(f"| {name} {TIMES}" for name in ("North", "South", "River mill"))
    assert _narrate(table) == "Table. North, South and River mill."


def test_of_a_wide_table_of_many_rows_the_first_names_are_said() -> None:
    table = WIDE + "".join(f"| Mill {chr(65 + n)} {TIMES}" for n in range(12))
    named = ", ".join(f"Mill {chr(65 + n)}" for n in range(7))
    assert _narrate(table) == f"Table. {named} and five others."


def test_rows_of_a_wide_table_are_said_by_what_describes_them() -> None:
    table = (
        "| Option | Type | Default | Since | Until | Use |\n|---|---|---|---|---|---|\n"
        "| wait=1 | int | 5 | 1.2 | 2.0 | Seconds between two strokes (see `stroke_time`) |\n"
        "| loud | bool | no | 1.4 | 2.0 | Rings the bell |\n"
    )
    assert _narrate(table) == ("Table. Wait: Seconds between two strokes. Loud: Rings the bell.")


def test_rows_of_a_wide_table_that_are_called_by_numbers_are_said_with_one_more_column() -> None:
    table = WIDE + f"| 1 {TIMES}| 4 {TIMES}"
    assert _narrate(table) == "Table. Pump 1: score 4.4. Pump 4: score 4.4."


def test_a_table_of_a_few_columns_with_long_cells_is_wide_too() -> None:
    cell = "all the water of the upper river in spring"
    table = (
        "| Pump | Lifts | Cleans | Where |\n|---|---|---|---|\n"
        f"| North | {cell} | {cell} | at the old mill |\n| South | {cell} | {cell} | the hall |\n"
    )
    assert _narrate(table) == f"Table. North: {cell}. South: {cell}."


def test_names_of_several_words_keep_their_capitals_as_headings() -> None:
    table = " | Brewster One | Kaffa Duo\nPrice | £419 | £499"
    assert _say(table, "en") == ["Price: £419 for Brewster One and £499 for Kaffa Duo"]


PHASES = "Phase | What happens | Duration | Rollback\nCopy | Rows move | 2 days | Drop target"
RISKS = "Risk | Likelihood | Mitigation\nTheft | Medium | spare parts\nWind | Low | foam"
SIDES = "Affected | Range | Fixed in\nMill | Not in range | 4.0"
BUTTONS = "Botão | Toque curto | Toque longo\nCopo | Serve | Altera"


@pytest.mark.parametrize(
    ("table", "language", "said"),
    [
        (PHASES, "en", ["Copy: Rows move, 2 days, rollback: drop target"]),
        (
            RISKS,
            "en",
            [
                "Theft, likelihood: Medium, mitigation: spare parts",
                "Wind, likelihood: Low, mitigation: foam",
            ],
        ),
        (SIDES, "en", ["Mill: not in range, fixed in 4.0"]),
        (BUTTONS, "pt", ["Copo, toque curto: Serve, toque longo: Altera"]),
        ("Dato | Valore\nPeso | 9,4 kg", "it", ["Peso: 9,4 kg"]),
        ("Do | Order . . . | How\nWash | twice | warm", "en", ["Wash, order: twice, warm"]),
        ("Do | Who | Where\nPay | Ann | ann@mill.example", "en", ["Pay: Ann"]),
        ("Property | Value (mL) | Note\nVolume | 20 | cold", "en", ["Volume: 20 mL, cold"]),
    ],
    ids=[
        "phases",
        "risks",
        "said in the cell",
        "portuguese",
        "value",
        "filled",
        "address",
        "unit of a value",
    ],
)
def test_short_words_are_said_with_their_columns_and_values_without(
    table: str, language: str, said: list[str]
) -> None:
    assert _say(table, language) == said


def test_a_cell_of_two_sentences_is_not_parted() -> None:
    table = "Date | Event | For\n3 May | Moved! School is **open**. | All"
    assert _say(table, "en") == ["3 May: Moved; School is **open**; for all"]


READINGS = "| Trial | First (mL) | Last (mL) | Used (mL) |\n|-|-|-|-|\n| 1 | 0.2 | 20.5 | 20.3 |\n"


def test_of_numbers_that_are_worked_out_only_the_result_is_said() -> None:
    table = f"{READINGS}| 2 | 0.4 | 20.8 | 20.4 |\n"
    made = read_document(f"# Water\n\n## At home\n\n{table}\n## End\n\n- Save it\n", {})
    (scene,) = (scene for scene in made.storyboard.scenes if scene.content)
    assert scene.kind == "table"
    assert scene.narration == "At home. Trial 1: used 20.3 mL. Trial 2: used 20.4 mL."


def test_two_numbers_that_are_compared_stay_together() -> None:
    rows = (("Bread", "16 %", "9 %"), ("Saving", "—", "€2 million"))
    table = Table(header=("What", "Before", "After"), rows=rows)
    assert two_columns(table) == table


HELPERS = "Person | Helps with | Not with\nBuddy | Questions, moods | Pay\nDesk | Your laptop | Pay"
CAUSES = (
    "Vu | Cause probable | Remède\n"
    "Mie serrée, pain plat | Levain trop jeune | Attendre une semaine\n"
    "Croûte pâle | Four trop froid | Chauffer le four, puis attendre"
)
ARTICLES = (
    "Article | Content | Why it matters\n22 | Fair votes, all vote | Fair, but slow\n"
    "25 | The head rules | Used seven times"
)
PLANS = (
    "Task | Who | Note\nWash | Luca until May | Agent never sleeps\n"
    "Dry | Priya writes | Twice a day"
)
RANGES = "Mill | Affected | Fixed in\nOld | 4.0 – 4.6 | 4.7\nNew | Not affected | —"


@pytest.mark.parametrize(
    ("table", "language", "said"),
    [
        (HELPERS, "en", ["Buddy helps with questions, moods; not with pay"]),
        (
            CAUSES,
            "fr",
            [
                "Mie serrée, pain plat – cause probable : levain trop jeune, remède : attendre une "
                "semaine",
                "Croûte pâle, cause probable : four trop froid ; remède : chauffer le four, puis "
                "attendre",
            ],
        ),
        (
            ARTICLES,
            "en",
            [
                "article 22: fair votes, all vote; why it matters: fair, but slow",
                "article 25: the head rules, why it matters: used seven times",
            ],
        ),
        (PLANS, "en", ["Wash, who: Luca until May, agent never sleeps"]),
        (RANGES, "en", ["Old: affected 4.0 – 4.6, fixed in 4.7", "New: Not affected"]),
        (
            "零件 | 频率 | 地点\n托盘 | 每周，每月 | 厨房",
            "zh",
            ["托盘，频率: 每周，每月；地点: 厨房"],
        ),
        (
            "Teil | Ersatz | Dauer\nSpeck | Tofu | lange",
            "de",
            ["Speck, Ersatz: Tofu, Dauer: lange"],
        ),
    ],
    ids=["verb", "french", "capitals", "names", "range", "chinese", "german"],
)
def test_cells_of_a_row_are_parts_of_one_sentence(
    table: str, language: str, said: list[str]
) -> None:
    assert _say(table, language)[: len(said)] == said


def test_a_tick_beside_numbers_is_no_word() -> None:
    table = (
        " | City | Plus | Family\nSeats | 1 | 2 | 3\nBrake | — | ✓ | ✓\nWeight | 2 kg | 3 kg | 4 kg"
    )
    assert _say(table, "en")[1] == "Brake: Plus, Family"


@pytest.mark.parametrize(
    ("language", "unit", "told"),
    [
        ("en", "Density in g/cm³", "Cork: density in g/cm³ 0.24. Oak: 0.75. Lead: 11.34."),
        ("fr", "Densité en g/cm³", "Cork : densité en g/cm³ 0.24. Oak : 0.75. Lead : 11.34."),
    ],
)
def test_a_unit_of_several_words_is_said_once(language: str, unit: str, told: str) -> None:
    bars = "- Cork: 0.24\n- Oak: 0.75\n- Lead: 11.34\n"
    text = f"---\nlanguage: {language}\n---\n# A\n\n## B [bars]\nsubtitle: {unit}\n{bars}"
    scene = read_document(text, {}).storyboard.scenes[-1]
    assert scene.narration.endswith(told)


TIERS = ("", "Free", "Pro", "Team")


@pytest.mark.parametrize(
    ("header", "row", "told"),
    [
        (TIERS, ("Price", "€0", "€9", "€14"), "Price: €0 for Free, €9 for Pro and €14 for Team"),
        (TIERS, ("Sign-on", "no", "no", "yes"), "Sign-on: no for Free and Pro, yes for Team"),
        (
            TIERS,
            ("Help", "none", "mail", "mail and phone"),
            "Help: none for Free, mail for Pro, mail and phone for Team",
        ),
        (
            ("", "2.9", "3.0"),
            ("Memory", "11 GB", "0.6 GB"),
            "Memory: 11 GB in 2.9 and 0.6 GB in 3.0",
        ),
        (("", "Before", "After"), ("Errors", "31", "4"), "Errors: 31 before and 4 after"),
        (
            ("", "Insertion sort", "Merge sort"),
            ("Best case", "n", "n log n"),
            "Best case: n for insertion sort and n log n for merge sort",
        ),
    ],
)
def test_things_side_by_side_are_told_as_one_speaks(
    header: tuple[str, ...], row: tuple[str, ...], told: str
) -> None:
    assert name_rows(header, [row], "en") == [told]


def test_names_of_things_side_by_side_keep_their_capitals() -> None:
    assert name_rows(("", "Gratuit", "Pro"), [("Prix", "0 €", "9 €")], "fr") == [
        "Prix : Gratuit 0 €, Pro 9 €"
    ]


def test_a_price_is_told_without_the_word_also_with_what_it_is_for() -> None:
    rows = [("Audit log", "€2 per person", "3 plans"), ("Storage", "€4 per month", "2 plans")]
    assert name_rows(("Add-on", "Price", "Part of"), rows, "en")[0].startswith("Audit log: €2 per")
    plans = [("Pro", "€9", "50"), ("Team", "€14", "unlimited")]
    assert name_rows(("Plan", "Price", "Notebooks"), plans, "en")[1] == (
        "Team: €14, unlimited notebooks"
    )


def test_the_fields_of_a_form_are_not_named_without_their_values() -> None:
    rows = (("Born", "in a mill on the Danube"), ("Died", "in Carlow in the winter"))
    content = Table(header=("", ""), rows=(*rows, ("Known for", "the gate that opens by itself")))
    scene = Scene(kind="table", title="Ilse Varga", content=content)
    assert name_items(scene) == ""


def test_a_field_in_the_place_of_a_heading_is_not_said_with_each_row() -> None:
    rows = [("Version", "5.2"), ("Approved by", "the safety committee")]
    told = name_rows(("Document no.", "EF-07"), rows, "en")
    assert told == ["Version: 5.2", "Approved by: the safety committee"]


def test_the_fields_above_a_text_are_told_only_where_there_is_time() -> None:
    title = Scene(kind="title", title="Fire", narration="Fire.")
    fields = Table(
        header=("Document no.", "EF-07"), rows=(("Version", "5.2"), ("Owner", "Estates"))
    )
    scenes = [title, Scene(kind="table", title="Procedure", content=fields), title]
    assert SceneRanks(scenes, [1.0] * 3, "en").asides == {2}
    sizes = fields.model_copy(update={"header": ("Field", "Size")})
    others = [title, Scene(kind="table", title="Sizes", content=sizes), title]
    assert SceneRanks(others, [1.0] * 3, "en").asides == set()


def test_plans_side_by_side_are_told_row_by_row_without_their_badges() -> None:
    head = "| | Solo | Studio ⭐ Most popular | Chain |\n|-|-|-|-|\n"
    rows = "".join(f"| Seats {n} | {n} | up to {n + 9} | unlimited |\n" for n in range(1, 12))
    text = f"# Plans\n\nFor teams.\n\n## Compare\n\n{head}{rows}\nAll prices exclude VAT.\n"
    for seconds in (30, 60):
        scenes = read_document(text, {"video_duration_seconds": seconds}).storyboard.scenes
        said = next(scene.narration for scene in scenes if scene.kind == "table")
        assert "popular" not in said and "solo 1" not in said.lower()
        assert seconds < 60 or "1 for Solo, up to 10 for Studio and unlimited for Chain" in said
