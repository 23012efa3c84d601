"""What somebody said stays with the name of who said it."""

import pytest

from callsheet_studio.storyboard.document import read_document
from callsheet_studio.text.punctuation import is_balanced
from callsheet_studio.text.quotations import whole_quotations

ONE = (
    '"It has always been the answer that all were ashamed of, because of what it costs," said '
    'Ana Berg, who leads Tide. "We have taken the shame away. What is left is to do it at scale."'
)
OTHER = (
    '"We looked at thirty firms," said Olaf Lund of Nord. "Only one showed us the bad data too."'
)
FACTS = (
    "The firm has raised 48 million euros in its second round, which a fund of the north led with "
    "others. It builds a plant by the sea in the south, for 200,000 people or so. A pilot of ten "
    "months needed half of the current that others need."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Hello. {ONE} {OTHER} It ends.", ["Hello.", ONE, OTHER, "It ends."]),
        (
            "„Wir sind fertig. Das war gut“, sagte Anna. „Nun los.“ Der Bau folgt.",
            ["„Wir sind fertig. Das war gut“, sagte Anna. „Nun los.“", "Der Bau folgt."],
        ),
        (
            "« Nous avons fini. C'est bien », dit Anne. « Enfin. » Le reste suit.",
            ["« Nous avons fini. C'est bien », dit Anne. « Enfin. »", "Le reste suit."],
        ),
        ("»Eins. Zwei«, sagte er. Drei.", ["»Eins. Zwei«, sagte er.", "Drei."]),
        ("Lund said: “One. Two.” Then he left.", ["Lund said: “One. Two.”", "Then he left."]),
        ('The word "cell" is old. "Gene" is new.', ['The word "cell" is old.', '"Gene" is new.']),
        ('A 5" pipe is wide. It fits. All do.', ['A 5" pipe is wide.', "It fits.", "All do."]),
        ('It is "v3", or "5". So it is.', ['It is "v3", or "5".', "So it is."]),
        ('It "never ends. So it is. Good.', ['It "never ends.', "So it is.", "Good."]),
    ],
)
def test_sentences_of_a_quotation_are_one(text: str, expected: list[str]) -> None:
    assert whole_quotations(text) == expected


def test_a_quotation_that_is_shown_large_names_its_speaker() -> None:
    """Also where the speaker stands within it."""
    quoted = (
        '"We went up like a shell from a mortar," Jo Berg recalled, "for the old thing leaked."'
    )
    rest = "He came down, after hours in the cold and in the dark, far from where others began."
    board = read_document(f"# Up\n\n## It\n\n{quoted} {rest}\n", {})
    (scene,) = [scene for scene in board.storyboard.scenes if scene.title == "It"]
    assert [item.text for item in scene.items] == [quoted]


@pytest.mark.parametrize("seconds", [20, 40, 60, 120])
def test_a_film_never_drops_a_speaker(seconds: int) -> None:
    """In no scene does one person say the words of another, or nobody."""
    text = f"# Tide\n\n{FACTS}\n\n{ONE}\n\n{OTHER}\n\n{FACTS}\n"
    board = read_document(text, {"video_duration_seconds": seconds}).storyboard
    for scene in board.scenes:
        for words, speaker in (("bad data", "Lund"), ("shame away", "Berg"), ("at scale", "Berg")):
            assert words not in scene.narration or speaker in scene.narration
            shown = " ".join([scene.title, *(item.text for item in scene.items)])
            assert words not in shown or speaker in shown


def test_a_closing_mark_after_a_number_is_no_inch() -> None:
    assert is_balanced('Take "v3" and "5".')
    assert is_balanced('It is 5" wide.')
    assert not is_balanced('He said "v3 is it.')
