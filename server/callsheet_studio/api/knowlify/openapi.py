"""The OpenAPI document of the Knowlify API, as the studio answers it."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from callsheet_studio.api.knowlify import responses
from callsheet_studio.api.knowlify.preview import HEADER
from callsheet_studio.api.knowlify.requests import (
    CreateVideosRequest,
    EditVideoRequest,
    IdempotencyKey,
)
from callsheet_studio.api.openapi_schema import (
    Description,
    DocumentedResponse,
    Operation,
    Schema,
    Uuid,
    header,
    in_path,
    to_schema,
)

HOSTED = "https://api.knowlify.com"
PREVIEW: Schema = {
    "name": HEADER,
    "in": "header",
    "description": "The studio only: true makes previews, 640x360 at 12 frames a second.",
    "required": False,
    "schema": to_schema(
        Annotated[Literal["true", "false"], Field(json_schema_extra={"default": "false"})], {}
    ),
}
KEY: Schema = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "The same key gives the same answer for 24 hours, and makes one edit.",
    "required": False,
    "schema": to_schema(IdempotencyKey, {}),
}
VIDEO_ID = in_path("uuid", "As the create call gave it.", Uuid)
EDIT_ID = in_path("edit_id", "As the create call gave it.", Uuid)

RATE: Mapping[str, Schema] = {
    "X-RateLimit-Limit": header("Requests in a window of 60 s.", int),
    "X-RateLimit-Remaining": header("Requests that are left in it.", int),
    "X-RateLimit-Reset": header("Seconds until it ends.", int),
}
TOO_MANY: Mapping[str, Schema] = {"Retry-After": header("Seconds.", int), **RATE}
REFUSALS: Mapping[str, str] = {
    "400": "The body breaks the schema.",
    "401": "The key is missing, malformed or revoked.",
    "402": "Too few credits.",
    "403": "Not yours.",
    "404": "Not found.",
    "409": "Not in the state for that.",
    "415": "A reference image is no picture, or too large.",
    "422": "The body is not JSON, or an image's address is not public.",
    "429": "Too many requests.",
    "500": "The server's own trouble.",
}
ALWAYS = ("429", "500")
SHOWN = ("401", "403", "404", *ALWAYS)

CREATE_VIDEOS = Operation(
    "createVideos",
    "Queue 1 to 50 videos",
    DocumentedResponse("A row for each item, in order.", responses.CreateVideosResponse, RATE),
    ("400", "401", "403", "422", *ALWAYS),
    body=CreateVideosRequest,
    example={"videos": [{"task": "Explain how HTTPS works", "video_duration_seconds": 60}]},
    parameters=(PREVIEW,),
)
GET_VIDEO = Operation(
    "getVideo",
    "How far a video is",
    DocumentedResponse("The video, failed or not.", responses.VideoResponse, RATE),
    SHOWN,
    parameters=(VIDEO_ID,),
)
CREATE_EDIT = Operation(
    "createEdit",
    "Change a finished video by a request in words",
    DocumentedResponse("The edit, accepted.", responses.CreateEditResponse, RATE),
    ("400", "401", "402", "403", "404", "409", "415", "422", *ALWAYS),
    body=EditVideoRequest,
    example={
        "video_uuid": "550e8400-e29b-41d4-a716-446655440000",
        "edit_request": 'Change the title of scene 2 to "The lock" and make it darker',
    },
    parameters=(KEY,),
)
GET_EDIT = Operation(
    "getEdit",
    "How far an edit is",
    DocumentedResponse("The edit.", responses.EditResponse, RATE),
    SHOWN,
    parameters=(EDIT_ID,),
)
REVERT_EDIT = Operation(
    "revertEdit",
    "Undo the newest completed edit",
    DocumentedResponse("The edit.", responses.EditResponse, RATE),
    ("401", "403", "404", "409", *ALWAYS),
    parameters=(EDIT_ID,),
)
DESCRIPTION = Description(
    title="Knowlify Animation Engine API",
    text="Narrated explainer videos from a task in words.",
    security={"type": "apiKey", "in": "header", "name": "X-API-Key"},
    refusals={
        code: DocumentedResponse(text, responses.ErrorResponse, TOO_MANY if code == "429" else {})
        for code, text in REFUSALS.items()
    },
    operations={
        "/v1/videos": {"post": CREATE_VIDEOS},
        "/v1/videos/{uuid}": {"get": GET_VIDEO},
        "/v1/edits": {"post": CREATE_EDIT},
        "/v1/edits/{edit_id}": {"get": GET_EDIT},
        "/v1/edits/{edit_id}/revert": {"post": REVERT_EDIT},
    },
)


def document(server: str = HOSTED) -> Schema:
    """Return the API's OpenAPI document; `server` is the base URL under which the API is called."""
    return DESCRIPTION.document(server)
