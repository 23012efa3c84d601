"""A quiet bed of sound that suits the setting: synthesized, seeded, without a word.

Everything is shaped noise. Sound is (n, 2) at 48 kHz.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from callsheet_studio.animatic.backdrop import PLAIN, SETTINGS
from callsheet_studio.animatic.overlay import slate_seconds
from callsheet_studio.animatic.shot import Shot
from callsheet_studio.audio.loudness import RATE, gains
from callsheet_studio.audio.mix import CEILING, AudioMix, NormalizedMix, measure, normalize_loudness
from callsheet_studio.audio.voice import Samples, SilentVoice, Speech, Voice
from callsheet_studio.storyboard.voice_note import voice_is_installed

LEVEL = -31.0
"""LUFS: a bed, not a sound track."""
FASTEST = 1.5
"""How much faster than usual a line is spoken at most."""
BED_GAIN = 0.06
"""Of the bed under a voice."""
CROSS = 0.4
"""Seconds in which one setting's sound gives way to the next."""


def ambience(shots: Sequence[Shot], fps: int, seed: str) -> NormalizedMix:
    """Return the whole sound of a clip at its final loudness: quiet background sound of each shot's
    place, and the spoken lines over it.

    Args:
        shots: The clip's shots, in order.
        fps: Frames a second, in which their lengths are counted.
        seed: A text; the same one gives the same sound.
    """
    seconds = sum(shot.frames for shot in shots) / fps
    bed = np.zeros((round(seconds * RATE), 2), np.float32)
    start = 0
    for shot in shots:
        length = round(shot.frames / fps * RATE)
        _lay(bed, start, length, _bed(shot, length + 2 * round(CROSS * RATE), seed))
        start += length
    spoken = spoken_lines(shots, fps)
    if any(len(speech.samples) for _, speech in spoken):
        return normalize_loudness(AudioMix(spoken, seconds, music=bed, music_gain=BED_GAIN))
    source = AudioMix((), seconds, music=bed)
    before = measure(source)
    factors = gains(before, LEVEL, CEILING)
    return NormalizedMix(source, factors, before.after(factors))


def spoken_lines(shots: Sequence[Shot], fps: int) -> list[tuple[float, Speech]]:
    """Return each spoken line as (start in seconds of the clip, speech). A line starts when the
    slate of its shot has gone.

    Args:
        shots: The clip's shots, in order.
        fps: Frames a second, in which their lengths are counted.
    """
    lines: list[tuple[float, Speech]] = []
    start, voice = 0.0, None
    for shot in shots:
        seconds = shot.frames / fps
        if shot.spoken:
            voice = voice or _voice()
            slate = slate_seconds(seconds)
            lines.append((start + slate, _fit_speech(voice, shot.spoken, seconds - slate)))
        start += seconds
    return lines


def _voice() -> Voice:
    if not voice_is_installed():
        return SilentVoice()
    from callsheet_studio.audio.built_in_voice import BuiltInVoice

    return BuiltInVoice()


def _fit_speech(voice: Voice, text: str, room: float) -> Speech:
    """The line, spoken faster where its shot is shorter than it, but still to be understood."""
    speech = voice.speak(text, 1.0)
    if speech.seconds <= room:
        return speech
    return voice.speak(text, min(FASTEST, speech.seconds / room))


def _bed(shot: Shot, samples: int, seed: str) -> Samples:
    """What is heard in a shot: its setting, its weather."""
    name = SETTINGS.get(shot.place or "", PLAIN).sound
    random = np.random.default_rng(list(f"{seed}/{name}".encode()))
    weather = BEDS.get(shot.weather, ())
    sound = np.zeros((samples, 2))
    for layer in BEDS[name]:
        sound += (0.6 if weather else 1.0) * layer.sound(samples, random)
    for layer in weather:
        sound += layer.sound(samples, random)
    return sound.astype(np.float32)


def _lay(bed: Samples, start: int, length: int, sound: Samples) -> None:
    """Add a shot's sound with soft ends that reach into its neighbors."""
    cross = round(CROSS * RATE)
    ends = np.ones(len(sound), np.float32)
    ends[: 2 * cross] = np.linspace(0, 1, 2 * cross)
    ends[-2 * cross :] = np.minimum(ends[-2 * cross :], np.linspace(1, 0, 2 * cross))
    first = max(0, start - cross)
    last = min(len(bed), start + length + cross)
    inside = slice(first - start + cross, last - start + cross)
    bed[first:last] += (sound * ends[:, None])[inside]


Random = np.random.Generator
Sound = NDArray[np.float64]


@dataclass(frozen=True)
class _Layer:
    """Noise between two frequencies in Hz whose spectrum falls with f to the power of `fall`.

    Its loudness swells around 1 by `depth` in about `period` seconds, less what `floor` hides.
    """

    low: float
    high: float
    fall: float
    gain: float = 1.0
    period: float = 5.0
    depth: float = 0.0
    floor: float = 0.0

    def sound(self, samples: int, random: Random) -> Sound:
        return self.gain * self._noise(samples, random) * self._swell(samples, random)

    def _noise(self, samples: int, random: Random) -> Sound:
        frequency = np.fft.rfftfreq(samples, 1 / RATE)
        frequency[0] = 1.0
        shape = frequency ** (-self.fall / 2)
        shape *= 1 / (1 + (self.low / frequency) ** 4) / (1 + (frequency / self.high) ** 4)
        spectrum = random.standard_normal((2, len(frequency), 2)) @ np.array([1, 1j])
        sound = np.fft.irfft(spectrum * shape, samples, axis=1).T
        return sound / np.sqrt(np.mean(sound**2))

    def _swell(self, samples: int, random: Random) -> Sound:
        """Never twice the same; one column."""
        t = np.arange(samples) / RATE
        wave = np.zeros(samples)
        for rate in (1, 1.37, 0.61):
            wave += np.sin(2 * np.pi * rate / self.period * t + random.uniform(0, 2 * np.pi))
        return np.maximum(0, 1 + self.depth * wave / 3 - self.floor)[:, None]


_RUMBLE = _Layer(40, 260, 1.4, 1.0, 5, 0.4)
_PASSING = _Layer(200, 1600, 1.0, 0.5, 3.1, 1.6, 0.7)
_LOW_WIND = _Layer(90, 700, 1.2, 1.0, 4, 0.7)
_HIGH_WIND = _Layer(500, 1500, 0.8, 0.35, 6, 1.2, 0.4)
BEDS: Mapping[str, Sequence[_Layer]] = {
    "room": (_Layer(60, 500, 1.6, 0.6),),
    "city": (_RUMBLE, _PASSING),
    "hum": (_Layer(50, 180, 2.0, 0.7), _RUMBLE),
    "wind": (_LOW_WIND, _HIGH_WIND),
    "waves": (
        _Layer(80, 900, 1.0, 1.0, 4.3, 1.2, 0.2),
        _Layer(1200, 7000, 0.4, 0.4, 4.3, 1.8, 0.7),
    ),
    "leaves": (_LOW_WIND, _HIGH_WIND, _Layer(1800, 6000, 0.5, 0.2)),
    "space": (_Layer(30, 90, 2.0, 1.0, 7, 0.5), _Layer(30, 200, 2.0, 0.5)),
    "under": (_Layer(50, 320, 1.6, 1.0, 4, 0.4),),
    "rain": (_Layer(900, 8000, 0.5, 0.9), _Layer(200, 900, 1.0, 0.3)),
    "snowfall": (_LOW_WIND,),
}
"""Layers of noise by the sound of a setting, or by the weather."""
