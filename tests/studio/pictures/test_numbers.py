"""Numbers as a picture writes them: as they were typed, but so that they can be read."""

import pytest

from callsheet_studio.explainer.number_format import (
    count_to,
    format_change,
    format_plain,
    format_value,
    in_language,
    roman,
    short,
)
from callsheet_studio.storyboard.model import Item
from callsheet_studio.text.numbers import read_number


@pytest.mark.parametrize(
    ("label", "halfway"),
    [("$5.30", "$2.65"), ("24,500 kWh", "12,250 kWh"), ("73%", "36%"), ("n/a", "n/a")],
)
def test_a_number_counts_up_in_its_own_notation(label: str, halfway: str) -> None:
    assert count_to(label, 0.5) == halfway
    assert count_to(label, 1.0) == label


def test_numbers_are_written_without_needless_decimals() -> None:
    assert [format_plain(n) for n in (1600.0, 0.9, -2.5)] == ["1,600", "0.9", "\u22122.5"]


@pytest.mark.parametrize(
    ("typed", "shown", "in_a_chart"),
    [
        ("4500000", "4,500,000", "4.5M"),
        ("4500000 €", "4,500,000 €", "4.5M €"),
        ("-2300000", "\u22122,300,000", "\u22122.3M"),
        ("$102,262,808", "$102,262,808", "$102M"),
        ("2250000000 cups", "2,250,000,000 cups", "2.25B cups"),
        ("68 million", "68 million", "68M"),
        ("5 thousand km", "5 thousand km", "5K km"),
        ("24500", "24,500", "24,500"),
        ("1250000.5", "1,250,000.5", "1.25M"),
        ("0.12345", "0.12345", "0.12345"),
        ("1.234.567", "1.234.567", "1.234.567"),
        ("42%", "42%", "42%"),
    ],
)
def test_long_numbers_are_grouped_and_shortened_in_charts_with_their_units_kept(
    typed: str, shown: str, in_a_chart: str
) -> None:
    item = _item("Any", typed)
    assert format_value(item) == shown
    assert short(item) == in_a_chart


def test_a_number_without_a_label_is_written_plainly() -> None:
    assert format_value(Item(text="Any", value=1600.0)) == "1,600"
    assert short(Item(text="Any", value=-1.6e9)) == "\u22121.6B"


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("$5.30", "$0.90", "\u221283%"),
        ("$900", "$24,500", "\u00d727"),
        ("10", "42", "\u00d74.2"),
        ("31%", "42%", "+11 points"),
        ("42%", "37.5%", "\u22124.5 points"),
    ],
)
def test_what_values_in_time_came_to_is_told(first: str, last: str, told: str) -> None:
    found = format_change([_item("2010", first), _item("2024", last)])
    assert found and found.text == told
    assert found.rises != told.startswith("\u2212")


@pytest.mark.parametrize(
    "items",
    [
        [("Finland", "12"), ("Norway", "9.9")],
        [("2010", "5"), ("2024", "5")],
        [("2010", "0"), ("2024", "5")],
        [("2010", "-3"), ("2024", "5")],
        [("2010", "1000"), ("2024", "1001")],
        [("2010", "5")],
    ],
    ids=["not in time", "no change", "from nothing", "from below zero", "too little", "alone"],
)
def test_no_change_is_told_where_there_is_none_to_tell(items: list[tuple[str, str]]) -> None:
    assert format_change([_item(*item) for item in items]) is None


def test_today_is_a_moment_as_well() -> None:
    assert format_change([_item("Year 1", "5"), _item("Today", "10")])


def test_chapters_are_counted_in_roman_numerals() -> None:
    numerals = [roman(n) for n in (1, 4, 9, 14, 40, 98)]
    assert numerals == ["I", "IV", "IX", "XIV", "XL", "XCVIII"]


def _item(text: str, typed: str) -> Item:
    number = read_number(typed)
    assert number
    return Item(text=text, value=number.value, label=number.label)


def test_a_change_of_percentages_has_no_english_word_in_other_languages() -> None:
    assert in_language("\u22123.3 points", "en-GB") == "\u22123.3 points"
    assert in_language("\u22123.3 points", "de") == "\u22123.3"
    assert in_language("+54%", "de") == "+54%"
