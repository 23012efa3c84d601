"""Requests a minute, counted per operation and key, as Knightvision documents them."""

from pathlib import Path
from typing import Any

import pytest
from tests.studio_callers import add_account, new_key, revoke_key

from callsheet_studio.extras import add_extra
from callsheet_studio.jobs.fault_injection import Fault

pytestmark = pytest.mark.anyio
LIMITS = {
    "analyze": ("POST", "analyze", 20),
    "status": ("GET", "status/20260323_141500_abc123", 60),
    "credits": ("GET", "credits", 30),
    "generate": ("POST", "generate-video", 5),
    "video status": ("GET", "video-status/sora_20260323_141500_abc123", 60),
    "videos": ("GET", "videos", 20),
    "characters": ("GET", "characters", 20),
    "character": ("GET", "characters/1", 30),
    "finalize": ("POST", "characters/1/finalize", 10),
}


@pytest.mark.parametrize(("method", "path", "requests"), LIMITS.values(), ids=LIMITS)
async def test_the_request_over_the_limit_is_429_until_the_minute_is_over(
    open_up: Any, clock: Any, method: str, path: str, requests: int
) -> None:
    """Wait at least 10 s. Refused requests count as well."""
    async with open_up() as (_, http):
        codes = {(await http.request(method, path)).status_code for _ in range(requests)}
        assert 429 not in codes
        late = await http.request(method, path)
        assert (late.status_code, late.json()) == (429, {"error": "Rate limit exceeded"})
        assert late.headers["Retry-After"] == "10"
        clock.now += 60
        assert (await http.request(method, path)).status_code != 429


async def test_both_ways_to_call_characters_share_a_limit_and_others_have_their_own(
    open_up: Any,
) -> None:
    async with open_up() as (studio, http):
        for _ in range(10):
            await http.get("characters")
            await http.post("characters")
        assert (await http.get("characters")).status_code == 429
        assert (await http.get("videos")).status_code == 200
        other = await new_key(
            studio.accounts, "knightvision", await add_account(studio.accounts, "Ada")
        )
        headers = {"Authorization": f"Bearer {other}"}
        assert (await http.get("characters", headers=headers)).status_code == 200


async def test_a_revoked_key_is_403(open_up: Any) -> None:
    async with open_up() as (studio, http):
        account = await add_account(studio.accounts, "Ada")
        old = await new_key(studio.accounts, "knightvision", account)
        await revoke_key(studio.accounts, "knightvision", account)
        answer = await http.get("credits", headers={"Authorization": f"Bearer {old}"})
        assert (answer.status_code, answer.json()) == (403, {"error": "API key deactivated"})


def lacking() -> tuple[str, ...]:
    return ("av",)


def almost_full(_: Path) -> int:
    return 499_999_999


@pytest.mark.parametrize(
    ("settings", "detail"),
    [
        ({"missing": lacking}, add_extra("studio")),
        ({"free_space": almost_full}, "Less than 500 MB"),
    ],
    ids=["no renderer", "full disk"],
)
async def test_a_computer_that_cannot_render_says_so_and_charges_nothing(
    open_up: Any, settings: dict[str, Any], detail: str
) -> None:
    async with open_up(**settings) as (studio, http):
        answer = await http.post("generate-video", json={"prompt": "a dog runs"})
        assert answer.status_code == 500
        assert answer.json()["error"] == "Video generation not available"
        assert detail in answer.json()["detail"]
        assert await studio.unfinished() == 0


@pytest.mark.parametrize(("kind", "status"), [("429", 429), ("500", 500), ("502", 502)])
async def test_a_request_meets_trouble_once_and_is_not_carried_out(
    open_up: Any, kind: Any, status: int
) -> None:
    fault = Fault(kind, "POST /api/v1/partner/generate-video")
    async with open_up(faults=(fault,)) as (studio, http):
        body = {"prompt": "a dog runs"}
        answer = await http.post("generate-video", json=body)
        assert answer.status_code == status and answer.json().keys() == {"error"}
        assert await studio.unfinished() == 0
        assert (await http.post("generate-video", json=body)).status_code == 202


async def test_a_dropped_answer_was_carried_out_and_paid(open_up: Any) -> None:
    """What a client must not answer with a second submit: it looks at `/videos` instead."""
    async with open_up(faults=(Fault("drop", "POST"),)) as (_, http):
        assert (await http.post("generate-video", json={"prompt": "a dog"})).content == b""
        (row,) = (await http.get("videos")).json()["videos"]
        assert (row["prompt"], row["credits_used"]) == ("a dog", 22)
