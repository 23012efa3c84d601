"""A relative clause behind a comma explains no term, and a subject keeps its verb."""

import pytest

from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.items import MOST_DETAIL, MOST_TEXT, join_parted, split_item
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.narration import write_narration
from callsheet_studio.storyboard.statements import show_said

_GERMAN = (
    "Eine Klausel, die dem Mieter einer unrenoviert übergebenen Wohnung die Reparaturen ohne "
    "angemessenen Ausgleich auferlegt, ist unwirksam."
)


@pytest.mark.parametrize(
    "sentence",
    [
        _GERMAN,
        "A clause, which puts all of the repairs of an unrenovated flat on the tenant without any "
        "fair compensation, is void.",
        "Une clause, qui met à la charge du locataire toutes les réparations d'un logement non "
        "rénové sans compensation, est nulle.",
        "Una cláusula, que impone al inquilino todas las reparaciones de una vivienda sin renovar "
        "y sin compensación, es nula.",
        "Il contratto, che impone all'inquilino tutte le riparazioni di una casa non rinnovata "
        "senza un compenso giusto, non vale.",
    ],
)
def test_a_subject_is_not_parted_from_its_verb(sentence: str) -> None:
    item = split_item(Item(text=sentence))
    assert item.text.endswith("…")
    assert len(item.text.split()) > len(sentence.split(",")[0].split()) + 2
    assert len(item.text) <= MOST_TEXT + 1
    assert len(item.detail or "") <= MOST_DETAIL
    assert join_parted(item) == sentence
    assert sentence in write_narration("points", "Sätze", [item, Item(text="Ja.")], "de")


def test_a_whole_main_clause_before_a_relative_one_is_shown_apart() -> None:
    sentence = (
        "Wir suchen eine Leiterin, die am Dienstag mit den Kindern rudert und sie danach im "
        "Winter nach Hause bringt."
    )
    item = split_item(Item(text=sentence))
    assert item.text == "Wir suchen eine Leiterin"
    said = write_narration("points", "Suche", [item, Item(text="Danke.")], "de")
    assert "Leiterin, die am Dienstag" in said


def test_lists_name_such_sentences_whole() -> None:
    text = (
        f"# Urteil\n\nDas Gericht gab der Mieterin recht. Sie musste nicht streichen.\n\n"
        f"## Leitsätze\n\n1. {_GERMAN}\n"
        "2. Ein Nachlass von einer halben Miete ist kein angemessener Ausgleich, wenn vier von "
        "fünf Zimmern gestrichen werden mussten.\n"
        "3. Die Beweislast für den Zustand trägt der Mieter. Ein Protokoll genügt.\n\n"
        "## Folgen\n\nVermieter müssen renovieren. Mieter sollten den Zustand festhalten.\n"
    )
    for seconds in (20, 30, 45, 60):
        outline = read_document(text, {"video_duration_seconds": seconds}).outline
        assert "Klausel: die" not in outline
        assert "Wohnung… Ein" not in outline
        assert "Wohnung…." not in outline


def test_a_german_main_clause_is_no_lead() -> None:
    said = (
        "In der Nacht zum 12. Mai stieg der Fluss so schnell, dass wir nur die Rennboote aus dem "
        "Bootshaus retten konnten. Der Schaden beträgt 23.400 Euro."
    )
    scene = show_said(Scene(kind="points", title="Hochwasser", narration=said))
    assert not any(item.text.startswith("Dass") for item in scene.items)
