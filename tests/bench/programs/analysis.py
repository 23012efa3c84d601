"""Analyses ad 1 of a library as a worker does, twice.

    python -m tests.bench.programs.analysis LIBRARY

Prints the seconds of the second analysis: the worker that has done one keeps its recognizers.
"""

import sys
import time
from pathlib import Path

from callsheet_studio.ad_analysis.contract import AdOrder
from callsheet_studio.ad_analysis.pipeline import analyze

if __name__ == "__main__":
    library = Path(sys.argv[1])
    for folder in ("work", "again"):
        started = time.perf_counter()
        analyze(AdOrder("1", str(library)), library / folder, {}, lambda _: None)
    print(time.perf_counter() - started)
