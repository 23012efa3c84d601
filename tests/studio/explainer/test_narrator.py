"""The built-in voice says every written word, and knows when."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import pytest

from callsheet_studio.audio.built_in_voice import BuiltInVoice
from callsheet_studio.audio.voice import Samples

TEXT = "HTTPS hides 83 % of $5.30, e.g. 1.2M times. Zorblatt's JSON came on 2024-03-05 🎉 at last."


@pytest.fixture(scope="module")
def narrator() -> BuiltInVoice:
    return BuiltInVoice()


def test_every_written_word_has_its_time(narrator: BuiltInVoice) -> None:
    speech = narrator.speak(TEXT, 1.0)
    assert [word.text for word in speech.words] == TEXT.split()
    times = [time for word in speech.words for time in (word.start, word.end)]
    assert times == sorted(times)
    assert times[-1] <= speech.seconds == pytest.approx(len(speech.samples) / speech.rate)


def test_sound_is_heard_in_words_and_not_between_sentences(narrator: BuiltInVoice) -> None:
    """The times are the voice's own: words are loud where they are said to be."""
    speech = narrator.speak("Bananas ripen slowly. Oranges never do.", 1.0)
    words = {word.text: word for word in speech.words}
    loud = _level(speech.samples, speech.rate, words["Bananas"].start, words["Bananas"].end)
    still = words["slowly."].end + 0.1, words["Oranges"].start - 0.1
    rest = _level(speech.samples, speech.rate, *still)
    assert loud > 20 * rest


def test_faster_is_shorter_and_the_same_is_the_same(narrator: BuiltInVoice) -> None:
    slow, fast = narrator.speak(TEXT, 0.9), narrator.speak(TEXT, 1.2)
    assert fast.seconds == pytest.approx(slow.seconds * 0.75, rel=0.1)
    assert np.array_equal(fast.samples, narrator.speak(TEXT, 1.2).samples)


def test_two_at_once_sound_as_one_after_the_other(narrator: BuiltInVoice) -> None:
    texts = ("Bananas ripen slowly.", "Oranges never do.", TEXT, "Oranges never do.")
    alone = [narrator.speak(text, 1.0) for text in texts]
    with ThreadPoolExecutor(narrator.at_once) as threads:
        together = list(threads.map(partial(narrator.speak, speed=1.0), texts))
    for one, other in zip(alone, together, strict=True):
        assert np.array_equal(one.samples, other.samples)
        assert one.words == other.words


def test_words_that_nobody_knows_are_named(narrator: BuiltInVoice) -> None:
    assert narrator.speak(TEXT, 1.0).doubtful == ("Zorblatt's",)


@pytest.mark.parametrize("text", ["", "🎉", "— …", "你好"], ids=repr)
def test_what_cannot_be_said_is_silent(narrator: BuiltInVoice, text: str) -> None:
    assert len(narrator.speak(text, 1.0).samples) == 0


def test_a_sentence_without_end_is_read_to_its_end(narrator: BuiltInVoice) -> None:
    """The network was made for 400 phonemes at a time."""
    speech = narrator.speak("onwards, " * 70, 1.2)
    assert len(speech.words) == 70
    assert speech.words[-1].end > 20


def _level(samples: Samples, rate: int, start: float, end: float) -> float:
    return float(np.sqrt(np.mean(samples[round(start * rate) : round(end * rate)] ** 2)))
