from fractions import Fraction

from av.packet import Packet
from av.stream import Stream
from av.subtitles.subtitle import SubtitleSet

class SubtitleCodecContext:
    subtitle_header: bytes | None
    time_base: Fraction
    def encode_subtitle(self, subtitle: SubtitleSet) -> Packet: ...

class SubtitleStream(Stream):
    codec_context: SubtitleCodecContext
