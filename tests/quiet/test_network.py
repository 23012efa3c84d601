"""Nothing is sent where it was not meant to go: private addresses, proxies, other ports."""

import socket
import threading
from collections.abc import Callable, Generator
from pathlib import Path

import httpx2
import pytest
from tests.fake_llm_endpoint import Models

from callsheet.backends import BackendOptions, backend_factories, default_studio
from callsheet.settings import Settings
from callsheet_studio import public_address as in_studio
from callsheet_studio.llm.chat import strip_reasoning
from callsheet_studio.llm.endpoints import Endpoint, EndpointError, post
from callsheet_tools.backends import public_address as in_tools
from callsheet_tools.backends.backend import Backend, BackendFactory
from callsheet_tools.backends.download import fetch
from callsheet_tools.backends.http_client import ProviderHttpClient
from callsheet_tools.backends.rate_budget import RateBudget
from callsheet_tools.errors import NoSuchFile, RetryLater

pytestmark = pytest.mark.anyio
PUBLIC = (
    *("93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"),
    "2002:5db8:d822::1",
)
NOT_PUBLIC = (
    *(
        "127.0.0.1",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "240.0.0.1",
    ),
    *("::1", "::", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1", "224.0.0.1"),
    *(
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "::127.0.0.1",
    ),
    *("2002:7f00:1::", "2002:a00:1::1", "2001:0:5db8:d822::f5ff:fffe", "fe80::5efe:5db8:d822"),
    *("2001:470::5efe:7f00:1", "2001:470::200:5efe:a00:1", "localhost", "", "1.2.3", "0x7f.1"),
)
CHECKS = pytest.mark.parametrize(
    "is_public", [in_tools.is_public, in_studio.is_public], ids=["tools", "studio"]
)


@CHECKS
def test_an_address_counts_as_what_it_leads_to(is_public: Callable[[str], bool]) -> None:
    """RFC 6052, 3056, 4380, 5214 and 4291: IPv4 inside IPv6, in all forms."""
    assert [address for address in PUBLIC if not is_public(address)] == []
    assert [address for address in NOT_PUBLIC if is_public(address)] == []


async def resolve(host: str, port: int) -> list[str]:
    assert port == 443
    return {"cdn.example": ["93.184.216.34"], "nat.example": ["64:ff9b::7f00:1"]}[host]


async def fetched(url: str, seen: list[httpx2.Request]) -> bytes:
    def vendor(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        if to := request.url.params.get("to"):
            return httpx2.Response(302, headers={"location": to})
        return httpx2.Response(200, content=b"film")

    transport = httpx2.MockTransport(vendor)
    async with httpx2.AsyncClient(base_url="https://api.example", transport=transport) as http:
        budget = RateBudget("videos", most=30, seconds=63.0, reserve=6, spacing=5.0)
        backend = Backend(
            "knowlify",
            "hosted",
            "a",
            ProviderHttpClient("Knowlify", http, {"X-API-Key": "s"}),
            budget,
        )
        async with fetch(backend, url, resolve) as content:
            return b"".join([piece async for piece in content])


async def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    """A name that leads elsewhere when it is asked for again reaches nothing."""
    seen = list[httpx2.Request]()
    assert await fetched("https://cdn.example/film.mp4", seen) == b"film"
    (request,) = seen
    assert request.url.host == "93.184.216.34" and request.url.path == "/film.mp4"
    assert request.headers["host"] == request.extensions["sni_hostname"] == "cdn.example"
    assert "x-api-key" not in request.headers


@pytest.mark.parametrize(
    "url",
    [
        "https://cdn.example:22/film.mp4",
        "https://api.example/?to=https://cdn.example:8443/film.mp4",
        "https://api.example/?to=https://api.example:444/film.mp4",
        "https://api.example/?to=http://cdn.example/film.mp4",
        "https://api.example/?to=https://me@cdn.example/film.mp4",
        "https://api.example/?to=https://nat.example/film.mp4",
        "https://api.example/?to=file:///etc/passwd",
        "https://api.example/?to=//nat.example/film.mp4",
        "https://[::bad/film.mp4",
        "https://api.example:99999/film.mp4",
    ],
)
async def test_no_other_port_or_form_is_asked(url: str) -> None:
    seen = list[httpx2.Request]()
    with pytest.raises(NoSuchFile):
        await fetched(url, seen)
    assert {request.url.host for request in seen} <= {"api.example"}


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Generator[list[bytes]]:
    """A proxy that the environment names, without `NO_PROXY`; it keeps what it is sent."""
    heard = list[bytes]()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, url)
            monkeypatch.setenv(name.lower(), url)
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)

        def listen() -> None:
            while True:
                try:
                    line, _ = listener.accept()
                except OSError:
                    return
                with line:
                    heard.append(line.recv(4096))

        threading.Thread(target=listen, daemon=True).start()
        yield heard
        listener.shutdown(socket.SHUT_RDWR)


@pytest.mark.skipif(not hasattr(socket, "SO_REUSEPORT"), reason="the listener's end is POSIX's")
def test_a_key_for_this_computer_never_goes_to_a_proxy(models: Models, proxy: list[bytes]) -> None:
    endpoint = Endpoint(f"{models.url}", "small", "very-secret")
    post(endpoint, "/chat/completions", {"model": "small", "messages": []}, 30)
    assert proxy == []


async def test_requests_to_a_studio_on_this_computer_go_by_no_proxy(
    tmp_path: Path, proxy: list[bytes]
) -> None:
    """Whoever answers there, or nobody: the proxy hears nothing of it."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
    key = "kn_" + "0123456789abcdef" * 4
    environ = {"KNOWLIFY_API_BASE": url, "KNOWLIFY_API_KEY": key, "CALLSHEET_HOME": str(tmp_path)}
    found = backend_factories(Settings.read(environ), BackendOptions(default_studio))
    factory = found[("knowlify", "hosted")]
    assert isinstance(factory, BackendFactory)
    async with factory.open() as backend:
        with pytest.raises(RetryLater):
            await backend.http_client.read("/v1/videos/x")
    assert proxy == []


def test_an_endpoint_that_drips_its_headers_is_given_up() -> None:
    """Each byte comes in time, and the head never ends."""
    go_on = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def drip() -> None:
            line, _ = listener.accept()
            with line:
                line.sendall(b"HTTP/1.1 200 OK\r\nX-A: ")
                while not go_on.wait(0.05):
                    try:
                        line.sendall(b"a")
                    except OSError:
                        return

        threading.Thread(target=drip, daemon=True).start()
        endpoint = Endpoint(f"http://127.0.0.1:{listener.getsockname()[1]}/v1", "small")
        with pytest.raises(EndpointError, match="in time"):
            post(endpoint, "/chat/completions", {}, 1.0)
        go_on.set()


def test_a_thought_without_end_is_no_answer() -> None:
    """300,000 × `<think>` is one search, not 300,000."""
    assert strip_reasoning("<think>" * 300_000 + "</think> Here: ```json\n{}\n``` and ```x") == "{}"
    assert strip_reasoning("```" * 100_000) == ("```" * 100_000)[:40_000].strip()
    assert strip_reasoning("plain") == "plain"
