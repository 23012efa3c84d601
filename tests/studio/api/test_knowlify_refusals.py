"""Every refusal of `POST /v1/videos` and `GET /v1/videos/{uuid}`, as Knowlify documents it.

Schema errors are 400 and unparsable JSON is 422, the reverse of what is usual.
"""

import json
from typing import Any

import httpx2
import pytest

pytestmark = pytest.mark.anyio


def item(**fields: Any) -> dict[str, Any]:
    return {"videos": [{"task": "How tides work"} | fields]}


BAD_BODIES: dict[str, tuple[Any, str]] = {
    "no object": ([], "The body: "),
    "null": (None, "The body: "),
    "no videos": ({}, "videos: is required"),
    "videos is no list": ({"videos": "one"}, "videos: "),
    "no item": ({"videos": []}, "videos: List should have at least 1 item"),
    "51 items": ({"videos": [{"task": "a"}] * 51}, "videos: List should have at most 50 items"),
    "item is no object": ({"videos": ["a"]}, "videos[0]: "),
    "second item is wrong": ({"videos": [{"task": "a"}, {}]}, "videos[1].task: is required"),
    "empty task": (item(task=""), "videos[0].task: String should have at least 1 character"),
    "long task": (item(task="a" * 5001), "videos[0].task: String should have at most 5000"),
    "task is null": (item(task=None), "videos[0].task: "),
    "task is a number": (item(task=7), "videos[0].task: "),
    "task is half a character": (item(task="\ud800"), "videos[0].task: "),
    "29 s": (item(video_duration_seconds=29), "videos[0].video_duration_seconds: "),
    "301 s": (item(video_duration_seconds=301), "videos[0].video_duration_seconds: "),
    "seconds as text": (item(video_duration_seconds="60"), "videos[0].video_duration_seconds: "),
    "half seconds": (item(video_duration_seconds=60.5), "videos[0].video_duration_seconds: "),
    "seconds true": (item(video_duration_seconds=True), "videos[0].video_duration_seconds: "),
    "square": (item(aspect_ratio="1:1"), "videos[0].aspect_ratio: Input should be '16:9' or"),
    "style": (item(video_type="epic"), "videos[0].video_type: Input should be 'instructional'"),
    "long style prompt": (item(global_style_prompt="a" * 5001), "videos[0].global_style_prompt: "),
    "long voice": (item(voice_description="a" * 5001), "videos[0].voice_description: "),
    "five digits": (
        item(color_palette={"primary": "#12345"}),
        "videos[0].color_palette.primary: has the wrong form: a colour is written #rgb or #rrggbb",
    ),
    "colour and a line": (
        item(color_palette={"accent": "#123456\n"}),
        "videos[0].color_palette.accent: has the wrong form",
    ),
    "named colour": (item(color_palette={"accent": "red"}), "videos[0].color_palette.accent: "),
    "unknown colour": (
        item(color_palette={"quaternary": "#123456"}),
        "videos[0].color_palette.quaternary: is not known here",
    ),
    "palette is a list": (item(color_palette=["#123456"]), "videos[0].color_palette: "),
    "no e-mail": (item() | {"email": "me"}, "email: has the wrong form: an e-mail address"),
    "long e-mail": (item() | {"email": "a" * 320 + "@b"}, "email: String should have at most 320"),
    "foreign org": (item() | {"org_id": "somebody"}, "org_id: is not the organization"),
}
NOT_JSON: dict[str, bytes] = {
    "nothing": b"",
    "half an object": b'{"videos": [',
    "a form": b"task=How+tides+work",
    "NaN": b'{"videos": NaN}',
    "no UTF-8": b'{"videos": "\xff"}',
    "NUL": b"\x00",
}
NOBODY = "550e8400-e29b-41d4-a716-446655440000"
ELSEWHERE: dict[str, tuple[str, str, int, str]] = {
    "unknown video": ("GET", f"/v1/videos/{NOBODY}", 404, "video not found"),
    "malformed uuid": ("GET", "/v1/videos/nope", 404, "video not found"),
    "quoted uuid": ("GET", "/v1/videos/%27%20OR%201=1--", 404, "video not found"),
    "NUL uuid": ("GET", "/v1/videos/%00", 404, "video not found"),
    "path tricks": ("GET", "/v1/videos/..%2f..%2fkeys.json", 404, "Not Found"),
    "delete": ("DELETE", f"/v1/videos/{NOBODY}", 405, "Method Not Allowed"),
    "list": ("GET", "/v1/videos", 405, "Method Not Allowed"),
    "unknown path": ("GET", "/v1/balance", 404, "Not Found"),
    "trailing slash": ("POST", "/v1/videos/", 404, "Not Found"),
    "another version": ("POST", "/v2/videos", 404, "Not Found"),
    "prefix alone": ("GET", "/v1/", 404, "Not Found"),
    "root": ("GET", "/", 404, "Not Found"),
}


def detail(answer: httpx2.Response) -> str:
    """Every refusal is `{"detail": text}` and nothing else."""
    ((key, text),) = answer.json().items()
    assert key == "detail"
    return text


@pytest.mark.parametrize(("body", "text"), BAD_BODIES.values(), ids=BAD_BODIES)
async def test_a_schema_error_is_400_and_names_field_and_rule(
    http: httpx2.AsyncClient, body: Any, text: str
) -> None:
    answer = await http.post("/v1/videos", content=json.dumps(body))
    assert answer.status_code == 400
    assert detail(answer).startswith(text)


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON)
async def test_a_body_that_is_not_json_is_422(http: httpx2.AsyncClient, body: bytes) -> None:
    answer = await http.post("/v1/videos", content=body)
    assert answer.status_code == 422
    assert detail(answer).startswith("The body is not JSON")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"[" * 100_000, "The body is nested too deeply"),
        (b" " * 10_000_001, "The body must have at most 10000000 bytes"),
    ],
    ids=["deep", "large"],
)
async def test_a_body_beyond_all_measure_is_400(
    http: httpx2.AsyncClient, body: bytes, text: str
) -> None:
    answer = await http.post("/v1/videos", content=body)
    assert (answer.status_code, detail(answer)) == (400, text)


async def test_a_refusal_that_quotes_the_caller_stays_short_and_is_valid_text(
    http: httpx2.AsyncClient,
) -> None:
    body = json.dumps(item(color_palette={"\ud800" * 9000: "#123"}))
    answer = await http.post("/v1/videos", content=body)
    assert answer.status_code == 400
    assert len(detail(answer)) <= 500


@pytest.mark.parametrize(("method", "path", "status", "text"), ELSEWHERE.values(), ids=ELSEWHERE)
async def test_what_is_not_there_is_refused_as_documented(
    http: httpx2.AsyncClient, method: str, path: str, status: int, text: str
) -> None:
    answer = await http.request(method, path)
    assert answer.status_code == status
    assert detail(answer).startswith(text)


@pytest.mark.parametrize(("path", "allow"), [("/v1/videos", {"POST"}), ("/v1/videos/x", {"GET"})])
async def test_a_wrong_method_says_which_are_right(
    http: httpx2.AsyncClient, path: str, allow: set[str]
) -> None:
    answer = await http.put(path)
    assert set(answer.headers["Allow"].split(", ")) - {"HEAD"} == allow


@pytest.mark.parametrize(
    ("headers", "text"),
    [
        ({}, "Missing X-API-Key header"),
        ({"X-API-Key": ""}, "Malformed API key"),
        ({"X-API-Key": "kn_123"}, "Malformed API key"),
        ({"X-API-Key": "kv_partner_" + "0" * 64}, "Malformed API key"),
        ({"X-API-Key": "kn_" + "0" * 64}, "Unknown or revoked API key"),
    ],
    ids=["none", "empty", "short", "other API", "unknown"],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/v1/videos"), ("GET", "/v1/videos/x"), ("DELETE", "/v1/elsewhere")],
)
async def test_authentication_comes_before_everything(
    http: httpx2.AsyncClient, headers: dict[str, str], text: str, method: str, path: str
) -> None:
    """Also before a body that is not JSON, an unknown path and a wrong method."""
    del http.headers["X-API-Key"]
    answer = await http.request(method, path, headers=headers, content=b"{")
    assert answer.status_code == 401
    assert detail(answer).startswith(text)
