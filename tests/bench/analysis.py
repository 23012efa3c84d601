"""Ads made by our own renderer, analysed: what was found compared with the truth, and how fast.

    python tests/bench/analysis.py

The films have 1080 lines or columns. The unit of speed is seconds of ad per second of analysis:
in a process of its own that loads everything, then once more in the same, as a worker that is
ready does it. The processor time is that of both.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.bench.process import program, run
from tests.studio.ad_analysis.ground_truth import ADS, film, judged


def main(home: Path) -> None:
    """Print a table for each ad."""
    for name, ad in ADS.items():
        folder = home / name
        made = film(ad, folder, short_side=1080)
        taken = run((*program("analysis"), str(folder)))
        floor = run((*program("decode"), str(folder / "1.mp4")))
        seconds, found = made.film.seconds, judged(made, folder / "work")
        warm = float(taken.output)
        cold = taken.seconds - warm
        print(
            f"\n{name}: {seconds:.1f} s of ad in {cold:.1f} s ({seconds / cold:.1f} x real time), "
            f"by a ready worker in {warm:.1f} s ({seconds / warm:.1f} x),\n  "
            f"{taken.cpu:.1f} s of one core for both; only decoding its pictures takes "
            f"{floor.cpu:.1f} s of one; {taken.memory / 1e6:.0f} MB"
        )
        for row in found.rows():
            print("  " + row)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        main(Path(temporary))
