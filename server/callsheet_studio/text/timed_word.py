"""A word and when it is spoken."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TimedWord:
    """A spoken word as a caption writes it, with its punctuation; `start` and `end` are seconds."""

    text: str
    start: float
    end: float
