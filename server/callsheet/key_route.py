"""`/keys/PROVIDER`: a user sets a key of their own there, and nobody reads it back."""

from dataclasses import dataclass
from typing import cast

from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from callsheet.sign_in.access import VerifiedToken
from callsheet.user_keys import LONGEST, SHAPES, KeyRefused, UserKeys
from callsheet_tools.backends.backend import NAMES, Provider
from callsheet_tools.toolkit.user import SPEND, User


@dataclass(frozen=True)
class KeyRoute:
    """Answers users who signed in: PUT keeps a key, DELETE forgets it, GET says whether it is set.

    It is no tool: what a user sends here, no model has seen, and no answer holds it.
    """

    keys: UserKeys

    def route(self) -> Route:
        """The route; it has to stand behind the sign-in."""
        return Route("/keys/{provider}", self._answer, methods=["GET", "PUT", "DELETE"])

    async def _answer(self, request: Request) -> Response:
        user, provider = _user(request), request.path_params["provider"]
        if provider not in SHAPES:
            return PlainTextResponse(f"There are keys of: {', '.join(SHAPES)}.", 404)
        if not user.is_remote:
            return PlainTextResponse("Your own keys are settings of the server.", 403)
        if not user.may(SPEND):
            return PlainTextResponse(f"Your sign-in does not cover `{SPEND}`.", 403)
        said, status = await self._carry_out(request, user.subject, cast("Provider", provider))
        return PlainTextResponse(said, status, {"Cache-Control": "no-store"})

    async def _carry_out(
        self, request: Request, subject: str, provider: Provider
    ) -> tuple[str, int]:
        name = NAMES[provider]
        if request.method == "GET":
            is_set = await self.keys.has(subject, provider)
            return f"Your {name} key is {'set' if is_set else 'not set'}.", 200
        if request.method == "DELETE":
            await self.keys.remove(subject, provider)
            return f"Your {name} key is forgotten.", 200
        key = (await _body(request)).decode("utf-8", "replace").strip()
        try:
            await self.keys.put(subject, provider, key)
        except KeyRefused as error:
            return str(error), 400
        return f"Your {name} key is kept. It pays for what you buy from now on.", 200


async def _body(request: Request) -> bytes:
    """What was sent, or so much of it that it is no key any more."""
    content = b""
    async for piece in request.stream():
        content += piece
        if len(content) > LONGEST:
            break
    return content


def _user(request: Request) -> User:
    user = request.scope["user"]
    assert isinstance(user, AuthenticatedUser) and isinstance(user.access_token, VerifiedToken)
    return user.access_token.user
