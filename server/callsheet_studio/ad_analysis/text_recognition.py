"""Recognizes text in pictures with RapidOCR, its networks in the package (extra `listen`)."""

import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from importlib.util import find_spec
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from callsheet_studio.ad_analysis.findings import FrameSample, OcrResult, OnScreenText, VideoScan

PACKAGES = ("rapidocr", "onnxruntime")
SEARCHED = 576
"""Pixels of the long side in which lines are looked for; they are read at full size."""
SURE = 0.8
"""The least that a line must be believed."""
SMALLEST = 0.018
"""Share of the picture's height under which text is decoration or fine print."""
ALIKE = 0.75
"""Likeness of two readings that are the same text."""
CLOSE, SAME_SIZE = 0.7, 0.7
"""Two lines are one text up to this gap, and from this height on, in shares of the larger line."""
MOST_TEXTS = 40
EARLY = (1.0, 2.5)
"""Seconds at which the hook is read."""
PIECE = 8.0
"""Seconds of a shot for which one frame is read."""
OTHER_LEVELS, OTHER_SHARE = 32, 0.0005
"""What a pixel must change, and the share of those that do, for a text to be another."""
READERS = 2
"""Pictures that are read at once; each takes one core."""
FEWEST_FRAMES, MOST_FRAMES = 4, 24
"""Frames that are read after the early ones, for the shortest and the longest ad."""


@dataclass(frozen=True)
class OcrLine:
    """A line of text in one frame. Its edges are shares of the picture's width and height, 0 to
    1 from the top left."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """The approximate height of its letters, as a share of the picture's height."""
        return self.bottom - self.top


class TextRecognizer(Protocol):
    """Recognizes text in pictures."""

    def read(self, pixels: NDArray[np.uint8]) -> Sequence[OcrLine] | None:
        """Return the lines of text in a picture, from the top; None if no recognizer is installed.

        Args:
            pixels: Red, green and blue, 0 to 255, shape (rows, columns, 3).
        """
        ...


class NoTextRecognizer:
    """Takes the place of a recognizer where none is installed."""

    def read(self, pixels: NDArray[np.uint8]) -> None:
        """Return None, since no recognizer is installed."""


class RapidOcrRecognizer:
    """RapidOCR on the processor: Latin letters and digits, and Chinese."""

    def __init__(self) -> None:
        """Load the networks.

        Raises:
            ImportError: The extra `listen` is not installed.
        """
        from rapidocr import RapidOCR

        logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
        self._read = RapidOCR(params=SETTINGS)

    def read(self, pixels: NDArray[np.uint8]) -> Sequence[OcrLine]:
        """Return the lines of text in a picture, from the top.

        Args:
            pixels: Red, green and blue, 0 to 255, shape (rows, columns, 3).
        """
        found = self._read(np.ascontiguousarray(pixels[:, :, ::-1]))
        if found.boxes is None or found.txts is None or found.scores is None:
            return ()
        rows, columns = pixels.shape[:2]
        lines = (
            _to_ocr_line(text, corners / (columns, rows))
            for corners, text, sure in zip(found.boxes, found.txts, found.scores, strict=True)
            if sure >= SURE
        )
        return sorted(
            (line for line in lines if _worth(line)), key=lambda line: (line.top, line.left)
        )


SETTINGS: Mapping[str, str | int | bool] = {
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "Det.limit_type": "max",
    "Det.limit_side_len": SEARCHED,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,  # others wait in a loop: twice the work
}


@cache
def default_text_recognizer() -> TextRecognizer:
    """Return the text recognizer of this computer: RapidOCR where its packages are installed,
    else one that reads nothing."""
    return RapidOcrRecognizer() if all(map(find_spec, PACKAGES)) else NoTextRecognizer()


def read_frames(
    frames: Iterable[tuple[float, NDArray[np.uint8]]], reader: TextRecognizer
) -> OcrResult:
    """Return the texts in frames, each once, with the times at which it is first and last seen.

    Two frames are read at a time, and one that looks like the frame before is not read again.

    Args:
        frames: (second, pixels of shape (rows, columns, 3)) in order of time.
    """
    texts: list[OnScreenText] = []
    last: NDArray[np.uint8] | None = None
    readings: list[tuple[float, Future[Sequence[OcrLine] | None]]] = []
    with ThreadPoolExecutor(READERS) as pool:
        for at, pixels in frames:
            if last is None or not _looks_like(pixels, last):
                last, reading = pixels, pool.submit(reader.read, pixels)
            else:
                reading = readings[-1][1]
            readings.append((at, reading))
    for at, reading in readings:
        lines = reading.result()
        if lines is None:
            return OcrResult(readable=False, frames=0)
        for block in _blocks(lines):
            _note(texts, block, at)
    return OcrResult(True, len(readings), tuple(texts[:MOST_TEXTS]))


def _looks_like(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> bool:
    """Whether two pictures differ by no more than what a codec adds: a line of text is more."""
    if one.shape != other.shape:
        return False
    levels = np.abs(np.subtract(one, other, dtype=np.int16))
    return float((levels > OTHER_LEVELS).mean()) < OTHER_SHARE


def select_frames(seen: VideoScan) -> list[FrameSample]:
    """Return the samples in which text is to be read: some of the ad's beginning, some of each
    shot, and its end."""
    ends = [*(start for start, _ in seen.changes[1:]), seen.seconds]
    settled = [
        at
        for (start, _), end in zip(seen.changes, ends, strict=True)
        for at in _sample_times(start, end)
    ]
    most = min(MOST_FRAMES, FEWEST_FRAMES + int(seen.seconds / PIECE))
    wanted = [*EARLY, *_thin_out(settled, most)]
    nearest = {min(seen.samples, key=lambda sample: abs(sample.at - at)) for at in wanted}
    return sorted(nearest, key=lambda sample: sample.at)


def _sample_times(start: float, end: float) -> list[float]:
    """Two thirds into a shot, or into each piece of a long one."""
    pieces = max(1, round((end - start) / PIECE))
    return [start + (end - start) * (piece + 2 / 3) / pieces for piece in range(pieces)]


def _thin_out(points: Sequence[float], most: int) -> list[float]:
    """At most so many, evenly, the last one among them."""
    count = min(most, len(points))
    return [points[-1 - i * len(points) // count] for i in range(count)]


def _to_ocr_line(text: str, corners: NDArray[np.float64]) -> OcrLine:
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    return OcrLine(" ".join(text.split()), float(left), float(right), float(top), float(bottom))


def _worth(line: OcrLine) -> bool:
    return line.height >= SMALLEST and len(re.findall(r"\w", line.text)) >= 2


def _blocks(lines: Sequence[OcrLine]) -> list[list[OcrLine]]:
    """Lines that stand closely under each other and are about as large belong together."""
    blocks: list[list[OcrLine]] = []
    for line in lines:
        block = next((one for one in blocks if _continues(one[-1], line)), None)
        if block is None:
            blocks.append([line])
        else:
            block.append(line)
    return blocks


def _continues(above: OcrLine, line: OcrLine) -> bool:
    size = max(above.height, line.height)
    return (
        -0.5 * size < line.top - above.bottom < CLOSE * size
        and min(above.height, line.height) > SAME_SIZE * size
        and min(above.right, line.right) > max(above.left, line.left)
    )


def _note(texts: list[OnScreenText], block: Sequence[OcrLine], at: float) -> None:
    """Another frame with a known text only prolongs it."""
    text, place = " ".join(line.text for line in block), _place(block)
    for i, known in enumerate(texts):
        if known.place == place and _same(known.text, text):
            texts[i] = replace(known, last=at)
            return
    height = max(line.height for line in block)
    texts.append(OnScreenText(text, at, at, round(height, 3), place))


def _same(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one.lower(), other.lower()).ratio() > ALIKE


def _place(block: Sequence[OcrLine]) -> str:
    y = (block[0].top + block[-1].bottom) / 2
    x = (min(line.left for line in block) + max(line.right for line in block)) / 2
    row = ("top", "middle", "bottom")[min(2, int(y * 3))]
    column = ("left", "", "right")[min(2, int(x * 3))]
    return f"{row} {column}".strip()
