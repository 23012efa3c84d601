"""A real MP4 of a few frames, or of a little sound, made once."""

import functools
import tempfile
from pathlib import Path
from typing import Any

import av
import numpy as np

SIZE, FRAMES, RATE = 32, 3, 48_000
FAST = {"libx264": {"preset": "ultrafast"}}


@functools.cache
def mp4(*, picture: bool = True) -> bytes:
    """The bytes of the file."""
    return _film("mp4", "libx264", "aac", picture=picture)


@functools.cache
def webm(*, picture: bool = True) -> bytes:
    """The same as WebM."""
    return _film("webm", "libvpx", "libopus", picture=picture)


def without_length() -> bytes:
    """The film, with headers that say it lasts 0 s (ISO 14496-12: mvhd and mdhd, version 0)."""
    content = bytearray(mp4())
    for name in (b"mvhd", b"mdhd"):
        at = content.index(name) + 4 + 16
        content[at : at + 4] = bytes(4)
    return bytes(content)


def _film(kind: str, picture_codec: str, sound_codec: str, *, picture: bool) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"film.{kind}"
        file: Any = av.open(path, "w", format=kind)  # its types know a few codecs only
        with file:
            _add_picture(file, picture_codec) if picture else _add_sound(file, sound_codec)
        return path.read_bytes()


def _add_picture(file: Any, codec: str) -> None:
    stream = file.add_stream(codec, rate=10, options=FAST.get(codec, {}))
    stream.width = stream.height = SIZE
    stream.pix_fmt = "yuv420p"
    black = np.zeros((SIZE, SIZE, 3), np.uint8)
    for _ in range(FRAMES):
        file.mux(stream.encode(av.VideoFrame.from_ndarray(black, "rgb24")))
    file.mux(stream.encode())


def _add_sound(file: Any, codec: str) -> None:
    voice = file.add_stream(codec, rate=RATE, layout="mono", format="fltp")
    frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), "fltp", "mono")
    frame.sample_rate = RATE
    file.mux(voice.encode(frame))
    file.mux(voice.encode())
