"""The Knowlify API as an ASGI app: `/v1/…`, and the pages and files that its answers name."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import Mount, Route, Router
from starlette.types import Receive, Scope, Send

from callsheet_studio.accounts import Accounts
from callsheet_studio.faults import Troubled
from callsheet_studio.knowlify.errors import Refused, answer_accident, answer_refusal
from callsheet_studio.knowlify.gate import Gate
from callsheet_studio.knowlify.openapi import document
from callsheet_studio.knowlify.page import Page
from callsheet_studio.knowlify.videos import Videos
from callsheet_studio.limits import Limits
from callsheet_studio.openapi import served

OPENAPI = "/openapi/knowlify.json"


def knowlify(videos: Videos, accounts: Accounts, limits: Limits) -> Starlette:
    """The app. Whatever is not a page or a file passes the gate first."""
    api = Router(
        [
            Route("/v1/videos", videos.create, methods=["POST"]),
            Route("/v1/videos/{uuid}", videos.get, methods=["GET"]),
        ],
        redirect_slashes=False,
        default=_elsewhere,
    )
    page = Page(videos.queue, videos.register, videos.shelf)
    gate = Gate(Troubled(api, videos.faults), accounts, limits, videos.faults)
    return Starlette(
        routes=[
            served(OPENAPI, document),
            Route("/p/chat/{session_id}", page.show),
            *videos.shelf.routes(),
            Mount("/", gate),
        ],
        exception_handlers={HTTPException: answer_refusal, Exception: answer_accident},
    )


async def _elsewhere(scope: Scope, receive: Receive, send: Send) -> None:
    raise Refused(403, f"API keys may not call {Request(scope).url.path}")
