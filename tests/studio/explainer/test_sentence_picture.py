"""Which thing of a sentence has its picture beside it: a wrong one is worse than none."""

import pytest

from callsheet_studio.drawing.picture_choice import Subject, icon_for
from callsheet_studio.explainer.sentence_picture import find_picture


@pytest.mark.parametrize(
    ("sentence", "language", "found"),
    [
        ("Most people think that the loaf has become dear, but the bread has not.", "en", None),
        ("If it rains, the calendar is on the back.", "en", ("calendar", 4)),
        ("Your cotton shirt is nearly pure cellulose.", "en", ("shirt", 2)),
        ("Das Salz bleibt dabei im Meer zurück.", "de", ("salt", 1)),
        ("You need a lamp, an orange and a pencil.", "en", None),
        ("Snow showed his evidence to the officials.", "en", None),
        ("That evening, Snow showed the evidence to the officials.", "en", None),
        ("John Snow, a man who lived nearby, suspected it.", "en", None),
    ],
)
def test_a_picture_shows_what_a_clause_says_something_of(
    sentence: str, language: str, found: tuple[str, int] | None
) -> None:
    assert find_picture(sentence, Subject(language)) == found


@pytest.mark.parametrize(
    ("title", "icon"),
    [
        ("Van Helmont's willow", None),
        ("The explanation of Snow", None),
        ("Snow showed his evidence", None),
        ("The official inquiry rejected Snow", None),
        ("Why the Moon changes its shape", "moon"),
        ("Mobile phones: what changes on Monday", "mobile-phone"),
    ],
)
def test_a_name_is_not_taken_for_a_thing(title: str, icon: str | None) -> None:
    assert icon_for(None, title, subject=Subject("en", "Lesson")) == icon
