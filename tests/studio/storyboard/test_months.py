"""A shortened month behind a day may end a sentence."""

import pytest

from callsheet_studio.text.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Add tests, due 21 Oct. Write it down.", ["Add tests, due 21 Oct.", "Write it down."]),
        ("We met on 3rd Dec. Nobody came.", ["We met on 3rd Dec.", "Nobody came."]),
        ("It began on 21 Oct. 2025 in Rome.", ["It began on 21 Oct. 2025 in Rome."]),
        ("On 5 Nov. at noon it rains.", ["On 5 Nov. at noon it rains."]),
        ("In Jan. Smith came.", ["In Jan. Smith came."]),
    ],
)
def test_a_day_and_a_month_end_a_sentence_unless_it_goes_on(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected
