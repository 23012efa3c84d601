"""Pictures in which no text can have changed are not read again."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from callsheet_studio.ad_analysis.text_recognition import OcrLine, read_frames


class Reader:
    """Reads how bright a line of the picture is."""

    def __init__(self) -> None:
        self.count = 0

    def read(self, pixels: NDArray[np.uint8]) -> Sequence[OcrLine]:
        self.count += 1
        text = "Buy this" if pixels[50, 160, 0] > 100 else "A dark room"
        return [OcrLine(text, 0.4, 0.6, 0.4, 0.5)]


def test_noise_is_read_once_and_another_line_again() -> None:
    """A short line of small text is 0.2 % of a picture; noise of a codec is a few levels."""
    noise = np.random.default_rng(1).integers(0, 12, (540, 960, 3), np.uint8)
    other = noise.copy()
    other[45:55, 100:220] = 250
    reader = Reader()
    found = read_frames([(1.0, noise), (2.0, noise[::-1]), (3.0, other), (4.0, other)], reader)
    assert (reader.count, found.frames) == (2, 4)
    assert [(text.text, text.first, text.last) for text in found.texts] == [
        ("A dark room", 1.0, 2.0),
        ("Buy this", 3.0, 4.0),
    ]
