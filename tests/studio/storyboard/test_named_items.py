"""What a short film says of a list or a table that it has no time for: all names, or both ends."""

import pytest
from tests.studio.storyboard.small_talk import PARTS, said

from callsheet_studio.storyboard.content import Chart, Definition, Series, Table, Term
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.named_items import name_items


def listed(kind: str, title: str, *items: tuple[str, str | None]) -> Scene:
    shown = tuple(Item(text=text, detail=detail) for text, detail in items)
    return Scene.model_validate({"kind": kind, "title": title, "items": shown})


def test_the_names_of_steps_are_said_in_a_list() -> None:
    scene = listed("steps", "Bread", ("Rest", "Mix it."), ("Fold", "Do it."), ("Bake", "Wait."))
    assert name_items(scene) == "Bread. Rest, Fold and Bake."
    assert name_items(scene, titled=False) == "Rest, Fold and Bake."


def test_names_that_are_only_topics_are_not_said_alone() -> None:
    topics = (("Lock", "Tom has bought it."), ("Skip", "No."), ("Bees", "Ann keeps them."))
    assert name_items(listed("points", "Matters", *topics)) == ""
    assert name_items(listed("points", "Three matters", *topics)) != ""


def test_of_steps_without_names_the_first_and_the_last_are_said_to_be_these() -> None:
    steps = ("Open the valve.", "Wait a while.", "Look at it.", "Close the valve.")
    scene = listed("steps", "How to rinse it", *((step, None) for step in steps))
    told = "How to rinse it. The first of four steps: Open the valve. The last: Close the valve."
    assert name_items(scene) == told


def test_of_dated_rows_the_first_and_the_last_are_said() -> None:
    rows = (("1918", "A republic"), ("1923", "A crisis"), ("1929", "A crash"), ("1933", "Its end"))
    table = Table(header=("Year", "Event"), rows=rows)
    scene = Scene(kind="table", title="Key dates", content=table)
    assert name_items(scene) == "Key dates. First, 1918: A republic. Last, 1933: Its end."


def test_rows_that_count_down_are_not_said_to_be_first_and_last() -> None:
    rows = (("2025", "A fix"), ("2024", "A test"), ("2023", "A look"), ("2021", "A start"))
    table = Table(header=("Year", "What"), rows=rows)
    scene = Scene(kind="table", title="Changes", content=table)
    assert name_items(scene) == "Changes. 2025: A fix. 2021: A start."


def test_of_a_chart_over_years_both_ends_are_said() -> None:
    years, values = ("2019", "2020", "2021"), (4.0, 6.0, 9.0)
    series = Series(name="sales", values=values, written=("4", "6", "9"))
    chart = Chart(over="Year", categories=years, series=(series,))
    told = name_items(Scene(kind="line", title="Sales", content=chart))
    assert "2019" in told and "2021" in told and "2020" not in told


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (("What", "ms"), (("One", "4"), ("Two", "5"), ("Three", "6"))),
        (("Key", "Value"), (("Severity", "high"), ("State", "done"), ("Owner", "Ann"))),
        (
            ("Product", "Affected", "Notes"),
            (
                ("Relay 4", "4.0 to 4.6", "in any setup at all"),
                ("Relay 3", "3.2 to 3.9", "in any setup at all"),
                ("Relay 2", "Not affected", "has no import"),
            ),
        ),
    ],
    ids=["numbers", "pairs", "verdicts"],
)
def test_rows_that_are_read_for_their_values_are_not_only_named(
    header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> None:
    scene = Scene(kind="table", title="Facts", content=Table(header=header, rows=rows))
    assert name_items(scene) == ""


def test_terms_are_named() -> None:
    terms = tuple(Term(term=name, meanings=("What?",)) for name in ("Place", "Deed", "Effect"))
    scene = Scene(kind="definition", title="The model", content=Definition(terms=terms))
    assert name_items(scene) == "The model. Place, Deed and Effect."


def test_a_short_film_names_all_traps_instead_of_telling_one() -> None:
    traps = "\n".join(
        f"{n}. **{name}.** People remember this for a while. Then they forget it for good."
        for n, name in enumerate(("The sandwich", "Mind reading", "The audience"), 1)
    )
    told = said(f"# Talk\n\nHow to talk.\n\n## Three traps\n\n{traps}\n\n{PARTS}", 30)
    names = "The sandwich, Mind reading and the audience."
    assert names in told or told.count("for good.") == 3


def test_names_follow_the_words_that_introduce_them() -> None:
    causes = "\n".join(
        f"- **{name}.** It would make the result too high, and that is not what was seen there."
        for name in ("Going past the end point", "Gas in the base", "Loss from an open bottle")
    )
    text = f"Three causes were considered:\n\n{causes}\n\nOnly the third one is left.\n"
    told = said(f"# Report\n\nA report.\n\n## Discussion\n\n{text}\n{PARTS}", 40)
    named = "considered: Going past the end point. Gas in the base. Loss from an open bottle."
    assert named in told or told.count("was seen there.") == 3


def test_silence_over_a_named_table_is_not_filled_with_some_of_its_rows() -> None:
    rows = "".join(
        f"| {name} | Serves a glass of water | Changes how much it is |\n"
        for name in ("Glass", "Jug", "Snow", "Lock")
    )
    table = f"| Button | Short press | Long press |\n|---|---|---|\n{rows}"
    for seconds in (30, 40, 50):
        told = said(f"# Cooler\n\nCold water.\n\n## Buttons\n\n{table}\n{PARTS}", seconds)
        if "Glass, Jug, Snow and Lock." in told:
            assert "Glass: " not in told or "Lock: " in told


def test_rows_that_are_counted_are_named_without_their_numbers() -> None:
    names = ("Field work", "The analysis", "Surveys", "The handbook")
    rows = tuple((str(n), name, f"person {n}", "some") for n, name in enumerate(names, 1))
    table = Table(header=("WP", "Title", "Lead", "Budget"), rows=rows)
    told = name_items(Scene(kind="table", title="Work packages", content=table))
    assert told == "Work packages. Field work, the analysis, Surveys and the handbook."
    rows = tuple((f"{n}. {name}", "what happens then") for n, name in enumerate(names, 1))
    table = Table(header=("Phase", "What happens"), rows=rows)
    told = name_items(Scene(kind="table", title="Phases", content=table))
    assert told == "Phases. Field work, the analysis, Surveys and the handbook."


def test_questions_are_not_said_without_their_answers() -> None:
    asked = (("Who owns it?", "The team."), ("Who pays for it?", "Ann."), ("Is it old?", "No."))
    assert name_items(listed("points", "Open questions", *asked)) == ""


def test_names_of_code_are_not_said_alone() -> None:
    options = (("--sdist --wheel", "Makes both."), ("--no-isolation", "Faster."), ("-n", "Dry."))
    assert name_items(listed("steps", "Options", *options)) == ""
