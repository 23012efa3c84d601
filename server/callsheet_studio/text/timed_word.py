"""A word and when it is spoken."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TimedWord:
    """A spoken word, as written in a caption with its punctuation."""

    text: str
    start: float
    end: float
