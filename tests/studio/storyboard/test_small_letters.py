"""Items that are said in one sentence begin with small letters where they are no names."""

from collections.abc import Sequence

import pytest

from callsheet_studio.storyboard.model import Item
from callsheet_studio.storyboard.narration import write_narration
from callsheet_studio.storyboard.small_letters import join_small


@pytest.mark.parametrize(
    ("language", "texts", "joined"),
    [
        (
            "de",
            ["Zu früh gesalzen", "Alte Linsen gekauft", "Zu viel gerührt"],
            ["Zu früh gesalzen", "alte Linsen gekauft", "zu viel gerührt"],
        ),
        ("de", ["Wasser", "Wichtige Fragen"], ["Wasser", "wichtige Fragen"]),
        ("de", ["Anne Weber", "Peter Meyer", "Salz vergessen", "Deutsche Bahn"], None),
        ("de", ["Linsen", "Kartoffeln", "Essig"], None),
        ("en", ["Situation", "Behaviour", "Impact"], None),
        ("en", ["Mind reading", "The audience"], ["Mind reading", "the audience"]),
        ("en", ["Berlin office", "Paris office", "London office"], None),
        ("en", ["Anna Smith", "Will Smith", "In Search of Lost Time"], None),
        ("en", ["Pumps", "Bells", "Locks etc."], None),
        ("en", ["Cold water", "Too much salt"], ["Cold water", "too much salt"]),
        ("fr", ["Trop salé", "Des lentilles", "Paris"], ["Trop salé", "des lentilles", "Paris"]),
    ],
)
def test_only_what_is_no_name_begins_small(
    language: str, texts: Sequence[str], joined: Sequence[str] | None
) -> None:
    assert join_small(texts, language) == (joined or texts)


def test_a_list_is_said_so() -> None:
    items = [Item(text="Zu früh gesalzen"), Item(text="Alte Linsen gekauft")]
    said = write_narration("points", "Fehler", items, "de")
    assert said == "Fehler. Zu früh gesalzen und alte Linsen gekauft."
