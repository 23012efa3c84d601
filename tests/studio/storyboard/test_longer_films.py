"""A longer film of a document says what a shorter one says, and more."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from callsheet_studio.storyboard.brief import LONGEST_TASK, Brief
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.document import DocumentDraft, read_document
from callsheet_studio.storyboard.file_text import read_file
from callsheet_studio.storyboard.model import Item, Scene, SceneKind
from callsheet_studio.storyboard.outline_writer import as_outline
from callsheet_studio.text.sentences import sentences

LENGTHS = (45, 90, 240)
FOLDER = Path(__file__).parents[2] / "documents"
DOCUMENTS = [*sorted(FOLDER.glob("*.md")), *FOLDER.glob("*.ipynb")]
LEAST = 0.8
"""Of the sentences that are said, at least so many are said in the next longer film too: the others
are names of what that tells, and what was said in time left over."""
TOWNS = (
    *("Oban", "Mallaig", "Ullapool", "Lerwick", "Kirkwall", "Tobermory"),
    *("Rothesay", "Brodick", "Campbeltown", "Stornoway", "Portree", "Thurso"),
)
MAIL = "# The night mail\n\nLetters reach every island by ship.\n\n" + "".join(
    f"## {town}\n\nThe ship to {town} leaves at {n} in the evening and carries letters, bread and "
    f"newspapers. {n + 20} sacks of mail wait there on a busy night, and every one of them has "
    f"been sorted by hand before. In winter the crew of {town} clears the pier of ice with {n + 3} "
    f"shovels and a great deal of patience.\n\nNobody in {town} has ever missed a letter, because "
    "the postman counts them twice before he signs for them. The people there say that the "
    f"{n + 40} steps up to the post office keep him young.\n\n"
    for n, town in enumerate(TOWNS, start=1)
)
"""More than an outline holds."""


@cache
def drafted(text: str, seconds: int) -> DocumentDraft:
    return read_document(text, {"video_duration_seconds": seconds})


def told(text: str, seconds: int) -> list[str]:
    scenes = drafted(text, seconds).storyboard.scenes
    return [re.sub(r"\W+", " ", s) for scene in scenes for s in sentences(scene.narration)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
@pytest.mark.slow
def test_what_is_said_of_a_document_is_said_in_a_longer_film(document: Path) -> None:
    text = read_file(document.name, document.read_bytes())
    pairs = [(told(text, a), " ".join(told(text, b))) for a, b in pairwise(LENGTHS)]
    kept = [each in longer for shorter, longer in pairs for each in shorter]
    assert sum(kept) >= LEAST * len(kept)


@pytest.mark.slow
def test_a_longer_film_says_more_than_a_shorter_one_though_no_outline_holds_the_document() -> None:
    for shorter, longer in ((60, 180), (180, 300)):
        lost = set(told(MAIL, shorter)).difference(told(MAIL, longer))
        assert len(lost) <= (1 - LEAST) * len(told(MAIL, shorter))
    assert len(told(MAIL, 300)) > len(told(MAIL, 180)) > 25


def test_an_outline_that_is_full_leaves_no_room_for_another_sentence() -> None:
    draft = drafted(MAIL, 300)
    assert LONGEST_TASK - 150 < len(draft.outline) <= LONGEST_TASK
    assert build_storyboard(Brief("uuid", draft.outline, seconds=300)).storyboard.scenes == (
        draft.storyboard.scenes
    )


@pytest.mark.slow
def test_a_film_whose_words_are_cut_says_so() -> None:
    for seconds in LENGTHS:
        cut = drafted(MAIL, seconds).coverage.left_out
        assert bool(cut) == any(n.startswith("Cut to fit") for n in drafted(MAIL, seconds).notes)


@pytest.mark.parametrize("kind", ["points", "quote"])
def test_a_sentence_that_is_said_and_shown_is_written_once(kind: SceneKind) -> None:
    said = "Every letter is counted twice"
    shown = Item(text=said if kind == "points" else f"{said}.")
    scene = Scene(kind=kind, title="Mail", items=(shown,), narration=f"{said}.")
    board = drafted(MAIL, 60).storyboard.model_copy(update={"scenes": (scene, scene)})
    outline = as_outline(board, seeded=False, short=True)
    assert outline.count(said) == 2
    assert build_storyboard(Brief("uuid", outline)).storyboard.scenes == board.scenes
