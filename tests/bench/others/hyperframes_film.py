"""The outline as a user of HyperFrames would film it in a headless Chromium: plainer, and silent.

    HYPERFRAMES=FOLDER python tests/bench/others/hyperframes_film.py FOLDER SECONDS SIDE FONT

HYPERFRAMES is where `npm install hyperframes gsap` put its `node_modules`; Node 22, FFmpeg, FFprobe
and Chromium are on the path. Title and items are texts that fade in one after the other, on one
color. The outline comes on standard input; prints JSON: the `seconds` of film.
"""

import html
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.content import texts

PAGE = """<!doctype html><html><head><meta charset="UTF-8"><script src="gsap.min.js"></script>
<style>@font-face{{font-family:own;src:url(own.ttf)}} *{{margin:0}}
body{{width:{width}px;height:{side}px;overflow:hidden;background:#0c1e3c;color:#fff;
font:{size}px own}} .clip{{position:absolute;left:{room}px;top:{room}px}}
p{{margin-bottom:{size}px}}</style></head><body>
<div data-composition-id="main" data-start="0" data-duration="{seconds}" data-width="{width}"
data-height="{side}">{scenes}</div>
<script>window.__timelines = window.__timelines || {{}};
const tl = gsap.timeline({{paused: true}}); {moves} window.__timelines["main"] = tl;</script>
</body></html>"""
SCENE = '<div class="clip" data-start="{}" data-duration="{}" data-track-index="0">{}</div>'
MOVE = 'tl.fromTo("#{}", {{opacity: 0}}, {{opacity: 1, duration: 0.6}}, {});'


def main(folder: Path, seconds: float, side: int, font: str) -> None:
    installed = Path(os.environ["HYPERFRAMES"], "node_modules")
    shutil.copy(installed / "gsap/dist/gsap.min.js", folder)
    shutil.copy(font, folder / "own.ttf")
    (folder / "index.html").write_text(page(texts(sys.stdin.read()), seconds, side), "utf-8")
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or ""
    command = ("node", installed / "hyperframes/bin/hyperframes.mjs", "render", folder)
    subprocess.run(
        (*command, "-o", folder / "film.mp4", "-q", "draft", "--no-browser-gpu", "--quiet"),
        env=os.environ | {"HYPERFRAMES_BROWSER_PATH": chromium, "DO_NOT_TRACK": "1"},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    print(json.dumps({"seconds": seconds}))


def page(scenes: Sequence[Sequence[str]], seconds: float, side: int) -> str:
    """The composition: a clip a scene, and when its texts come."""
    share = seconds / len(scenes)
    clips = (
        SCENE.format(n * share, share, "".join(_lines(n, shown))) for n, shown in enumerate(scenes)
    )
    moves = (
        MOVE.format(f"t{n}-{line}", n * share + 0.3 + line)
        for n, shown in enumerate(scenes)
        for line in range(len(shown))
    )
    return PAGE.format(
        width=side * 16 // 9,
        side=side,
        size=side // 14,
        room=side // 8,
        seconds=seconds,
        scenes="".join(clips),
        moves=" ".join(moves),
    )


def _lines(scene: int, shown: Sequence[str]) -> Iterator[str]:
    for line, text in enumerate(shown):
        yield f'<p id="t{scene}-{line}">{html.escape(text)}</p>'


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
