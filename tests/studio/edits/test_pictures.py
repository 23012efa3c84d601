"""Reference images: the documented SSRF rules (422), and what is a picture at all (415)."""

import base64
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

import httpx2
import pytest
from tests.studio_callers import add_account, new_key

from callsheet_studio.api.knowlify.reference_images import LARGEST, ReferenceImages

from .conftest import OpenOffice

pytestmark = pytest.mark.anyio
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SHOWN = "## 2: Seen [image]\nimage: 1\n> Look."
BOTH = f"{SHOWN}\n## 3: Seen again [image]\nimage: 2\n> Look again."
HOSTS = {
    "public.example": ["93.184.215.14"],
    "two.example": ["93.184.215.14", "10.0.0.1"],
    "private.example": ["192.168.1.10"],
    "loopback.example": ["127.0.0.1"],
    "link.example": ["169.254.169.254"],
    "six.example": ["::1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "local6.example": ["fe80::1%eth0"],
    "cgnat.example": ["100.64.0.1"],
    "none.example": [],
}


def lookup(host: str) -> list[str]:
    """A resolver; an address is its own."""
    if host not in HOSTS and not host.replace(".", "").isdigit():
        raise OSError("Name or service not known")
    return HOSTS.get(host, [host])


def site(request: httpx2.Request) -> httpx2.Response:
    """What the public host holds. The connection goes to the address, the name is a header."""
    assert request.url.host == "93.184.215.14"
    assert request.headers["host"] == request.extensions["sni_hostname"] == "public.example"
    return PAGES[request.url.path](request)


def png(_: httpx2.Request) -> httpx2.Response:
    return httpx2.Response(200, content=PNG, headers={"content-type": "image/png"})


def with_headers(**headers: str) -> Callable[[httpx2.Request], httpx2.Response]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: httpx2.Response(200, content=PNG, headers=named)


def to(location: str) -> Callable[[httpx2.Request], httpx2.Response]:
    return lambda _: httpx2.Response(302, headers={"location": location})


def no_length(_: httpx2.Request) -> httpx2.Response:
    async def chunks() -> AsyncGenerator[bytes]:
        yield PNG

    return httpx2.Response(200, content=chunks(), headers={"content-type": "image/png"})


def grows(request: httpx2.Request) -> httpx2.Response:
    """Says a little and sends a lot."""
    if request.method == "HEAD":
        return png(request)
    content = PNG + bytes(LARGEST)
    return httpx2.Response(200, content=content, headers={"content-type": "image/png"})


def refuses(request: httpx2.Request) -> httpx2.Response:
    raise httpx2.ConnectError("refused", request=request)


PAGES: dict[str, Callable[[httpx2.Request], httpx2.Response]] = {
    "/a.png": png,
    "/once": to("/a.png"),
    "/twice": to("/once"),
    "/inside": to("https://private.example/a.png"),
    "/nowhere": to("https://[::bad/a.png"),
    "/down": to("http://public.example/a.png"),
    "/page": with_headers(content_type="text/html"),
    "/typeless": with_headers(),
    "/large": with_headers(content_type="image/png", content_length=str(LARGEST + 1)),
    "/endless": no_length,
    "/grows": grows,
    "/svg": lambda _: httpx2.Response(
        200, content=b"<svg/>", headers={"content-type": "image/svg+xml"}
    ),
    "/gone": lambda _: httpx2.Response(404),
    "/refuses": refuses,
}
REFUSED: dict[str, tuple[str, int, str]] = {
    "http": ("http://public.example/a.png", 422, "only https"),
    "ftp": ("ftp://public.example/a.png", 422, "only https"),
    "password": ("https://me:secret@public.example/a.png", 422, "only https"),
    "loopback name": ("https://loopback.example/a.png", 422, "is not public"),
    "loopback address": ("https://127.0.0.1/a.png", 422, "is not public"),
    "private": ("https://private.example/a.png", 422, "is not public"),
    "cloud metadata": ("https://link.example/latest", 422, "is not public"),
    "loopback, IPv6": ("https://six.example/a.png", 422, "is not public"),
    "loopback, mapped": ("https://mapped.example/a.png", 422, "is not public"),
    "link-local, IPv6": ("https://local6.example/a.png", 422, "is not public"),
    "shared space": ("https://cgnat.example/a.png", 422, "is not public"),
    "one of two private": ("https://two.example/a.png", 422, "is not public"),
    "malformed host": ("https://\u008dç.example/a.png", 400, "leads to no address"),
    "malformed redirect": ("https://public.example/nowhere", 422, "leads to no address"),
    "no address": ("https://none.example/a.png", 422, "is not public"),
    "unknown host": ("https://unknown.example/a.png", 422, "cannot be found"),
    "redirect inside": ("https://public.example/inside", 422, "is not public"),
    "redirect to http": ("https://public.example/down", 422, "only https"),
    "two redirects": ("https://public.example/twice", 422, "more than 1 redirect"),
    "gone": ("https://public.example/gone", 422, "answers 404"),
    "unreachable": ("https://public.example/refuses", 422, "cannot be reached (ConnectError)"),
    "a page": ("https://public.example/page", 415, "is text/html, not image/*"),
    "no type": ("https://public.example/typeless", 415, "is of no type"),
    "too large": ("https://public.example/large", 415, "has over 5 MB"),
    "no length": ("https://public.example/endless", 415, "no Content-Length"),
    "larger than it said": ("https://public.example/grows", 415, "has over 5 MB"),
    "no picture that is drawn": ("https://public.example/svg", 415, "no PNG, JPEG, GIF or WebP"),
}


@pytest.fixture
def pictures() -> ReferenceImages:
    return ReferenceImages(lookup, httpx2.MockTransport(site))


async def test_an_edit_with_a_bad_image_is_refused_as_documented(
    open_office: OpenOffice, pictures: ReferenceImages
) -> None:
    """Every rule in one studio, since each costs its own request of the bucket."""
    async with open_office(pictures=pictures, limited=False) as office:
        uuid = await office.video()
        for name, (url, status, text) in REFUSED.items():
            answer = await office.edit(uuid, SHOWN, reference_image_urls=[url])
            assert (answer.status_code, name) == (status, name)
            assert answer.json()["detail"].startswith(f"{url}: ")
            assert text in answer.json()["detail"]
        assert not await office.studio.queue.list(f"knowlify/edits/{uuid}")


async def test_images_are_stored_with_the_order_under_the_name_of_their_content(
    open_office: OpenOffice, pictures: ReferenceImages
) -> None:
    urls = ["https://public.example/a.png", "https://public.example/once"]
    async with open_office(pictures=pictures) as office:
        edit = await office.edited(await office.video(), BOTH, reference_image_urls=urls)
        job = await office.studio.queue.get(edit["edit_id"])
        assert job
        first, second = job.request["pictures"]
        assert first == second, "the same picture, once behind a redirect"
        assert (office.home / "films" / job.id / first).read_bytes() == PNG


async def test_nothing_is_fetched_for_who_cannot_pay(
    open_office: OpenOffice, tmp_path: Path
) -> None:
    asked = list[str]()

    def watching(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.method)
        return png(request)

    pictures = ReferenceImages(lookup, httpx2.MockTransport(watching))
    async with open_office(pictures=pictures) as office:
        account = await add_account(office.studio.accounts, "Ada", credits=1)
        office.http.headers["X-API-Key"] = await new_key(
            office.studio.accounts, "knowlify", account
        )
        uuid = await office.video()
        answer = await office.edit(
            uuid, SHOWN, reference_image_urls=["https://public.example/a.png"]
        )
        assert (answer.status_code, asked) == (402, ["HEAD"]), "images are looked at before credits"
