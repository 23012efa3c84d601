"""FFmpeg's own loudness meter (EBU R 128): a referee that shares no code with ours."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import log10
from pathlib import Path

import av
import numpy as np
import pytest
from av.error import BlockingIOError as NotYet
from av.filter import Graph
from numpy.typing import NDArray

RATE = 48_000


@dataclass(frozen=True)
class Heard:
    lufs: float
    true_peak: float
    """dBTP."""


def listen(path: Path) -> Heard:
    """The sound of a file."""
    with av.open(path) as film:
        return measure(frame.to_ndarray().T for frame in film.decode(audio=0))


def measure(blocks: Iterable[NDArray[np.float32]]) -> Heard:
    """Stereo at 48 kHz, (n, 2)."""
    graph = Graph()
    source = graph.add_abuffer(
        sample_rate=RATE, format="fltp", layout="stereo", time_base=Fraction(1, RATE)
    )
    meter = graph.add("ebur128", "peak=true:metadata=1")
    sink = graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    found: dict[str, str] = {}
    start = 0
    for block in blocks:
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(block.T), format="fltp", layout="stereo"
        )
        frame.sample_rate, frame.pts = RATE, start
        start += len(block)
        graph.push(frame)
        found |= _pulled(graph)
    return Heard(float(found["lavfi.r128.I"]), 20 * log10(float(found["lavfi.r128.true_peak"])))


def _pulled(graph: Graph) -> dict[str, str]:
    found: dict[str, str] = {}
    while True:
        try:
            frame = graph.pull()
            if not hasattr(frame, "metadata"):
                pytest.skip("this av does not give what FFmpeg's meter writes into frames")
            found |= frame.metadata
        except NotYet:
            return found
