"""Documents as people have them, each of a kind that once came out wrong.

Right: nothing of a document is spoken or captioned as source, nothing is lost without a word,
nothing is shown that it doesn't say (issue "Any document becomes a lesson").
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from callsheet_studio.storyboard.brief import LONGEST_TASK, Brief, FilmRejected
from callsheet_studio.storyboard.build import StoryboardResult, build_storyboard, prepare
from callsheet_studio.storyboard.content import Chart, Code, Diagram, Equation, Picture, Table
from callsheet_studio.storyboard.decode import decode
from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.grammar import read_outline
from callsheet_studio.storyboard.model import Scene

DOCUMENTS = {file.stem: file for file in sorted((Path(__file__).parent / "documents").iterdir())}
SOURCE = re.compile(
    r"\|[\s:|-]|-->|```|\$\$|\\[a-z]{2,}|</?\w+[ >]|&\w+;|\[\^|\*\*|~~|!\[|\]\(|https?://|-{4,}"
)
"""Marks of tables, diagrams, fences, formulas, HTML, footnotes, emphasis, links and rules."""


def film(name: str, seconds: int = 300) -> StoryboardResult:
    return build_storyboard(Brief("uuid", decode(DOCUMENTS[name].read_bytes()), seconds=seconds))


def scene(name: str, title: str) -> Scene:
    return next(each for each in film(name).storyboard.scenes if each.title == title)


@pytest.mark.parametrize("seconds", [30, 300])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_source_is_spoken(name: str, seconds: int) -> None:
    written = name == "voice_ranges"  # its narration names an address
    for each in film(name, seconds).storyboard.scenes:
        found = SOURCE.search(each.narration)
        assert found is None or (written and found[0] == "https://")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_source_is_shown(name: str) -> None:
    for each in film(name).storyboard.scenes:
        shown = [each.title, *(f"{i.text} {i.second_line}" for i in each.elements)]
        assert not [text for text in shown if SOURCE.search(text)]


def test_a_note_with_everything_shows_everything() -> None:
    scenes = film("cache_note").storyboard.scenes
    kinds = [each.kind for each in scenes]
    assert kinds == (["title", "image", "table", "diagram", "code", "equation", "points", "steps"])
    table = scenes[2].content
    assert isinstance(table, Table) and len(table.rows) == 5
    assert table.rows[3] == ("Redis", "120 ms", "$240", "medium")
    assert isinstance(scenes[3].content, Diagram)
    assert scenes[3].content.source.startswith("flowchart")
    assert isinstance(scenes[4].content, Code)
    assert scenes[4].content.states[0].text.splitlines()[2] == "    if value is None:"
    assert isinstance(scenes[5].content, Equation)
    assert scenes[5].content.lines == (r"T = h \cdot t_c + (1 - h) \cdot t_d",)
    assert "the mean latency is T equals h times t sub c" in scenes[5].narration
    assert [item.text for item in scenes[6].items] == ["Stale prices", "Cold start", "Cost"]
    assert len(scenes[7].items) == 4


def test_markdown_is_read_as_markdown() -> None:
    chart = scene("llm_doc", "How much faster").content
    assert isinstance(chart, Chart)
    assert [(s.name, s.values) for s in chart.series] == [
        ("Scan (ms)", (4, 380, 41000)),
        ("Index (ms)", (1, 2, 3)),
    ]
    cost = [each for each in film("llm_doc").storyboard.scenes if each.title == "The cost"]
    assert [item.text for item in cost[1].items] == ["Space", "Writes"]
    assert cost[1].narration.startswith("Space: a copy of the column")
    assert cost[1].narration.endswith("every insert touches it. Keep few indexes.")
    assert scene("llm_doc", "Note").narration == "Note. An index on a small table is useless."
    assert "h equals log base b of n" in cost[0].narration
    assert (
        "Use one index per frequent query — not more."
        in film("llm_doc").storyboard.scenes[-1].narration
    )


def test_what_is_struck_out_is_named_as_left_out_and_a_footnote_is_said() -> None:
    made = film("llm_doc")
    (note,) = [note for note in made.notes if note.startswith("Left out")]
    assert "'Locks: gone'" in note
    assert "one column. Or of several columns." in made.storyboard.scenes[0].narration


def test_front_matter_is_not_spoken() -> None:
    script = film("frontmatter_crlf_bom")
    assert script.storyboard.scenes[0].narration == "Why teams write things down."
    assert any("author, tags, date, draft" in note for note in script.notes)


@pytest.mark.parametrize("before", ["- one", "1. one", "> said", "Prose", "| a |\n| - |\n| b |"])
def test_a_formula_is_read_once_whatever_is_before_it(before: str) -> None:
    outline = read_outline(f"# T\n\n## A\n\n{before}\n\n$$\na = b\n$$\n")
    assert [c.lines for p in outline.parts if isinstance(c := p.content, Equation)] == [("a = b",)]


def test_a_table_of_contents_and_badges_are_no_scenes() -> None:
    document = (
        "# Pool\n\n![py](https://img.shields.io/badge/python-3-blue)\n\nIt syncs a database.\n\n"
        "- [Install](#install)\n- [Use](#use)\n\n## Install\n\nRun the installer on every device."
        "\n\n## Use\n\n- [the guide](guide.md)\n- open it\n"
    )
    made = build_storyboard(Brief("", document, seconds=300))
    shown = [item.text for each in made.storyboard.scenes for item in each.items]
    assert "the guide" in shown and not {"Install", "Use"} & set(shown)
    assert not [each for each in made.storyboard.scenes if each.kind == "image"]
    (note,) = [note for note in made.notes if note.startswith("Left out")]
    assert "'Install'" in note and "'py'" in note


def test_an_empty_cell_is_not_said() -> None:
    text = "# T\n\n## A\n\n| a | b | c |\n| - | - | - |\n| one | red | – |\n| two | blue | x |\n"
    (said,) = (
        each.narration
        for each in build_storyboard(Brief("", text, seconds=300)).storyboard.scenes
        if each.kind == "table"
    )
    assert "One: red." in said and "–" not in said


def test_underlined_headings_are_headings() -> None:
    titles = [each.title for each in film("setext").storyboard.scenes]
    assert titles == ["Bread at home", "First steps", "Baking", "Done"]


def test_only_the_text_of_html_is_there() -> None:
    script = film("html_prose")
    said = " ".join(each.narration for each in script.storyboard.scenes)
    assert script.storyboard.title == "Water in the house"
    assert "Close the valve & call us if it drips. It costs < 10 € a month." in said
    assert "alert" not in said


def test_code_in_a_list_is_code() -> None:
    code = scene("asyncio", "The code").content
    assert isinstance(code, Code)
    assert code.states[0].text.splitlines()[1] == "    r, w = await open_connection(host, 80)"


def test_a_change_has_both_numbers() -> None:
    churn = scene("board", "Churn fell by almost a third")
    assert (churn.kind, churn.items[0].before, churn.items[0].value) == ("number", 3.1, 2.2)


@pytest.mark.parametrize(
    ("name", "title", "items"),
    [
        ("lost_numbers", "Three plans", ["free for one person", "$12 a month", "500 seats"]),
        ("lost_numbers", "How to start", ["2 minutes", "your team", "3 files"]),
        ("lost_numbers", "Before and after", ["3 hours", "a coffee break"]),
        ("lost_numbers", "Takeaways", ["40 hours", "little"]),
        ("lost_numbers2", "History", ["3 stores", "12 stores", "first store abroad"]),
        ("lost_numbers2", "Next steps", ["5 stores", "20 people", "rest"]),
    ],
)
def test_an_item_keeps_its_number(name: str, title: str, items: list[str]) -> None:
    assert [item.second_line for item in scene(name, title).items] == items


def test_an_item_of_emoji_alone_has_a_name() -> None:
    assert [i.text for i in scene("emoji", "✅ What is ready").items][-1] == "Fire"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_file_is_read_in_any_common_encoding(encoding: str, line_end: str) -> None:
    text = line_end.join(["# Über Bäche", "", "Ein Bach fließt – immer.", "Er ist “kühl”."])
    board = build_storyboard(Brief("uuid", decode(text.encode(encoding)))).storyboard
    assert board.title == "Über Bäche"
    assert "Ein Bach fließt – immer." in " ".join(s.narration for s in board.scenes)


SETTINGS = """---
duration: 90
aspect: 9:16
type: corporate
accent: "#0f8b8d"
---
# Rain

## It falls
- Rain: from clouds
> Rain falls from clouds, and it falls everywhere.
"""


def test_front_matter_sets_what_nobody_asked_for() -> None:
    board = read_document(SETTINGS, {}).storyboard
    assert (board.aspect_ratio, board.style) == ("9:16", "corporate")
    assert board.palette == {"accent": "#0f8b8d"}


def test_an_argument_wins_over_front_matter_with_a_note() -> None:
    asked = {
        "aspect_ratio": "16:9",
        "video_duration_seconds": 60,
        "color_palette": {"primary": "#123456"},
    }
    draft = read_document(SETTINGS, asked)
    assert (draft.storyboard.aspect_ratio, draft.storyboard.style) == ("16:9", "corporate")
    assert [note for note in draft.notes if "gave way" in note] == [
        "The document's duration gave way to the argument video_duration_seconds.",
        "The document's aspect gave way to the argument aspect_ratio.",
        "The document's colors gave way to the argument color_palette.",
    ]


def told_in(text: str, arguments: Mapping[str, Any] | None = None) -> int:
    """The length of the film that a document makes."""
    return read_document(text, arguments or {}).storyboard.seconds


def prose(words: int) -> str:
    sections = (
        f"## Bend {n}\n\n" + " ".join(f"River {n}{k} goes on to the sea." for k in range(6))
        for n in range(words // 42)
    )
    return "# The river\n\n" + "\n\n".join(sections)


def test_a_film_without_an_asked_length_holds_the_document() -> None:
    draft = read_document(prose(250), {})
    assert 60 < draft.storyboard.seconds < 120
    assert not any("Cut to fit" in note for note in draft.notes)


def test_a_film_without_an_asked_length_is_two_minutes_at_most() -> None:
    assert told_in(prose(2000)) == 120


def test_only_a_length_that_was_asked_for_can_be_missed() -> None:
    text = "# Bees\n\nA bee visits two hundred flowers an hour.\n\n## Wings\n\nThey beat fast."
    asked = ({"video_duration_seconds": 60}, "---\nduration: 60\n---\n")
    drafts = [read_document(asked[1] + text, {}), read_document(text, asked[0])]
    for draft in drafts:
        assert any(note.startswith("The words carry") for note in draft.notes)
    assert not any("The words carry" in note for note in read_document(text, {}).notes)


def test_an_asked_length_stays_whoever_asks() -> None:
    assert told_in(prose(250), {"video_duration_seconds": 45}) == 45
    assert told_in(f"---\nduration: 50\n---\n{prose(250)}") == 50


def test_scenes_of_one_title_are_told_apart_when_one_is_whole() -> None:
    drawn = "```mermaid\nflowchart LR\n  A --> B\n```"
    draft = read_document(f"# Caches\n\n## Design\n\n{drawn}\n\n```python\nget(key)\n```\n", {})
    assert not any("first lines" in note for note in draft.notes)


@pytest.mark.parametrize(
    "before",
    ["", '%%{init: {\n  "theme": "dark"\n}}%%\n', "---\ntitle: Caches\n---\n"],
    ids=["nothing", "directive", "front matter"],
)
def test_a_mind_map_keeps_its_indents_whatever_stands_before_it(before: str) -> None:
    drawn = f"{before}mindmap\n  Caches\n    Where\n      Browser\n    How long"
    draft = read_document(f"# Caches\n\n## Kinds\n\n```mermaid\n{drawn}\n```\n", {})
    assert drawn in draft.outline


def long_document(sections: int) -> str:
    said = "The river goes on for many miles, and at each bend there is something to see. " * 6
    code = "\n".join(f"print({n})" for n in range(80))
    rows = "\n".join(f"| bend {n} | {n} km | left |" for n in range(40))
    table = f"| Bend | At | Side |\n| --- | --- | --- |\n{rows}"
    return "# The river\n\n" + "\n\n".join(
        f"## Bend {n}\n\n{said}\n\n- Boat {n}: red\n- Tree {n}: old\n\n"
        f"```python\n{code}\n```\n\n{table}"
        for n in range(sections)
    )


@pytest.mark.parametrize("sections", [4, 12])
@pytest.mark.slow
def test_a_film_of_a_draft_counts_what_it_covers_of_the_document(sections: int) -> None:
    document = long_document(sections)
    draft = read_document(document, {"video_duration_seconds": 60})
    film = build_storyboard(Brief("", draft.outline, seconds=60))
    assert film.coverage and film.coverage.line == draft.coverage.line
    whole = build_storyboard(Brief("", document, seconds=300)).coverage
    assert whole and draft.coverage.total == whole.total


@pytest.mark.parametrize("sections", [1, 6])
@pytest.mark.slow
def test_a_long_document_becomes_an_outline_that_can_be_sent(sections: int) -> None:
    draft = read_document(long_document(sections), {"video_duration_seconds": 120})
    assert len(draft.outline) <= LONGEST_TASK
    again = build_storyboard(Brief("", draft.outline, seconds=120)).storyboard
    assert again.model_dump(exclude={"seed"}) == draft.storyboard.model_dump(exclude={"seed"})
    assert draft.coverage.total["sections"] == sections
    assert draft.coverage.total["table rows"] == 40 * sections
    lost = sections * 40 - draft.coverage.shown["table rows"]
    rows = re.findall(r"(\d+) table row", " ".join(draft.coverage.left_out))
    assert sum(map(int, rows)) == lost


def test_scenes_of_a_long_document_keep_their_numbers_in_the_notes() -> None:
    about = "is about a matter that number {} stands for"
    sections = [
        f"## Section {n}\n\n" + "\n".join(f"- Point {k} {about.format(k * n)}" for k in range(6))
        for n in range(1, 51)
    ]
    read = read_document("# Many\n\n" + "\n\n".join(sections), {})
    kept = [scene.title for scene in read.storyboard.scenes[1:]]
    (cuts,) = (note for note in read.notes if note.startswith("Cut to fit"))
    less = cuts.partition("say less: ")[2].partition(". ")[0].split(", ")
    named = ["scene 1 ('Many')", *(f"scene {int(t.split()[1]) + 1} ({t!r})" for t in kept)]
    assert 4 < len(kept) < 20 and set(filter(None, less)) <= set(named)
    assert f"and {50 - len(kept) - 12} more" in cuts


def test_no_scene_of_a_recording_is_given_up() -> None:
    text = "# Many\n\n" + "\n\n".join(f"## Part {n}\n\nIt is about {n}." for n in range(100))
    recording = {"path": "voice.wav", "file": "voice.wav"}
    whole, recorded = (
        prepare(Brief("a-uuid", text, seconds=30, recording=spoken)).without_hopeless()
        for spoken in ({}, recording)
    )
    assert whole.given_up and not recorded.given_up


def test_settings_that_fill_an_outline_are_refused_with_what_to_do() -> None:
    with pytest.raises(FilmRejected, match="Shorten the style or the voice"):
        read_document(f"---\nvoice: {'warm ' * 1100}\n---\n# T\n\n## A\n\n- b\n", {})


def test_coverage_counts_what_a_document_holds() -> None:
    text = decode(DOCUMENTS["cache_note"].read_bytes())
    coverage = read_document(text, {"video_duration_seconds": 300}).coverage
    assert coverage.line == (
        "6 of 6 sections, 5 of 5 sentences, 11 of 11 items, 1 of 1 pictures, 5 of 5 table rows, "
        "1 of 1 diagrams, "
        "1 of 1 code blocks, 6 of 6 lines of code, 1 of 1 formulas"
    )


def test_each_sentence_that_is_left_out_is_counted_at_its_scene() -> None:
    said = [f"The river number {n} runs to the sea and carries sand." for n in range(18)]
    some, others = " ".join(said[:9]), " ".join(said[9:])
    text = f"# T\n\n## Rivers\n\n{some}\n\n## Seas\n\nSeas are deep. {others}\n"
    coverage = read_document(text, {"video_duration_seconds": 30}).coverage
    lost = coverage.total["sentences"] - coverage.shown["sentences"]
    rows = re.findall(r"scene \d+ .*: (\d+) sentence", "\n".join(coverage.left_out))
    assert lost > 9 and sum(map(int, rows)) == lost


def test_a_document_of_more_than_200_kb_is_refused_with_what_to_do() -> None:
    with pytest.raises(FilmRejected, match="Send it in parts"):
        read_document("word " * 50_000, {})


def test_a_picture_has_its_address_and_its_callouts() -> None:
    text = "# T\n## S\n![A map](maps/a b.png)\n- @40,60: the harbour\n> Here it is.\n## E\n- x"
    held = build_storyboard(
        Brief("uuid", text.replace("maps/a b.png", "<maps/a b.png>"))
    ).storyboard.scenes[1]
    assert isinstance(held.content, Picture)
    assert held.content.address == "maps/a b.png"
    assert [(c.x, c.y, c.text) for c in held.content.callouts] == [(40, 60, "the harbour")]


POLICY = "# Working elsewhere\n\n" + "\n".join(
    f"## {n}. {name}\n\n"
    + "\n".join(
        f"- {name} rule {k}. It says who may work where, and for how many days a year:\n"
        f"  - it begins in week {n + k};\n  - it ends in week {n + k + 20};"
        for k in range(1, 6)
    )
    for n, name in enumerate(("Purpose", "People", "Places", "Duties", "Security", "Leave"), 1)
)


def test_lists_are_said_in_full_though_the_outline_is_bounded() -> None:
    """Words that are made of what a scene shows take no room in the outline."""
    draft = read_document(POLICY, {"video_duration_seconds": 300})
    assert len(draft.outline) <= LONGEST_TASK and draft.storyboard.seconds > 240
    said = {scene.title: scene.narration for scene in draft.storyboard.scenes}
    assert all(f"week {5 + k}" in said["Security"] for k in range(1, 4))
    again = build_storyboard(Brief("", draft.outline, seconds=300)).storyboard
    assert again.scenes == draft.storyboard.scenes
    assert not [text for text in said.values() if "::" in text or ";;" in text]


def test_the_rows_of_a_table_are_said() -> None:
    (said,) = (
        each.narration for each in film("cache_note").storyboard.scenes if each.kind == "table"
    )
    assert "Redis: p95 latency 120 ms, monthly cost $240, ops effort: medium." in said
