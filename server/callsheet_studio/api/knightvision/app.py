"""The Knightvision API as an ASGI app: `/api/v1/partner/…`, its document, and its files."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route, Router
from starlette.types import Receive, Scope, Send

from callsheet_studio.api.fault_middleware import FaultMiddleware
from callsheet_studio.api.job_control import PREFIX as CONTROL
from callsheet_studio.api.job_control import JobControl
from callsheet_studio.api.job_files import JobFiles
from callsheet_studio.api.knightvision.analysis_endpoints import AnalysisEndpoints
from callsheet_studio.api.knightvision.character_endpoints import CharacterEndpoints
from callsheet_studio.api.knightvision.character_store import CharacterStore
from callsheet_studio.api.knightvision.clip_endpoints import ClipEndpoints
from callsheet_studio.api.knightvision.errors import ApiRefusal, answer_refusal, answer_unexpected
from callsheet_studio.api.knightvision.middleware import AuthMiddleware, RateLimitMiddleware
from callsheet_studio.api.knightvision.openapi import document
from callsheet_studio.api.knightvision.paid_jobs import PaidJobs
from callsheet_studio.api.knightvision.routes import OPENAPI, PREFIX
from callsheet_studio.api.openapi_schema import serve_document
from callsheet_studio.auth.accounts import Accounts
from callsheet_studio.auth.rate_limits import Bucket, RateLimiter
from callsheet_studio.jobs.fault_injection import Faults

CHARACTERS = Bucket("knightvision.characters", 20)

Endpoint: TypeAlias = Callable[[Request], Awaitable[JSONResponse]]


@dataclass(frozen=True)
class Endpoints:
    """The endpoints of this API, by subject."""

    analyses: AnalysisEndpoints
    clips: ClipEndpoints
    characters: CharacterEndpoints
    paid_jobs: PaidJobs


@dataclass(frozen=True)
class MiddlewareConfig:
    """What the middleware and the further routes of the app need."""

    accounts: Accounts
    limits: RateLimiter
    faults: Faults
    control: JobControl


def open_endpoints(
    paid_jobs: PaidJobs,
    job_files: JobFiles,
    *,
    mark: bool,
    may_fetch: bool,
    video_model: str | None,
) -> Endpoints:
    """Return the endpoints of the Knightvision API, which share one store of characters.

    Args:
        paid_jobs: Submits jobs and takes their price.
        job_files: The files of finished jobs.
        mark: Whether the word ANIMATIC is drawn into clips.
        may_fetch: Whether an ad may be downloaded from its address.
        video_model: The name of the user's own video model, which then makes clips and characters;
            None draws them.
    """
    characters = CharacterStore(paid_jobs)
    return Endpoints(
        AnalysisEndpoints(paid_jobs, job_files, may_fetch),
        ClipEndpoints(paid_jobs, job_files, characters, mark, video_model),
        CharacterEndpoints(paid_jobs, job_files, characters, mark, video_model),
        paid_jobs,
    )


def knightvision(context: Endpoints, job_files: JobFiles, policy: MiddlewareConfig) -> Starlette:
    """Return the Knightvision API as an ASGI app.

    Each request below `/api/v1/partner` and `/studio/jobs` is checked for its key first, also one
    for a path that does not exist.

    Args:
        context: The endpoints.
        job_files: Serves the files of finished jobs.
        policy: The accounts, limits, faults and control routes that the app uses.
    """
    router = Router(
        [
            *(_route(path, *served, policy) for path, served in _operations(context).items()),
            *policy.control.routes(),
        ],
        redirect_slashes=False,
        default=_elsewhere,
    )
    return Starlette(
        routes=[
            serve_document(OPENAPI, document),
            *job_files.routes(),
            *(
                Route(f"{prefix}/{{path:path}}", AuthMiddleware(router, policy.accounts))
                for prefix in (PREFIX, CONTROL)
            ),
            Mount("/", _elsewhere),
        ],
        exception_handlers={HTTPException: answer_refusal, Exception: answer_unexpected},
    )


def _operations(context: Endpoints) -> Mapping[str, tuple[Bucket, Mapping[str, Endpoint]]]:
    """By path: the requests a minute that its methods share, and what answers each."""
    characters = {"GET": context.characters.list, "POST": context.characters.create}
    return {
        "/analyze": (Bucket("knightvision.analyze", 20), {"POST": context.analyses.create}),
        "/status/{job_id}": (Bucket("knightvision.status", 60), {"GET": context.analyses.get}),
        "/credits": (Bucket("knightvision.credits", 30), {"GET": context.paid_jobs.credits}),
        "/generate-video": (Bucket("knightvision.generate", 5), {"POST": context.clips.create}),
        "/video-status/{job_id}": (Bucket("knightvision.video", 60), {"GET": context.clips.get}),
        "/videos": (Bucket("knightvision.videos", 20), {"GET": context.clips.list}),
        "/characters": (CHARACTERS, characters),
        "/characters/{character_id}": (
            Bucket("knightvision.character", 30),
            {"GET": context.characters.get},
        ),
        "/characters/{character_id}/finalize": (
            Bucket("knightvision.finalize", 10),
            {"POST": context.characters.finalize},
        ),
    }


def _route(
    path: str, bucket: Bucket, by_method: Mapping[str, Endpoint], policy: MiddlewareConfig
) -> Route:
    """HEAD is answered as GET. What is wrong with a method is said before anything is counted."""

    async def answer(request: Request) -> JSONResponse:
        return await by_method["GET" if request.method == "HEAD" else request.method](request)

    before = [
        Middleware(RateLimitMiddleware, bucket, policy.limits, policy.faults),
        Middleware(FaultMiddleware, policy.faults),
    ]
    return Route(PREFIX + path, answer, methods=list(by_method), middleware=before)


async def _elsewhere(scope: Scope, receive: Receive, send: Send) -> None:
    raise ApiRefusal(404, "Not found")
