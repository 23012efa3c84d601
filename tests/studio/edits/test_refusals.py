"""Every refusal of the edits endpoints, as Knowlify documents it."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.studio_callers import add_account, new_key

from .conftest import Office, OpenOffice

pytestmark = pytest.mark.anyio
NOBODY = "550e8400-e29b-41d4-a716-446655440000"


def body(**fields: Any) -> dict[str, Any]:
    return {"video_uuid": NOBODY, "edit_request": "style: blue"} | fields


BAD_BODIES: dict[str, tuple[Any, str]] = {
    "no object": ([], "The body: "),
    "no video": ({"edit_request": "a"}, "video_uuid: is required"),
    "no request": ({"video_uuid": NOBODY}, "edit_request: is required"),
    "empty request": (body(edit_request=""), "edit_request: String should have at least 1"),
    "long request": (body(edit_request="a" * 5001), "edit_request: has 5,001 characters"),
    "request is a list": (body(edit_request=["a"]), "edit_request: "),
    "square": (body(aspect_ratio="1:1"), "aspect_ratio: Input should be '16:9' or '9:16'"),
    "six images": (
        body(reference_image_urls=["https://example.com/a.png"] * 6),
        "reference_image_urls: List should have at most 5 items",
    ),
    "no URL": (
        body(reference_image_urls=["logo.png"]),
        "reference_image_urls[0]: has the wrong form: a URL such as https://",
    ),
}


@pytest.mark.parametrize(("given", "text"), BAD_BODIES.values(), ids=BAD_BODIES)
async def test_a_schema_error_is_400_and_names_field_and_rule(
    office: Office, given: Any, text: str
) -> None:
    answer = await office.http.post("/v1/edits", content=json.dumps(given))
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith(text)


@pytest.mark.parametrize("key", ["", "k" * 256], ids=["empty", "long"])
async def test_a_key_has_1_to_255_characters(office: Office, key: str) -> None:
    answer = await office.http.post("/v1/edits", json=body(), headers={"Idempotency-Key": key})
    assert (answer.status_code, answer.json()["detail"]) == (
        400,
        "Idempotency-Key: must have 1 to 255 characters",
    )


@pytest.mark.parametrize("content", [b"", b"{", b"\x00", b'{"a": NaN}'])
async def test_a_body_that_is_not_json_is_422(office: Office, content: bytes) -> None:
    answer = await office.http.post("/v1/edits", content=content)
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("method", "path", "status", "text"),
    [
        ("GET", f"/v1/edits/{NOBODY}", 404, "edit not found"),
        ("POST", f"/v1/edits/{NOBODY}/revert", 404, "edit not found"),
        ("GET", "/v1/edits/%00", 404, "edit not found"),
        ("DELETE", f"/v1/edits/{NOBODY}", 405, "Method Not Allowed"),
        ("GET", "/v1/edits", 405, "Method Not Allowed"),
        ("GET", f"/v1/edits/{NOBODY}/revert", 405, "Method Not Allowed"),
        ("POST", f"/v1/edits/{NOBODY}/cancel", 404, "Not Found"),
    ],
)
async def test_what_is_not_there_is_refused(
    office: Office, method: str, path: str, status: int, text: str
) -> None:
    answer = await office.http.request(method, path)
    assert answer.status_code == status
    assert answer.json()["detail"].startswith(text)


async def test_an_unknown_video_is_404(office: Office) -> None:
    answer = await office.edit(NOBODY)
    assert (answer.status_code, answer.json()) == (404, {"detail": "video not found"})


async def test_a_video_that_is_not_finished_is_409(open_office: OpenOffice) -> None:
    async with open_office(works=False) as office:
        answer = await office.http.post("/v1/videos", json={"videos": [{"task": "a"}]})
        uuid = answer.json()["results"][0]["uuid"]
        early = await office.edit(uuid)
        await office.studio.cancel(uuid)
        late = await office.edit(uuid)
    assert early.json() == {"detail": "video is still being built (status=queued)"}
    assert late.json() == {"detail": "video failed (status=failed)"}
    assert early.status_code == late.status_code == 409


async def test_what_belongs_to_somebody_else_is_403(office: Office) -> None:
    uuid = await office.video()
    edit = await office.edited(uuid)
    account = await add_account(office.studio.accounts, "Ada")
    office.http.headers["X-API-Key"] = await new_key(office.studio.accounts, "knowlify", account)
    answer = await office.edit(uuid)
    assert (answer.status_code, answer.json()) == (
        403,
        {"detail": "API key does not own this video"},
    )
    for method, path in (("GET", ""), ("POST", "/revert")):
        answer = await office.http.request(method, f"/v1/edits/{edit['edit_id']}{path}")
        assert (answer.status_code, answer.json()) == (
            403,
            {"detail": "API key does not own this edit"},
        )


def no_room(_: Path) -> int:
    return 0


async def test_a_full_disk_is_said_at_once(open_office: OpenOffice) -> None:
    async with open_office() as office:
        uuid = await office.video()
    async with open_office(free_space=no_room) as office:
        answer = await office.edit(uuid)
    assert answer.status_code == 500
    assert answer.json()["detail"].startswith("Less than 500 MB are free")
