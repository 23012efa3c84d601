"""Who is let in over HTTP, and what the others are told: one table."""

import base64
import socket
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
import uvicorn
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.types import BlobResourceContents, TextContent
from pydantic import SecretStr
from tests.agent.conftest import KEY, Vendor, quick
from tests.agent.test_operations import Service
from tests.tools.test_http import INITIALIZE

from callsheet.app import create_server
from callsheet.backends import BackendOptions
from callsheet.http import PATH, HttpOptions, http_app
from callsheet.links import FileLinks
from callsheet.settings import Settings
from callsheet.shared_files import HomeFiles
from callsheet.sign_in.access import SignedIn
from callsheet.sign_in.sign_in import SignIn
from callsheet.sign_in.tokens import TokenFile
from callsheet.user_keys import UserKeys
from callsheet_tools.backends.backend import account_of
from callsheet_tools.toolkit.user import CREATE, READ, SPEND

from .conftest import call, small_studio, text_of_all
from .identity_provider import ISSUER, KEYS, Provider

pytestmark = pytest.mark.anyio

GOLDEN = Path(__file__).parents[1] / "golden" / "auth.md"
PUBLIC = "http://127.0.0.1:{port}/callsheet"
"""As a reverse proxy would have it, which here hands its prefix on."""
OWNER_TOKEN = "the-token-of-the-person-at-this-computer"
MODERN = {"MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "server/discover"}
DISCOVER: Mapping[str, Any] = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "server/discover",
    "params": {
        "_meta": {
            "io.modelcontextprotocol/protocolVersion": "2026-07-28",
            "io.modelcontextprotocol/clientCapabilities": {},
        }
    },
}
ACCEPT = {"Accept": "application/json, text/event-stream"}


@dataclass
class Served:
    """A server of a team, on loopback, with a token file and an identity provider."""

    url: str
    provider: Provider
    tokens: TokenFile
    links: FileLinks
    http: httpx2.AsyncClient

    async def greet(self, headers: Mapping[str, str]) -> httpx2.Response:
        """A handshake with these headers."""
        body = {"jsonrpc": "2.0", **INITIALIZE}
        return await self.http.post(self.url + PATH, json=body, headers={**ACCEPT, **headers})

    async def discover(self, headers: Mapping[str, str]) -> httpx2.Response:
        """What takes the handshake's place since 2026-07-28, with these headers."""
        sent = {**ACCEPT, **MODERN, **headers}
        return await self.http.post(self.url + PATH, json=DISCOVER, headers=sent)

    @asynccontextmanager
    async def client(self, token: str, mode: str = "auto") -> AsyncGenerator[Client]:
        """A client that sends this token with every request."""
        async with httpx2.AsyncClient(headers=bearer(token)) as http:
            wire = streamable_http_client(self.url + PATH, http_client=http)
            async with Client(wire, mode=mode) as client:
                yield client


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@asynccontextmanager
async def serving(home: Path) -> AsyncGenerator[Served]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = PUBLIC.format(port=listener.getsockname()[1])
        provider = Provider(url + PATH)
        settings = Settings.read(
            {
                "CALLSHEET_HOME": str(home),
                "CALLSHEET_OUTPUT_DIR": str(home / "videos"),
                "CALLSHEET_HTTP_TOKEN": OWNER_TOKEN,
                "CALLSHEET_PUBLIC_URL": url,
                "CALLSHEET_OAUTH_ISSUER": ISSUER,
                "CALLSHEET_OAUTH_JWKS": KEYS,
                "CALLSHEET_KNOWLIFY": "local",
                "KNOWLIFY_API_KEY": KEY,
            }
        )
        tokens = TokenFile(HomeFiles(home))
        await tokens.add("first", {READ}, time.time())
        sign_in = await SignIn.of(settings, tokens.files, httpx2.MockTransport(provider))
        assert sign_in and sign_in.has_users
        links = FileLinks.of(home)
        ways = BackendOptions(small_studio, httpx2.MockTransport(Service()), spacing=0.02)
        server = create_server(
            settings.model_copy(update={"serves_users": True}),
            quick(Vendor(), ways=ways),
            identify=SignedIn(links, url),
        )
        keys = UserKeys.of(tokens.files, SecretStr("the operator's long and random text"))
        options = HttpOptions(sign_in, (), url, links, keys)
        config = uvicorn.Config(
            http_app(server, "0.0.0.0", options), log_config=None, timeout_graceful_shutdown=1
        )
        served = uvicorn.Server(config)
        async with anyio.create_task_group() as tasks, httpx2.AsyncClient() as http:
            tasks.start_soon(served.serve, [listener])
            yield Served(url, provider, tokens, links, http)
            served.should_exit = True


def refused_tokens(provider: Provider) -> dict[str, str]:
    """Tokens that must not count, by what is wrong with them."""
    now = int(time.time())
    return {
        "nonsense": "nonsense",
        "a token of another server": "callsheet_" + "x" * 43,
        "wrong issuer": provider.token(iss="https://login.evil.example/"),
        "the issuer without its slash": provider.token(iss=ISSUER.rstrip("/")),
        "wrong audience": provider.token(aud="https://other.example/mcp"),
        "no audience": provider.token(aud=None),
        "expired": provider.token(exp=now - 3600),
        "no end": provider.token(exp=None),
        "not valid yet": provider.token(nbf=now + 3600),
        "no subject": provider.token(sub=None),
        "an empty subject": provider.token(sub=""),
        "alg: none": provider.by_hand("none"),
        "alg: NONE": provider.by_hand("NONE"),
        "key confusion (HS256 with the public key)": provider.by_hand("HS256", provider.public_pem),
        "HS256 with a shared key of the set": provider.by_hand("HS256", b"secret", "shared"),
        "another key's signature": provider.token(provider.stranger),
        "a key that nobody knows": provider.token(provider.stranger, kid="unknown"),
        "no key named, of several": provider.token(kid=None),
        "the other key's name": provider.token(kid="ec"),
        "another algorithm than the key's": provider.token(alg="PS256"),
        "a key of its own in the head": provider.token(
            provider.stranger, kid="mine", header={"jku": "https://evil.example/keys"}
        ),
        "a token for something else": provider.token(header={"typ": "logout+jwt"}),
    }


@pytest.mark.slow
async def test_who_is_let_in_and_what_the_others_are_told(tmp_path: Path, rewrite: bool) -> None:
    rows: dict[str, str] = {}
    with anyio.fail_after(60):
        async with serving(tmp_path) as served:
            provider = served.provider
            alice = await served.tokens.add("alice", {READ, CREATE}, 0.0)
            gone = await served.tokens.add("gone", {READ}, 0.0)
            await served.tokens.remove("gone")
            let_in = {
                "a token of this server": alice,
                "the token of CALLSHEET_HTTP_TOKEN": OWNER_TOKEN,
                "the identity provider's token, RS256": provider.token(),
                "the same, ES256": provider.token(provider.curve, "ES256", "ec"),
                "its scopes as a list called scp": provider.token(scope=None, scp=[READ]),
            }
            for name, token in let_in.items():
                answer = await served.greet(bearer(token))
                modern = await served.discover(bearer(token))
                assert (answer.status_code, modern.status_code) == (200, 200), (name, answer.text)
                rows[name] = said(answer, served)
            turned_away = {
                "no token": {},
                "the token as Basic": {"Authorization": f"Basic {alice}"},
                "a token that was removed": bearer(gone),
                **{name: bearer(one) for name, one in refused_tokens(provider).items()},
                "wrong scope": bearer(provider.token(scope="openid profile")),
                "wrong Host": {**bearer(alice), "Host": "evil.example"},
                "wrong Origin": {**bearer(alice), "Origin": "https://evil.example"},
            }
            for name, headers in turned_away.items():
                answer = await served.greet(headers)
                assert answer.status_code in (401, 403, 421), (name, answer.text)
                modern = await served.discover(headers)
                assert said(modern, served) == said(answer, served), "in both eras the same"
                rows[name] = said(answer, served)
            rows |= await open_rows(served)
            rows |= await key_rows(served, alice, provider.token())
            rows |= await session_rows(served, alice, provider.token())
            assert provider.reads <= 2, "unknown keys do not make it read again and again"
    table = ["# Who is let in over HTTP", "", "| request | answer |", "| --- | --- |"]
    text = "\n".join([*table, *(f"| {name} | {cell} |" for name, cell in rows.items()), ""])
    if rewrite:
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8")


def said(answer: httpx2.Response, served: Served) -> str:
    """Status, challenge and body."""
    challenge = answer.headers.get("www-authenticate", "")
    body = (
        ""
        if answer.status_code == 200 and "json" not in answer.headers["content-type"]
        else (answer.text)
    )
    parts = [str(answer.status_code), challenge, body]
    return (
        " · ".join(part for part in parts if part)
        .replace(served.url, "{url}")
        .replace(served.url.removesuffix("/callsheet"), "{host}")
    )


async def open_rows(served: Served) -> dict[str, str]:
    """What everybody may ask."""
    host = served.url.removesuffix("/callsheet")
    metadata = f"{host}/.well-known/oauth-protected-resource/callsheet/mcp"
    asked = {
        "metadata fetched": metadata,
        "healthz": f"{host}/healthz",
        "readyz": f"{host}/readyz",
        "healthz below the prefix": f"{served.url}/healthz",
        "a file without a signature": f"{served.url}/files/user/videos/a.mp4",
    }
    return {name: said(await served.http.get(url), served) for name, url in asked.items()}


async def key_rows(served: Served, alice: str, dora: str) -> dict[str, str]:
    """A provider key of one's own."""
    senders = {
        "a provider key, without a token": {},
        "the same without the scope `spend`": bearer(alice),
        "the same with it": bearer(dora),
    }
    url, key = f"{served.url}/keys/knightvision", "kv_partner_0123456789"
    return {
        name: said(await served.http.put(url, content=key, headers=headers), served)
        for name, headers in senders.items()
    }


async def session_rows(served: Served, alice: str, dora: str) -> dict[str, str]:
    """A session of another user, also of the same client."""
    begun = await served.greet(bearer(alice))
    session = {"mcp-session-id": begun.headers["mcp-session-id"]}
    body = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    rows: dict[str, str] = {}
    for name, token in {"one's own session": alice, "another user's session": dora}.items():
        headers = {**ACCEPT, **bearer(token), **session}
        answer = await served.http.post(served.url + PATH, json=body, headers=headers)
        rows[name] = said(answer, served)
    async with served.client(alice) as hers, served.client(dora) as others:
        made = await call(hers, "knowlify_create_videos", videos=[{"task": "Tea"}])
        job_id = made["jobs"][0]["job_id"]
        foreign = await others.call_tool("knowlify_get_video", {"uuid": job_id})
    assert foreign.is_error and isinstance(foreign.content[0], TextContent)
    rows["another user's job"] = foreign.content[0].text.replace(job_id, "job_…")
    return rows


@pytest.mark.both_eras
@pytest.mark.slow
async def test_two_users_over_http_are_apart(tmp_path: Path, mode: str) -> None:
    """The token of the very call says whose it is; films are links that open for a time."""
    with anyio.fail_after(100):
        async with serving(tmp_path) as served:
            alice = await served.tokens.add("alice", {READ, CREATE}, 0.0)
            dora = served.provider.token()
            looks = await served.tokens.add("eve", {READ}, 0.0)
            async with (
                served.client(alice, mode) as hers,
                served.client(dora, mode) as others,
                served.client(looks, mode) as reader,
            ):
                film = {"videos": [{"task": "# Secret bees\n\n## One\n- A\n> A."}]}
                made = await call(hers, "knowlify_create_videos", **film)
                job_id = made["jobs"][0]["job_id"]
                waited = {"job_ids": [job_id], "until": "all", "seconds": 60}
                ended = await call(hers, "wait_for_jobs", **waited)
                foreign = await others.call_tool("knowlify_get_video", {"uuid": job_id})
                listed = await call(others, "list_jobs")
                refusal = await reader.call_tool("knowlify_create_videos", film)
                hosted = {**film, "where": "hosted", "max_videos": 1}
                unpaid = await hers.call_tool("knowlify_create_videos", hosted)
                film_bytes = await check_link(served, ended)
                assert await shown_on_board(hers, job_id) == film_bytes
                told = [text_of_all(await hers.call_tool("list_jobs", {}))]
                told.append(text_of_all(await hers.call_tool("save_video", {"job_id": job_id})))
                bad = {"job_id": job_id, "file": "../out.mp4"}
                told.append(text_of_all(await hers.call_tool("save_video", bad)))
                uri = f"callsheet://jobs/{job_id}"
                told.append(text_of_all(await hers.read_resource(uri)))
    assert foreign.is_error and "bees" not in text_of_all(foreign)
    assert listed["jobs"] == []
    assert refusal.is_error and CREATE in text_of_all(refusal)
    assert unpaid.is_error and SPEND in text_of_all(unpaid)
    assert not [one for one in (*told, str(ended)) if str(tmp_path) in one]


async def shown_on_board(client: Client, job_id: str) -> bytes:
    """The film as the board plays it."""
    (film,) = (await client.read_resource(f"callsheet://jobs/{job_id}/video")).contents
    assert isinstance(film, BlobResourceContents)
    return base64.b64decode(film.blob)


async def check_link(served: Served, ended: Any) -> bytes:
    """A film's link opens for who has it, in parts too; a changed one opens nothing."""
    result = ended["jobs"][0]["result"]
    link: str = result["video_url"]
    assert link.startswith(f"{served.url}/files/{account_of('token alice')}/videos/")
    whole = await served.http.get(link)
    part = await served.http.get(link, headers={"Range": "bytes=0-3"})
    assert whole.status_code == 200 and whole.headers["content-type"] == "video/mp4"
    assert (part.status_code, part.content) == (206, whole.content[:4])
    assert (await served.http.get(result["contact_sheet_file"])).content[:2] == b"\xff\xd8"
    changed = link.replace("until=", "until=1")
    assert (await served.http.get(changed)).status_code == 404
    outside = served.links.to(served.url, served.links.root / "../tokens.json")
    assert (await served.http.get(outside)).status_code in (401, 404), "some clients shorten it"
    late = FileLinks(served.links.root, served.links.key, lambda: 0.0)
    file = served.links.root / link.partition("/files/")[2].partition("?")[0]
    assert (await served.http.get(late.to(served.url, file))).status_code == 404
    return whole.content
