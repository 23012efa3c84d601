"""A quote below a step belongs to the step: it is said with it, not behind the list."""

import pytest

from callsheet_studio.storyboard.document import read_document

STEPS = """# Buns

They take an hour.

## Method

1. Warm the milk.

2. Add sugar and most of the flour. Knead for eight minutes.

   {note}

3. Let it rise until it has doubled in size.
"""


@pytest.mark.parametrize(
    "note",
    [
        "> Do not add more flour here. It will be sticky.",
        "Do not add more flour here. It will be sticky.",
    ],
    ids=["quote", "paragraph"],
)
def test_what_stands_below_a_step_is_said_with_it(note: str) -> None:
    draft = read_document(STEPS.format(note=note), {})
    (method,) = (scene for scene in draft.storyboard.scenes if scene.title == "Method")
    said = [method.narration.index(each) for each in ("Knead", "Do not add", "Let it rise")]
    assert said == sorted(said)
    assert len(method.items) == 3


def test_what_goes_on_with_a_step_at_length_stays_in_its_place() -> None:
    long = (
        "Work in the butter, one cube at a time, until the dough is smooth and comes away from the "
        "bowl. This takes about ten minutes by hand, and five in a mixer."
    )
    draft = read_document(STEPS.format(note=long), {})
    assert [s.title for s in draft.storyboard.scenes if "Add sugar" in s.title] == []
    (method,) = (scene for scene in draft.storyboard.scenes if scene.title == "Method")
    assert method.narration.index("Work in") < method.narration.index("Let it rise")
