"""Numbers as they are said in other languages, found where they begin.

The rule's source: CLDR's rule-based number formats ("spellout-cardinal") of each language.
"""

import pytest

from callsheet_studio.text.spoken_numbers import find_spoken_number


@pytest.mark.parametrize(
    ("language", "value", "said", "place"),
    [
        ("de", 40, "Ägypten steht mit vierzig vorn", 3),
        ("de", 21, "es sind einundzwanzig Tage", 2),
        ("de", 300, "rund dreihundert Euro", 1),
        ("de", 1200, "genau 1.200 Euro", 1),
        ("de", 4.5, "nur 4,5 Prozent", 1),
        ("es", 42, "son cuarenta y dos grados", 1),
        ("es", 23, "hace veintitrés años", 1),
        ("fr", 71, "il y a soixante et onze ans", 3),
        ("fr", 80, "quatre-vingts pour cent", 0),
        ("fr", 99, "près de quatre-vingt-dix-neuf", 2),
        ("it", 28, "circa ventotto gradi", 1),
        ("it", 33, "sono trentatré", 1),
        ("nl", 22, "dat zijn tweeëntwintig dagen", 2),
        ("pt", 55, "são cinquenta e cinco", 1),
        ("pt", 1_000_000, "um milhão de pessoas", 0),
    ],
)
def test_a_number_is_heard_in_the_film_s_language(
    language: str, value: float, said: str, place: int
) -> None:
    assert place in find_spoken_number(value, said.split(), language)
    assert find_spoken_number(value + 1, said.split(), language) == []


def test_other_languages_are_heard_in_digits_and_in_english() -> None:
    assert find_spoken_number(40, ["40", "اليوم"], "ar") == [0]
    assert find_spoken_number(42, ["forty-two", "days"]) == [0]
