"""A real MP4 of a few frames, or of a little sound, made once."""

import functools
import tempfile
from pathlib import Path

import av
import numpy as np

SIZE, FRAMES, RATE = 32, 3, 48_000


@functools.cache
def mp4(*, picture: bool = True) -> bytes:
    """The bytes of the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        _write_picture(path) if picture else _write_sound(path)
        return path.read_bytes()


def without_length() -> bytes:
    """The film, with headers that say it lasts 0 s (ISO 14496-12: mvhd and mdhd, version 0)."""
    content = bytearray(mp4())
    for name in (b"mvhd", b"mdhd"):
        at = content.index(name) + 4 + 16
        content[at : at + 4] = bytes(4)
    return bytes(content)


def _write_picture(path: Path) -> None:
    with av.open(path, "w", format="mp4") as file:
        stream = file.add_stream("libx264", rate=10, options={"preset": "ultrafast"})
        stream.width = stream.height = SIZE
        stream.pix_fmt = "yuv420p"
        black = np.zeros((SIZE, SIZE, 3), np.uint8)
        for _ in range(FRAMES):
            file.mux(stream.encode(av.VideoFrame.from_ndarray(black, "rgb24")))
        file.mux(stream.encode())


def _write_sound(path: Path) -> None:
    with av.open(path, "w", format="mp4") as file:
        voice = file.add_stream("aac", rate=RATE, layout="mono", format="fltp")
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), "fltp", "mono")
        frame.sample_rate = RATE
        file.mux(voice.encode(frame))
        file.mux(voice.encode())
