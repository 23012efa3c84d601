"""Every pair of operation and error status that the documents name, provoked in the studio.

The pairs are those of the studio's OpenAPI documents; each answer is in the API's own envelope, and
nothing is left of what was refused.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import httpx2
import pytest
from tests.studio_callers import add_account, new_key, revoke_key, sign_session

from callsheet_studio.api.knightvision.openapi import document as knightvision
from callsheet_studio.api.knightvision.routes import PREFIX
from callsheet_studio.api.knowlify.openapi import document as knowlify
from callsheet_studio.api.knowlify.reference_images import ReferenceImages
from callsheet_studio.explainer.contract import FilmResult, SceneSpan
from callsheet_studio.http_server import combine_apps
from callsheet_studio.jobs.fault_injection import Fault
from callsheet_studio.studio import OpenStudio, Studio

pytestmark = pytest.mark.anyio
NOBODY = "550e8400-e29b-41d4-a716-446655440000"
PICTURE = "https://example.com/picture.png"
BODIES: Mapping[str, Any] = {
    "createVideos": {"videos": [{"task": "How tides work"}]},
    "createEdit": {"video_uuid": NOBODY, "edit_request": "Make it darker"},
    "analyzeAd": {"url": "123456789"},
    "generateVideo": {"prompt": "A person walking through a futuristic city"},
    "createCharacter": {"name": "Sales Expert", "prompt": "A confident business person"},
    "finalizeCharacter": {},
}
"""By operation."""
FORMS = {
    "knowlify": {"uuid": NOBODY, "edit_id": NOBODY},
    "knightvision": {"job_id": "20260323_141500_abc123", "character_id": "1"},
}
CLIP = "sora_20260323_141500_abc123"


@dataclass(frozen=True)
class Pair:
    """An operation, and a status that it may answer with."""

    api: str
    method: str
    path: str
    operation: str
    status: int

    @property
    def url(self) -> str:
        """The path with ids of the right form that belong to nobody."""
        ids = FORMS[self.api] | ({"job_id": CLIP} if self.path.startswith("/video-") else {})
        return (PREFIX if self.api == "knightvision" else "") + self.path.format(**ids)


@dataclass
class Call:
    """A request in a studio, before something is wrong with it."""

    studio: OpenStudio
    http: httpx2.AsyncClient
    pair: Pair
    url: str
    body: Any
    headers: dict[str, str] = field(default_factory=dict[str, str])

    async def send(self) -> httpx2.Response:
        method, body = self.pair.method, self.body
        if method == "GET":
            return await self.http.get(self.url, headers=self.headers)
        if isinstance(body, bytes):
            return await self.http.post(self.url, headers=self.headers, content=body)
        return await self.http.post(self.url, headers=self.headers, json=body)


Spoil: TypeAlias = Callable[[Call], Awaitable[None]]
"""Puts something wrong into a call."""


def pairs() -> list[Pair]:
    return [
        Pair(api, method.upper(), path, operation["operationId"], int(status))
        for api, document in (("knowlify", knowlify()), ("knightvision", knightvision()))
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
        for status in operation["responses"]
        if int(status) >= 400
    ]


@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: f"{pair.operation} {pair.status}")
async def test_every_documented_refusal_can_be_met(pair: Pair, tmp_path: Path) -> None:
    faults = (Fault("429" if pair.status == 429 else "500" if pair.status == 500 else "502"),)
    trouble = pair.status in (429, 500, 502)
    async with opened(tmp_path, faults if trouble else (), pair) as call:
        if not trouble:
            key = (pair.api, pair.operation, pair.status)
            specific = SPOIL.get(key) or ALWAYS[pair.status]
            await specific(call)
        unfinished = await call.studio.unfinished()
        answer = await call.send()
        assert answer.status_code == pair.status, answer.text
        ((envelope, text), *more) = answer.json().items()
        assert envelope == ("detail" if pair.api == "knowlify" else "error") and text
        assert [name for name, _ in more] == (
            ["credits_remaining"] if (pair.api, pair.status) == ("knightvision", 402) else []
        )
        if pair.status == 429:
            assert int(answer.headers["Retry-After"]) >= (10 if pair.api == "knightvision" else 1)
        assert await call.studio.unfinished() == unfinished, "what is refused is not begun"


@asynccontextmanager
async def opened(home: Path, faults: tuple[Fault, ...], pair: Pair) -> AsyncGenerator[Call]:
    pictures = ReferenceImages(lambda host: ["93.184.215.14"], httpx2.MockTransport(_no_picture))
    async with Studio(home, faults=faults, pictures=pictures).open(works=False) as studio:
        transport = httpx2.ASGITransport(combine_apps(studio), raise_app_exceptions=False)
        key = getattr(studio.keys, pair.api)
        async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
            call = Call(
                studio, http, pair, pair.url, BODIES.get(pair.operation), authorize(pair, key)
            )
            yield call


def authorize(pair: Pair, key: str) -> dict[str, str]:
    if pair.api == "knowlify":
        return {"X-API-Key": key}
    return {"Authorization": f"Bearer {key}"}


async def no_key(call: Call) -> None:
    call.headers.clear()


async def no_object(call: Call) -> None:
    call.body = []


async def no_json(call: Call) -> None:
    call.body = b"{"


async def malformed_id(call: Call) -> None:
    call.url = call.url.replace("2026", "x")


async def nothing_more(call: Call) -> None:
    """The id belongs to nobody already."""


async def revoked(call: Call) -> None:
    account = await add_account(call.studio.accounts, "Ada")
    key = await new_key(call.studio.accounts, "knightvision", account)
    await revoke_key(call.studio.accounts, "knightvision", account)
    call.headers = authorize(call.pair, key)


async def poor(call: Call) -> None:
    """The caller's credits are spent; a character of its own is ready."""
    account = await add_account(call.studio.accounts, "Ada", credits=22)
    key = await new_key(call.studio.accounts, _api(call), account)
    call.headers = authorize(call.pair, key)
    if call.pair.operation == "finalizeCharacter":
        await ready_character(call)
    if call.pair.operation == "createEdit":
        await film(call, scenes=12)
    elif (await call.studio.accounts.credits(account)) > 21:
        await call.studio.accounts.store.write(
            lambda db: db.execute("UPDATE account SET credits = 21 WHERE id = ?", (account,))
        )


async def ready_character(call: Call) -> None:
    body = BODIES["createCharacter"]
    made = await call.http.post(f"{PREFIX}/characters", json=body, headers=call.headers)
    await _finish(call, {"video": "character.mp4", "look": {}})
    call.url = f"{PREFIX}/characters/{made.json()['character_id']}/finalize"


async def film(call: Call, scenes: int = 1) -> None:
    """A video of the caller's is complete, and meant by the call."""
    call.body = {**BODIES["createEdit"], "video_uuid": await video(call)}
    facts = tuple(SceneSpan(n, "One", n - 1.0, 1.0) for n in range(1, scenes + 1))
    await _finish(call, asdict(FilmResult("Tides", float(scenes), facts, {}, ())))


async def video(call: Call) -> str:
    body = BODIES["createVideos"]
    made = await call.http.post("/v1/videos", json=body, headers=call.headers)
    return made.json()["results"][0]["uuid"]


async def edit(call: Call) -> str:
    """An edit of the caller's is being made."""
    await film(call)
    made = await call.http.post("/v1/edits", json=call.body, headers=call.headers)
    return made.json()["edit_id"]


async def foreign_video(call: Call) -> None:
    uuid = await video(call)
    call.url = call.url.replace(NOBODY, uuid)
    call.body = {**BODIES["createEdit"], "video_uuid": uuid}
    await stranger(call)


async def foreign_edit(call: Call) -> None:
    call.url = call.url.replace(NOBODY, await edit(call))
    await stranger(call)


async def stranger(call: Call) -> None:
    key = (await call.studio.members.add("Bob")).knowlify
    call.headers = authorize(call.pair, key)


async def foreign_org(call: Call) -> None:
    user = await add_account(call.studio.accounts, "Cy")
    call.headers = {"Authorization": f"Bearer {sign_session(call.studio.sessions, user)}"}
    call.body = {**call.body, "org_id": NOBODY}


async def unfinished_video(call: Call) -> None:
    call.body = {**call.body, "video_uuid": await video(call)}


async def unfinished_edit(call: Call) -> None:
    call.url = call.url.replace(NOBODY, await edit(call))


async def no_picture(call: Call) -> None:
    await film(call)
    call.body |= {"reference_image_urls": [PICTURE]}


async def _finish(call: Call, result: Mapping[str, Any]) -> None:
    queue: Any = call.studio.queue
    await queue.finish(await queue.claim(1), result)


def _no_picture(request: httpx2.Request) -> httpx2.Response:
    return httpx2.Response(200, headers={"Content-Type": "text/html", "Content-Length": "9"})


def _api(call: Call) -> Any:
    return call.pair.api


ALWAYS: Mapping[int, Spoil] = {
    400: no_object,
    401: no_key,
    402: poor,
    403: revoked,
    404: nothing_more,
    422: no_json,
}
SPOIL: Mapping[tuple[str, str, int], Spoil] = {
    ("knowlify", "createVideos", 403): foreign_org,
    ("knightvision", "getVideo", 400): malformed_id,
    ("knightvision", "getAnalysis", 400): malformed_id,
    ("knowlify", "getVideo", 403): foreign_video,
    ("knowlify", "createEdit", 403): foreign_video,
    ("knowlify", "createEdit", 409): unfinished_video,
    ("knowlify", "createEdit", 415): no_picture,
    ("knowlify", "getEdit", 403): foreign_edit,
    ("knowlify", "revertEdit", 403): foreign_edit,
    ("knowlify", "revertEdit", 409): unfinished_edit,
}
