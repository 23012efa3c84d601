"""A day with a full stop before its month is no number of a list."""

import pytest

from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.dotted_days import escape_days
from callsheet_studio.text.sentences import sentences

_LETTER = """# Rundbrief des Vereins

## Termine

- 9. November, 10 Uhr: Abrudern, danach Grünkohl
- 7. Dezember, 15 Uhr: Weihnachtsfeier der Jugend
- 13.–17. Januar: Bootshaus geschlossen
- 15. März, 9 Uhr: Arbeitseinsatz am Steg
"""


def test_bullets_that_begin_with_days_keep_them() -> None:
    outline = read_document(_LETTER, {"video_duration_seconds": 60}).outline
    shown = [line for line in outline.split("\n") if line.startswith("- ")]
    begins = ("- 9. November, 10", "- 7. Dezember, 15", "- 13.–17. Januar", "- 15. März, 9")
    assert len(shown) == len(begins)
    assert all(line.startswith(begin) for line, begin in zip(shown, begins, strict=True))
    assert "9. November, 10 Uhr: Abrudern" in outline.replace("\\", "")
    assert "7. Dezember, 15 Uhr: Weihnachtsfeier" in outline.replace("\\", "")


@pytest.mark.parametrize(
    "line",
    [
        "- 9. November: Fest",
        "9. November um zehn",
        "* 1. maj: fest",
        "- 9. marraskuuta: juhla",
        "- 9. listopadu: slavnost",
        "- 13. bis 17. Januar: zu",
        "- 3. Okt.: Fest",
        "- 12. 6. 2025: Fest",
        "- 12. 6.: Fest",
        "  - 9. Dezember",
    ],
)
def test_a_day_is_no_number(line: str) -> None:
    assert escape_days([line]) == [line.replace(". ", "\\. ", 1)]


@pytest.mark.parametrize(
    "lines",
    [
        ["1. May is a month.", "2. June is another."],
        ["1. May I ask?"],
        ["1. January"],
        ["1. April", "2. It rains"],
        ["1. April", "2. Mai", "3. Juni"],
        ["1. September sales", "2. November sales"],
        ["40. November"],
        ["1. Marinade", "4. Decke auflegen"],
        ["- 1. Boil water"],
    ],
)
def test_numbers_of_lists_stay(lines: list[str]) -> None:
    assert escape_days(lines) == lines


def test_days_of_one_month_that_follow_each_other_are_days() -> None:
    lines = ["- 9. November: Fest", "- 10. November: Aufräumen"]
    assert escape_days(lines) == ["- 9\\. November: Fest", "- 10\\. November: Aufräumen"]


@pytest.mark.parametrize(
    "text",
    ["9. November, 10 Uhr.", "13.–17. Januar geht es.", "Am 12. 6. 2025 ist Regatta."],
)
def test_a_day_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [text]
