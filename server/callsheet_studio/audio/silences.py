"""Where a speech is heard, and speech without long silences.

A voice's own times end a word after its last sound has died away, by up to 0.3 s, and a voice may
rest inside a sentence as long as it likes; how long nothing is heard is only told by the samples.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from callsheet_studio.audio.voice import LEAST_PAUSE, Speech
from callsheet_studio.text.timed_word import TimedWord

QUIET = 0.02
"""Amplitude, against the loudest of the speech, under which nothing is heard (-34 dB)."""


def heard_spans(speech: Speech) -> list[tuple[float, float]]:
    """Return (start, end) in seconds of each stretch of a speech in which something is heard, in
    order.

    Heard is what is louder than `QUIET` of the speech's peak. Silences shorter than `LEAST_PAUSE`
    seconds count as sound. A speech without samples has no stretches.
    """
    level = np.abs(speech.samples)
    loud = np.flatnonzero(level > QUIET * level.max(initial=0.0))
    if not len(loud):
        return []
    breaks = np.flatnonzero(np.diff(loud) >= LEAST_PAUSE * speech.rate)
    return [
        (float(span[0]) / speech.rate, float(span[-1] + 1) / speech.rate)
        for span in np.split(loud, breaks + 1)
    ]


def bound_silences(speech: Speech, longest: float) -> Speech:
    """Return the speech without silences of more than `longest` seconds, its words timed by what is
    heard.

    The middle of a longer silence is cut out, and every word begins and ends where something is
    heard. A speech without samples stays as it is.
    """
    spans = heard_spans(speech)
    if not spans:
        return speech
    kept = list(_kept(spans, longest, speech.seconds))
    cuts = [(round(a * speech.rate), round(b * speech.rate)) for a, b in kept]
    samples = np.concatenate([speech.samples[a:b] for a, b in cuts])
    words = tuple(_move(word, kept) for word in _fit_words(speech.words, spans))
    return replace(speech, samples=samples, seconds=len(samples) / speech.rate, words=words)


def _kept(
    spans: Sequence[tuple[float, float]], longest: float, seconds: float
) -> Iterator[tuple[float, float]]:
    """What stays of a speech: all but the middles of long silences inside it."""
    start = 0.0
    for (_, end), (following, _) in zip(spans, spans[1:], strict=False):
        if following - end > longest:
            yield start, end + longest / 2
            start = following - longest / 2
    yield start, seconds


def _fit_words(
    words: Sequence[TimedWord], spans: Sequence[tuple[float, float]]
) -> Iterator[TimedWord]:
    """Words that begin and end where something is heard; the last ends with the last sound."""
    firsts, lasts = np.array(spans).T
    for word in words:
        start = min(word.start, float(lasts[-1]))
        start = max(start, float(firsts[lasts >= start][0]))
        before = lasts[firsts < word.end]
        end = min(word.end, float(before[-1])) if len(before) else start
        yield TimedWord(word.text, start, max(start, end))


def _move(word: TimedWord, kept: Sequence[tuple[float, float]]) -> TimedWord:
    """The word at its time when only these parts are left; each of its ends lies in one."""
    return TimedWord(word.text, _shorter(word.start, kept), _shorter(word.end, kept))


def _shorter(time: float, kept: Sequence[tuple[float, float]]) -> float:
    return sum(min(max(time - start, 0.0), end - start) for start, end in kept)
