"""One MP4 from the shots of an animatic and its sound: joined, not encoded again."""

import heapq
from collections.abc import Mapping, Sequence
from pathlib import Path

import av

from callsheet_studio.media.mux import packets_of, time_of, video_packets


def mux_clip(path: Path, pictures: Sequence[Path], sound: Path, labels: Mapping[str, str]) -> None:
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
        packets = heapq.merge(video_packets(pictures, video), packets_of(heard, audio), key=time_of)
        for packet in packets:
            clip.mux(packet)
