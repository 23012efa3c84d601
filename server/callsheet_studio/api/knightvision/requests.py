"""What this API accepts. Every wrong body is a 400 in a documented text."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, TypeAlias, TypeVar
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)
from pydantic_core import PydanticCustomError
from starlette.requests import Request

from callsheet_studio.ad_analysis.ad_library import ID as AD_ID
from callsheet_studio.ad_analysis.download import HOSTS
from callsheet_studio.api.json_body import Body, BodyTooLarge, InvalidJson, read_json
from callsheet_studio.api.knightvision import prices
from callsheet_studio.api.knightvision.errors import ApiRefusal

LONGEST_URL = 2048
_HOST = "|".join(re.escape(host) for host in sorted(HOSTS))
AD_SCHEMA = {
    "description": "An ad's address, or its numeric id.",
    "anyOf": [
        {"type": "integer", "minimum": 0},
        {"type": "string", "pattern": f"^{AD_ID.pattern}$"},
        {"type": "string", "pattern": f"^https://({_HOST})/[A-Za-z0-9/_?=&.-]{{0,500}}$"},
    ],
}
OBJECT = TypeAdapter(dict[str, Any])
NO_JSON = "Request body must be JSON"
NO_PROMPT = "Please provide a prompt"


def _ad(value: object) -> str:
    """The ad's id or address as text, whichever way it was written."""
    text = str(value).strip() if isinstance(value, str | int) and value is not True else ""
    if text == "" and isinstance(value, str):
        raise PydanticCustomError("blank", "is blank")
    if AD_ID.fullmatch(text) or _is_allowed(text):
        return text
    raise ValueError("is no ad")


def _is_allowed(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    plain = len(url) <= LONGEST_URL and "@" not in parts.netloc and url.isprintable()
    return plain and parts.scheme in ("http", "https") and host in HOSTS


WORDS = Field(pattern=r"\S")
"""Not only blanks."""
Ad: TypeAlias = Annotated[Any, AfterValidator(_ad), WithJsonSchema(AD_SCHEMA)]
Seconds: TypeAlias = Annotated[int, Field(ge=1, le=prices.LONGEST, validate_default=True)]
_MODELS = "; ".join(f"{model}: {', '.join(map(str, by))}" for model, by in prices.CLIPS.items())
LENGTHS = f"Seconds. {_MODELS}; kling: 1 to {prices.LONGEST}."
TOO_LONG = {"duration:less_than_equal": f"The studio makes at most {prices.LONGEST} seconds."}
FALLBACK = "The studio's own: draw it if the user's video model gives nothing."
AspectRatio: TypeAlias = Literal["9:16", "16:9", "1:1"]
Model: TypeAlias = Literal[
    "sora-2", "sora-2-pro", "kling-v3-text-to-video", "kling-o3-text-to-video"
]


class _Body(Body):
    """A body whose every fault has a documented text."""

    model_config = ConfigDict(regex_engine="python-re")  # `\s` is then what `str.isspace` is

    texts: ClassVar[Mapping[str, str]]
    """What is said of a wrong field; `field:type` for one of pydantic's error types alone."""
    details: ClassVar[Mapping[str, str]] = {}
    """What is added, as `detail`, about a limit that is the studio's alone; by `field:type`."""


class AnalyzeAdRequest(_Body):
    """`POST /analyze`."""

    texts = {
        "url": "Please provide a valid Facebook, Instagram, or TikTok URL",
        "url:missing": "Please provide a URL",
        "url:blank": "Please provide a URL",
    }

    url: Ad


class GenerateVideoRequest(_Body):
    """`POST /generate-video`."""

    texts = {
        "prompt": NO_PROMPT,
        "prompt:string_too_long": "Prompt must be 2000 characters or less",
        "model": "Invalid model",
        "duration": "Invalid duration",
        "aspect_ratio": "Invalid aspect_ratio",
        "fallback": "Invalid fallback",
    }
    details = TOO_LONG

    prompt: Annotated[str, Field(max_length=2000), WORDS]
    model: Model = "sora-2"
    duration: Annotated[Seconds, Field(description=LENGTHS)] = 10
    aspect_ratio: AspectRatio = "9:16"
    fallback: Annotated[bool, Field(description=FALLBACK)] = False

    @field_validator("duration")
    @classmethod
    def _fits_the_model(cls, duration: int, info: ValidationInfo) -> int:
        if "model" in info.data and prices.clip(info.data["model"], duration) is None:
            raise ValueError("is no length of this model")
        return duration


class CreateCharacterRequest(_Body):
    """`POST /characters`."""

    texts = {
        "name": "Please provide a name",
        "name:string_too_long": "Name must be 50 characters or less",
        "prompt": NO_PROMPT,
        "prompt:string_too_long": "Prompt must be 1000 characters or less",
        "duration": "Invalid duration",
        "aspect_ratio": "Invalid aspect_ratio",
        "fallback": "Invalid fallback",
    }
    details = TOO_LONG

    name: Annotated[str, Field(max_length=50), WORDS]
    prompt: Annotated[str, Field(max_length=1000), WORDS]
    duration: Seconds = 10
    aspect_ratio: AspectRatio = "9:16"
    fallback: Annotated[bool, Field(description=FALLBACK)] = False


class FinalizeCharacterRequest(_Body):
    """`POST /characters/<id>/finalize`."""

    texts = {
        "timestamp_start": "Invalid timestamps",
        "timestamp_end": "Invalid timestamps",
        "character_prompt": NO_PROMPT,
        "character_prompt:string_too_long": "Prompt must be 1000 characters or less",
    }

    timestamp_start: Annotated[int, Field(ge=0)] = 1
    timestamp_end: int = 4
    character_prompt: Annotated[str, Field(max_length=1000), WORDS] = (
        "Person looking into the camera"
    )


BodyT = TypeVar("BodyT", bound=_Body)


async def read_body(request: Request, body: type[BodyT]) -> BodyT:
    """Return the request's body as a `body` object.

    Raises:
        ApiRefusal: 400, with the text of the first field that is wrong, in documented order.
    """
    given = await _object(request)
    try:
        return body.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = str(first["loc"][0])
        kind = f"{field}:{first['type']}"
        more = {"detail": body.details[kind]} if kind in body.details else {}
        raise ApiRefusal(400, body.texts.get(kind, body.texts[field]), None, **more) from error


async def _object(request: Request) -> dict[str, Any]:
    try:
        return OBJECT.validate_python(await read_json(request))
    except (InvalidJson, BodyTooLarge, ValidationError) as error:
        raise ApiRefusal(400, NO_JSON) from error
