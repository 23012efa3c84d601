"""The floor of all films: encodes frames that nobody draws, on all cores at once.

    python -m tests.bench.programs.still FOLDER SECONDS SIDE

The encoder is that of clips, with the settings for films of a camera, and its processes are as nice
as those that draw. Prints JSON: the `seconds` of film.
"""

import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from callsheet_studio.media.video_encoder import encode
from callsheet_studio.pipeline import capacity
from callsheet_studio.pipeline.render_worker import NICENESS

FPS = 30


def main(folder: Path, seconds: float, side: int) -> None:
    cores = capacity.cores()
    frames = round(seconds * FPS) // cores
    with ProcessPoolExecutor(cores, get_context("spawn"), os.nice, (NICENESS,)) as pool:
        done = pool.map(
            partial(still, side=side, frames=frames), map(folder.joinpath, names(cores))
        )
    print(json.dumps({"seconds": sum(done) / FPS}))


def names(count: int) -> list[str]:
    return [f"{n}.mp4" for n in range(count)]


def still(file: Path, side: int, frames: int) -> int:
    """Encode one file; gives its frames."""
    for _ in encode(file, (side * 16 // 9, side), FPS, range(frames), lambda canvas, n: None):
        pass
    return frames


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
