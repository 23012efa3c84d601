"""The content of `film.py`'s outline as a user of moviepy would write it: plainer, and silent.

    MOVIEPY_PYTHON tests/bench/moviepy_film.py FOLDER SECONDS SIDE FONT < OUTLINE

Title and items as text clips that fade in one after the other, on one colour; same encoder preset.
"""

import sys
from pathlib import Path

from moviepy import ColorClip, CompositeVideoClip, TextClip, concatenate_videoclips, vfx

FPS = 30


def main(folder: Path, seconds: float, side: int, font: str, outline: str) -> None:
    scenes = [part.splitlines() for part in outline.split("\n## ")]
    share = seconds / len(scenes)
    film = concatenate_videoclips([scene(lines, share, side, font) for lines in scenes])
    film.write_videofile(
        str(folder / "film.mp4"), fps=FPS, codec="libx264", preset="veryfast", logger=None
    )
    print(film.duration)


def scene(lines: list[str], seconds: float, side: int, font: str) -> CompositeVideoClip:
    size = (side * 16 // 9, side)
    texts = [lines[0].strip("# "), *(line[2:] for line in lines if line.startswith("- "))]
    shown = [
        TextClip(font=font, text=text, font_size=side // 14, color="white", margin=(10, 20))
        .with_start(0.3 + n)
        .with_duration(seconds - 0.3 - n)
        .with_position((side // 8, side // 8 + n * side // 6))
        .with_effects([vfx.CrossFadeIn(0.6)])
        for n, text in enumerate(texts)
    ]
    return CompositeVideoClip([ColorClip(size, (12, 30, 60), duration=seconds), *shown], size=size)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.stdin.read())
