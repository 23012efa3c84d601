"""Fixed windows of 60 s, 30 requests for the videos bucket, counted per caller."""

from typing import Any

import httpx2
import pytest
from tests.studio_callers import add_account, new_key

pytestmark = pytest.mark.anyio
SOME = "/v1/videos/550e8400-e29b-41d4-a716-446655440000"
BODY = {"videos": [{"task": "How tides work"}]}


def rate(answer: httpx2.Response) -> tuple[str | None, ...]:
    names = ("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "Retry-After")
    return tuple(answer.headers.get(name) for name in names)


async def test_every_success_says_what_is_left_of_the_window(
    http: httpx2.AsyncClient, clock: Any
) -> None:
    clock.now = 600.0
    first = await http.post("/v1/videos", json=BODY)
    assert rate(first) == ("30", "29", "60", None)
    clock.now = 659.5
    uuid = first.json()["results"][0]["uuid"]
    assert rate(await http.get(f"/v1/videos/{uuid}")) == ("30", "28", "1", None)


async def test_the_request_over_the_limit_is_answered_as_the_documentation_prints_it(
    http: httpx2.AsyncClient, clock: Any
) -> None:
    clock.now = 615.0
    for _ in range(30):
        assert (await http.get(SOME)).status_code == 404, "refused requests count as well"
    late = await http.post("/v1/videos", json=BODY)
    assert late.status_code == 429
    assert late.json() == {"detail": "Rate limit exceeded: 30 requests per 60s. Retry in 45s."}
    assert rate(late) == ("30", "0", "45", "45")


async def test_wider_windows_take_nothing_from_the_documented_ones(open_up: Any) -> None:
    """The studio inside Callsheet's own process, on the same home, is asked more often."""
    async with open_up() as (_, http), open_up(width=20) as (_, inner):
        assert [rate(await each.post("/v1/videos", json=BODY))[:2] for each in (inner, http)] == [
            ("600", "599"),
            ("30", "29"),
        ]


async def test_a_new_window_begins_on_the_minute(http: httpx2.AsyncClient, clock: Any) -> None:
    clock.now = 659.9
    await use_up(http)
    clock.now = 660.0
    assert (await http.get(SOME)).status_code == 404


async def test_a_request_without_a_key_counts_for_nobody(
    http: httpx2.AsyncClient, clock: Any
) -> None:
    for _ in range(40):
        assert (await http.get(SOME, headers={"X-API-Key": "wrong"})).status_code == 401
    assert rate(await http.post("/v1/videos", json=BODY))[1] == "29"


async def test_callers_have_pools_of_their_own(open_up: Any) -> None:
    async with open_up() as (studio, http):
        await use_up(http)
        account = await add_account(studio.accounts, "somebody else")
        http.headers["X-API-Key"] = await new_key(studio.accounts, "knowlify", account)
        assert (await http.get(SOME)).status_code == 404


async def test_the_count_survives_a_restart(open_up: Any) -> None:
    async with open_up() as (_, http):
        await use_up(http)
    async with open_up() as (_, http):
        assert (await http.get(SOME)).status_code == 429


async def use_up(http: httpx2.AsyncClient) -> None:
    """Spend the caller's window."""
    answers = [await http.get(SOME) for _ in range(31)]
    assert [answer.status_code for answer in answers] == [404] * 30 + [429]
