"""Salutations, signatures, bylines and lines of facts around the text of a document."""

import pytest

from callsheet_studio.storyboard.document import DocumentDraft, read_document
from callsheet_studio.storyboard.model import Scene

PARTS = "## Lice\n\nCheck the hair of your child tonight.\n\n## Lost\n\nThe box is overflowing.\n"


def read(below_title: str) -> DocumentDraft:
    return read_document(f"# The news\n\n{below_title}\n\n{PARTS}", {"video_duration_seconds": 60})


def opening(below_title: str) -> Scene:
    return read(below_title).storyboard.scenes[0]


@pytest.mark.parametrize(
    ("greeting", "text", "signature"),
    [
        ("Dear families,", "what a term it has been!", "*Mrs Okafor, Headteacher*"),
        ("Hi all!", "We have news for you.", "Best wishes,\nTom Lind"),
        ("Liebe Eltern,", "das Jahr geht zu Ende.", "Viele Grüße\n\nAnna Abt"),
        ("Chers parents,", "l'année finit dans une semaine.", "Cordialement,\n\nPaul Roy"),
        ("Estimadas familias:", "El curso termina en una semana.", "Saludos,\nAna Ruiz"),
        ("Дорогие родители!", "Год кончается через неделю.", "С уважением,\nИван Петров"),
    ],
)
def test_a_letter_begins_with_its_first_sentence_and_ends_without_its_signature(
    greeting: str, text: str, signature: str
) -> None:
    made = read(f"{greeting}\n\n{text}\n\n{signature}")
    assert made.storyboard.scenes[0].narration == f"{text[0].upper()}{text[1:]}"
    assert signature.split()[-1].strip("*") not in made.outline
    assert any(greeting in note for note in made.notes)


@pytest.mark.parametrize(
    "text",
    [
        "Dear is what we call a thing that costs a lot.\n\nIt is a word of the old market.",
        "Beste Pumpe der Stadt\n\nSie läuft seit vier Jahren.",
        "The pump runs.\n\n*The town, and its river*",
    ],
)
def test_other_short_paragraphs_stay(text: str) -> None:
    said = " ".join(scene.narration for scene in read(text).storyboard.scenes)
    assert all(part.strip("*.") in said for part in text.split("\n\n"))


def test_a_byline_behind_a_sentence_goes() -> None:
    made = read("*A talk with Ann Lind, who checks bridges. By Tom Verhoeven.*\n\nShe is 50.")
    assert made.storyboard.scenes[0].narration.startswith("A talk with Ann Lind")
    assert "Verhoeven" not in made.outline
    assert any("By Tom Verhoeven." in note for note in made.notes)


def test_a_note_that_is_mostly_about_the_document_goes() -> None:
    note = (
        "> Audience: new engineers. Read this before you open it. Last reviewed: May 2025, by Ann."
    )
    said = opening(f"{note}\n\nThe platform runs 3,200 lockers.").narration
    assert said == "The platform runs 3,200 lockers."


def test_a_quoted_line_below_a_title_is_said() -> None:
    assert opening("> The pump has run for four years.").narration.startswith("The pump has run")


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (
            "**Date:** Thu 16 Oct 2025 · **Place:** the hall · **Present:** Ann, Jan",
            "Date: Thu 16 Oct 2025 · Place: the hall",
        ),
        ("Modell: P2-230 | Leistung: 3 kW | Sprache: Deutsch", "Modell: P2-230 · Leistung: 3 kW"),
    ],
)
def test_a_line_of_facts_below_the_title_is_shown_and_the_title_is_said(
    line: str, shown: str
) -> None:
    scene = opening(line)
    assert scene.narration == "The news."
    assert scene.subtitle == shown


def test_facts_without_room_below_the_title_are_named() -> None:
    facts = [f"Fact {n}: the pumps of the town hall" for n in range(1, 5)]
    made = read(" · ".join(facts))
    assert made.storyboard.scenes[0].subtitle == " · ".join(facts[:2])
    assert any(facts[3] in note for note in made.notes)


@pytest.mark.parametrize(
    ("farewell", "signature"),
    [
        ("Wir sehen uns am Steg!", "Euer Vorstand\nAnna Abt, Karl-Heinz Brandt und Uwe von Au"),
        ("See you at the pier!", "Your committee, Ann Lee, Tom Roe"),
        ("À bientôt !", "Le bureau, Paul Roy et Anne Petit"),
        ("¡Hasta pronto!", "La junta directiva\nAna Ruiz"),
        ("Tot ziens!", "Het bestuur"),
    ],
)
def test_a_newsletter_ends_with_its_plea_and_not_with_its_signature(
    farewell: str, signature: str
) -> None:
    plea = "The youth group needs a second coach from January."
    made = read_document(
        f"# The news\n\nThe pump runs.\n\n{PARTS}\n## We look for\n\n{plea}\n\n{farewell}\n\n"
        f"{signature}\n",
        {"video_duration_seconds": 60},
    )
    last = made.storyboard.scenes[-1]
    assert last.narration == plea
    assert farewell not in made.outline
    assert signature.split("\n")[0] not in made.outline
    assert any(farewell in note for note in made.notes)


@pytest.mark.parametrize(
    "last",
    [
        "The board of the lock was painted",
        "Le bureau, ouvert le lundi, ferme en août",
        "The team\n\nTwo people work here.",
    ],
)
def test_last_lines_that_tell_something_of_people_stay(last: str) -> None:
    text = f"# The news\n\nThe pump runs.\n\n{PARTS}\n## The lock\n\nIt is old.\n\n{last}\n"
    made = read_document(text, {"video_duration_seconds": 60})
    assert last.split()[-1].strip(".") in made.outline


@pytest.mark.parametrize(
    "greeting", ["Hi, and welcome!", "Welcome!", "Hallo zusammen!", "Bienvenue !", "¡Hola a todos!"]
)
def test_a_greeting_is_left_out_where_a_sentence_follows(greeting: str) -> None:
    told = "This page tells you what happens in your first month."
    made = read(f"{greeting} {told} It has three parts.")
    assert made.storyboard.scenes[0].narration.startswith(told)
    assert greeting not in made.outline
    assert greeting in read(greeting).outline


def test_an_exclamation_that_tells_something_stays() -> None:
    assert opening("The pump runs again! It was off for a week.").narration.startswith("The pump")


@pytest.mark.parametrize(
    ("head", "title", "gone"),
    [
        ("**To:** All staff\n**Subject:** A new shed\n**Date:** 3 May", "A new shed", "All staff"),
        ("Von: Anna Abt\nBetreff: Neue Fenster im Hof", "Neue Fenster im Hof", "Anna Abt"),
        ("From: Ann\nSubject: RE: AW: The outage", "The outage", "Ann"),
        ("De : Paul Roy\n\nObjet : La fête du quartier", "La fête du quartier", "Paul Roy"),
    ],
)
def test_what_a_mail_is_about_is_the_title(head: str, title: str, gone: str) -> None:
    made = read_document(f"{head}\n\nDear all,\n\nIt opens in June.\n\n{PARTS}\n\nAnn", {})
    assert made.storyboard.title == title
    assert gone not in made.outline
    assert "Ann" not in made.storyboard.scenes[-1].narration
    assert any(gone in note for note in made.notes)


def test_lines_of_facts_without_a_subject_are_no_head_of_a_mail() -> None:
    made = read_document("To: the north\n\nFrom: the south\n\nThe wind turns.", {})
    assert "north" in made.outline


def test_a_mail_is_told_without_the_one_that_it_answers() -> None:
    quoted = "> On Monday, Gareth wrote:\n> > Can we roll it back?\n"
    text = f"From: Ann\nSubject: The outage\n\nThe gateway is back.\n\n{PARTS}\n\n{quoted}"
    assert "roll it back" not in read_document(text, {}).outline


@pytest.mark.parametrize(
    "above", ["**Ashgrove College**\nEstates and Facilities", "HALDEN UNIVERSITY – PRESS RELEASE"]
)
def test_what_stands_above_the_only_title_is_not_told(above: str) -> None:
    made = read_document(f"{above}\n\n# Fire safety\n\nLeave at once.\n\n{PARTS}", {})
    assert made.storyboard.title == "Fire safety"
    assert above.split()[0].strip("*") not in made.outline


@pytest.mark.parametrize(
    "dateline",
    ["**HALDEN, 14 May 2025** –", "BERLIN, May 14, 2025 —", "Paris, le 14 mai 2025 –"],
)
def test_a_report_begins_without_its_dateline(dateline: str) -> None:
    said = "Trees near a lamp drop their leaves later."
    made = read(f"{dateline} {said}")
    assert made.storyboard.scenes[0].narration == said
    assert any(dateline.strip("*–— ") in note for note in made.notes)


def test_a_date_inside_a_sentence_is_no_dateline() -> None:
    said = "In Halden, 14 May 2025 was a warm day – the first."
    assert opening(said).narration == said
