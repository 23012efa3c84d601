"""Credits: charged with the job, given back with its failure, never below nothing.

Source: the Knightvision documentation, "Credits": a submit takes credits; failed videos, characters
and finalizes are refunded. The studio refunds failed analyses too.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from tests.studio_callers import add_account, new_key

from callsheet_studio.jobs.fault_injection import Fault
from callsheet_studio.storage.credits import DAILY
from callsheet_studio.storage.migrations import MIGRATIONS
from callsheet_studio.studio import OpenStudio

pytestmark = pytest.mark.anyio
CLIP = {"prompt": "A person walking through a futuristic city"}
PRICE = 22


async def poor(studio: OpenStudio, http: httpx2.AsyncClient, credits: int) -> str:
    """The client becomes that of a new account with so many credits; gives the account."""
    account = await add_account(studio.accounts, "poor", credits=credits)
    key = await new_key(studio.accounts, "knightvision", account)
    http.headers["Authorization"] = f"Bearer {key}"
    return account


async def left(http: httpx2.AsyncClient) -> int:
    answer = await http.get("credits")
    return answer.json()["credits_remaining"]


async def test_a_submit_takes_its_price_and_says_what_is_left(open_up: Any) -> None:
    async with open_up() as (studio, http):
        await poor(studio, http, 100)
        first = (await http.post("analyze", json={"url": "1"})).json()
        second = (await http.post("generate-video", json=CLIP)).json()
        assert (first["credits_used"], first["credits_remaining"]) == (50, 50)
        assert (second["credits_used"], second["credits_remaining"]) == (22, 28)
        assert await left(http) == 28


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("analyze", {"url": "1"}),
        ("generate-video", CLIP),
        ("characters", {"name": "Ada", "prompt": "a pilot"}),
    ],
)
async def test_too_few_credits_are_402_and_nothing_is_made(
    open_up: Any, path: str, body: dict[str, Any]
) -> None:
    async with open_up() as (studio, http):
        await poor(studio, http, 21)
        answer = await http.post(path, json=body)
        assert answer.status_code == 402
        assert answer.json() == {"error": "Insufficient credits", "credits_remaining": 21}
        assert await studio.unfinished() == 0 and await left(http) == 21


async def test_a_finalize_that_cannot_be_paid_leaves_the_character_ready(
    open_up: Any, ended: Any
) -> None:
    async with open_up(works=True) as (studio, http):
        account = await poor(studio, http, 24)
        hero = {"name": "Ada", "prompt": "a pilot"}
        number = (await http.post("characters", json=hero)).json()["character_id"]
        (job,) = await studio.queue.list(f"knightvision/{account}")
        await ended(studio, job.id)
        answer = await http.post(f"characters/{number}/finalize", json={})
        assert answer.json() == {"error": "Insufficient credits", "credits_remaining": 2}
        shown = (await http.get(f"characters/{number}")).json()["character"]
        assert shown["status"] == "ready"


async def test_a_wrong_request_costs_nothing(open_up: Any) -> None:
    async with open_up() as (studio, http):
        await poor(studio, http, 50)
        assert (await http.post("generate-video", json={"prompt": ""})).status_code == 400
        assert await left(http) == 50


@pytest.mark.parametrize(
    ("path", "body", "kind"),
    [
        ("analyze", {"url": "1"}, "knightvision.analysis"),
        ("generate-video", CLIP, "knightvision.clip"),
        ("characters", {"name": "Ada", "prompt": "a pilot"}, "knightvision.character"),
    ],
)
async def test_a_job_that_fails_after_it_was_accepted_is_refunded(
    open_up: Any, ended: Any, path: str, body: dict[str, Any], kind: str
) -> None:
    async with open_up(works=True, faults=(Fault("fail", kind),)) as (studio, http):
        account = await poor(studio, http, 50)
        assert (await http.post(path, json=body)).status_code == 202
        (job,) = await studio.queue.list(f"knightvision/{account}")
        assert (await ended(studio, job.id)).state == "failed"
        assert await left(http) == 50


async def test_a_dropped_job_is_refunded_once(open_up: Any) -> None:
    async with open_up() as (studio, http):
        await poor(studio, http, 22)
        job_id = (await http.post("generate-video", json=CLIP)).json()["job_id"]
        assert await studio.cancel(job_id) and not await studio.cancel(job_id)
        assert await left(http) == 22


async def test_a_job_that_kills_its_workers_is_refunded(open_up: Any, ended: Any) -> None:
    async with open_up(works=True) as (studio, http):
        await poor(studio, http, 22)
        job_id = (await http.post("generate-video", json={"prompt": "die"})).json()["job_id"]
        assert "three times" in (await ended(studio, job_id)).error
        assert await left(http) == 22


async def test_the_account_of_this_computer_counts_down_and_is_topped_up_at_midnight(
    open_up: Any, clock: Any
) -> None:
    async with open_up() as (_, http):
        assert await left(http) == DAILY == 1_000_000
        told = (await http.post("analyze", json={"url": "1"})).json()
        assert (told["credits_used"], told["credits_remaining"]) == (50, 999_950)
        clock.now = midnight(clock.now) - 0.5
        assert await left(http) == 999_950
        clock.now += 1
        assert await left(http) == DAILY
        told = (await http.post("generate-video", json=CLIP)).json()
        assert told["credits_remaining"] == await left(http) == DAILY - PRICE


async def test_a_refund_after_midnight_never_lifts_the_allowance(open_up: Any, clock: Any) -> None:
    async with open_up() as (studio, http):
        job_id = (await http.post("generate-video", json=CLIP)).json()["job_id"]
        clock.now = midnight(clock.now)
        await http.post("analyze", json={"url": "1"})
        assert await studio.cancel(job_id)
        assert await left(http) == DAILY - 50 + PRICE
        again = (await http.post("generate-video", json=CLIP)).json()["job_id"]
        clock.now += 86_400
        assert await studio.cancel(again)
        assert await left(http) == DAILY


async def test_a_balance_that_was_given_is_not_topped_up(open_up: Any, clock: Any) -> None:
    async with open_up() as (studio, http):
        await poor(studio, http, 100)
        await http.post("analyze", json={"url": "1"})
        clock.now += 7 * 86_400
        assert await left(http) == 50


async def test_an_account_of_an_older_studio_that_never_ran_out_counts_now(
    open_up: Any, tmp_path: Path
) -> None:
    """The last migration gives it the daily allowance; its balance was NULL."""
    (tmp_path / "home").mkdir()
    with closing(sqlite3.connect(tmp_path / "home" / "studio.sqlite3")) as db:
        for statement in (statement for group in MIGRATIONS[:4] for statement in group):
            db.execute(statement)
        db.execute("INSERT INTO account VALUES ('me', 'this computer', 0, NULL, 0)")
        db.execute("PRAGMA user_version = 4")
        db.commit()
    async with open_up() as (_, http):
        assert (await http.post("analyze", json={"url": "1"})).json()[
            "credits_remaining"
        ] == 999_950


def midnight(now: float) -> float:
    """The next midnight in UTC."""
    return (now // 86_400 + 1) * 86_400


async def test_of_60_submits_at_once_on_a_balance_for_20_exactly_20_are_accepted(
    open_up: Any, ended: Any
) -> None:
    """Through two openings of one home, as two processes have it; then five jobs fail."""
    fault = Fault("fail", "knightvision.clip", times=5)
    answers: list[httpx2.Response] = []

    async def submit(http: httpx2.AsyncClient, headers: dict[str, str]) -> None:
        answers.append(await http.post("generate-video", json=CLIP, headers=headers))

    async with open_up(limited=False) as (studio, http), open_up(limited=False) as (_, other):
        account = await poor(studio, http, 20 * PRICE + 7)
        headers = {"Authorization": http.headers["Authorization"]}
        with anyio.fail_after(60):
            async with anyio.create_task_group() as tasks:
                for number in range(60):
                    tasks.start_soon(submit, (http, other)[number % 2], headers)
        accepted = [answer.json() for answer in answers if answer.status_code == 202]
        refused = [answer.json() for answer in answers if answer.status_code == 402]
        assert (len(accepted), len(refused)) == (20, 40)
        balances = sorted(told["credits_remaining"] for told in accepted)
        assert balances == [7 + PRICE * n for n in range(20)]
        assert {told["credits_remaining"] for told in refused} == {7}
    async with open_up(works=True, faults=(fault,)) as (studio, http):
        jobs = await studio.queue.list(f"knightvision/{account}")
        first = [(await ended(studio, job.id)).state for job in jobs[:5]]
        assert first == ["failed"] * 5
        assert await studio.accounts.credits(account) == 5 * PRICE + 7


async def test_two_finalizes_at_once_are_charged_once(open_up: Any, ended: Any) -> None:
    answers: list[httpx2.Response] = []
    async with open_up(works=True) as (studio, http):
        account = await poor(studio, http, 100)
        hero = {"name": "Ada", "prompt": "a pilot"}
        number = (await http.post("characters", json=hero)).json()["character_id"]
        (job,) = await studio.queue.list(f"knightvision/{account}")
        await ended(studio, job.id)

        async def finalize() -> None:
            answers.append(await http.post(f"characters/{number}/finalize", json={}))

        async with anyio.create_task_group() as tasks:
            for _ in range(6):
                tasks.start_soon(finalize)
        assert sorted(answer.status_code for answer in answers) == [202] + [400] * 5
        assert await left(http) == 100 - 22 - 3
