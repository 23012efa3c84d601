from fractions import Fraction

from av.stream import Stream

class Packet:
    pts: int | None
    dts: int | None
    time_base: Fraction
    duration: int | None
    stream: Stream
    is_keyframe: bool
    def __init__(self, input: bytes) -> None: ...
    @property
    def size(self) -> int: ...
    def __bytes__(self) -> bytes: ...
