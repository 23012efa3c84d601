"""A narration on disk: a WAV file for the samples, a JSON file for the words and their times."""

import io
import wave
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter

from callsheet_studio.audio.voice import Samples, Speech
from callsheet_studio.text.timed_word import TimedWord

WAV, WORDS = "work/voice.wav", "work/voice.json"
FULL = 32767


@dataclass(frozen=True)
class _Spoken:
    samples: int
    seconds: float
    words: tuple[TimedWord, ...]
    doubtful: tuple[str, ...]


@dataclass(frozen=True)
class NarrationTrack:
    """What was said in every scene of a film."""

    voice: str
    """The voice's name."""
    speed: float
    speeches: tuple[Speech, ...]
    note: str | None = None
    """A sentence on the voice for the person who asked."""

    @property
    def audible(self) -> bool:
        """Whether anything is heard."""
        return any(len(speech.samples) for speech in self.speeches)

    def files(self) -> dict[str, bytes]:
        """The content of both files."""
        spoken = tuple(
            _Spoken(len(s.samples), s.seconds, s.words, s.doubtful) for s in self.speeches
        )
        return {
            WAV: _wav(np.concatenate([s.samples for s in self.speeches]), self.speeches[0].rate),
            WORDS: _SHEET.dump_json(_Sheet(self.voice, self.speed, spoken, self.note)),
        }


@dataclass(frozen=True)
class _Sheet:
    voice: str
    speed: float
    spoken: tuple[_Spoken, ...]
    note: str | None = None


_SHEET = TypeAdapter(_Sheet)


def read_recording(folder: Path) -> NarrationTrack:
    """Read the narration that `NarrationTrack.files` wrote into this folder.

    Raises:
        OSError: A file is missing.
    """
    sheet = _SHEET.validate_json((folder / WORDS).read_bytes())
    with wave.open(str(folder / WAV), "rb") as file:
        rate = file.getframerate()
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    sound: Samples = samples.astype(np.float32) / np.float32(FULL)
    ends = accumulate((one.samples for one in sheet.spoken), initial=0)
    speeches = tuple(
        Speech(sound[start:end], rate, one.seconds, one.words, one.doubtful)
        for one, (start, end) in zip(sheet.spoken, pairwise(ends), strict=True)
    )
    return NarrationTrack(sheet.voice, sheet.speed, speeches, sheet.note)


def _wav(samples: Samples, rate: int) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(np.rint(np.clip(samples, -1, 1) * FULL).astype("<i2").tobytes())
    return file.getvalue()
