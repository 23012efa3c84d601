"""The inner side of a drawing process: tasks in on standard input, replies out on standard output.

It ends, at whatever it is just doing, when its input ends: also when the parent was killed.
"""

import os
import queue
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from typing import TextIO, TypeAlias

from callsheet_studio.pipeline.messages import REPLY, TASK, Failed, Reply, Task
from callsheet_studio.private_files import OTHERS

NICENESS = 5
"""Below what a person does on the same machine."""

Work: TypeAlias = Callable[[Task], Iterator[Reply]]
"""Does a task; the last reply says that it is finished, an error that it is not."""


def run_task_loop(begin: Callable[[str], Work]) -> None:
    """Work until standard input ends; `begin` gets its first line, which says what is drawn."""
    os.umask(OTHERS)
    if sys.platform != "win32":
        os.nice(NICENESS)
    replies = _private_stdout()
    lines = _lines(sys.stdin)
    work = begin(next(lines))
    for line in lines:
        for reply in _attempted(work, TASK.validate_json(line)):
            replies.write(REPLY.dump_json(reply).decode() + "\n")
            replies.flush()


def _attempted(work: Work, task: Task) -> Iterator[Reply]:
    """The replies to a task; its error is the last one, and stands in the log."""
    try:
        yield from work(task)
    except Exception as error:
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
