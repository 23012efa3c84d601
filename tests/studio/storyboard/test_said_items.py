"""A long list shows what its film says of it.

Source: a viewer, of six films: "when a scene says only the first of its items, the picture still
runs through all of them, and the spoken item is turned away in mid-sentence".
"""

import pytest

from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.said_items import keep_said, say_without_number

VOTES = (
    ("Bank certificates", "we asked for them only on day three, and the bank needs five days"),
    ("Interruptions", "support questions came to the whole team, eleven in one morning"),
    ("Stand-ups took half an hour", "nobody kept an eye on the time"),
    ("Two laptops broke", "one of them on the very day on which the customer came to see it"),
    ("The test room was cold", "the heating had been off since the end of the last winter"),
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
        ("It was a hard month.", [0, 1, 2, 3, 4]),
        ("", [0, 1, 2, 3, 4]),
    ],
)
def test_a_long_list_keeps_the_items_that_are_said(said: str, kept: list[int]) -> None:
    shown = keep_said(_scene(), said)
    assert [item.text for item in shown.items] == [VOTES[n][0] for n in kept]
    assert shown.narration == said


def test_steps_stay_whole() -> None:
    """A judge: "show all six steps", since each needs the others."""
    scene = _scene("steps")
    assert keep_said(scene, f"{VOTES[1][0]}: {VOTES[1][1]}.").items == scene.items


def test_a_short_list_is_seen_whole() -> None:
    short = _scene(names=(("Tea", "hot"), ("Coffee", "black"), ("Water", "cold")))
    assert keep_said(short, "Tea: hot.").items == short.items


def test_what_was_never_said_stays() -> None:
    scene = _scene()
    brief = scene.model_copy(update={"narration": f"{VOTES[0][0]}: {VOTES[0][1]}. So it was."})
    assert keep_said(brief, f"{VOTES[0][0]}: {VOTES[0][1]}.").items == scene.items


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (["Make tea.", "Step one: Boil fresh water."], ["Make tea.", "Boil fresh water."]),
        (["2: Pour it over the leaves."], ["Pour it over the leaves."]),
        (["Schritt 2: Pour it over the leaves."], ["Pour it over the leaves."]),
        (["Remember: boil fresh water."], ["Remember: boil fresh water."]),
        (
            ["Step one: Boil fresh water.", "Step two: Pour it over the leaves."],
            ["Step one: Boil fresh water.", "Step two: Pour it over the leaves."],
        ),
    ],
)
def test_one_step_alone_is_not_counted(said: list[str], kept: list[str]) -> None:
    """A judge: "Never say `Step one` without a two"."""
    items = (Item(text="Boil fresh water"), Item(text="Pour it over the leaves"))
    scene = Scene(kind="steps", title="Tea", items=items, narration="x")
    assert list(say_without_number(scene, said)) == kept


@pytest.mark.parametrize("title", ["Five votes", "The 5 votes", "Fragen (5)"])
def test_a_list_that_its_title_counts_is_shown_whole(title: str) -> None:
    scene = _scene().model_copy(update={"title": title})
    assert keep_said(scene, f"{VOTES[1][0]}: {VOTES[1][1]}.").items == scene.items


def test_steps_keep_their_numbers_where_the_first_is_counted_behind_an_introduction() -> None:
    items = (Item(text="They look at it."), Item(text="They report it."), Item(text="They wait."))
    scene = Scene(kind="steps", title="Volunteers", items=items)
    said = ("They do three things: One: They look at it.", "Two: They report it.")
    assert say_without_number(scene, said) == said
