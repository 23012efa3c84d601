"""Branches of a sequence begin with their sentences; steps are lit when spoken of again."""

from collections.abc import Sequence

import pytest

from callsheet_studio.diagrams.mermaid.parser import parse_mermaid
from callsheet_studio.diagrams.model import SequenceDiagram
from callsheet_studio.explainer.scenes.diagram.sequence_timing import SequenceTimes, time_sequence
from callsheet_studio.explainer.scenes.diagram.timing import Timing
from callsheet_studio.text.timed_word import TimedWord

SOURCE = """sequenceDiagram
  participant C as Customer
  participant L as Locker
  C->>L: Types code
  L->>L: Verifies signature
  alt code valid
    L-->>C: Opens compartment
  else code invalid
    L-->>C: Locks keypad
  end
"""
TOLD = (
    "Customer to Locker: Types code. Locker: Verifies signature. If code valid: Locker to "
    "Customer: Opens compartment. Otherwise, code invalid: Locker to Customer: Locks keypad."
)
ALT, ELSE = 2, 4


def _times(said: str, heard: Sequence[str], language: str = "en") -> SequenceTimes:
    """Two words a second; each message comes with the first of its words."""
    diagram = parse_mermaid(SOURCE)
    assert isinstance(diagram, SequenceDiagram)
    words = [TimedWord(text, n / 2, n / 2 + 0.4) for n, text in enumerate(said.split())]
    texts = [word.text for word in words]
    cues = tuple(texts.index(word) / 2 for word in heard)
    timing = Timing(cues, cues[-1] + 1.5, latest=words[-1].end)
    return time_sequence(diagram, timing, words, language)


def _lit(times: SequenceTimes, t: float) -> set[int]:
    return {part for part in range(4) if times.timing.focus(part, t) > 0.5}


WORDS = ("Types", "Verifies", "Opens", "Locks")


def test_a_branch_begins_with_its_sentence_and_puts_the_old_light_out() -> None:
    times, said = _times(TOLD, WORDS), TOLD.split()
    assert times.branches[ALT] == pytest.approx(said.index("If") / 2, abs=0.15)
    assert times.branches[ELSE] == pytest.approx(said.index("Otherwise,") / 2, abs=0.15)
    assert _lit(times, said.index("Otherwise,") / 2 - 0.2) == {2}
    assert _lit(times, said.index("invalid:") / 2) == set()


@pytest.mark.parametrize(
    ("language", "other"),
    [("de", "Sonst geht es nicht."), ("es", "De lo contrario no pasa."), ("fr", "Sinon rien.")],
)
def test_the_other_branch_begins_with_the_word_for_otherwise(language: str, other: str) -> None:
    said = f"Types code. Verifies it. Opens it. {other} Locks keypad."
    times = _times(said, WORDS, language)
    assert times.branches[ELSE] == pytest.approx(said.split().index(other.split()[0]) / 2, abs=0.15)


@pytest.mark.parametrize(
    ("more", "language", "part"),
    [
        ("The important step is the second one.", "en", 1),
        ("Der dritte Schritt ist wichtig.", "de", 2),
        ("The signature is what counts.", "en", 1),
        ("A second later all is over.", "en", None),
        ("The code is short.", "en", None),
    ],
    ids=["a number", "in German", "its own word", "no step", "a word of several"],
)
def test_a_step_is_lit_again_when_it_is_surely_meant(
    more: str, language: str, part: int | None
) -> None:
    times = _times(f"{TOLD} {more}", WORDS, language)
    end = len(f"{TOLD} {more}".split()) / 2 - 0.3
    assert _lit(times, end) == (set() if part is None else {part})
    assert [again for _, again in times.returns] == ([] if part is None else [part])
