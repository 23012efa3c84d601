"""An address is said and shown by its host, and the notes have it whole: issue "Any document
becomes a lesson", what is spoken."""

import pytest

from callsheet_studio.storyboard.document import DocumentDraft, read_document

LONG = "https://pumps.example/town/deep_well/plans_of_all_pumps.html?sort=age&page=2#list"


def read(body: str) -> DocumentDraft:
    text = f"# Pumps\n\n## Where\n\n{body}\n\n## B\n\n- b\n- c\n"
    return read_document(text, {"video_duration_seconds": 60})


def said(made: DocumentDraft) -> str:
    return " ".join(scene.narration for scene in made.storyboard.scenes)


@pytest.mark.parametrize(
    "body",
    [
        f"The plans are at {LONG}.",
        f"The plans are at <{LONG}>.",
        f"The plans are at [{LONG}]({LONG}).",
        f"The plans are at\n{LONG}.",
        f"- The plans are at {LONG}\n- Pump",
        f"1. The plans are at {LONG}\n2. Pump",
        f"| What | Where |\n|---|---|\n| plans | The plans are at {LONG} |\n| pump | here |",
    ],
)
def test_an_address_is_said_and_shown_by_its_host(body: str) -> None:
    made = read(body)
    (scene,) = (each for each in made.storyboard.scenes if each.title == "Where")
    assert "The plans are at pumps.example" in said(made)
    assert "https" not in scene.model_dump_json() and "deep_well" not in made.outline
    assert f"Left out: all but the host of an address: {LONG!r}." in made.notes


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("See https://pumps.example.", "See pumps.example."),
        ("See (www.pumps.example/plans), please.", "See (pumps.example), please."),
        ("See https://pumps.example/Old_(town), please.", "See pumps.example, please."),
        ("See http://localhost:8000/plans!", "See localhost:8000!"),
        ("Write to anna@pumps.example, please.", "Write to anna@pumps.example, please."),
        ("Send it to `https://pumps.example/v2`.", "Send it to https://pumps.example/v2."),
        ("See [the plans](https://pumps.example/plans).", "See the plans."),
    ],
)
def test_only_an_address_becomes_its_host(written: str, shown: str) -> None:
    assert shown in said(read(written))


def test_a_line_is_as_long_as_its_editor_made_it_whatever_is_shown_of_its_address() -> None:
    body = f"The town has\nplans of pumps at {LONG}\nand each of them is as old as the town."
    assert "at pumps.example and each of them" in said(read(body))


def test_words_that_were_written_for_a_film_keep_their_address() -> None:
    assert "pumps.example/menu" in said(read("> Look at https://pumps.example/menu for more.\n"))


def test_an_outline_keeps_addresses_as_they_are_written() -> None:
    made = read("Look at the plans.\n\n> See https://pumps.example/menu for more.\n")
    again = read_document(made.outline, {})
    assert again.storyboard.scenes == made.storyboard.scenes
