"""Signed-in users and organizations: who may act for whom, and whose limits count."""

import os
from typing import Any

import anyio
import pytest
from tests.studio_callers import add_account, new_key, sign_session

from .conftest import Office, OpenOffice

pytestmark = pytest.mark.anyio
ITEM = {"videos": [{"task": "How tides work"}]}


@pytest.fixture
async def people(office: Office) -> dict[str, str]:
    """Ada is a member of the organization, Bob is not."""
    accounts = office.studio.accounts
    ids = {name: await add_account(accounts, name) for name in ("Ada", "Bob")}
    ids["org"] = await add_account(accounts, "Org", is_org=True)
    del office.http.headers["X-API-Key"]
    return ids


def signed_in(office: Office, user: str, *orgs: str, **more: Any) -> dict[str, str]:
    return {"Authorization": f"Bearer {sign_session(office.studio.sessions, user, orgs, **more)}"}


async def test_a_signed_in_user_acts_for_an_organization_that_the_body_names(
    office: Office, people: dict[str, str]
) -> None:
    org, ada = people["org"], signed_in(office, people["Ada"], people["org"])
    mine = await office.http.post("/v1/videos", json=ITEM, headers=ada)
    ours = await office.http.post("/v1/videos", json=ITEM | {"org_id": org}, headers=ada)
    assert (mine.json()["user_id"], mine.json()["org_id"]) == (people["Ada"], None)
    assert (ours.json()["user_id"], ours.json()["org_id"]) == (people["Ada"], org)
    key = await new_key(office.studio.accounts, "knowlify", org, people["Bob"])
    for answer, status in ((mine, 403), (ours, 200)):
        uuid = answer.json()["results"][0]["uuid"]
        seen = await office.http.get(f"/v1/videos/{uuid}", headers={"X-API-Key": key})
        assert seen.status_code == status


@pytest.mark.parametrize("named", ["org", "nobody"])
async def test_an_organization_needs_membership(
    office: Office, people: dict[str, str], named: str
) -> None:
    """Also in an organization that the token lists and that does not exist."""
    bob = signed_in(office, people["Bob"], "nobody")
    org = people.get(named, named)
    answer = await office.http.post("/v1/videos", json=ITEM | {"org_id": org}, headers=bob)
    assert answer.status_code == 403
    assert answer.json()["detail"].startswith("org_id: you are not an active member")


async def test_members_edit_and_read_what_is_the_organizations(
    office: Office, people: dict[str, str]
) -> None:
    key = await new_key(office.studio.accounts, "knowlify", people["org"], people["Bob"])
    office.http.headers["X-API-Key"] = key
    uuid = await office.video()
    edit = await office.edited(uuid)
    del office.http.headers["X-API-Key"]
    path = f"/v1/edits/{edit['edit_id']}"
    ada = signed_in(office, people["Ada"], people["org"])
    assert (await office.edit(uuid, headers=ada)).status_code == 200
    stranger = await add_account(office.studio.accounts, "Eve")
    statuses = [
        (await office.http.get(path, headers=headers)).status_code
        for headers in (
            ada,
            signed_in(office, people["Bob"]),
            signed_in(office, stranger),
        )
    ]
    assert statuses == [200, 200, 403], "a member, who submitted it, and somebody else"


async def test_limits_of_a_user_and_of_an_organization_are_apart(
    office: Office, people: dict[str, str]
) -> None:
    key = await new_key(office.studio.accounts, "knowlify", people["org"], people["Ada"])
    ada = signed_in(office, people["Ada"], people["org"])
    for _ in range(10):
        await office.http.get("/v1/edits/x", headers=ada)
    assert (await office.http.get("/v1/edits/x", headers=ada)).status_code == 429
    answer = await office.http.get("/v1/edits/x", headers={"X-API-Key": key})
    assert answer.status_code == 404


async def test_a_token_that_is_not_ours_is_401(office: Office, people: dict[str, str]) -> None:
    good = sign_session(office.studio.sessions, people["Ada"])
    over = sign_session(office.studio.sessions, people["Ada"], seconds=-1)
    head, claims, signature = good.split(".")
    bad = {
        "nonsense": "abc",
        "empty": "",
        "unsigned": f"{head}.{claims}.",
        "another's signature": f"{head}.{claims}.{signature[::-1]}",
        "over": over,
        "unknown user": sign_session(office.studio.sessions, "nobody"),
    }
    for token in bad.values():
        answer = await office.http.get("/v1/edits/x", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 401, token
    answer = await office.http.get("/v1/edits/x", headers={"Authorization": f"bearer {good}"})
    assert answer.status_code == 404, "the scheme's case does not matter"
    office.clock.now += 3601
    answer = await office.http.get("/v1/edits/x", headers={"Authorization": f"Bearer {good}"})
    assert answer.json() == {"detail": "The token has expired"}


async def test_the_secret_stays_and_is_its_users_alone(open_office: OpenOffice) -> None:
    async with open_office(works=False) as office:
        account = await add_account(office.studio.accounts, "Ada")
        token = sign_session(office.studio.sessions, account)
        path = anyio.Path(office.home / "sessions.key")
        if os.name != "nt":
            assert (await path.stat()).st_mode & 0o777 == 0o600
        assert await path.read_text() not in repr(office.studio.sessions)
    async with open_office(works=False) as office:
        assert office.studio.sessions.caller(token).user_id == account
