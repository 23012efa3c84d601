"""The film's title, when it is the heading of a later scene."""

import pytest

from callsheet_studio.storyboard.document import read_document

BODY = """
| Course | CHEM 112 |
|---|---|
| Student | Tobias Renn |
| Date | 14 October |

## Steps

1. Fill the flask.
2. Add the drops.
"""


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Lab Report 6: Determining the Acid in White Vinegar", "Lab Report 6"),
        ("Parcel Lockers – an overview of our whole platform", "Parcel Lockers"),
        ("How Brixen Bakeries Cut Food Waste by 43 % in Nine Months", None),
        ("Nap: a short one", None),
    ],
)
def test_a_long_title_is_repeated_in_its_short_form(title: str, heading: str | None) -> None:
    made = read_document(f"# {title}\n{BODY}", {"video_duration_seconds": 60})
    first, *others = made.storyboard.scenes
    assert (first.kind, first.title) == ("title", title)
    assert (heading or title) in {scene.title for scene in others}
    assert heading is None or title not in {scene.title for scene in others}
