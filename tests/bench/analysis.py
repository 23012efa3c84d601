"""Ads made by our own renderer, analysed: what was found beside the truth, and how fast.

    python -m tests.bench.analysis

The films have 1080 lines or columns. The unit of speed is seconds of ad per second of analysis, in a
process of its own that loads everything anew.
"""

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


def main(folder: Path) -> None:
    """Print a table."""
    for name, ad in ADS.items():
        made = film(ad, folder / name, short_side=1080)
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", WORKER, str(folder / name)], check=True)
        wall = time.perf_counter() - began
        found = judged(made, folder / name / "work")
        print(
            f"\n{name}: {made.film.seconds:.1f} s in {wall:.1f} s, {made.film.seconds / wall:.1f} x"
        )
        for row in found.rows():
            print("  " + row)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        main(Path(temporary))
