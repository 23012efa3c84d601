"""Mistakes and wrong claims, which are only said with what is right."""

import pytest

from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.model import Scene

PARTS = "".join(
    f"## Part {n}\n\nThe pump of house {n} takes water from the river all year long.\n\n"
    for n in range(1, 7)
)


def scenes(below: str, seconds: int) -> list[Scene]:
    text = f"# The pump\n\nThe pump runs.\n\n{PARTS}{below}\n\n## End\n\nIt ends well.\n"
    made = read_document(text, {"video_duration_seconds": seconds})
    return list(made.storyboard.scenes)


CLAIMS = (
    ('"The pump cleans water."', "It does not. It only lifts the water to the roof of the house."),
    ('"A pump and a valve are the same."', "A pump moves water; a valve only stops it."),
    ('"Only old pumps break at night."', "New ones break at night too, as the list shows."),
)
MISTAKES = (
    ("Filling it with sea water.", "Then the salt eats all of the steel within a year."),
    ("Leaving the lid open at night.", "The frost comes in there and breaks the pipe."),
    ("Running the pump without any oil.", "The bearing is hot within only four minutes."),
)


@pytest.mark.parametrize("seconds", [20, 30, 40, 60])
@pytest.mark.parametrize(
    ("title", "pairs"),
    [("Common mistakes", CLAIMS), ("Good to know", CLAIMS), ("Common mistakes", MISTAKES)],
)
def test_no_claim_is_said_without_what_is_right(
    title: str, pairs: tuple[tuple[str, str], ...], seconds: int
) -> None:
    listed = "\n".join(f"- {head} {told}" for head, told in pairs)
    for scene in scenes(f"## {title}\n\n{listed}", seconds):
        for head, told in pairs:
            assert (head in scene.narration) == (told in scene.narration)
        if any(head in scene.narration for head, _ in pairs):
            assert scene.narration.startswith(title)


def test_a_table_of_myths_is_not_told_by_its_names() -> None:
    rows = "\n".join(f"| {head[1:-1]} | {told} |" for head, told in CLAIMS)
    table = f"## Good to know\n\n| Myth | Fact |\n| --- | --- |\n{rows}"
    for scene in scenes(table, 30):
        for head, told in CLAIMS:
            assert (head[1:-2] in scene.narration) <= (told[-16:-1] in scene.narration)


def test_a_claim_that_is_left_of_several_has_their_heading() -> None:
    asked = "\n\n".join(f"**{head}** {told}" for head, told in CLAIMS)
    text = f"# The pump\n\nThe pump runs.\n\n{PARTS}\n## Myths\n\n{asked}\n"
    for seconds in (20, 25, 30, 90):
        made = read_document(text, {"video_duration_seconds": seconds})
        titles = [scene.title for scene in made.storyboard.scenes]
        first = next((title for title in titles if '"' in title), "Myths: ")
        assert first.startswith("Myths: ")
        assert not titles[-1].startswith('"')
