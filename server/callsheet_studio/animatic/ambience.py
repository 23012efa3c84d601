"""A quiet bed of sound that suits the setting: synthesised, seeded, without a word.

Everything is shaped noise and a few tones. Sound is (n, 2) at 48 kHz.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from callsheet_studio.animatic.backdrop import PLAIN, SETTINGS
from callsheet_studio.animatic.overlay import slate_seconds
from callsheet_studio.animatic.shot import Shot
from callsheet_studio.audio.loudness import RATE, gains
from callsheet_studio.audio.mix import CEILING, AudioMix, NormalizedMix, measure, normalize
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
    """The bed of a whole clip, at its level."""
    seconds = sum(shot.frames for shot in shots) / fps
    bed = np.zeros((round(seconds * RATE), 2), np.float32)
    start = 0
    for shot in shots:
        length = round(shot.frames / fps * RATE)
        _lay(bed, start, length, _bed(shot, length + 2 * round(CROSS * RATE), seed))
        start += length
    spoken = spoken_lines(shots, fps)
    if any(len(speech.samples) for _, speech in spoken):
        return normalize(AudioMix(spoken, seconds, music=bed, music_gain=BED_GAIN))
    source = AudioMix((), seconds, music=bed)
    before = measure(source)
    factors = gains(before, LEVEL, CEILING)
    return NormalizedMix(source, factors, before.after(factors))


def spoken_lines(shots: Sequence[Shot], fps: int) -> list[tuple[float, Speech]]:
    """Each spoken line and the second of the clip at which it begins, behind its slate."""
    lines: list[tuple[float, Speech]] = []
    start, voice = 0.0, None
    for shot in shots:
        seconds = shot.frames / fps
        if shot.spoken:
            voice = voice or _voice()
            slate = slate_seconds(seconds)
            lines.append((start + slate, _fitted(voice, shot.spoken, seconds - slate)))
        start += seconds
    return lines


def _voice() -> Voice:
    if not voice_is_installed():
        return SilentVoice()
    from callsheet_studio.audio.built_in_voice import BuiltInVoice

    return BuiltInVoice()


def _fitted(voice: Voice, text: str, room: float) -> Speech:
    """The line, spoken faster where its shot is shorter than it, but still to be understood."""
    speech = voice.speak(text, 1.0)
    if speech.seconds <= room:
        return speech
    return voice.speak(text, min(FASTEST, speech.seconds / room))


def _bed(shot: Shot, samples: int, seed: str) -> Samples:
    """What is heard in a shot: its setting, its weather."""
    name = SETTINGS.get(shot.place or "", PLAIN).sound
    random = np.random.default_rng(list(f"{seed}/{name}".encode()))
    sound = BEDS[name](samples, random)
    if shot.weather in BEDS:
        sound = 0.6 * sound + BEDS[shot.weather](samples, random)
    return sound.astype(np.float32)


def _lay(bed: Samples, start: int, length: int, sound: Samples) -> None:
    """Add a shot's sound with soft ends that reach into its neighbours."""
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


def _noise(samples: int, random: Random, low: float, high: float, fall: float = 1.0) -> Sound:
    """Stereo noise between two frequencies; its spectrum falls with f to the power of `fall`."""
    frequency = np.fft.rfftfreq(samples, 1 / RATE)
    frequency[0] = 1.0
    shape = frequency ** (-fall / 2)
    shape *= 1 / (1 + (low / frequency) ** 4) / (1 + (frequency / high) ** 4)
    spectrum = random.standard_normal((2, len(frequency), 2)) @ np.array([1, 1j])
    sound = np.fft.irfft(spectrum * shape, samples, axis=1).T
    return sound / np.sqrt(np.mean(sound**2))


def _swell(samples: int, random: Random, period: float, depth: float) -> Sound:
    """A slow rise and fall around 1, never twice the same; one column."""
    t = np.arange(samples) / RATE
    phases = random.uniform(0, 2 * np.pi, 3)
    rates = (1 / period, 1.37 / period, 0.61 / period)
    wave = np.zeros(samples) + sum(
        np.sin(2 * np.pi * rate * t + phase) for rate, phase in zip(rates, phases, strict=True)
    )
    return (1 + depth * wave / 3)[:, None]


def _room(samples: int, random: Random) -> Sound:
    t = np.arange(samples) / RATE
    hum = 0.05 * np.sin(2 * np.pi * 100 * t)[:, None]
    return 0.6 * _noise(samples, random, 60, 500, 1.6) + hum


def _city(samples: int, random: Random) -> Sound:
    """A rumble, and cars that pass somewhere."""
    rumble = _noise(samples, random, 40, 260, 1.4) * _swell(samples, random, 5, 0.4)
    pass_by = _noise(samples, random, 200, 1600, 1.0) * np.maximum(
        0, _swell(samples, random, 3.1, 1.6) - 0.7
    )
    return rumble + 0.5 * pass_by


def _hum(samples: int, random: Random) -> Sound:
    """Engines of a city to come: a low chord that beats."""
    t = np.arange(samples) / RATE
    chord = np.zeros(samples) + sum(
        np.sin(2 * np.pi * f * t) / (1 + f / 110) for f in (55, 55.4, 82.5, 110.3, 165.2)
    )
    return 0.5 * chord[:, None] + 0.7 * _city(samples, random)


def _wind(samples: int, random: Random) -> Sound:
    low = _noise(samples, random, 90, 700, 1.2) * _swell(samples, random, 4, 0.7)
    high = _noise(samples, random, 500, 1500, 0.8) * np.maximum(
        0, _swell(samples, random, 6, 1.2) - 0.4
    )
    return low + 0.35 * high


def _waves(samples: int, random: Random) -> Sound:
    """Surf: each wave gathers, breaks and hisses back."""
    t = np.arange(samples) / RATE
    at = (t / 4.3 + random.random()) % 1
    envelope = np.where(at < 0.35, (at / 0.35) ** 2.2, np.exp(-(at - 0.35) * 4.2))[:, None]
    roar = _noise(samples, random, 80, 900, 1.0)
    hiss = _noise(samples, random, 1200, 7000, 0.4)
    return roar * (0.25 + envelope) + 0.4 * hiss * envelope**1.5


def _birds(samples: int, random: Random) -> Sound:
    """Leaves in a breeze, and now and then a bird."""
    sound = 0.7 * _wind(samples, random) + 0.2 * _noise(samples, random, 1800, 6000, 0.5)
    for start in np.arange(
        random.uniform(0.2, 1.2), samples / RATE - 0.6, random.uniform(0.9, 1.6)
    ):
        _chirp(sound, float(start), random)
    return sound


def _chirp(sound: Sound, start: float, random: Random) -> None:
    t = np.arange(round(0.09 * RATE)) / RATE
    pitch = random.uniform(2600, 4200)
    pan = random.uniform(0.2, 0.8)
    for n in range(int(random.integers(2, 5))):
        first = round((start + 0.12 * n) * RATE)
        tone = np.sin(2 * np.pi * (pitch * t + random.uniform(-900, 1400) * t * t * 4))
        tone *= np.sin(np.pi * t / t[-1]) ** 2 * 0.35
        part = sound[first : first + len(t)]
        part += (tone[:, None] * np.array([1 - pan, pan]))[: len(part)]


def _space(samples: int, random: Random) -> Sound:
    t = np.arange(samples) / RATE
    deep = np.sin(2 * np.pi * 41 * t) + 0.6 * np.sin(2 * np.pi * 61.7 * t + 0.4 * np.sin(t))
    return deep[:, None] * _swell(samples, random, 7, 0.5) + 0.5 * _noise(
        samples, random, 30, 200, 2
    )


def _under(samples: int, random: Random) -> Sound:
    """Muffled water and bubbles."""
    sound = _noise(samples, random, 50, 320, 1.6) * _swell(samples, random, 4, 0.4)
    t = np.arange(round(0.12 * RATE)) / RATE
    for start in random.integers(0, max(1, samples - len(t)), max(1, samples // RATE * 2)):
        pitch = random.uniform(280, 620)
        tone = np.sin(2 * np.pi * (pitch * t + 1500 * t * t)) * np.exp(-t * 28) * 0.5
        sound[start : start + len(t)] += tone[:, None]
    return sound


def _rain(samples: int, random: Random) -> Sound:
    return 0.9 * _noise(samples, random, 900, 8000, 0.5) + 0.3 * _noise(
        samples, random, 200, 900, 1
    )


BEDS: Mapping[str, Callable[[int, Random], Sound]] = {
    "room": _room,
    "city": _city,
    "hum": _hum,
    "wind": _wind,
    "waves": _waves,
    "birds": _birds,
    "space": _space,
    "under": _under,
    "rain": _rain,
    "snow": _wind,
}
