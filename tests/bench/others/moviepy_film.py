"""The outline as a user of moviepy would film it: plainer, and silent.

    PYTHON tests/bench/others/moviepy_film.py FOLDER SECONDS SIDE FONT < OUTLINE

Title and items as text clips that fade in one after the other, on one colour. Prints JSON: the
`seconds` of film.
"""

import json
import sys
from pathlib import Path

from moviepy import ColorClip, CompositeVideoClip, TextClip, concatenate_videoclips, vfx
from tests.bench.content import texts

FPS = 30


def main(folder: Path, seconds: float, side: int, font: str) -> None:
    scenes = texts(sys.stdin.read())
    share = seconds / len(scenes)
    film = concatenate_videoclips([scene(shown, share, side, font) for shown in scenes])
    film.write_videofile(
        str(folder / "film.mp4"), fps=FPS, codec="libx264", preset="veryfast", logger=None
    )
    print(json.dumps({"seconds": film.duration}))


def scene(shown: list[str], seconds: float, side: int, font: str) -> CompositeVideoClip:
    size = (side * 16 // 9, side)
    clips = [
        TextClip(font=font, text=text, font_size=side // 14, color="white", margin=(10, 20))
        .with_start(0.3 + n)
        .with_duration(seconds - 0.3 - n)
        .with_position((side // 8, side // 8 + n * side // 6))
        .with_effects([vfx.CrossFadeIn(0.6)])
        for n, text in enumerate(shown)
    ]
    return CompositeVideoClip([ColorClip(size, (12, 30, 60), duration=seconds), *clips], size=size)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
