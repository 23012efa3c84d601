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


@pytest.mark.parametrize(
    ("written", "heard", "shown"),
    [
        ("Write to anna@pumps.example, please.", "", "- Write to anna@pumps.example, please"),
        ("Questions? Write to anna@pumps.example.", "", "- Questions? Write to anna@pumps.example"),
        ("See http://localhost:8000/plans!", "", "- See localhost:8000!"),
        ("Send it to `https://pumps.example/v2`.", "", "- Send it to https://pumps.example/v2"),
        ("Our key is `4A1F 90C2 77DE`.", "", "- Our key is 4A1F 90C2 77DE"),
        (
            "You can open the plans of each pump at http://localhost:8000.",
            "You can open the plans of each pump.",
            "- localhost:8000",
        ),
        (
            "Tell the keeper of it by mail: anna@pumps.example.",
            "Tell the keeper of it by mail.",
            "",
        ),
        ("Ask Anna (anna@pumps.example) before you dig.", "Ask Anna before you dig.", ""),
        ("Make it read-only with `pump set mill.lock on`.", "Make it read-only.", ""),
        ("Run `pump set mill.lock on` on every pump.", "Run pump set mill.lock on on every", ""),
    ],
)
def test_an_address_is_shown_and_not_said(written: str, heard: str, shown: str) -> None:
    made = read(f"{written} The pumps are old.")
    assert heard in said(made) and "The pumps are old." in said(made)
    assert heard or all(
        part not in said(made) for part in ("@", "8000", "/v2", "4A1F", "Questions")
    )
    assert shown in made.outline
    assert made.coverage.left_out == ()


def test_the_last_words_are_no_address() -> None:
    body = "# Pumps\n\n## Where\n\nThey are at the mill.\n\n## Contact\n\nMail anna@pumps.example."
    last = read_document(body, {}).storyboard.scenes[-1]
    assert last.narration == "Contact."
    assert [item.text for item in last.items] == ["Mail anna@pumps.example"]


def test_a_command_behind_a_step_is_shown_and_not_said() -> None:
    steps = "1. Lock the mill: `pump set mill.lock on`.\n2. Wait: a minute is enough."
    assert "Step one: Lock the mill. Step two: Wait: a minute is enough." in said(read(steps))


def test_a_row_of_links_is_left_out() -> None:
    row = (
        "[Home](https://a.example) · [Call](tel:0123) · Follow us on [Mastodon](https://b.example)"
    )
    made = read_document(
        f"# Pumps\n\n## Where\n\nThey are old.\n\n---\n\n{row}\n\n*Printed on hay.*", {}
    )
    assert "Mastodon" not in made.outline and "hay" not in made.outline
    assert "a line of links: 'Home · Call · Follow us on Mastodon'" in str(made.notes)


def test_no_sentence_with_an_address_becomes_the_closing() -> None:
    long = "If a pump of the town is broken for more than a day, please wait no longer but write to"
    rows = "| Pump | State |\n|---|---|\n| North | old |\n| South | new |\n"
    body = f"# Pumps\n\n## Where\n\nThey are old. {long} anna@pumps.example.\n\n{rows}"
    scenes = read_document(body, {"video_duration_seconds": 60}).storyboard.scenes
    assert scenes[-1].kind == "table"
