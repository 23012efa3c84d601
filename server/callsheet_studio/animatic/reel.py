"""One MP4 from the shots of an animatic and its sound: joined packet by packet, not encoded again."""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer
from av.packet import Packet
from av.stream import Stream


def splice(path: Path, pictures: Sequence[Path], sound: Path, labels: Mapping[str, str]) -> None:
    """Write the clip to `path`, index first, with `labels` as its metadata.

    Raises:
        OSError: The disk is full, among others.
    """
    with (
        av.open(path, "w", format="mp4", options={"movflags": "+faststart"}) as clip,
        av.open(pictures[0]) as first,
        av.open(sound) as heard,
    ):
        video = clip.add_stream_from_template(first.streams.video[0])
        audio = clip.add_stream_from_template(heard.streams.audio[0])
        clip.metadata.update(labels)
        for packet in heapq.merge(_pictures(pictures, video), _packets(heard, audio), key=_time):
            clip.mux(packet)


def _pictures(paths: Sequence[Path], stream: Stream) -> Iterator[Packet]:
    start = Fraction(0)
    for path in paths:
        with av.open(path) as file:
            source = file.streams.video[0]
            yield from _packets(file, stream, start)
            start += source.frames / Fraction(source.average_rate or 1)


def _packets(
    file: InputContainer, stream: Stream, start: Fraction = Fraction(0)
) -> Iterator[Packet]:
    for packet in file.demux():
        if packet.dts is None or packet.pts is None:
            continue
        shift = round(start / packet.time_base)
        packet.pts += shift
        packet.dts += shift
        packet.stream = stream
        yield packet


def _time(packet: Packet) -> Fraction:
    return (packet.dts or 0) * packet.time_base
