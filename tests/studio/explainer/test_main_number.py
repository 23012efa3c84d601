"""The number that a sentence is about, which a film shows large: a wrong one is worse than none."""

import pytest

from callsheet_studio.explainer.main_number import find_main_number


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("It takes 47 days, of which it waits for 39.", "47 days"),
        (
            "If it works, the town will save about £220,000 a year, which is a lot.",
            "£220,000 a year",
        ),
        ("Our staff logged 412 phone incidents, and each took a while.", "412 phone incidents"),
        ("Turnover fell from 14 to 9 percent and nothing else changed.", "14 > 9 percent"),
        ("With 1,800 patients we can detect a fall from 25 to 19%.", "25 > 19%"),
        ("The file shrinks from 1,043 MB to 164 MB.", "1,043 > 164 MB"),
        ("On 12 March 2024, search was unavailable for 94 minutes.", "94 minutes"),
        ("It costs €4 a cubic metre.", "€4 a cubic metre"),
        ("They lost 9 tonnes of carbon dioxide a year.", "9 tonnes of carbon dioxide a year"),
        ("That makes roughly 11 million distinct prices.", "11 million distinct prices"),
        ("No more than £2,000 will be spent.", "£2,000"),
        ("When it began, 1,312 addresses were lost, at 9 of the 40 customers.", "1,312 addresses"),
    ],
)
def test_a_sentence_has_one_number_that_it_is_about(sentence: str, shown: str) -> None:
    found = find_main_number(sentence)
    assert found
    assert f"{' > '.join(found.figures)} {found.unit}".strip() == shown
    assert all(
        sentence.split()[n].startswith(f)
        for f, n in zip(_first(found.figures), found.at, strict=True)
    )


def _first(figures: tuple[str, ...]) -> list[str]:
    return [figure.split()[0] for figure in figures]


@pytest.mark.parametrize(
    "sentence",
    [
        "In 1934 she answered an advertisement.",
        "The first gate was installed at Milford in 1951, on 7 May.",
        "The evening's peak was at 18:40.",
        "Version 2.9 will receive security fixes until 30 April 2025.",
        "Every pupil in Years 7 to 11 will lock their phone.",
        "See figure 7.2 and page 97.",
        "The server listens on port 8080 always.",
        "The Kessel Duo 20 costs more than the others.",
        "Burning a tonne costs £128, while turning it into gas costs £34.",
        "A firm that pays 10% more will put its prices up by 10%.",
        "My oven, set to 250 degrees, was at 208.",
        "One in four patients over 70 becomes delirious.",
        "The house was emptied in three minutes and 40 seconds.",
        "The cache went from 48,000 files to one.",
        "They followed 1,286 birches, limes and Norway maples in five cities.",
        "It does not cost £300.",
        "Does it cost £300?",
        "We sold them on the 24th, in the 90s, with 5G.",
        "Coal is the sunlight of some 300 million years ago.",
    ],
)
def test_no_number_is_shown_large_that_is_not_surely_what_is_meant(sentence: str) -> None:
    assert find_main_number(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "language", "shown"),
    [
        ("La erupción duró 85 días y destruyó mucho.", "es", "85 días"),
        ("Im Meer bleibt es rund 3000 Jahre.", "de", "3000 Jahre"),
        ("Die Quote sank von 14 auf 9 Prozent.", "de", "14 > 9 Prozent"),
        ("Le taux a baissé de 14 à 9 %.", "fr", "14 > 9 %"),
        ("Cela coûte 10 000 euros.", "fr", "10 000 euros"),
    ],
)
def test_units_are_known_in_other_languages(sentence: str, language: str, shown: str) -> None:
    found = find_main_number(sentence, language)
    assert found
    assert f"{' > '.join(found.figures)} {found.unit}".strip() == shown
