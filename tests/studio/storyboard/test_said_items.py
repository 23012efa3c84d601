"""A long list shows what its film says of it.

Source: a viewer, of six films: "when a scene says only the first of its items, the picture still
runs through all of them, and the spoken item is turned away in mid-sentence".
"""

import pytest

from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.said_items import keep_said

VOTES = (
    ("Bank certificates", "we asked for them only on day three, and the bank needs five days"),
    ("Interruptions", "support questions came to the whole team, eleven in one morning"),
    ("Stand-ups took half an hour", "nobody kept an eye on the time"),
)


def _scene(kind: str = "points", names: tuple[tuple[str, str], ...] = VOTES) -> Scene:
    items = tuple(Item(text=name, detail=detail) for name, detail in names)
    told = " ".join(f"{name}: {detail}." for name, detail in names)
    return Scene.model_validate({"kind": kind, "title": "Bad", "items": items, "narration": told})


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (f"{VOTES[1][0]}: {VOTES[1][1]}.", [1]),
        (f"{VOTES[0][0]}: {VOTES[0][1]}. Nobody kept an eye on the time.", [0, 2]),
        ("It was a hard month.", [0, 1, 2]),
        ("", [0, 1, 2]),
    ],
)
def test_a_long_list_keeps_the_items_that_are_said(said: str, kept: list[int]) -> None:
    shown = keep_said(_scene(), said)
    assert [item.text for item in shown.items] == [VOTES[n][0] for n in kept]
    assert shown.narration == said


def test_steps_keep_those_before_the_last_that_is_said() -> None:
    shown = keep_said(_scene("steps"), f"{VOTES[1][0]}: {VOTES[1][1]}.")
    assert [item.text for item in shown.items] == [name for name, _ in VOTES[:2]]


def test_a_short_list_is_seen_whole() -> None:
    short = _scene(names=(("Tea", "hot"), ("Coffee", "black"), ("Water", "cold")))
    assert keep_said(short, "Tea: hot.").items == short.items


def test_what_was_never_said_stays() -> None:
    scene = _scene()
    brief = scene.model_copy(update={"narration": f"{VOTES[0][0]}: {VOTES[0][1]}. So it was."})
    assert keep_said(brief, f"{VOTES[0][0]}: {VOTES[0][1]}.").items == scene.items


def test_a_short_film_of_a_list_counts_what_it_does_not_show() -> None:
    listed = "\n".join(f"- {name}: {detail}" for name, detail in VOTES * 2)
    prose = "The team met for an hour in the small room and talked about the sprint. " * 6
    draft = read_document(
        f"# Retro\n\nFour people came.\n\n## Bad\n\n{listed}\n\n## Room\n\n{prose}\n",
        {"video_duration_seconds": 30},
    )
    (bad,) = (scene for scene in draft.storyboard.scenes if scene.title == "Bad")
    assert 0 < len(bad.items) < 6
    assert all(item.text in bad.narration for item in bad.items)
    assert draft.coverage.shown["items"] == len(bad.items)
    assert any("'Bad'" in line and "items" in line for line in draft.coverage.left_out)
