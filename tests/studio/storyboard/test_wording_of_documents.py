"""Small things of documents that are neither words nor a title: colons, a line of code."""

from callsheet_studio.storyboard.content import Code
from callsheet_studio.storyboard.document import DocumentDraft, read_document
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.narration import narrate_scene
from callsheet_studio.storyboard.statements import to_title


def read(body: str) -> DocumentDraft:
    text = f"# Pumps\n\n## Where:\n\n{body}\n\n## B\n\n- b\n- c\n"
    return read_document(text, {"video_duration_seconds": 60})


def said(made: DocumentDraft) -> str:
    return " ".join(scene.narration for scene in made.storyboard.scenes)


def test_a_heading_is_shown_without_its_colon() -> None:
    made = read("There are pumps in the upper town.")
    assert "Where" in [scene.title for scene in made.storyboard.scenes]


def test_a_paragraph_of_nothing_but_a_command_is_code() -> None:
    made = read("`pump --start now`")
    held = [s.content for s in made.storyboard.scenes if isinstance(s.content, Code)]
    assert [code.states[0].text for code in held] == ["pump --start now"]
    assert "pump --start" not in said(made)


def test_a_name_in_code_alone_stays_a_word() -> None:
    assert not any(scene.content for scene in read("`pump`").storyboard.scenes)


def test_a_sentence_around_a_formula_goes_on_with_a_small_letter() -> None:
    made = read("You have seen the rule\n\n$$\nx = y + 1\n$$\n\nmany times. It is old.")
    assert "plus 1 many times" in said(made) or "plus one many times" in said(made)


def test_an_address_that_is_introduced_is_said_by_its_host() -> None:
    made = read("All plans are found here:\n\n[https://pumps.example/plans](https://pumps.example)")
    assert "found here: pumps.example." in said(made)


def test_the_number_of_a_page_is_not_said() -> None:
    scene = Scene(kind="points", title="Pumps (1/2)", items=(Item(text="Old"), Item(text="New")))
    assert narrate_scene(scene) == "Pumps. Old and New."


def test_a_title_made_of_a_sentence_has_no_colon() -> None:
    assert to_title("How to find an old pump:", 90) == "How to find an old pump"
