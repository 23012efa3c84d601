"""The finished sound as a file: AAC, 48 kHz, stereo, encoded once over the whole film."""

from pathlib import Path

import av
import numpy as np

from callsheet_studio.audio.loudness import RATE
from callsheet_studio.audio.mix import NormalizedMix
from callsheet_studio.audio.voice import Samples

BIT_RATE = 160_000
QUICK = {"aac_coder": "fast"}


def write_track(path: Path, master: NormalizedMix, *, quick: bool = False) -> None:
    """Encode a mastered mix, with a shorter search for the best coding when `quick`.

    Raises:
        OSError: The disk is full, among others.
    """
    with av.open(path, "w", format="mp4") as file:
        options = QUICK if quick else {}
        stream = file.add_stream("aac", RATE, options, layout="stereo", format="fltp")
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
