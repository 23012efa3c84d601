"""One MP4 from its parts: pictures and sound are joined packet by packet, nothing is encoded again.

The film also has captions that a player can switch on (`mov_text`), a chapter for each scene, and
the title. The index comes first, so that a player can start before it has everything.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer, OutputContainer
from av.packet import Packet
from av.stream import Stream
from av.subtitles.stream import SubtitleStream
from av.subtitles.subtitle import SubtitleSet

from callsheet_studio.media.mp4_boxes import switch_off_subtitles
from callsheet_studio.media.subtitles import Caption
from callsheet_studio.storyboard.timeline import Timeline

ASS_HEADER = b"""[Script Info]
ScriptType: v4.00+
[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, Alignment
Style: Default,Arial,16,&Hffffff,2
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""
"""What FFmpeg's subtitle encoders want to know of the (ASS) text that they are given."""
INDEX_FIRST = {"movflags": "+faststart"}
MILLISECOND = Fraction(1, 1000)
ISO_639_2 = {
    "ar": "ara",
    "de": "deu",
    "en": "eng",
    "es": "spa",
    "fr": "fra",
    "he": "heb",
    "hi": "hin",
    "it": "ita",
    "ja": "jpn",
    "ko": "kor",
    "nl": "nld",
    "pl": "pol",
    "pt": "por",
    "ru": "rus",
    "tr": "tur",
    "uk": "ukr",
    "zh": "zho",
}
"""MP4 wants three letters."""


def mux(
    path: Path, pictures: Sequence[Path], sound: Path, shown: Sequence[Caption], timeline: Timeline
) -> None:
    """Join pictures, sound and captions into one MP4 file at `path`; nothing is encoded again.

    Args:
        pictures: The video files, in order: at least one, and all encoded alike, which is not
            checked.
        sound: The audio file.
        shown: The captions, which become a subtitle track that is off until a player switches it
            on.
        timeline: Gives the language, title and chapters.

    Raises:
        OSError: A file is missing, or `path` can't be written, for example because the disk is
            full.
        av.FFmpegError: One of the files is damaged.
    """
    with (
        av.open(path, "w", format="mp4", options=INDEX_FIRST) as film,
        av.open(pictures[0]) as first,
        av.open(sound) as heard,
    ):
        video = film.add_stream_from_template(first.streams.video[0])
        audio = film.add_stream_from_template(heard.streams.audio[0])
        language = ISO_639_2.get(timeline.storyboard.language.partition("-")[0], "und")
        audio.metadata["language"] = language
        text = _subtitle_stream(film, language)
        _describe(film, timeline)
        sources = video_packets(pictures, video), packets_of(heard, audio), _texts(shown, text)
        for packet in heapq.merge(*sources, key=time_of):
            film.mux(packet)
    switch_off_subtitles(path)


def mux_clip(path: Path, pictures: Sequence[Path], sound: Path, labels: Mapping[str, str]) -> None:
    """Join video files and a sound into one MP4 file at `path`; nothing is encoded again.

    Args:
        pictures: As for `mux`.
        sound: The audio file.
        labels: The file's metadata by name; MP4 keeps only names that it knows, such as `title`
            and `comment`.

    Raises:
        OSError: As for `mux`.
        av.FFmpegError: One of the files is damaged.
    """
    with (
        av.open(path, "w", format="mp4", options=INDEX_FIRST) as clip,
        av.open(pictures[0]) as first,
        av.open(sound) as heard,
    ):
        video = clip.add_stream_from_template(first.streams.video[0])
        audio = clip.add_stream_from_template(heard.streams.audio[0])
        clip.metadata.update(labels)
        sources = video_packets(pictures, video), packets_of(heard, audio)
        for packet in heapq.merge(*sources, key=time_of):
            clip.mux(packet)


def frames_in(path: Path) -> int:
    """Return the number of frames in a video file; 0 when it is not a complete one."""
    try:
        with av.open(path) as file:
            return file.streams.video[0].frames
    except (av.FFmpegError, OSError, IndexError):
        return 0


def _describe(film: OutputContainer, timeline: Timeline) -> None:
    film.metadata["title"] = timeline.storyboard.title
    film.set_chapters(
        [
            {
                "id": timed.index + 1,
                "start": round(timed.start * 1000),
                "end": round((timed.start + timed.seconds) * 1000),
                "time_base": MILLISECOND,
                "metadata": {"title": timed.shown.scene.title},
            }
            for timed in timeline.scenes
        ]
    )


def video_packets(paths: Iterable[Path], stream: Stream) -> Iterator[Packet]:
    """Yield the packets of several video files as packets of the output stream `stream`.

    The times of each file's packets are moved after the end of the file before it.
    """
    start = Fraction(0)
    for path in paths:
        with av.open(path) as file:
            source = file.streams.video[0]
            yield from packets_of(file, stream, start)
            start += source.frames / Fraction(source.average_rate or 1)


def packets_of(
    file: InputContainer, stream: Stream, start: Fraction = Fraction(0)
) -> Iterator[Packet]:
    """Yield a file's packets as packets of the output stream `stream`, with their times moved
    `start` seconds later."""
    shifts = {source.index: round(start / (source.time_base or 1)) for source in file.streams}
    for packet in file.demux():
        if packet.dts is None or packet.pts is None:
            continue
        shift = shifts[packet.stream.index]
        packet.pts += shift
        packet.dts += shift
        packet.stream = stream
        yield packet


def _subtitle_stream(film: OutputContainer, language: str) -> SubtitleStream:
    stream = film.add_stream("mov_text")
    stream.codec_context.subtitle_header = ASS_HEADER
    stream.codec_context.time_base = MILLISECOND
    stream.metadata["language"] = language
    return stream


def _texts(shown: Iterable[Caption], stream: SubtitleStream) -> Iterator[Packet]:
    for number, caption in enumerate(shown):
        start, end = round(caption.start * 1000), round(caption.end * 1000)
        line = f"{number},0,Default,,0,0,0,,{_plain(caption)}".encode()
        packet = stream.codec_context.encode_subtitle(SubtitleSet.create(line, 0, end - start))
        packet.stream, packet.time_base = stream, MILLISECOND
        packet.pts = packet.dts = start
        packet.duration = end - start
        yield packet


def _plain(caption: Caption) -> str:
    """ASS text in which nothing is markup."""
    return "\\N".join(line.replace("{", "(").replace("}", ")") for line in caption.lines)


def time_of(packet: Packet) -> float:
    """Return the decoding time (DTS) of a packet in seconds."""
    return (packet.dts or 0) * packet.time_base.numerator / packet.time_base.denominator
