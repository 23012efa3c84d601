"""One MP4 from the shots of an animatic and its sound: joined, not encoded again."""

import heapq
from collections.abc import Mapping, Sequence
from pathlib import Path

import av

from callsheet_studio.media.mux import packets_of, time_of, video_packets


def mux_clip(path: Path, pictures: Sequence[Path], sound: Path, labels: Mapping[str, str]) -> None:
    """Join the video files of a clip's shots and its sound into one MP4 file at `path`, with
    `labels` as its metadata.

    Nothing is encoded again. The index stands at the beginning of the file.

    Args:
        pictures: The video files, in order.
        sound: The audio file.

    Raises:
        OSError: The file can't be written, for example because the disk is full.
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
