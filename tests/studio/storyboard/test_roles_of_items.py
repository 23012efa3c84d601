"""What a list's items are: steps, choices, facts, tasks that are open or done.

Source: a judge, of films of minutes, a shop's page and a welcome letter: "two rival proposals are
told as step one and step two, a warranty as steps, an open task as done and a done one as an
order".
"""

import pytest

from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.text.fixed_words import WORDS
from callsheet_studio.text.sentence_weight import is_open_task

END = "\n\n## The end\n\nThe club meets again in May, in the old school by the river."


def scene(document: str, title: str, seconds: int = 60, language: str = "en") -> Scene:
    written = f"---\nlanguage: {language}\n---\n{document}{END}"
    draft = read_document(written, {"video_duration_seconds": seconds})
    return next(each for each in draft.storyboard.scenes if each.title == title)


@pytest.mark.parametrize(
    ("title", "before", "items", "language"),
    [
        ("Fee", "Two proposals were made:", ("Keep the fee of €12", "Raise the fee to €14"), "en"),
        ("Cuota", "Se discuten dos propuestas:", ("Mantener la cuota", "Subir la cuota"), "es"),
        ("Garantie", "", ("Rahmen: 10 Jahre", "Akku: 800 Ladungen oder 3 Jahre"), "de"),
        ("Warranty", "", ("The frame: 10 years.", "The battery: 800 charges."), "en"),
        ("Three traps", "", ("The sandwich: praise and blame", "The crowd: never in public"), "en"),
        (
            "If something goes wrong",
            "",
            ("Fire: call the porter", "Lost key: call the office"),
            "en",
        ),
        (
            "The attack",
            "It takes two entries:",
            ("A link to the folder", "A file in the folder"),
            "en",
        ),
    ],
)
def test_what_is_no_step_is_not_counted(
    title: str, before: str, items: tuple[str, ...], language: str
) -> None:
    numbered = "\n".join(f"{n}. {item}" for n, item in enumerate(items, start=1))
    document = f"# Club\n\nA club of cyclists.\n\n## {title}\n\n{before}\n\n{numbered}"
    shown = scene(document, title, language=language)
    assert shown.kind == "points"
    assert not any(count in shown.narration for count in ("One:", "1:", "Step", "Paso", "Schritt"))


@pytest.mark.parametrize(
    ("title", "before", "items", "language"),
    [
        ("Tyre", "", ("Take the wheel off", "Pull the tube out", "Put the new one in"), "en"),
        ("Llanta", "Siga estos pasos:", ("Quite la rueda", "Saque la cámara vieja"), "es"),
        ("Rad", "", ("Das Rad ausbauen", "Den Schlauch herausziehen und prüfen"), "de"),
    ],
)
def test_a_procedure_keeps_its_steps(
    title: str, before: str, items: tuple[str, ...], language: str
) -> None:
    numbered = "\n".join(f"{n}. {item}" for n, item in enumerate(items, start=1))
    document = f"# Club\n\nA club.\n\n## {title}\n\n{before}\n\n{numbered}"
    assert scene(document, title, language=language).kind == "steps"


TASKS = "- [x] Contract signed\n- [ ] Bank details entered in the form\n- [ ] Shoe size given"


def test_open_tasks_are_to_be_done_and_ticked_ones_are_done() -> None:
    said = scene(f"# Club\n\nA club.\n\n## Before day one\n\n{TASKS}", "Before day one").narration
    assert "Done: Contract signed." in said
    assert "Still to do: Bank details entered in the form." in said
    assert "Still to do: Shoe size given." in said


def test_a_short_film_tells_what_is_open_before_what_is_done() -> None:
    tasks = "- [x] Contract signed by the club and by the member\n" + TASKS
    more = "\n\n".join(f"Members meet at gate {n} of the park and ride for an hour." for n in "ab")
    shown = scene(f"# Club\n\n{more}\n\n## Before\n\n{tasks}", "Before", 15)
    assert "Still to do: Bank details" in shown.narration


def test_tasks_are_told_before_what_stands_below_them() -> None:
    """A judge: "heading and boxes of the organiser, and the voice tells the price"."""
    document = f"# Club\n\nA club.\n\n## Tasks\n\n{TASKS}\n\nThe tour costs €45 with breakfast."
    assert "Done: Contract" in scene(document, "Tasks").narration.partition("The tour")[0]


def test_boxes_of_one_kind_are_read_as_they_stand() -> None:
    """As the answers of an exercise, or what a product has."""
    boxes = "- [ ] You were rude to Jonas\n- [ ] You came at nine"
    assert "to do" not in scene(f"# Club\n\nA club.\n\n## Try\n\n{boxes}", "Try").narration


@pytest.mark.parametrize("language", sorted(WORDS))
def test_open_tasks_are_known_in_every_language(language: str) -> None:
    words = WORDS[language]
    assert is_open_task(f"{words.to_do}{words.colon}A.")
    assert not is_open_task(f"{words.done}{words.colon}A.")


def test_words_above_the_first_heading_have_the_films_title() -> None:
    """A judge: "headings made from scraps: 'The app tries again', 'Your buddy does'"."""
    document = (
        "# Welcome to the club\n\nHi, and welcome! We are 340 people who ride for 1.2 million "
        "kilometres a year. You don't have to remember it all. Your buddy does.\n\n"
        "## First day\n\nAsk for Bola at the gate."
    )
    draft = read_document(document, {})
    titles = [each.title for each in draft.storyboard.scenes]
    assert set(titles) == {"Welcome to the club", "First day"}
    assert any("remember it all. Your buddy does." in s.narration for s in draft.storyboard.scenes)
