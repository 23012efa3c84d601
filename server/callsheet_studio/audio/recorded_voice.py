"""A narration that a person recorded: the film's words are found in it, and scenes timed to it.

With a recognizer (extra `listen`, English) words are where they are heard. Without one, or where it
hears too little, each word gets a share of what is heard by its length; pauses count for nothing.
The recording is cut between scenes, in the pause nearest to where the words change.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from callsheet_studio.audio.sound_file import NoSound, decode_sound, trim_silence
from callsheet_studio.audio.speech_recognition import default_speech_recognizer
from callsheet_studio.audio.transcript import SPEECH_RATE
from callsheet_studio.audio.voice import Samples, SilentVoice, Speech, split_words
from callsheet_studio.storyboard.brief import FilmRejected
from callsheet_studio.storyboard.brief_settings import LONGEST
from callsheet_studio.storyboard.model import Storyboard
from callsheet_studio.text.language_names import primary_subtag
from callsheet_studio.text.timed_word import TimedWord

Voiced: TypeAlias = NDArray[np.bool_]
"""For each tick whether something is said."""

RATE = 24_000
PREFIX = "recorded-"
"""Begins the name of the voice."""
SHORTEST = 2.0
"""Seconds of a recording, at least."""
TICK = 0.02
"""Seconds over which loudness is taken."""
QUIET = 0.08
"""Of the loudness of speech: below it nothing is said."""
NEAR = 1.5
"""Seconds around the change of scene in which its pause is looked for."""
FOUND = 0.5
"""Share of the film's words that must have been heard for the recognizer to be followed."""


@dataclass(frozen=True)
class RecordedVoice:
    """A recorded narration as a voice: the speech of each scene, and silence for any other text."""

    name: str
    said: dict[str, Speech]
    """The narration of a scene, as text -> what was recorded for it."""
    audible: bool = True
    at_once: int = 1

    def speak(self, text: str, speed: float) -> Speech:
        """Return the recording of the scene with this narration, at its own speed; for any other
        text a silent speech, as long as it takes to read the text."""
        return self.said.get(text) or SilentVoice().speak(text, 1.0)


def recorded_name(content: bytes) -> str:
    """Return the voice's name for a recording: a prefix and the start of the content's SHA-256."""
    return PREFIX + sha256(content).hexdigest()[:16]


def recorded_seconds(path: Path, named: str) -> float:
    """Return the length of a recording in seconds, without the silence at its ends.

    Args:
        path: The sound file.
        named: What an error calls it.

    Raises:
        FilmRejected: The file holds no sound, is silent, or lasts less than 2 s (`SHORTEST`) or
            longer than a film may.
        OSError: The file can't be read.
    """
    return len(_read(path.read_bytes(), named)) / RATE


def read_recorded_voice(path: Path, storyboard: Storyboard) -> RecordedVoice:
    """Read a recording, and divide it among the scenes of a film, with the time of each word.

    English words are found in the sound if a speech recognizer is installed and hears enough of
    them; otherwise the times are estimates.

    Args:
        path: The sound file.
        storyboard: The film, whose narrations are spoken in it one after the other.

    Raises:
        FilmRejected: As `recorded_seconds`.
        OSError: The file can't be read.
    """
    content = path.read_bytes()
    samples = _read(content, storyboard.narration or path.name)
    scenes = [scene.narration for scene in storyboard.scenes if scene.narration]
    words = [split_words(text) for text in scenes]
    flat = [word for each in words for word in each]
    voiced = _find_voiced(samples)
    times = _even_times(flat, voiced)
    if primary_subtag(storyboard.language) == "en":
        times = _heard_times(flat, samples, times)
    speeches = _cut(words, times, samples, voiced)
    return RecordedVoice(recorded_name(content), dict(zip(scenes, speeches, strict=True)))


def _read(content: bytes, named: str) -> Samples:
    problem = f"The narration {named!r} can't be used: "
    try:
        samples = trim_silence(decode_sound(content, RATE), RATE)
    except NoSound as error:
        raise FilmRejected(f"{problem}{error}. Send a WAV, MP3, M4A, FLAC or Ogg file.") from error
    seconds = len(samples) / RATE
    if not SHORTEST <= seconds <= LONGEST:
        raise FilmRejected(
            f"{problem}it lasts {seconds:.1f} s, and a film {SHORTEST:.0f} to {LONGEST} s."
        )
    return samples


def _find_voiced(samples: Samples) -> Voiced:
    size = round(TICK * RATE)
    count = max(1, len(samples) // size)
    power = np.sqrt(np.mean(samples[: count * size].reshape(count, -1) ** 2, axis=1))
    return power > QUIET * np.percentile(power, 90)


def _even_times(words: Sequence[str], voiced: Voiced) -> list[float]:
    """When each word begins, and the end of the last: shares of the time in which is spoken."""
    weights = [len(word) + 1.0 for word in words]
    spoken = np.cumsum(voiced)
    ends = [share / sum(weights) * float(spoken[-1]) for share in accumulate(weights, initial=0)]
    return [bisect_left(spoken, end) * TICK for end in ends]


def _heard_times(words: Sequence[str], samples: Samples, even: list[float]) -> list[float]:
    """As `_even_times`, with words where the recognizer hears them; the others in between."""
    places = np.arange(0, len(samples), RATE / SPEECH_RATE)
    sound = np.interp(places, np.arange(len(samples)), samples).astype(np.float32)
    heard = default_speech_recognizer().transcribe(sound).words
    written, said = [_plain(word) for word in words], [_plain(word.text) for word in heard]
    matcher = SequenceMatcher(None, written, said, autojunk=False)
    anchors = {
        block.a + n: heard[block.b + n].start
        for block in matcher.get_matching_blocks()
        for n in range(block.size)
    }
    if len(anchors) < FOUND * len(words):
        return even
    last = len(words)
    anchors = {0: anchors.get(0, even[0]), **anchors, last: max(even[last], *anchors.values())}
    known = sorted(anchors)
    offsets = np.interp(range(last + 1), known, [anchors[n] - even[n] for n in known])
    times = [time + float(offset) for time, offset in zip(even, offsets, strict=True)]
    return list(accumulate(times, max))


def _plain(word: str) -> str:
    return "".join(letter for letter in word.lower() if letter.isalnum())


def _cut(
    scenes: Sequence[Sequence[str]], times: Sequence[float], samples: Samples, voiced: Voiced
) -> list[Speech]:
    """The sound and the words of each scene."""
    firsts = list(accumulate(map(len, scenes), initial=0))
    seconds = len(samples) / RATE
    cuts = [0.0, *(_pause_near(times[n], voiced) for n in firsts[1:-1]), seconds]
    cuts = list(accumulate(cuts, max))
    return [
        _speech(words, times[first : first + len(words) + 1], samples, (start, end))
        for words, first, (start, end) in zip(scenes, firsts, pairwise(cuts), strict=False)
    ]


def _pause_near(at: float, voiced: Voiced) -> float:
    """The middle of the longest pause around a moment; the moment where there is none."""
    first = max(0, round((at - NEAR) / TICK))
    quiet = ~voiced[first : round((at + NEAR) / TICK)]
    edges = np.flatnonzero(np.diff(np.concatenate(([0], quiet.astype(np.int8), [0]))))
    starts, ends = edges[::2], edges[1::2]
    if not len(starts):
        return at
    longest = int(np.argmax(ends - starts))
    return (first + (int(starts[longest]) + int(ends[longest])) / 2) * TICK


def _speech(
    words: Sequence[str], times: Sequence[float], samples: Samples, span: tuple[float, float]
) -> Speech:
    start, end = span
    inside = [min(max(time, start), end) - start for time in times]
    sound = samples[round(start * RATE) : round(end * RATE)]
    timed = tuple(
        TimedWord(word, a, b) for word, (a, b) in zip(words, pairwise(inside), strict=True)
    )
    return Speech(sound, RATE, len(sound) / RATE, timed)
