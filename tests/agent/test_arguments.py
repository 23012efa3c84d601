"""Wrong arguments: one short sentence each, naming the argument and the rule."""

from typing import Any

import anyio
import pytest
from mcp.server import MCPServer

from callsheet.app import create_server
from callsheet.settings import Settings

from .conftest import CREATE, Chair, Sit

pytestmark = [pytest.mark.anyio, pytest.mark.both_eras]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> MCPServer[Any]:
    """One for all: nothing here gets past its arguments."""
    return create_server(Settings.read({"CALLSHEET_HOME": str(tmp_path_factory.mktemp("home"))}))


CLIP = "knightvision_generate_video"
CHARACTER = "knightvision_create_character"
FINALIZE = "knightvision_finalize_character"
EDIT = "knowlify_edit_video"
UNKNOWN = "Unknown argument `durration`: did you mean `duration`?"
ITEM: dict[str, Any] = {"task": "Bees"}


def item(**changes: Any) -> dict[str, Any]:
    return {"videos": [ITEM | changes]}


CASES: tuple[tuple[str, dict[str, Any], str], ...] = (
    (CREATE, {}, "Give either `videos` or `same_as`."),
    (CREATE, {"videos": []}, "`videos` must have at least 1 item(s)."),
    (CREATE, {"videos": [ITEM] * 51}, "`videos` must have at most 50 items, not 51."),
    (CREATE, item(task=""), "`videos[0].task` must have at least 1 character(s)."),
    (
        CREATE,
        item(task="x" * 5001),
        "`videos[0].task` must have at most 5000 characters, not 5001.",
    ),
    (
        CREATE,
        item(video_duration_seconds=29),
        "`videos[0].video_duration_seconds` must be at least 30.",
    ),
    (
        CREATE,
        item(video_duration_seconds=301),
        "`videos[0].video_duration_seconds` must be at most 300.",
    ),
    (
        CREATE,
        item(video_type="noir"),
        "`videos[0].video_type` must be one of 'instructional', 'explainer', 'corporate', "
        "'marketing', 'narrative' or 'social'.",
    ),
    (
        CREATE,
        item(color_palette={"primary": "#12345"}),
        "`videos[0].color_palette.primary` must be a colour like #06c or #0066cc.",
    ),
    (
        CREATE,
        item(durration=30),
        "Unknown argument `videos[0].durration`: did you mean `video_duration_seconds`?",
    ),
    (
        CREATE,
        item(color_palette={"primry": "#123"}),
        "Unknown argument `videos[0].color_palette.primry`: did you mean `primary`?",
    ),
    (CREATE, item() | {"wher": "local"}, "Unknown argument `wher`: did you mean `where`?"),
    (CREATE, item() | {"where": "moon"}, "`where` must be one of 'hosted' or 'local'."),
    (
        "knightvision_analyze_ad",
        {"url": ""},
        "`url` must be a numeric ad id, or an address at facebook.com, www.facebook.com, "
        "m.facebook.com, instagram.com, www.instagram.com, tiktok.com, www.tiktok.com, "
        "vm.tiktok.com.",
    ),
    (CLIP, {}, "`prompt` is missing."),
    (CLIP, {"prompt": "x" * 2001}, "`prompt` must have at most 2000 characters, not 2001."),
    (CLIP, {"prompt": "Tea", "durration": 5}, UNKNOWN),
    (
        CLIP,
        {"prompt": "Tea", "model": "sora-3"},
        "`model` must be one of 'sora-2', 'sora-2-pro', 'kling-v3-text-to-video' or "
        "'kling-o3-text-to-video'.",
    ),
    (
        CLIP,
        {"prompt": "Tea", "aspect_ratio": "4:3"},
        "`aspect_ratio` must be one of '9:16', '16:9' or '1:1'.",
    ),
    (CLIP, {"prompt": "Tea", "max_credits": 0}, "`max_credits` must be at least 1."),
    (CHARACTER, {"name": "A"}, "`prompt` is missing."),
    (
        CHARACTER,
        {"name": "x" * 51, "prompt": "A"},
        "`name` must have at most 50 characters, not 51.",
    ),
    (
        FINALIZE,
        {"character_id": 1, "timestamp_start": 4, "timestamp_end": 4},
        "Nothing was sent: `timestamp_end` must be greater than `timestamp_start`.",
    ),
    ("knightvision_list_videos", {"limit": 51}, "`limit` must be at most 50."),
    (
        EDIT,
        {"uuid": "u", "edit_request": "x", "reference_image_urls": ["https://a"] * 6},
        "`reference_image_urls` must have at most 5 items, not 6.",
    ),
    ("estimate_cost", {"calls": []}, "`calls` must have at least 1 item(s)."),
    (
        "estimate_cost",
        {"calls": [{"tools": "list_jobs"}]},
        "Unknown argument `calls[0].tools`: did you mean `tool`?",
    ),
    ("list_jobs", {"limit": 0}, "`limit` must be at least 1."),
    ("list_jobs", {"limit": "many"}, "`limit` must be a whole number."),
    (
        "wait_for_jobs",
        {"job_ids": ["job_nope"]},
        "No job 'job_nope'. `list_jobs` shows the ones there are.",
    ),
    (
        "knowlify_get_video",
        {"uuid": "job_nope"},
        "No job 'job_nope'. `list_jobs` shows the ones there are.",
    ),
)


async def test_a_wrong_argument_is_one_sentence(server: MCPServer[Any], sit: Sit) -> None:
    """Bad input is a sentence."""
    with anyio.fail_after(60):
        async with sit(server) as client:
            said = [
                (tool, given, await Chair(client).refused(tool, **given))
                for tool, given, _ in CASES
            ]
    assert said == list(CASES)


async def test_a_list_that_arrives_as_text_is_read(server: MCPServer[Any], sit: Sit) -> None:
    """Some clients send JSON inside a string."""
    with anyio.fail_after(60):
        async with sit(server) as client:
            text = await Chair(client).refused(CREATE, videos='[{"task": "Bees", "length": 5}]')
    assert text.startswith("Unknown argument `videos[0].length`")
