"""What each sentence of an ad seems to be for: hook, problem, solution, proof, call to action.

A guess from the words themselves and from where they stand, and only ever told as one, with the
words that it rests on.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from callsheet_studio.ad_analysis.findings import (
    OcrResult,
    OnScreenText,
    Role,
    ScriptLine,
    Source,
    Transcript,
)
from callsheet_studio.ad_analysis.role_patterns import role_of
from callsheet_studio.text.phrase_splitting import timed_sentences
from callsheet_studio.text.timed_word import TimedWord

HOOK = 3.0
"""Seconds in which a hook begins."""
PAUSE = 0.9
"""Seconds of silence that end a sentence without a full stop."""
AROUND = 3.0
"""Seconds by which a caption may be off its words."""
OPENING: tuple[Role, ...] = ("body", "problem")
"""What a second sentence of a hook may be."""


def collect_lines(transcript: Transcript, reading: OcrResult) -> tuple[ScriptLine, ...]:
    """Return every sentence that was heard, with its role, in order of time; if none was heard,
    every text that was read.

    Args:
        transcript: The words that were heard.
        reading: The texts that were read in the picture.
    """
    said = [
        _line(words_text(s), s[0].start, s[-1].end, "heard")
        for s in timed_sentences(transcript.words, PAUSE)
    ]
    found = said or [_line(text.text, text.first, text.last, "read") for text in reading.texts]
    return tuple(_place_line(line, first=line is found[0]) for line in found)


def mark_captions(reading: OcrResult, transcript: Transcript) -> OcrResult:
    """Return the texts that were read; `spoken` is set for those whose words are also heard within
    3 seconds.

    Args:
        reading: The texts that were read in the picture.
        transcript: The words that were heard.
    """
    texts = tuple(replace(text, spoken=_is_said(text, transcript.words)) for text in reading.texts)
    return replace(reading, texts=texts)


def _is_said(text: OnScreenText, words: Sequence[TimedWord]) -> bool:
    around = {
        plain
        for w in words
        if text.first - AROUND < w.start < text.last + AROUND
        for plain in _plain(w.text)
    }
    return all(word in around for word in _plain(text.text))


def _plain(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def words_text(words: Iterable[TimedWord]) -> str:
    """Return the words as one text, with spaces between them."""
    return " ".join(word.text for word in words)


def _line(text: str, start: float, end: float, source: Source) -> ScriptLine:
    role, cues = role_of(text)
    return ScriptLine(text, start, end, source, role, cues)


def _place_line(line: ScriptLine, *, first: bool) -> ScriptLine:
    """What comes first is the hook, whatever it says, and so is what only carries it on."""
    if line.start < HOOK and (first or line.role in OPENING):
        return replace(line, role="hook")
    return line
