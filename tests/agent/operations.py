"""Every operation of both documentations: its bodies, the tool that makes it, what can go wrong.

Bodies come from `tests/contract/samples`, as printed. Of edits no body is printed: they are put
together here from the documentation's list of fields.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parent.parent / "contract" / "samples"
UUID = "550e8400-e29b-41d4-a716-446655440000"
EDIT = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"
AD_JOB = "20260323_141500_abc123"
CLIP_JOB = "sora_20260323_141500_abc123"
PARTNER = "/api/v1/partner"

Body = dict[str, Any]


def sample(name: str) -> Body:
    """A body of the documentation."""
    return json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Operation:
    """One operation, as documented."""

    route: str
    """With the ids of the samples filled in."""
    template: str
    """As the studio's OpenAPI document writes the path."""
    tool: str
    method: str
    """Of the typed client."""
    reply: str
    """The sample of its answer, or `prose`."""
    request: str = "none"
    """The sample of its body, `prose`, or `none`."""
    arguments: Body = field(default_factory=dict[str, Any])
    """Of the tool, besides those that are fields of the body."""
    errors: tuple[tuple[int, Body], ...] = ()
    """Documented refusals of its own."""
    unprinted: tuple[str, ...] = ()
    """Documented fields of the request that no printed body has."""
    other: Body = field(default_factory=dict[str, Any])
    """Fields of the answer in other documented cases."""
    free: bool = False
    """It is a POST and costs nothing."""

    @property
    def provider(self) -> str:
        """`knowlify` or `knightvision`."""
        return self.tool.partition("_")[0]

    @property
    def documented(self) -> Body:
        """The answer."""
        return PROSE[self.template] if self.reply == "prose" else sample(self.reply)

    @property
    def body(self) -> Body:
        """The request."""
        if self.request == "none":
            return {}
        return EDIT_REQUEST if self.request == "prose" else sample(self.request)

    @property
    def call(self) -> Body:
        """The tool's arguments."""
        renamed = {RENAMED.get(key, key): value for key, value in self.body.items()}
        return {**renamed, **self.arguments}


RENAMED: Mapping[str, str] = {"video_uuid": "uuid"}
"""Ids of paths and bodies are arguments called `uuid`, `edit_id`, `job_id`, `character_id`."""
EDIT_REQUEST: Body = {
    "video_uuid": UUID,
    "edit_request": "Make the intro shorter",
    "reference_image_urls": ["https://example.com/logo.png"],
}
EDITED: Body = {
    "edit_id": EDIT,
    "video_uuid": UUID,
    "status": "complete",
    "is_complete": True,
    "is_failed": False,
    "progress": {"stage": "complete", "percent": 100, "current_scene": 5, "total_scenes": 5},
    "result": {
        "link": f"https://create.knowlify.com/p/chat/{UUID}",
        "changed_scenes": [1],
        "added_scenes": [],
        "removed_scenes": [],
    },
    "error_message": None,
    "created_at": "2026-04-25T12:34:56.789012+00:00",
    "updated_at": "2026-04-25T12:36:21.012345+00:00",
}
DIFF: Body = {"revert_diff": {"changed_scenes": [1]}}
PROSE: Mapping[str, Body] = {
    "/v1/edits": {"edit_id": EDIT, "status": "queued"},
    "/v1/edits/{edit_id}": EDITED,
    "/v1/edits/{edit_id}/revert": {
        **EDITED,
        "status": "reverted",
        "result": {**EDITED["result"], **DIFF},
    },
}


def refused(status: int, *texts: str) -> tuple[tuple[int, Body], ...]:
    """Knightvision's envelope."""
    return tuple((status, {"error": text}) for text in texts)


def detailed(status: int, *texts: str) -> tuple[tuple[int, Body], ...]:
    """Knowlify's envelope."""
    return tuple((status, {"detail": text}) for text in texts)


POOR = ((402, {"error": "Insufficient credits", "credits_remaining": 12}),)
BUSY = ((429, sample("knowlify_rate_limited")),)
OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "POST /v1/videos",
        "/v1/videos",
        "knowlify_create_videos",
        "create_videos",
        "knowlify_create_response",
        "knowlify_create_request",
        {"max_videos": 2},
        (
            *detailed(400, "videos[0].color_palette.primary: not a hex colour", "org_id mismatch"),
            (400, {"detail": [{"loc": ["body", "videos"], "msg": "Field required"}]}),
            *detailed(401, "Invalid API key"),
            *detailed(403, "not an active member of this organization"),
            *detailed(422, "request body is not valid JSON"),
            *BUSY,
            *detailed(500, "Internal server error"),
        ),
        unprinted=(
            "videos[].global_style_prompt",
            "videos[].color_palette.secondary",
            "videos[].color_palette.tertiary",
            "videos[].voice_description",
            "email",
            "org_id",
        ),
        other={
            "org_id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
            "results": [
                {"index": 0, "status": "error", "code": "ITEM_FAILED", "message": "no words"},
                {"index": 1, "status": "queued", "uuid": UUID},
            ],
        },
    ),
    Operation(
        f"GET /v1/videos/{UUID}",
        "/v1/videos/{uuid}",
        "knowlify_get_video",
        "get_video",
        "knowlify_video_midrender",
        arguments={"uuid": UUID},
        errors=(
            *detailed(401, "Invalid API key"),
            *detailed(403, "API key does not own this video"),
            *detailed(404, "video not found"),
            *BUSY,
            *detailed(500, "Internal server error"),
        ),
        other={"is_failed": True, "status": "failed", "error_message": "INSUFFICIENT_CREDITS"},
    ),
    Operation(
        "POST /v1/edits",
        "/v1/edits",
        "knowlify_edit_video",
        "edit_video",
        "prose",
        "prose",
        {"max_videos": 1},
        (
            *detailed(400, "edit_request: must have at most 5000 characters"),
            *detailed(402, "INSUFFICIENT_CREDITS: edit could cost up to 10, have 4"),
            *detailed(403, "API key does not own this video"),
            *detailed(404, "video not found"),
            *detailed(409, "video is still being built (status=voiceover)"),
            *detailed(415, "reference image 1 is over 5 MB"),
            *detailed(422, "reference image 1 is not at a public https address"),
            (429, {"detail": "Rate limit exceeded: 10 requests per 60s. Retry in 45s."}),
            *detailed(500, "Internal server error"),
        ),
        unprinted=("aspect_ratio",),
        other={"video_uuid": UUID, "created_at": "2026-04-25T12:34:56.789012+00:00"},
    ),
    Operation(
        f"GET /v1/edits/{EDIT}",
        "/v1/edits/{edit_id}",
        "knowlify_get_edit",
        "get_edit",
        "prose",
        arguments={"edit_id": EDIT},
        errors=(
            *detailed(403, "API key does not own this edit"),
            *detailed(404, "edit not found"),
        ),
        other={"is_failed": True, "is_complete": False, "error_message": "not understood"},
    ),
    Operation(
        f"POST /v1/edits/{EDIT}/revert",
        "/v1/edits/{edit_id}/revert",
        "knowlify_revert_edit",
        "revert_edit",
        "prose",
        arguments={"edit_id": EDIT},
        errors=(
            *detailed(403, "API key does not own this edit"),
            *detailed(404, "edit not found"),
            *detailed(
                409,
                "edit is not in a revertable state (status=processing)",
                "another edit of this video is active",
                "a newer edit must be reverted first",
            ),
            *detailed(500, "Internal server error"),
        ),
        free=True,
    ),
    Operation(
        f"POST {PARTNER}/analyze",
        "/analyze",
        "knightvision_analyze_ad",
        "analyze",
        "knightvision_analyze_response",
        "knightvision_analyze_request",
        {"max_credits": 50},
        (
            *refused(
                400,
                "Request body must be JSON",
                "Please provide a URL",
                "Please provide a valid Facebook, Instagram, or TikTok URL",
            ),
            *refused(401, "Missing or invalid Authorization header", "Invalid API key"),
            *POOR,
            *refused(403, "API key deactivated"),
            *refused(429, "Rate limit exceeded"),
            *refused(500, "Internal server error"),
            *refused(502, "Upstream provider unreachable"),
        ),
    ),
    Operation(
        f"GET {PARTNER}/status/{AD_JOB}",
        "/status/{job_id}",
        "knightvision_get_analysis",
        "status",
        "knightvision_status_complete",
        arguments={"job_id": AD_JOB},
        errors=(
            *refused(400, "Invalid job ID"),
            *refused(404, "Job not found", "Not found"),
            *refused(502, "Upstream provider unreachable"),
        ),
        other={"status": "error", "message": "Analysis failed", "error": "no such ad"},
    ),
    Operation(
        f"GET {PARTNER}/credits",
        "/credits",
        "knightvision_get_credits",
        "credits",
        "knightvision_credits",
        errors=(
            *refused(401, "Missing or invalid Authorization header", "Invalid API key"),
            *refused(403, "API key deactivated"),
            *refused(429, "Rate limit exceeded"),
            *refused(500, "Internal server error"),
        ),
    ),
    Operation(
        f"POST {PARTNER}/generate-video",
        "/generate-video",
        "knightvision_generate_video",
        "generate_video",
        "knightvision_generate_response",
        "knightvision_generate_request",
        {"max_credits": 22},
        (
            *refused(
                400,
                "Please provide a prompt",
                "Prompt must be 2000 characters or less",
                "Invalid model",
                "Invalid duration",
                "Invalid aspect_ratio",
            ),
            *POOR,
            *refused(429, "Rate limit exceeded"),
            *refused(500, "Video generation not available"),
            *refused(502, "Upstream provider unreachable"),
        ),
    ),
    Operation(
        f"GET {PARTNER}/video-status/{CLIP_JOB}",
        "/video-status/{job_id}",
        "knightvision_get_video",
        "video_status",
        "knightvision_video_complete",
        arguments={"job_id": CLIP_JOB},
        errors=(
            *refused(400, "Invalid job ID"),
            *refused(404, "Job not found", "Not found"),
            *refused(500, "Internal server error"),
        ),
        other={"status": "error", "error": "refused by the model"},
    ),
    Operation(
        f"GET {PARTNER}/videos",
        "/videos",
        "knightvision_list_videos",
        "videos",
        "knightvision_videos",
        errors=(*refused(401, "Invalid API key"), *refused(429, "Rate limit exceeded")),
        unprinted=("limit",),
    ),
    Operation(
        f"GET {PARTNER}/characters",
        "/characters",
        "knightvision_list_characters",
        "characters",
        "knightvision_characters",
        errors=(*refused(401, "Invalid API key"), *refused(429, "Rate limit exceeded")),
    ),
    Operation(
        f"POST {PARTNER}/characters",
        "/characters",
        "knightvision_create_character",
        "create_character",
        "knightvision_character_response",
        "knightvision_character_request",
        {"max_credits": 22},
        (
            *refused(
                400,
                "Please provide a name",
                "Name must be 50 characters or less",
                "Please provide a prompt",
                "Prompt must be 1000 characters or less",
                "Invalid duration",
                "Invalid aspect_ratio",
            ),
            *POOR,
            *refused(429, "Rate limit exceeded"),
            *refused(500, "Internal server error"),
        ),
    ),
    Operation(
        f"GET {PARTNER}/characters/42",
        "/characters/{character_id}",
        "knightvision_get_character",
        "character",
        "knightvision_character",
        arguments={"character_id": 42},
        errors=(*refused(404, "Character not found"), *refused(500, "Internal server error")),
    ),
    Operation(
        f"POST {PARTNER}/characters/42/finalize",
        "/characters/{character_id}/finalize",
        "knightvision_finalize_character",
        "finalize",
        "knightvision_finalize_response",
        "knightvision_finalize_request",
        {"character_id": 42, "max_credits": 3},
        (
            *refused(400, "Invalid timestamps", "Character is not ready"),
            *POOR,
            *refused(404, "Character not found"),
            *refused(429, "Rate limit exceeded"),
            *refused(500, "Internal server error"),
        ),
    ),
)
