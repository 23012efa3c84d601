"""Analyses ad 1 of a library as a worker does.

python -m tests.bench.programs.analysis LIBRARY
"""

import sys
from pathlib import Path

from callsheet_studio.ad_analysis.contract import AdOrder
from callsheet_studio.ad_analysis.pipeline import analyze

if __name__ == "__main__":
    library = Path(sys.argv[1])
    analyze(AdOrder("1", str(library)), library / "work", {}, lambda _: None)
