from typing import TypedDict

from numpy import float32
from numpy.typing import NDArray

class Span(TypedDict):
    start: int
    end: int

def get_speech_timestamps(audio: NDArray[float32], **options: int) -> list[Span]: ...
