"""Live updates over a real WebSocket, as the Supabase Realtime protocol has them.

Source: Supabase, "Realtime Protocol", serializer version 1.0.0. The official client is in
`test_official_client.py`.
"""

import json
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, TypeAlias

import anyio
import httpx2
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus

from callsheet_studio.api.knowlify.live_updates import LOOK
from callsheet_studio.auth.home_keys import HomeKeys
from callsheet_studio.storage.sqlite_store import open_store
from callsheet_studio.studio import Studio

pytestmark = pytest.mark.anyio
TINY = Path(__file__).parent.parent / "jobs" / "fake_makers.py"
TOPIC = "realtime:films"
TIDES = {"videos": [{"task": "How tides work"}]}
Talk: TypeAlias = Callable[..., AbstractAsyncContextManager["Talking"]]


class Talking:
    """A client of the endpoint, message by message."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    async def say(self, event: str, topic: str = TOPIC, **payload: Any) -> None:
        message = {"topic": topic, "event": event, "payload": payload, "ref": event}
        await self._socket.send(json.dumps(message))

    async def send(self, text: str | bytes) -> None:
        await self._socket.send(text)

    async def hear(self, event: str) -> dict[str, Any]:
        """The next message, which is this event; its payload."""
        with anyio.fail_after(30):
            message = json.loads(await self._socket.recv())
        assert message["event"] == event, message
        return message["payload"]

    async def join(self, **binding: str) -> dict[str, Any]:
        """Join with one binding; the reply."""
        wanted = {"event": "*", "schema": "public", "table": "videos"} | binding
        await self.say("phx_join", config={"postgres_changes": [wanted]})
        return await self.hear("phx_reply")


@pytest.fixture
async def studio(tmp_path: Path, listening: Any) -> AsyncGenerator[tuple[str, HomeKeys]]:
    """A studio whose films wait until somebody opens another one on the same home."""
    async with listening(Studio(tmp_path, slots=0, limited=False)) as address:
        yield address


@pytest.fixture
def talk(studio: tuple[str, HomeKeys]) -> Talk:
    @asynccontextmanager
    async def talking(token: str | None = None) -> AsyncGenerator[Talking]:
        url, keys = studio
        address = f"{url.replace('http', 'ws')}/realtime/v1/websocket"
        async with connect(f"{address}?apikey={token or keys.knowlify}&vsn=1.0.0") as socket:
            yield Talking(socket)

    return talking


@pytest.fixture
def http(studio: tuple[str, HomeKeys]) -> httpx2.AsyncClient:
    url, keys = studio
    return httpx2.AsyncClient(base_url=url, headers={"X-API-Key": keys.knowlify})


async def test_a_film_is_followed_from_its_row_to_its_end_in_another_process(
    talk: Talk, http: httpx2.AsyncClient, tmp_path: Path
) -> None:
    """A second studio on the home, as another process has it, makes the film."""
    async with talk() as client, http:
        assert (await client.join())["status"] == "ok"
        assert (await client.hear("system"))["message"] == "Subscribed to PostgreSQL"
        (row,) = (await http.post("/v1/videos", json=TIDES)).json()["results"]
        added = (await client.hear("postgres_changes"))["data"]
        assert (added["type"], added["schema"], added["table"]) == ("INSERT", "public", "videos")
        shown = (await http.get(f"/v1/videos/{row['uuid']}")).json()
        assert added["record"] == shown
        async with Studio(tmp_path, maker=str(TINY)).open():
            changes = [added]
            while not changes[-1]["record"]["is_complete"]:
                changes.append((await client.hear("postgres_changes"))["data"])
        assert {change["type"] for change in changes[1:]} == {"UPDATE"}
        assert changes[-1]["old_record"] == {"uuid": row["uuid"]}
        ended = (await http.get(f"/v1/videos/{row['uuid']}")).json()
        assert changes[-1]["record"] == {key: ended[key] for key in changes[-1]["record"]}


async def test_a_connection_outlives_a_database_that_cannot_be_read(
    talk: Talk, http: httpx2.AsyncClient, tmp_path: Path
) -> None:
    async with talk() as client, http, open_store(tmp_path) as store:
        await client.join()
        await client.hear("system")
        await store.write(lambda db: db.execute("ALTER TABLE job RENAME TO away"))
        await anyio.sleep(3 * LOOK)
        await store.write(lambda db: db.execute("ALTER TABLE away RENAME TO job"))
        (row,) = (await http.post("/v1/videos", json=TIDES)).json()["results"]
        added = (await client.hear("postgres_changes"))["data"]
        assert added["record"]["uuid"] == row["uuid"]


async def test_a_filter_lets_through_its_video_alone(
    talk: Talk, http: httpx2.AsyncClient, tmp_path: Path
) -> None:
    """`uuid=eq.<uuid>`; a binding for additions hears of no change."""
    async with talk() as client, http:
        rows = (await http.post("/v1/videos", json={"videos": TIDES["videos"] * 2})).json()
        first, second = (row["uuid"] for row in rows["results"])
        reply = await client.join(filter=f"uuid=eq.{second}", event="UPDATE")
        (binding,) = reply["response"]["postgres_changes"]
        assert binding["filter"] == f"uuid=eq.{second}" and binding["event"] == "UPDATE"
        await client.hear("system")
        async with Studio(tmp_path).open(works=False) as same:
            assert await same.cancel(first) and await same.cancel(second)
        change = await client.hear("postgres_changes")
        assert change["ids"] == [binding["id"]]
        assert change["data"]["record"]["uuid"] == second
        assert change["data"]["record"]["is_failed"] is True


async def test_nobody_hears_of_somebody_elses_videos(
    talk: Talk, http: httpx2.AsyncClient, tmp_path: Path
) -> None:
    async with Studio(tmp_path).open(works=False) as same:
        other = (await same.members.add("Ada")).knowlify
    async with talk(other) as stranger, talk() as owner, http:
        for client in (stranger, owner):
            await client.join()
            await client.hear("system")
        await http.post("/v1/videos", json=TIDES)
        await owner.hear("postgres_changes")
        await http.post("/v1/videos", json=TIDES, headers={"X-API-Key": other})
        heard = await stranger.hear("postgres_changes")
        assert heard["data"]["type"] == "INSERT"
        row = f"/v1/videos/{heard['data']['record']['uuid']}"
        assert (await http.get(row)).status_code == 403


@pytest.mark.parametrize("token", ["kn_" + "0" * 64, "kn_short", "a.b.c", "%00"])
async def test_a_bad_token_is_refused_before_the_connection(talk: Talk, token: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with talk(token):
            pass
    assert refused.value.response.status_code == 401


async def test_a_join_with_another_callers_token_is_refused(talk: Talk) -> None:
    async with talk() as client:
        await client.say("phx_join", config={}, access_token="kn_" + "0" * 64)
        reply = await client.hear("phx_reply")
        assert reply == {"status": "error", "response": {"reason": "Invalid access token"}}


async def test_a_renewed_token_that_is_not_good_ends_the_channel(
    talk: Talk, studio: tuple[str, HomeKeys]
) -> None:
    _, keys = studio
    async with talk() as client:
        await client.join()
        await client.hear("system")
        await client.say("access_token", access_token=keys.knowlify)
        await client.say("heartbeat", "phoenix")
        assert (await client.hear("phx_reply"))["status"] == "ok"
        await client.say("access_token", access_token="nonsense")
        assert (await client.hear("system"))["status"] == "error"
        await client.hear("phx_close")


@pytest.mark.parametrize(
    "binding",
    [
        {"table": "edits"},
        {"schema": "private"},
        {"filter": "uuid=in.(1,2)"},
        {"filter": "owner=eq.me"},
    ],
    ids=["table", "schema", "operator", "column"],
)
async def test_what_is_not_served_is_refused_with_what_is(
    talk: Talk, binding: dict[str, str]
) -> None:
    async with talk() as client:
        reply = await client.join(**binding)
        assert reply["status"] == "error" and "table videos" in reply["response"]["reason"]


async def test_what_is_no_message_does_not_end_the_connection(talk: Talk) -> None:
    async with talk() as client:
        for text in ("", "{", "[]", '{"topic": 1}', b"\x00", '{"topic": "x", "event": "x"}'):
            await client.send(text)
        await client.say("presence", key="track")
        assert (await client.hear("phx_reply"))["status"] == "error"
        await client.say("phx_leave")
        assert (await client.hear("phx_reply"))["status"] == "ok"
        await client.hear("phx_close")
