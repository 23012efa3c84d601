"""The film's title, when it is the heading of a later scene."""

import pytest

from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.title_repeats import retitle_last_lines

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


def test_the_last_lines_of_a_document_take_no_title_of_another_matter() -> None:
    """The date of the next meeting stood below "Mood"."""
    mood = "Happy: Luca; unhappy: Jan. All want to finish one thing first."
    ends = "Next retro: Thu 30 Oct, 14:00. Facilitator: Mei."
    whole = [Scene(kind="closing", title="Mood", narration=f"{mood} {ends}")]
    cut = [whole[0].model_copy(update={"narration": ends})]
    assert retitle_last_lines(cut, whole, "Team Retro")[-1].title == "Team Retro"
    assert retitle_last_lines(whole, whole, "Team Retro") == whole
    other = [whole[0].model_copy(update={"narration": "All want to finish one thing first."})]
    assert retitle_last_lines(other, whole, "Team Retro") == other
