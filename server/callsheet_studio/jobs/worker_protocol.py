"""What the studio and its worker processes say to each other: one JSON object a line.

The order goes in on the worker's standard input, which then stays open as long as the studio lives.
Reports come back on its standard output; the last one says what became of the work.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

from callsheet_studio.jobs.contract import Format, Progress, Step
from callsheet_studio.llm.endpoints import Endpoints


@dataclass(frozen=True)
class Order:
    """One job for one worker process."""

    kind: str
    """Names the craft."""
    request: Mapping[str, Any]
    home: str
    folder: str
    """Of this job, inside the home."""
    format: Format
    done: Mapping[str, Step]
    maker: str = ""
    """A module, or the path of a Python file, in place of the craft's own."""
    endpoints: Endpoints = Endpoints()

    def line(self) -> bytes:
        """As it goes into the worker."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes | str) -> "Order":
        """As the worker finds it."""
        given = json.loads(line)
        done = {name: Step(**step) for name, step in given["done"].items()}
        read = {"format": Format(**given["format"]), "done": done}
        return cls(**given | read | {"endpoints": Endpoints.read(given["endpoints"])})


@dataclass(frozen=True)
class Made:
    """The work is done."""

    result: Mapping[str, Any]


@dataclass(frozen=True)
class Refused:
    """The work cannot be done; the sentence is for the person who asked."""

    sentence: str


@dataclass(frozen=True)
class Alive:
    """The worker still gets somewhere, though it has nothing to tell."""


Said: TypeAlias = Progress | Step | Made | Refused | Alive

WORDS: Mapping[str, Callable[..., Said]] = {
    "progress": Progress,
    "step": Step,
    "made": Made,
    "refused": Refused,
    "alive": Alive,
}


def write(said: Said) -> bytes:
    """One line of a worker's report."""
    word = next(word for word, kind in WORDS.items() if kind is type(said))
    return json.dumps({word: asdict(said)}).encode() + b"\n"


def read(line: bytes) -> Said:
    """What a line of a worker's report says."""
    ((word, values),) = json.loads(line).items()
    return WORDS[word](**values)
