"""Every list and piece of code of a section is told with the words that stand around it."""

import pytest

from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.model import Scene

END = "\n## End\n\nKeep it short, and keep it in one place.\n"
PIP, CONDA = "```sh\npip install nap\n```", "```sh\nconda install nap\n```"


def scenes(section: str, title: str = "Kinds", **arguments: object) -> list[Scene]:
    text = f"# Nap\n\nNap puts threads to sleep.\n\n## Kinds\n\n{section}\n{END}"
    made = read_document(text, {"video_duration_seconds": 120, **arguments})
    return [scene for scene in made.storyboard.scenes if scene.title == title]


def items(scene: Scene) -> list[str]:
    return [item.text for item in scene.items]


def test_each_list_of_a_section_has_its_own_introduction() -> None:
    first, second = scenes(
        "Short ones, for one thread:\n\n- doze\n- blink\n\nAll of these can be ended early.\n\n"
        "Long ones, for all threads:\n\n- winter\n- weekend\n\nNone of these can."
    )
    assert items(first) == ["doze", "blink"]
    assert first.narration == (
        "Short ones, for one thread: doze and blink. All of these can be ended early."
    )
    assert items(second) == ["winter", "weekend"]
    assert second.narration == "Long ones, for all threads: winter and weekend. None of these can."


def test_a_line_without_a_full_stop_introduces_the_second_list() -> None:
    _, second = scenes("It has:\n\n- doze\n- blink\n\nplus all the others...\n\n- winter\n- rest\n")
    assert second.narration == "Plus all the others... Winter and rest."


def test_a_numbered_list_goes_on_after_words_between_its_items() -> None:
    (scene,) = scenes("1. Lie down\n\nOn anything.\n\n2. Close both eyes\n3. Wait\n")
    assert items(scene) == ["Lie down", "Close both eyes", "Wait"]


def test_lists_of_an_asked_kind_stay_together() -> None:
    text = (
        "# Nap\n\nIt rests.\n\n## Kinds [points]\n\nShort:\n\n- doze\n\nLong:\n\n- winter\n" + END
    )
    board = read_document(text, {"video_duration_seconds": 60}).storyboard
    assert [items(scene) for scene in board.scenes if scene.title == "Kinds"] == [
        ["doze", "winter"]
    ]


@pytest.mark.parametrize(
    ("between", "said"),
    [
        ("or with another program", "Or with another program: conda install nap."),
        ("Or, with another program.", "Or, with another program."),
        ("If pip is missing, conda does it too.", "If pip is missing, conda does it too."),
        ("For those without pip:", "For those without pip: conda install nap."),
        ("There are people with conda.", "There are people with conda."),
    ],
)
def test_words_between_two_blocks_introduce_the_second(between: str, said: str) -> None:
    first, second = scenes(f"Most people have pip.\n\n{PIP}\n\n{between}\n\n{CONDA}")
    assert (first.narration, second.narration) == ("Most people have pip.", said)


@pytest.mark.parametrize(
    "between", ["That is all of it.", "This takes a second.", "which takes a second."]
)
def test_words_that_look_back_stay_with_the_block_before(between: str) -> None:
    first, second = scenes(f"Most people have pip.\n\n{PIP}\n\n{between}\n\n{CONDA}")
    said = between.replace("which", "Which")
    assert first.narration == f"Most people have pip. {said}"
    assert second.narration == "This is the command."


def test_where_code_comes_before_its_words_they_stay_with_it() -> None:
    first, second = scenes(f"{PIP}\n\nMost people have pip.\n\n{CONDA}\n\nOthers have conda.")
    assert (first.narration, second.narration) == (
        "Most people have pip.",
        "Others have conda.",
    )


def test_of_several_paragraphs_the_last_one_leads_to_the_next_block() -> None:
    first, second = scenes(
        f"Most people have pip.\n\n{PIP}\n\nIt takes a second.\n\nWith conda:\n\n{CONDA}"
    )
    assert first.narration == "Most people have pip. It takes a second."
    assert second.narration == "With conda: conda install nap."


def test_a_list_before_the_first_heading_keeps_its_introduction() -> None:
    text = (
        "# Nap\n\nNap puts threads to sleep. It has:\n\n- doze\n- blink\n\nBoth are free.\n" + END
    )
    title, listed, *_ = read_document(text, {"video_duration_seconds": 60}).storyboard.scenes
    assert title.narration == "Nap puts threads to sleep."
    assert listed.narration == "It has: doze and blink. Both are free."


def first_scenes(before: str) -> list[tuple[str, str]]:
    made = read_document(f"# Nap\n\n{before}\n{END}", {"video_duration_seconds": 60})
    return [(scene.kind, scene.narration) for scene in made.storyboard.scenes[:2]]


LISTED, CODE = "- doze\n- blink\n", "```python\nnap.doze()\n```\n"


@pytest.mark.parametrize(
    ("before", "first", "second"),
    [
        (
            f"![Two threads](a.png)\n\nNap puts threads to sleep.\n\n{LISTED}",
            ("title", "Nap puts threads to sleep."),
            ("image", "Two threads."),
        ),
        (
            f"Nap puts threads to sleep. This is all:\n\n{CODE}",
            ("title", "Nap puts threads to sleep."),
            ("code", "This is all…"),
        ),
        (
            f"Nap puts threads to sleep, as here:\n\n{CODE}",
            ("title", "Nap."),
            ("code", "Nap puts threads to sleep, as here…"),
        ),
        (
            f"{LISTED}\nNap puts threads to sleep. It is small.\n",
            ("title", "Nap puts threads to sleep. It is small."),
            ("points", "Doze and blink."),
        ),
        (
            f"{LISTED}\nThese are all.\n",
            ("title", "Nap."),
            ("points", "Doze and blink. These are all."),
        ),
    ],
    ids=["picture", "sentence before code", "only an introduction", "list", "remark"],
)
def test_the_title_scene_says_what_the_document_says_of_itself(
    before: str, first: tuple[str, str], second: tuple[str, str]
) -> None:
    assert first_scenes(before) == [first, second]


def test_a_paragraph_in_several_lines_is_parted_between_sentences_alone() -> None:
    wrapped = (
        "A thread that sleeps takes no part in what the others do, and nobody\n"
        "waits for it. It is woken by its name, or by the first of its children that ends\n"
        "before the night is over, which may be late. While it sleeps, its memory is lent to\n"
        "other threads, which give it back in the morning. Nobody has ever complained, though\n"
        "some have asked for a pillow. They have been told to wait until the spring comes."
    )
    told = scenes(wrapped)
    assert len(told) == 2
    for scene in told:
        assert scene.narration[0].isupper() and scene.narration.endswith(".")
    whole = " ".join(scene.narration for scene in told)
    assert whole == wrapped.replace("\n", " ")
    made = read_document(f"# Nap\n\nIt rests.\n\n## Kinds\n\n{wrapped}\n", {})
    assert made.coverage.total["sentences"] == 6


def test_a_first_paragraph_without_an_end_introduces_what_follows() -> None:
    (scene,) = scenes(f"You just need to\n\n{PIP}")
    assert scene.narration == "You just need to: pip install nap."


def test_an_introduction_waits_until_a_note_is_told() -> None:
    (scene,) = scenes(f"To install it, run:\n\n> [!NOTE]\n> It is large.\n\n{PIP}")
    assert (scene.kind, scene.narration) == ("code", "To install it, run: pip install nap.")
