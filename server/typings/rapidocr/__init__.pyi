"""What Callsheet uses of RapidOCR 3.10, whose own hints leave the answer open."""

from collections.abc import Mapping, Sequence

from numpy import float32, uint8
from numpy.typing import NDArray

class RapidOCROutput:
    boxes: NDArray[float32] | None
    txts: Sequence[str] | None
    scores: Sequence[float] | None

class RapidOCR:
    def __init__(self, *, params: Mapping[str, str | int | bool]) -> None: ...
    def __call__(self, img_content: NDArray[uint8]) -> RapidOCROutput: ...
