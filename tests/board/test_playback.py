"""Slow: a browser plays a film with held pictures to its end, and shows the right frame on seeking.

The film is joined from two parts by copying packets, as every film is.
"""

import base64
import random
from pathlib import Path

import anyio
import av
import numpy as np
import pytest

from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.media.mux import video_packets
from callsheet_studio.media.video_encoder import encode

from .browser_harness import CHROMIUM, chromium

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed"),
]
WIDTH, HEIGHT, FPS = 256, 144, 30
PART = 130
"""Frames; a bar grows in the first 40 of every 65 and rests in the others."""
PAGE = "<video muted style='width:256px'></video><canvas width=256 height=144></canvas>"
LOAD = """source => new Promise((done, fail) => {
    const video = document.querySelector('video');
    video.onloadeddata = () => done(video.duration);
    video.onerror = () => fail(new Error(video.error.message));
    video.src = source;
})"""
SEEK = """t => new Promise(done => {
    const video = document.querySelector('video');
    const pen = document.querySelector('canvas').getContext('2d');
    video.requestVideoFrameCallback(() => {
        pen.drawImage(video, 0, 0);
        const row = pen.getImageData(0, 72, 256, 1).data;
        done(row.filter((level, n) => n % 4 == 0 && level > 128).length);
    });
    video.currentTime = t;
})"""
PLAY = """() => new Promise(done => {
    const video = document.querySelector('video');
    video.currentTime = 0;
    video.playbackRate = 4;
    video.onended = () => done([video.currentTime, video.error]);
    video.play();
})"""


def bar(frame: int) -> int:
    """The width of the bar, in pixels."""
    return 20 + 4 * min(frame % 65, 40)


def paint(canvas: skia.Canvas, frame: int) -> skia.IRect | None:
    if frame % PART and bar(frame) == bar(frame - 1):
        return skia.IRect()
    canvas.clear(0xFF000000)
    canvas.drawRect(skia.Rect.MakeWH(bar(frame), HEIGHT), skia.Paint(Color=0xFFFFFFFF))
    return None


@pytest.fixture
def film(tmp_path: Path) -> Path:
    parts = [tmp_path / "1.mp4", tmp_path / "2.mp4"]
    for n, part in enumerate(parts):
        frames = range(n * PART, (n + 1) * PART)
        list(encode(part, (WIDTH, HEIGHT), FPS, frames, paint, holds=True))
    joined = tmp_path / "film.mp4"
    with av.open(joined, "w", options={"movflags": "+faststart"}) as out, av.open(parts[0]) as one:
        stream = out.add_stream_from_template(one.streams.video[0])
        for packet in video_packets(parts, stream):
            out.mux(packet)
    return joined


def test_every_frame_decodes_without_an_error(film: Path):
    """FFmpeg's decoder stops at the first one when it is told to."""
    with av.open(film) as file:
        file.streams.video[0].codec_context.options = {"err_detect": "explode"}
        rows = [frame.to_ndarray(format="gray")[72] for frame in file.decode(video=0)]
    assert [int(np.count_nonzero(row > 128)) for row in rows] == [bar(n) for n in range(2 * PART)]


def address(film: Path) -> str:
    return "data:video/mp4;base64," + base64.b64encode(film.read_bytes()).decode()


async def test_a_browser_plays_to_the_end_and_seeks(film: Path):
    """Ten places at random; each shows its own frame."""
    places = random.Random(7).sample(range(1, 2 * PART), 10)
    with anyio.fail_after(120):
        async with chromium() as browser:
            page = await browser.new_page()
            await page.set_content(PAGE)
            assert abs(await page.evaluate(LOAD, address(film)) - 2 * PART / FPS) < 0.05
            shown = [await page.evaluate(SEEK, (place + 0.5) / FPS) for place in places]
            assert [abs(a - bar(b)) <= 1 for a, b in zip(shown, places, strict=True)] == [True] * 10
            end, error = await page.evaluate(PLAY)
            assert error is None and abs(end - 2 * PART / FPS) < 0.05
