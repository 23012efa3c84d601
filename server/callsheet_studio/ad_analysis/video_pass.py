"""The one pass over an ad's pictures: where they change, how bright and lively they are, samples.

Of a frame only a tiny map is compared, so memory does not grow with the ad's size, and hardly with
its length.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import numpy as np
from av import VideoFrame
from numpy.typing import NDArray

from callsheet_studio.ad_analysis import shot_detection
from callsheet_studio.ad_analysis.contract import AdUnusable
from callsheet_studio.ad_analysis.findings import FrameSample, VideoScan, VideoStreamInfo
from callsheet_studio.ad_analysis.frame_grid import Map, grid_ninths, to_grid
from callsheet_studio.ad_analysis.probe import check_length, frames, open_input, picture_of
from callsheet_studio.ad_analysis.shot_detection import EdgeMask, FrameChange
from callsheet_studio.ad_analysis.stills import still

HALF = 0.5
"""Seconds of one entry of the curves."""
EARLY = 3.0
"""Seconds that decide whether somebody goes on watching."""
MOST_SAMPLES = 200
SELDOM, OFTEN = 1.0, 0.5
"""Seconds between two samples at least, and during the first three seconds."""
SETTLED = 0.2
"""Seconds after a jump at which a sample is taken, so that every shot has one."""

Keep: TypeAlias = Callable[[int, bytes], str]
"""Keeps the JPEG of a sample under its number, gives its file's name."""


def scan_video(path: Path, picture: VideoStreamInfo, seconds: float, keep: Keep) -> VideoScan:
    """Decode every frame of an ad once, and return its shots, brightness, movement and samples.

    Args:
        picture: What the header says of the picture.
        seconds: The length that the header gives.
        keep: Called with each sampled frame; stores it.

    Raises:
        AdUnusable: No frame can be decoded, or it is longer than any ad.
    """
    viewer = VideoScanner(picture, max(SELDOM, seconds / MOST_SAMPLES), keep)
    with open_input(path) as container:
        stream = picture_of(container)
        assert stream is not None, "the probe found it"
        for frame in frames(container, stream):
            viewer.see(frame)
            check_length(viewer.now)
    if not viewer.times:
        raise AdUnusable(
            f"No picture of the ad's file {path.name!r} can be decoded: it is damaged."
        )
    return viewer.result()


@dataclass
class VideoScanner:
    """Measures frames one after the other."""

    picture: VideoStreamInfo
    every: float
    """Seconds between two samples."""
    keep: Keep
    times: list[float] = field(default_factory=list[float])
    _light: list[float] = field(default_factory=list[float])
    _steps: list[float] = field(default_factory=list[float])
    _jumps: list[FrameChange] = field(default_factory=list[FrameChange])
    _outlines: list[EdgeMask] = field(default_factory=list[EdgeMask])
    _last: Map | None = None
    _samples: list[FrameSample] = field(default_factory=list[FrameSample])
    _due: float = 0.0
    _first: float | None = None
    _early: NDArray[np.float32] = field(default_factory=lambda: np.zeros((3, 3), np.float32))

    @property
    def now(self) -> float:
        """The time of the last frame, in seconds."""
        return self.times[-1] if self.times else 0.0

    def see(self, frame: VideoFrame) -> None:
        """Measure the next frame."""
        at, view = self._clock(frame), to_grid(frame)
        self._compare(at, view)
        self.times.append(at)
        self._light.append(float(view[0].mean()) / 255)
        if at >= self._due and len(self._samples) < 2 * MOST_SAMPLES:
            name = self.keep(len(self._samples), still(frame, self.picture))
            self._samples.append(FrameSample(name, round(at, 3)))
            every = OFTEN if at < EARLY else self.every
            self._due = (at // every + 1) * every

    def result(self) -> VideoScan:
        """Return the results for all frames so far."""
        times, steps = np.array(self.times), np.array(self._steps)
        gaps = np.diff(times)
        usual = float(np.median(gaps)) if len(gaps) else 1 / (self.picture.fps or 25)
        moved = steps.copy()
        moved[[jump.frame for jump in self._jumps]] = 0.0
        return VideoScan(
            seconds=round(self.now + usual, 3),
            frames=len(times),
            steady=bool(np.all(np.abs(gaps - usual) < 0.002 + 0.05 * usual)),
            changes=shot_detection.shot_boundaries(steps, self._jumps, self._outlines),
            light=_curve(times, np.array(self._light)),
            movement=_curve(times, moved / usual),
            early_movement=_shares(self._early),
            samples=tuple(self._samples),
        )

    def _clock(self, frame: VideoFrame) -> float:
        """Seconds from the first frame; what a damaged file says never runs backwards."""
        guess = self.now + 1 / (self.picture.fps or 25)
        if frame.pts is None:
            return guess if self.times else 0.0
        if self._first is None:
            self._first = frame.time
        return max(self.now, frame.time - self._first)

    def _compare(self, at: float, view: Map) -> None:
        """Note the change since the frame before, and whether it is a jump."""
        before = view if self._last is None else self._last
        step = shot_detection.frame_distance(before, view)
        if shot_detection.is_cut_candidate(step, self._steps) and shot_detection.is_new_picture(
            before, view
        ):
            self._jumps.append(FrameChange.between(len(self._steps), at, before, view))
            self._due = at + SETTLED
        elif at < EARLY:
            self._early += grid_ninths(np.abs(view[0] - before[0]))
        self._steps.append(step)
        self._last = view
        if at >= len(self._outlines) * shot_detection.EVERY:
            self._outlines.append(EdgeMask.of(at, view))


def _shares(grid: NDArray[np.float32]) -> tuple[float, ...]:
    total = float(grid.sum())
    return tuple(round(float(cell) / total, 3) if total else 0.0 for cell in grid.ravel())


def _curve(times: NDArray[np.float64], values: NDArray[np.float64]) -> tuple[float, ...]:
    """Means of every half second; one without frames repeats the one before."""
    place = (times / HALF).astype(np.intp)
    counts = np.bincount(place)
    sums = np.bincount(place, values)
    filled = np.maximum.accumulate(np.where(counts > 0, np.arange(len(counts)), 0))
    return tuple(round(float(sums[i] / counts[i]), 4) for i in filled)
