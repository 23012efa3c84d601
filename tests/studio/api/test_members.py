"""Accounts that the person at this computer makes, lists and revokes."""

from typing import Any

import httpx2
import pytest

from callsheet_studio.auth.home_keys import OWN
from callsheet_studio.errors import NameTaken, NoSuchAccount
from callsheet_studio.storage.credits import DAILY

pytestmark = pytest.mark.anyio
TIDES = {"videos": [{"task": "How tides work"}]}
CREDITS = "http://studio.localhost/api/v1/partner/credits"


async def credits(studio: Any, key: str) -> httpx2.Response:
    transport = httpx2.ASGITransport(studio.knightvision)
    async with httpx2.AsyncClient(transport=transport) as http:
        return await http.get(CREDITS, headers={"Authorization": f"Bearer {key}"})


async def test_a_new_account_has_a_key_for_each_api_and_its_credits(open_up: Any) -> None:
    async with open_up() as (studio, http):
        keys = await studio.members.add("Ada", credits=70)
        assert (await credits(studio, keys.knightvision)).json()["credits_remaining"] == 70
        headers = {"X-API-Key": keys.knowlify}
        assert (await http.get("/v1/videos/x", headers=headers)).status_code == 404


async def test_the_list_shows_every_account_and_its_balance(open_up: Any) -> None:
    async with open_up() as (studio, _):
        await studio.members.add("Ada", credits=0)
        await studio.members.add("Bob")
        await studio.members.revoke("Bob")
        shown = [(one.name, one.credits, one.active) for one in await studio.members.list()]
        assert shown == [("Ada", 0, True), ("Bob", DAILY, False), (OWN, DAILY, True)]


async def test_a_revoked_account_is_refused_by_both_apis_at_once(open_up: Any) -> None:
    async with open_up() as (studio, http):
        keys = await studio.members.add("Ada")
        await studio.members.revoke("Ada")
        assert (await credits(studio, keys.knightvision)).status_code == 403
        headers = {"X-API-Key": keys.knowlify}
        assert (await http.get("/v1/videos/x", headers=headers)).status_code == 401


async def test_a_name_is_given_once(open_up: Any) -> None:
    async with open_up() as (studio, _):
        await studio.members.add("Ada")
        with pytest.raises(NameTaken, match="'Ada'"):
            await studio.members.add("Ada")


@pytest.mark.parametrize("name", ["Nobody", OWN])
async def test_what_cannot_be_revoked_is_a_sentence(open_up: Any, name: str) -> None:
    async with open_up() as (studio, http):
        with pytest.raises(NoSuchAccount, match="no account"):
            await studio.members.revoke(name)
        assert (await http.get("/v1/videos/x")).status_code == 404


async def test_an_organization_has_a_key_that_acts_as_the_organization(open_up: Any) -> None:
    """Its jobs, limits and credits are its own; the person who acts is this computer's user."""
    async with open_up() as (studio, http):
        keys = await studio.members.add("A film school", is_org=True)
        mine = (await http.post("/v1/videos", json=TIDES)).json()
        headers = {"X-API-Key": keys.knowlify}
        theirs = await http.post("/v1/videos", json=TIDES, headers=headers)
        assert theirs.headers["X-RateLimit-Remaining"] == "29"
        assert theirs.json()["org_id"] and mine["org_id"] is None
        assert theirs.json()["user_id"] == mine["user_id"]
        path = f"/v1/videos/{theirs.json()['results'][0]['uuid']}"
        assert (await http.get(path, headers=headers)).status_code == 200
        assert (await http.get(path)).status_code == 403
        (_, org) = sorted(await studio.members.list(), key=lambda one: one.is_org)
        assert (org.name, org.credits) == ("A film school", DAILY)
