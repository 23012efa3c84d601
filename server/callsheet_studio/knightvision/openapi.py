"""The OpenAPI document of the Knightvision API, as the studio answers it."""

from collections.abc import Mapping

from callsheet_studio.knightvision import answers, prices
from callsheet_studio.knightvision.paths import PREFIX
from callsheet_studio.openapi import (
    INTEGER,
    TEXT,
    TEXTS,
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

HOSTED = "https://knightvision.tech"

AD_HOST = r"((www\.|m\.)?facebook|(www\.)?instagram|(www\.|vm\.)?tiktok)\.com"
AD: Schema = {
    "description": "An ad's address, or its numeric id.",
    "anyOf": [
        {"type": "integer", "minimum": 0},
        {"type": "string", "pattern": "^[0-9]{1,32}$"},
        {"type": "string", "pattern": f"^https://{AD_HOST}/[A-Za-z0-9/_?=&.-]{{0,500}}$"},
    ],
}
REQUEST_ID: Schema = {"type": "string", "pattern": "^[0-9a-f]{12}$"}
CREDITS: Schema = {"type": "integer", "minimum": 0}
MOMENT: Schema = {
    "type": "string",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2} ([0-9]{2}:){2}[0-9]{2}$",
}
PAID: Mapping[str, Schema] = {"credits_used": CREDITS, "credits_remaining": CREDITS}
ASPECT_RATIO = or_null(one_of("9:16", "16:9", "1:1") | {"default": "9:16"})
MODELS = one_of(*prices.CLIPS, *prices.KLING)

ERROR = has({"error": TEXT})
REFUSALS: Mapping[str, Schema] = {
    "400": answer("An input error; nothing was charged.", ERROR),
    "401": answer("The key is missing or unknown.", ERROR),
    "402": answer("Too few credits.", has({"error": TEXT, "credits_remaining": CREDITS})),
    "403": answer("The key was deactivated.", ERROR),
    "404": answer("Not found, or not yours.", ERROR),
    "429": answer("Too many requests.", ERROR, {"Retry-After": header("Seconds.", INTEGER)}),
    "500": answer("The server's own trouble.", ERROR),
    "502": answer("A provider behind it cannot be reached.", ERROR),
}
ALWAYS = ("401", "403", "429", "500", "502")
PAYING = ("400", "402", *ALWAYS)


def document(server: str = HOSTED) -> Schema:
    """The document; `server` is the address under which the API is called."""
    return {
        "openapi": VERSION,
        "info": {
            "title": "Knightvision Partner API",
            "version": "1",
            "description": "Ad analysis, generated clips and characters, paid in credits.",
        },
        "servers": [{"url": server + PREFIX}],
        "security": [{"key": []}],
        "components": {
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "bearerFormat": "kv_partner_<key>"}
            },
            "responses": dict(REFUSALS),
        },
        "paths": _paths(),
    }


def _paths() -> Schema:
    return {
        "/analyze": {"post": _analyze()},
        "/status/{job_id}": {"get": _status()},
        "/credits": {"get": _credits()},
        "/generate-video": {"post": _generate()},
        "/video-status/{job_id}": {"get": _video_status()},
        "/videos": {"get": _videos()},
        "/characters": {"get": _characters(), "post": _create_character()},
        "/characters/{character_id}": {"get": _character()},
        "/characters/{character_id}/finalize": {"post": _finalize()},
    }


def _analyze() -> Schema:
    return {
        "operationId": "analyzeAd",
        "summary": f"Analyze an ad, for {prices.ANALYSIS} credits",
        "requestBody": body(
            has({"url": AD}), {"url": "https://www.facebook.com/ads/library/?id=123456789"}
        ),
        "responses": _accepted("The analysis is queued.", job_id=TEXT) | refused(*PAYING),
    }


def _status() -> Schema:
    result = {"summary": TEXT, "transcription": TEXT, "analysis": TEXT, "ugc_script": TEXT}
    extras = {"notes": TEXTS, "contact_sheet_url": URL}
    fields = {
        "request_id": REQUEST_ID,
        "job_id": TEXT,
        "status": TEXT,
        "message": TEXT,
        "result": has(result | extras, *extras),
        "error": TEXT,
    }
    return {
        "operationId": "getAnalysis",
        "summary": "How far an analysis is, or what it found",
        "parameters": [_job_id(answers.ID)],
        "responses": {"200": answer("The job, failed or not.", has(fields, "result", "error"))}
        | refused("400", "404", *ALWAYS),
    }


def _credits() -> Schema:
    costs = has(dict.fromkeys(prices.COSTS, INTEGER))
    fields = {
        "request_id": REQUEST_ID,
        "credits_remaining": CREDITS,
        "credit_cost_per_analysis": INTEGER,
        "costs": costs,
    }
    return {
        "operationId": "getCredits",
        "summary": "Balance and prices",
        "responses": {"200": answer("Balance and prices.", has(fields))} | refused(*ALWAYS),
    }


def _generate() -> Schema:
    fields = {
        "prompt": _text(2000),
        "model": or_null(MODELS | {"default": "sora-2"}),
        "duration": or_null({"type": "integer", "default": 10, "description": _durations()}),
        "aspect_ratio": ASPECT_RATIO,
    }
    example = {
        "prompt": "A person walking through a futuristic city",
        "model": "sora-2",
        "duration": 10,
        "aspect_ratio": "9:16",
    }
    return {
        "operationId": "generateVideo",
        "summary": "Generate a clip from a prompt",
        "requestBody": body(has(fields, "model", "duration", "aspect_ratio"), example),
        "responses": _accepted("The clip is queued.", job_id=TEXT) | refused(*PAYING),
    }


def _durations() -> str:
    pairs = [f"{model}: {', '.join(map(str, by))}" for model, by in prices.CLIPS.items()]
    return f"Seconds. {'; '.join(pairs)}; kling: 1 to {prices.LONGEST}."


def _video_status() -> Schema:
    ended = {
        "video_url": URL,
        "poster_url": URL,
        "contact_sheet_url": URL,
        "duration": INTEGER,
        "requested_model": TEXT,
        "notes": TEXTS,
        "error": TEXT,
    }
    told = {"request_id": REQUEST_ID, "job_id": TEXT, "status": TEXT}
    return {
        "operationId": "getVideo",
        "summary": "How far a clip is",
        "parameters": [_job_id(f"(sora|kling)_{answers.ID}")],
        "responses": {"200": answer("The job, failed or not.", has(told | ended, *ended))}
        | refused("400", "404", *ALWAYS),
    }


def _videos() -> Schema:
    row = {
        "job_id": TEXT,
        "prompt": TEXT,
        "model": TEXT,
        "duration": INTEGER,
        "aspect_ratio": TEXT,
        "credits_used": CREDITS,
        "status": TEXT,
        "video_url": or_null(URL),
        "created_at": MOMENT,
    }
    limit = {
        "name": "limit",
        "in": "query",
        "description": "1 to 50; a bad value means 20, a larger one 50.",
        "schema": {"type": ["integer", "string"], "default": 20},
    }
    fields = {"request_id": REQUEST_ID, "videos": many(has(row))}
    return {
        "operationId": "listVideos",
        "summary": "The newest clips",
        "parameters": [limit],
        "responses": {"200": answer("Newest first.", has(fields))} | refused(*ALWAYS),
    }


def _characters() -> Schema:
    fields = {"request_id": REQUEST_ID, "characters": many(has(_named()))}
    return {
        "operationId": "listCharacters",
        "summary": "All characters",
        "responses": {"200": answer("Newest first.", has(fields))} | refused(*ALWAYS),
    }


def _create_character() -> Schema:
    fields = {
        "name": _text(50),
        "prompt": _text(1000),
        "duration": or_null(
            {"type": "integer", "minimum": 1, "maximum": prices.LONGEST, "default": 10}
        ),
        "aspect_ratio": ASPECT_RATIO,
    }
    example = {
        "name": "Sales Expert",
        "prompt": "A confident business person in a modern office",
        "duration": 10,
        "aspect_ratio": "9:16",
    }
    return {
        "operationId": "createCharacter",
        "summary": f"Create a character, for {prices.CHARACTER} credits",
        "requestBody": body(has(fields, "duration", "aspect_ratio"), example),
        "responses": _accepted("The character is being made.", character_id=INTEGER)
        | refused(*PAYING),
    }


def _character() -> Schema:
    extras = {
        "prompt": TEXT,
        "duration": INTEGER,
        "aspect_ratio": TEXT,
        "created_at": MOMENT,
        "video_url": URL,
        "poster_url": URL,
        "error": TEXT,
    }
    fields = {"request_id": REQUEST_ID, "character": has(_named() | extras, *extras)}
    return {
        "operationId": "getCharacter",
        "summary": "One character",
        "parameters": [_character_id()],
        "responses": {"200": answer("The character.", has(fields))} | refused("404", *ALWAYS),
    }


def _finalize() -> Schema:
    fields = {
        "timestamp_start": or_null({"type": "integer", "minimum": 0, "default": 1}),
        "timestamp_end": or_null({"type": "integer", "default": 4}),
        "character_prompt": or_null(_text(1000) | {"default": "Person looking into the camera"}),
    }
    example = {
        "timestamp_start": 1,
        "timestamp_end": 4,
        "character_prompt": "Person looking into the camera",
    }
    return {
        "operationId": "finalizeCharacter",
        "summary": f"Make a character usable in prompts, for {prices.FINALIZE} credits",
        "parameters": [_character_id()],
        "requestBody": body(has(fields, *fields), example),
        "responses": _accepted("The pose is being cut.") | refused("404", *PAYING),
    }


def _accepted(text: str, **ids: Schema) -> Schema:
    return {"202": answer(text, has({"request_id": REQUEST_ID, **ids, "status": TEXT, **PAID}))}


def _named() -> dict[str, Schema]:
    return {"id": INTEGER, "name": TEXT, "status": TEXT}


def _text(longest: int) -> Schema:
    """Words, not only blanks."""
    return {"type": "string", "maxLength": longest, "pattern": r"\S"}


def _job_id(pattern: str) -> Schema:
    return in_path("job_id", "As the submit gave it.", TEXT | {"pattern": f"^{pattern}$"})


def _character_id() -> Schema:
    return in_path("character_id", "As the submit gave it.", INTEGER | {"minimum": 1})
