"""A narration on disk: a WAV file for the samples, a JSON file for the words and their times."""

import io
import wave
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
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
    """The speech of every scene of a film, in order, and the voice that spoke it."""

    voice: str
    """The voice's name."""
    speed: float
    """1 is the voice's normal speed."""
    speeches: tuple[Speech, ...]
    note: str | None = None
    """A sentence on the voice for the person who asked."""

    @property
    def audible(self) -> bool:
        """Whether any speech has samples, even if they are silent; a film without a voice has
        none."""
        return any(len(speech.samples) for speech in self.speeches)

    def files(self) -> dict[str, bytes]:
        """Return the content of the two files, by their paths inside the film's folder: the samples
        of all speeches as a WAV file (16 bits, one channel), and the words with their times as
        JSON. There must be a speech."""
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
_ALONE = TypeAdapter(tuple[int, _Spoken])


def read_recording(folder: Path) -> NarrationTrack:
    """Read the narration that `NarrationTrack.files` wrote into this folder.

    Raises:
        OSError: A file is missing.
        ValueError: The words or the samples are damaged.
        wave.Error: The sound is no WAV file; EOFError if it is empty.
    """
    sheet = _SHEET.validate_json((folder / WORDS).read_bytes())
    with wave.open(str(folder / WAV), "rb") as file:
        rate = file.getframerate()
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    sound = _from_16_bits(samples)
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
        out.writeframes(_to_16_bits(samples))
    return file.getvalue()


def pack_speech(speech: Speech) -> bytes:
    """Return a speech as bytes, with 16-bit samples; `unpack_speech` reads them."""
    spoken = _Spoken(len(speech.samples), speech.seconds, speech.words, speech.doubtful)
    head = _ALONE.dump_json((speech.rate, spoken))
    return head + b"\n" + _to_16_bits(speech.samples)


def unpack_speech(content: bytes) -> Speech:
    """Return the speech that `pack_speech` wrote as these bytes.

    Raises:
        ValueError: The content is something else, or not whole.
    """
    head, _, sound = content.partition(b"\n")
    rate, one = _ALONE.validate_json(head)
    samples = _from_16_bits(np.frombuffer(sound, "<i2"))
    if len(samples) != one.samples:
        raise ValueError("the sound is not whole")
    return Speech(samples, rate, one.seconds, one.words, one.doubtful)


def _to_16_bits(samples: Samples) -> bytes:
    return np.rint(np.clip(samples, -1, 1) * FULL).astype("<i2").tobytes()


def _from_16_bits(samples: NDArray[np.int16]) -> Samples:
    return samples.astype(np.float32) / np.float32(FULL)
