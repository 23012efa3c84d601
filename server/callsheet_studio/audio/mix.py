"""Voice over music: the film's sound, made in blocks, at broadcast loudness."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from callsheet_studio.audio.loudness import (
    LEAD_IN,
    RATE,
    SILENCE,
    TICK,
    Loudness,
    LoudnessMeter,
    gains,
)
from callsheet_studio.audio.voice import Samples, Speech
from callsheet_studio.pipeline import capacity
from callsheet_studio.storyboard.timeline import TimedScene, Timeline

TARGET = -16.0
"""LUFS, integrated, of the finished film."""
UNSPOKEN = -22.0
"""LUFS of a film without a voice: music alone should not be as loud as a voice."""
CEILING = -2.0
"""dBTP before encoding: AAC adds up to a decibel, and -1 is the promise."""
OPEN, DUCKED = -11.0, -19.0
"""Decibels of the music under the voice's level, in pauses and under speech."""
BLOCK = 80 * 64 * TICK
"""Samples that are computed at once, about five seconds: ticks, and packets of AAC too."""
PIECE = 2 * BLOCK
"""Samples that a thread works at; the last piece of a sound is longer."""
MOST_THREADS = 4
"""That work at a sound, each with a block of it: some 20 MB."""
FADE_IN, FADE_OUT = 1.0, 2.0
DUCK_IN, DUCK_OUT = 0.25, 0.6
"""Seconds in which the music makes way for the voice, and comes back."""
BREATH, INHALE, EXHALE = 4.0, 0.2, 0.4
"""Decibels by which the music comes up at a cut, and seconds before and after it."""
ENTRANCE = -12.0
"""Decibels of an entrance's sound under the voice's level."""
HALF_BAND = 31
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class AudioMix:
    """The sound of one film before its loudness is set. Its blocks are computed when they are
    read, and can be read several times."""

    voice: Sequence[tuple[float, Speech]]
    """Each scene's speech and the second of the film at which it begins."""
    seconds: float
    voice_gain: float = 1.0
    """A linear factor."""
    music: Samples | None = None
    """A loop, (n, 2) at 48 kHz."""
    music_gain: float = 1.0
    """A linear factor."""
    cuts: tuple[float, ...] = ()
    """Seconds at which a scene gives way to the next."""
    entrances: tuple[float, ...] = ()
    """Seconds at which something enters the picture."""
    entrance: Samples | None = None
    """The small sound of that, mono."""

    @property
    def target(self) -> float:
        """The loudness in LUFS that the sound is to have: `TARGET`, or `UNSPOKEN` without a
        voice."""
        return TARGET if any(len(speech.samples) for _, speech in self.voice) else UNSPOKEN

    @property
    def length(self) -> int:
        """Of the whole, in samples."""
        return round(self.seconds * RATE)

    def blocks(self, first: int = 0, last: int | None = None) -> Iterator[Samples]:
        """Yield the sound in blocks of shape (n, 2) at 48 kHz, about five seconds
        each, the last one shorter.

        Args:
            first: The sample to begin with, a multiple of `TICK`.
            last: The sample to end before; None for the end.
        """
        total = self.length if last is None else min(last, self.length)
        for start in range(first, total, BLOCK):
            end = min(start + BLOCK, total)
            voice = self._voice(start, end) * np.float32(self.voice_gain)
            block = np.repeat(voice[:, None], 2, axis=1)
            if self.music is not None:
                loop = np.take(self.music, np.arange(start, end), axis=0, mode="wrap")
                block += loop * self._music_envelope(start, end)[:, None]
            block += self._entrances(start, end)[:, None]
            yield block

    def _voice(self, start: int, end: int) -> Samples:
        """Mono samples of this stretch of the film."""
        stretch = np.zeros(end - start, np.float32)
        for at, speech in ((round(at * RATE), speech) for at, speech in self.voice):
            first, last = max(at, start), min(at + round(speech.seconds * RATE), end)
            if first < last and len(speech.samples):
                stretch[first - start : last - start] = _upsample(speech, first - at, last - at)
        return stretch

    def _entrances(self, start: int, end: int) -> Samples:
        """The small sounds of this stretch, mono."""
        stretch, sound = np.zeros(end - start, np.float32), self.entrance
        for at in (round(second * RATE) for second in self.entrances):
            first, last = max(at, start), min(at + (0 if sound is None else len(sound)), end)
            if sound is not None and first < last:
                stretch[first - start : last - start] += sound[first - at : last - at]
        return stretch * np.float32(_factor(TARGET + ENTRANCE))

    def _music_envelope(self, start: int, end: int) -> Samples:
        """Worked out a millisecond apart, with straight lines between."""
        times, decibels = _ducking(self.voice)
        ticks = np.arange(start // TICK, -(-end // TICK) + 1) * TICK
        at = ticks / RATE
        level = np.minimum(np.interp(at, times, decibels) + _breath(at, self.cuts), OPEN)
        gain = self.music_gain * 10 ** (level / 20)
        gain *= np.clip(at / FADE_IN, 0, 1) * np.clip((self.seconds - at) / FADE_OUT, 0, 1)
        return _slopes(gain.astype(np.float32))[start % TICK :][: end - start]


def speech_start(scene: TimedScene, speech: Speech) -> float:
    """Return the second of the film at which a scene's speech has to begin, so that its first
    word is heard when the plan says; the scene's own start if it has no words."""
    return scene.start + (scene.words[0].start - speech.words[0].start if scene.words else 0.0)


def mix(
    timeline: Timeline,
    speeches: Sequence[Speech],
    music: Samples | None,
    entrance: Samples | None = None,
) -> AudioMix:
    """Return the mix of a film. Its voice is measured here, and gets its level; the sound is
    computed when its blocks are read.

    Args:
        timeline: The planned film. Each speech begins where the plan has its first word.
        speeches: One for each scene, in order.
        music: A stereo loop, (n, 2) at 48 kHz, or None for no music.
        entrance: The sound of an item that appears, mono at 48 kHz, or None.
    """
    pairs = zip(timeline.scenes, speeches, strict=True)
    voice = [(speech_start(scene, speech), speech) for scene, speech in pairs]
    return replace(
        mix_speech(voice, timeline.seconds, music, [scene.start for scene in timeline.scenes[1:]]),
        entrances=tuple(scene.start + cue for scene in timeline.scenes for cue in scene.cues),
        entrance=entrance,
    )


def mix_speech(
    voice: Sequence[tuple[float, Speech]],
    seconds: float,
    music: Samples | None,
    cuts: Sequence[float],
) -> AudioMix:
    """Return speech over music that makes way for it and comes up at the cuts. The speech is
    measured here and brought to `TARGET`, the music to its level below that.

    Args:
        voice: Each speech and the second at which it begins, in order.
        seconds: The length of the whole.
        music: A stereo loop, (n, 2) at 48 kHz, or None for no music.
        cuts: The seconds at which the picture changes.
    """
    lufs = measure(AudioMix(voice, seconds), peaks=False, channels=1).lufs
    voice_gain = _factor(TARGET - lufs) if lufs > SILENCE else 0.0
    return AudioMix(tuple(voice), seconds, voice_gain, music, _music_gain(music), tuple(cuts))


@dataclass(frozen=True)
class NormalizedMix:
    """A mix and the gain that gives it its loudness."""

    source: AudioMix
    gain: NDArray[np.float32]
    """One factor a millisecond."""
    loudness: Loudness
    """As measured with the gain."""

    @property
    def length(self) -> int:
        """Of the whole, in samples."""
        return self.source.length

    def blocks(self, first: int = 0, last: int | None = None) -> Iterator[Samples]:
        """Yield the sound with the gain, in blocks of shape (n, 2) at 48 kHz, from sample `first`
        to before `last`, as `AudioMix.blocks`."""
        ends = np.pad(self.gain, 1, mode="edge")
        half = TICK // 2
        start = first
        for block in self.source.blocks(first, last):
            tick, after = start // TICK, -(-(start + len(block)) // TICK)
            gain = _slopes(ends[tick : after + 2])[half : half + len(block)]
            yield block * gain[:, None]
            start += len(block)


def normalize_loudness(source: AudioMix) -> NormalizedMix:
    """Return the mix with the gain for its target loudness (`AudioMix.target`, in LUFS), with no
    peak over `CEILING` (-2 dBTP).

    The whole mix is computed once to measure it.
    """
    before = measure(source)
    return _with_loudness(source, before, source.target)


def limit_peaks(source: AudioMix) -> NormalizedMix:
    """Return the mix as loud as it is, with no peak over `CEILING` (-2 dBTP): for speech that is
    heard only now and then, which `normalize_loudness` would make too loud.

    The whole mix is computed once to measure it.
    """
    before = measure(source)
    return _with_loudness(source, before, before.lufs)


def _with_loudness(source: AudioMix, before: Loudness, lufs: float) -> NormalizedMix:
    factors = gains(before, lufs, CEILING)
    return NormalizedMix(source, factors, before.after(factors))


def measure(
    source: "AudioMix | NormalizedMix", *, peaks: bool = True, channels: int = 2
) -> Loudness:
    """Compute a whole mix once, and return its loudness and its true peaks.

    Args:
        peaks: Whether true peaks are measured.
        channels: 2, or 1 for sound that both sides play alike.
    """

    def measure_piece(first: int, last: int) -> Loudness:
        meter = LoudnessMeter(peaks, channels)
        for block in source.blocks(max(0, first - LEAD_IN), first):
            meter.lead_in(block[:, :channels])
        for block in source.blocks(first, last):
            meter.add(block[:, :channels])
        return meter.result()

    measured = work_at_pieces(measure_piece, source.length)
    energies, found = ([getattr(m, name) for m in measured] for name in ("energies", "peaks"))
    return Loudness(np.concatenate(energies), np.concatenate(found))


def work_at_pieces(work: Callable[[int, int], _Result], length: int) -> list[_Result]:
    """Return what `work` gives for each piece of a sound, in order; several are worked at at the
    same time.

    Args:
        work: Called with a piece's first sample, a multiple of `PIECE`, and the one after its last.
        length: Of the sound, in samples.
    """
    starts = [n * PIECE for n in range(max(1, length // PIECE))]
    with ThreadPoolExecutor(min(capacity.cores(), MOST_THREADS)) as threads:
        return list(threads.map(work, starts, [*starts[1:], length]))


def _music_gain(music: Samples | None) -> float:
    """What brings a loop to the voice's level, from where `OPEN` and `DUCKED` are counted."""
    if music is None:
        return 0.0
    return _factor(TARGET) / float(np.sqrt(np.mean(np.square(music))))


def _slopes(levels: NDArray[np.float32]) -> NDArray[np.float32]:
    """Straight lines from each level to the next, `TICK` samples long."""
    part = np.arange(TICK, dtype=np.float32) / TICK
    return np.ravel(levels[:-1, None] + np.diff(levels)[:, None] * part).astype(np.float32)


def _factor(decibels: float) -> float:
    return 10 ** (decibels / 20)


def _upsample(speech: Speech, first: int, last: int) -> Samples:
    """Samples `first` to `last` of a speech at 48 kHz, of which its own rate is a divisor."""
    factor = RATE // speech.rate
    low = max(0, first // factor - HALF_BAND)
    source = speech.samples[low : last // factor + HALF_BAND]
    smooth = np.empty((len(source), factor), np.float32)
    for phase, kernel in enumerate(_kernels(factor)):
        smooth[:, phase] = np.convolve(source, kernel)[len(kernel) // 2 :][: len(source)]
    stretch = smooth.ravel()[first - low * factor : last - low * factor]
    return np.pad(stretch, (0, last - first - len(stretch)))


@cache
def _kernels(factor: int) -> Sequence[Samples]:
    """A windowed sinc for each sample from one of the slower rate to the next."""
    reach = HALF_BAND // factor + 1
    at = np.arange(-reach, reach + 1) + np.arange(factor)[:, None] / factor
    window = 0.5 + 0.5 * np.cos(np.pi * at * factor / (HALF_BAND + 1))
    kernels = np.sinc(at) * np.where(np.abs(at) * factor <= HALF_BAND, window, 0)
    return tuple(kernels.astype(np.float32))


def _breath(at: NDArray[np.float64], cuts: Sequence[float]) -> NDArray[np.float64]:
    """Decibels by which the music is louder than under speech around each cut."""
    breath = np.zeros_like(at)
    for cut in cuts:
        shape = np.interp(at, (cut - INHALE, cut, cut + EXHALE), (0.0, BREATH, 0.0))
        breath = np.maximum(breath, shape)
    return breath


def _ducking(voice: Sequence[tuple[float, Speech]]) -> tuple[list[float], list[float]]:
    """Break points of the music's level: low while somebody speaks, back up in longer rests."""
    spoken = [(start, start + s.seconds) for start, s in voice if len(s.samples)]
    times, decibels = [0.0], [OPEN]
    for (start, end), (after, _) in pairwise([*spoken, (float("inf"), float("inf"))]):
        times += [max(times[-1], start - DUCK_IN), max(times[-1], start), end]
        decibels += [decibels[-1], DUCKED, DUCKED]
        if after - end > DUCK_IN + DUCK_OUT:
            times.append(end + DUCK_OUT)
            decibels.append(OPEN)
    return times, decibels
