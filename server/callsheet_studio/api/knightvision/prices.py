"""What things cost, in credits; the documentation's table."""

from collections.abc import Mapping

from typing_extensions import TypedDict


class Costs(TypedDict):
    """Credits by what they buy, as `GET /credits` names it."""

    analysis: int
    video_sora2_10s: int
    video_sora2_15s: int
    video_sora2pro_15s: int
    video_sora2pro_25s: int
    video_kling_per_second_720p: int
    video_kling_per_second_1080p: int
    character_creation: int
    character_finalize: int


ANALYSIS = 50
CHARACTER = 22
FINALIZE = 3
CLIPS: Mapping[str, Mapping[int, int]] = {
    "sora-2": {10: 22, 15: 25},
    "sora-2-pro": {15: 154, 25: 175},
}
"""By model and seconds. A pair that is not here cannot be had."""
KLING = ("kling-v3-text-to-video", "kling-o3-text-to-video")
KLING_SECOND_720P = 10
KLING_SECOND_1080P = 13
LONGEST = 300
"""Seconds of a kling clip, and of a character's film. The documentation takes any duration; this is
the studio's limit."""

COSTS: Costs = {
    "analysis": ANALYSIS,
    "video_sora2_10s": CLIPS["sora-2"][10],
    "video_sora2_15s": CLIPS["sora-2"][15],
    "video_sora2pro_15s": CLIPS["sora-2-pro"][15],
    "video_sora2pro_25s": CLIPS["sora-2-pro"][25],
    "video_kling_per_second_720p": KLING_SECOND_720P,
    "video_kling_per_second_1080p": KLING_SECOND_1080P,
    "character_creation": CHARACTER,
    "character_finalize": FINALIZE,
}


def clip(model: str, seconds: int) -> int | None:
    """Return the price of a clip in credits; None when the model makes no clip of this length.

    A Kling clip is 720p: no documented field asks for more.
    """
    if model in KLING:
        return KLING_SECOND_720P * seconds
    return CLIPS[model].get(seconds)
