"""The finished sound as a file: AAC, 48 kHz, encoded once over the whole film."""

from pathlib import Path

import av
import numpy as np

from callsheet_studio.audio.loudness import RATE
from callsheet_studio.audio.mix import NormalizedMix, ahead
from callsheet_studio.audio.voice import Samples

BIT_RATE = 80_000
"""Bits a second of one channel."""
OPTIONS = {"aac_coder": "fast", "aac_pns": "0", "aac_is": "0", "aac_tns": "0", "aac_ms": "1"}
"""FFmpeg calls this coder the better one at high bit rates. Without the tools for low ones, and
with middle and side always coded apart, speech over music takes a third less time than with
FFmpeg's own choice, has 39 dB from noise instead of 33, and is an eighth smaller."""


def write_track(path: Path, master: NormalizedMix, *, stereo: bool = True) -> None:
    """Encode a finished mix into an MP4 file at `path`: AAC, 48 kHz.

    Args:
        stereo: Whether it has two channels; else one, the mean of both, which takes half the time.

    Raises:
        OSError: The file can't be written, for example because the disk is full.
    """
    with av.open(path, "w", format="mp4") as file:
        layout = "stereo" if stereo else "mono"
        stream = file.add_stream("aac", RATE, OPTIONS, layout=layout, format="fltp")
        stream.bit_rate = BIT_RATE * stream.channels
        start = 0
        for block in ahead(master.blocks()):
            sound = block if stereo else block.mean(axis=1, keepdims=True)
            file.mux(stream.encode(_frame(sound, layout, start)))
            start += len(block)
        file.mux(stream.encode(None))


def _frame(block: Samples, layout: str, start: int) -> av.AudioFrame:
    planes = np.ascontiguousarray(np.clip(block, -1, 1).T, np.float32)
    frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout=layout)
    frame.sample_rate, frame.pts = RATE, start
    return frame
