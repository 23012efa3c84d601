"""The narrator, behind a small protocol: text in, sound and the time of each written word out."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from callsheet_studio.storyboard.speech_timing import SpeechTiming, stops
from callsheet_studio.text.punctuation import SENTENCE_ENDS, ends_sentence
from callsheet_studio.text.timed_word import TimedWord

Samples: TypeAlias = NDArray[np.float32]
"""Sound, -1 to 1: one dimension is mono, (n, 2) is stereo."""

BUILT_IN = "hibari"
"""Begins the name of the built-in voice."""
READING_PACE = 2.6
"""Words a second at which captions without a voice are read at ease."""
MEAN_LETTERS = 5.7
"""Of an English word with its space."""
WIDE_LETTER = 3.4
"""Letters that a Chinese, Japanese or Korean character is worth to a reader."""
LONGEST_PIECE = 12
"""Characters of a script without spaces that are shown as one word."""
LEAST_PAUSE = 0.15
"""Seconds without a voice that part two sentences."""


@dataclass(frozen=True)
class Speech:
    """A spoken text: its samples and the time of each word, in seconds from the first sample."""

    samples: Samples
    """Mono; empty for a silent speech."""
    rate: int
    """Samples a second."""
    seconds: float
    words: tuple[TimedWord, ...]
    """Every written word, in order; times never fall."""
    doubtful: tuple[str, ...] = ()
    """Words whose pronunciation is a guess."""


class Voice(Protocol):
    """Speaks a text."""

    @property
    def name(self) -> str:
        """A text that names the voice and its version: the same name and text give the same
        samples."""
        ...

    @property
    def audible(self) -> bool:
        """Whether the voice has sound."""
        ...

    @property
    def at_once(self) -> int:
        """How many texts it can speak at the same time, each in a thread of its own."""
        ...

    def speak(self, text: str, speed: float) -> Speech:
        """Return a text as speech; speed 1.0 is the voice's own pace, 1.2 a fifth faster.

        Raises:
            EndpointError: It is an endpoint's voice, and that gives no sound.
            OSError: It keeps what it says on disk, and can't write that.
        """
        ...


@dataclass(frozen=True)
class SilentVoice:
    """A voice without sound: each word lasts as long as a viewer needs to read it."""

    pace: float = READING_PACE
    """English words of mean length a second."""
    name: str = "reader-1"
    audible: bool = False
    at_once: int = 1
    timing: SpeechTiming | None = None
    """How long a voice would take; None: words take as long as a viewer reads them."""

    def speak(self, text: str, speed: float) -> Speech:
        """Return a speech without samples, whose words are timed by their lengths, with a pause
        after each sentence. Speed 1 is normal; 2 takes half the time."""
        words = split_words(text)
        if self.timing:
            return _estimate(words, self.timing, speed)
        lengths = (_weight(word) / (self.pace * speed) for word in words)
        times = list(accumulate(lengths, initial=0.0))
        timed = tuple(map(TimedWord, words, times, times[1:]))
        return Speech(np.zeros(0, np.float32), 24_000, times[-1], timed)


def _estimate(words: Sequence[str], timing: SpeechTiming, speed: float) -> Speech:
    """Words and the pauses between sentences as long as they take on average."""
    pauses = [timing.stop / speed * stops(word) for word in words]
    ends = list(accumulate(timing.seconds(word) / speed for word in words))
    starts = [0.0, *ends][:-1]
    spoken = (end - pause for end, pause in zip(ends, pauses, strict=True))
    timed = tuple(map(TimedWord, words, starts, spoken))
    return Speech(np.zeros(0, np.float32), 24_000, timed[-1].end if timed else 0.0, timed)


def split_words(text: str) -> list[str]:
    """Return the written words of a text, to each of which a time is given.

    In a script without spaces, such as Chinese, each unbroken piece of a few characters counts as a
    word.
    """
    return [piece for word in text.split() for piece in _pieces(word)]


def _pieces(word: str) -> list[str]:
    """A word, or what stands for words where none are parted: clauses, cut if they are long."""
    if not any(map(_is_wide, word)):
        return [word]
    clauses = re.findall(r".+?(?:[、，。！？；：]+|$)", word)
    return [c[i : i + LONGEST_PIECE] for c in clauses for i in range(0, len(c), LONGEST_PIECE)]


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in {"W", "F"} and letter.isalpha()


def _weight(word: str) -> float:
    """How long a word is read, in mean English words."""
    letters = sum(WIDE_LETTER if _is_wide(letter) else 1.0 for letter in word)
    rest = 0.6 if word.endswith(SENTENCE_ENDS) else 0.0
    return 0.4 + 0.6 * (letters + 1) / MEAN_LETTERS + rest


def concatenate(speeches: Sequence[Speech], pause: float, rate: int) -> Speech:
    """Join speeches into one, with `pause` seconds of silence between them.

    All have `rate` samples a second. Without speeches the result is an empty speech.
    """
    if not speeches:
        return Speech(np.zeros(0, np.float32), rate, 0.0, ())
    silence = np.zeros(round(pause * rate), np.float32)
    starts = [0.0, *accumulate(speech.seconds + len(silence) / rate for speech in speeches)][:-1]
    pieces = [piece for speech in speeches for piece in (speech.samples, silence)][:-1]
    return Speech(
        np.concatenate(pieces),
        rate,
        starts[-1] + speeches[-1].seconds,
        tuple(w for s, at in zip(speeches, starts, strict=True) for w in shift_times(s.words, at)),
        tuple(dict.fromkeys(word for speech in speeches for word in speech.doubtful)),
    )


def widen_pauses(speech: Speech, longest: float, share: float, *, sound: bool = True) -> Speech:
    """Return the speech with longer pauses between its sentences.

    Args:
        speech: The speech; one without samples gets later times only.
        longest: The seconds from the last word of a sentence to the first one of the next, at most.
        share: How much of what a pause lacks to `longest` is added: 0 nothing, 1 all of it.
        sound: False: only the times are worked out, and the samples stay as they are.
    """
    by, added, moved = 0.0, list[tuple[int, int]](), list(speech.words[:1])
    for before, word in pairwise(speech.words):
        if _parts(speech, before, word):
            rest = max(0.0, longest - (word.start - before.end)) * share
            samples = round(rest * speech.rate)
            added.append((round((before.end + word.start) / 2 * speech.rate), samples))
            by += samples / speech.rate
        moved += shift_times([word], by)
    heard = _with_silences(speech.samples, added) if sound and by else speech.samples
    return replace(speech, samples=heard, seconds=speech.seconds + by, words=tuple(moved))


def lengthen_pause(speech: Speech, at: int, least: float) -> Speech:
    """Return the speech with a pause of at least `least` seconds before the word with the index
    `at`, if a sentence ends there."""
    around = replace(speech, words=speech.words[max(0, at - 1) : at + 1])
    longer = widen_pauses(around, least, 1.0)
    later = shift_times(speech.words[at:], longer.seconds - speech.seconds)
    return replace(longer, words=(*speech.words[:at], *later))


def _with_silences(samples: Samples, added: Sequence[tuple[int, int]]) -> Samples:
    """At each of the places, so many samples more; nothing where there is no sound."""
    if not len(samples):
        return samples
    places = [0, *(place for place, _ in added), len(samples)]
    silences = [*(np.zeros(count, np.float32) for _, count in added), samples[:0]]
    pieces = zip(pairwise(places), silences, strict=True)
    return np.concatenate([part for (a, b), rest in pieces for part in (samples[a:b], rest)])


def _parts(speech: Speech, before: TimedWord, word: TimedWord) -> bool:
    """Whether a sentence ends between two words; in sound, where nothing is heard for a while."""
    ends = ends_sentence(before.text)
    return ends and (not len(speech.samples) or word.start - before.end >= LEAST_PAUSE)


def shift_times(words: Sequence[TimedWord], by: float) -> tuple[TimedWord, ...]:
    """Return the words with their times moved `by` seconds later."""
    return tuple(TimedWord(word.text, word.start + by, word.end + by) for word in words)
