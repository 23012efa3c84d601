"""Faults on purpose, so that clients can be tested against them."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import anyio

Kind: TypeAlias = Literal["refuse", "fail", "429", "500", "502", "slow", "drop", "stall"]


@dataclass(frozen=True)
class Fault:
    """A fault that a test asks for.

    `refuse` gives an item of a request an error row; `fail` fails a job after it was accepted;
    `429`, `500` and `502` answer a request with that status and do nothing; `slow` answers late;
    `drop` does what was asked and closes the connection without an answer; `stall` leaves a job at
    a stage.
    """

    kind: Kind
    where: str = ""
    """What it hits: a request whose `METHOD /path` begins so, a job of this kind, a stage, an item
    whose text begins so. Empty hits everything."""
    times: int | None = 1
    """How often it happens; None: always."""
    seconds: float = math.inf
    """How long `slow` and `stall` take."""
    text: str = "A fault was injected."

    async def pause(self) -> None:
        """Wait for the fault's `seconds`; for ever if they are infinite."""
        if math.isinf(self.seconds):
            await anyio.sleep_forever()
        await anyio.sleep(self.seconds)


class Faults:
    """The faults of one studio; each is used up after its `times`."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._faults = tuple(faults)
        self._happened = Counter[int]()

    def next_fault(self, kind: Kind, where: str) -> Fault | None:
        """Return the first fault of this kind that applies here, and count it as used; None if
        there is none.

        Args:
            where: What it would hit, as in `Fault.where`: `METHOD /path`, a job kind, a stage, or
                an item's text.
        """
        for number, fault in enumerate(self._faults):
            if fault.kind == kind and where.startswith(fault.where) and self._left(number):
                self._happened[number] += 1
                return fault
        return None

    def _left(self, number: int) -> bool:
        times = self._faults[number].times
        return times is None or self._happened[number] < times
