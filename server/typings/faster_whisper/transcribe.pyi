from collections.abc import Sequence

class Word:
    start: float
    end: float
    word: str
    probability: float

class Segment:
    start: float
    end: float
    text: str
    avg_logprob: float
    compression_ratio: float
    words: Sequence[Word] | None
