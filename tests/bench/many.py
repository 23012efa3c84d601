"""Films one after another by a worker that stays ready: what it holds after each.

    python tests/bench/many.py [FILMS]

Prints a Markdown table with a row for the first film, and for every tenth: memory, open files and
processes of the worker and those that draw for it. Linux only. The films are small, since what
stays behind a film doesn't depend on its size. The last row has three servers at once.
"""

import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

import anyio

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.bench.content import outline
from tests.bench.process import tree_memory
from tests.bench.table import head, row

from callsheet_studio.jobs.contract import VideoFormat
from callsheet_studio.jobs.kinds import FILM
from callsheet_studio.jobs.worker_process import Workers, open_workers
from callsheet_studio.jobs.worker_protocol import Completed, WorkItem
from callsheet_studio.storyboard.brief import Brief

FORMAT = VideoFormat(short_side=180)
SECONDS = 30
HEAD = ("films", "memory", "open files", "processes")


async def main(home: Path, films: int) -> None:
    """Print the table."""
    print(head(HEAD))
    async with open_workers() as workers:
        for n in range(1, films + 1):
            await make(workers, home, str(n))
            if n == 1 or n % 10 == 0:
                print(row((str(n), *held())), flush=True)
        async with open_workers() as second, open_workers() as third:
            async with anyio.create_task_group() as tasks:
                for n, server in enumerate((workers, second, third)):
                    tasks.start_soon(make, server, home, f"server-{n}")
            print(row((f"{films} and 3 at once", *held())))


async def make(workers: Workers, home: Path, name: str) -> None:
    request = asdict(Brief(uuid=name, task=outline(SECONDS), seconds=SECONDS))
    order = WorkItem(FILM, request, str(home), str(home / name), FORMAT, {})
    said = await workers.run(order, _ignore)
    assert isinstance(said, Completed), said


async def _ignore(said: object) -> None:
    """Nobody waits for its progress."""


def held() -> tuple[str, str, str]:
    """What all processes below this one hold."""
    below = list(descendants("self"))
    memory = sum(tree_memory(pid, alone=True) for pid in below)
    files = sum(map(open_files, below))
    return f"{memory / 1e6:.0f} MB", str(files), str(len(below))


def open_files(pid: int) -> int:
    """None of a process that has ended meanwhile."""
    try:
        return len(list(Path(f"/proc/{pid}/fd").iterdir()))
    except FileNotFoundError:
        return 0


def descendants(pid: int | str) -> list[int]:
    """Processes below one, whichever of its threads started them."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    return [*children, *(below for child in children for below in descendants(child))]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        anyio.run(main, Path(temporary), int(sys.argv[1]) if sys.argv[1:] else 50)
