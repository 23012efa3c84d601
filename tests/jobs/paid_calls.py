"""Every tool that buys, with arguments that are approved."""

from collections.abc import Mapping
from typing import Any

ORDERS: Mapping[str, Mapping[str, Any]] = {
    "knowlify_create_videos": {"videos": [{"task": "Bees dance."}], "max_videos": 1},
    "knowlify_edit_video": {"uuid": "video_1", "edit_request": "Slower.", "max_videos": 1},
    "knightvision_analyze_ad": {"url": "1234567890", "max_credits": 100},
    "knightvision_generate_video": {"prompt": "A bee", "max_credits": 100},
    "knightvision_create_character": {"name": "Bea", "prompt": "A bee", "max_credits": 100},
    "knightvision_finalize_character": {"character_id": 1, "max_credits": 100},
}
LISTED = frozenset(
    {
        "knightvision_generate_video",
        "knightvision_create_character",
        "knightvision_finalize_character",
    }
)
"""Those whose results stand in a list, where a lost one is found again."""
