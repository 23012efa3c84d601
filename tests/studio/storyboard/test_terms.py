"""Terms in bold with their meanings are explained as terms, also without a list's marks."""

import pytest

from callsheet_studio.storyboard.content import Definition
from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.model import Storyboard


def drafted(text: str) -> Storyboard:
    made = read_document(f"# Cells\n\nCells divide.\n\n## Words\n\n{text}\n", {})
    return made.storyboard


def explained(text: str) -> list[list[str]]:
    contents = [scene.content for scene in drafted(text).scenes]
    return [[t.term for t in c.terms] for c in contents if isinstance(c, Definition)]


@pytest.mark.parametrize(
    "text",
    [
        "**Gene** – a piece of DNA.\n**Cell** – the smallest unit\nof all that lives.\n",
        "**Gene** – a piece of DNA.\n\n**Cell** – the smallest unit of all that lives.\n",
        "**Gene** -- a piece of DNA.\n\n**Cell**\n: the smallest unit of all that lives.\n",
    ],
    ids=["lines", "paragraphs", "before a list of terms"],
)
def test_several_terms_are_one_scene(text: str) -> None:
    assert explained(text) == [["Gene", "Cell"]]


def test_words_after_terms_stay_what_is_said_about_them() -> None:
    two = "**Gene** – a piece of DNA.\n\n**Cell** – a unit."
    text = f"{two}\n\nBoth were named late.\n\n**Egg** – one.\n"
    assert explained(text) == [["Gene", "Cell"]]
    (said,) = [s.narration for s in drafted(text).scenes if "late" in s.narration]
    assert said == "Gene: a piece of DNA. Cell: a unit. Both were named late."


@pytest.mark.parametrize(
    "text",
    [
        "**Gene** – a piece of DNA.\n\nThat is all there is to say.\n",
        "**Gene** is a word.\n\n**Cell** is another word.\n",
        f"**Gene** – {'a piece of DNA ' * 20}.\n\n**Cell** – {'the smallest unit ' * 20}.\n",
    ],
    ids=["one alone", "no dash", "long paragraphs"],
)
def test_other_paragraphs_are_no_terms(text: str) -> None:
    assert explained(text) == []


def test_headings_keep_the_numbers_to_which_a_text_refers() -> None:
    """In the list below `s. Schritt 2`, which would lead nowhere."""
    one, two = "## 1. Abnehmen\n\nDas Rad kommt ab.", "## 2. Suchen\n\nDas Loch zischt."
    text = f"# Rad\n\n{one}\n\n{two}\n\n## Ende\n\n"
    for last, titles in (
        ("- Platt: noch ein Loch (s. Schritt 2)\n- Gut: fertig\n", ["1. Abnehmen", "2. Suchen"]),
        ("- Platt: noch ein Loch\n- Gut: fertig\n", ["Abnehmen", "Suchen"]),
    ):
        scenes = read_document(text + last, {}).storyboard.scenes
        assert [scene.title for scene in scenes[1:3]] == titles


def test_wishes_of_users_are_no_steps() -> None:
    text = "1. As a guest I want to see the price\n2. As an owner I want to set the price\n"
    scenes = read_document(f"# Shop\n\nA shop.\n\n## Stories\n\n{text}", {}).storyboard.scenes
    assert not any("Step" in scene.narration for scene in scenes)


def test_answers_that_are_counted_in_one_line_are_a_list() -> None:
    text = "<details><summary>Answers</summary>\n1. 12; 2. 6; 3. so each has a set\n</details>\n"
    scenes = read_document(f"# Cells\n\nCells divide.\n\n{text}", {}).storyboard.scenes
    shown = [[item.text for item in scene.items] for scene in scenes if scene.title == "Answers"]
    assert shown == [["12", "6", "so each has a set"]]
    assert not any("Step" in scene.narration for scene in scenes)
