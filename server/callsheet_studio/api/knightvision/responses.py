"""What this API answers, as types: the code is checked against them, and its document is made of
them. Fields that only the studio has are optional.
"""

from typing import Annotated, NotRequired, TypeAlias

from pydantic import Field
from typing_extensions import TypedDict

from callsheet_studio.api.knightvision.prices import Costs
from callsheet_studio.api.openapi_schema import Count, Url

RequestId: TypeAlias = Annotated[str, Field(pattern="^[0-9a-f]{12}$")]
Moment: TypeAlias = Annotated[
    str, Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2} ([0-9]{2}:){2}[0-9]{2}$")
]
"""UTC."""


class ErrorResponse(TypedDict):
    """A refusal."""

    error: str
    detail: NotRequired[str]


class PaymentErrorResponse(ErrorResponse):
    """A refusal for lack of credits."""

    credits_remaining: Count


class PriceFields(TypedDict):
    """What a submit says of its price."""

    credits_used: Count
    credits_remaining: Count


class Success(TypedDict):
    """What every success has."""

    request_id: RequestId


class AcceptedResponse(Success, PriceFields):
    """Work was ordered."""

    status: str


class MadeByModel(TypedDict, total=False):
    """What makes it, where that is the user's own video model."""

    video_model: str


class AcceptedJob(AcceptedResponse):
    """An analysis was ordered."""

    job_id: str


class AcceptedClip(AcceptedJob, MadeByModel):
    """A clip was ordered."""


class AcceptedCharacter(AcceptedResponse, MadeByModel):
    """A character was ordered."""

    character_id: int


class AnalysisResult(TypedDict):
    """The four texts of a report."""

    summary: str
    transcription: str
    analysis: str
    ugc_script: str
    notes: NotRequired[list[str]]
    contact_sheet_url: NotRequired[Url]


class AnalysisResponse(Success):
    """An analysis, complete, failed or on its way."""

    job_id: str
    status: str
    message: str
    result: NotRequired[AnalysisResult]
    error: NotRequired[str]


class CreditsResponse(Success):
    """Balance and prices."""

    credits_remaining: Count
    credit_cost_per_analysis: int
    costs: Costs


class DrawnInstead(MadeByModel, total=False):
    """Whose work something is, and why it was drawn though the user's model was to make it."""

    fallback: str


class FinishedClip(DrawnInstead, total=False):
    """What a complete clip adds."""

    video_url: Url
    poster_url: Url
    contact_sheet_url: Url
    duration: float
    requested_model: str
    notes: list[str]


class ClipResponse(Success, FinishedClip):
    """A clip, complete, failed or on its way."""

    job_id: str
    status: str
    progress: NotRequired[int]
    error: NotRequired[str]


class ClipRow(TypedDict):
    """A clip in the list."""

    job_id: str
    prompt: str
    model: str
    duration: int
    aspect_ratio: str
    credits_used: Count
    status: str
    video_url: Url | None
    created_at: Moment


class ClipListResponse(Success):
    """Newest first."""

    videos: list[ClipRow]


class CharacterRow(TypedDict):
    """A character in the list."""

    id: int
    name: str
    status: str


class CharacterListResponse(Success):
    """Newest first."""

    characters: list[CharacterRow]


class CharacterFiles(TypedDict, total=False):
    """What a character that is ready adds."""

    video_url: Url
    poster_url: Url


class CharacterDetails(CharacterRow, CharacterFiles, DrawnInstead):
    """A character with what only the studio tells."""

    prompt: NotRequired[str]
    duration: NotRequired[int]
    aspect_ratio: NotRequired[str]
    created_at: NotRequired[Moment]
    error: NotRequired[str]


class CharacterResponse(Success):
    """One character."""

    character: CharacterDetails
