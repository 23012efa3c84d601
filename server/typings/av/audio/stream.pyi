from av import AudioFrame
from av.packet import Packet
from av.stream import Stream

class AudioCodecContext:
    name: str
    sample_rate: int
    channels: int

class AudioStream(Stream):
    bit_rate: int
    codec_context: AudioCodecContext
    @property
    def rate(self) -> int: ...
    @property
    def channels(self) -> int: ...
    def decode(self, packet: Packet | None = ...) -> list[AudioFrame]: ...
    def encode(self, frame: AudioFrame | None = ...) -> list[Packet]: ...
