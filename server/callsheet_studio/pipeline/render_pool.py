"""The processes that draw a film, seen from the process that makes it.

They stay ready for the next film that this process makes, and end with it.
"""

import atexit
import os
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from callsheet_studio.pipeline.messages import (
    ORDER,
    REPLY,
    SETTING,
    Begin,
    Failed,
    Finished,
    FramesDone,
    RenderSettings,
    Rest,
    Task,
)

MODULE = "callsheet_studio.explainer.scene_worker"
LOG = "work/artists.log"
PATIENCE = 300.0
"""Seconds without a sign of any drawing process; a frame takes a hundredth of one."""
GENTLY: int = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
"""Windows starts a process with a priority; elsewhere it lowers its own."""
MEMORY = {"MALLOC_MMAP_THRESHOLD_": "1000000"}
"""Has glibc give large buffers back at once: 115 MB a process between scenes instead of 220."""


@dataclass(frozen=True)
class TaskEvent:
    """A task went on: frames were drawn, or it is finished."""

    task: Task
    frames: int = 0
    """Drawn so far."""
    finished: bool = False
    answer: Any = None
    """What the task returned, once finished."""


_ready: "list[_RenderProcess]" = []
"""Processes of this one's last film, at most as many as it has cores."""


class RenderPool:
    """A context manager of `count` drawing processes. After the block they stay ready for the next
    one of this process; after an error they are ended.

    They need a second to be ready, so open it before other work.
    """

    def __init__(self, folder: Path, count: int, module: str = MODULE) -> None:
        """Nothing is started yet. `module` is what each process runs."""
        self._folder = folder
        self._count = count
        self._module = module
        self._processes: list[_RenderProcess] = []

    def __enter__(self) -> Self:
        """Take processes that are ready, and start the others."""
        (self._folder / LOG).parent.mkdir(parents=True, exist_ok=True)
        ready, _ready[:] = _ready[:], []
        for process in ready:
            is_usable = process.module == self._module and process.is_alive
            if is_usable and len(self._processes) < self._count:
                self._processes.append(process)
            else:
                process.terminate()
        while len(self._processes) < self._count:
            self._processes.append(_RenderProcess(self._folder, self._module))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the processes rest; after an error end them, since they may still be drawing."""
        for process in self._processes:
            if error is None and process.rest():
                _ready.append(process)
            else:
                process.terminate()
        self._processes = []

    def start(self, setting: RenderSettings) -> None:
        """Send every process the film's settings; call it before `run`.

        Raises:
            RenderProcessError: A process died.
        """
        self.configure(SETTING.dump_json(setting))

    def configure(self, setting: bytes) -> None:
        """Send every process its settings, of any kind; call it before `run`.

        Args:
            setting: The settings as JSON, which the worker's module reads.

        Raises:
            RenderProcessError: A process died.
        """
        for process in self._processes:
            process.begin(self._folder, setting.decode())

    def run_all(self, tasks: Iterable[Task]) -> None:
        """Do tasks as `run` does, and return when all are done."""
        deque(self.run(tasks), 0)

    def run(self, tasks: Iterable[Task]) -> Iterator[TaskEvent]:
        """Share tasks among the processes, and yield every event of every task until all are done.

        Raises:
            OSError: A file can't be written, for example because the disk is full.
            RenderProcessError: A process died, a task failed in a way that would repeat, or no
                process gave a sign for `PATIENCE` seconds.
        """
        todo = list(tasks)
        waiting: queue.SimpleQueue[Task] = queue.SimpleQueue()
        events: queue.SimpleQueue[TaskEvent | Exception] = queue.SimpleQueue()
        for task in todo:
            waiting.put(task)
        for process in self._processes[: len(todo)]:
            threading.Thread(target=process.run_tasks, args=(waiting, events), daemon=True).start()
        left = len(todo)
        while left:
            try:
                event = events.get(timeout=PATIENCE)
            except queue.Empty:
                raise RenderProcessError(f"Nothing was drawn for {PATIENCE:.0f} seconds.") from None
            if isinstance(event, Exception):
                raise event
            left -= event.finished
            yield event


@atexit.register
def end_ready() -> None:
    """Stop the drawing processes that wait for a next film. Also called when this process exits."""
    while _ready:
        _ready.pop().terminate()


class RenderProcessError(Exception):
    """A drawing process could not do its task; the text holds what it last wrote to its log."""


class _RenderProcess:
    """One process."""

    def __init__(self, folder: Path, module: str) -> None:
        self.module = module
        self._log = folder / LOG
        with self._log.open("ab") as stderr:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", module],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                env=os.environ | MEMORY,
                creationflags=GENTLY,
            )

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def begin(self, folder: Path, setting: str) -> None:
        """Have it draw what the setting says, in this folder."""
        self._log = folder / LOG
        self._send(Begin(str(folder.absolute()), LOG, setting))

    def rest(self) -> bool:
        """Have it leave its folder; whether it can."""
        try:
            self._send(Rest())
        except RenderProcessError:
            return False
        return True

    def _send(self, order: Begin | Rest | Task) -> None:
        try:
            pipe = _pipe(self._process.stdin)
            pipe.write(ORDER.dump_json(order) + b"\n")
            pipe.flush()
        except BrokenPipeError as error:
            raise RenderProcessError(f"A drawing process died: {self._last_words()!r}") from error

    def run_tasks(
        self,
        waiting: "queue.SimpleQueue[Task]",
        events: "queue.SimpleQueue[TaskEvent | Exception]",
    ) -> None:
        """Take tasks until none is left or one fails."""
        try:
            while True:
                for event in self._do(waiting.get_nowait()):
                    events.put(event)
        except queue.Empty:
            return
        except Exception as error:
            events.put(error)

    def terminate(self) -> None:
        """End the process and wait for it."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            _pipe(pipe).close()

    def _do(self, task: Task) -> Iterator[TaskEvent]:
        self._send(task)
        for line in _pipe(self._process.stdout):
            match REPLY.validate_json(line):
                case FramesDone(frames):
                    yield TaskEvent(task, frames)
                case Finished(answer):
                    yield TaskEvent(task, finished=True, answer=answer)
                    return
                case Failed(text, errno):
                    raise OSError(errno, os.strerror(errno)) if errno else RenderProcessError(text)
        raise RenderProcessError(f"A drawing process died. Its log ends: {self._last_words()!r}")

    def _last_words(self) -> str:
        return self._log.read_text("utf-8", "replace")[-2000:]


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError("the process was started without this pipe")
    return pipe
