"""While a scene is only looked at, what it shows is said, as far as there is time."""

import pytest

from callsheet_studio.storyboard.content import Table
from callsheet_studio.storyboard.document import DocumentDraft, read_document
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.narration import narrate_scene
from callsheet_studio.storyboard.read_aloud import read_aloud
from callsheet_studio.storyboard.speech_timing import SPOKEN, hold_seconds, scene_seconds
from callsheet_studio.text.sentences import sentences

INTRODUCTION = "Every change reaches our customers within two days, and nobody stays up late. " * 4
STAGES = """
| Stage | Checks | Takes | Who can stop it |
| --- | --- | --- | --- |
| Build | unit tests, licences | 6 min | pipeline |
| Staging | smoke tests, schema | 11 min | on-call |
| Canary | error rate, latency | 30 min | on-call |
| All | nothing new | 4 min | release captain |
"""
TERMS = """
Canary
: A few servers that get the change before the others do, watched for half an hour

Rollback
: The release before this one is put in its place again, within ninety seconds

Captain
: Who decides that day whether a release goes on, and tells everybody else of it
"""


def drafted(shown: str, words: str, seconds: int) -> DocumentDraft:
    document = f"# How we ship\n\n{INTRODUCTION}\n\n## The stages\n\n{words}\n{shown}"
    return read_document(document, {"video_duration_seconds": seconds})


def silence(draft: DocumentDraft, title: str) -> float:
    """Seconds in which nothing is said in a scene, its rests aside."""
    (scene,) = (scene for scene in draft.storyboard.scenes if scene.title == title)
    said = SPOKEN.seconds(scene.narration)
    return scene_seconds(scene, SPOKEN, said) - said - hold_seconds(scene)


def narration(draft: DocumentDraft) -> str:
    return next(s.narration for s in draft.storyboard.scenes if s.title == "The stages")


@pytest.mark.parametrize("shown", [STAGES, TERMS])
@pytest.mark.parametrize("seconds", [40, 60, 120])
def test_no_scene_is_silent_for_long(shown: str, seconds: int) -> None:
    draft = drafted(shown, "Never skip one.", seconds)
    assert silence(draft, "The stages") < 2.5, narration(draft)


def test_a_table_is_read_in_full_or_by_its_numbers() -> None:
    short, long = (narration(drafted(STAGES, "Never skip one.", each)) for each in (35, 120))
    assert short.startswith("Never skip one. Build: takes 6 min. Staging: takes 11 min.")
    assert (
        "Build, checks: unit tests, licences, takes 6 min, who can stop it: pipeline."
        in long.replace(";", ",")
    )


HOURS = "| Time | What happened | Who |\n|-|-|-|\n" + "".join(
    f"| 14:{n}2 | {what}, and nobody in the office had seen it before | Ines |\n"
    for n, what in enumerate(("Errors rise", "Alert", "Rollback", "Lock found", "Lock gone", "End"))
)


@pytest.mark.parametrize("seconds", [40, 60])
def test_of_a_long_table_in_a_short_film_the_first_row_is_said(seconds: int) -> None:
    told = narration(drafted(HOURS, "All times are UTC.", seconds))
    assert told.lower().startswith("all times are utc. 14:02: errors rise, and nobody")


def test_rows_with_long_cells_are_said_by_their_names() -> None:
    cell = "as everybody knows, it finds what the stage before it has not found at all"
    stages = "".join(f"| {name} | {cell} |\n" for name in ("Build", "Staging", "Canary"))
    told = narration(drafted(f"| Stage | Why |\n|-|-|\n{stages}", "Never skip one.", 31))
    assert told == "Never skip one. Build, Staging and Canary."


def test_words_that_take_the_time_are_left_alone() -> None:
    words = (
        "Never skip a stage, whatever anybody tells you, since each of them finds other faults "
        "than those before."
    )
    assert narration(drafted(STAGES, words, 33)) == words


def test_the_answer_says_which_sentences_were_made() -> None:
    draft = drafted(STAGES, "Never skip one.", 45)
    assert "what these scenes show, so sentences were made: 'The stages'." in " ".join(draft.notes)


CHECKS = """# Checkout moves

Checkout now puts payments in a queue, and answers before a bank is asked.

## How an order travels

```mermaid
sequenceDiagram
    Browser->>Checkout: order
    Checkout->>Browser: says "paid"
```

A slow bank costs nobody an order.

## What to watch

- Queue depth above 10,000
- More than 20 dead letters an hour

In the end, the customer sees one thing: the order is taken at once.
"""


def test_a_document_without_a_length_is_told_what_it_shows() -> None:
    draft = read_document(CHECKS, {})
    _, order, watched, last = (scene.narration for scene in draft.storyboard.scenes)
    assert order.endswith('Checkout to Browser: says "paid". A slow bank costs nobody an order.')
    assert watched == "Queue depth above 10,000. More than 20 dead letters an hour."
    assert last == "In the end, the customer sees one thing: the order is taken at once."


def test_what_stands_below_an_item_goes_on_with_it() -> None:
    steps = "# Roll out\n\nSlowly.\n\n## Steps\n\n1. Move the rest.\n   - drain it first\n2. Rest"
    (told,) = (scene for scene in read_document(steps, {}).storyboard.scenes if scene.items)
    assert (told.items[0].text, told.items[0].detail) == ("Move the rest", "drain it first")
    assert "Step one: Move the rest: drain it first." in told.narration


def test_a_list_that_is_not_told_stays_until_it_can_be_read() -> None:
    listed = "- Tell the channel\n- Drain the node\n- Wait until the board is green\n- Tell them\n"
    made = drafted(listed, "Mind the whole order.", 31)
    scene = next(scene for scene in made.storyboard.scenes if scene.kind == "points")
    assert scene.narration == "Mind the whole order."
    assert scene_seconds(scene, SPOKEN, SPOKEN.seconds(scene.narration)) > 3.5


@pytest.mark.parametrize("front", ["", "storyboard: 1\n"])
def test_narration_that_was_written_for_a_scene_is_said_word_for_word(front: str) -> None:
    outline = (
        f"---\n{front}duration: 60\n---\n# Kept\n\n## How long [points]\n- Invoices: a year\n"
        "- Logs: a month\n> We delete.\n\n## Remember [closing]\n- privacy@example.org\n> Less.\n"
    )
    said = [scene.narration for scene in read_document(outline, {}).storyboard.scenes]
    assert said[-2:] == ["We delete.", "Less."]


@pytest.mark.parametrize("words", [9, 16, 30, 60])
def test_no_row_is_said_twice_where_the_first_were_made_into_words_before(words: int) -> None:
    text = STAGES.strip().replace("| Who can", "| Watched by | Who can")
    header, _, *rows = (line.strip("| ").split(" | ") for line in text.split("\n"))
    cells = tuple((*row[:3], "the people on duty", *row[3:]) for row in rows)
    content = Table(header=tuple(header), rows=cells)
    whole = Scene(kind="table", title="Stages", content=content)
    first = " ".join(sentences(narrate_scene(whole, "en"))[:2])
    said = whole.model_copy(update={"narration": first})
    (scene,) = read_aloud([said], [""], SPOKEN.seconds("word " * words), SPOKEN)
    assert scene.narration.count("Build") == 1


@pytest.mark.parametrize(
    ("verdict", "is_said"), [("the tool guesses right", False), ("the tool guesses twice", True)]
)
def test_names_are_not_said_after_words_that_are_not_true_of_all(
    verdict: str, is_said: bool
) -> None:
    """In a table that says of one row that nothing is wrong."""
    others = ((name, "a text", "the tool makes it another one") for name in ("Day", "Hour", "Week"))
    rows = (("Flag", "boolean", verdict), *others)
    table = Table(header=("Old", "New", "Why"), rows=rows)
    words = "Then correct by hand what the tool gets wrong:"
    scene = Scene(kind="table", title="Types", narration=words, content=table)
    told = [read_aloud([scene], [""], seconds, SPOKEN)[0].narration for seconds in range(3, 30)]
    assert any(each.endswith("wrong: Flag, Day, Hour and Week.") for each in told) == is_said
    assert any("boolean" in each for each in told)


def test_items_that_were_said_stand_at_their_places_when_others_are_read() -> None:
    items = (
        "Use the tunnel for all that leaves the house",
        "Lock the screen before you fetch a coffee",
        "Print no contract in a place where others read",
        "Report a lost key to the desk within an hour",
    )
    scene = Scene(
        kind="points",
        title="Security",
        items=tuple(Item(text=text) for text in items),
        narration=f"Data leaves the building with you. {items[2]}.",
    )
    (read,) = read_aloud([scene], [""], 60, SPOKEN)
    places = [read.narration.index(text) for text in items]
    assert places == sorted(places) and read.narration.startswith("Data leaves")
