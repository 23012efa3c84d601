from fractions import Fraction

from av import VideoFrame
from av.packet import Packet
from av.stream import Stream

class VideoCodecContext:
    name: str
    profile: str | None
    thread_count: int
    thread_type: str
    options: dict[str, str]
    width: int
    height: int
    colorspace: int
    color_range: int
    color_primaries: int
    color_trc: int
    extradata: bytes | None
    def open(self) -> None: ...

class VideoStream(Stream):
    width: int
    height: int
    pix_fmt: str | None
    codec_context: VideoCodecContext
    @property
    def average_rate(self) -> Fraction | None: ...
    @property
    def guessed_rate(self) -> Fraction | None: ...
    def decode(self, packet: Packet | None = ...) -> list[VideoFrame]: ...
    def set_display_rotation(self, degrees: float) -> None: ...
    def encode(self, frame: VideoFrame | None = ...) -> list[Packet]: ...
