"""What the studio and its worker processes say to each other: one JSON object a line.

An order goes in on the worker's standard input, which then stays open as long as the studio lives.
Reports come back on its standard output; the last one says what became of the work.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

from callsheet_studio.jobs.contract import Progress, Step, VideoFormat
from callsheet_studio.llm.endpoints import ModelEndpoints

RECORDED = b".\n"
"""What a worker is told of each step that is recorded."""


@dataclass(frozen=True)
class WorkItem:
    """One job for one worker process."""

    kind: str
    """A kind of `jobs/kinds`."""
    request: Mapping[str, Any]
    home: str
    folder: str
    """Of this job, inside the home."""
    format: VideoFormat
    done: Mapping[str, Step]
    maker: str = ""
    """A module, or the path of a Python file, that replaces the function that makes this kind;
    empty: the studio's own."""
    endpoints: ModelEndpoints = ModelEndpoints()
    before: str | None = None
    """For an edit: the id of the job that made the film that it changes."""

    def line(self) -> bytes:
        """Return the job as one line of JSON, with its line end, for a worker's standard input."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes | str) -> "WorkItem":
        """Return the job in a line that the method `line` wrote."""
        given = json.loads(line)
        done = {name: Step(**step) for name, step in given["done"].items()}
        read = {"format": VideoFormat(**given["format"]), "done": done}
        return cls(**given | read | {"endpoints": ModelEndpoints.read(given["endpoints"])})


@dataclass(frozen=True)
class Completed:
    """The job is done; `result` is JSON."""

    result: Mapping[str, Any]
    stays: bool = False
    """Whether the worker waits for a next job."""


@dataclass(frozen=True)
class Rejected:
    """The job cannot be done; `sentence` says why, for the person who asked."""

    sentence: str
    stays: bool = False
    """Whether the worker waits for a next job."""


@dataclass(frozen=True)
class Alive:
    """A sign of life: the work goes on, without a new percentage or step."""


WorkerMessage: TypeAlias = Progress | Step | Completed | Rejected | Alive

WORDS: Mapping[str, Callable[..., WorkerMessage]] = {
    "progress": Progress,
    "step": Step,
    "made": Completed,
    "refused": Rejected,
    "alive": Alive,
}


def write(said: WorkerMessage) -> bytes:
    """Return a worker's message as one line of JSON, with its line end, for its standard output."""
    word = next(word for word, kind in WORDS.items() if kind is type(said))
    return json.dumps({word: asdict(said)}).encode() + b"\n"


def parse_report(line: bytes) -> WorkerMessage:
    """Return the message in a line that `write` wrote."""
    ((word, values),) = json.loads(line).items()
    return WORDS[word](**values)
