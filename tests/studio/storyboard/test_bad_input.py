"""Whatever is sent becomes a film that is right, or a sentence that says what to change."""

import random

import pytest

from callsheet_studio.storyboard.brief import Brief, FilmRejected
from callsheet_studio.storyboard.build import StoryboardResult, build_storyboard
from callsheet_studio.storyboard.model import Storyboard
from callsheet_studio.storyboard.scene_builder import (
    MOST_DETAIL,
    MOST_QUOTE,
    MOST_TITLE,
    MOST_WHOLE,
)
from callsheet_studio.storyboard.speech_timing import FASTEST, READ, SPOKEN, estimate_seconds
from callsheet_studio.storyboard.title_pages import MOST_ITEMS

PIECES = (
    *("# T", "## S", "## S [bars]", "##", "### deep [nonsense]", "- a", "- a: b {sun}", "  - c"),
    *("1. one", "- x: 5 %", "- y: -3", "- 1999: that", "> said {60+}", "> — Me", "icon: sun", ">"),
    *("hold: 99", "hold: x", "subtitle: s", "Plain words here. And more of them!", "---", "```"),
    *("| a | b |", "日本語の文章です。", "🎉 🎉", "{", "[", "- " + "w" * 300, "a\x00b\ud800c"),
    *("note: keep", "مرحبا بالعالم", "- : :", "- {sun}", "## {60+}", "-", "a " * 60),
)


def check(script: StoryboardResult, seconds: int) -> None:
    """What holds for every storyboard."""
    board = script.storyboard
    assert Storyboard.model_validate_json(board.model_dump_json()) == board
    assert board.scenes[0].kind == "title"
    assert 0 < board.seconds <= seconds
    pace = SPOKEN if board.language == "en" else READ
    assert estimate_seconds(board.scenes, pace, FASTEST) <= seconds
    for scene in board.scenes:
        assert scene.title and scene.narration
        assert len(scene.title) <= MOST_TITLE
        assert len(scene.items) <= (24 if scene.kind in ("bars", "line") else MOST_ITEMS)
        most = MOST_QUOTE if scene.kind == "quote" else MOST_WHOLE
        assert all(item.text and len(item.text) <= most for item in scene.items)
        assert all(len(item.detail or "") <= MOST_DETAIL for item in scene.items)


@pytest.mark.parametrize(
    ("task", "seconds"),
    [
        ("wordwithoutanend" * 312, 60),
        ("word " * 1000, 60),
        ("one two three four five six seven eight nine ten eleven twelve.", 300),
        ("Nine words are in each of these many sentences. " * 220, 30),
        ("# A\x00B\n## S\x07\n- it\u202eem: de\ud800tail\n> sa\x1bid", 60),
        ("# T\n" + "".join(f"## Scene {n}\n> Some words about it.\n" for n in range(200)), 60),
        ("# T\n" + "".join(f"## Scene {n}\n> Some words about it.\n" for n in range(200)), 300),
        ("🎉 Party 🎉 at our place 🎉. Bring cake 🍰. Bring friends.", 30),
        ("ابدأ هنا. هذه جملة قصيرة. وهذه جملة أخرى. والنهاية.", 60),
        ("太阳是一颗恒星。" * 300, 30),
        ("- a\n" * 1200, 60),
        ("k: " + "x" * 4000, 60),
        ("a, " * 1600, 30),
        ("x", 30),
        ("7", 30),
        ("#\n##\n- a\n- b", 30),
    ],
    ids=lambda value: repr(value)[:20],
)
@pytest.mark.slow
def test_a_difficult_task_becomes_a_film(task: str, seconds: int) -> None:
    check(build_storyboard(Brief("uuid", task, seconds=seconds)), seconds)


@pytest.mark.parametrize("seed", range(50))
def test_any_mixture_of_pieces_becomes_a_film(seed: int) -> None:
    chance = random.Random(seed)
    task = chance.choice(["\n", "\n\n", "\r\n"]).join(chance.choices(PIECES, k=seed % 40 + 2))
    seconds = chance.choice([30, 60, 300])
    try:
        script = build_storyboard(Brief("uuid", task, seconds=seconds))
    except FilmRejected:
        assert not any(c.isalnum() for c in task)
    else:
        check(script, seconds)


@pytest.mark.parametrize("task", ["🎉🎉", "...", "# ##\n- -\n>", "\ud800\x00"])
def test_a_task_without_a_letter_or_digit_is_refused_with_a_sentence(task: str) -> None:
    with pytest.raises(FilmRejected, match="Send a topic, a text or an outline"):
        build_storyboard(Brief("uuid", task))


def test_control_characters_and_lone_surrogates_are_gone() -> None:
    brief = Brief(
        "uuid", "# A\x00B\n## S\n- it\u202eem\x07: x\ud800y", style_prompt="d\x00ark\udc00"
    )
    board = build_storyboard(brief).storyboard
    assert (board.title, board.style_prompt) == ("AB", "dark")
    assert (board.scenes[1].items[0].text, board.scenes[1].items[0].detail) == ("item", "xy")


def test_a_long_item_is_shortened_on_the_picture_and_spoken_in_full() -> None:
    item = ("a long and winding road " * 17).strip()
    script = build_storyboard(Brief("uuid", f"# T\n## S\n- {item}"))
    scene = script.storyboard.scenes[1]
    shown = scene.items[0].text
    assert len(shown) <= MOST_WHOLE
    assert shown.endswith("…") and item.startswith(shown[:-1] + " ")
    assert item[1:] in scene.narration
    assert any("Shortened on the picture" in note for note in script.notes)


def test_a_chart_of_sixty_values_shows_the_largest_and_says_so() -> None:
    rows = "\n".join(f"- Label {n}: {n}" for n in range(60))
    script = build_storyboard(Brief("uuid", f"# T\n## S [bars]\n{rows}\n> Look."))
    assert [item.value for item in script.storyboard.scenes[1].items] == list(range(52, 60))
    assert any("the largest 8 of 60 values" in note for note in script.notes)


def test_a_line_of_sixty_values_keeps_its_ends_and_says_so() -> None:
    rows = "\n".join(f"- {1960 + n}: {n}" for n in range(60))
    script = build_storyboard(Brief("uuid", f"# T\n## S\n{rows}\n> Look."))
    values = [item.value for item in script.storyboard.scenes[1].items]
    assert (values[0], values[-1], len(values)) == (0, 59, 24)
    assert any("24 of 60 values" in note for note in script.notes)


def test_negative_values_stay_negative() -> None:
    script = build_storyboard(Brief("uuid", "# T\n## S\n- Loss: -4.5\n- Gain: 3\n> Look."))
    assert [item.value for item in script.storyboard.scenes[1].items] == [-4.5, 3]


def test_a_long_list_without_narration_is_spread_over_scenes() -> None:
    rows = "\n".join(f"- thing {n}" for n in range(40))
    scenes = build_storyboard(
        Brief("uuid", f"# T\n## Things\n{rows}", seconds=120)
    ).storyboard.scenes
    assert [scene.title for scene in scenes[1:3]] == ["Things (1/7)", "Things (2/7)"]
    shown = [item.text for scene in scenes[1:] for item in scene.items]
    assert shown == [f"thing {n}" for n in range(40)]


def test_a_long_list_with_narration_shows_its_first_items_and_says_so() -> None:
    rows = "\n".join(f"- thing {n}" for n in range(40))
    script = build_storyboard(Brief("uuid", f"# T\n## Things\n{rows}\n> So many things."))
    assert len(script.storyboard.scenes[1].items) == MOST_ITEMS
    assert any("first 6 items of 40" in note for note in script.notes)
