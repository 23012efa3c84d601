"""Words that are struck out because they are done stay; others are left out, and named."""

import pytest

from callsheet_studio.storyboard.document import read_document


def heard(text: str) -> str:
    made = read_document(f"# Plan\n\n## Now\n\n{text}\n", {"video_duration_seconds": 60})
    shown = [f"{item.text} {item.detail or ''}" for s in made.storyboard.scenes for item in s.items]
    return " ".join([*shown, *(scene.narration for scene in made.storyboard.scenes)])


@pytest.mark.parametrize(
    "text",
    [
        "The list: ~~old licence~~ closed.",
        "Two steps: ~~old licence~~ ✔ · the rest is open.",
        "- [x] ~~old licence~~\n- [ ] the rest",
        "- ~~old licence~~ → a new one\n- the rest",
        "- ✅ ~~old licence~~\n- the rest",
        "Liste: ~~old licence~~ (erledigt), der Rest nicht.",
        "Lista: ~~old licence~~ *resuelto*, y el resto no.",
    ],
)
def test_words_that_are_done_stay(text: str) -> None:
    assert "old licence" in heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "It costs ~~old licence~~ nothing now.",
        "Rehearsal ~~old licence~~ ✘ and the rest.",
        "- [ ] ~~old licence~~ gone\n- b",
    ],
)
def test_words_that_are_wrong_go(text: str) -> None:
    assert "old licence" not in heard(text)
