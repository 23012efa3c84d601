"""Parts that are told sentence by sentence come with their sentences."""

from callsheet_studio.explainer.sentence_cues import spoken_tokens, time_by_sentence
from callsheet_studio.explainer.timing.item_cues import EARLY
from callsheet_studio.text.timed_word import TimedWord


def test_parts_come_with_the_next_sentence_unless_a_later_one_says_more_of_them() -> None:
    words = _words("Here is one. Nothing of note. Then a loop adds. At last it returns total.")
    assert _firsts(["one", "loop adds", "returns total"], words) == ["Here", "Then", "At"]
    assert _firsts(["unsaid", "unheard", "unknown"], words) == ["Here", "Nothing", "Then"]


def test_a_first_part_that_may_wait_comes_with_its_own_sentence() -> None:
    words = _words("An introduction. The total starts at zero. Then it grows.")
    assert _firsts(["total 0", "grows"], words, at_once=False) == ["The", "Then"]


def test_clauses_do_where_sentences_are_too_few() -> None:
    words = _words("First we load, then we parse, and that is all.")
    assert _firsts(["load", "parse"], words) == ["First", "then"]
    assert time_by_sentence(["a", "b", "c", "d"], words) is None


def test_small_numbers_are_heard_as_words() -> None:
    assert list(spoken_tokens("b squared minus 4 a c, 120")) == [
        *("b", "squared", "minus", "four", "a", "c"),
        "120",
    ]


def _words(text: str) -> list[TimedWord]:
    return [TimedWord(word, 1.0 + n, 1.5 + n) for n, word in enumerate(text.split())]


def _firsts(texts: list[str], words: list[TimedWord], at_once: bool = True) -> list[str]:
    """The word with which each part comes."""
    times = time_by_sentence(texts, words, at_once)
    assert times
    starts = {round(word.start, 4): word.text for word in words}
    return [starts[round(time + EARLY, 4)] for time in times]
