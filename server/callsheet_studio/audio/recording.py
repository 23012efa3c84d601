"""A narration on disk: a WAV file for the samples, a JSON file for the words and their times."""

import wave
from dataclasses import dataclass
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

    def write_sound(self, path: Path) -> None:
        """Write the samples of all speeches into a WAV file (16 bits, one channel), one after the
        other. There must be a speech.

        Raises:
            OSError: It can't be written.
        """
        with wave.open(str(path), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(self.speeches[0].rate)
            for speech in self.speeches:
                out.writeframes(_to_16_bits(speech.samples))

    def words(self) -> bytes:
        """Return the words with their times as JSON."""
        spoken = tuple(
            _Spoken(len(s.samples), s.seconds, s.words, s.doubtful) for s in self.speeches
        )
        return _SHEET.dump_json(_Sheet(self.voice, self.speed, spoken, self.note))


@dataclass(frozen=True)
class _Sheet:
    voice: str
    speed: float
    spoken: tuple[_Spoken, ...]
    note: str | None = None


_SHEET = TypeAdapter(_Sheet)
_ALONE = TypeAdapter(tuple[int, _Spoken])


def read_recording(folder: Path) -> NarrationTrack:
    """Read the narration that was written into this folder: its sound as `WAV`, its words as
    `WORDS`.

    Raises:
        OSError: A file is missing.
        ValueError: The words or the samples are damaged.
        wave.Error: The sound is no WAV file; EOFError if it is empty.
    """
    sheet = _SHEET.validate_json((folder / WORDS).read_bytes())
    with wave.open(str(folder / WAV), "rb") as file:
        rate = file.getframerate()
        speeches = tuple(
            Speech(
                _from_16_bits(file.readframes(one.samples)),
                rate,
                one.seconds,
                one.words,
                one.doubtful,
            )
            for one in sheet.spoken
        )
    return NarrationTrack(sheet.voice, sheet.speed, speeches, sheet.note)


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
    samples = _from_16_bits(sound)
    if len(samples) != one.samples:
        raise ValueError("the sound is not whole")
    return Speech(samples, rate, one.seconds, one.words, one.doubtful)


def _to_16_bits(samples: Samples) -> bytes:
    return np.rint(np.clip(samples, -1, 1) * FULL).astype("<i2").tobytes()


def _from_16_bits(samples: bytes) -> Samples:
    sound = np.frombuffer(samples, "<i2").astype(np.float32)
    sound /= FULL
    return sound
