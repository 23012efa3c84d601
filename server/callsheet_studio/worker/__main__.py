"""`python -m callsheet_studio.worker`: does one order after another, dies with the studio.

Standard input: an order as one JSON line, then a line for each step that the studio recorded; it
ends when the studio does. Standard output: reports as JSON lines, and nothing else whatever the
maker prints. A maker goes on after a finished step only once that is recorded.

When an order is done the worker, with all that it loaded and the drawing processes that it started,
stays ready for the next one, for two minutes at most. Of all workers of a home one does so.
"""

import os
import runpy
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Semaphore, Thread
from typing import IO, Any

from callsheet_studio.jobs import worker_protocol
from callsheet_studio.jobs.contract import Step
from callsheet_studio.jobs.pulse import Pulse
from callsheet_studio.jobs.worker_log import open_log
from callsheet_studio.jobs.worker_protocol import (
    RECORDED,
    Alive,
    Completed,
    Rejected,
    WorkerMessage,
    WorkItem,
)
from callsheet_studio.private_files import OTHERS
from callsheet_studio.storage.process_lock import ProcessLock
from callsheet_studio.worker.handlers import CANNOT, HANDLERS, Maker

IDLE = 120.0
"""Seconds without an order, after which a worker ends."""
LOCK = "warm-worker.lock"
"""Of a home: whose worker may stay ready."""


def main() -> None:
    """Do the job that a line of standard input holds, then further ones until it ends, and report
    on standard output (`jobs/worker_protocol`).

    If the function that makes something raises an unexpected error, its traceback goes to standard
    error, and the process ends without a result.
    """
    os.umask(OTHERS)
    recorded, orders = Semaphore(0), SimpleQueue[bytes]()
    pulse = Pulse()
    say = _mouth(recorded, pulse)
    Thread(target=_listen, args=(recorded, orders), daemon=True).start()
    Thread(target=pulse.beat, args=(partial(say, Alive()),), daemon=True).start()
    order = WorkItem.read(orders.get())
    lock = ProcessLock(Path(order.home, LOCK))
    with suppress(Empty):
        while _work(order, lock, say):
            order = WorkItem.read(orders.get(timeout=IDLE))


def _work(order: WorkItem, lock: ProcessLock, say: Callable[[WorkerMessage], None]) -> bool:
    """Do an order, and return whether the process stays ready, which the report says too."""
    with open_log(Path(order.folder)) as log:
        _print_to(log)
    try:
        said = Completed(asdict(_done(order, say)))
    except CANNOT as error:
        said = Rejected(str(error))
    with open(os.devnull, "wb") as nowhere:  # the folder may be deleted now
        _print_to(nowhere)
    said = replace(said, stays=lock.acquire())
    say(said)
    return said.stays


def _print_to(file: IO[bytes]) -> None:
    """Everything that is printed goes to a file from now on."""
    for number, stream in ((1, sys.stdout), (2, sys.stderr)):
        stream.flush()
        os.dup2(file.fileno(), number)


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


def _listen(recorded: Semaphore, orders: SimpleQueue[bytes]) -> None:
    """Die with the studio, however it ends."""
    for line in sys.stdin.buffer:
        if line == RECORDED:
            recorded.release()
        else:
            orders.put(line)
    os._exit(1)


if __name__ == "__main__":
    main()
