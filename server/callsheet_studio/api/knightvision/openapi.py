"""The OpenAPI document of the Knightvision API, as the studio answers it."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from callsheet_studio.api.knightvision import prices, response_envelope, responses
from callsheet_studio.api.knightvision.clip_endpoints import LISTED, MOST_LISTED
from callsheet_studio.api.knightvision.requests import (
    AnalyzeAdRequest,
    CreateCharacterRequest,
    FinalizeCharacterRequest,
    GenerateVideoRequest,
)
from callsheet_studio.api.knightvision.routes import PREFIX
from callsheet_studio.api.openapi_schema import (
    Description,
    DocumentedResponse,
    Number,
    Operation,
    Schema,
    header,
    in_path,
)

HOSTED = "https://knightvision.tech"

AS_GIVEN = "As the submit gave it."
ANALYSIS_ID = in_path(
    "job_id", AS_GIVEN, Annotated[str, Field(pattern=f"^{response_envelope.ID}$")]
)
CLIP_ID = in_path(
    "job_id", AS_GIVEN, Annotated[str, Field(pattern=f"^(sora|kling)_{response_envelope.ID}$")]
)
CHARACTER_ID = in_path("character_id", AS_GIVEN, Number)
LIMIT: Schema = {
    "name": "limit",
    "in": "query",
    "description": f"1 to {MOST_LISTED}; a bad value means {LISTED}, a larger one {MOST_LISTED}.",
    "schema": {"type": ["integer", "string"], "default": LISTED},
}

WAIT = {"Retry-After": header("Seconds.", int)}
REFUSALS: Mapping[str, DocumentedResponse] = {
    "400": DocumentedResponse("An input error; nothing was charged.", responses.ErrorResponse),
    "401": DocumentedResponse("The key is missing or unknown.", responses.ErrorResponse),
    "402": DocumentedResponse("Too few credits.", responses.PaymentErrorResponse),
    "403": DocumentedResponse("The key was deactivated.", responses.ErrorResponse),
    "404": DocumentedResponse("Not found, or not yours.", responses.ErrorResponse),
    "429": DocumentedResponse("Too many requests.", responses.ErrorResponse, WAIT),
    "500": DocumentedResponse("The server's own trouble.", responses.ErrorResponse),
    "502": DocumentedResponse("A provider behind it cannot be reached.", responses.ErrorResponse),
}
ALWAYS = ("401", "403", "429", "500", "502")
PAYING = ("400", "402", *ALWAYS)

ANALYZE = Operation(
    "analyzeAd",
    f"Analyze an ad, for {prices.ANALYSIS} credits",
    DocumentedResponse("The analysis is queued.", responses.AcceptedJob),
    PAYING,
    "202",
    AnalyzeAdRequest,
    {"url": "https://www.facebook.com/ads/library/?id=123456789"},
)
GET_ANALYSIS = Operation(
    "getAnalysis",
    "How far an analysis is, or what it found",
    DocumentedResponse("The job, failed or not.", responses.AnalysisResponse),
    ("400", "404", *ALWAYS),
    parameters=(ANALYSIS_ID,),
)
GET_CREDITS = Operation(
    "getCredits",
    "Balance and prices",
    DocumentedResponse("Balance and prices.", responses.CreditsResponse),
    ALWAYS,
)
GENERATE = Operation(
    "generateVideo",
    "Generate a clip from a prompt",
    DocumentedResponse("The clip is queued.", responses.AcceptedClip),
    PAYING,
    "202",
    GenerateVideoRequest,
    {
        "prompt": "A person walking through a futuristic city",
        "model": "sora-2",
        "duration": 10,
        "aspect_ratio": "9:16",
    },
)
GET_CLIP = Operation(
    "getVideo",
    "How far a clip is",
    DocumentedResponse("The job, failed or not.", responses.ClipResponse),
    ("400", "404", *ALWAYS),
    parameters=(CLIP_ID,),
)
LIST_CLIPS = Operation(
    "listVideos",
    "The newest clips",
    DocumentedResponse("Newest first.", responses.ClipListResponse),
    ALWAYS,
    parameters=(LIMIT,),
)
LIST_CHARACTERS = Operation(
    "listCharacters",
    "All characters",
    DocumentedResponse("Newest first.", responses.CharacterListResponse),
    ALWAYS,
)
CREATE_CHARACTER = Operation(
    "createCharacter",
    f"Create a character, for {prices.CHARACTER} credits",
    DocumentedResponse("The character is being made.", responses.AcceptedCharacter),
    PAYING,
    "202",
    CreateCharacterRequest,
    {
        "name": "Sales Expert",
        "prompt": "A confident business person in a modern office",
        "duration": 10,
        "aspect_ratio": "9:16",
    },
)
GET_CHARACTER = Operation(
    "getCharacter",
    "One character",
    DocumentedResponse("The character.", responses.CharacterResponse),
    ("404", *ALWAYS),
    parameters=(CHARACTER_ID,),
)
FINALIZE = Operation(
    "finalizeCharacter",
    f"Make a character usable in prompts, for {prices.FINALIZE} credits",
    DocumentedResponse("The pose is being cut.", responses.AcceptedResponse),
    ("404", *PAYING),
    "202",
    FinalizeCharacterRequest,
    {
        "timestamp_start": 1,
        "timestamp_end": 4,
        "character_prompt": "Person looking into the camera",
    },
    (CHARACTER_ID,),
)
DESCRIPTION = Description(
    title="Knightvision Partner API",
    text="Ad analysis, generated clips and characters, paid in credits.",
    security={"type": "http", "scheme": "bearer", "bearerFormat": "kv_partner_<key>"},
    refusals=REFUSALS,
    operations={
        "/analyze": {"post": ANALYZE},
        "/status/{job_id}": {"get": GET_ANALYSIS},
        "/credits": {"get": GET_CREDITS},
        "/generate-video": {"post": GENERATE},
        "/video-status/{job_id}": {"get": GET_CLIP},
        "/videos": {"get": LIST_CLIPS},
        "/characters": {"get": LIST_CHARACTERS, "post": CREATE_CHARACTER},
        "/characters/{character_id}": {"get": GET_CHARACTER},
        "/characters/{character_id}/finalize": {"post": FINALIZE},
    },
)


def document(server: str = HOSTED) -> Schema:
    """Return the API's OpenAPI document; `server` is the base URL under which the API is called."""
    return DESCRIPTION.document(server + PREFIX)
