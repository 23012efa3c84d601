"""Ads whose truth is known, because they are made here: takes, cuts, colours, sounds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

RATE = 48_000
RED, BLUE, GREEN, WHITE = (224, 32, 32), (20, 80, 200), (30, 150, 60), (250, 250, 250)
YELLOW, BLACK = (250, 220, 40), (8, 8, 8)


@dataclass(frozen=True)
class Take:
    """A stretch with one picture: a ground of one colour, and some boxes that drift."""

    seconds: float
    color: tuple[int, int, int]
    seed: int = 0


@dataclass(frozen=True)
class Camera:
    """How an ad is filmed."""

    width: int = 160
    height: int = 90
    fps: int = 25
    turned: int = 0
    """Degrees that the file asks a player to turn the picture by."""


CAMERA = Camera()


def shoot(
    path: Path,
    takes: Sequence[Take],
    camera: Camera = CAMERA,
    sound: NDArray[np.float32] | None = None,
    dissolve: float = 0.0,
) -> Path:
    """Film takes one after the other, with cuts, or with dissolves of so many seconds."""
    pictures: list[NDArray[np.uint8]] = list(_pictures(takes, camera))
    blur = round(dissolve * camera.fps)
    starts = np.cumsum([round(take.seconds * camera.fps) for take in takes])[:-1] if blur else ()
    for start in starts:
        first, last = pictures[int(start) - blur], pictures[int(start) + blur]
        for n in range(-blur, blur):
            share = (n + blur) / (2 * blur)
            pictures[int(start) + n] = (first * (1 - share) + last * share).astype(np.uint8)
    times = [Fraction(n, camera.fps) for n in range(len(pictures))]
    return write(path, pictures, times, camera, sound)


def write(
    path: Path,
    pictures: Sequence[NDArray[np.uint8]],
    times: Sequence[Fraction],
    camera: Camera = CAMERA,
    sound: NDArray[np.float32] | None = None,
) -> Path:
    """Pictures, (rows, columns, 3), shown at these seconds, and mono sound at 48 kHz."""
    with av.open(path, "w", format="mp4") as file:
        stream = file.add_stream("libx264", rate=camera.fps, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = camera.width, camera.height, "yuv420p"
        if camera.turned:
            stream.set_display_rotation(camera.turned)
        voice = None
        if sound is not None:
            voice = file.add_stream("aac", rate=RATE, layout="mono", format="fltp")
        for picture, time in zip(pictures, times, strict=True):
            frame = av.VideoFrame.from_ndarray(picture, "rgb24")
            frame.pts, frame.time_base = round(time * 1000), Fraction(1, 1000)
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
        if voice is not None and sound is not None:
            frame = av.AudioFrame.from_ndarray(sound[None], "fltp", "mono")
            frame.sample_rate, frame.pts = RATE, 0
            file.mux(voice.encode(frame))
            file.mux(voice.encode(None))
    return path


def record(path: Path, sound: NDArray[np.float32]) -> Path:
    """A file with sound alone."""
    with av.open(path, "w", format="mp4") as file:
        voice = file.add_stream("aac", rate=RATE, layout="mono", format="fltp")
        frame = av.AudioFrame.from_ndarray(sound[None], "fltp", "mono")
        frame.sample_rate, frame.pts = RATE, 0
        file.mux(voice.encode(frame))
        file.mux(voice.encode(None))
    return path


def tone(seconds: float, level: float = 0.1, hertz: float = 440.0) -> NDArray[np.float32]:
    """A sine."""
    time = np.arange(round(seconds * RATE)) / RATE
    return (level * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


def _pictures(takes: Sequence[Take], camera: Camera) -> Iterator[NDArray[np.uint8]]:
    for take in takes:
        random = np.random.default_rng(take.seed)
        ground = np.full((camera.height, camera.width, 3), take.color, np.uint8)
        shade = (np.array(take.color) * 0.5 + (60 if sum(take.color) < 300 else 0)).astype(np.uint8)
        boxes = random.random((6, 2)) * 0.8
        for n in range(round(take.seconds * camera.fps)):
            picture = ground.copy()
            for y, x in boxes:
                top, left = int(y * camera.height), int((x + n * 0.0005) * camera.width)
                picture[top : top + camera.height // 8, left : left + camera.width // 8] = shade
            yield picture
