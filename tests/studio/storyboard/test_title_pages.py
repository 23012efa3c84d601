"""Pages behind titles are counted again where some are left out."""

from collections.abc import Sequence

from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.title_pages import number_pages


def scenes(*titles: str) -> Sequence[Scene]:
    return [
        Scene(kind="steps", title=title, items=(Item(text=f"Wash pot {n}"),), narration="Wash.")
        for n, title in enumerate(titles)
    ]


def titles_of(kept: Sequence[int], whole: Sequence[Scene]) -> Sequence[str]:
    return [scene.title for scene in number_pages([whole[n] for n in kept], whole)]


def test_a_page_that_is_left_alone_has_no_number() -> None:
    whole = scenes("Pots", "Wash (1/2)", "Wash (2/2)", "End")
    assert titles_of((0, 1, 3), whole) == ["Pots", "Wash", "End"]
    assert titles_of((0, 1, 2, 3), whole) == ["Pots", "Wash (1/2)", "Wash (2/2)", "End"]


def test_pages_are_counted_again() -> None:
    whole = scenes("Pots", "Wash (1/3)", "Wash (2/3)", "Wash (3/3)")
    assert titles_of((0, 1, 2), whole) == ["Pots", "Wash (1/2)", "Wash (2/2)"]


def test_what_counts_something_else_stays() -> None:
    whole = scenes("Pots", "Goals met (1/4)", "End")
    assert titles_of((0, 1), whole) == ["Pots", "Goals met (1/4)"]


def test_a_page_whose_first_is_gone_keeps_the_number_of_its_items() -> None:
    whole = scenes("Pots", "Wash (1/2)", "Wash (2/2)")
    assert titles_of((0, 2), whole) == ["Pots", "Wash (2/2)"]


def test_a_short_film_shows_no_number_of_a_page_that_is_alone() -> None:
    steps = "".join(
        f"{n}. Wash pot {n} in cold water and dry it with a towel.\n" for n in range(1, 8)
    )
    parts = "".join(
        f"## Part {n}\n\nThe shed has {n} rooms with tools. Each is painted blue every year.\n\n"
        for n in range(1, 6)
    )
    text = f"# Pots\n\nA kitchen needs clean pots.\n\n## How to wash\n\n{steps}\n{parts}"
    for seconds in (25, 30, 35, 40, 45, 50, 60, 90):
        made = read_document(text, {"video_duration_seconds": seconds})
        titles = [scene.title for scene in made.storyboard.scenes]
        washing = [title for title in titles if title.startswith("How to wash")]
        assert washing in (
            [],
            ["How to wash"],
            ["How to wash (1/2)", "How to wash (2/2)"],
        )
        gone = [line for line in made.coverage.left_out if "(1/2)" in line]
        assert not (washing == ["How to wash"] and any("all of it" in line for line in gone))
