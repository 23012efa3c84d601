"""What an ad's file says of itself, and whether it is safe and sensible to look further.

A file that somebody else made is hostile until shown otherwise: only formats that hold their own
data are opened (a playlist could name other files), and no frame is decoded that is larger than any
ad's.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import av
from av import VideoFrame
from av.container import InputContainer
from av.packet import Packet
from av.stream import Disposition
from av.video.stream import VideoStream

from callsheet_studio.ad_analysis.contract import AdUnusable
from callsheet_studio.ad_analysis.findings import AudioStreamInfo, Probe, VideoStreamInfo

CONTAINERS = "mov,matroska,webm,avi,mpegts,mpeg,flv,asf,ogg,mp3,wav,aac"
LONGEST = 15 * 60
"""Seconds of the longest ad that is analyzed."""
MOST_PIXELS = 4096 * 4096
LEAST_SIDE = 16
TOLERANT: Mapping[str, Any] = (
    {"metadata_errors": "replace"} if int(version("av").partition(".")[0]) < 19 else {}
)
"""Names and titles in a file may be in any encoding. av 19 passes on what it cannot read by itself
(as surrogates), and has no argument for it any more."""
THREADS = 4


@contextmanager
def open_input(path: Path) -> Generator[InputContainer]:
    """Open a video or sound file for a block.

    Raises:
        AdUnusable: It is not one that can be read.
    """
    options = {"format_whitelist": CONTAINERS, "protocol_whitelist": "file"}
    try:
        container = av.open(str(path.absolute()), "r", options=options, **TOLERANT)
    except (av.FFmpegError, ValueError) as error:
        raise AdUnusable(
            f"The ad's file {path.name!r} is no video that can be read: it is damaged, cut off, "
            "or something else under a video's name. Export the ad again as MP4 and replace it."
        ) from error
    with container:
        yield container


def picture_of(container: InputContainer) -> VideoStream | None:
    """Return the video stream of an open file, set to refuse giant frames; None if it has no
    video, or only a cover image."""
    for stream in container.streams.video:
        if not stream.disposition & Disposition.attached_pic:
            context = stream.codec_context
            context.thread_type, context.thread_count = "AUTO", THREADS
            context.options = {"max_pixels": str(MOST_PIXELS), "skip_loop_filter": "all"}
            return stream
    return None


def probe(path: Path) -> Probe:
    """Return what a file's header says: length, container, size, picture and sound.

    Raises:
        AdUnusable: It is not a video or sound file, or is larger or longer than any ad.
    """
    with open_input(path) as container:
        stream = picture_of(container)
        found = Probe(
            seconds=max(0.0, (container.duration or 0) / av.time_base),
            container=container.format.name.split(",")[0],
            size=path.stat().st_size,
            sound=_sound(container),
            picture=_picture(container, stream) if stream else None,
        )
    if not found.picture and not found.sound:
        raise AdUnusable(f"The ad's file {path.name!r} holds neither a picture nor sound.")
    check_length(found.seconds)
    return found


def frames(container: InputContainer, stream: VideoStream) -> Iterator[VideoFrame]:
    """Yield every frame that can be decoded, in order. Broken packets are skipped, as a player
    does; if the file breaks off, the frames end."""
    try:
        for packet in container.demux(stream):
            yield from _decode(stream, packet)
    except av.FFmpegError:
        return


def _decode(stream: VideoStream, packet: Packet) -> Sequence[VideoFrame]:
    try:
        return stream.decode(packet)
    except av.FFmpegError:
        return ()


def check_length(seconds: float) -> None:
    """Check that an ad is not too long to be analyzed.

    Raises:
        AdUnusable: It lasts more than `LONGEST` seconds.
    """
    if seconds > LONGEST:
        raise AdUnusable(
            f"The ad lasts {seconds / 60:.0f} minutes; at most {LONGEST // 60} can be analysed. "
            "Cut out the part that matters and put that into the ad library."
        )


def _picture(container: InputContainer, stream: VideoStream) -> VideoStreamInfo:
    width, height = stream.codec_context.width, stream.codec_context.height
    if width * height > MOST_PIXELS:
        raise AdUnusable(
            f"The ad's pictures are {width} x {height} pixels; at most 4096 x 4096 can be "
            "analysed. Export the ad at a usual size, such as 1080 x 1920."
        )
    if min(width, height) < LEAST_SIDE:
        raise AdUnusable(f"The ad's pictures are {width} x {height} pixels: nothing can be seen.")
    rate = stream.average_rate or stream.guessed_rate
    turned = next((frame.rotation for frame in frames(container, stream)), 0) % 360
    if turned in (90, 270):
        width, height = height, width
    return VideoStreamInfo(width, height, float(rate or 0), stream.codec_context.name, turned)


def _sound(container: InputContainer) -> AudioStreamInfo | None:
    for stream in container.streams.audio:
        context = stream.codec_context
        if context.sample_rate and context.channels:
            return AudioStreamInfo(context.name, context.sample_rate, context.channels)
    return None
