"""The OpenAPI document of the Knowlify API, as the studio answers it."""

from collections.abc import Mapping
from typing import get_args

from callsheet_studio.film import AspectRatio, Style
from callsheet_studio.knowlify.openapi_edits import (
    COUNT,
    ITEM,
    MOMENT,
    PREVIEW,
    PROGRESS,
    UUID,
    paths,
)
from callsheet_studio.knowlify.preview import HEADER, VALUES
from callsheet_studio.openapi import (
    INTEGER,
    NUMBER,
    TEXT,
    TEXTS,
    TRUTH,
    URL,
    VERSION,
    Schema,
    answer,
    body,
    has,
    header,
    in_path,
    many,
    one_of,
    or_null,
    refused,
)

HOSTED = "https://api.knowlify.com"
WISH: Schema = {
    "name": HEADER,
    "in": "header",
    "description": "The studio only: true makes previews, 640x360 at 12 frames a second.",
    "required": False,
    "schema": one_of(*VALUES) | {"default": "false"},
}

COLOUR = or_null({"type": "string", "pattern": "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"})
WORDS = or_null({"type": "string", "maxLength": 5000})

RATE: Schema = {
    "X-RateLimit-Limit": header("Requests in a window of 60 s.", INTEGER),
    "X-RateLimit-Remaining": header("Requests that are left in it.", INTEGER),
    "X-RateLimit-Reset": header("Seconds until it ends.", INTEGER),
}
ERROR = has({"detail": TEXT})
REFUSALS: Mapping[str, Schema] = {
    "400": answer("The body breaks the schema.", ERROR),
    "401": answer("The key is missing, malformed or revoked.", ERROR),
    "402": answer("Too few credits.", ERROR),
    "403": answer("Not yours.", ERROR),
    "404": answer("Not found.", ERROR),
    "409": answer("Not in the state for that.", ERROR),
    "415": answer("A reference image is no picture, or too large.", ERROR),
    "422": answer("The body is not JSON, or an image's address is not public.", ERROR),
    "429": answer("Too many requests.", ERROR, {"Retry-After": header("Seconds.", INTEGER)} | RATE),
    "500": answer("The server's own trouble.", ERROR),
}


def document(server: str = HOSTED) -> Schema:
    """The document; `server` is the address under which the API is called."""
    return {
        "openapi": VERSION,
        "info": {
            "title": "Knowlify Animation Engine API",
            "version": "1",
            "description": "Narrated explainer videos from a task in words.",
        },
        "servers": [{"url": server}],
        "security": [{"key": []}],
        "components": {
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-API-Key"}},
            "schemas": {"VideoItem": _item()},
            "responses": dict(REFUSALS),
        },
        "paths": {
            "/v1/videos": {"post": _create()},
            "/v1/videos/{uuid}": {"get": _get()},
            **paths(RATE),
        },
    }


def _create() -> Schema:
    fields = {
        "videos": {"type": "array", "items": ITEM, "minItems": 1, "maxItems": 50},
        "email": or_null({"type": "string", "maxLength": 320, "pattern": r"^[^@\s]+@[^@\s]+$"}),
        "org_id": or_null(TEXT),
    }
    example = {"videos": [{"task": "Explain how HTTPS works", "video_duration_seconds": 60}]}
    return {
        "operationId": "createVideos",
        "summary": "Queue 1 to 50 videos",
        "parameters": [WISH],
        "requestBody": body(has(fields, "email", "org_id"), example),
        "responses": {"200": answer("A row for each item, in order.", _created(), RATE)}
        | refused("400", "401", "403", "422", "429", "500"),
    }


def _item() -> Schema:
    palette = {role: COLOUR for role in ("primary", "secondary", "tertiary", "accent")}
    fields = {
        "task": {"type": "string", "minLength": 1, "maxLength": 5000},
        "video_duration_seconds": or_null(
            {"type": "integer", "minimum": 30, "maximum": 300, "default": 60}
        ),
        "aspect_ratio": or_null(one_of(*get_args(AspectRatio)) | {"default": "16:9"}),
        "video_type": or_null(one_of(*get_args(Style)) | {"default": "explainer"}),
        "global_style_prompt": WORDS,
        "color_palette": or_null(has(palette, *palette) | {"additionalProperties": False}),
        "voice_description": WORDS,
    }
    return has(fields, *(name for name in fields if name != "task"))


def _created() -> Schema:
    row = {
        "index": COUNT,
        "status": one_of("queued", "parked", "error"),
        "uuid": UUID,
        "session_id": UUID,
        "chat_url": URL,
        "queue_position": {"type": "integer", "minimum": 1},
        "code": TEXT,
        "message": TEXT,
        "preview": PREVIEW,
    }
    fields = {
        "status": one_of("ok"),
        **dict.fromkeys(("total", "enqueued", "parked", "errors"), COUNT),
        "user_id": UUID,
        "org_id": or_null(TEXT),
        "results": many(has(row, *(name for name in row if name not in ("index", "status")))),
    }
    return has(fields)


def _get() -> Schema:
    return {
        "operationId": "getVideo",
        "summary": "How far a video is",
        "parameters": [in_path("uuid", "As the create call gave it.", UUID)],
        "responses": {"200": answer("The video, failed or not.", _video(), RATE)}
        | refused("401", "403", "404", "429", "500"),
    }


def _video() -> Schema:
    fields = {
        "uuid": UUID,
        "status": TEXT,
        "is_complete": TRUTH,
        "is_failed": TRUTH,
        "progress": PROGRESS,
        "error_message": or_null(TEXT),
        "task": TEXT,
        "created_at": MOMENT,
        "updated_at": MOMENT,
        "preview": PREVIEW,
    }
    return has(fields | _finished(), "preview", *_finished())


def _finished() -> dict[str, Schema]:
    """What a complete video adds."""
    scene = {"n": INTEGER, "title": TEXT, "start": NUMBER, "seconds": NUMBER}
    files = ("video", "poster", "contact_sheet", "srt", "vtt", "storyboard")
    return {
        **{f"{file}_url": URL for file in files},
        "duration_seconds": NUMBER,
        "scenes": many(has(scene)),
        "report": {"type": "object"},
        "notes": TEXTS,
    }
