"""A picture without a file leaves its place to the words that are said."""

import pytest

from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.build import build_storyboard

FACTS = "Preparing takes 40 minutes. Rising takes two hours. Baking takes ten minutes."


def _build(text: str, **pictures: dict[str, str]) -> tuple[list[str], str, list[str]]:
    """The kinds of a film's scenes, all that it shows, and its notes on the picture."""
    made = build_storyboard(Brief("u", text, 60, pictures=pictures))
    scenes = made.storyboard.scenes
    shown = " ".join(item.text for scene in scenes for item in scene.items)
    return [s.kind for s in scenes], shown, [note for note in made.notes if "hero.jpg" in note]


@pytest.mark.parametrize("description", ["Header image", "A plate of buns on a table"])
def test_words_about_something_else_take_the_place_of_the_picture(description: str) -> None:
    text = f"# Buns\n\nThey are sweet.\n\n## Times\n\n![{description}](hero.jpg)\n\n{FACTS}\n"
    kinds, shown, notes = _build(text, reasons={"hero.jpg": "there is no such file"})
    assert "image" not in kinds
    assert description not in shown and "40 minutes" in shown
    assert notes == ["Scene 2 shows its words in the place of 'hero.jpg': there is no such file."]


@pytest.mark.parametrize("said", ["", "The plate of buns stands on the table.\n"])
def test_a_description_that_is_said_is_shown(said: str) -> None:
    text = f"# Buns\n\nSweet.\n\n## Plate\n\n![A plate of buns on a table](hero.jpg)\n\n{said}"
    kinds, _, notes = _build(text, reasons={"hero.jpg": "there is no such file"})
    assert "image" in kinds
    assert notes == [
        "Scene 2 shows the description of 'hero.jpg' in its place: there is no such file."
    ]


def test_a_picture_with_a_file_is_shown_whatever_is_said() -> None:
    text = f"# Buns\n\nSweet.\n\n## Times\n\n![Header image](hero.jpg)\n\n{FACTS}\n"
    kinds, _, notes = _build(text, files={"hero.jpg": "pictures/1.jpg"})
    assert "image" in kinds and not notes
