"""The outline grammar, as its module's docstring promises it."""

import pytest

from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.grammar import is_outline, read_outline
from callsheet_studio.storyboard.grammar_text import GRAMMAR, PAGE
from callsheet_studio.storyboard.kind_names import KINDS
from callsheet_studio.storyboard.outline import NarrationLine

SOLAR = """\
# Home solar, honestly {sun}
subtitle: What a roof can do
> Your roof could
> pay you back.

## From sunlight to socket [steps] {plug, 60+}
- Sunlight: photons arrive {sun}
- Solar panel: electrons move {icon: solar-panel}
> Sunlight falls on the panel.
> There it sets electrons free. {120+}
hold: 2 s

## What you save
subtitle: US dollars
- Year 1: $900
- Year 20: $24,500
"""


def test_the_title_scene_is_what_stands_above_the_first_heading() -> None:
    outline = read_outline(SOLAR)
    assert (outline.title, outline.opening.icon) == ("Home solar, honestly", "sun")
    assert outline.opening.subtitle == "What a roof can do"
    assert [line.text for line in outline.opening.lines] == ["Your roof could", "pay you back."]


def test_a_scene_has_its_kind_icon_mark_items_narration_and_hold() -> None:
    scene = read_outline(SOLAR).parts[0]
    assert (scene.title, scene.kind) == ("From sunlight to socket", "steps")
    assert (scene.icon, scene.since, scene.hold) == ("plug", 60, 2.0)
    shown = [(e.item.text, e.item.detail, e.item.icon) for e in scene.entries]
    assert shown == [
        ("Sunlight", "photons arrive", "sun"),
        ("Solar panel", "electrons move", "solar-panel"),
    ]
    assert scene.lines[1] == NarrationLine("There it sets electrons free.", 120)


def test_a_number_after_the_colon_keeps_its_writing_and_gets_a_value() -> None:
    entries = read_outline(SOLAR).parts[1].entries
    assert [(e.item.value, e.item.label) for e in entries] == [(900.0, "$900"), (24500, "$24,500")]


@pytest.mark.parametrize(
    "bullet",
    ["- a: b", "* a: b", "+ a: b", "• a: b", "1. a: b", "1) a: b", "- a — b", "-  **a:** b"],
)
def test_any_common_bullet_makes_an_item(bullet: str) -> None:
    (entry,) = read_outline(f"## S\n{bullet}").parts[0].entries
    assert (entry.item.text, entry.item.detail) == ("a", "b")


@pytest.mark.parametrize("text", ["# T\r\n## S\r\n- a\r\n", "# T\n### S ##\n- a", "# T\n##S\n* a"])
def test_line_ends_deeper_headings_and_missing_spaces_do_not_matter(text: str) -> None:
    outline = read_outline(text.replace("\r\n", "\n"))
    assert (outline.title, outline.parts[0].title) == ("T", "S")


def test_an_indented_bullet_adds_to_the_detail_above() -> None:
    (entry,) = read_outline("## S\n- Cats\n  - quiet\n  - clean").parts[0].entries
    assert (entry.item.text, entry.item.detail) == ("Cats", "quiet; clean")


def test_stray_text_is_narration_and_a_prefix_says_the_same() -> None:
    part = read_outline("## S\nThis is spoken.\nNarrator: So is **this**.").parts[0]
    assert [line.text for line in part.lines] == ["This is spoken.", "So is this."]


def test_stage_directions_are_left_out_with_a_note() -> None:
    outline = read_outline("## S\nVisual: a lock closes\n> Spoken.")
    assert [line.text for line in outline.parts[0].lines] == ["Spoken."]
    assert "Stage directions" in outline.notes[0]


def test_an_unknown_kind_is_named_in_a_note() -> None:
    outline = read_outline("## S [hologram]\n- a")
    assert outline.parts[0].kind is None
    assert "'hologram'" in outline.notes[0]


def test_a_quote_takes_its_author_from_a_dash() -> None:
    part = read_outline("## S\n> Be brief.\n> — Anna").parts[0]
    assert (part.subtitle, [line.text for line in part.lines]) == ("Anna", ["Be brief."])


def test_a_quote_takes_its_author_from_the_end_of_its_line_as_well() -> None:
    part = read_outline("## S [quote]\n> Be brief. — Anna B. Clear").parts[0]
    assert (part.subtitle, [line.text for line in part.lines]) == ("Anna B. Clear", ["Be brief."])


def test_a_dash_in_a_spoken_line_names_nobody() -> None:
    part = read_outline("## S\n> Be brief. — Anna said so.").parts[0]
    assert part.subtitle is None and part.lines[0].text == "Be brief. — Anna said so."


def test_a_number_may_stand_before_what_it_counts() -> None:
    (entry,) = read_outline("## S [number]\n- 2,250,000,000: cups a day {coffee}").parts[0].entries
    assert (entry.item.text, entry.item.value) == ("cups a day", 2.25e9)
    assert (entry.item.label, entry.item.icon) == ("2,250,000,000", "coffee")


@pytest.mark.parametrize("line", ["- 1989: the web begins", "- Cups: 3", "- 12"])
def test_a_year_is_not_taken_for_a_count_and_a_counted_thing_stays_first(line: str) -> None:
    (entry,) = read_outline(f"## S [number]\n{line}").parts[0].entries
    assert entry.item.text == line.removeprefix("- ").partition(":")[0]


def test_braces_that_hold_something_else_are_text() -> None:
    (entry,) = read_outline('## S\n- JSON: {"a": 1}').parts[0].entries
    assert entry.item.detail == '{"a": 1}'


def test_a_list_without_headings_is_a_scene_named_by_its_first_line() -> None:
    outline = read_outline("Before you travel:\n- passport\n- tickets")
    assert [part.title for part in outline.parts] == ["Before you travel"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# T", True),
        ("- a\n- b", True),
        ("1. a\n2. b", True),
        ("- a", False),
        ("#tag words", False),
    ],
)
def test_an_outline_is_told_by_a_heading_or_a_list(text: str, expected: bool) -> None:
    assert is_outline(text) is expected


def test_the_grammar_for_models_is_short_and_is_itself_an_outline() -> None:
    assert len(GRAMMAR) <= 1_300
    assert is_outline(GRAMMAR)


def test_the_grammar_names_every_kind() -> None:
    assert all(kind in GRAMMAR and kind in PAGE for kind in KINDS)


def test_the_film_on_the_grammars_page_is_read_as_the_page_says() -> None:
    example = PAGE.partition("```markdown\n")[2].partition("\n```")[0]
    outline = read_outline(example)
    assert (outline.title, outline.opening.icon) == ("Choosing a cache", "database")
    assert outline.settings.values["duration"] == "60"
    table, number, closing = outline.parts
    assert table.content is not None and table.content.type == "table"
    assert table.highlight == "Redis"
    assert (number.entries[0].item.before, number.entries[0].item.value) == (480, 120)
    assert closing.kind == "closing"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("```python\nx = 1\n```", "code"),
        ("    x = 1", "code"),
        ("$$x = 1$$", "equation"),
        ("```math\nx = 1\n```", "equation"),
        ("```mermaid\nflowchart LR\nA-->B\n```", "diagram"),
        ("![a](b.png)", "picture"),
        ("| a | b |\n| - | - |\n| c | d |", "table"),
        ("```csv\na,b\nc,d\n```", "table"),
        ("| a | b | c |\n| - | - | - |\n| d | 1 | 2 |\n| e | 3 | 4 |", "chart"),
        ("Term\n: meaning", "definition"),
    ],
)
def test_a_block_is_the_content_of_its_scene(text: str, kind: str) -> None:
    (part,) = read_outline(f"# T\n## S\n\n{text}").parts
    assert part.content is not None and part.content.type == kind


def test_a_table_of_one_column_of_numbers_is_a_chart_of_items() -> None:
    (part,) = read_outline("# T\n## S\n| Q | Sales |\n| - | - |\n| Q1 | $4 |\n| Q2 | $5 |").parts
    assert [(e.item.text, e.item.label) for e in part.entries] == [("Q1", "$4"), ("Q2", "$5")]
    assert part.subtitle == "Sales"


def test_words_around_what_is_shown_go_with_it() -> None:
    text = (
        "# T\n## S\nFirst this.\n\n```sh\na\n```\n\nIt runs. And then:\n\n```sql\nb\n```\n\nDone."
    )
    said = [[line.text for line in part.lines] for part in read_outline(text).parts]
    assert said == [["First this."], ["It runs. And then:", "Done."]]


def test_code_that_changes_is_one_scene_with_two_states() -> None:
    text = (
        "# T\n## S\n```py {1|all}\na = 1\nb = 2\n```\n```py\na = 1\nb = 3\n```\n```output\n4\n```"
    )
    (part,) = read_outline(text).parts
    assert part.content is not None and part.content.type == "code"
    assert [state.text for state in part.content.states] == ["a = 1\nb = 2", "a = 1\nb = 3"]
    assert part.content.states[0].steps == ((1,), ())
    assert part.content.output == "4"


def test_groups_of_an_equation_have_labels() -> None:
    lines = (r"x = \sqrt{ {{b^2-4ac}} } \\", "x = {{k_1}}")
    label = "- {{b^2-4ac}}: how *many* roots"
    text = "\n".join(["# T", "## S", "$$", *lines, "$$", label])
    (part,) = read_outline(text).parts
    assert part.content is not None and part.content.type == "equation"
    assert part.content.lines == (r"x = \sqrt{ {{b^2-4ac}} }", "x = {{k_1}}")
    assert part.content.groups == ("b^2-4ac", "k_1")
    assert [(each.group, each.text) for each in part.content.labels] == [
        ("b^2-4ac", "how many roots")
    ]


@pytest.mark.parametrize(("shape", "first"), [("tree", "mindmap"), ("cycle", "flowchart")])
def test_a_nested_list_can_be_drawn(shape: str, first: str) -> None:
    (part,) = read_outline(f"# T\n## S [{shape}]\n- a\n  - b\n- c").parts
    assert part.content is not None and part.content.type == "diagram"
    assert part.content.source.startswith(first)


def test_numbers_of_scenes_are_no_part_of_their_titles() -> None:
    numbered = read_outline("# T\n## 1: A\n- x\n## 2: B\n- y")
    assert [part.title for part in numbered.parts] == ["A", "B"]
    assert [part.title for part in read_outline("# T\n## 9: A\n- x").parts] == ["9: A"]


@pytest.mark.parametrize(
    "money", ["It costs $5 and $6.", "From $1,000–$2,000.", "Set $HOME:$PATH."]
)
def test_dollars_are_not_taken_for_formulas(money: str) -> None:
    assert read_outline(f"# T\n## S\n> {money}").parts[0].lines[0].text == money


def test_a_formula_is_spoken_in_the_language_of_the_text() -> None:
    text = (
        "# Der Satz\n## Das Quadrat\n> Das ist nicht schwer, und mit $x^2$ wird es auch die Fläche."
    )
    assert "x Quadrat" in read_outline(text).parts[0].lines[0].text


@pytest.mark.parametrize("key", ["palette", "colors"])
def test_a_palette_may_stand_in_one_line(key: str) -> None:
    """As `callsheet make --palette` takes it."""
    head = f"---\n{key}: primary=#5b3a21, secondary: #f3e3c8,accent=#e07a2f\n---\n"
    made = build_storyboard(
        Brief("uuid", f"{head}# Bread\n\n## Rolls\n- Rye\n", unset=("palette",))
    )
    assert made.storyboard.palette == {
        "primary": "#5b3a21",
        "secondary": "#f3e3c8",
        "accent": "#e07a2f",
    }
    assert not any("left out" in note for note in made.notes)
