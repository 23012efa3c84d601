"""No text makes a pattern or a reader hang."""

import json
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.processor_limit import processor_limit
from tests.thorough import amount

from callsheet_studio.animatic.prompt.shot_planner import clauses
from callsheet_studio.audio.pronunciation import pronounce
from callsheet_studio.edits.apply import EditText, apply_request
from callsheet_studio.edits.errors import EditError
from callsheet_studio.llm.chat import AnswerModel, UnusableAnswer, parse_answer
from callsheet_studio.storyboard.brief import Brief, FilmRejected
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.text.clean import clean
from callsheet_studio.text.sentences import sentences
from callsheet_tools.titles import title_of

PATTERNS = Path(__file__).with_name("patterns.py")
RUN = 50_000
"""Characters of one run: what takes quadratic time then takes more than `WORKS`."""
WORKS = 20
"""Processor seconds after which a reader counts as hanging; on an idle machine each takes under
one."""
QUICK = (" ", ".", "[", "<think>")
RUNS = (
    *(" ", "\t", "\n", ".", "?", "…", "!", "[", "(", "{", "<", "*", "_", "`", "-", "#", "|", ":"),
    *(
        "a",
        "1",
        "é",
        "字",
        "“",
        ", ",
        ". ",
        "; ",
        ") ",
        "a_",
        "**a ",
        "[a](",
        "e.g. ",
        "1,",
        "\u200d",
    ),
    *("then ", "\n- ", "\n> ", "\n## ", "<think>", "```\n", "- a: 1\n", "music "),
)


@pytest.fixture(autouse=True)
def limited() -> Generator[None]:
    """A reader that hangs is stopped."""
    with processor_limit(WORKS):
        yield


def storyboard(text: str) -> None:
    with suppress(FilmRejected):
        build_storyboard(Brief("a-uuid", text[:5000]))


def edited(text: str) -> None:
    before = build_storyboard(
        Brief("a-uuid", "# Tea\n\n## Boil\n- Water: hot\n> Boil water.")
    ).storyboard
    with suppress(EditError):
        apply_request(EditText(text[:5000]), before)


def said_all(text: str) -> None:
    for word in text.split():
        pronounce(word)


class Words(AnswerModel):
    """What a model is asked for."""

    words: list[str]


def formed(text: str) -> None:
    with pytest.raises(UnusableAnswer):
        parse_answer(text, Words)


READERS: dict[str, Callable[[str], object]] = {
    "outline, prose or topic": storyboard,
    "an outline's item": lambda text: storyboard(f"# Tea\n\n## Boil [steps]\n- Water{text}"),
    "edit": edited,
    "clip": clauses,
    "clean": clean,
    "sentences": sentences,
    "spoken words": said_all,
    "title": title_of,
    "a model's form": formed,
}


@pytest.mark.parametrize(
    "run",
    [run if run in QUICK else pytest.param(run, marks=pytest.mark.slow) for run in RUNS],
    ids=repr,
)
def test_no_run_of_anything_makes_a_reader_hang(run: str) -> None:
    for read in READERS.values():
        length = RUN if read in (clauses, clean, sentences, title_of, said_all) else 5000
        for tail in ("", "x"):
            read(run * (length // len(run)) + tail)


@pytest.mark.parametrize("opening", ["[", '{"a":', "- " * 3, "> "], ids=repr)
def test_ten_thousand_levels_are_read_or_refused(opening: str) -> None:
    for read in (storyboard, clean, sentences, title_of, formed):
        read(opening * 10_000)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a timer of processor time")
def test_no_pattern_takes_long_for_a_text_made_to_keep_it_busy() -> None:
    """Many of what repeats in each pattern, in processor time."""
    length, most = amount((50_000, 0.5), (200_000, 2.0))  # what is quadratic takes far more
    command = [sys.executable, str(PATTERNS), str(length), str(most)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    slowest = [json.loads(line) for line in ended.stdout.splitlines()]
    assert len(slowest) == 10 and [row for row in slowest if row[0] >= most] == []
