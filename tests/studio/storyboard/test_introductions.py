"""What introduces a table, a diagram or a list is said before it is told, a remark on it after."""

import pytest

from callsheet_studio.storyboard.content import Code, CodeState
from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.read_aloud import end_introduction, read_aloud
from callsheet_studio.storyboard.speech_timing import SPOKEN

TABLE = "| Stage | Takes |\n|-|-|\n| Build | 6 min |\n| Canary | 30 min |\n"
DRAWN = "```mermaid\nflowchart LR\nBuild --> Staging\nStaging --> Canary\n```\n"
LISTED = "- compile all of it\n- watch half of the servers\n"
LONG = (
    "Ten years ago a release was a night in which nobody slept. Somebody copied files, and "
    "somebody else held a list. When anything failed, both of them looked for an older copy. "
    "Today a machine does all of that, while people drink coffee. It knows all stages by heart."
)


def scenes(shown: str, before: str, after: str, seconds: int = 120) -> list[Scene]:
    text = f"# How we ship\n\nIt is quick.\n\n## Stages\n\n{before}\n\n{shown}\n\n{after}\n"
    text += "\n## End\n\nShip it.\n"
    made = read_document(text, {"video_duration_seconds": seconds})
    return [scene for scene in made.storyboard.scenes if scene.title == "Stages"]


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        (TABLE, "Build: takes 6 min. Canary: takes 30 min."),
        (DRAWN, "Build leads to Staging, then to Canary."),
        (LISTED, "Compile all of it. Watch half of the servers."),
    ],
    ids=["table", "diagram", "list"],
)
def test_a_remark_is_said_after_what_it_is_about(shown: str, told: str) -> None:
    (scene,) = scenes(shown, "Every change takes the same way.", "Nothing else is allowed. Ever.")
    said = f"Every change takes the same way. {told} Nothing else is allowed. Ever."
    assert scene.narration == said


def test_without_an_introduction_what_is_shown_is_told_first() -> None:
    (scene,) = scenes(TABLE, "", "Nothing else is allowed.")
    assert scene.narration == "Build: takes 6 min. Canary: takes 30 min. Nothing else is allowed."


@pytest.mark.parametrize("shown", [TABLE, DRAWN], ids=["table", "diagram"])
def test_a_long_introduction_is_told_before_the_thing_is_on_screen(shown: str) -> None:
    *before, last = scenes(shown, LONG, "Nothing else is allowed.")
    assert before and {last.kind} <= {"bars", "diagram"}
    assert not any(scene.kind == last.kind for scene in before)
    assert before[0].narration.startswith("Ten years ago")
    assert last.narration.startswith("Today a machine")
    assert "by heart. Build" in last.narration


def test_a_film_that_has_no_time_for_the_thing_keeps_its_words_in_order() -> None:
    (scene,) = scenes(TABLE, "Every change takes the same way.", "Nothing else is allowed.", 10)
    assert scene.narration.startswith("Every change")


def test_a_quote_among_running_text_is_a_remark_too() -> None:
    (scene,) = scenes(TABLE, "Every change takes the same way.", "> Nothing else is allowed.")
    assert scene.narration.startswith("Every change takes the same way. Build:")
    assert scene.narration.endswith("Nothing else is allowed.")


def test_a_remark_that_is_a_quotation_of_several_sentences_stays_in_one_piece() -> None:
    quoted = '> Jon: "We had a calendar entry. It was in the calendar of somebody who left."'
    (scene,) = scenes(LISTED, "Search was down. Decisions:", quoted)
    assert scene.narration.startswith("Search was down. Decisions: compile all of it.")
    assert scene.narration.endswith(quoted.removeprefix("> "))


def test_a_list_that_a_colon_announces_is_told_though_the_remarks_name_all_of_it() -> None:
    after = "Compile all of it, then watch half of the servers."
    (scene,) = scenes(LISTED, "You do this:", after)
    assert scene.narration.startswith("You do this: compile all of it. Watch half of the servers.")


def test_a_remark_stays_behind_when_the_one_before_it_is_gone() -> None:
    kept = "It took us 3 years to find out."
    spare = "Nobody who was there that day would have thought of it, not even in a dream. " * 40
    made = read_document(
        f"# How\n\n## Stages\n\nEach takes this way.\n\n{DRAWN}\n{spare}{kept}\n\n## End\n\n- Go\n",
        {"video_duration_seconds": 300},
    )
    (drawn,) = (scene for scene in made.storyboard.scenes if scene.kind == "diagram")
    assert drawn.narration.endswith(kept)


def test_a_quote_without_a_full_stop_ends_before_what_is_told() -> None:
    text = f'# How\n\n## Stages\n\n{TABLE}\n> "Watch it." — Luis, 09:34\n\n## End\n\n- Go\n'
    board = read_document(text, {"video_duration_seconds": 60}).storyboard
    assert "Luis, 09:34. Build" in " ".join(scene.narration for scene in board.scenes)


def test_words_that_go_on_a_formula_begin_with_a_capital() -> None:
    (scene,) = scenes("$$ R = n + 1 $$", "", "where $n$ is the number of records.")
    assert scene.narration.endswith("Where n is the number of records.")


def test_an_introduction_does_not_run_into_a_remark_on_what_is_only_seen() -> None:
    """ "Solved by the first in this list: Breaking a rule has consequences." says another thing."""
    text = (
        "# Rules\n\n## Usage\n\nTake a sample:\n\n```sh\nrowsift sample 1%\n```\n\n"
        "The sample is the same every time.\n\n## End\n\n- Keep it."
    )
    draft = read_document(text, {})
    assert draft.storyboard.scenes[1].narration == (
        "Take a sample… The sample is the same every time."
    )
    assert draft.coverage.shown == draft.coverage.total


def test_nothing_is_read_aloud_that_was_just_said() -> None:
    told = (
        "Accidents at work are covered at home.",
        "Abroad, only with the certificate of a doctor.",
    )
    items = tuple(Item(text=each) for each in told)
    scene = Scene(kind="points", title="Insurance", items=items, narration=told[0])
    (read,) = read_aloud([scene], [""], 60, SPOKEN)
    assert read.narration == " ".join(told)


CAUSES = """# Titration

We measured twice.

## Discussion

The result is lower than the label. Three causes were considered:

- **Overshooting.** This would make the result too high.
- **Carbon dioxide.** This would also make it too high.
- **Evaporation from the bottle.** Its loss makes the result too low.

Only the third one agrees with the sign of the error.
"""


@pytest.mark.parametrize("seconds", [20, 30, None])
def test_words_that_introduce_the_last_list_stay_before_it(seconds: int | None) -> None:
    arguments = {"video_duration_seconds": seconds} if seconds else {}
    for scene in read_document(CAUSES, arguments).storyboard.scenes:
        assert "considered: Only" not in scene.narration
        assert "considered" not in scene.narration or "considered: Overshooting" in scene.narration


CHECKS = (
    "\n".join(f"- Changes to file {n} of the relay that nobody of you made." for n in range(2, 7))
    + "\n\nIf you find any of these, rotate the tokens: the old ones must not survive.\n"
)


def test_a_duty_after_a_list_needs_only_the_words_that_introduce_the_list() -> None:
    chat = "The relay stands in the yard, where it has been for years. " * 3
    end = chat.replace("relay", "mast")
    text = f"# Relay\n\n{chat}\n\n## Check\n\nThen look for signs:\n\n{CHECKS}\n## Yard\n\n{end}\n"
    draft = read_document(text, {"video_duration_seconds": 40})
    (said,) = (s.narration for s in draft.storyboard.scenes if s.title == "Check")
    assert said.startswith("Then look for signs: Changes to file 2") and "rotate" in said


@pytest.mark.parametrize("seconds", range(12, 28, 2))
def test_a_list_in_an_answer_is_said_after_the_words_that_introduce_it(seconds: int) -> None:
    text = (
        "# An interview\n\nWith a builder of bridges.\n\n**Q: How does that work?**\n\n"
        "A: We have sixty of them. They do three things:\n\n"
        "1. They photograph a bridge every month.\n2. They report blocked drains.\n"
        "3. They never climb on anything.\n\nThey don't replace an inspector.\n\n"
        "**Q: Has it helped?**\n\nA: In the first year they found 31 defects.\n"
    )
    draft = read_document(text, {"video_duration_seconds": seconds})
    told = " ".join(scene.narration for scene in draft.storyboard.scenes)
    assert "three things…" not in told
    assert "three things:" not in told or "They photograph a bridge every month" in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Convert the schema:", "Convert the schema."),
        ("A nightly job is enough:", "A nightly job is enough."),
        ("To install it, run:", "To install it, run…"),
        ("For instance:", "For instance…"),
    ],
)
def test_words_that_introduce_what_is_only_shown_end_as_a_sentence(words: str, said: str) -> None:
    code = "```sh\nnap --all\n```"
    text = f"# Nap\n\nNap sleeps.\n\n## Use\n\n{words}\n\n{code}\n\n## End\n\nIt ends.\n"
    (scene,) = (s for s in read_document(text, {}).storyboard.scenes if s.title == "Use")
    assert scene.narration == said


@pytest.mark.parametrize(
    ("label", "introduction"),
    [
        ("Learning goals.", "By the end of this lesson you can:"),
        ("Lernziele.", "Nach dieser Stunde könnt ihr:"),
        ("Objectifs.", "À la fin de ce cours, vous saurez :"),
    ],
)
def test_a_label_is_no_opening_but_the_title_of_its_list(label: str, introduction: str) -> None:
    listed = "- draw a pump with all of its parts\n- find the valve of any pump\n- oil it"
    text = f"# Pumps\n\n**{label}** {introduction}\n\n{listed}\n\n## End\n\nIt ends.\n"
    first, second, *_ = read_document(text, {}).storyboard.scenes
    assert first.narration.rstrip(".") == "Pumps"
    assert second.title == label.rstrip(".")


def test_a_short_sentence_before_a_list_stays_in_the_opening() -> None:
    text = "# Pumps\n\nPumps leak. They have:\n\n- a valve\n- a lid\n\n## End\n\nIt ends.\n"
    assert read_document(text, {}).storyboard.scenes[0].narration == "Pumps leak."


@pytest.mark.parametrize("words", ["To undo it:", "Pour revenir :", "Zum Rückgängigmachen:"])
def test_a_short_command_is_said_with_words_that_only_lead_to_it(words: str) -> None:
    code = "```sh\nnap undo\n```"
    text = f"# Nap\n\nNap sleeps.\n\n## Use\n\n{words}\n\n{code}\n\n## End\n\nIt ends.\n"
    (scene,) = (s for s in read_document(text, {}).storyboard.scenes if s.title == "Use")
    assert scene.narration == f"{words} nap undo."


def test_words_before_code_do_not_run_into_what_is_left_of_the_words_behind_it() -> None:
    code = Code(language="sh", states=(CodeState(text="tide pull"),))
    said = "Then pull the slice you want: Tide prints the plan and waits for a yes."
    scene = Scene(kind="code", title="Use", content=code, narration=said)
    remark = "The slice is a file. Tide prints the plan and waits for a yes."
    ended = end_introduction(scene, remark).narration
    assert ended == "Then pull the slice you want… Tide prints the plan and waits for a yes."


def test_items_go_on_with_a_heading_that_ends_in_a_comma() -> None:
    listed = "- wenn Sie ein Magengeschwür haben,\n- wenn Sie an Asthma leiden.\n"
    text = f"# Solvental\n\nEin Mittel.\n\n## Es darf nicht genommen werden,\n\n{listed}"
    said = " ".join(scene.narration for scene in read_document(text, {}).storyboard.scenes)
    assert (
        "Es darf nicht genommen werden, wenn Sie ein Magengeschwür haben; "
        "wenn Sie an Asthma leiden." in said
    )
