"""What a recognizer hears."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from callsheet_studio.text.timed_word import TimedWord

SPEECH_RATE = 16_000
"""Samples a second that recognizers listen to."""
Hearing: TypeAlias = Literal["heard", "no sound", "no speech", "not understood", "no recogniser"]


@dataclass(frozen=True)
class Transcript:
    """The result of a speech recognizer."""

    hearing: Hearing
    words: tuple[TimedWord, ...] = ()
    spans: tuple[tuple[float, float], ...] = ()
    """(start, end) in seconds of each stretch with speech, whether its words were understood or
    not."""
    sureness: float = 0.0
    """Mean probability of the words, 0 to 1."""
