"""What Callsheet uses of PyAV 17 to 19, whose own hints leave generics and keywords open."""

from pathlib import Path
from typing import Any, Literal, overload

import numpy as np
from av.audio.resampler import AudioResampler as AudioResampler
from av.container import InputContainer, OutputContainer
from av.error import FFmpegError as FFmpegError
from numpy.typing import NDArray

time_base: int

class VideoFormat:
    name: str

class VideoPlane:
    width: int
    height: int
    line_size: int
    def __buffer__(self, flags: int, /) -> memoryview: ...

class Frame:
    pts: int | None
    time_base: Any
    metadata: dict[str, str]
    @property
    def time(self) -> float: ...

class VideoFrame(Frame):
    planes: tuple[VideoPlane, ...]
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def format(self) -> VideoFormat: ...
    @property
    def rotation(self) -> int: ...
    @property
    def key_frame(self) -> bool: ...
    colorspace: int
    color_range: int
    def __init__(self, width: int = ..., height: int = ..., format: str = ...) -> None: ...
    def reformat(
        self,
        width: int | None = ...,
        height: int | None = ...,
        format: str | None = ...,
        src_colorspace: int | None = ...,
        dst_colorspace: int | None = ...,
        interpolation: str | None = ...,
        src_color_range: int | None = ...,
        dst_color_range: int | None = ...,
        threads: int | None = ...,
    ) -> VideoFrame: ...
    @staticmethod
    def from_ndarray(array: NDArray[np.uint8], format: str = ...) -> VideoFrame: ...
    @staticmethod
    def from_numpy_buffer(array: NDArray[np.uint8], format: str = ...) -> VideoFrame: ...
    def to_ndarray(self, *, format: str | None = ...) -> NDArray[np.uint8]: ...

class AudioFrame(Frame):
    sample_rate: int
    @property
    def samples(self) -> int: ...
    @staticmethod
    def from_ndarray(
        array: NDArray[np.float32], format: str = ..., layout: str = ...
    ) -> AudioFrame: ...
    def to_ndarray(self) -> NDArray[np.float32]: ...

@overload
def open(
    file: str | Path,
    mode: Literal["r"] = ...,
    format: str | None = ...,
    options: dict[str, str] | None = ...,
    *,
    metadata_errors: str = ...,
) -> InputContainer: ...
@overload
def open(
    file: str | Path,
    mode: Literal["w"],
    format: str | None = ...,
    options: dict[str, str] | None = ...,
) -> OutputContainer: ...
