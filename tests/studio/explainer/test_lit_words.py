"""Words of a sentence that are lit below its heading: what the heading names, or the only name."""

import pytest

from callsheet_studio.text.lit_words import find_lit_words


@pytest.mark.parametrize(
    ("sentence", "heading", "lit"),
    [
        ("They took the handle off the pump.", "The handle", "handle"),
        ("My mother's washing machine stopped in May.", "On washing machines", "washing machine"),
        ("Two students in town died of it.", "A student's life", "students"),
        ("A student, Bernard Silver, overheard a grocer.", "The beach", "Bernard Silver,"),
        ("Van Helmont concluded that it was water.", "Van Helmont's willow", "Van Helmont"),
        ("From Monday on, pupils will lock their phone.", "Phones: from Monday", "phone."),
        ("Logs and messages stay in UTC all the time.", "Decision", "UTC"),
        ("At IBM a colleague, George Laurer, went on.", "The return", ""),
        ("Last winter I baked bread.", "Last winter I baked bread", ""),
        ("In May or June the market is open.", "When to go", ""),
        ("They asked us to go on with it.", "What we asked", ""),
        ("The beach.", "A beach", ""),
    ],
)
def test_what_stands_out_is_lit_and_nothing_else(sentence: str, heading: str, lit: str) -> None:
    found = find_lit_words(sentence, heading)
    assert " ".join(sentence.split()[n] for n in found) == lit


def test_a_german_noun_is_no_name() -> None:
    assert find_lit_words("Dabei bleibt das Salz im Meer zurück.", "Regen", "de") == ()
