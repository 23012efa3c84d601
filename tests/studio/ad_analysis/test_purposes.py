"""What a sentence seems to be for, told from its words."""

import pytest

from callsheet_studio.ad_analysis.findings import OcrResult, OnScreenText, Transcript
from callsheet_studio.ad_analysis.line_roles import PAUSE, collect_lines, mark_captions
from callsheet_studio.ad_analysis.role_patterns import role_of
from callsheet_studio.text.phrase_splitting import timed_sentences
from callsheet_studio.text.timed_word import TimedWord


@pytest.mark.parametrize(
    ("text", "role", "cues"),
    [
        ("Tap the link below and get 20% off.", "call to action", ("tap the link", "get 20%")),
        ("Use my code LAMP today.", "call to action", ("use my code",)),
        ("10,000 people already use it.", "proof", ("10,000 people",)),
        ("In two weeks I slept better.", "proof", ("in two weeks",)),
        ("Every morning was a struggle.", "problem", ("struggle",)),
        ("I can't find my keys.", "problem", ("can't",)),
        ("Then I found the lamp.", "solution", ("i found",)),
        ("Meet the lamp.", "solution", ("meet",)),
        ("It brightens slowly.", "solution", ("it brightens",)),
        ("The meeting was in May.", "body", ()),
        ("Linking arms, they sang.", "body", ()),
    ],
)
def test_words_tell_a_role_and_are_named(text: str, role: str, cues: tuple[str, ...]) -> None:
    assert role_of(text) == (role, cues)


def test_what_comes_first_is_the_hook_and_what_only_carries_it_on_too() -> None:
    transcript = said("Order now. I hate mornings. Meet the lamp. I hate rain.")
    assert [line.role for line in collect_lines(transcript, NOTHING)] == [
        "hook",
        "hook",
        "solution",
        "problem",
    ]


def test_a_pause_ends_a_sentence_that_has_no_full_stop() -> None:
    words = [TimedWord("hello", 0, 0.4), TimedWord("there", 0.5, 0.9), TimedWord("world", 2.0, 2.4)]
    assert [[word.text for word in one] for one in timed_sentences(words, PAUSE)] == [
        ["hello", "there"],
        ["world"],
    ]


def test_a_sentence_ends_before_a_closing_quotation_mark() -> None:
    words = [TimedWord("“Wow!”", 0, 0.4), TimedWord("she", 0.5, 0.7), TimedWord("said.", 0.7, 1.0)]
    assert [len(one) for one in timed_sentences(words, PAUSE)] == [1, 2]


def test_texts_are_the_structure_when_nothing_is_heard() -> None:
    reading = OcrResult(True, 2, (text("Dark mornings?", 1), text("Shop now", 8)))
    found = collect_lines(Transcript("no speech"), reading)
    assert [(line.role, line.source) for line in found] == [
        ("hook", "read"),
        ("call to action", "read"),
    ]


def test_a_text_that_is_said_at_that_time_is_a_caption() -> None:
    reading = OcrResult(
        True, 3, (text("I hate mornings.", 1), text("I HATE MORNINGS", 9), text("Lamp", 1))
    )
    marked = mark_captions(reading, said("I hate mornings."))
    assert [one.spoken for one in marked.texts] == [True, False, False]


NOTHING = OcrResult(True, 0)


def said(text: str) -> Transcript:
    """Half a second a word, from the beginning on."""
    words = (TimedWord(word, n / 2, n / 2 + 0.4) for n, word in enumerate(text.split()))
    return Transcript("heard", tuple(words))


def text(shown: str, at: float) -> OnScreenText:
    return OnScreenText(shown, at, at, 0.1, "middle")
