"""A long document becomes an outline of at most 5,000 characters: what goes first, what stays."""

import pytest

from callsheet_studio.storyboard.brief import LONGEST_TASK
from callsheet_studio.storyboard.document import DocumentDraft, read_document


def drafted(sections: str, seconds: int = 300) -> DocumentDraft:
    document = f"# Nap\n\nNap puts threads to sleep.\n\n{sections}\n## Last\n\nKeep it short.\n"
    made = read_document(document, {"video_duration_seconds": seconds})
    assert len(made.outline) <= LONGEST_TASK
    return made


def said(draft: DocumentDraft, title: str) -> list[str]:
    return [scene.narration for scene in draft.storyboard.scenes if scene.title == title]


def fence(n: int) -> str:
    """Code of 9 lines, none of which is in another fence."""
    lines = (
        f"thread_{n}_{each} = nap.Thread(place={n}, number={each}, bed=None)" for each in range(9)
    )
    text = "\n".join(lines)
    return f"```python\n{text}\n```\n"


def test_a_scene_keeps_its_words_though_another_of_its_title_has_none() -> None:
    silent = "".join(f"## Part {n}\n\nNap has part {n} too:\n\n{fence(n)}\n" for n in range(7))
    draft = drafted(f"## Use\n\n{fence(1)}\nWake them by name:\n\n```sh\nnap --wake\n```\n{silent}")
    assert "Wake them by name…" in said(draft, "Use")


def test_further_code_of_a_section_goes_before_the_lines_and_words_of_the_first() -> None:
    sections = "".join(
        f"## Part {n}\n\nThreads of part {n} are made by hand:\n\n{fence(n)}\n"
        f"Then they are woken:\n\n{fence(n + 10)}\nAnd then put to bed:\n\n{fence(n + 20)}\n"
        for n in range(5)
    )
    draft = drafted(sections)
    code = [scene for scene in draft.storyboard.scenes if scene.kind == "code"]
    firsts = [scene for scene in code if scene.narration.endswith("are made by hand.")]
    assert [scene.title for scene in firsts] == [f"Part {n}" for n in range(5)]
    assert not any(scene.narration.startswith("This is the code") for scene in code)
    assert not any("show only their first lines" in note for note in draft.notes)
    assert 5 < len(code) == draft.coverage.shown["code blocks"] < 15
    (note,) = (note for note in draft.notes if note.startswith("To fit"))
    assert note.startswith("To fit 5,000 characters, further code was left out: scene 7 ('Part 1')")
    assert not any(each.startswith("Cut to fit") for each in draft.notes)


def test_of_alternatives_in_a_section_the_first_stays_in_a_short_film() -> None:
    parts = "".join(
        f"## Part {n}\n\nThis is how you put thread {n} of a pool to bed in the evening.\n\n"
        f"```sh\nnap bed {n}\n```\n\nIn PowerShell, you need another word than the one above.\n\n"
        f"```powershell\nSet-Bed {n}\n```\n\n"
        for n in range(4)
    )
    code = [s for s in drafted(parts, 30).storyboard.scenes if s.kind == "code"]
    languages = [getattr(scene.content, "language", "") for scene in code]
    assert languages.count("sh") == 4


LIGHTS = (
    "# The purifier\n\n## What its lights mean\n\n- The blue light is on. It is ready.\n"
    "- The yellow light blinks. Fewer than 50 liters are left in the old filter.\n"
    "- The red light blinks. Never drink the water, and call us.\n\n## More\n\n"
    "The purifier has been sold for four years in most of the shops of the county.\n"
)
STEPS = (
    "# Bread\n\n## How to make it\n\n1. **Rest (30 min).** Mix the flour with all of the water.\n"
    "2. **Baking in the pot (45 min).** Heat the oven to 250 °C, and wait.\n"
    "3. **Rest again (2 h).** Let it cool down on a grid.\n\n## More\n\nBread has been made here "
    "for four hundred years.\n"
)


@pytest.mark.parametrize("seconds", range(8, 24))
def test_the_second_sentence_of_an_item_is_not_said_without_its_first(seconds: int) -> None:
    scenes = read_document(LIGHTS, {"video_duration_seconds": seconds}).storyboard.scenes
    said = " ".join(scene.narration for scene in scenes)
    assert "Never drink" not in said or "The red light blinks. Never drink" in said
    assert "Fewer than" not in said or "The yellow light blinks. Fewer" in said


@pytest.mark.parametrize("seconds", range(8, 24))
def test_no_label_of_a_step_is_said_alone(seconds: int) -> None:
    scenes = read_document(STEPS, {"video_duration_seconds": seconds}).storyboard.scenes
    labels = "Rest (30 min). Baking in the pot (45 min). Rest again (2 h)."
    said = [s.narration for s in scenes if not s.narration.endswith(labels)]  # all of them
    assert not any(each.endswith(("min).", "h).")) for each in said)
