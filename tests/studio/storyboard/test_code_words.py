"""Code is never read out of a list: issue "Any document becomes a lesson", what is spoken."""

import pytest

from callsheet_studio.storyboard.code_words import is_code, name_code, without_code
from callsheet_studio.storyboard.model import Item
from callsheet_studio.storyboard.narration import write_narration

OPTIONS = ("keep_order=False", "keep_empty=True", "separator=', '", "fill_value=None", "Size")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Letters (user_letters_dir), Bills (user_bills_dir)", "Letters, Bills"),
        ("Sort rows (sort.py, tables in data/rows.json)", "Sort rows"),
        ("Mend the door (#12 by @anna)", "Mend the door"),
        ("Mend the door. (Pull #12, #15)", "Mend the door."),
        ("Write to disk (--force)", "Write to disk"),
        ("Write to disk (force=True)", "Write to disk"),
        ("Load it (float, default 5)", "Load it (float, default 5)"),
        ("Pay at once (on Mondays)", "Pay at once (on Mondays)"),
        ("The rate (3.5) and the fee (4.2 %)", "The rate (3.5) and the fee (4.2 %)"),
        ("load() a file", "load() a file"),
        ("(#12)", ""),
        ("(#12, thanks to @anna).", ""),
    ],
)
def test_parentheses_of_code_are_left_out(text: str, kept: str) -> None:
    assert without_code(text) == kept


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("keep_order=False", "keep_order"),
        ("separator=''", "separator"),
        ("on_item=lambda *args: True", "on_item"),
        ('load(path, mode="r", *, key=(1, 2))', "load"),
        ("parser.load() returns a list", "parser.load returns a list"),
        ("reader@v1.4.0", "reader"),
        ("HTTP(S) support", "HTTP(S) support"),
        ("Anna sings", "Anna sings"),
        ("a + b = c", "a + b = c"),
    ],
)
def test_code_is_called_by_its_name(text: str, name: str) -> None:
    assert name_code(text) == name


@pytest.mark.parametrize("text", ["keep_order", "row_count (number)", "--force", "load(x)", "n=1"])
def test_a_signature_is_code(text: str) -> None:
    assert is_code(text)


@pytest.mark.parametrize(
    "text",
    ["Size", "v0.9.1 (2024-02-19)", "Node.js", "HTTP(S)", "100% tested", "read/write", "x_y z"],
)
def test_words_names_and_versions_are_no_code(text: str) -> None:
    assert not is_code(text)


def items(*texts: str, detail: str | None = None) -> list[Item]:
    return [Item(text=text, detail=detail) for text in texts]


def test_a_list_of_code_is_named_by_its_first_and_counted() -> None:
    said = write_narration("points", "Options", items(*OPTIONS))
    assert said == "Options. keep_order and four others."


def test_a_short_list_of_code_is_said_by_names() -> None:
    said = write_narration("points", "", items(*OPTIONS[:2]))
    assert said == "keep_order and keep_empty."


def test_in_another_language_the_first_names_of_a_list_of_code_are_said() -> None:
    said = write_narration("points", "", items(*OPTIONS), "de")
    assert said == "keep_order, keep_empty und separator."


def test_an_item_with_a_detail_is_said_without_its_values() -> None:
    said = write_narration("points", "", items("keep_order=False", detail="Leave rows alone"))
    assert said == "keep_order: Leave rows alone."


def test_names_with_versions_are_said_without_them() -> None:
    said = write_narration("points", "", items("reader@v1.4.0", "writer@v2", "Paper"))
    assert said == "Reader, writer and Paper."


def test_a_detail_that_is_nothing_but_code_is_not_said() -> None:
    said = write_narration("points", "", items("Mend the old door of the hall", detail="(#12)"))
    assert said == "Mend the old door of the hall."


def test_details_are_said_without_parentheses_of_code() -> None:
    said = write_narration(
        "points", "", items("Letters", detail="What you wrote (user_letters_dir)")
    )
    assert said == "Letters: What you wrote."
