"""What a drawing process does: tasks come on standard input, replies go to standard output.

It ends, at whatever it is just doing, when its input ends: also when the parent was killed.
"""

import os
import queue
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TextIO, TypeAlias

from callsheet_studio.pipeline.messages import ORDER, REPLY, Begin, Failed, Reply, Rest, Task
from callsheet_studio.private_files import OTHERS

NICENESS = 5
"""Below what a person does on the same machine."""

Work: TypeAlias = Callable[[Task], Iterator[Reply]]
"""Does a task; the last reply says that it is finished, an error that it is not."""


def run_task_loop(begin: Callable[[str], Work]) -> None:
    """Read orders from standard input, do the tasks, and write the replies to standard output. It
    never returns: when the input ends, the process exits at once, even in the middle of a task.

    The process gets a lower priority (`NICENESS`). During a job it works in the job's folder, and
    what it prints goes to the job's log. The error of a task is its last reply (`Failed`).

    Args:
        begin: Gets the settings of a job as JSON, and returns the function that does one task.
    """
    os.umask(OTHERS)
    if sys.platform != "win32":
        os.nice(NICENESS)
    replies = _private_stdout()
    work: Work = _idle
    for line in _lines(sys.stdin):
        order = ORDER.validate_json(line)
        if isinstance(order, Begin):
            _move(order.folder, order.log)
            work = begin(order.setting)
        elif isinstance(order, Rest):
            _move(sys.prefix, os.devnull)
            work = _idle
        else:
            for reply in _attempt(work, order):
                replies.write(REPLY.dump_json(reply).decode() + "\n")
                replies.flush()


def _idle(task: Task) -> Iterator[Reply]:
    raise ValueError(f"nothing is drawn, so there is no {task.kind!r}")


def _move(folder: str, log: str) -> None:
    """Work in a folder, and print to a file in it: what is left can be deleted (Windows)."""
    os.chdir(folder)
    file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    for stream in (1, 2):
        os.dup2(file, stream)
    os.close(file)


def _attempt(work: Work, task: Task) -> Iterator[Reply]:
    """The replies to a task; its error is the last one, and stands in the log if it can."""
    try:
        yield from work(task)
    except Exception as error:
        with suppress(OSError):  # on a full disk there is no room for it
            traceback.print_exc()
        yield Failed(f"{type(error).__name__}: {error}", getattr(error, "errno", None))


def _private_stdout() -> TextIO:
    """The channel to the parent; what anything else prints goes to the log."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return channel


def _lines(stdin: TextIO) -> Iterator[str]:
    """Lines as they come; the process ends with its input, in the middle of a task too."""
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()

    def read() -> None:
        for line in stdin:
            waiting.put(line)
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    while True:
        yield waiting.get()
