"""How loud a film is, and the gain that makes it right.

Program loudness and true peak after ITU-R BS.1770-4, at 48 kHz stereo. Sound comes in blocks, so
a film takes little memory: what is kept is one energy and one peak every millisecond.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from av import AudioFrame
from av.filter import Graph
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from callsheet_studio.audio.voice import Samples

RATE = 48_000
LAYOUTS = {1: "mono", 2: "stereo"}
"""FFmpeg's words for so many channels."""
TICK = RATE // 1000
"""Samples for which one energy and one peak is kept."""
STEP = 100
"""Ticks between two gating blocks, which are four steps long."""
SILENCE = -70.0
"""LUFS of the absolute gate; also what silence is said to have."""
RELATIVE_GATE = -10.0

_SHELF = (
    1.53512485958697,
    -2.69169618940638,
    1.19839281085285,
    -1.69065929318241,
    0.73248077421585,
)
_HIGH_PASS = (1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621)
_BIQUAD = "b0={}:b1={}:b2={}:a0=1:a1={}:a2={}:precision=f32"
LEAD_IN = 43 * TICK
"""Samples that the loudness of what comes after them still depends on (by -100 dB)."""
_OVERSAMPLING, _REACH = 4, 6


class LoudnessMeter:
    """Measures the loudness of sound that is given to it block by block (ITU-R BS.1770)."""

    def __init__(self, peaks: bool = True, channels: int = 2) -> None:
        """Nothing heard yet; true peaks are half of the work and can be left out.

        Args:
            peaks: Whether true peaks are measured.
            channels: 2, or 1 for sound that both sides play alike.
        """
        self._measures_peaks = peaks
        self._sides = 2 / channels
        self._weighting = _weighting(channels)
        self._before = np.zeros((_REACH, channels), np.float32)
        self._energies: list[NDArray[np.float64]] = []
        self._peaks: list[NDArray[np.float32]] = []

    def lead_in(self, block: Samples) -> None:
        """Hear what comes before the first block and is not measured, shape (n, channels), at least
        `LEAD_IN` samples of it."""
        self._weigh(block)
        self._before = block[-_REACH:]

    def add(self, block: Samples) -> None:
        """Add the next block of sound, shape (n, channels), at -1 to 1. In every block but the
        last, n is a multiple of `TICK`."""
        weighted = _fold(self._weigh(block), TICK)
        self._energies.append(
            np.einsum("ctk,ctk->t", weighted, weighted).astype(np.float64) * self._sides / TICK
        )
        if self._measures_peaks:
            heard = np.concatenate([self._before, block])
            self._before = heard[-_REACH:]
            self._peaks.append(_true_peaks(heard))

    def _weigh(self, block: Samples) -> Samples:
        """The next block K-weighted, (channels, n), by FFmpeg's filters, which go on where they
        were."""
        self._weighting.push(sound_frame(block))
        return self._weighting.pull().to_ndarray()

    def result(self) -> "Loudness":
        """Return the loudness of all blocks so far, of which there must be one."""
        none = np.zeros(0, np.float32)
        return Loudness(np.concatenate(self._energies), np.concatenate([none, *self._peaks]))


@dataclass(frozen=True)
class Loudness:
    """What was measured of a piece of sound, millisecond by millisecond."""

    energies: NDArray[np.float64]
    """Mean square of the K-weighted sound, both channels added, for each millisecond."""
    peaks: NDArray[np.float32]
    """The highest absolute value (true peak) in each millisecond."""

    @property
    def lufs(self) -> float:
        """The integrated loudness in LUFS; `SILENCE` if nothing is above the gate."""
        return integrate_loudness(self.energies)

    @property
    def peak(self) -> float:
        """The highest true peak in dBTP; -120 for silence, and where none was measured."""
        return float(20 * np.log10(max(self.peaks.max(initial=0), 1e-6)))

    def after(self, factors: NDArray[np.float32]) -> "Loudness":
        """Return the loudness that the sound has once each millisecond is multiplied by its
        factor."""
        return Loudness(self.energies * factors**2, self.peaks * factors)


def integrate_loudness(energies: NDArray[np.float64]) -> float:
    """Return the integrated, gated loudness (ITU-R BS.1770-4) in LUFS; `SILENCE` if nothing is
    above the gate.

    Args:
        energies: The mean weighted energy of each millisecond.
    """
    steps = _fold(energies, STEP).mean(axis=1)
    steps = np.pad(steps, (0, max(0, 4 - len(steps))))
    blocks = np.convolve(steps, np.full(4, 0.25), mode="valid")
    loud = blocks[_lufs(blocks) > SILENCE]
    if not len(loud):
        return SILENCE
    kept = loud[_lufs(loud) > _lufs(loud.mean()) + RELATIVE_GATE]
    return float(_lufs(kept.mean()))


def gains(loudness: Loudness, target: float, ceiling: float) -> NDArray[np.float32]:
    """Return one linear factor for each millisecond, shape (n,) as `loudness.peaks`, with which the
    sound comes close to `target` LUFS and has no peak over `ceiling` dBTP.

    The gain is lowered smoothly around peaks, and the whole is raised by what that takes away.
    Sound that is silent as a whole keeps factor 1.

    Args:
        loudness: What was measured before, with its peaks.
    """
    factors = np.ones(len(loudness.peaks), np.float32)
    if loudness.lufs <= SILENCE:
        return factors
    level = 0.0
    for _ in range(4):
        level += target - loudness.after(factors).lufs
        factors = np.float32(_factor(level)) * _limit_factors(
            loudness.peaks * _factor(level), _factor(ceiling)
        )
    return factors


def _limit_factors(
    peaks: NDArray[np.float32], ceiling: float, reach: int = 8
) -> NDArray[np.float32]:
    """Factors that keep peaks under the ceiling, falling and rising over `reach` milliseconds."""
    needed = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    padded = np.pad(needed, reach, constant_values=1.0)
    held = sliding_window_view(padded, 2 * reach + 1).min(axis=1)
    smooth = np.convolve(np.pad(held, reach // 2, mode="edge"), np.full(reach + 1, 1 / (reach + 1)))
    return smooth[reach : reach + len(peaks)].astype(np.float32)


def _factor(decibels: float) -> float:
    return 10 ** (decibels / 20)


def _lufs(energy: NDArray[np.float64] | np.float64) -> NDArray[np.float64]:
    return -0.691 + 10 * np.log10(np.maximum(energy, 1e-12))


def sound_frame(block: Samples, start: int = 0) -> AudioFrame:
    """Return sound, shape (n, channels) at 48 kHz, as FFmpeg takes it, at sample `start`."""
    planes = np.ascontiguousarray(block.T, np.float32)
    frame = AudioFrame.from_ndarray(planes, format="fltp", layout=LAYOUTS[len(planes)])
    frame.sample_rate, frame.pts = RATE, start
    return frame


def _weighting(channels: int) -> Graph:
    """Both K-weighting filters in a row."""
    graph = Graph()
    node = graph.add_abuffer(
        sample_rate=RATE, format="fltp", layout=LAYOUTS[channels], time_base=Fraction(1, RATE)
    )
    filters = [graph.add("biquad", _BIQUAD.format(*numbers)) for numbers in (_SHELF, _HIGH_PASS)]
    for following in (*filters, graph.add("abuffersink")):
        node.link_to(following)
        node = following
    graph.configure()
    return graph


def _true_peaks(signal: Samples) -> NDArray[np.float32]:
    """The highest value a millisecond; the first `_REACH` samples only lead in.

    Between samples it is looked for where they come within 6 dB of the block's highest: sound that
    rises further between two samples than that is not in a film.
    """
    padded = np.pad(signal, ((0, -(len(signal) - _REACH) % TICK + _REACH), (0, 0)))
    inner = padded[_REACH:-_REACH]
    peaks = np.abs(inner).reshape(-1, 2 * TICK).max(axis=1)
    loud = np.flatnonzero(peaks >= peaks.max() / 2)
    for channel in padded.T:
        around = sliding_window_view(channel, 2 * _REACH)[loud[:, None] * TICK + np.arange(TICK)]
        np.maximum.at(peaks, loud, np.abs(around @ _BETWEEN).max(axis=(1, 2)))
    return peaks


def _between() -> NDArray[np.float32]:
    """(2 * reach, phases): what samples around two give at each of the places between them."""
    at = np.arange(1 - _REACH, _REACH + 1)[:, None] - np.arange(1, _OVERSAMPLING) / _OVERSAMPLING
    return (np.sinc(at) * np.cos(np.pi * at / (2 * _REACH)) ** 2).astype(np.float32)


def _fold(values: NDArray[np.floating], size: int) -> NDArray[np.floating]:
    """The last axis as rows of `size` values, the last one filled up with zeros."""
    *axes, count = values.shape
    padded = np.pad(values, (*((0, 0) for _ in axes), (0, -count % size)))
    return padded.reshape(*axes, -1, size)


_BETWEEN = _between()
