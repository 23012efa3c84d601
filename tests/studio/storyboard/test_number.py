"""Numbers keep the way they are written and get a value to draw."""

import pytest

from callsheet_studio.text.numbers import is_year, read_number


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("$5.30", 5.3, "$"),
        ("24,500", 24_500, ""),
        ("83 %", 83, "%"),
        ("1.2M", 1_200_000, ""),
        ("-4", -4, ""),
        ("−4", -4, ""),
        ("-$4.5bn", -4.5e9, "$"),
        ("€3 bn", 3e9, "€"),
        ("$5m", 5e6, "$"),
        ("5 m", 5, "m"),
        ("1,5", 1.5, ""),
        ("1.234", 1.234, ""),
        ("12.345,67", 12_345.67, ""),
        ("1.234.567", 1_234_567, ""),
        ("10 000", 10_000, ""),
        ("~5", 5, ""),
        ("100 km/h", 100, "km/h"),
        ("20 percent", 20, "percent"),
        ("٣٤", 34, ""),
    ],
)
def test_a_number_is_read(written: str, value: float, unit: str) -> None:
    number = read_number(written)
    assert number is not None
    assert (number.value, number.unit, number.label) == (pytest.approx(value), unit, written)


@pytest.mark.parametrize(
    "text",
    ["", "9-17", "4.2.1", "1st", "three", "10:30", "2 of 3", "555-1234", "3 ways to win", "3.5 12"],
)
def test_what_is_more_or_less_than_a_number_is_not_one(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(("text", "year"), [("1989", True), ("2031", True), ("899", False)])
def test_a_year_stands_alone(text: str, year: bool) -> None:
    assert is_year(text) is year
