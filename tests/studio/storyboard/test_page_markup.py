"""What an editor or the program of a web page needs is no part of a document's words."""

import textwrap

import pytest

from callsheet_studio.storyboard.document import DocumentDraft, read_document
from callsheet_studio.storyboard.inline import read_inline
from callsheet_studio.storyboard.markdown import inline_tokens
from callsheet_studio.storyboard.model import Scene

PROSE = (
    "A crate is the smallest amount of code that the compiler considers at a time, even where it "
    "is one file. Crates can contain modules, and the modules may be in other files that get "
    "compiled with the crate. A crate comes in one of two forms: a binary or a library crate. "
    "Each binary crate must have a function called main that says what happens when it runs. "
    "Library crates have no main function, and they do not compile to something that runs. "
    "Instead, they hold what several projects share, such as random numbers. A package is a bundle "
    "of one or more crates. It contains a file that describes how to build them, e.g. with which "
    "features, and at most one library crate."
)


def draft(body: str, seconds: int = 300) -> DocumentDraft:
    return read_document(f"# Crates\n\n{body}\n", {"video_duration_seconds": seconds})


def told(made: DocumentDraft) -> list[tuple[str, str, tuple[str, ...]]]:
    def texts(scene: Scene) -> tuple[str, ...]:
        return tuple(item.text for item in scene.items)

    return [(scene.title, scene.narration, texts(scene)) for scene in made.storyboard.scenes]


@pytest.mark.parametrize("margin", [50, 60, 72, 80, 100])
@pytest.mark.parametrize("seconds", [30, 60, 300])
@pytest.mark.parametrize("heading", ["", "## Forms\n\n"])
def test_a_margin_changes_nothing(margin: int, seconds: int, heading: str) -> None:
    wrapped = textwrap.fill(PROSE, margin, break_on_hyphens=False)
    assert told(draft(heading + wrapped, seconds)) == told(draft(heading + PROSE, seconds))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Ingredients:\nflour\nbutter", 3),
        ("Dana: leads the team and writes the plan\nAmir: checks it", 2),
        ("Roses are red\nViolets are blue", 2),
        ("The plan was written by Dana and Luis,\nwho live in Bern", 1),
        ("The plan was written by Dana and by Luis  \nand checked by Amir", 2),
        ("They asked the people of Neuchâtel and of\nBern. Nobody came.", 1),
        ("They asked the people of Neuchâtel and Bern.\nNobody came.", 2),
        ("Der Brief kam aus einem der Häuser in der\nGasse am Fluss.", 1),
        ("see\n[it](a.md)", 1 + 1),
    ],
)
def test_lines_are_one_sentence_only_where_a_margin_broke_it(text: str, lines: int) -> None:
    assert len(read_inline(inline_tokens(text)).unwrapped) == lines


@pytest.mark.parametrize(
    "heading",
    [
        "## Why fast? {#why}",
        "## Why fast? {: .title #why}",
        "## Why fast? {.unnumbered}",
        "## Why fast? { #why .wide }",
    ],
)
def test_a_heading_s_attributes_are_no_part_of_it(heading: str) -> None:
    made = draft(f"{heading}\n\nBecause people wait.\n\n## How fast? {{sun}}\n\nIn a day.")
    assert [title for title, *_ in told(made)][1:] == ["Why fast?", "How fast?"]
    assert made.storyboard.scenes[2].icon == "sun"


def test_attributes_of_pictures_and_links_are_not_said() -> None:
    made = draft(
        '## Merging\n\n![Two branches](merge.svg){alt=\'A diagram that "merges"\' width="60%"}\n\n'
        "See [the manual](https://example.org/a){:target=_blank} for more. {: .lead}\n\n"
        "{: .note}\nA set is written `{a}` and {b}.\n\n{% include nav.html %}\n\n"
        "{{< toc >}}\n\nEnd of it."
    )
    said = " ".join(narration for _, narration, _ in told(made))
    for markup in ("alt", "60%", "_blank", "include", "toc", ".note"):
        assert markup not in said
    assert "See the manual for more." in said
    assert "{b}" in said


@pytest.mark.parametrize(
    "line",
    [
        "{{#include ../listings/output.txt}}",
        "{{#rustdoc_include ../src/main.rs:here}}",
        '--8<-- "docs/example.py"',
        ".. literalinclude:: example.py",
    ],
)
def test_code_that_another_file_holds_is_left_out_with_a_note(line: str) -> None:
    made = draft(f"## Running\n\nRun it as follows.\n\n```rust\n{line}\n```\n\nIt prints a number.")
    assert [scene.kind for scene in made.storyboard.scenes].count("code") == 0
    assert any("code from another file" in note for note in made.notes)
    assert "It prints a number." in made.outline


@pytest.mark.parametrize(
    "line", ["Next: [Comments](comments.md)", "[Back](a.md)", "« [Previous](b.md)"]
)
def test_the_way_to_the_next_page_is_left_out(line: str) -> None:
    made = draft(f"## Speed\n\nAnswer within a day.\n\n{line}")
    assert "Comments" not in made.outline and "Back" not in made.outline
    assert made.storyboard.scenes[-1].narration == "Answer within a day."


CHAPTER = """{top} Matching

A match compares a value with patterns. It then runs the code of the first one that fits.
The power of it comes from the patterns. The compiler confirms that all cases are handled.
Think of a machine that sorts coins. Each coin falls through the first hole that it fits into.
In the same way, a value goes through each pattern. At the first that fits, its code runs.

{below} Patterns bind to values

An arm can bind to the parts of a value. So we take values out of an enum's variants.

{below} A match is exhaustive

The arms must cover every case. A program that forgets one does not compile.

{below} Catch all

The last arm may take whatever is left. It stands at the end, since arms are tried in order.
"""


@pytest.mark.parametrize("seconds", [30, 60, 300])
def test_a_chapter_is_read_whatever_the_level_of_its_title(seconds: int) -> None:
    arguments = {"video_duration_seconds": seconds}
    first = read_document(CHAPTER.format(top="#", below="##"), arguments)
    second = read_document(CHAPTER.format(top="##", below="###"), arguments)
    assert told(first) == told(second)
    shown = {title for title, *_ in told(second)}
    assert {"Patterns bind to values", "A match is exhaustive"} & shown


def test_running_text_below_a_heading_has_no_title_that_is_cut() -> None:
    text = (
        "If a contract ends, you may be eligible for a package of the company that employs you. "
        "In most cases, where you were with the company for less than a year, it offers you a lump "
        "sum that is as much as four weeks of pay. The package also includes insurance for you and "
        "for those who depend on you, if they were insured for as long, and what is due for unused "
        "vacation. If a contract ends for cause, such as misconduct or a violation of the rules of "
        "the company, you are not eligible for a package unless the management decides otherwise."
    )
    titles = [title for title, *_ in told(draft(text))]
    assert all(title == "Crates" or text.find(title) >= 0 for title in titles)
    assert titles[-1] == "Crates"


def test_a_page_s_terms_are_words_of_their_sentence() -> None:
    made = draft(
        '## Pods\n\nIf a {{< glossary_tooltip term_id="node" >}} dies, the pods on that\n'
        '{{< glossary_tooltip text="machine" term_id="worker-node" >}} go.{{% br %}}\n\n'
        "{{< note >}}\nThey come back.\n{{< /note >}}"
    )
    said = " ".join(narration for _, narration, _ in told(made))
    assert "If a node dies, the pods on that machine go." in said and "They come back." in said
    assert "{{" not in made.outline


def test_a_heading_that_only_leads_elsewhere_is_left_out() -> None:
    made = draft(
        "## [Quiz before](https://example.org/1)\n\n### Learning\n\nA machine learns.\n\n"
        "## [1.2](https://example.org/2)\n\nIt learns faster.\n\n## [Quiz](https://example.org/3)"
    )
    assert [title for title, *_ in told(made)] == ["Crates", "Learning", "1.2"]
    assert any("Quiz before" in note for note in made.notes)


CHINESE = (
    "咖啡树的果实在成熟以后会变成红色，农民把它们摘下来，放在太阳下面晒干，然后把外面的皮去掉，剩下的就是咖啡豆，"
    "它们被装进袋子里运到世界各地，在那里被烘焙成深棕色，散发出香味。"
)


@pytest.mark.parametrize("margin", [40, 45, 300])
def test_a_margin_puts_no_space_into_a_script_without_spaces(margin: int) -> None:
    lines = [CHINESE[at : at + margin] for at in range(0, len(CHINESE), margin)]
    text = "\n".join(lines)
    made = draft(f"## 咖啡\n\n{text}\n\n## 步骤\n\n- 研磨\n- 冲泡")
    assert made.storyboard.scenes[1].narration == CHINESE
    assert made.coverage.total["sentences"] == 1
