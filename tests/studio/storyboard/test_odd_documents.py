"""Short and odd documents: what a film is asked of when nobody thinks of films.

Right: nothing of a document is lost without a word, nothing is shown that it doesn't say, and what
an assistant reads about it stays short (issue "Any document becomes a lesson").
"""

from pathlib import Path

import pytest

from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.document import Draft, read_document

DOCUMENTS = Path(__file__).parent / "documents"


def draft(name: str, seconds: int = 300) -> Draft:
    text = (DOCUMENTS / f"{name}.md").read_text("utf-8")
    return read_document(text, {"video_duration_seconds": seconds})


def titles(drafted: Draft) -> list[str]:
    return [scene.title for scene in drafted.storyboard.scenes]


def spoken(drafted: Draft) -> str:
    return " ".join(scene.narration for scene in drafted.storyboard.scenes)


SETTINGS = "---\nduration: 90\nlanguage: de\nmusic: off\ntype: social\naspect: 9:16\n---\n"


@pytest.mark.parametrize(
    "text",
    [
        "# Wege\n\nDas ist ein Weg. Er führt ins Tal. Dort steht ein Haus.\n",
        "Das ist ein Weg, der lang ist. Er führt ins Tal. Dort steht ein Haus. Es ist alt.\n",
        "Wie ein Kompass funktioniert",
        "How DNS works",
    ],
    ids=["heading", "prose", "topic", "library topic"],
)
def test_front_matter_counts_whatever_is_below_it(text: str) -> None:
    unset = ("seconds", "style", "aspect_ratio")
    made = build_storyboard(Brief("uuid", SETTINGS + text, unset=unset))
    board = made.storyboard
    assert (board.language, board.music) == ("de", "off")
    assert (board.style, board.aspect_ratio) == ("social", "9:16")
    assert "duration" not in board.title
