"""A film's scenes written as an outline: reading it gives the same film."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet_studio.film import Brief
from callsheet_studio.script.as_outline import as_outline
from callsheet_studio.script.examples import Example, examples
from callsheet_studio.script.storyboard import Item, Scene, Storyboard
from callsheet_studio.script.write import write

LONGEST = 300
LINES = (
    "## Ways of water [points]",
    "## What it takes [bars]",
    "## Then and now [comparison]",
    "## How it goes [steps]",
    "## A word [quote]",
    "## In numbers [number]",
    "## Takeaways",
    "- Sun: it heats the sea {sun}",
    "- Oceans: 97 %",
    "- 1969: the first step",
    "  - of many: it was small",
    "- Rivers",
    "1. Rise",
    "2. Fall at 9:30",
    "> The sun heats the sea. It rises.",
    "> Rain is what falls {60+}",
    "— Somebody",
    "subtitle: US dollars",
    "icon: cloud",
    "hold: 2.5",
    "It is loose talk.",
)


VALUES = (("North", 1_250_000.0), ("South", -2.5))


def board(task: str, seconds: int = LONGEST) -> Storyboard:
    return write(Brief(uuid="bees", task=task, seconds=seconds)).storyboard


@pytest.mark.parametrize("seconds", [30, 60, 120])
@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_every_film_of_the_library_comes_back(example: Example, seconds: int) -> None:
    film = board(example.text, seconds)
    again = board(as_outline(film))
    assert (again.title, again.scenes) == (film.title, film.scenes)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(LINES), min_size=2, max_size=24))
def test_whatever_was_written_comes_back(lines: list[str]) -> None:
    film = board("\n".join(["# Where rain comes from", *lines]))
    assert board(as_outline(film)).scenes == film.scenes


def test_values_that_an_edit_set_are_written_as_numbers() -> None:
    chart = Scene(kind="bars", title="Sales", items=tuple(Item(text=t, value=v) for t, v in VALUES))
    film = board("# Sales\n## Sales\n- A: 1\n- B: 2")
    text = as_outline(film.model_copy(update={"scenes": (film.scenes[0], chart)}))
    assert [line for line in text.splitlines() if line[:2] == "- "] == [
        "- North: 1250000",
        "- South: -2.5",
    ]


def test_marks_that_would_split_an_item_are_softened() -> None:
    film = board("# Rain\n## It falls [points]\n> Rain: that is what falls.\n## Takeaways\n> So.")
    assert film.scenes[1].items[0].text == "Rain: that is what falls"
    assert board(as_outline(film)).scenes[1].items[0].text == "Rain - that is what falls"
