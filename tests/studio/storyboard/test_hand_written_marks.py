"""Numbers that are written by hand, of paragraphs and of footnotes, are not spoken as words."""

import pytest

from callsheet_studio.storyboard.document import read_document


def spoken(document: str) -> str:
    made = read_document(document, {"video_duration_seconds": 60})
    return " ".join(scene.narration for scene in made.storyboard.scenes)


def test_the_numbers_of_paragraphs_are_not_spoken() -> None:
    said = spoken(
        "# Ferry\n\n## 1. Purpose\n\n1.1 The Board is asked to lease a ferry.\n\n"
        "## 2. Background\n\n2.1 The old one is from 1989.\n\n**2.2** Traffic grows by 2.5 %.\n"
    )
    assert "The Board is asked" in said and "Traffic grows by 2.5 %." in said
    assert not any(number in said for number in ("1.1", "2.1", "2.2"))


@pytest.mark.parametrize(
    "document",
    [
        "# Ferry\n\n1.1 The Board leases a ferry.\n\n1.2 Nobody else does, see 1.1 above.\n",
        "# Nap\n\n1.1 The first one.\n\nIt was good.\n\n3.4 The next one was better.\n",
        "# Nap\n\n1.1 The only one.\n\nIt was good.\n",
    ],
    ids=["referred to", "versions", "one"],
)
def test_other_numbers_before_paragraphs_stay(document: str) -> None:
    assert "1.1 The" in spoken(document)


def test_a_note_by_hand_is_said_where_it_is_referred_to() -> None:
    said = spoken(
        "# Pilot\n\n## Method\n\nCompanies gave figures for turnover.¹ Some were km² large.\n\n"
        "## Result\n\nIt grew by a tenth.\n\n¹ Only 24 of them\ndid so.\n"
    )
    assert said.index("Only 24 of them did so.") < said.index("It grew by a tenth.")
    assert "¹" not in said and "km²" in said


def test_a_mark_without_a_note_and_a_unit_stay_as_they_are() -> None:
    said = spoken("# Pilot\n\n## Room\n\nIt has 20 m² of floor, the old one 15 m².\n")
    assert "20 m² of floor, the old one 15 m²." in said


@pytest.mark.parametrize(
    ("note", "is_said"),
    [
        ("Forest Office, Annual Report 2024, table 17.", False),
        ("Lind, A. and Roy, B. (2019). The pumps of Leeds. Mill Press.", False),
        ("See Lind, The Pumps of Leeds, 2019, pp. 12–14.", False),
        ("Forstamt Leipzig, Jahresbericht 2024, S. 17.", False),
        ("Office national des forêts, Rapport annuel 2024, p. 12.", False),
        ("Of these, 12 were lost in the flood of 1953, p. 3 lists them.", True),
        ("Prices of May 2024, without delivery.", True),
        ("Standard delivery only; the rest is refunded.", True),
        ("In 2019 the mill had 12 pumps, and table 3 counts 14.", True),
        ("Ohne die 12 Bienenstöcke, die das Hochwasser 1953 traf.", True),
    ],
)
def test_a_footnote_that_only_names_a_source_is_not_said(note: str, is_said: bool) -> None:
    made = read_document(
        f"# Pumps\n\n## Where\n\nMost are old[^1]. They stand.\n\n[^1]: {note}\n", {}
    )
    said = " ".join(scene.narration for scene in made.storyboard.scenes)
    assert (note.rstrip(".") in said) == is_said
    assert any("names a source" in each for each in made.notes) != is_said
