"""Numbers in brackets are shown and not said."""

import pytest

from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.mute_brackets import mute_brackets


@pytest.mark.parametrize(
    ("title", "narration", "said"),
    [
        ("Mill", "The bank is slow. (4 votes). It is late.", "The bank is slow. It is late."),
        ("Your case (25 min)", "Your case (25 min). Write it down.", "Your case. Write it down."),
        ("Who? (10 min)", "Who? (10 min). Ask them.", "Who? Ask them."),
        ("Mill (1924)", "Mill (1924). It was built.", "Mill (1924). It was built."),
        ("Mill (old)", "Mill (old). It was built.", "Mill (old). It was built."),
        ("Mill", "We chose it (5 votes).", "We chose it (5 votes)."),
        ("Mill", "(4 votes).", "(4 votes)."),
    ],
)
def test_votes_and_lengths_in_brackets_are_not_said(title: str, narration: str, said: str) -> None:
    scene = Scene(kind="points", title=title, narration=narration)
    assert mute_brackets(scene).narration == said
