"""Notes and warnings are scenes of their own, told as what they are."""

import pytest

from callsheet_studio.storyboard.document import DocumentDraft, read_document

FORMS = {
    "alert": "> [!WARNING]\n> Never restart it now.\n",
    "alert with title": "> [!WARNING] Warning\n> Never restart it now.\n",
    "bold in a quote": "> **Warning:** never restart it now.\n",
    "bold and an emoji": "> ⚠️ **Warning**: never restart it now.\n",
    "old alert": "> **Warning**\n> Never restart it now.\n",
    "bold paragraph": "**Warning:** never restart it now.\n",
    "bare word in a quote": "> Warning: never restart it now.\n",
    "mkdocs": "!!! warning\n    Never restart it now.\n",
    "docusaurus": ":::warning\n\nNever restart it now.\n\n:::\n",
}


def read(note: str, after: str = "Then it runs again.") -> DocumentDraft:
    text = f"# Moving\n\nIt takes an hour.\n\n## The plan\n\nStop all writers first.\n\n{note}\n"
    return read_document(f"{text}\n{after}\n", {"video_duration_seconds": 60})


@pytest.mark.parametrize("form", FORMS)
def test_a_note_is_a_scene_with_its_word_and_its_section_goes_on(form: str) -> None:
    made = read(FORMS[form])
    told = [(scene.title, scene.narration) for scene in made.storyboard.scenes[1:]]
    assert told[:2] == [
        ("The plan", "Stop all writers first."),
        ("Warning", "Warning. Never restart it now."),
    ]
    assert told[2][1] == "Then it runs again."
    assert made.storyboard.scenes[2].icon == "triangle-alert"
    assert (made.coverage.shown["sections"], made.coverage.total["sections"]) == (1, 1)


def test_the_block_after_a_note_keeps_its_section() -> None:
    made = read(FORMS["alert"], "| Step | Takes |\n|-|-|\n| Copy | 40 min |\n| Check | 9 min |\n")
    (scene,) = (scene for scene in made.storyboard.scenes if scene.kind == "bars")
    assert scene.title == "The plan"


def test_a_title_of_its_own_is_said_instead_of_the_word() -> None:
    made = read('!!! danger "No way back"\n    The old disk is erased.\n\n    All of it.\n')
    (scene,) = (scene for scene in made.storyboard.scenes if scene.title == "No way back")
    assert scene.narration == "No way back. The old disk is erased. All of it."


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("challenge", "Paper writing"),
        ("note", "Paper writing"),
        ("warning", "Warning: Paper writing"),
    ],
)
def test_a_heading_inside_a_note_is_its_title(word: str, title: str) -> None:
    made = read(f"::::::: {word}\n\n## Paper writing\n\nYou lose a paragraph.\n\n:::::::\n")
    scenes = made.storyboard.scenes
    (scene,) = (scene for scene in scenes if "You lose a paragraph" in scene.narration)
    assert (scene.title, scene.narration) == (title, f"{title}. You lose a paragraph.")
    assert [item.text for item in scene.items] == ["You lose a paragraph"]


def test_a_box_before_anything_else_is_a_scene_under_its_word() -> None:
    text = "---\ntitle: Git\n---\n\n::: objectives\n\n- Keep a history.\n- Undo a step.\n\n:::\n"
    made = read_document(f"{text}\nGit keeps every change.\n", {"video_duration_seconds": 60})
    assert made.storyboard.title == "Git"
    assert made.storyboard.scenes[1].title == "Objectives"
    assert "[!" not in made.storyboard.model_dump_json()


def test_narration_that_was_written_for_a_film_is_no_note() -> None:
    text = "# Moving\n\n## Copy\n- Forty minutes\n> Note: it takes forty minutes.\n"
    scenes = read_document(text, {"video_duration_seconds": 30}).storyboard.scenes
    assert "Note" not in [scene.title for scene in scenes]


def test_an_english_word_is_not_said_in_another_language() -> None:
    words = "Der Umzug dauert eine Stunde, und alle müssen warten, bis er fertig ist."
    text = f"# Umzug\n\n{words}\n\n> [!WARNING]\n> Jetzt darf niemand neu starten.\n"
    scenes = read_document(text, {"video_duration_seconds": 30}).storyboard.scenes
    assert not any("Warning" in scene.title + scene.narration for scene in scenes)


def test_blocks_inside_code_stay_code() -> None:
    made = read("```markdown\n!!! note\n    as it stands\n:::tip\n```\n")
    (scene,) = (scene for scene in made.storyboard.scenes if scene.kind == "code")
    assert "!!! note\\n    as it stands\\n:::tip" in scene.model_dump_json()


@pytest.mark.parametrize("form", FORMS)
def test_a_note_that_ends_a_document_closes_it_under_its_title(form: str) -> None:
    _, middle, last = read(FORMS[form], after="").storyboard.scenes
    assert middle.narration == "Stop all writers first."
    assert (last.kind, last.title) == ("closing", "Moving")
    assert last.narration == "Warning. Never restart it now."


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("fr", "Le four doit être très chaud pour que la pâte lève dans le four.", "Important"),
        ("de", "Der Ofen muss sehr heiß sein, und die Form ist nicht zu füllen.", "Wichtig"),
        (
            "es",
            "El horno tiene que estar muy caliente para que la masa suba en el horno.",
            "Importante",
        ),
    ],
)
def test_an_alert_is_named_in_the_language_of_its_document(
    language: str, text: str, word: str
) -> None:
    head = f"---\nlanguage: {language}\n---\n# Pan\n\n{text}\n\n## Uno\n\n{text}\n\n"
    document = f"{head}> [!IMPORTANT]\n> {text}\n\n## Dos\n\n{text}\n"
    scenes = read_document(document, {}).storyboard.scenes
    scene = next(each for each in scenes if each.icon)
    assert (scene.title, scene.narration) == (word, f"{word}. {text}")
