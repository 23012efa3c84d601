"""Short and odd documents: what a film is asked of when nobody thinks of films.

Right: nothing of a document is lost without a word, nothing is shown that it doesn't say, and what
an assistant reads about it stays short (issue "Any document becomes a lesson").
"""

from pathlib import Path

import pytest

from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.document import DocumentDraft, read_document

DOCUMENTS = Path(__file__).parent / "documents"


def draft(name: str, seconds: int = 300) -> DocumentDraft:
    text = (DOCUMENTS / f"{name}.md").read_text("utf-8")
    return read_document(text, {"video_duration_seconds": seconds})


def titles(drafted: DocumentDraft) -> list[str]:
    return [scene.title for scene in drafted.storyboard.scenes]


def spoken(drafted: DocumentDraft) -> str:
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


def test_a_document_of_one_table_or_piece_of_code_has_a_title_of_its_own() -> None:
    assert titles(draft("table_only"))[0] == "Route, Departs, Arrives, Stops"
    assert "Untitled" not in spoken(draft("code_only"))


def test_questions_are_headings_and_their_answers_are_said_without_marks() -> None:
    made = draft("faq")
    assert titles(made)[1:5] == [
        "Can I bring my dog?",
        "Is there parking?",
        "Do you take cards?",
        "How do I cancel?",
    ]
    assert "Q:" not in spoken(made) and "A:" not in spoken(made)
    assert "Can you cook without gluten?" in titles(made)


def test_every_item_of_a_deep_list_is_shown_below_its_own() -> None:
    made = draft("nested")
    shown = [f"{i.text}: {i.detail}" for scene in made.storyboard.scenes for i in scene.items]
    assert "Get your badge: At the front desk" not in shown
    assert "Ship a one-line change: It goes live on Thursday" in shown
    icons = [i.icon for scene in made.storyboard.scenes for i in scene.items if i.icon]
    assert icons == ["square-check", "square"]
    assert "20 of 20 items" in made.coverage.line
    assert not [note for note in made.notes if "Shortened" in note]


def test_paragraphs_of_a_letter_do_not_run_into_each_other() -> None:
    made = draft("letter")
    assert "3 March 2026. Thank you for your letter" in spoken(made)
    assert "Daniel Price" not in made.outline
    assert titles(made)[-1] == "P.S. The large-print shelf has 140 new titles"
    assert made.coverage.line == "10 of 10 sentences"


def test_a_few_words_of_another_script_do_not_decide_the_language() -> None:
    made = draft("mixed")
    assert made.storyboard.language == "en"
    (note,) = [note for note in made.notes if "other languages" in note]
    assert "'Deutsch' (German), '日本語' (Japanese), 'Русский' (Russian)" in note


def test_badges_links_and_emoji_codes_are_neither_said_nor_shown() -> None:
    made = draft("badges")
    assert titles(made)[0] == "Tidepool"
    words = spoken(made)
    assert not [word for word in ("CI", "Downloads", "•", ":rocket:", "PyPI") if word in words]
    (note,) = [note for note in made.notes if note.startswith("Left out")]
    assert "'CI'" in note and "'Key Features • How To Use • License'" in note
    assert ":rocket:" in note


FOOTNOTES = """\
# Tides

The tide is high.[^1] The moon pulls at it.[^2]

## Ports

- Dover[^3]
- Calais

| Port | Depth |
| ---- | ----- |
| Dover[^4] | 8 m |
| Calais | 6 m |

[^1]: Twice a day.
[^2]: <https://moon.example/tides>
[^3]: The oldest of all.
[^4]: At low water.
[^5]: Nobody asks for this.
"""


def test_footnotes_are_said_where_they_are_named_and_are_counted() -> None:
    made = read_document(FOOTNOTES, {"video_duration_seconds": 300})
    scenes = made.storyboard.scenes
    assert scenes[0].narration == "The tide is high. The moon pulls at it. Twice a day."
    ports = next(scene for scene in scenes if scene.kind in ("points", "closing"))
    assert [(i.text, i.detail) for i in ports.items][0] == ("Dover", "The oldest of all.")
    table = next(scene for scene in scenes if scene.kind in ("table", "bars"))
    assert table.narration.endswith("At low water.") and "Dover" in table.narration
    assert "3 of 3 footnotes" in made.coverage.line
    (note,) = [note for note in made.notes if note.startswith("Left out")]
    assert "an address: 'https://moon.example/tides'" in note
    assert "nothing refers to: '5'" in note


LONG_ITEMS = """\
# Parsers

## Findings

We ran every parser three times, and these are the findings of all of the runs.

- DuckDB failed at first. It stopped at row 3,118,204 of the second file, where a quote is never
  closed, and it reads the file when `strict_mode` is off.
- Polars is fast. It takes 1.4 seconds.
- Parquet is small, while the other formats take a lot more space on the disk than it
  does
"""


def test_an_item_that_is_too_long_has_a_scene_of_its_own() -> None:
    made = read_document(LONG_ITEMS, {"video_duration_seconds": 120})
    findings, duck = made.storyboard.scenes[1:3]
    assert [(i.text, i.detail) for i in findings.items] == [
        ("DuckDB failed at first.", None),
        ("Polars is fast. It takes 1.4 seconds.", None),
        (
            "Parquet is small",
            "while the other formats take a lot more space on the disk than it does",
        ),
    ]
    assert duck.title == "DuckDB failed at first" and "3,118,204" in duck.narration
    assert "…" not in made.outline.replace("> …", "")


@pytest.mark.slow
def test_what_an_assistant_reads_of_a_long_changelog_is_short() -> None:
    """80 versions: the brackets of links without an address go, and the lists are bounded."""
    versions = "".join(
        f"## [{n // 10}.{n % 10}.0] - 2026-01-01\n\n### Fixed\n\n- Crash {n} in the parser.\n\n"
        f"### Added\n\n- Option {n} of the client.\n\n"
        for n in range(80, 0, -1)
    )
    made = read_document(f"# Changelog\n\n{versions}", {})
    assert not [title for title in titles(made) if "[" in title]
    assert len(made.coverage.left_out) <= 25
    assert max(map(len, made.notes)) < 2000


RUNBOOK = """# Queue runbook

When the pager rings, act fast and tell the team in the channel of the day. Most incidents end \
within 45 minutes.

## Checks

- The disk of the queue is 80% full. Owner: Mira
- Costs: $12 a month

## Who may help

1. your team lead,
2. the ombudsperson

## Goals

Italy scored three goals and Spain two.

| Team | Goals |
| --- | --- |
| Italy | 3 |
| Spain | 2 |
"""


def test_a_documents_first_facts_are_drawn_and_not_only_said_over_its_title() -> None:
    title, fact = read_document(RUNBOOK, {}).storyboard.scenes[:2]
    assert title.narration.startswith("When the pager rings")
    assert "45 minutes" in f"{fact.title} {[item.text for item in fact.items]}"


def test_an_item_of_two_sentences_is_parted_between_them() -> None:
    checks = read_document(RUNBOOK, {}).storyboard.scenes[2]
    assert [(item.text, item.second_line) for item in checks.items] == [
        ("The disk of the queue is 80% full", "Owner: Mira"),
        ("Costs", "$12 a month"),
    ]
    assert "80% full. Owner: Mira." in checks.narration


def test_a_numbered_list_of_people_is_no_list_of_steps_to_the_ear() -> None:
    people = read_document(RUNBOOK, {}).storyboard.scenes[3]
    assert people.narration == "Who may help. One: your team lead. Two: the ombudsperson."


def test_numbers_that_are_said_in_words_are_not_said_again() -> None:
    goals = read_document(RUNBOOK, {"video_duration_seconds": 120}).storyboard.scenes[4]
    assert goals.narration == "Italy scored three goals and Spain two."


def read(text: str, seconds: int = 300) -> DocumentDraft:
    return read_document(text, {"video_duration_seconds": seconds})


GRID = (
    "| minute | height (cm) | DuckDB (pyarrow) |\n| - | - | - |\n| 0 | 5 | 1.2 |\n| 45 | 7 | 9 |\n"
)


def test_a_row_without_a_name_is_said_with_its_columns_heading_and_only_units_as_units() -> None:
    made = read(f"# Dough\n\n## How it rises\n\n{GRID}\n## End\n\n- Bake it\n")
    assert "Minute 0: height 5 cm, DuckDB (pyarrow) 1.2." in spoken(made)


def test_numbers_that_count_all_headings_are_left_out() -> None:
    text = "# Rules\n\n## 1. Purpose\n\n- a rule\n\n## 2. Who\n\n- all\n\n## 3. End\n\n- now\n"
    assert titles(read(text))[1:] == ["Purpose", "Who", "End"]
    assert titles(read(text.replace("3. End", "5. End")))[1:] == ["1. Purpose", "2. Who", "5. End"]


def test_a_long_item_is_not_parted_within_its_parentheses() -> None:
    item = "Background rendering with as many as four worker processes (#431, thanks to a reader)"
    made = read(f"# New\n\n## Added\n\n- {item}\n- Charts\n")
    shown = [item.text for item in made.storyboard.scenes[1].items]
    assert shown == ["Background rendering with as many as four worker processes", "Charts"]


def test_a_question_with_boxes_is_a_scene_that_asks_and_then_says_what_is_right() -> None:
    quiz = "? The Moon is lit on the left. It is …\n\n- [ ] waxing\n- [x] waning\n"
    made = read(f"# Moon\n\n## Quiz\n\n{quiz}\n? What causes it?\n\n- [x] the Sun\n- [ ] clouds\n")
    assert titles(made)[1:] == ["Quiz: The Moon is lit on the left. It is …", "What causes it?"]
    assert "It is … Waxing or waning? Waning." in spoken(made)


def test_a_bold_question_before_its_answer_is_a_heading() -> None:
    made = read("# App\n\n## FAQ\n\n**How large?** Up to 11 GB.\n\n**Is it `fast`?** It is.\n")
    assert titles(made)[1:] == ["FAQ: How large?", "Is it fast?"]


def test_no_scene_begins_with_a_sentence_that_leans_on_the_one_before_it() -> None:
    prose = (
        "Science for grade 6, lesson 11 of 18. You need a lamp, an orange and a pencil. "
        "Look at the Moon tonight, and look again in a week. It will have another shape. "
        "Many people think that the shadow of the Earth is to blame for that. Nobody who has "
        "looked at the Moon by day can believe this, for the Sun stands in the sky as well. "
        "What changes is where we stand and from which side we look at the half that is lit."
    )
    text = f"# The Moon\n\n{prose}\n\n## What you need\n\n- a lamp\n"
    said = [scene.narration for scene in read(text).storyboard.scenes]
    assert len(said) > 2 and not [each for each in said if each.startswith("It will")]


def test_what_is_shown_is_said_right_after_the_words_that_introduce_it() -> None:
    steps = "1. your team lead\n2. your contact\n3. the ombudsperson\n"
    about = "Problems are solved by the first person who can:"
    made = read(f"# Rules\n\n## Help\n\n{about}\n\n{steps}\nBreaking the rules has consequences.\n")
    assert f"{about} One: your team lead." in spoken(made)
    again = build_storyboard(Brief("uuid", made.outline)).storyboard
    assert again.scenes == made.storyboard.scenes


def test_what_is_told_before_a_list_has_scenes_of_its_own() -> None:
    told = " ".join(f"The year {n} was a good one for the river and its boats." for n in range(8))
    made = read(
        f"# T\n\n## Boats\n\n{told} These were the boats:\n\n- a ferry\n- a barge\n- a raft\n"
    )
    *before, last = made.storyboard.scenes[1:]
    assert len(before) > 1 and {scene.title for scene in (*before, last)} == {"Boats"}
    assert last.narration.startswith("These were the boats:")


def test_the_name_of_a_scene_is_not_said_right_after_it_was_an_item() -> None:
    nested = "\n".join(
        f"   - {n} persons who work on site for at least four days" for n in range(6)
    )
    made = read(f"# Rules\n\n## Who\n\n1. All employees\n2. Guests:\n{nested}\n")
    assert titles(made)[1:3] == ["Who", "Guests"]
    assert "Two: Guests: 0 persons" in spoken(made)


def test_of_many_links_that_are_left_out_the_first_are_named_and_the_others_counted() -> None:
    links = "\n".join(f"- [Part {n}](#part-{n})" for n in range(30))
    (note,) = [n for n in read(f"# T\n\n{links}\n\n## A\n\n- b\n").notes if "Left out" in n]
    assert "'Part 7' and 22 more" in note and "Part 8" not in note


def test_ticks_in_a_table_are_said_by_their_columns_headings() -> None:
    rows = "| Redis | ✅ | ❌ |\n| SQLite | ✗ | ✔️ (file lock) |"
    grid = f"| Store | Async | On disk |\n|-|-|-|\n{rows}\n"
    made = read(f"# Stores\n\n## Which\n\n{grid}\n## End\n\n- Choose\n")
    assert "Redis: async, not on disk. SQLite: no async, on disk (file lock)." in spoken(made)


def test_a_line_of_nothing_but_links_is_left_out_and_named() -> None:
    line = "[Docs](https://a.example) · [Changes](https://b.example)"
    made = read(f"# T\n\n## A\n\n- [x](https://c.example), [y](https://d.example)\n\n{line}\n")
    assert "Docs" not in spoken(made) and "X, y" in spoken(made)
    assert "Left out: a line of links: 'Docs · Changes'." in made.notes


def test_lines_with_labels_are_sentences_and_wrapped_lines_are_not() -> None:
    lines = "**Present:** Mira, Jon\n**Excused:** Ben\n**Minutes:** Jon"
    made = read(f"# Weekly\n\n{lines}\n\n## Next\n\nA line that goes\non in the next one.\n")
    assert "Present: Mira, Jon. Excused: Ben. Minutes: Jon." in spoken(made)
    assert "A line that goes on in the next one." in spoken(made)


def test_what_stands_in_parentheses_after_an_item_is_no_sentence() -> None:
    made = read("# Plan\n\n## Steps\n\n1. The machine renews them. (Aiko, until March)\n2. Check\n")
    assert "The machine renews them. (Aiko, until March)" in spoken(made)
    assert ".:" not in spoken(made)


def test_a_note_of_a_document_is_in_its_film() -> None:
    made = read(
        "# Plan\n\n## Steps\n\nIt works.\n\n**Note**: only until noon.\n\nNote: not today.\n"
    )
    assert "Note. Only until noon." in spoken(made) and "Note: not today." in spoken(made)


def test_the_lines_of_a_formula_are_said_with_a_pause() -> None:
    made = read("# Line\n\n## So\n\nThis gives\n\n$$a = 1 \\\\ b = 2$$\n\n## End\n\n- Done\n")
    assert "This gives a equals 1, b equals 2." in spoken(made)


def test_lines_with_bold_labels_are_a_list() -> None:
    lines = "**Severity:** SEV-1  \n**Duration**: 47 minutes (09:12–09:59)  \n**Owner:** @dana"
    first = read(f"# Postmortem\n\n{lines}\n\n## Why\n\nIt broke.\n").storyboard.scenes[1]
    assert first.title == "Postmortem"
    assert [(item.text, item.second_line) for item in first.items] == [
        ("Severity", "SEV-1"),
        ("Duration", "47 minutes (09:12–09:59)"),
        ("Owner", "@dana"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "**Finds things.**\n[Docs](https://a.example) · [Help](#help) · Chat",
        "<p><b>Finds things.</b><br><a href='#a'>Docs</a> · <a href='#help'>Help</a> · Chat</p>",
    ],
    ids=["Markdown", "HTML"],
)
def test_a_menu_below_a_sentence_is_left_out_and_named(text: str) -> None:
    made = read(f"# rake\n\n{text}\n\n## Help\n\nAsk us.\n")
    assert "Finds things." in spoken(made) and "Docs" not in spoken(made)
    assert "Left out: a line of links: 'Docs · Help · Chat'." in made.notes


def test_what_stands_between_formulas_is_said_between_them() -> None:
    made = read(
        "# Sky\n\n## Blue\n\nIt depends on\n\n$$I = 1$$\n\nSo how much more?\n\n$$B = 6$$\n\n"
        "Six times.\n\n## End\n\nLook up.\n"
    )
    assert "It depends on I equals 1. So how much more? B equals 6. Six times." in spoken(made)
    assert made.coverage.total["sentences"] == 4
