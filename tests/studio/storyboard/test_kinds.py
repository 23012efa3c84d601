"""A scene without a kind gets the one that its content suits."""

import pytest

from callsheet_studio.jobs.contract import VideoFormat
from callsheet_studio.storyboard.brief import Brief, to_style_arguments
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.model import Scene


def second(scene: str) -> Scene:
    """The scene as filmed, between a title and a closing."""
    outline = f"# Film\n{scene}\n## Remember\n> The end of it all."
    return build_storyboard(Brief("uuid", outline)).storyboard.scenes[1]


@pytest.mark.parametrize(
    ("scene", "kind"),
    [
        ("## S\n- a\n- b", "points"),
        ("## S\n1. a\n2. b", "steps"),
        ("## S\n- a: 5 %\n- b: 7 %", "bars"),
        ("## S\n- 2020: 5\n- 2021: 6\n- 2022: 7\n- 2023: 9", "line"),
        ("## S\n- 2020: 5\n- 2021: 6", "bars"),
        ("## S\n- Latency: 83 ms", "number"),
        ("## Cats vs dogs\n- Cats: quiet\n- Dogs: loyal", "comparison"),
        ("## S\n- 1969: first message\n- 1989: the web", "timeline"),
        ("## S\n- Week 1: learn\n- Week 2: build", "timeline"),
        ("## S\n- March 2020: begin\n- Q3: end", "timeline"),
        ("## S\n> Be brief.\n— Anna", "quote"),
        ("## S\n> Only words.", "points"),
        ("## S\n- a: 5 %\n- b: 7 km", "points"),
        ("## S [chart]\n- a: 5 %\n- b: 7 km", "bars"),
        ("## S [vs]\n- a\n- b", "comparison"),
    ],
)
def test_the_content_chooses(scene: str, kind: str) -> None:
    assert second(scene).kind == kind


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("bars", "no two numbers"),
        ("line", "no two numbers"),
        ("number", "no number"),
        ("steps", "no steps"),
        ("timeline", "no dates"),
        ("comparison", "no two sides"),
        ("image", "no picture"),
    ],
)
def test_a_kind_that_the_content_does_not_allow_is_replaced_and_named(
    kind: str, reason: str
) -> None:
    script = build_storyboard(Brief("uuid", f"# Film\n## Empty [{kind}]\n> Only words here."))
    assert script.storyboard.scenes[1].kind == "points"
    assert any(reason in note and kind in note for note in script.notes)


ENDS = ["Remember", "Key takeaways", "In short", "Conclusion", "Recap", "まとめ", "总结", "결론"]


@pytest.mark.parametrize("title", ENDS)
def test_a_last_scene_named_like_an_end_closes(title: str) -> None:
    scenes = build_storyboard(
        Brief("uuid", f"# Film\n## A\n> One.\n## {title}\n> Two.")
    ).storyboard.scenes
    assert [scene.kind for scene in scenes] == ["title", "quote", "closing"]


@pytest.mark.parametrize(
    ("scene", "narration"),
    [
        ("## What you need\n- Tent\n- Map", "What you need. Tent and Map."),
        ("## Ready?\n- Tent: a light one", "Ready? Tent: a light one."),
        ("## S\n1. Boil: two minutes\n2. Pour", "S. Step one: Boil: two minutes. Step two: Pour."),
        ("## S\n- a: 5 %\n- b: 7 %", "S. A, 5 %. B, 7 %."),
        ("## S\n- 1969: a message\n- 1989: the web", "S. In 1969: a message. In 1989: the web."),
        ("## S\n- Tent: It must be light and dry.", "S. Tent. It must be light and dry."),
    ],
)
def test_missing_narration_is_made_of_what_is_shown(scene: str, narration: str) -> None:
    assert second(scene).narration == narration


def test_a_quote_shows_its_words_and_its_author() -> None:
    scene = second("## S\n> Be brief.\n— Anna")
    assert ([item.text for item in scene.items], scene.subtitle) == (["Be brief."], "Anna")


def test_a_scene_that_only_speaks_shows_what_it_says() -> None:
    scene = second("## S\n> The new bicycle lane runs along the quiet river bank for miles.")
    assert [item.text for item in scene.items] == [
        "The new bicycle lane runs along the quiet river bank for miles"
    ]


def test_an_explicit_title_scene_takes_the_place_of_the_made_one() -> None:
    scenes = build_storyboard(
        Brief("uuid", "# Film\n## Part one [title]\n> Hello.")
    ).storyboard.scenes
    assert [(scene.kind, scene.title) for scene in scenes] == [("title", "Part one")]


def test_a_film_ends_on_the_last_sentence_of_its_document() -> None:
    text = "# Film\n## A\n- rain\n> Rain falls.\n## B\n- sun\n> The sun shines. Dry is the land."
    scenes = build_storyboard(Brief("uuid", text)).storyboard.scenes
    assert [(scene.kind, scene.narration) for scene in scenes[2:]] == [
        ("points", "The sun shines."),
        ("closing", "Dry is the land."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## B\n- sun",
        "## B\n- sun: dry\n> Then comes the sun.",
        "## B\n- sun: dry\n> Here it shines. It is done by a team of 400.",
    ],
    ids=["no sentence", "one sentence", "a sentence that leans on the one before"],
)
def test_a_last_list_closes_a_film_without_a_sentence_to_end_on(text: str) -> None:
    scenes = build_storyboard(
        Brief("uuid", f"# Film\n## A\n- rain\n> Rain falls.\n{text}")
    ).storyboard.scenes
    assert [(scene.kind, scene.title) for scene in scenes[2:]] == [("closing", "B")]


def test_a_document_may_ask_for_a_whiteboard_and_the_api_is_asked_in_words() -> None:
    task = (
        "---\ntype: whiteboard\n---\n# Tea\n\n## Leaves\n\n- Green\n- Black\n\nTwo kinds of leaves."
    )
    brief = Brief("uuid", task, unset=("style",))
    board = build_storyboard(brief).storyboard
    assert board.style == "whiteboard"
    assert to_style_arguments(board.style, "blue") == (None, "whiteboard, blue")
    assert to_style_arguments("social", None) == ("social", None)


def test_a_document_sets_the_lines_of_a_film_but_not_of_its_preview() -> None:
    board = build_storyboard(Brief("uuid", "---\nlines: 1080\n---\n# Tea\n## Kinds\n- Green"))
    assert board.storyboard.lines == "1080"
    assert VideoFormat().with_lines(board.storyboard.lines).short_side == 1080
    assert VideoFormat(1080).with_lines("720").short_side == 720
    assert VideoFormat().preview().with_lines("1080") == VideoFormat().preview()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("npm install\nnpm start", "These are the commands."),
        ("# Once\n$ pip install tidepool\nDone.", "This is the command."),
    ],
)
def test_what_is_typed_into_a_shell_is_announced_as_commands(typed: str, said: str) -> None:
    scenes = build_storyboard(
        Brief("a-uuid", f"# Tidepool\n\n## How To Use\n\n```sh\n{typed}\n```", seconds=30)
    ).storyboard.scenes
    assert scenes[1].narration == f"How To Use. {said}"


@pytest.mark.parametrize(
    ("header", "rows", "kind"),
    [
        ("Measure|Before", ("Errors, % of lines|1.9", "Lines per hour|74"), "table"),
        ("Measure|Before|After", ("Errors, %|1.9|0.7", "Faults|17|4"), "table"),
        ("Messung|Wert", ("Umsatz in Mio. €|3", "Gewinn in €|40"), "table"),
        ("Option|Use (m³ a year)|Cost (€)", ("Now|1840|0", "Drip|1050|3950"), "table"),
        ("Option|Visitors|Cost ($)", ("A|20|300", "B|40|500"), "table"),
        ("Body|Size", ("Length (m)|3", "Mass (kg)|40"), "table"),
        ("Item|Planned (£)|Paid (£)", ("Tools|20|30", "Rent|40|50"), "bars"),
        ("Measure|Value", ("Lines per hour|70", "Faults per hour|17"), "bars"),
        ("Offer|Sold", ("10% off|3", "No discount|40"), "bars"),
        ("Who|Number", ("Boys (m)|3", "Girls (f)|40"), "bars"),
        ("Distance|Riders", ("500 m|3", "2 km|40"), "bars"),
        ("Class|Pupils|Teachers", ("A|20|3", "B|40|5"), "bars"),
    ],
)
def test_numbers_of_different_units_stay_a_table(
    header: str, rows: tuple[str, ...], kind: str
) -> None:
    rule = "|".join("-" * (header.count("|") + 1))
    table = "\n".join(f"|{row}|" for row in (header, rule, *rows))
    assert second(f"## S\n\n{table}\n").kind == kind


def test_columns_of_different_units_are_no_chart() -> None:
    rows = "| L (m) | T (s) | T² (s²) |\n|-|-|-|\n| 0.20 | 0.90 | 0.81 |\n| 0.40 | 1.27 | 1.61 |"
    made = read_document(f"# Swing\n\n## Measure\n\nWe measured it twice.\n\n{rows}\n", {})
    assert "table" in [scene.kind for scene in made.storyboard.scenes]
