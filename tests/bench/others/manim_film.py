"""The outline as a user of manim would film it: plainer, and silent.

    PYTHON tests/bench/others/manim_film.py FOLDER SECONDS SIDE FONT < OUTLINE

Title and items as texts that fade in one after the other, on one colour. Its cache of animations is
off, since none comes twice. Prints JSON: the `seconds` of film.
"""

import json
import sys
from pathlib import Path

import av
from manim import DOWN, LEFT, UL, FadeIn, Scene, Text, VGroup, register_font, tempconfig
from tests.bench.content import texts

FPS = 30
HEIGHT = 8
"""Of the frame, in manim's units."""


class Film(Scene):
    """All scenes of the outline, of the same length each."""

    def __init__(self, scenes: list[list[str]], seconds: float) -> None:
        super().__init__()
        self._scenes = scenes
        self._seconds = seconds

    def construct(self) -> None:
        for shown in self._scenes:
            self._show(shown)
            self.clear()

    def _show(self, shown: list[str]) -> None:
        lines = VGroup(Text(text, font="Poppins", font_size=40) for text in shown)
        lines.arrange(DOWN, buff=HEIGHT / 12, aligned_edge=LEFT).to_corner(UL, HEIGHT / 8)
        self.wait(0.3)
        for line in lines:
            self.play(FadeIn(line), run_time=0.6)
            self.wait(0.4)
        self.wait(self._seconds - 0.3 - len(shown))


def main(folder: Path, seconds: float, side: int, font: str) -> None:
    scenes = texts(sys.stdin.read())
    settings = {
        "pixel_width": side * 16 // 9,
        "pixel_height": side,
        "frame_rate": FPS,
        "background_color": "#0c1e3c",
        "media_dir": str(folder),
        "disable_caching": True,
        "verbosity": "ERROR",
        "progress_bar": "none",
    }
    with register_font(font), tempconfig(settings):
        film = Film(scenes, seconds / len(scenes))
        film.render()
        with av.open(film.renderer.file_writer.movie_file_path) as file:
            print(json.dumps({"seconds": file.duration / av.time_base}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
