"""Edits over the API: states, order, replay, credits, and what a video then shows."""

import json
from typing import Any

import anyio
import pytest
from tests.studio_callers import add_account, new_key

from callsheet_studio.jobs.fault_injection import Fault

from .conftest import Office, OpenOffice

pytestmark = pytest.mark.anyio


async def test_an_edit_replaces_the_videos_film(office: Office) -> None:
    uuid = await office.video()
    before = await office.get(f"/v1/videos/{uuid}")
    edit = await office.edited(uuid, "style: touch 2")
    assert (edit["status"], edit["is_complete"], edit["is_failed"]) == ("complete", True, False)
    assert edit["progress"] == {
        "stage": "complete",
        "percent": 100,
        "current_scene": 2,
        "total_scenes": 2,
    }
    result = edit["result"]
    assert (result["changed_scenes"], result["added_scenes"]) == ([1, 2], [])
    assert result["notes"][0] == "Changed what was asked."
    after = await office.get(f"/v1/videos/{uuid}")
    assert after["video_url"] == result["video_url"] != before["video_url"]
    assert after["updated_at"] > before["updated_at"]
    film = (await office.http.get(after["video_url"])).text
    assert film == (await office.http.get(before["video_url"])).text + " + style: touch 2"
    assert (await office.http.get(result["contact_sheet_url"])).is_success
    assert "changes_sheet_url" not in after
    page = (await office.http.get(result["link"])).text
    assert edit["edit_id"] in page, "the page shows the current film"


async def test_a_reverted_edit_brings_the_same_bytes_back(office: Office) -> None:
    """Edits are reverted last in, first out."""
    uuid = await office.video()
    films = [await office.get(f"/v1/videos/{uuid}")]
    edits = list[Any]()
    for words in ("style: one", "style: two"):
        edits.append(await office.edited(uuid, words))
        films.append(await office.get(f"/v1/videos/{uuid}"))
    for edit, film in zip(reversed(edits), films[1::-1], strict=True):
        office.clock.now += 60
        answer = await office.http.post(f"/v1/edits/{edit['edit_id']}/revert")
        shown = answer.json()
        assert (answer.status_code, shown["status"], shown["is_complete"]) == (
            200,
            "reverted",
            True,
        )
        assert shown["result"]["revert_diff"]["changed_scenes"] == [1]
        assert shown["result"]["notes"][0] == "Taken back: Changed what was asked."
        now = await office.get(f"/v1/videos/{uuid}")
        assert now["updated_at"] == shown["updated_at"] > film["updated_at"]
        assert now | {"updated_at": 0} == film | {"updated_at": 0}
    assert (await office.edited(uuid, "style: three"))["status"] == "complete"


async def test_edits_of_a_video_run_one_after_the_other(open_office: OpenOffice) -> None:
    async with open_office(works=False) as office:
        uuid = await _video_of(open_office, office)
        answers = [
            (await office.edit(uuid, words)).json()
            for words in ("style: one", "style: two", "style: three")
        ]
        assert [answer["status"] for answer in answers] == ["processing", "queued", "queued"]
        first = await office.get(f"/v1/edits/{answers[0]['edit_id']}")
        assert (first["status"], first["progress"]["percent"], first["result"]) == (
            "processing",
            0,
            None,
        )
        answer = await office.http.post(f"/v1/edits/{answers[1]['edit_id']}/revert")
        assert answer.json() == {"detail": "edit is not in a revertable state (status=queued)"}
        async with open_office() as working:
            last = await working.ended(f"/v1/edits/{answers[2]['edit_id']}")
            film = (await working.http.get(last["result"]["video_url"])).text
        assert film.endswith("+ style: one + style: two + style: three")


async def _video_of(open_office: OpenOffice, office: Office) -> str:
    """A finished video of a studio that itself does not work."""
    async with open_office() as working:
        return await working.video()


async def test_what_is_not_understood_is_refused_at_once_with_the_outline(office: Office) -> None:
    """No edit is made of it, nothing of the request is carried out, and the film stays."""
    uuid = await office.video()
    before = await office.get(f"/v1/videos/{uuid}")
    answer = await office.edit(uuid, "accent: #0f8b8d\nMake it pop")
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith("Not understood: 'Make it pop'.")
    outline = (await office.http.get(before["outline_url"])).text
    assert answer.json()["outline"] == outline
    assert outline.startswith("---\nstoryboard: 1\n")
    assert await office.get(f"/v1/videos/{uuid}") == before
    assert await office.studio.queue.list(f"knowlify/edits/{uuid}") == []


async def test_an_accepted_edit_says_what_was_understood(office: Office) -> None:
    answer = (await office.edit(await office.video(), "accent: #0f8b8d")).json()
    assert answer["understood"] == ["colors: accent #0f8b8d (was none)."]
    assert answer["version"] == answer["edit_id"]


async def test_an_edit_of_an_older_version_is_409_with_the_newer_outline(
    open_office: OpenOffice,
) -> None:
    """Also while the newer one waits: edits of a video queue in order, each on the one before."""
    async with open_office(works=False) as office:
        uuid = await _video_of(open_office, office)
        first = (await office.edit(uuid, "music: off", base_version=uuid)).json()
        stale = await office.edit(uuid, "accent: #0f8b8d", base_version=uuid)
        second = await office.edit(uuid, "accent: #0f8b8d", base_version=first["version"])
        assert (await office.edit(uuid, "music: off")).status_code == 400, "it already is"
    assert (stale.status_code, second.status_code) == (409, 200)
    assert "starts from an older version" in stale.json()["detail"]
    assert "music: off" in stale.json()["outline"]
    async with open_office() as office:
        await office.ended(f"/v1/edits/{second.json()['edit_id']}")
        shown = await office.get(f"/v1/videos/{uuid}")
        outline = (await office.http.get(shown["outline_url"])).text
    assert shown["version"] == second.json()["version"]
    assert "music: off" in outline and "accent: #0f8b8d" in outline


async def test_an_edit_that_fails_later_changes_nothing(office: Office) -> None:
    uuid = await office.video()
    before = await office.get(f"/v1/videos/{uuid}")
    edit = await office.edited(uuid, "style: refuse The disk is full.")
    assert (edit["status"], edit["is_failed"], edit["is_complete"]) == ("error", True, False)
    assert (edit["error_message"], edit["result"]) == ("The disk is full.", None)
    assert await office.get(f"/v1/videos/{uuid}") == before
    answer = await office.http.post(f"/v1/edits/{edit['edit_id']}/revert")
    assert answer.json() == {"detail": "edit is not in a revertable state (status=error)"}


async def test_too_long_a_request_says_what_to_send_singly(office: Office) -> None:
    """5,000 characters: Knowlify documentation, `edit_request`."""
    text = f"## 1: Short [points]\n- a\n\n## 2: Long [points]\n- {'a' * 5000}"
    answer = await office.edit(await office.video(), text)
    assert answer.status_code == 400
    assert "The longest are '2: Long [points]', '1: Short [points]'." in answer.json()["detail"]


async def test_guards_of_a_revert_name_their_rule(open_office: OpenOffice) -> None:
    async with open_office() as office:
        uuid = await office.video()
        first, second = [await office.edited(uuid, words) for words in ("style: one", "style: two")]
        answer = await office.http.post(f"/v1/edits/{first['edit_id']}/revert")
        assert answer.status_code == 409
        assert answer.json()["detail"] == (
            f"edits are reverted last in, first out; revert {second['edit_id']} first"
        )
    async with open_office(works=False) as office:
        await office.edit(uuid, "style: three")
        answer = await office.http.post(f"/v1/edits/{second['edit_id']}/revert")
        assert answer.json()["detail"].startswith("another edit of this video is active")
    async with open_office() as office:
        third = await _newest(office, uuid)
        await office.ended(f"/v1/edits/{third}")
        await _save_snapshot_elsewhere(office, uuid)
        answer = await office.http.post(f"/v1/edits/{third}/revert")
        assert answer.status_code == 409
        assert answer.json()["detail"] == ("the newest planner snapshot was not saved by this edit")


async def _newest(office: Office, uuid: str) -> str:
    return (await office.studio.queue.list(f"knowlify/edits/{uuid}"))[-1].id


async def _save_snapshot_elsewhere(office: Office, uuid: str) -> None:
    """As a planner would that is no edit."""
    row = (uuid, uuid)
    await office.studio.accounts.store.write(
        lambda db: db.execute("INSERT INTO snapshot (video, job) VALUES (?, ?)", row)
    )


async def test_a_reverted_edit_cannot_be_reverted_again(office: Office) -> None:
    edit = await office.edited(await office.video())
    assert (await office.http.post(f"/v1/edits/{edit['edit_id']}/revert")).is_success
    answer = await office.http.post(f"/v1/edits/{edit['edit_id']}/revert")
    assert answer.json() == {"detail": "edit is not in a revertable state (status=reverted)"}


async def test_a_key_gives_the_first_answer_again_for_a_day(office: Office) -> None:
    """Also when the body is a different one; a refusal is not kept."""
    uuid = await office.video()
    headers = {"Idempotency-Key": "k" * 255}
    refused = await office.edit("nobody", headers=headers)
    assert refused.status_code == 404
    first = await office.edit(uuid, "style: one", headers=headers)
    again = await office.edit("nobody", "style: another", headers=headers)
    assert (again.status_code, again.json()) == (200, first.json())
    await office.ended(f"/v1/edits/{first.json()['edit_id']}")
    office.clock.now += 86_401
    fresh = await office.edit(uuid, "style: other", headers=headers)
    assert fresh.json()["edit_id"] != first.json()["edit_id"]
    assert len(await office.studio.queue.list(f"knowlify/edits/{uuid}")) == 2


async def test_two_requests_with_one_key_at_once_make_one_edit(office: Office) -> None:
    uuid, answers = await office.video(), list[dict[str, Any]]()

    async def ask() -> None:
        answers.append((await office.edit(uuid, headers={"Idempotency-Key": "same"})).json())

    async with anyio.create_task_group() as tasks:
        for _ in range(5):
            tasks.start_soon(ask)
    assert len({answer["edit_id"] for answer in answers}) == 1
    assert len(await office.studio.queue.list(f"knowlify/edits/{uuid}")) == 1


async def test_keys_of_different_callers_have_nothing_to_do_with_each_other(
    office: Office,
) -> None:
    uuid = await office.video()
    headers = {"Idempotency-Key": "same"}
    await office.edit(uuid, headers=headers)
    account = await add_account(office.studio.accounts, "Ada")
    key = await new_key(office.studio.accounts, "knowlify", account)
    answer = await office.edit(uuid, headers=headers | {"X-API-Key": key})
    assert answer.status_code == 403


async def test_an_edit_costs_what_it_changed_and_nothing_when_it_fails(office: Office) -> None:
    """2 credits a changed scene; the worst case, all scenes, must be there."""
    accounts = office.studio.accounts
    account = await add_account(accounts, "Ada", credits=7)
    key = {"X-API-Key": await new_key(accounts, "knowlify", account)}
    office.http.headers.update(key)
    uuid = await office.video()
    await office.edited(uuid, "style: refuse no")
    assert await accounts.credits(account) == 7
    edit = await office.edited(uuid, "style: touch 1")
    assert edit["result"]["credits_used"] == 2
    assert await accounts.credits(account) == 5
    await office.edited(uuid, "style: touch 9")
    assert await accounts.credits(account) == 1, "never more than the worst case"
    answer = await office.edit(uuid)
    assert answer.status_code == 402
    assert answer.json() == {"detail": "INSUFFICIENT_CREDITS: edit could cost up to 4, have 1"}


async def test_waiting_edits_reserve_their_worst_case(open_office: OpenOffice) -> None:
    async with open_office() as office:
        account = await add_account(office.studio.accounts, "Ada", credits=5)
        key = {"X-API-Key": await new_key(office.studio.accounts, "knowlify", account)}
        office.http.headers.update(key)
        uuid = await office.video()
    async with open_office(works=False) as office:
        office.http.headers.update(key)
        assert (await office.edit(uuid)).status_code == 200
        answer = await office.edit(uuid)
        assert answer.json() == {"detail": "INSUFFICIENT_CREDITS: edit could cost up to 4, have 1"}


async def test_three_operations_share_one_bucket(office: Office) -> None:
    """10 requests / 60 s; videos have a bucket of their own."""
    uuid = await office.video()
    office.clock.now += 60
    for n in range(9, -1, -1):
        path = f"/v1/edits/{n}" if n % 2 else f"/v1/edits/{n}/revert"
        answer = await office.http.request("GET" if n % 2 else "POST", path)
        assert answer.status_code == 404
    answer = await office.edit(uuid)
    assert answer.status_code == 429
    assert json.loads(answer.content)["detail"].startswith(
        "Rate limit exceeded: 10 requests per 60s."
    )
    assert (await office.http.get(f"/v1/videos/{uuid}")).status_code == 200


async def test_an_edit_goes_on_after_its_studio_was_closed_in_the_middle(
    open_office: OpenOffice,
) -> None:
    """Nothing is seen of it before it is done, and it is paid for once."""
    async with open_office() as office:
        account = await add_account(office.studio.accounts, "Ada", credits=10)
        key = {"X-API-Key": await new_key(office.studio.accounts, "knowlify", account)}
        office.http.headers.update(key)
        uuid = await office.video()
        before = await office.get(f"/v1/videos/{uuid}")
    async with open_office(faults=(Fault("stall", "applying"),)) as office:
        office.http.headers.update(key)
        edit_id = (await office.edit(uuid)).json()["edit_id"]
        path = f"/v1/edits/{edit_id}"
        with anyio.fail_after(60):
            while (await office.get(path))["status"] != "applying":
                office.clock.now += 10
                await anyio.sleep(0.02)
        assert await office.get(f"/v1/videos/{uuid}") == before
    async with open_office() as office:
        office.http.headers.update(key)
        assert (await office.ended(path))["status"] == "complete"
        after = await office.get(f"/v1/videos/{uuid}")
        assert edit_id in after["video_url"]
        assert await office.studio.accounts.credits(account) == 8


async def test_what_retention_has_deleted_cannot_come_back(office: Office) -> None:
    uuid = await office.video()
    edit = await office.edited(uuid)
    await office.studio.accounts.store.write(
        lambda db: db.execute("UPDATE job SET swept_at = 1 WHERE id = ?", (uuid,))
    )
    answer = await office.http.post(f"/v1/edits/{edit['edit_id']}/revert")
    assert answer.json() == {
        "detail": "the film before this edit was deleted when its time was over"
    }
