"""Words of ours in films of other languages."""

import pytest

from callsheet_studio.storyboard.model import Item
from callsheet_studio.storyboard.narration import narrate
from callsheet_studio.text.fixed_words import WORDS, enumerate_texts, fixed_words


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "A, B and C"),
        ("de-AT", "A, B und C"),
        ("ar", "A، B وC"),
        ("ja", "A、B、C"),
        ("zh", "A、B和C"),
        ("sw", "A, B, C"),
    ],
)
def test_a_list_is_read_as_its_language_has_it(language: str, said: str) -> None:
    assert enumerate_texts(["A", "B", "C"], language) == said


def test_steps_are_counted_in_the_film_s_language() -> None:
    items = [Item(text="Wasser kochen"), Item(text="Tee aufgießen und fünf Minuten warten")]
    said = narrate("steps", "Tee", items, "de")
    assert said == (
        "Tee. Schritt 1: Wasser kochen. Schritt 2: Tee aufgießen und fünf Minuten warten."
    )
    assert "Step" not in narrate("steps", "Chai", items, "sw")


@pytest.mark.parametrize("language", WORDS)
def test_every_language_has_all_words_and_their_places(language: str) -> None:
    words = fixed_words(language)
    assert "{n}" in words.step and "{a}" in words.joined and "{b}" in words.joined
    assert 0 < len(words.versus) <= 5 and words.animatic
