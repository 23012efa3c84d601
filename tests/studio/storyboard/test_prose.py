"""Running text is spoken word for word; the picture shows the gist."""

import pytest

from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.document import read_document

CITY = (
    "The city council opened a new bicycle lane on Tuesday. It runs for 4.5 km along the river. "
    "Dr. Jane Smith, who planned it, says that 2,000 people use it every day. "
    "Energy mix last year: coal 30 %, gas 50 %, and wind 20 %. "
    "Cyclists are happy about the smooth surface. Shop owners were sceptical at first. "
    "Now they report more customers than before. A second lane follows next spring."
)


def test_the_narration_is_the_text_word_for_word() -> None:
    scenes = build_storyboard(Brief("uuid", CITY)).storyboard.scenes
    assert " ".join(scene.narration for scene in scenes) == CITY


def test_the_first_sentence_opens_and_the_last_one_closes() -> None:
    scenes = build_storyboard(Brief("uuid", CITY)).storyboard.scenes
    assert scenes[0].narration == "The city council opened a new bicycle lane on Tuesday."
    assert scenes[0].kind == "title"
    assert scenes[-1].narration == "A second lane follows next spring."
    assert scenes[-1].kind == "closing"


def test_shares_in_a_sentence_become_bars() -> None:
    (chart,) = [
        s for s in build_storyboard(Brief("uuid", CITY)).storyboard.scenes if s.kind == "bars"
    ]
    assert [(i.text, i.value) for i in chart.items] == [("Coal", 30), ("Gas", 50), ("Wind", 20)]


@pytest.mark.parametrize(
    "sentence",
    [
        "We sold 5 apples, ate 3 pears, and slept.",
        "In 2020, 2021 and 2022 we grew.",
        "It took 5 hours, 20 %, and 3 people.",
    ],
)
def test_numbers_that_do_not_belong_together_make_no_chart(sentence: str) -> None:
    text = f"This is the first sentence of it. {sentence} This is the last sentence of it."
    assert "bars" not in [s.kind for s in build_storyboard(Brief("uuid", text)).storyboard.scenes]


def test_points_and_titles_are_words_of_the_text() -> None:
    scenes = build_storyboard(Brief("uuid", CITY)).storyboard.scenes
    shown = [scene.title for scene in scenes] + [i.text for s in scenes for i in s.items]
    assert all(words.lower() in CITY.lower() for words in shown)


def test_a_short_first_line_is_the_title_and_is_not_spoken() -> None:
    storyboard = build_storyboard(Brief("uuid", f"News from the river\n\n{CITY}")).storyboard
    assert storyboard.title == "News from the river"
    assert storyboard.scenes[0].narration.startswith("The city council")


def test_a_heading_above_prose_is_its_title() -> None:
    storyboard = build_storyboard(Brief("uuid", f"# News from the river\n\n{CITY}")).storyboard
    assert storyboard.title == "News from the river"
    assert len(storyboard.scenes) == 5


def test_what_stands_beside_the_heading_of_prose_is_kept() -> None:
    task = f"# News {{ship}}\nsubtitle: From the river\nnote: Ask Anna.\n{CITY}"
    script = build_storyboard(Brief("uuid", task))
    opening = script.storyboard.scenes[0]
    assert (opening.icon, opening.subtitle) == ("ship", "From the river")
    assert "Ask Anna." in script.notes


def test_an_instruction_before_the_text_is_not_spoken_and_the_note_says_so() -> None:
    script = build_storyboard(Brief("uuid", f"Make a video about this news. {CITY}"))
    assert "Make a video" not in " ".join(s.narration for s in script.storyboard.scenes)
    assert any("Make a video" in note for note in script.notes)


def test_a_long_scene_of_words_alone_is_cut_up_like_prose() -> None:
    outline = f"# Film\n## News\n{CITY}\n## Remember\n> It is open."
    scenes = build_storyboard(Brief("uuid", outline)).storyboard.scenes
    assert len(scenes) > 4
    assert " ".join(s.narration for s in scenes[1:-1]) == CITY


def test_markdown_is_not_spoken() -> None:
    text = "The **sun** is a [star](https://example.com/sun). It is `hot`. It shines on _us_ all."
    scenes = build_storyboard(Brief("uuid", text)).storyboard.scenes
    assert (
        " ".join(s.narration for s in scenes)
        == "The sun is a star. It is hot. It shines on us all."
    )


def test_a_last_sentence_that_leans_on_another_closes_with_it() -> None:
    text = (
        "A bridge begins on paper. Engineers test the ground for a year. Then the pillars rise. "
        "The last step is the deck. It is done by a team of 400 people."
    )
    *_, last = build_storyboard(Brief("uuid", text)).storyboard.scenes
    assert (last.kind, last.title) == ("closing", "The last step is the deck")
    assert last.narration.endswith("deck. It is done by a team of 400 people.")
    assert [item.text for item in last.items] == ["It is done by a team of 400 people"]


def test_a_single_sentence_is_a_film_of_one_scene() -> None:
    (scene,) = build_storyboard(
        Brief("uuid", "It rains > all of the day, from 8 on.")
    ).storyboard.scenes
    assert scene.kind == "title"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Hotel: Casa do Miradouro, Rua da Senhora do Monte 14, +351 21 555 0190.", "Hotel"),
        ("Scout place: Harbour Lane, and the back room of it.", "Scout place"),
        ("The hotel is easy to find.", "The hotel is easy to find"),
        ("The reason is simple: it rains.", "The reason is simple: it rains"),
    ],
)
def test_of_a_line_with_a_label_the_label_is_the_title(line: str, title: str) -> None:
    text = f"We go to the sea. {line} Nobody knows when we come back."
    titles = [scene.title for scene in build_storyboard(Brief("uuid", text)).storyboard.scenes]
    assert title in titles


def test_a_long_title_is_short_over_the_scenes_between_the_first_and_the_last() -> None:
    long = (
        "When the snow had gone and the roads were open again, the men who had been sent to the "
        "coast in autumn came back with all of the letters that nobody had been able to carry. "
    )
    title = "The Year the Mail Went Up: Balloons over Paris, 1870–71"
    scenes = build_storyboard(Brief("u", f"# {title}\n\nIt began. {long * 4} It ended.")).storyboard
    assert scenes.title == title
    assert {scene.title for scene in scenes.scenes[1:-1]} == {"The Year the Mail Went Up"}


def test_what_is_said_behind_a_list_is_seen_in_scenes_of_its_own() -> None:
    """Short words about the list stay beside it."""
    listed = "## Advice\n\n1. Buy a thermometer.\n2. Bake it twenty times.\n3. Find an aunt.\n\n"
    long = (
        "A recipe can tell you what to put in, but only the dough can tell you when it is ready. "
        "So if your first loaf is a brick, do not change the flour."
    )
    short = "Nothing else has helped me."
    text = f"# Bread\n\nI learned to bake.\n\n{listed}%s\n\n## Next time\n\nIt will be rye.\n"
    parted = build_storyboard(Brief("uuid", text % long)).storyboard.scenes
    together = build_storyboard(Brief("uuid", text % short)).storyboard.scenes
    assert [bool("recipe" in s.narration) for s in parted if s.title == "Advice"] == [False, True]
    assert [short in scene.narration for scene in together if scene.title == "Advice"] == [True]


def test_a_denial_is_no_title() -> None:
    text = (
        "# Four days\n\nOur agency moved to four days, and everybody told us the same thing. "
        "Work would have to rise by a quarter, or we would go broke. The consultants believed it, "
        "the bank believed it, and I believed it too.\n\nWe were all wrong. Two years later, "
        "output per person is exactly what it was. Revenue is up by four percent.\n\n"
        "Make a list of the projects of last year, and of what each one earned."
    )
    scenes = read_document(text, {"video_duration_seconds": 120}).storyboard.scenes
    (told,) = (scene for scene in scenes if scene.narration.startswith("We were all wrong."))
    assert told.title == "Two years later, output per person is exactly what it was"
