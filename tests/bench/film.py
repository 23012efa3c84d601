"""How fast films are made, beside the floor: encoding one still with the same encoder settings.

    python tests/bench/film.py [--quick]

Prints one Markdown table. Every film is made in a process of its own; memory is that of the whole
process tree at its highest (proportional set size, Linux only). The floor runs right after each
film with as many processes, as nice as those that draw, so a busy machine slows both alike; CPU
time tells what an idle one would do.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SIZES = ((45, 720), (180, 720), (300, 720), (45, 1080))
FPS = 30
HEAD = "| film | made in | times real time | floor | CPU a frame | floor | memory |"
RULE = "| --- | --- | --- | --- | --- | --- | --- |"

MAKE = """
import os, sys
from pathlib import Path
from callsheet_studio.film import Brief, Format
from callsheet_studio.render.make import make
folder, seconds, side = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
brief = Brief(uuid="bench", task=sys.stdin.read(), seconds=seconds)
print(make(brief, folder, Format(short_side=side, fps=30), {}, lambda _: None).seconds)
"""
FLOOR = """
import subprocess, sys
folder, side, frames, cores = sys.argv[1], *map(int, sys.argv[2:])
code = f'''
from pathlib import Path
from callsheet_studio.render.encode import encode
import os, sys
file = Path({folder!r}, sys.argv[1])
list(encode(file, ({side} * 16 // 9, {side}), 30, range({frames}), lambda canvas, n: None))
'''
each = [subprocess.Popen([sys.executable, "-c", code, f"{n}.mp4"]) for n in range(cores)]
sys.exit(max(process.wait() for process in each))
"""

SCENES = (
    ("[points]", ("Sun: it heats the sea", "Sea: it fills the air", "Air: it carries water"),
     "The sun heats the sea all day long. Part of the sea goes up into the air as vapour. "
     "Up there the air carries this water over the land, sometimes for thousands of miles."),
    ("[bars]", ("Oceans: 97", "Ice: 2", "Rivers and lakes: 1"),
     "Of all the water on our planet the oceans hold some ninety seven parts in a hundred. "
     "Ice holds about two more. All rivers and lakes together hold less than the last one."),
    ("[steps]", ("Rise", "Cool", "Fall", "Flow"),
     "Warm and damp air begins to rise. High above it starts to cool, and drops begin to form. "
     "When they are heavy enough they fall as rain. Then they flow back down to the sea."),
)  # fmt: skip


@dataclass(frozen=True)
class Run:
    seconds: float
    """Wall clock."""
    cpu: float
    memory: int
    """Bytes."""
    output: str


def main(sizes: tuple[tuple[int, int], ...]) -> None:
    print(f"{len(os.sched_getaffinity(0))} cores\n\n{HEAD}\n{RULE}")
    for seconds, side in sizes:
        with tempfile.TemporaryDirectory() as folder:
            film = run(MAKE, folder, str(seconds), str(side), text=outline(seconds))
            length = float(film.output)
            floor = still(Path(folder), side, round(length * FPS))
        per_frame = 1e3 / length / FPS
        print(
            f"| {length:.0f} s at {side}p | {film.seconds:.1f} s | {length / film.seconds:.2f} "
            f"| {length / floor.seconds:.2f} | {film.cpu * per_frame:.1f} ms "
            f"| {floor.cpu * per_frame:.1f} ms | {film.memory / 1e6:.0f} MB |",
            flush=True,
        )


def outline(seconds: int) -> str:
    """Enough words for the length, in scenes of a few kinds."""
    count = max(2, round(seconds / 13))
    return "\n".join(
        ("# Where rain comes from", *(line for n in range(count) for line in scene(n)))
    )


def scene(n: int) -> Iterator[str]:
    kind, items, narration = SCENES[n % len(SCENES)]
    yield f"## Part {n + 1} of the water's way {kind}"
    yield from (f"- {item}" for item in items)
    yield f"> {narration}"


def still(folder: Path, side: int, frames: int) -> Run:
    """Encode so many frames that nobody draws, shared among all cores."""
    cores = len(os.sched_getaffinity(0))
    arguments = (str(folder), str(side), str(frames // cores), str(cores))
    return run(FLOOR, *arguments)


def run(code: str, *arguments: str, text: str = "") -> Run:
    """Run Python code to its end and watch what it takes."""
    started, before = time.perf_counter(), os.times()
    with tempfile.TemporaryFile("w+") as task, tempfile.TemporaryFile("w+") as answer:
        task.write(text)
        task.seek(0)
        command = [sys.executable, "-c", code, *arguments]
        process = subprocess.Popen(command, stdin=task, stdout=answer)
        memory = 0
        while process.poll() is None:
            memory = max(memory, tree_memory(process.pid))
            time.sleep(0.1)
        if process.returncode:
            raise SystemExit(f"the measured process ended with {process.returncode}")
        after = os.times()
        user = after.children_user - before.children_user
        system = after.children_system - before.children_system
        answer.seek(0)
        return Run(time.perf_counter() - started, user + system, memory, answer.read())


def tree_memory(pid: int) -> int:
    """Bytes of a process and all below it, shared pages counted once."""
    try:
        rows = (line.split() for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines())
        own = next((int(row[1]) * 1024 for row in rows if row[0] == "Pss:"), 0)
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0
    return own + sum(tree_memory(int(child)) for child in below)


if __name__ == "__main__":
    main(SIZES[:1] if "--quick" in sys.argv else SIZES)
