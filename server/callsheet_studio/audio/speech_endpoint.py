"""A voice behind an OpenAI-compatible endpoint: other voices and languages than the built-in one.

Each sentence is asked for by itself, so that its words can be timed within it. Endpoints say
nothing of word times; a word gets a share of its sentence by its length.
"""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass

import av
import numpy as np

from callsheet_studio.audio.voice import Samples, SilentVoice, Speech, concatenate
from callsheet_studio.llm.endpoints import Endpoint, EndpointError, post
from callsheet_studio.text.sentences import sentences
from callsheet_studio.text.timed_word import TimedWord

RATE = 24_000
PATIENCE = 120.0
"""Seconds for a sentence."""
USUAL_VOICE = "alloy"
SILENT = 0.01
"""Amplitude, against the loudest, under which nothing is heard."""
MARGIN = 0.04
"""Seconds kept on either side of what is heard."""
FASTEST, SLOWEST = 4.0, 0.25
"""Speeds that the interface allows."""


@dataclass(frozen=True)
class EndpointVoice:
    """A configured voice."""

    endpoint: Endpoint
    manner: str | None = None
    """Free words on how it should sound, for models that follow such."""
    pause: float = 0.3
    """Seconds between sentences."""
    audible: bool = True

    @property
    def name(self) -> str:
        """Model, voice, and what else its sound depends on."""
        told = f"{self.endpoint.url} {self.manner} {self.pause:g}"
        digest = hashlib.sha256(told.encode()).hexdigest()[:8]
        return f"speech-{self.endpoint.model}-{self.endpoint.voice or USUAL_VOICE}-{digest}"

    def speak(self, text: str, speed: float) -> Speech:
        """Have `text` read, sentence by sentence.

        Raises:
            EndpointError: The endpoint gives no sound.
        """
        spoken = [self._sentence(sentence, speed) for sentence in sentences(text)]
        if not spoken:
            return Speech(np.zeros(0, np.float32), RATE, 0.0, ())
        return concatenate(spoken, self.pause / speed)

    def _sentence(self, text: str, speed: float) -> Speech:
        body = {
            "model": self.endpoint.model,
            "voice": self.endpoint.voice or USUAL_VOICE,
            "input": text,
            "response_format": "wav",
            "speed": round(min(FASTEST, max(SLOWEST, speed)), 3),
        }
        if self.manner:
            body["instructions"] = self.manner
        samples = _heard(_decoded(post(self.endpoint, "/audio/speech", body, PATIENCE)))
        seconds = len(samples) / RATE
        return Speech(samples, RATE, seconds, tuple(_timed(text, seconds)))


def _decoded(content: bytes) -> Samples:
    """Any sound file as mono samples."""
    try:
        with av.open(io.BytesIO(content)) as file:  # pyright: ignore[reportArgumentType] - takes files too
            resampler = av.AudioResampler("flt", "mono", RATE)
            frames = [*file.decode(audio=0), None]
            pieces = [p.to_ndarray()[0] for frame in frames for p in resampler.resample(frame)]
    except (av.FFmpegError, IndexError) as error:
        raise EndpointError("what the speech endpoint sent is no sound") from error
    return np.concatenate(pieces).astype(np.float32) if pieces else np.zeros(0, np.float32)


def _heard(samples: Samples) -> Samples:
    """Without the silence at both ends.

    Raises:
        EndpointError: Nothing is heard.
    """
    level = np.abs(samples)
    loud = np.flatnonzero(level > SILENT * max(float(level.max(initial=0.0)), SILENT))
    if not len(loud):
        raise EndpointError("the speech endpoint sent silence")
    margin = round(MARGIN * RATE)
    return samples[max(0, int(loud[0]) - margin) : int(loud[-1]) + margin]


def _timed(text: str, seconds: float) -> Iterator[TimedWord]:
    """The words of a sentence, spread over its sound as a reader would spread them."""
    read = SilentVoice().speak(text, 1.0)
    share = (seconds - 2 * MARGIN) / read.seconds if read.seconds else 0.0
    for word in read.words:
        yield TimedWord(word.text, MARGIN + word.start * share, MARGIN + word.end * share)
