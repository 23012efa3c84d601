from enum import Flag
from fractions import Fraction

class Disposition(Flag):
    default = 1
    attached_pic = 1024

class Stream:
    index: int
    type: str
    metadata: dict[str, str]
    disposition: Disposition
    @property
    def time_base(self) -> Fraction: ...
    @property
    def duration(self) -> int | None: ...
    @property
    def start_time(self) -> int | None: ...
    @property
    def frames(self) -> int: ...
