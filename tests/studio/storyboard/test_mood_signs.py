"""Faces and arrows that carry the meaning of a line are heard in words."""

import pytest

from callsheet_studio.drawing.fonts import FontFace, Fonts
from callsheet_studio.storyboard.document import read_document
from callsheet_studio.text.mood_signs import name_signs, name_signs_in
from callsheet_studio.text.sentences import as_sentence


def said(body: str) -> str:
    made = read_document(f"# Mill\n\n## Today\n\n{body}\n", {"video_duration_seconds": 60})
    return " ".join(scene.narration for scene in made.storyboard.scenes)


@pytest.mark.parametrize(
    ("line", "language", "named"),
    [
        ("😀 Ann · 😐 Bo, Cy · 😟 Dee", "en", "happy: Ann; neutral: Bo, Cy; unhappy: Dee"),
        ("🟢 Pumpe | 🔴 Rad", "de", "grün: Pumpe; rot: Rad"),
        ("🎉 Ann · 🎉 Bo", "en", "🎉 Ann · 🎉 Bo"),
        ("😀 Ann · 😀 Bo", "en", "😀 Ann · 😀 Bo"),
        ("😀 We won · 3 May", "en", "😀 We won · 3 May"),
    ],
)
def test_faces_before_names_are_named(line: str, language: str, named: str) -> None:
    assert name_signs_in(line, language) == named


def test_items_are_named_by_their_faces_unless_these_are_ornaments() -> None:
    assert name_signs(["😀 Ann", "☹️ Bo", "Cy"], "fr") == ["content: Ann", "mécontent: Bo", "Cy"]
    assert name_signs(["😀 Ann", "😀 Bo"], "fr") == ["😀 Ann", "😀 Bo"]


def test_moods_are_heard_in_a_line_and_in_a_list() -> None:
    assert "Happy: Ann; unhappy: Bo." in said("😀 Ann · 😟 Bo")
    assert "happy: Ann and unhappy: Bo" in said("- 😀 Ann\n- 😟 Bo").replace("Happy", "happy")


def test_an_arrow_before_what_follows_is_no_word() -> None:
    assert "The wheel turns. Not yet. It waits." in said("The wheel turns. → Not yet. It waits.")
    heard = said("- The wheel stands at noon → call Ann\n- The river is low today → wait")
    assert "The wheel stands at noon: call Ann." in heard and "→" not in heard


def test_an_arrow_between_names_stays() -> None:
    assert "Leeds → York" in said("- Leeds → York\n- York → Hull, by the river and back again")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("What went well 🎉", "What went well."),
        ("What didn't go well 😕🙁", "What didn't go well."),
        ("Love ❤️", "Love."),
        ("🎉", "🎉."),
        ("20 °C", "20 °C."),
    ],
)
def test_an_emoji_behind_a_heading_leaves_no_lone_full_stop(written: str, said: str) -> None:
    """A caption read "What went well ."."""
    assert as_sentence(written) == said


def test_a_symbol_that_cannot_be_drawn_leaves_no_space_before_a_full_stop() -> None:
    face = FontFace("Inter", 400)
    assert Fonts().drawable("What went well 🎉.", face)[0] == "What went well."
