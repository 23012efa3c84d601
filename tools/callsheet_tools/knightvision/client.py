"""The Knightvision partner API, one method per operation."""

from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote

from pydantic import BaseModel

from callsheet_tools.backends.answer_reading import read_document, read_receipt, refusal_or
from callsheet_tools.backends.http_client import ProviderHttpClient
from callsheet_tools.errors import OutcomeUnknown
from callsheet_tools.knightvision.models import (
    AnalysisStatus,
    AnalyzeRequest,
    CharacterList,
    CharacterRequest,
    CharacterResponse,
    CharacterStatus,
    ClipRequest,
    CreditsResponse,
    FinalizeRequest,
    JobResponse,
    Posed,
    RequestModel,
    VideoList,
    VideoStatus,
)

ModelT = TypeVar("ModelT", bound=BaseModel)
PREFIX = "/api/v1/partner"


@dataclass(frozen=True)
class KnightvisionClient:
    """A typed client, on a connection that the caller owns.

    Reads raise `RetryLater` and `RequestRejected`; submits raise `OutcomeUnknown` too, and are
    never sent again then, for a repeat is charged again.
    """

    http_client: ProviderHttpClient

    async def analyze(self, ad: AnalyzeRequest) -> JobResponse:
        """Send `POST /analyze`, and return the job's id and price."""
        return await self._write("/analyze", ad, JobResponse)

    async def status(self, job_id: str) -> AnalysisStatus:
        """Send `GET /status/<job_id>`, and return how far a report is, or the report."""
        return await self._read(f"/status/{_segment(job_id)}", AnalysisStatus)

    async def credits(self) -> CreditsResponse:
        """Send `GET /credits`, and return the balance and the price list."""
        return await self._read("/credits", CreditsResponse)

    async def generate_video(self, clip: ClipRequest) -> JobResponse:
        """Send `POST /generate-video`, and return the job's id and price."""
        return await self._write("/generate-video", clip, JobResponse)

    async def video_status(self, job_id: str) -> VideoStatus:
        """Send `GET /video-status/<job_id>`, and return how far a clip is, or its address."""
        return await self._read(f"/video-status/{_segment(job_id)}", VideoStatus)

    async def videos(self, limit: int = 50) -> VideoList:
        """Send `GET /videos?limit=N`, and return the newest clips, at most `limit` (1 to 50)."""
        return await self._read(f"/videos?limit={limit}", VideoList)

    async def characters(self) -> CharacterList:
        """Send `GET /characters`, and return all characters of the account."""
        return await self._read("/characters", CharacterList)

    async def create_character(self, character: CharacterRequest) -> CharacterResponse:
        """Send `POST /characters`, and return the character's id and price."""
        return await self._write("/characters", character, CharacterResponse)

    async def character(self, character_id: str) -> CharacterStatus:
        """Send `GET /characters/<id>`, and return the character."""
        return await self._read(f"/characters/{_segment(character_id)}", CharacterStatus)

    async def finalize(self, character_id: str, pose: FinalizeRequest) -> Posed:
        """Send `POST /characters/<id>/finalize`, and return the price."""
        return await self._write(f"/characters/{_segment(character_id)}/finalize", pose, Posed)

    async def _read(self, path: str, model: type[ModelT]) -> ModelT:
        return read_document(
            model, await self.http_client.read(PREFIX + path), self.http_client.api
        )

    async def _write(self, path: str, request: RequestModel, model: type[ModelT]) -> ModelT:
        try:
            reply = await self.http_client.write(PREFIX + path, request.model_dump(mode="json"))
        except OutcomeUnknown as lost:
            raise refusal_or(lost, "job_id", "character_id") from lost
        return read_receipt(model, reply, self.http_client.api)


def _segment(any_id: str) -> str:
    return quote(any_id, safe="")
