"""Two quiet beds, synthesized: a warm pad with a slow arpeggio, and a light pulse.

A bed is a loop without a seam. Everything that rings over its end rings on at its beginning, so it
can be repeated under a film of any length.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from callsheet_studio.audio.loudness import RATE
from callsheet_studio.audio.voice import Samples
from callsheet_studio.audio.voice_direction import Bed

CHORDS = {
    "pad": ((0, 7, 12, 16, 23), (-3, 9, 12, 16, 19), (-7, 5, 12, 16, 21), (-5, 7, 14, 17, 21)),
    "pulse": ((-3, 9, 12, 16, 19), (-7, 5, 9, 12, 16), (0, 7, 12, 16, 19), (-5, 7, 11, 14, 19)),
}
"""Semitones above the key: the lowest note is the bass."""
BAR_SECONDS = {"pad": 4.0, "pulse": 2.4}
TURNS = 2
"""How often the four chords come in one loop, unless the film is shorter."""
KEYS = (0, 2, -3, 5)
"""Semitones above A2; the film's seed picks one."""
ARPEGGIO = (1, 3, 2, 4, 3, 2, 4, 1)
LOW_A = 110.0
CYCLE_BITS = 15
"""One cycle of a string is kept as a table of so many bits, and read at any pitch."""
PIECE_BITS = 18
"""Of the number of samples that are convolved at once: more than twice an echo's."""


@dataclass
class _Loop:
    """Stereo sound on a circle: what is added past the end goes on at the beginning."""

    channels: Samples
    """(2, n)."""
    random: np.random.Generator

    def add(self, at: float, sound: Samples, pan: float = 0.0) -> None:
        """Mix in mono `sound` at `at` seconds; `pan` -1 is left, 1 right."""
        sides = np.sqrt(np.array([1 - pan, 1 + pan], np.float32) / 2)
        length = self.channels.shape[1]
        first = round(at * RATE) % length
        before = min(len(sound), length - first)
        for channel, loud in zip(self.channels, sides, strict=True):
            channel[first : first + before] += sound[:before] * loud
            channel[: len(sound) - before] += sound[before:] * loud


def music_loop(name: Bed, seed: str, seconds: float) -> Samples:
    """Return a loop of synthesized music for a film of `seconds`: samples of shape (n, 2) at 48
    kHz. Its level is not set yet: samples may lie far outside of -1 to 1.

    Args:
        name: The kind of music.
        seed: A text that decides the key and details.
        seconds: The film's length; the loop may be shorter and is then repeated.
    """
    turn = BAR_SECONDS[name] * len(CHORDS[name])
    return _loop(name, seed, min(TURNS, math.ceil(seconds / turn)))


def play_both_sides_alike(music: Samples) -> Samples:
    """Return music, shape (n, 2), with the mean of its sides in both: what one channel holds of it,
    which is quieter, as far as the sides differ."""
    return np.repeat(music.mean(axis=1, keepdims=True), 2, axis=1)


def entrance_sound(seed: str) -> Samples:
    """Return the short sound of an item that appears, in the key of the music with the same seed:
    mono samples of shape (n,) at 48 kHz, with a peak of 1."""
    sound = _pluck(8 * _key(_random(seed)), 0.35)
    return sound / np.abs(sound).max()


def _random(seed: str) -> np.random.Generator:
    return np.random.default_rng(list(seed.encode()))


def _key(random: np.random.Generator) -> float:
    """The key's pitch in hertz: the first free choice of a film's music."""
    return LOW_A * 2 ** (KEYS[random.integers(len(KEYS))] / 12)


@lru_cache(1)
def _loop(name: Bed, seed: str, turns: int) -> Samples:
    """Kept for the next edit of the film."""
    random = _random(seed)
    bar = BAR_SECONDS[name]
    chords = CHORDS[name] * turns
    loop = _Loop(np.zeros((2, round(bar * len(chords) * RATE)), np.float32), random)
    key = _key(random)
    for n, chord in enumerate(chords):
        notes = [key * 2 ** (semitones / 12) for semitones in chord]
        PLAYERS[name](loop, n * bar, bar, notes)
    _put_in_a_room(loop.channels, random)
    return np.ascontiguousarray(loop.channels.T)


def _pad(loop: _Loop, at: float, bar: float, notes: list[float]) -> None:
    loop.add(at, _swell(notes[0] / 2, bar * 1.3) * np.float32(0.5))
    for i, note in enumerate(notes[1:]):
        for detune, pan in ((0.9985, -0.6), (1.0015, 0.6)):
            loop.add(at, _swell(note * detune, bar * 1.4) * np.float32(0.22), pan)
        loop.add(at + i * 0.01, _swell(note, bar * 1.2) * np.float32(0.12))
    step = bar / len(ARPEGGIO)
    for i, place in enumerate(ARPEGGIO):
        if loop.random.random() < 0.8:
            loud = np.float32(0.16 + 0.06 * loop.random.random())
            loop.add(at + i * step, _pluck(notes[place] * 2, 1.6) * loud, 0.5 - i % 2)


def _pulse(loop: _Loop, at: float, bar: float, notes: list[float]) -> None:
    beat = bar / 8
    for i in range(8):
        loop.add(at + i * beat, _pluck(notes[0] / 2, 0.5) * np.float32(0.5 if i % 2 else 0.7))
        loop.add(at + (i + 0.5) * beat, _tick(loop.random, 0.05) * np.float32(0.05), 0.4)
        if i in (0, 3, 6):
            for note, pan in zip(notes[1:], (-0.6, -0.2, 0.2, 0.6), strict=True):
                loop.add(at + i * beat, _pluck(note * 2, 0.7) * np.float32(0.2), pan)
    for i in (0, 4):
        loop.add(at + i * beat, _thump(0.28) * np.float32(0.8))


Player = Callable[[_Loop, float, float, list[float]], None]
PLAYERS: Mapping[Bed, Player] = {"pad": _pad, "pulse": _pulse}


def _swell(pitch: float, seconds: float) -> Samples:
    """A soft string: rises and falls over its whole length."""
    count = round(seconds * RATE)
    step = np.uint32(round(pitch / RATE * 2**32))
    phase = np.arange(count, dtype=np.uint32) * step
    return _string()[phase >> np.uint32(32 - CYCLE_BITS)] * _rise(count)


@lru_cache(8)
def _rise(count: int) -> Samples:
    """Half a sine: notes have few lengths."""
    return np.sin(np.linspace(0, np.pi, count, dtype=np.float32))


@cache
def _string() -> Samples:
    """One cycle of a soft string."""
    phase = np.linspace(0, 2 * np.pi, 2**CYCLE_BITS, endpoint=False)
    return np.sum([np.sin(phase * n) / n**2.2 for n in range(1, 5)], axis=0).astype(np.float32)


@lru_cache(32)
def _pluck(pitch: float, seconds: float) -> Samples:
    """A soft mallet: higher tones die first. The same few notes are struck again and again."""
    t = _time(seconds)
    wave = sum(
        np.sin(2 * np.pi * pitch * n * t) * np.exp(-t * (3 + 3 * n)) / n**1.5 for n in range(1, 5)
    )
    return (wave * np.minimum(1, t / 0.006)).astype(np.float32)


def _thump(seconds: float) -> Samples:
    """A kick without a click: a tone that falls."""
    t = _time(seconds)
    wave = np.sin(2 * np.pi * (48 * t - 3.2 * np.exp(-t * 28))) * np.exp(-t * 14)
    return (wave * np.minimum(1, t / 0.004)).astype(np.float32)


def _tick(random: np.random.Generator, seconds: float) -> Samples:
    """A shaker: a short breath of bright noise."""
    t = _time(seconds)
    noise = np.diff(random.standard_normal(len(t) + 1))
    return (noise * np.exp(-t * 90) * np.minimum(1, t / 0.004)).astype(np.float32)


def _time(seconds: float) -> NDArray[np.float64]:
    return np.arange(round(seconds * RATE)) / RATE


def _put_in_a_room(channels: Samples, random: np.random.Generator, share: float = 0.35) -> None:
    """Add a soft reverberation of about two seconds, folded round the circle like the notes."""
    t = _time(min(int(channels.shape[1]) / RATE, 2.0))
    noise = random.standard_normal((2, len(t))) * np.exp(-t * 3.2)
    for channel, side in zip(channels, noise, strict=True):
        echo = _darken(side).astype(np.float32)
        echo /= np.sqrt((echo**2).sum())
        wet = _convolve_round(channel, echo)
        channel *= 1 - share
        channel += wet * share


def _convolve_round(circle: Samples, response: Samples) -> Samples:
    """The circular convolution, piece by piece: one transform of it all takes ten times the room of
    the sound (overlap-save)."""
    size, lead = 1 << PIECE_BITS, len(response) - 1
    spectrum, hop = np.fft.rfft(response, size), size - lead
    out = np.empty_like(circle)
    for start in range(0, len(circle), hop):
        piece = np.take(circle, np.arange(start - lead, start + hop), mode="wrap")
        heard = np.fft.irfft(np.fft.rfft(piece) * spectrum, size)[lead:]
        out[start : start + hop] = heard[: len(circle) - start]
    return out


def _darken(noise: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.convolve(noise, np.hanning(24), mode="same")
