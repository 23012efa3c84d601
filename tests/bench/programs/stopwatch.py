"""Processor time of a process by what it is spent on."""

import time
from collections import defaultdict
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any


class Stopwatch:
    """A stage inside another one counts for itself alone. Looking at the clock takes 0.5 µs."""

    def __init__(self, clock: Callable[[], float] = time.process_time) -> None:
        """Counts from now."""
        self.seconds = defaultdict[str, float](float)
        self._clock = clock
        self._stages = [""]
        self._since = clock()

    @contextmanager
    def context(self, name: str) -> Generator[None]:
        """What happens in the block belongs to this stage."""
        self.turn()
        self._stages.append(name)
        try:
            yield
        finally:
            self.turn()
            self._stages.pop()

    def turn(self) -> None:
        """Count up to now."""
        now = self._clock()
        self.seconds[self._stages[-1]] += now - self._since
        self._since = now

    def watch(self, place: object, name: str, context: str) -> None:
        """Have a function of a module or class count for a stage from now on."""
        function = getattr(place, name)

        def watched(*arguments: Any, **options: Any) -> Any:
            with self.context(context):
                return function(*arguments, **options)

        setattr(place, name, watched)
