"""Sound files of any kind as samples."""

import io

import av
import numpy as np

from callsheet_studio.audio.voice import Samples, SilentVoice, Speech
from callsheet_studio.text.timed_word import TimedWord

SILENT = 0.01
"""Amplitude, against the loudest, under which nothing is heard."""
MARGIN = 0.04
"""Seconds kept on either side of what is heard."""


class NoSound(ValueError):
    """A file holds no sound, or only silence; the text says which."""


def to_speech(content: bytes, text: str, rate: int) -> Speech:
    """Return a sound file of any format as a speech: mono, without silence at its ends, its words
    at estimated times.

    Args:
        content: The file's content.
        text: What is said in it.
        rate: Samples a second of the result.

    Raises:
        NoSound: The content is not a sound file, or is silent.
    """
    samples = trim_silence(decode_sound(content, rate), rate)
    seconds = len(samples) / rate
    return Speech(samples, rate, seconds, _spread_words(text, seconds))


def decode_sound(content: bytes, rate: int) -> Samples:
    """Return a sound file of any format as mono samples, shape (n,), float32, -1 to 1.

    Args:
        content: The file's content.
        rate: Samples a second of the result.

    Raises:
        NoSound: The content is not a sound file.
    """
    try:
        with av.open(io.BytesIO(content)) as file:  # pyright: ignore[reportArgumentType] - takes files too
            resampler = av.AudioResampler("flt", "mono", rate)
            frames = [*file.decode(audio=0), None]
            pieces = [p.to_ndarray()[0] for frame in frames for p in resampler.resample(frame)]
    except (av.FFmpegError, IndexError) as error:
        raise NoSound("it is no sound") from error
    return np.concatenate(pieces).astype(np.float32) if pieces else np.zeros(0, np.float32)


def trim_silence(samples: Samples, rate: int) -> Samples:
    """Return mono samples, shape (n,), without the silence at both ends, except for a short margin.

    Args:
        samples: Shape (n,), at -1 to 1.
        rate: Samples a second.

    Raises:
        NoSound: All of it is silent.
    """
    level = np.abs(samples)
    loud = np.flatnonzero(level > SILENT * max(float(level.max(initial=0.0)), SILENT))
    if not len(loud):
        raise NoSound("it is silent")
    margin = round(MARGIN * rate)
    return samples[max(0, int(loud[0]) - margin) : int(loud[-1]) + margin]


def _spread_words(text: str, seconds: float) -> tuple[TimedWord, ...]:
    """The words of a sentence, spread over its sound as a reader would spread them."""
    read = SilentVoice().speak(text, 1.0)
    share = max(0.0, seconds - 2 * MARGIN) / read.seconds if read.seconds else 0.0
    return tuple(
        TimedWord(word.text, MARGIN + word.start * share, MARGIN + word.end * share)
        for word in read.words
    )
