"""How many sessions one user can have open, without a part in another's; and connections."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

import anyio
import pytest
from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from callsheet.http_sessions import MOST_OF_A_USER, MOST_UNFINISHED, BoundedSessions
from callsheet.sign_in.access import grant
from callsheet_tools.toolkit.user import User

pytestmark = pytest.mark.anyio
ID = "mcp-session-id"


@dataclass
class Sessions:
    """What the SDK keeps: sessions by their ids, each its user's."""

    open: dict[str, str] = field(default_factory=dict[str, str])
    held: anyio.Event = field(default_factory=anyio.Event)
    """GET requests are under way until it is set."""
    numbers: Iterator[int] = field(default_factory=count)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        user: str = scope["user"].access_token.subject
        session = Headers(scope=scope).get(ID)
        if session is None:
            session = f"s{next(self.numbers)}"
            self.open[session] = user
            return await Response(headers={ID: session})(scope, receive, send)
        found = self.open.get(session) == user
        if found and scope["method"] == "DELETE":
            del self.open[session]
        if scope["method"] == "GET":
            await self.held.wait()
        await Response(status_code=200 if found else 404)(scope, receive, send)


async def ask(app: BoundedSessions, user: str, session: str = "", method: str = "POST") -> str:
    """One request; returns the session's id, "" where it was not found."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(ID.encode(), session.encode())] if session else []
    who = AuthenticatedUser(grant("t", User(user), user, "tokens"))
    await app(
        {"type": "http", "method": method, "path": "/mcp", "headers": headers, "user": who},
        receive,
        send,
    )
    found = sent[0]["status"] == 200
    return (session or Headers(raw=sent[0]["headers"])[ID]) if found else ""


async def used(app: BoundedSessions, user: str) -> str:
    """A session whose client came back."""
    return await ask(app, user, await ask(app, user))


async def test_the_session_that_was_not_used_for_longest_ends() -> None:
    sessions = Sessions()
    app = BoundedSessions(sessions)
    other = await used(app, "bob")
    mine = [await used(app, "alice") for _ in range(MOST_OF_A_USER)]
    assert await ask(app, "alice", mine[0]), "it was used again"
    assert not await ask(app, "bob", mine[1]), "another's use is none"
    assert await used(app, "alice")
    assert len(sessions.open) == MOST_OF_A_USER + 1 and other in sessions.open
    assert mine[0] in sessions.open and mine[1] not in sessions.open


async def test_a_session_with_a_request_under_way_does_not_end() -> None:
    sessions = Sessions()
    app = BoundedSessions(sessions)
    waits = await used(app, "alice")
    with anyio.fail_after(30):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(ask, app, "alice", waits, "GET")
            await anyio.wait_all_tasks_blocked()
            for _ in range(2 * MOST_OF_A_USER):
                assert await used(app, "alice")
            assert waits in sessions.open and len(sessions.open) == MOST_OF_A_USER
            sessions.held.set()
        for _ in range(MOST_OF_A_USER):
            assert await used(app, "alice")
    assert waits not in sessions.open


async def test_many_users_begin_at_once() -> None:
    """What one begins and leaves ends no other's."""
    sessions = Sessions()
    app = BoundedSessions(sessions)
    begun = [await ask(app, f"user{n}") for n in range(3 * MOST_UNFINISHED)]
    for _ in range(3 * MOST_UNFINISHED):
        await ask(app, "careless")
    assert all([await ask(app, f"user{n}", one) for n, one in enumerate(begun)])
    assert len(sessions.open) == len(begun) + MOST_UNFINISHED


async def test_a_session_that_its_client_ended_counts_no_more() -> None:
    sessions = Sessions()
    app = BoundedSessions(sessions)
    first = await used(app, "alice")
    for _ in range(2 * MOST_OF_A_USER):
        await ask(app, "alice", await used(app, "alice"), "DELETE")
    assert await ask(app, "alice", first)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit.")
@pytest.mark.parametrize(("hard", "allowed"), [(700, 600), (4_000, 2_000)])
def test_as_many_connections_are_allowed_as_files_may_be_open(hard: int, allowed: int) -> None:
    """In a process of its own, which begins with 256 as on macOS."""
    code = f"""
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, (256, {hard}))
from callsheet.http_connections import allow_connections
print(allow_connections(2_000), resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert [int(one) for one in done.stdout.split()] == [allowed, allowed + 100]
