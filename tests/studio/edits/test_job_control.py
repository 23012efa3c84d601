"""Ending and deleting jobs by the studio's own route, which neither API documents."""

import pytest
from tests.studio_callers import add_account, new_key

from .conftest import Office, OpenOffice

pytestmark = pytest.mark.anyio


async def test_a_waiting_film_is_cancelled_by_its_owner_alone(open_office: OpenOffice) -> None:
    async with open_office(works=False) as office:
        answer = await office.http.post("/v1/videos", json={"videos": [{"task": "Bees"}]})
        uuid = answer.json()["results"][0]["uuid"]
        path = f"/studio/jobs/{uuid}/cancel"
        account = await add_account(office.studio.accounts, "Ada")
        other = {"X-API-Key": await new_key(office.studio.accounts, "knowlify", account)}
        strange = await office.http.post(path, headers=other)
        nobody = await office.http.post(path, headers={"X-API-Key": "kn_"})
        own = await office.http.post(path)
        shown = await office.get(f"/v1/videos/{uuid}")
        twice = await office.http.post(path)
    assert (strange.status_code, nobody.status_code) == (404, 401)
    assert own.json() == {"id": uuid, "cancelled": True}
    assert (shown["is_failed"], shown["error_message"]) == (True, "Cancelled on this computer.")
    assert twice.json()["cancelled"] is False


async def test_a_film_is_deleted_with_its_edits_and_files(office: Office) -> None:
    uuid = await office.video()
    edit = (await office.edited(uuid))["edit_id"]
    answer = await office.http.post(f"/studio/jobs/{uuid}/delete")
    assert set(answer.json()["deleted"]) == {uuid, edit}
    assert (await office.http.get(f"/v1/videos/{uuid}")).status_code == 404
    assert (await office.http.get(f"/v1/edits/{edit}")).status_code == 404
    assert list((office.home / "films").iterdir()) == []


async def test_what_is_being_made_is_not_deleted(open_office: OpenOffice) -> None:
    async with open_office(works=False) as office:
        answer = await office.http.post("/v1/videos", json={"videos": [{"task": "Bees"}]})
        uuid = answer.json()["results"][0]["uuid"]
        refused = await office.http.post(f"/studio/jobs/{uuid}/delete")
    assert refused.status_code == 409
    assert "still works on" in refused.json()["detail"]


async def test_the_route_is_in_no_document(office: Office) -> None:
    document = (await office.http.get("/openapi/knowlify.json")).text
    assert "/v1/edits" in document and "/studio/" not in document
