"""`GET` and `POST /characters`, `GET /characters/<id>` and its `/finalize`."""

from dataclasses import asdict, dataclass
from typing import cast

from starlette.requests import Request
from starlette.responses import JSONResponse

from callsheet_studio.animatic.contract import CharacterOrder, PoseOrder
from callsheet_studio.api.job_files import JobFiles, base_url
from callsheet_studio.api.knightvision import prices, requests, response_envelope
from callsheet_studio.api.knightvision.character_store import CharacterStore, StoredCharacter
from callsheet_studio.api.knightvision.clip_endpoints import made_by_fields, video_model_field
from callsheet_studio.api.knightvision.errors import ApiRefusal
from callsheet_studio.api.knightvision.paid_jobs import PaidJobs, paid_job, price_fields
from callsheet_studio.api.knightvision.requests import (
    CreateCharacterRequest,
    FinalizeCharacterRequest,
)
from callsheet_studio.api.knightvision.response_envelope import (
    answer_accepted,
    new_request_id,
    ok_response,
)
from callsheet_studio.api.knightvision.responses import (
    AcceptedCharacter,
    AcceptedResponse,
    CharacterDetails,
    CharacterFiles,
    CharacterListResponse,
    CharacterResponse,
    CharacterRow,
)
from callsheet_studio.jobs.job import DuplicateId
from callsheet_studio.jobs.kinds import CHARACTER, POSE


@dataclass(frozen=True)
class CharacterEndpoints:
    """The endpoints of characters, with which clips can be made."""

    paid_jobs: PaidJobs
    job_files: JobFiles
    characters: CharacterStore
    mark: bool
    """Whether ANIMATIC stands in the corner of a character's film."""
    video_model: str | None
    """The user's own, which makes them; None: they are drawn."""

    async def list(self, request: Request) -> JSONResponse:
        """Answer `GET /characters`: all of the caller's characters, newest first."""
        characters = await self.characters.list(request.state.caller)
        rows = [_row(character) for character in characters]
        listed: CharacterListResponse = {"request_id": new_request_id(), "characters": rows}
        return ok_response(listed)

    async def create(self, request: Request) -> JSONResponse:
        """Answer `POST /characters`: submit a character, and answer 202 with its id and price."""
        body = await requests.read_body(request, CreateCharacterRequest)
        order = CharacterOrder(
            id=f"character_{response_envelope.new_id(self.paid_jobs.clock())}",
            name=body.name.strip(),
            prompt=body.prompt,
            seconds=body.duration,
            aspect_ratio=body.aspect_ratio,
            mark=self.mark,
            video_model=self.video_model,
            fallback=body.fallback,
        )
        job = await self.paid_jobs.submit(
            paid_job(request.state.caller, order.id, CHARACTER, asdict(order), prices.CHARACTER)
        )
        ordered: AcceptedCharacter = {
            "request_id": new_request_id(),
            "character_id": job.number,
            "status": "processing",
            **price_fields(job),
            **video_model_field(self.video_model),
        }
        return answer_accepted(ordered)

    async def get(self, request: Request) -> JSONResponse:
        """Answer `GET /characters/<id>` with one of the caller's characters."""
        character = await self._find_character(request)
        shown: CharacterResponse = {
            "request_id": new_request_id(),
            "character": self._to_details(character, base_url(request)),
        }
        return ok_response(shown)

    async def finalize(self, request: Request) -> JSONResponse:
        """Answer `POST /characters/<id>/finalize`: submit the cutting of the character's pose,
        after which clips can use it; answer 202 with the price.

        Raises:
            ApiRefusal: 400: the body is wrong, or the character is not ready; 402: too few credits;
                404: not one of the caller's.
        """
        body = await requests.read_body(request, FinalizeCharacterRequest)
        character = await self._find_character(request)
        order = asdict(_pose(character, body))
        try:
            job = await self.paid_jobs.submit(
                paid_job(request.state.caller, order["id"], POSE, order, prices.FINALIZE)
            )
        except DuplicateId as error:
            raise ApiRefusal(400, "Character is not ready") from error
        ordered: AcceptedResponse = {
            "request_id": new_request_id(),
            "status": "finalizing",
            **price_fields(job),
        }
        return answer_accepted(ordered)

    async def _find_character(self, request: Request) -> StoredCharacter:
        return await self.characters.get(request.state.caller, request.path_params["character_id"])

    def _to_details(self, character: StoredCharacter, base: str) -> CharacterDetails:
        job, order = character.job, character.job.request
        details: CharacterDetails = {
            **_row(character),
            "prompt": order["prompt"],
            "aspect_ratio": order["aspect_ratio"],
            "duration": order["seconds"],
            "created_at": response_envelope.format_timestamp(job.created_at),
            **cast("CharacterFiles", self.job_files.urls(job, base)),
            **made_by_fields(job.result or {"video_model": order.get("video_model")}),
        }
        return {**details, "error": job.error} if job.error else details


def _row(character: StoredCharacter) -> CharacterRow:
    return {"id": character.job.number, "name": character.name, "status": character.status}


def _pose(character: StoredCharacter, body: FinalizeCharacterRequest) -> PoseOrder:
    """What is to be cut from the character's film.

    Raises:
        ApiRefusal: 400 when it has none, or a shorter one.
    """
    if character.status != "ready":
        raise ApiRefusal(400, "Character is not ready")
    job, start, end = character.job, body.timestamp_start, body.timestamp_end
    if not start < end <= job.request["seconds"]:
        raise ApiRefusal(400, "Invalid timestamps")
    return PoseOrder(
        id=character.next_pose_id,
        name=character.name,
        video=f"{job.id}/{(job.result or {})['video']}",
        start=start,
        end=end,
        prompt=body.character_prompt,
        video_model=(job.result or {}).get("video_model"),
    )
