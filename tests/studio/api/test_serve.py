"""The studio over real HTTP, on loopback."""

import json
import socket
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread
import httpx2
import pytest

from callsheet_studio.auth.home_keys import HomeKeys
from callsheet_studio.errors import PortTaken
from callsheet_studio.http_server import client_environment, find_running_server, serve
from callsheet_studio.jobs.fault_injection import Fault
from callsheet_studio.studio import Studio

pytestmark = pytest.mark.anyio
TINY = Path(__file__).parent.parent / "jobs" / "fake_makers.py"
BODY = {"videos": [{"task": "How tides work"}]}


async def test_a_film_is_ordered_over_http_and_its_page_needs_no_key(
    tmp_path: Path, listening: Any
) -> None:
    studio = Studio(tmp_path, maker=str(TINY))
    async with listening(studio) as (url, keys), client(url, keys) as http:
        created = await http.post("/v1/videos", json=BODY)
        assert created.headers["X-RateLimit-Limit"] == "30"
        (row,) = created.json()["results"]
        assert row["chat_url"].startswith(f"{url}/p/chat/")
        del http.headers["X-API-Key"]
        assert (await http.get(row["chat_url"])).status_code == 200


async def test_a_dropped_answer_breaks_the_connection(tmp_path: Path, listening: Any) -> None:
    studio = Studio(tmp_path, maker=str(TINY), faults=(Fault("drop", "POST"),))
    async with listening(studio) as (url, keys), client(url, keys) as http:
        with pytest.raises(httpx2.RemoteProtocolError):
            await http.post("/v1/videos", json=BODY)


async def test_refusals_look_the_same_over_http(tmp_path: Path, listening: Any) -> None:
    async with listening(Studio(tmp_path)) as (url, keys), client(url, keys) as http:
        wrong = await http.delete("/v1/videos")
        assert (wrong.status_code, wrong.headers["Allow"]) == (405, "POST")
        assert (await http.post("/v1/videos", content=b"{")).status_code == 422
        large = await http.post("/v1/videos", content=b" " * 10_000_001)
        assert (large.status_code, large.json().keys()) == (400, {"detail"})
        assert (await http.get("/v1/videos/..%2f..%2fkeys.json")).status_code == 404
        del http.headers["X-API-Key"]
        assert (await http.get("/v1/videos/x")).status_code == 401


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/", {"detail": "Not Found"}),
        ("/v2/videos", {"detail": "Not Found"}),
        ("/v1/balance", {"detail": "Not Found"}),
        ("/api", {"detail": "Not Found"}),
        ("/api/v1/partner", {"error": "Not found"}),
        ("/api/v1/partner/balance", {"error": "Not found"}),
        ("/api/v2/partner/credits", {"error": "Not found"}),
    ],
)
async def test_an_unknown_path_is_404_in_the_envelope_of_its_api(
    tmp_path: Path, listening: Any, path: str, body: object
) -> None:
    async with listening(Studio(tmp_path)) as (url, keys), client(url, keys) as http:
        http.headers["Authorization"] = f"Bearer {keys.knightvision}"
        for method in ("GET", "POST", "DELETE"):
            answer = await http.request(method, path)
            assert (answer.status_code, answer.json()) == (404, body)


async def test_another_process_finds_the_address_of_a_running_studio(
    tmp_path: Path, listening: Any
) -> None:
    async with listening(Studio(tmp_path)) as (url, keys):
        assert await anyio.to_thread.run_sync(find_running_server, tmp_path) == url
        assert client_environment(url, keys) == (
            f"KNOWLIFY_API_BASE={url}",
            f"KNOWLIFY_API_KEY={keys.knowlify}",
            f"KNIGHTVISION_BASE_URL={url}",
            f"KNIGHTVISION_API_KEY={keys.knightvision}",
        )
    assert not (tmp_path / "address.json").exists()


def test_an_address_at_which_nobody_listens_any_more_is_no_running_studio(tmp_path: Path) -> None:
    assert find_running_server(tmp_path) is None
    with socket.create_server(("127.0.0.1", 0)) as gone:
        url = f"http://127.0.0.1:{gone.getsockname()[1]}"
    (tmp_path / "address.json").write_text(json.dumps({"url": url}))
    assert find_running_server(tmp_path) is None


async def test_a_port_that_is_taken_is_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port: int = other.getsockname()[1]
        with pytest.raises(PortTaken, match=f"Port {port} of this computer is taken"):
            await serve(Studio(tmp_path), port, lambda url, keys: None)
    assert not (tmp_path / "address.json").exists()


def client(url: str, keys: HomeKeys) -> httpx2.AsyncClient:
    return httpx2.AsyncClient(base_url=url, headers={"X-API-Key": keys.knowlify})


OURS = ("127.0.0.1", "localhost:8787", "LOCALHOST", "[::1]:1", "127.8.9.10:80", "app.localhost:80")
FOREIGN = (
    *("", "evil.example", "localhost.evil.example", "localhost:x@evil.example", "127.0.0.1:80evil"),
    *("127.0.0.1.evil.example", "evil@localhost", "notlocalhost", "localhost.", "[::1", "::1"),
    *("192.168.1.5:8787", "0.0.0.0", "[::ffff:127.0.0.1]", "localhost,evil.example", "127.1"),
    *("localhost:", "localhost:999999", "localhost:80:80", "localhost/evil", "localhost%2eevil"),
    *("127.0.0.1 evil", "2130706433", "0x7f.0.0.1", "１２７.0.0.1".encode().decode("latin-1")),
)


async def test_other_names_and_pages_of_other_sites_are_refused(
    tmp_path: Path, listening: Any
) -> None:
    """DNS rebinding: the page's own name leads to this computer, and its key may be known."""
    async with listening(Studio(tmp_path)) as (url, keys), client(url, keys) as http:

        async def status(**headers: str) -> int:
            raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
            return (await http.get("/v1/videos/x", headers=raw)).status_code

        assert {host: await status(Host=host) for host in OURS} == dict.fromkeys(OURS, 404)
        assert {host: await status(Host=host) for host in FOREIGN if host} == dict.fromkeys(
            FOREIGN[1:], 421
        )
        pages = {f"http://{host}": await status(Origin=f"http://{host}") for host in OURS}
        assert set(pages.values()) == {404}, pages
        others = ("null", "file://", "http://", *(f"https://{host}" for host in FOREIGN))
        assert {page: await status(Origin=page) for page in others} == dict.fromkeys(others, 403)
