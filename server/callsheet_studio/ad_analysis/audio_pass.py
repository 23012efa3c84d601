"""The one pass over an ad's sound: how loud it is, and a small copy in which to look for speech."""

import wave
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import av
import numpy as np
from av import AudioFrame, AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from numpy.typing import NDArray

from callsheet_studio.ad_analysis.findings import AudioScan
from callsheet_studio.ad_analysis.probe import check_length, open_input
from callsheet_studio.audio.loudness import RATE, SILENCE, STEP, TICK, LoudnessMeter
from callsheet_studio.audio.transcript import SPEECH_RATE
from callsheet_studio.audio.voice import Samples

BLOCK = 10 * RATE
"""Samples that are measured at once."""
FULL = 32767


def scan_audio(path: Path, copy: Path) -> AudioScan | None:
    """Decode an ad's sound once; return its length and loudness, and write a copy for speech
    recognition.

    None if the file has no sound, or none that can be decoded.

    Args:
        path: The ad's file.
        copy: The WAV file to write: 16 kHz, mono.

    Raises:
        AdUnusable: It is longer than any ad.
    """
    meter, heard = LoudnessMeter(), 0
    with open_input(path) as container, wave.open(str(copy), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SPEECH_RATE)
        for block, small in _blocks(container):
            if len(block):
                meter.add(block)
            heard += len(block)
            check_length(heard / RATE)
            file.writeframes((np.clip(small, -1, 1) * FULL).astype("<i2").tobytes())
    if not heard:
        return None
    loudness = meter.result()
    return AudioScan(
        seconds=round(heard / RATE, 3),
        lufs=round(loudness.lufs, 1),
        peak=round(loudness.peak, 1),
        loud=tuple(_levels(loudness.energies)),
    )


def read_copy(path: Path) -> Samples:
    """Return the samples of a WAV file that `scan_audio` wrote: 16 kHz, mono, shape (n,), from
    -1 to 1."""
    with wave.open(str(path), "rb") as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    return samples.astype(np.float32) / np.float32(FULL)


def _levels(energies: NDArray[np.float64]) -> list[float]:
    """LUFS, one every 100 ms, of energies that lie a millisecond apart."""
    tenths = np.add.reduceat(energies, np.arange(0, len(energies), STEP)) / STEP
    levels = 10 * np.log10(np.maximum(tenths, 1e-12)) - 0.691
    return [round(float(level), 1) for level in np.maximum(levels, SILENCE)]


def _blocks(container: InputContainer) -> Iterator[tuple[Samples, Samples]]:
    """Ten seconds at a time: (n, 2) at 48 kHz, and the same in mono at 16 kHz."""
    alone = container.streams.audio[0].codec_context.channels == 1
    wide = AudioResampler("flt", "mono" if alone else "stereo", RATE)
    narrow = AudioResampler("flt", "mono", SPEECH_RATE)
    kept: list[Samples] = []
    small: list[Samples] = []
    for frame in chain(_frames(container), [None]):
        kept += _resample(wide, frame)
        small += _resample(narrow, frame)
        if frame is None or sum(map(len, kept)) >= 2 * BLOCK:
            sound = np.concatenate(kept).reshape(-1, 1 if alone else 2)
            end = len(sound) if frame is None else len(sound) // TICK * TICK
            yield _stereo(sound[:end]), np.concatenate(small)
            kept, small = [sound[end:].ravel()], []


def _stereo(sound: Samples) -> Samples:
    """One channel is loud by itself (BS.1770 adds channels up): the other one stays silent."""
    return np.pad(sound, ((0, 0), (0, 1))) if sound.shape[1] == 1 else sound


def _frames(container: InputContainer) -> Iterator[AudioFrame]:
    """Every frame of the first sound stream that can be decoded."""
    stream = container.streams.audio[0]
    try:
        for packet in container.demux(stream):
            yield from _decode(stream, packet)
    except av.FFmpegError:
        return


def _decode(stream: AudioStream, packet: Packet) -> Sequence[AudioFrame]:
    try:
        return stream.decode(packet)
    except av.FFmpegError:
        return ()


def _resample(resampler: AudioResampler, frame: AudioFrame | None) -> Iterator[Samples]:
    """A frame, or at the end what is left inside; a frame that does not fit the others is lost."""
    try:
        yield from (one.to_ndarray().ravel() for one in resampler.resample(frame))
    except (av.FFmpegError, ValueError):
        return
