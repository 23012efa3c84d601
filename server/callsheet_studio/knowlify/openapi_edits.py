"""The edits' part of the OpenAPI document."""

from typing import get_args

from callsheet_studio.film import AspectRatio
from callsheet_studio.openapi import (
    TEXT,
    TEXTS,
    TRUTH,
    URL,
    Schema,
    answer,
    body,
    has,
    in_path,
    many,
    one_of,
    or_null,
    refused,
)

UUID: Schema = {"type": "string", "format": "uuid"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
NUMBERS = many({"type": "integer", "minimum": 1})
ADDRESS: Schema = {
    "type": "string",
    "maxLength": 2000,
    "pattern": r"^[A-Za-z][A-Za-z0-9+.-]*://[^\s/?#]+[^\s]*$",
}
COUNT: Schema = {"type": "integer", "minimum": 0}
PROGRESS = has(
    {
        "stage": TEXT,
        "percent": {"type": "integer", "minimum": 0, "maximum": 100},
        "current_scene": COUNT,
        "total_scenes": COUNT,
    }
)
"""How far a video or an edit is."""
ITEM: Schema = {"$ref": "#/components/schemas/VideoItem"}
"""What one video is asked for with."""
PREVIEW: Schema = {"const": True, "description": "There for a preview alone."}
KEY: Schema = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "The same key gives the same answer for 24 hours, and makes one edit.",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}


def paths(rate: Schema) -> dict[str, Schema]:
    """The operations of the edits bucket; `rate` are the headers of a success."""
    shown = answer("The edit.", _edit(), rate)
    by_id = [in_path("edit_id", "As the create call gave it.", UUID)]
    return {
        "/v1/edits": {"post": _create(rate)},
        "/v1/edits/{edit_id}": {
            "get": {
                "operationId": "getEdit",
                "summary": "How far an edit is",
                "parameters": by_id,
                "responses": {"200": shown} | refused("401", "403", "404", "429", "500"),
            }
        },
        "/v1/edits/{edit_id}/revert": {
            "post": {
                "operationId": "revertEdit",
                "summary": "Undo the newest completed edit",
                "parameters": by_id,
                "responses": {"200": shown} | refused("401", "403", "404", "409", "429", "500"),
            }
        },
    }


def _create(rate: Schema) -> Schema:
    fields = {
        "video_uuid": {"type": "string", "minLength": 1, "maxLength": 100},
        "edit_request": {"type": "string", "minLength": 1, "maxLength": 5000},
        "reference_image_urls": or_null(many(ADDRESS) | {"maxItems": 5}),
        "aspect_ratio": or_null(one_of(*get_args(AspectRatio))),
    }
    accepted = {
        "edit_id": UUID,
        "status": one_of("queued", "processing"),
        "video_uuid": UUID,
        "created_at": MOMENT,
        "preview": PREVIEW,
    }
    example = {
        "video_uuid": "550e8400-e29b-41d4-a716-446655440000",
        "edit_request": 'Change the title of scene 2 to "The lock" and make it darker',
    }
    refusals = ("400", "401", "402", "403", "404", "409", "415", "422", "429", "500")
    return {
        "operationId": "createEdit",
        "summary": "Change a finished video by a request in words",
        "parameters": [KEY],
        "requestBody": body(has(fields, "reference_image_urls", "aspect_ratio"), example),
        "responses": {"200": answer("The edit, accepted.", has(accepted, "preview"), rate)}
        | refused(*refusals),
    }


def _edit() -> Schema:
    fields = {
        "edit_id": UUID,
        "video_uuid": UUID,
        "status": TEXT,
        "is_complete": TRUTH,
        "is_failed": TRUTH,
        "progress": PROGRESS,
        "result": or_null(_result()),
        "error_message": or_null(TEXT),
        "created_at": MOMENT,
        "updated_at": MOMENT,
        "preview": PREVIEW,
    }
    return has(fields, "preview")


def _result() -> Schema:
    numbers: dict[str, Schema] = dict.fromkeys(
        ("changed_scenes", "added_scenes", "removed_scenes"), NUMBERS
    )
    fields = {
        "link": URL,
        **numbers,
        "video_url": or_null(URL),
        "contact_sheet_url": or_null(URL),
        "credits_used": COUNT,
        "notes": TEXTS,
        "revert_diff": has(numbers),
        "as_request": ITEM,
    }
    return has(fields, "revert_diff", "as_request")
