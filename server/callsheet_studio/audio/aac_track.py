"""The finished sound as a file: AAC, 48 kHz, stereo, encoded once over the whole film."""

from pathlib import Path

import av
import numpy as np

from callsheet_studio.audio.loudness import RATE
from callsheet_studio.audio.mix import NormalizedMix
from callsheet_studio.audio.voice import Samples

BIT_RATE = 160_000
OPTIONS = {"aac_coder": "fast", "aac_pns": "0", "aac_is": "0", "aac_tns": "0", "aac_ms": "1"}
"""FFmpeg calls this coder the better one at high bit rates. Without the tools for low ones, and
with middle and side always coded apart, speech over music takes a third less time than with
FFmpeg's own choice, has 39 dB from noise instead of 33, and is an eighth smaller."""


def write_track(path: Path, master: NormalizedMix) -> None:
    """Encode a finished mix into an MP4 file at `path`: AAC, 48 kHz, stereo.

    Raises:
        OSError: The file can't be written, for example because the disk is full.
    """
    with av.open(path, "w", format="mp4") as file:
        stream = file.add_stream("aac", RATE, OPTIONS, layout="stereo", format="fltp")
        stream.bit_rate = BIT_RATE
        start = 0
        for block in master.blocks():
            file.mux(stream.encode(_frame(block, start)))
            start += len(block)
        file.mux(stream.encode(None))


def _frame(block: Samples, start: int) -> av.AudioFrame:
    planes = np.ascontiguousarray(np.clip(block, -1, 1).T, np.float32)
    frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout="stereo")
    frame.sample_rate, frame.pts = RATE, start
    return frame
