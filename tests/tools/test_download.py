"""Where a result may be fetched from: the provider's host, or a public address over https."""

import httpx2
import pytest

from callsheet_tools.backends.backend import Backend
from callsheet_tools.backends.download import fetch
from callsheet_tools.backends.http_client import ProviderHttpClient
from callsheet_tools.backends.rate_budget import RateBudget
from callsheet_tools.errors import NoSuchFile

pytestmark = pytest.mark.anyio
BUDGET = RateBudget("videos", most=30, seconds=63.0, reserve=6, spacing=5.0)
PUBLIC = {"cdn.example": ["93.184.216.34"], "two.example": ["93.184.216.34", "10.0.0.1"]}


async def resolve(host: str, port: int) -> list[str]:
    if host in PUBLIC:
        return PUBLIC[host]
    try:
        return {
            "inner.example": ["192.168.1.1"],
            "v6.example": ["::1"],
            "127.0.0.1": ["127.0.0.1"],
        }[host]
    except KeyError:
        raise OSError("no such host") from None


def vendor(request: httpx2.Request) -> httpx2.Response:
    assert "X-API-Key" not in request.headers
    to = request.url.params.get("to")
    if to:
        return httpx2.Response(302, headers={"location": to})
    if request.url.path == "/gone":
        return httpx2.Response(404)
    return httpx2.Response(200, content=b"film")


async def fetched(url: str) -> bytes:
    async with httpx2.AsyncClient(
        base_url="https://api.example", transport=httpx2.MockTransport(vendor)
    ) as http:
        backend = Backend(
            "knowlify",
            "hosted",
            "a",
            ProviderHttpClient("Knowlify", http, {"X-API-Key": "secret"}),
            BUDGET,
        )
        async with fetch(backend, url, resolve) as content:
            return b"".join([piece async for piece in content])


@pytest.mark.parametrize(
    "url",
    [
        "https://api.example/film.mp4",
        "https://cdn.example/film.mp4",
        "https://api.example/?to=https://cdn.example/film.mp4",
        "https://api.example/?to=/film.mp4",
    ],
)
async def test_the_provider_and_public_hosts_are_fetched_from(url: str) -> None:
    assert await fetched(url) == b"film"


@pytest.mark.parametrize(
    "url",
    [
        "http://cdn.example/film.mp4",
        "https://inner.example/film.mp4",
        "https://v6.example/film.mp4",
        "https://127.0.0.1/film.mp4",
        "https://two.example/film.mp4",
        "https://nowhere.example/film.mp4",
        "file:///etc/passwd",
        "https://api.example/?to=http://cdn.example/film.mp4",
        "https://api.example/?to=https://inner.example/film.mp4",
        "https://api.example/?to=file:///etc/passwd",
        "https://api.example/gone",
    ],
)
async def test_anything_else_is_not(url: str) -> None:
    """Https from the provider's host or a re-checked redirect."""
    with pytest.raises(NoSuchFile):
        await fetched(url)


async def test_redirects_in_a_ring_end() -> None:
    ring = "https://api.example/?to=https://api.example/%3Fto=https://api.example"
    loop = "https://api.example/?to=%3Fto%3D%253Fto%253D%25253Fto%25253D%2525253Fto%2525253Dx"
    assert await fetched(ring) == b"film"
    with pytest.raises(NoSuchFile, match="one redirect to the next"):
        await fetched(loop)
