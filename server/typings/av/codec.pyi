from typing import Literal

from av import AudioFrame
from av.packet import Packet

class AudioCodecContext:
    sample_rate: int
    layout: str
    format: str
    bit_rate: int
    options: dict[str, str]
    def encode(self, frame: AudioFrame | None) -> list[Packet]: ...

class Codec:
    def __init__(self, name: str, mode: Literal["r", "w"]) -> None: ...
    def create(self, kind: Literal["audio"]) -> AudioCodecContext: ...
