"""Colors in films that are neither in the palette nor neutral: ten brands, all looks, both ratios.

    python tests/bench/palettes.py [KIND ...]

A still of each kind of scene, where everything has come. A line for each brand and a column for
each look: the largest share of a frame, over both ratios and all kinds, that has another hue, and
the kind; `–` where it is no more than where two colors meet (see `MOST`).
"""

import sys
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import get_args

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.bench.table import head, row
from tests.frame_colors import MOST, PALETTES, foreign_share

from callsheet_studio.storyboard.brief import STYLE_NAMES, AspectRatio
from callsheet_studio.storyboard.model import SceneKind


def main(kinds: Sequence[SceneKind]) -> None:
    """Print a line for each palette."""
    print(head(("palette", *STYLE_NAMES)))
    for palette in PALETTES:
        print(row(_line(palette, kinds)), flush=True)


def _line(palette: dict[str, str], kinds: Sequence[SceneKind]) -> Iterator[str]:
    yield " ".join(palette.values())
    for style in STYLE_NAMES:
        share, kind, aspect = max(
            (foreign_share(palette, style, aspect, kind), kind, aspect)
            for aspect, kind in product(get_args(AspectRatio), kinds)
        )
        yield f"{100 * share:.1f} % {kind} {aspect}" if share > MOST else "–"


if __name__ == "__main__":
    every = get_args(SceneKind)
    main([kind for kind in every if not sys.argv[1:] or kind in sys.argv[1:]])
