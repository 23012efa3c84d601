"""What one user, and what tokens with invented keys, can make the server do."""

from collections.abc import Awaitable, Callable
from typing import Any

import anyio
import httpx2
import pytest
from starlette.authentication import SimpleUser
from starlette.types import Message, Receive, Scope, Send

from callsheet.sign_in.access import grant
from callsheet.sign_in.identity_provider import PAUSE, STALE, IdentityProvider, Issuer, KeySet
from callsheet.user_limits import MOST_A_MINUTE, MOST_AT_ONCE, UserLimits
from callsheet_tools.toolkit.user import User

from .identity_provider import ISSUER, KEYS, Provider

pytestmark = pytest.mark.anyio


def scope_of(subject: str) -> Scope:
    user: Any = SimpleUser(subject)
    user.access_token = grant("t", User(subject), subject, "tokens")
    return {"type": "http", "method": "POST", "path": "/mcp", "headers": [], "user": user}


async def nothing() -> Message:
    return {"type": "http.request", "body": b""}


async def ask(app: UserLimits, subject: str) -> int:
    """The status of one request; 0: handed on."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope_of(subject), nothing, send)
    return sent[0]["status"] if sent else 0


async def test_a_user_who_asks_too_often_waits_and_others_do_not() -> None:
    now = [0.0]

    async def quiet(scope: Scope, receive: Receive, send: Send) -> None:
        pass

    app = UserLimits(quiet, lambda: now[0])
    assert {await ask(app, "a") for _ in range(MOST_A_MINUTE)} == {0}
    assert await ask(app, "a") == 429 and await ask(app, "b") == 0
    now[0] = 61.0
    assert await ask(app, "a") == 0


async def test_a_user_has_few_requests_under_way() -> None:
    held = anyio.Event()

    async def wait(scope: Scope, receive: Receive, send: Send) -> None:
        await held.wait()

    app = UserLimits(wait)
    with anyio.fail_after(30):
        async with anyio.create_task_group() as tasks:
            for _ in range(MOST_AT_ONCE):
                tasks.start_soon(ask, app, "a")
            await anyio.wait_all_tasks_blocked()
            assert await ask(app, "a") == 429
            held.set()
        assert await ask(app, "a") == 0


class Clock:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


Verify = Callable[[str], Awaitable[Any]]


async def test_keys_are_kept_and_read_again_only_now_and_then() -> None:
    """An unknown name of a key makes the set be read again, but not for every such token."""
    provider, clock = Provider("https://team.example/mcp"), Clock()
    keys = KeySet(KEYS, httpx2.MockTransport(provider), clock)
    verify: Verify = IdentityProvider(Issuer(ISSUER, provider.resource, KEYS), keys).verify_token
    for _ in range(3):
        assert await verify(provider.token())
    assert provider.reads == 1
    clock.seconds = PAUSE
    for n in range(20):
        assert await verify(provider.token(provider.stranger, kid=f"new-{n}")) is None
    assert provider.reads == 2
    provider.known = provider.stranger
    clock.seconds = 2 * PAUSE
    assert await verify(provider.token(kid="new")) is None and provider.reads == 3
    assert await verify(provider.token()), "a key that was changed under its name is read again"
    clock.seconds += STALE + 1
    assert await verify(provider.token()) and provider.reads == 4


@pytest.mark.parametrize(
    "answer",
    [
        httpx2.Response(503),
        httpx2.Response(200, text="no keys"),
        httpx2.Response(200, json={"keys": "none"}),
        httpx2.Response(200, json={"keys": [{"kty": "oct", "k": "AA", "kid": "rsa"}]}),
        httpx2.Response(200, content=b" " * 300_000),
        httpx2.Response(302, headers={"Location": "https://evil.example/keys"}),
    ],
    ids=["down", "text", "no list", "only secrets", "too large", "elsewhere"],
)
async def test_without_keys_nobody_is_let_in(answer: httpx2.Response) -> None:
    provider = Provider("https://team.example/mcp")
    keys = KeySet(KEYS, httpx2.MockTransport(lambda _: answer))
    verifier = IdentityProvider(Issuer(ISSUER, provider.resource, KEYS), keys)
    assert await verifier.verify_token(provider.token()) is None
