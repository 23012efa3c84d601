"""What a document quotes: an author belongs to the quotation alone, and a list is shown as one."""

import pytest

from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.model import Scene

_PROSE = "In December she found the first one. Cuvier thought that its long neck was a fake."
_AFTER = "In 1828 came the first pterosaur of Britain. She also studied dung."
_QUOTE = '"The world has used me unkindly."'


def _scenes(text: str) -> list[Scene]:
    return list(read_document(text, {}).storyboard.scenes)


@pytest.mark.parametrize(
    "quote",
    [
        f"> {_QUOTE}\n>\n> — Mary Anning",
        f"> {_QUOTE}\n> — Mary Anning",
        f"> {_QUOTE}\n> – Mary Anning",
        f"> {_QUOTE}\n> -- *Mary Anning*",
        f"> {_QUOTE} — Mary Anning",
        f"> {_QUOTE}\n\n— Mary Anning",
        f"{_QUOTE}\n\n— Mary Anning",
    ],
    ids=["apart", "line", "short dash", "hyphens", "same line", "below", "paragraph"],
)
def test_an_author_stands_below_the_quotation_alone(quote: str) -> None:
    scenes = _scenes(f"# Anning\n\n## Finds\n\n{_PROSE}\n\n{quote}\n\n{_AFTER}\n")
    (quoted,) = [scene for scene in scenes if scene.subtitle]
    assert (quoted.kind, quoted.title, quoted.subtitle) == ("quote", "Finds", "Mary Anning")
    assert [item.text for item in quoted.items] == [_QUOTE]
    assert quoted.narration == _QUOTE
    before, after = scenes[scenes.index(quoted) - 1], scenes[scenes.index(quoted) + 1]
    assert before.narration == _PROSE
    assert after.narration == _AFTER


def test_words_that_introduce_a_quotation_are_said_before_it() -> None:
    text = f"# Anning\n\n## Finds\n\n{_PROSE}\n\nShe wrote:\n\n> {_QUOTE}\n> — Mary\n\n{_AFTER}\n"
    (quoted,) = [scene for scene in _scenes(text) if scene.subtitle]
    assert quoted.narration == f"She wrote: {_QUOTE}"
    assert [item.text for item in quoted.items] == [_QUOTE]


def test_a_quotation_directly_below_a_heading_leaves_its_author_there() -> None:
    scenes = _scenes(f"# Anning\n\n{_PROSE}\n\n## Finds\n\n> {_QUOTE}\n> — Mary\n\n{_AFTER}\n")
    assert [(s.kind, s.title, s.subtitle) for s in scenes[1:]] == [
        ("quote", "Finds", "Mary"),
        ("closing", "Finds", None),
    ]


def test_a_motto_below_the_title_is_a_scene_after_the_opening() -> None:
    scenes = _scenes(f"# Anning\n\n> {_QUOTE}\n> — Mary\n\n{_PROSE}\n\n## Later\n\n{_AFTER}\n")
    assert [(scene.kind, scene.subtitle) for scene in scenes[:2]] == [
        ("title", None),
        ("quote", "Mary"),
    ]
    assert scenes[0].narration == _PROSE


def test_a_signature_below_text_is_said() -> None:
    text = f"# News\n\n## Today\n\n{_PROSE}\n\n{_AFTER}\n\n— The team of the museum\n"
    scenes = _scenes(text)
    assert not any(scene.subtitle for scene in scenes)
    assert scenes[-1].narration.endswith("The team of the museum.")


@pytest.mark.parametrize(
    "quote",
    [
        "> **Prerequisites**\n>\n> - A key\n> - A terminal",
        "> **Prerequisites**\n> - A key\n> - A terminal",
        "> ### Prerequisites\n>\n> 1. A key\n> 2. A terminal",
    ],
    ids=["apart", "tight", "heading"],
)
def test_a_list_in_a_quote_is_a_list_of_its_own(quote: str) -> None:
    text = f"# Course\n\nYou will make a parcel here.\n\n{quote}\n\nNow we begin with the work."
    scenes = _scenes(text + "\n\n## Keys\n\nEvery request has one.\n")
    assert [item.text for item in scenes[1].items] == ["A key", "A terminal"]
    assert scenes[1].title == "Prerequisites"
    assert "Now we begin" not in scenes[1].narration


def test_items_in_a_quote_keep_the_lines_below_them() -> None:
    text = (
        "# Course\n\nYou will make a parcel.\n\n> You need:\n> - A key that you\n>   made before\n"
    )
    scene = _scenes(text + "> - A pen\n\n## Keys\n\nEvery request has one.\n")[1]
    assert [item.text for item in scene.items] == ["A key that you made before", "A pen"]
    assert scene.narration == "You need: A key that you made before. A pen."


def test_an_outline_keeps_the_author_in_its_scene() -> None:
    text = "# Anning\n\n## Finds [quote]\n> Dragons sell.\n> — Mary\n\n## Later\n- One\n- Two\n"
    scenes = _scenes(text)
    assert [(scene.title, scene.subtitle) for scene in scenes[1:]] == [
        ("Finds", "Mary"),
        ("Later", None),
    ]


@pytest.mark.parametrize(
    ("heading", "marks", "is_heading"),
    [
        ("Softneck or hardneck?", "---------------------", True),
        ("Softneck or hardneck?", "------", True),
        ("Now it is your turn!", "--------------------", True),
        ("Now it is your turn.", "--------------------", True),
        ("Now it is your turn.", "====================", True),
        ("Now it is your turn.", "---", False),
        ("Softneck or hardneck?", "---", False),
        ("Now it is your turn.", "----------------------------------------------", False),
    ],
)
def test_a_line_of_marks_makes_a_heading_of_a_sentence_unless_it_is_a_rule(
    heading: str, marks: str, is_heading: bool
) -> None:
    text = f"# Garlic\n\n## Need\n\nSeed and compost.\n\n{heading}\n{marks}\n\nThey need the sun.\n"
    titles = [scene.title for scene in _scenes(text)]
    assert (heading in titles) == is_heading


@pytest.mark.parametrize(
    "quote",
    [
        '> "The danger is that nobody is there to read it."',
        "> The danger is that nobody is there to *read* it.\n> — Rosalind",
        "> **The danger is that nobody is there to read it**",
    ],
)
def test_a_quote_of_the_documents_own_text_is_left_out(quote: str) -> None:
    text = (
        "# Bridges\n\n## Should we worry?\n\nWorried, no. The danger is that nobody is there to "
        f"read it.\n\n## An example?\n\nThe bridge of 2016.\n\n{quote}\n"
    )
    made = read_document(text, {"video_duration_seconds": 60})
    assert made.outline.count("nobody is there") == 2  # said and shown once
    assert any("a quote of its own text" in note for note in made.notes)


def test_other_quotes_stay() -> None:
    text = "# Bridges\n\n## Should we worry?\n\nNo.\n\n> The danger is near.\n\nIt is real.\n"
    assert "The danger is near." in _scenes(text)[-1].narration


@pytest.mark.parametrize("picture", ["", "![Bread shelves at night](shelves.jpg)\n\n"])
def test_a_quotation_below_the_title_has_its_author_beside_it(picture: str) -> None:
    quote = '> "We bake for those who come."\n> — Petra Abt, Head of Bread'
    scenes = _scenes(f"# Less waste\n\n{picture}{quote}\n\n## Before\n\nThe shops were full.\n")
    assert scenes[0].narration == "Less waste." and scenes[0].subtitle is None
    (quoted,) = (scene for scene in scenes if scene.kind == "quote")
    assert quoted.subtitle == "Petra Abt, Head of Bread"
    assert quoted.narration == '"We bake for those who come."'
