"""What this API accepts, with the documented limits; schema errors are 400, bad JSON is 422."""

from typing import Annotated, Any, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails
from starlette.requests import Request

from callsheet_studio.api.json_body import Body, BodyTooLarge, InvalidJson, read_json
from callsheet_studio.api.knowlify.errors import ApiRefusal
from callsheet_studio.storyboard.brief import AspectRatio, Brief, Style, to_style_arguments

Text: TypeAlias = Annotated[str, Field(max_length=5000)]
Color: TypeAlias = Annotated[str, Field(pattern=r"^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")]
Text5000: TypeAlias = Annotated[str, Field(min_length=1, max_length=5000)]
WebAddress: TypeAlias = Annotated[
    str, Field(max_length=2000, pattern=r"^[A-Za-z][A-Za-z0-9+.-]*://[^\s/?#]+[^\s]*$")
]
Email: TypeAlias = Annotated[str, Field(max_length=320, pattern=r"^[^@\s]+@[^@\s]+$")]
LONGEST_KEY = 255
IdempotencyKey: TypeAlias = Annotated[str, Field(min_length=1, max_length=LONGEST_KEY)]

RULES = {
    "missing": "is required",
    "extra_forbidden": "is not known here",
    "string_pattern_mismatch": "has the wrong form: {form}",
}
"""Our words for pydantic's error types; its own are used for all others."""
FORMS = {
    "email": "an e-mail address is needed",
    "reference_image_urls": "a URL such as https://example.com/picture.png is needed",
}
COLOUR_FORM = "a colour is written #rgb or #rrggbb"


class ColorPalette(Body):
    """The one object in which an unknown key is refused."""

    model_config = ConfigDict(extra="forbid")

    primary: Color | None = None
    secondary: Color | None = None
    tertiary: Color | None = None
    accent: Color | None = None


class VideoItem(Body):
    """One video to make."""

    task: Text5000
    video_duration_seconds: Annotated[int, Field(ge=30, le=300)] = 60
    aspect_ratio: AspectRatio = "16:9"
    video_type: Style = "explainer"
    global_style_prompt: Text | None = None
    color_palette: ColorPalette | None = None
    voice_description: Text | None = None

    def to_order(self, uuid: str, *, preview: bool = False) -> Brief:
        """Return the brief of the film that this item asks for, with all defaults.

        Args:
            uuid: The id of the new video.
            preview: Whether it is made as a preview.
        """
        palette = self.color_palette or ColorPalette()
        return Brief(
            uuid=uuid,
            task=self.task,
            seconds=self.video_duration_seconds,
            aspect_ratio=self.aspect_ratio,
            style=self.video_type,
            style_prompt=self.global_style_prompt,
            palette=palette.model_dump(exclude_none=True),
            voice=self.voice_description,
            unset=tuple(
                field for name, field in _FIELDS.items() if name not in self.model_fields_set
            ),
            preview=preview,
        )


_FIELDS = {
    "video_duration_seconds": "seconds",
    "aspect_ratio": "aspect_ratio",
    "video_type": "style",
    "global_style_prompt": "style_prompt",
    "color_palette": "palette",
    "voice_description": "voice",
}
"""What a request's optional fields are called in a brief."""


def from_order(brief: Brief) -> dict[str, Any]:
    """Return the JSON item of `POST /v1/videos` that asks for `brief`, without empty fields."""
    fields = {"task": "task", **_FIELDS}
    style, prompt = to_style_arguments(brief.style, brief.style_prompt)
    values = {name: getattr(brief, field) for name, field in fields.items()}
    values |= {"video_type": style, "global_style_prompt": prompt}
    return {name: value for name, value in values.items() if value}


class CreateVideosRequest(Body):
    """`POST /v1/videos`."""

    videos: Annotated[list[VideoItem], Field(min_length=1, max_length=50)]
    email: Email | None = None
    org_id: str | None = None


class EditVideoRequest(Body):
    """`POST /v1/edits`."""

    video_uuid: Annotated[str, Field(min_length=1, max_length=100)]
    edit_request: Annotated[str, Field(min_length=1)]
    """At most 5,000 characters, which is checked by who can say what to leave out."""
    reference_image_urls: Annotated[list[WebAddress], Field(max_length=5)] | None = None
    aspect_ratio: AspectRatio | None = None
    base_version: Annotated[str, Field(max_length=100)] | None = None
    """The studio's own: the version that the request starts from, as answers name it."""


BodyT = TypeVar("BodyT", bound=BaseModel)


async def read_body(request: Request, body: type[BodyT]) -> BodyT:
    """Return the request's body as a `body` object.

    Raises:
        ApiRefusal: 422 when it is not JSON, 400 when it is too large or breaks the schema; the
            text names the first field that is wrong, and the rule.
    """
    given = await _json(request)
    try:
        return body.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise ApiRefusal(400, _explain(first)) from error


async def _json(request: Request) -> Any:
    try:
        return await read_json(request)
    except BodyTooLarge as error:
        raise ApiRefusal(400, str(error)) from error
    except InvalidJson as error:
        raise ApiRefusal(422, str(error)) from error


def _explain(error: ErrorDetails) -> str:
    """Such as `videos[0].color_palette.primary: has the wrong form: …`."""
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error["loc"])
    field = path.lstrip(".") or "The body"
    rule = RULES.get(error["type"], error["msg"])
    form = FORMS.get(field.partition("[")[0], COLOUR_FORM)
    return f"{field}: " + rule.format(form=form)
