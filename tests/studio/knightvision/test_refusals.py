"""Every refusal of Knightvision's operations over real HTTP, in the documented texts.

Source: the Knightvision Partner API documentation; where it is silent, what the studio chose.
"""

import json
from typing import Any

import httpx2
import pytest

pytestmark = pytest.mark.anyio

PROMPT = {"prompt": "A person walking through a futuristic city"}
HERO = {"name": "Sales Expert", "prompt": "A confident business person"}
NO_JSON = "Request body must be JSON"
BAD_URL = "Please provide a valid Facebook, Instagram, or TikTok URL"

BAD_BODIES: dict[str, tuple[str, Any, str]] = {
    "analyze no object": ("analyze", ["a"], NO_JSON),
    "analyze a text": ("analyze", "https://www.facebook.com/ads/library/?id=1", NO_JSON),
    "analyze nothing": ("analyze", {}, "Please provide a URL"),
    "analyze null": ("analyze", {"url": None}, "Please provide a URL"),
    "analyze empty": ("analyze", {"url": ""}, "Please provide a URL"),
    "analyze blank": ("analyze", {"url": " \n"}, "Please provide a URL"),
    "analyze words": ("analyze", {"url": "my ad"}, BAD_URL),
    "analyze other host": ("analyze", {"url": "https://youtube.com/watch?v=1"}, BAD_URL),
    "analyze host's child": ("analyze", {"url": "https://evil.facebook.com/1"}, BAD_URL),
    "analyze host's parent": ("analyze", {"url": "https://facebook.com.evil.example/"}, BAD_URL),
    "analyze user": ("analyze", {"url": "https://facebook.com@evil.example/"}, BAD_URL),
    "analyze scheme": ("analyze", {"url": "file://facebook.com/etc/passwd"}, BAD_URL),
    "analyze broken host": ("analyze", {"url": "https://[facebook.com/"}, BAD_URL),
    "analyze two lines": ("analyze", {"url": "https://facebook.com/\n1"}, BAD_URL),
    "analyze long": ("analyze", {"url": "https://facebook.com/" + "a" * 2048}, BAD_URL),
    "analyze half an id": ("analyze", {"url": 1.5}, BAD_URL),
    "analyze true": ("analyze", {"url": True}, BAD_URL),
    "analyze minus": ("analyze", {"url": -1}, BAD_URL),
    "analyze list": ("analyze", {"url": ["https://facebook.com/1"]}, BAD_URL),
    "analyze long id": ("analyze", {"url": "1" * 33}, BAD_URL),
    "analyze other digits": ("analyze", {"url": "\u0661\u0662"}, BAD_URL),
    "analyze path": ("analyze", {"url": "../../etc/passwd"}, BAD_URL),
    "clip nothing": ("generate-video", {}, "Please provide a prompt"),
    "clip null": ("generate-video", {"prompt": None}, "Please provide a prompt"),
    "clip empty": ("generate-video", {"prompt": ""}, "Please provide a prompt"),
    "clip blank": ("generate-video", {"prompt": " \n"}, "Please provide a prompt"),
    "clip separators": ("generate-video", {"prompt": "\x1c\u2003"}, "Please provide a prompt"),
    "clip number": ("generate-video", {"prompt": 7}, "Please provide a prompt"),
    "clip half a character": ("generate-video", {"prompt": "\ud800"}, "Please provide a prompt"),
    "clip long": (
        "generate-video",
        {"prompt": "a" * 2001},
        "Prompt must be 2000 characters or less",
    ),
    "clip model": ("generate-video", PROMPT | {"model": "sora-3"}, "Invalid model"),
    "clip no model": ("generate-video", PROMPT | {"model": 2}, "Invalid model"),
    "clip 11 s": ("generate-video", PROMPT | {"duration": 11}, "Invalid duration"),
    "clip text": ("generate-video", PROMPT | {"duration": "10"}, "Invalid duration"),
    "clip half": ("generate-video", PROMPT | {"duration": 10.5}, "Invalid duration"),
    "clip true": ("generate-video", PROMPT | {"duration": True}, "Invalid duration"),
    "clip pro default": ("generate-video", PROMPT | {"model": "sora-2-pro"}, "Invalid duration"),
    "clip kling 0": (
        "generate-video",
        PROMPT | {"model": "kling-v3-text-to-video", "duration": 0},
        "Invalid duration",
    ),
    "clip aspect": ("generate-video", PROMPT | {"aspect_ratio": "4:3"}, "Invalid aspect_ratio"),
    "clip prompt first": (
        "generate-video",
        {"model": "x", "duration": 1, "aspect_ratio": "x"},
        "Please provide a prompt",
    ),
    "clip model second": (
        "generate-video",
        PROMPT | {"model": "x", "duration": "x", "aspect_ratio": "x"},
        "Invalid model",
    ),
    "clip duration third": (
        "generate-video",
        PROMPT | {"duration": 25, "aspect_ratio": "x"},
        "Invalid duration",
    ),
    "character nothing": ("characters", {}, "Please provide a name"),
    "character blank": ("characters", HERO | {"name": " "}, "Please provide a name"),
    "character long name": (
        "characters",
        HERO | {"name": "a" * 51},
        "Name must be 50 characters or less",
    ),
    "character no prompt": ("characters", {"name": "Ada"}, "Please provide a prompt"),
    "character long prompt": (
        "characters",
        HERO | {"prompt": "a" * 1001},
        "Prompt must be 1000 characters or less",
    ),
    "character 0 s": ("characters", HERO | {"duration": 0}, "Invalid duration"),
    "character aspect": ("characters", HERO | {"aspect_ratio": "3:2"}, "Invalid aspect_ratio"),
    "finalize text": ("characters/1/finalize", {"timestamp_start": "1"}, "Invalid timestamps"),
    "finalize minus": ("characters/1/finalize", {"timestamp_start": -1}, "Invalid timestamps"),
    "finalize half": ("characters/1/finalize", {"timestamp_end": 3.5}, "Invalid timestamps"),
    "finalize long prompt": (
        "characters/1/finalize",
        {"character_prompt": "a" * 1001},
        "Prompt must be 1000 characters or less",
    ),
    "finalize no object": ("characters/1/finalize", [], NO_JSON),
}
SUBMITS = ("analyze", "generate-video", "characters", "characters/1/finalize")
NOT_JSON: dict[str, bytes] = {
    "nothing": b"",
    "half an object": b'{"prompt": ',
    "a form": b"prompt=A+person",
    "NaN": b'{"duration": NaN}',
    "no UTF-8": b'{"prompt": "\xff"}',
    "NUL": b"\x00",
    "deep": b"[" * 100_000,
    "an endless number": b'{"url": ' + b"1" * 5000 + b"}",
}
NOT_THERE: dict[str, tuple[str, str, int, str]] = {
    "malformed analysis": ("GET", "status/nope", 400, "Invalid job ID"),
    "a clip's id": ("GET", "status/sora_20260323_141500_abc123", 400, "Invalid job ID"),
    "NUL id": ("GET", "status/%00", 400, "Invalid job ID"),
    "id with a line": ("GET", "status/20260323_141500_abc123%0A", 400, "Invalid job ID"),
    "quoted id": ("GET", "status/%27%20OR%201=1--", 400, "Invalid job ID"),
    "path tricks": ("GET", "status/..%2f..%2fkeys.json", 404, "Not found"),
    "unknown analysis": ("GET", "status/20260323_141500_abc123", 404, "Job not found"),
    "malformed clip": ("GET", "video-status/20260323_141500_abc123", 400, "Invalid job ID"),
    "unknown clip": ("GET", "video-status/sora_20260323_141500_abc123", 404, "Job not found"),
    "unknown character": ("GET", "characters/999", 404, "Character not found"),
    "character by name": ("GET", "characters/Ada", 404, "Character not found"),
    "character minus one": ("GET", "characters/-1", 404, "Character not found"),
    "character beyond measure": ("GET", f"characters/{'9' * 999}", 404, "Character not found"),
    "unknown path": ("GET", "balance", 404, "Not found"),
    "trailing slash": ("GET", "credits/", 404, "Not found"),
    "prefix alone": ("GET", "", 404, "Not found"),
    "get a submit": ("GET", "analyze", 405, "Method Not Allowed"),
    "delete the list": ("DELETE", "videos", 405, "Method Not Allowed"),
    "put a character": ("PUT", "characters", 405, "Method Not Allowed"),
}
ALLOWED = {"analyze": {"POST"}, "videos": {"GET"}, "characters": {"GET", "POST"}}


def error(answer: httpx2.Response) -> str:
    """Every refusal is an object with `error`."""
    text: str = answer.json()["error"]
    return text


@pytest.mark.parametrize(("path", "body", "text"), BAD_BODIES.values(), ids=BAD_BODIES)
async def test_a_wrong_field_is_400_in_the_documented_text(
    served: httpx2.AsyncClient, path: str, body: Any, text: str
) -> None:
    answer = await served.post(path, content=json.dumps(body))
    assert (answer.status_code, answer.json()) == (400, {"error": text})


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("generate-video", PROMPT | {"model": "kling-o3-text-to-video", "duration": 301}),
        ("characters", HERO | {"duration": 301}),
    ],
    ids=["kling", "character"],
)
async def test_a_length_over_the_studio_s_own_limit_is_refused_with_the_limit(
    served: httpx2.AsyncClient, path: str, body: Any
) -> None:
    """The documentation takes any duration of kling; so the error's text is the documented one."""
    answer = await served.post(path, json=body)
    detail = "The studio makes at most 300 seconds."
    assert (answer.status_code, answer.json()) == (
        400,
        {"error": "Invalid duration", "detail": detail},
    )


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON)
async def test_a_body_that_is_not_json_is_400(served: httpx2.AsyncClient, body: bytes) -> None:
    answers = [await served.post(path, content=body) for path in SUBMITS]
    assert [(answer.status_code, error(answer)) for answer in answers] == [(400, NO_JSON)] * 4


async def test_a_body_beyond_all_measure_is_400_and_the_server_goes_on(
    served: httpx2.AsyncClient,
) -> None:
    answer = await served.post("analyze", content=b" " * 10_000_001)
    assert (answer.status_code, error(answer)) == (400, NO_JSON)
    assert (await served.get("credits")).status_code == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "nonsense", ""])
async def test_the_content_type_does_not_matter(served: httpx2.AsyncClient, kind: str) -> None:
    headers = {"Content-Type": kind}
    answer = await served.post("generate-video", content=json.dumps(PROMPT), headers=headers)
    assert answer.status_code == 202


@pytest.mark.parametrize(("method", "path", "status", "text"), NOT_THERE.values(), ids=NOT_THERE)
async def test_what_is_not_there_is_refused(
    served: httpx2.AsyncClient, method: str, path: str, status: int, text: str
) -> None:
    answer = await served.request(method, path)
    assert (answer.status_code, error(answer)) == (status, text)


@pytest.mark.parametrize(("path", "methods"), ALLOWED.items())
async def test_a_wrong_method_says_which_are_right(
    served: httpx2.AsyncClient, path: str, methods: set[str]
) -> None:
    answer = await served.put(path)
    assert set(answer.headers["Allow"].split(", ")) - {"HEAD"} == methods


@pytest.mark.parametrize(
    ("header", "text"),
    [
        (None, "Missing or invalid Authorization header"),
        ("", "Missing or invalid Authorization header"),
        ("Bearer", "Missing or invalid Authorization header"),
        ("Basic a3Y6", "Missing or invalid Authorization header"),
        ("kv_partner_" + "0" * 64, "Missing or invalid Authorization header"),
        ("Bearer kv_partner_" + "0" * 64, "Invalid API key"),
        ("Bearer kn_" + "0" * 64, "Invalid API key"),
        ("Bearer \xff", "Invalid API key"),
    ],
    ids=["none", "empty", "scheme", "basic", "bare", "unknown", "other API", "no ASCII"],
)
async def test_a_request_without_a_good_key_is_401(
    served: httpx2.AsyncClient, header: str | None, text: str
) -> None:
    assert await as_stranger(served, "GET", "credits", header) == (401, {"error": text})


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "analyze"), ("PUT", "videos"), ("GET", "nowhere")]
)
async def test_authentication_comes_before_everything(
    served: httpx2.AsyncClient, method: str, path: str
) -> None:
    """Also before a body that is not JSON, an unknown path and a wrong method."""
    status, _ = await as_stranger(served, method, path, None)
    assert status == 401


async def as_stranger(
    served: httpx2.AsyncClient, method: str, path: str, header: str | None
) -> tuple[int, Any]:
    """Status and body of a request with this header, and with half an object for a body."""
    headers = {} if header is None else {b"Authorization": header.encode("latin-1")}
    async with httpx2.AsyncClient(base_url=served.base_url) as stranger:
        answer = await stranger.request(method, path, headers=headers, content=b"{")
    return answer.status_code, answer.json()


@pytest.mark.parametrize(
    "limit", ["-1", "0", "", "x", "1.5", "1e3", "\u0663", "%00", "9" * 5000, "51", "007"]
)
async def test_any_limit_gives_a_list(served: httpx2.AsyncClient, limit: str) -> None:
    answer = await served.get(f"videos?limit={limit}")
    assert answer.status_code == 200 and len(answer.json()["videos"]) <= 50
