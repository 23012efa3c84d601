"""The Knowlify API as an ASGI app: `/v1/…`, and the pages and files that its answers name."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Mount, Route, Router, WebSocketRoute
from starlette.types import Receive, Scope, Send

from callsheet_studio.api.fault_middleware import FaultMiddleware
from callsheet_studio.api.job_control import JobControl
from callsheet_studio.api.knowlify.auth_middleware import AuthMiddleware
from callsheet_studio.api.knowlify.credentials import Credentials
from callsheet_studio.api.knowlify.drafts import PATH, Drafts
from callsheet_studio.api.knowlify.edit_endpoints import EditEndpoints
from callsheet_studio.api.knowlify.errors import ApiRefusal, answer_refusal, answer_unexpected
from callsheet_studio.api.knowlify.live_updates import SOCKET, LiveUpdates
from callsheet_studio.api.knowlify.logos import LOGOS, Logos
from callsheet_studio.api.knowlify.openapi import document
from callsheet_studio.api.knowlify.video_endpoints import VideoEndpoints
from callsheet_studio.api.knowlify.video_page import VideoPage
from callsheet_studio.api.openapi_schema import serve_document
from callsheet_studio.auth.rate_limits import RateLimiter
from callsheet_studio.auth.session_tokens import SessionTokens

OPENAPI = "/openapi/knowlify.json"


def knowlify(  # noqa: PLR0913 - one for each bundle of endpoints, and the gate's parts
    videos: VideoEndpoints,
    edits: EditEndpoints,
    drafts: Drafts,
    control: JobControl,
    logos: Logos,
    limits: RateLimiter,
    sessions: SessionTokens,
) -> Starlette:
    """Return the Knowlify API as an ASGI app.

    Each request below `/v1/` and `/studio/` is checked for its key and rate first, also one for a
    path that does not exist.

    Args:
        videos: The endpoints of videos; their accounts, queue, files and faults serve the whole
            app.
        edits: The endpoints of edits.
        drafts: The endpoint that draws stills of a document.
        control: The studio's own endpoints that cancel and delete jobs.
        logos: The endpoint that stores a logo.
        limits: How many requests an account may send.
        sessions: The tokens of signed-in users.
    """
    api = Router(
        [
            Route("/v1/videos", videos.create, methods=["POST"]),
            Route("/v1/videos/{uuid}", videos.get, methods=["GET"]),
            Route("/v1/edits", edits.create, methods=["POST"]),
            Route("/v1/edits/{edit_id}", edits.get, methods=["GET"]),
            Route("/v1/edits/{edit_id}/revert", edits.revert, methods=["POST"]),
            Route(PATH, drafts.create, methods=["POST"]),
            Route(LOGOS, logos.add, methods=["POST"]),
            *control.routes(),
        ],
        redirect_slashes=False,
        default=_elsewhere,
    )
    page = VideoPage(videos.queue, videos.video_store, videos.edit_store, videos.job_files)
    guarded, faults = FaultMiddleware(api, videos.faults), videos.faults
    credentials = Credentials(videos.accounts, sessions)
    gate = AuthMiddleware(guarded, credentials, limits, faults)
    return Starlette(
        routes=[
            serve_document(OPENAPI, document),
            Route("/p/chat/{session_id}", page.show),
            *videos.job_files.routes(),
            Route("/v1/{path:path}", gate),
            Route("/studio/{path:path}", gate),
            WebSocketRoute(SOCKET, LiveUpdates(videos.queue, credentials).serve),
            Mount("/", _elsewhere),
        ],
        exception_handlers={HTTPException: answer_refusal, Exception: answer_unexpected},
    )


async def _elsewhere(scope: Scope, receive: Receive, send: Send) -> None:
    raise ApiRefusal(404, "Not Found")
