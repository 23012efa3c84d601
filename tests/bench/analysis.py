"""Ads made by our own renderer, analysed: what was found beside the truth, and how fast.

    python -m tests.bench.analysis

The films have 1080 lines or columns. The unit of speed is seconds of ad per second of analysis, in
a process of its own that loads everything anew.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.studio.analysis.truth import ADS, film, judged

WORKER = """
import json, sys
from pathlib import Path
from callsheet_studio.analysis.make import analyze
from callsheet_studio.analysis.order import AdOrder
folder = Path(sys.argv[1])
analyze(AdOrder("1", str(folder)), folder / "work", {}, lambda said: None)
"""

DECODER = """
import sys, av
with av.open(sys.argv[1]) as file:
    file.streams.video[0].thread_type = "AUTO"
    for frame in file.decode(video=0):
        pass
"""


def main(folder: Path) -> None:
    """Print a table."""
    for name, ad in ADS.items():
        made = film(ad, folder / name, short_side=1080)
        wall, work = timed([sys.executable, "-c", WORKER, str(folder / name)])
        _, floor = timed([sys.executable, "-c", DECODER, str(folder / name / "1.mp4")])
        found = judged(made, folder / name / "work")
        seconds = made.film.seconds
        print(
            f"\n{name}: {seconds:.1f} s of ad in {wall:.1f} s ({seconds / wall:.1f} x real time),"
        )
        print(f"  {work:.1f} s of one core; only decoding its pictures takes {floor:.1f} s of one")
        for row in found.rows():
            print("  " + row)


def timed(command: list[str]) -> tuple[float, float]:
    """Seconds by the clock, and seconds of processor, of a whole process."""
    began, before = time.perf_counter(), os.times()
    subprocess.run(command, check=True)
    after = os.times()
    work = after.children_user + after.children_system
    return time.perf_counter() - began, work - before.children_user - before.children_system


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        main(Path(temporary))
