"""`python -m callsheet_studio.worker`: does one order and dies with the studio that gave it.

Standard input: the order as one JSON line, then one byte for each step that the studio recorded; it
ends when the studio does. Standard output: reports as JSON lines, and nothing else whatever the
maker prints. A maker goes on after a finished step only once that is recorded.
"""

import os
import runpy
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from importlib import import_module
from threading import Lock, Semaphore, Thread
from typing import Any

from callsheet_studio.jobs import worker_protocol
from callsheet_studio.jobs.contract import Step
from callsheet_studio.jobs.pulse import Pulse
from callsheet_studio.jobs.worker_protocol import (
    Alive,
    Completed,
    Rejected,
    WorkerMessage,
    WorkItem,
)
from callsheet_studio.private_files import OTHERS
from callsheet_studio.worker.handlers import CANNOT, HANDLERS, Maker


def main() -> None:
    """Read the order, do it, say what came of it. A maker's own error leaves its traceback on
    standard error and no last word."""
    os.umask(OTHERS)
    recorded = Semaphore(0)
    pulse = Pulse()
    say = _mouth(recorded, pulse)
    order = WorkItem.read(sys.stdin.buffer.readline())
    Thread(target=_listen, args=(recorded,), daemon=True).start()
    Thread(target=pulse.beat, args=(partial(say, Alive()),), daemon=True).start()
    try:
        say(Completed(asdict(_done(order, say))))
    except CANNOT as error:
        say(Rejected(str(error)))


def _done(order: WorkItem, say: Callable[[WorkerMessage], None]) -> Any:
    craft = HANDLERS[order.kind]
    return craft.run(_maker(order.maker or craft.module, craft.function), order, say)


def _maker(module: str, function: str) -> Maker:
    found: dict[str, Any] = (
        runpy.run_path(module) if module.endswith(".py") else vars(import_module(module))
    )
    return found[function]


def _mouth(recorded: Semaphore, pulse: Pulse) -> Callable[[WorkerMessage], None]:
    """Keep standard output for reports; what others print there goes to standard error."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    turn = Lock()

    def say(said: WorkerMessage) -> None:
        if not isinstance(said, Alive):
            pulse.renew()
        with turn:
            out.write(worker_protocol.write(said))
            out.flush()
            if isinstance(said, Step):
                recorded.acquire()

    return say


def _listen(recorded: Semaphore) -> None:
    """Die with the studio, however it ends."""
    while os.read(0, 1):
        recorded.release()
    os._exit(1)


if __name__ == "__main__":
    main()
