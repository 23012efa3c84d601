"""A paragraph is told in its sentences, wherever its lines break."""

import textwrap

import pytest

from callsheet_studio.storyboard.document import DocumentDraft, read_document
from callsheet_studio.text.sentences import sentences

SAID = (
    "The ferry service carries parcels between the islands, and it never asks a captain to leave "
    "the harbor in a storm. Its plans take the tide, the wind and the cargo (weight and size) into "
    "account. A plan that was made on the evening before is checked again at dawn, because the "
    "weather of the night may have changed what the crews can do. Captains may refuse any plan "
    "without a reason, and nobody will ask for one. Of every ten plans, nine are carried out."
)
WIDTHS = (40, 50, 61, 72, 83)


def draft(width: int) -> DocumentDraft:
    wrapped = textwrap.fill(SAID, width, break_on_hyphens=False)
    text = f"# Ferries\n\n{wrapped}\n\n## Plans\n\n{wrapped}\n\n## Crew\n\n- Captain\n- Mate\n"
    return read_document(text, {"video_duration_seconds": 120})


@pytest.mark.parametrize("width", WIDTHS)
def test_a_scene_begins_and_ends_with_a_sentence(width: int) -> None:
    whole = set(sentences(SAID))
    scenes = [scene for scene in draft(width).storyboard.scenes if scene.title != "Crew"]
    assert len(scenes) > 3
    for scene in scenes:
        assert set(sentences(scene.narration)) <= whole | {"Ferries."}


@pytest.mark.parametrize("width", WIDTHS)
def test_the_title_of_running_text_is_its_heading_or_begins_a_sentence(width: int) -> None:
    begin = tuple(f"{sentence[:12]}" for sentence in sentences(SAID))
    named = ("Ferries", "Plans", "Crew")
    for scene in draft(width).storyboard.scenes:
        assert scene.title in named or scene.title.startswith(begin)
