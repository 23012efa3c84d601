"""A long document becomes an outline of at most 5,000 characters: what goes first, what stays."""

from callsheet_studio.storyboard.brief import LONGEST_TASK
from callsheet_studio.storyboard.document import DocumentDraft, read_document

LINES = "\n".join(
    f"thread_{n} = nap.Thread(number={n}, until=morning, pillow=None)" for n in range(9)
)


def drafted(sections: str, seconds: int = 300) -> DocumentDraft:
    document = f"# Nap\n\nNap puts threads to sleep.\n\n{sections}\n## Last\n\nKeep it short.\n"
    made = read_document(document, {"video_duration_seconds": seconds})
    assert len(made.outline) <= LONGEST_TASK
    return made


def said(draft: DocumentDraft, title: str) -> list[str]:
    return [scene.narration for scene in draft.storyboard.scenes if scene.title == title]


def fence(n: int) -> str:
    return f"```python\n# part {n}\n{LINES}\n```\n"


def test_a_scene_keeps_its_words_though_another_of_its_title_has_none() -> None:
    silent = "".join(f"## Part {n}\n\nNap has part {n} too:\n\n{fence(n)}\n" for n in range(7))
    draft = drafted(f"## Use\n\n{fence(1)}\nWake them by name:\n\n```sh\nnap --wake\n```\n{silent}")
    assert "Wake them by name:" in said(draft, "Use")
