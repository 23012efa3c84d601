"""How the items of a document's lists are shown and said: names and what they are, beginnings of
long sentences, and full stops.

Right: nothing is shown or said that the document doesn't say, and no words are cut that have room
(issue "Any document becomes a lesson").
"""

import pytest

from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.grammar import read_outline
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.narration import write_narration
from callsheet_studio.text.clean import shorten

Pair = tuple[str, str | None]


def scene(entries: str) -> Scene:
    """The scene of a list of a document that has time for it."""
    text = f"# Film\n\n## A\n\n{entries}\n\n## B\n\n- b\n- c\n"
    made = read_document(text, {"video_duration_seconds": 120})
    return next(each for each in made.storyboard.scenes if each.title == "A")


def shown(entries: str) -> list[Pair]:
    return [(item.text, item.detail) for item in scene(entries).items]


@pytest.mark.parametrize(
    ("entry", "name", "detail"),
    [
        ("[Pump](https://a.example) - Moves the water up", "Pump", "Moves the water up"),
        ("pump -- moves the water up", "pump", "moves the water up"),
        ("Pump — moves the water up", "Pump", "moves the water up"),
        ("Pump – moves the water up", "Pump", "moves the water up"),
        ("`pump up now or then or never` - Moves it", "pump up now or then or never", "Moves it"),
        (
            "🔐 Safe pumps - keys, and three more: locks",
            "🔐 Safe pumps",
            "keys, and three more: locks",
        ),
    ],
)
def test_a_name_before_a_dash_has_the_rest_as_its_detail(
    entry: str, name: str, detail: str
) -> None:
    assert shown(f"- {entry}\n- Valve: closes\n")[0] == (name, detail)


@pytest.mark.parametrize(
    "entry",
    [
        "A well-known pump",
        "Pumps (see page 4 - the long one) are new",
        "It pumps water - mostly",
        "From 2.4 - 3.5 meters",
        "The old pump of the town hall - nobody knows why - never stops",
    ],
)
def test_a_hyphen_inside_a_sentence_parts_nothing(entry: str) -> None:
    assert shown(f"- {entry}\n- Valve: closes\n")[0] == (entry, None)


def test_a_colon_after_a_short_name_comes_before_its_hyphen() -> None:
    assert shown("- Monday - Friday: closed\n- Sunday: open\n")[0] == ("Monday - Friday", "closed")


LONG = [
    (
        "A small wooden machine that lifts the water of the river up into the old town at night "
        "while the keeper sleeps.",
        "A small wooden machine",
        "that lifts the water of the river up into the old town at night while the keeper sleeps.",
    ),
    (
        "A report for the mayor with maps of rivers, lakes, ponds, wells and all the old canals of "
        "the county.",
        "A report",
        None,
    ),
    (
        "The pump stops when the river is low, and the keeper rings the bell of the hall twice.",
        "The pump stops when the river is low",
        "and the keeper rings the bell of the hall twice.",
    ),
]


@pytest.mark.parametrize(
    ("entry", "never"),
    [
        (
            "The plan of the old town that was drawn last year is based",
            " on maps of its clerk.",
        ),
        (
            "An end",
            " to end test of every pump, bell, lamp and lock of the old town hall in spring.",
        ),
        (
            "The engine",
            " depends on the wind of the night and on the water of the river in spring.",
        ),
    ],
)
def test_no_word_is_parted_from_the_one_that_belongs_to_it(entry: str, never: str) -> None:
    assert not shown(f"- {entry}{never}\n- Valve\n")[0][0].endswith(entry.split()[-1])


@pytest.mark.parametrize(("entry", "begins", "rest"), LONG)
def test_a_long_item_is_parted_where_its_beginning_stands(
    entry: str, begins: str, rest: str | None
) -> None:
    text, detail = shown(f"- {entry}\n- Valve\n")[0]
    assert text.startswith(begins) and "…" not in text and text[-1] not in ",;:"
    assert f"{text} {detail}" == entry.replace("low, and", "low and")
    assert rest is None or (text, detail) == (begins, rest)


@pytest.mark.parametrize("entry", [entry for entry, *_ in LONG])
def test_a_parted_item_is_said_as_it_was_written(entry: str) -> None:
    assert entry in scene(f"- {entry}\n- Valve\n").narration


@pytest.mark.parametrize(
    ("entry", "begins"),
    [
        (
            "If the pump (the old one) of the upper town stops in the early morning, ring twice.",
            "If the pump (the old one) of the upper town stops in the early morning",
        ),
        (
            "In spring, on the 17th of April, in the night, about four in ten pumps of the "
            "town stopped.",
            "In spring, on the 17th of April, in the night",
        ),
        (
            "On Friday, 17 April 1926, between 14:06 and 14:53 in the town, about four in ten of "
            "the pumps stopped.",
            "On Friday, 17 April 1926, between 14:06 and 14:53 in the town",
        ),
        (
            "The book of the keeper was opened again at ten past two, an hour after the storm.",
            "The book of the keeper was opened again at ten past two",
        ),
        (
            "A wonderful machine of brass with headers, wheels, handles, bells, and a pipe "
            "that leaks at its lower end.",
            "A wonderful machine of brass",
        ),
        (
            "The levels were wrong by an inch when a pump had lifted more than 90 barrels and "
            "mixed all of the waters. If you have such a pump in your house, please write to us.",
            "The levels were wrong by an inch when a pump had lifted more than 90 barrels",
        ),
        (
            "The keeper of the pump goes to the mill and relies on everyone who lives close to it "
            "and to the river.",
            "The keeper of the pump goes to the mill",
        ),
        ("**Safe pumps**<br>They stop when nobody looks at them.", "Safe pumps"),
        ("**Safe pumps:**<br/>They stop when nobody looks at them.", "Safe pumps"),
        ("Pumps that are **safe**<br>They stop", "Pumps that are safe They stop"),
        ("`pump now `", "pump now"),
    ],
)
def test_an_item_begins_with_what_stands_alone(entry: str, begins: str) -> None:
    assert shown(f"- {entry}\n- Valve\n")[0][0] == begins


def test_a_word_with_a_hyphen_does_not_go_on_with_an_item() -> None:
    item = Item(text="Pumps of all kinds", detail="in-house, by-pass")
    assert write_narration("points", "", [item]) == "Pumps of all kinds: in-house, by-pass."


def test_of_items_with_one_name_it_is_said_once() -> None:
    items = [Item(text="Pump"), Item(text="Pump"), Item(text="Valve")]
    assert write_narration("points", "", items) == "Pump and Valve."


def test_names_with_nothing_but_a_host_are_said_alone() -> None:
    lines = "- News: https://news.pumps.example/today\n- Help: pumps.example\n- Plan: maps.json\n"
    assert scene(lines).narration == "A. News. Help. Plan: maps.json."


def test_an_item_that_is_cut_on_the_picture_is_said_without_what_was_cut() -> None:
    item = Item(text="A small machine", detail="that lifts the water and then the…")
    assert write_narration("points", "", [item]) == "A small machine."


def test_the_rest_of_an_item_of_several_sentences_is_shown_without_the_first_full_stop() -> None:
    entry = (
        "Old pumps. The pumps of the upper town are as old as the town hall, and as loud as it is."
    )
    assert shown(f"- {entry}\n- Valve\n")[0][0] == "Old pumps"


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("Lift water.", "Ring bells.", "Sleep."), "Lift water. Ring bells. Sleep."),
        (("Lift water.", "Bells", "Sleep"), "Lift water, Bells and Sleep."),
        (("Pumps", "Bells", "Locks etc."), "Pumps, Bells and Locks etc."),
        (("Lift water!", "Bells", "Sleep"), "Lift water! Bells. Sleep."),
    ],
)
def test_short_items_are_all_sentences_or_none_is(texts: tuple[str, ...], said: str) -> None:
    assert write_narration("points", "", [Item(text=text) for text in texts]) == said


def test_a_long_item_with_a_scene_of_its_own_is_told_as_it_was_written() -> None:
    entry = (
        "The pump of the upper town (with its two wheels) can't be stopped by the keeper alone "
        "(he turns the first wheel, but nobody can turn the second one for as long as the river "
        "is high, the bell rings and the lamps of the town hall are out)."
    )
    text = f"# Film\n\n## A\n\n- {entry}\n- Valve\n\n## B\n\n- b\n- c\n"
    made = read_document(text, {"video_duration_seconds": 120})
    assert any(each.narration == entry for each in made.storyboard.scenes)


def test_an_item_keeps_the_full_stop_of_its_abbreviation_and_that_of_its_first_sentence() -> None:
    said = scene(
        "1. Email ann@wick.example with your order no. (it starts with WW-) within 30 days.\n"
        "2. Drop it at any Post Office within 14 days of getting the label. Keep the receipt!"
    ).narration
    assert "your order no. (it starts with WW-) within 30 days." in said
    assert "getting the label. Keep the receipt!" in said


def test_the_rest_of_a_sentence_stands_below_its_beginning_in_an_outline() -> None:
    entry = (
        "The story goes that in 1583 the young Galileo watched a lamp swing in the cathedral of "
        "Pisa and timed it with his pulse"
    )
    text = f"# Film\n\n## A\n\n- {entry}\n- Bob: the weight\n\n## B\n\n- b\n- c\n"
    outline = read_document(text, {"video_duration_seconds": 120}).outline
    assert "watched a lamp swing\n  - in the cathedral of Pisa" in outline
    assert "- Bob: the weight" in outline


@pytest.mark.parametrize(
    "entry",
    [
        "Does the number of sounds in a bog rise with the level of its water within one season?",
        "Can a pump that was built in Estonia be used in Latvia and Finland without new training?",
        "Uprisings from the left (the lower town, 1919) and from the right (the old castle, 1920)",
        "Turn the pump on and hold both of the large buttons down on the left side for 5 seconds",
    ],
)
def test_an_item_that_is_a_little_too_long_is_not_parted_between_two_words(entry: str) -> None:
    made = scene(f"- {entry}\n- Valve\n")
    assert (made.items[0].text, made.items[0].detail) == (entry, None)
    assert entry in made.narration


def test_a_comparison_is_not_parted() -> None:
    entry = (
        "The difference of 2.6 % is larger than the random error of the pump and is caused "
        "by the loss of water from a tank that was open for all of the night."
    )
    name, detail = shown(f"- {entry}\n- Valve: closes\n")[0]
    assert "larger than" in name and detail and "than" not in detail


def test_a_long_item_is_said_with_its_own_marks() -> None:
    entry = (
        "The keeper of the upper pump reads the level of the river, the names of all its ships, "
        "the hour of the flood and the color of the sky into a book."
    )
    assert entry in scene(f"- {entry}\n- Valve: closes\n").narration


def test_a_text_is_not_cut_between_a_number_and_its_unit() -> None:
    assert shorten("Hold the button for 25 seconds", 28) == "Hold the button for…"
    assert shorten("Hold the button for 2 seconds", 23) == "Hold the button for…"


def test_a_films_own_words_stay_as_they_are_beside_a_long_item() -> None:
    entry = "It reads " + "the level of the river, " * 9 + "and sleeps."
    scenes = f"## 1: Pumps [points]\n- Pump\n  - {entry}\n> Nobody knows why.\n"
    made = read_outline(f"---\nstoryboard: 1\n---\n# Pumps\n\n{scenes}")
    assert [line.text for line in made.parts[0].lines] == ["Nobody knows why."]


def test_a_name_and_what_is_no_sentence_are_one_sentence() -> None:
    lines = "- Customer: Brixen Bakeries, 118 shops in southern Germany\n- Trade: Food\n"
    assert "Customer: Brixen Bakeries, 118 shops in southern Germany." in scene(lines).narration
    lines = "- Load: Search adds about 40 queries a second to it\n- Trade: Food\n"
    assert "Load. Search adds about 40 queries a second to it." in scene(lines).narration
