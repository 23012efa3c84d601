"""A user's own provider key: set by them, used for their calls alone, read by nobody."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send
from tests.agent.fake_knightvision import KEY as SHARED

from callsheet.key_route import KeyRoute
from callsheet.settings import Settings
from callsheet.shared_files import HomeFiles
from callsheet.sign_in.access import grant
from callsheet.sign_in.sign_in import SignIn
from callsheet.user_keys import FILE_NAME, LONGEST, KeyRefused, UserKeys
from callsheet_tools.backends.backend import account_of
from callsheet_tools.errors import NotConfigured
from callsheet_tools.toolkit.user import CREATE, OWNER, READ, User

from .conftest import ALICE, BOB, Sit, Team, call, text_of_all

pytestmark = pytest.mark.anyio

SECRET = "the operator's long and random text"
HERS = "kv_partner_of_alice_0123456789"
CLIP: Mapping[str, Any] = {"prompt": "A city", "where": "hosted", "max_credits": 22}


@pytest.fixture
def keys(tmp_path: Path) -> UserKeys:
    return UserKeys.of(HomeFiles(tmp_path / "home"), SecretStr(SECRET))


def file_of(home: Path, user: User) -> Path:
    return home / "users" / account_of(user.subject) / FILE_NAME


async def test_a_key_is_kept_encrypted_for_its_user_alone(keys: UserKeys, tmp_path: Path) -> None:
    await keys.put(ALICE.subject, "knightvision", HERS)
    file = file_of(tmp_path / "home", ALICE)
    await keys.load(ALICE.subject)
    await keys.load(BOB.subject)
    assert HERS not in file.read_text("utf-8") and "of_alice" not in file.read_text("utf-8")
    assert keys.get(ALICE.subject, "knightvision") == SecretStr(HERS)
    assert keys.get(BOB.subject, "knightvision") is None
    file_of(tmp_path / "home", BOB).parent.mkdir()
    shutil.copy(file, file_of(tmp_path / "home", BOB))
    await keys.load(BOB.subject)
    with pytest.raises(KeyRefused, match="can't be read"):
        keys.get(BOB.subject, "knightvision")
    other = UserKeys.of(HomeFiles(tmp_path / "home"), SecretStr(SECRET + "!"))
    await other.load(ALICE.subject)
    with pytest.raises(KeyRefused, match="can't be read"):
        other.get(ALICE.subject, "knightvision")
    await keys.remove(ALICE.subject, "knightvision")
    assert not await keys.has(ALICE.subject, "knightvision")


def signed_in(app: ASGIApp, user: User) -> ASGIApp:
    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        access = grant("t", user, "client", "tokens")
        await app({**scope, "user": AuthenticatedUser(access)}, receive, send)

    return answer


async def ask(
    keys: UserKeys, user: User, method: str, path: str, body: str = ""
) -> tuple[int, str]:
    app = signed_in(Starlette(routes=[KeyRoute(keys).route()]), user)
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as http:
        answer = await http.request(method, path, content=body)
        return answer.status_code, answer.text


async def test_it_is_set_by_a_call_and_never_told(keys: UserKeys) -> None:
    path = "/keys/knightvision"
    said = [
        await ask(keys, ALICE, "GET", path),
        await ask(keys, ALICE, "PUT", path, f"{HERS}\n"),
        await ask(keys, ALICE, "GET", path),
        await ask(keys, BOB, "GET", path),
        await ask(keys, ALICE, "PUT", path, "sk-something-else"),
        await ask(keys, ALICE, "PUT", path, "kv_partner_" + "x" * 2 * LONGEST),
        await ask(keys, ALICE, "PUT", "/keys/elsewhere", HERS),
        await ask(keys, User("token c", frozenset({READ, CREATE})), "PUT", path, HERS),
        await ask(keys, OWNER, "PUT", path, HERS),
    ]
    assert [status for status, _ in said] == [200, 200, 200, 200, 400, 400, 404, 403, 403]
    assert "not set" in said[0][1] and "is set" in said[2][1] and "not set" in said[3][1]
    assert not [text for _, text in said if "of_alice" in text or "sk-something" in text]
    assert (await ask(keys, ALICE, "DELETE", path))[0] == 200
    assert "not set" in (await ask(keys, ALICE, "GET", path))[1]


@pytest.mark.both_eras
async def test_it_pays_for_its_user_and_for_nobody_else(tmp_path: Path, sit: Sit) -> None:
    """It takes nothing of what all have together, and no answer holds it."""
    limits = {"CALLSHEET_MAX_CREDITS_PER_DAY": "22", "CALLSHEET_MAX_CREDITS_PER_USER": "50"}
    team = Team(tmp_path, CALLSHEET_USERS_KEY=SECRET, **limits)
    keys = UserKeys.of(HomeFiles(team.settings.home), SecretStr(SECRET))
    await keys.put(ALICE.subject, "knightvision", HERS)
    told: list[str] = []
    async with sit(team.server) as client:
        for user in (ALICE, BOB):
            with team.called_by(user):
                answer = await client.call_tool("knightvision_generate_video", dict(CLIP))
                assert not answer.is_error, answer.content
                told += [text_of_all(answer), text_of_all(await client.call_tool("list_jobs", {}))]
        with team.called_by(ALICE):
            hers = await call(client, "knightvision_list_characters")
            left = await call(client, "estimate_cost", calls=[{"tool": "list_jobs"}])
        with team.called_by(BOB):
            others = await call(client, "knightvision_list_characters")
    sent = [one for one in team.service.requests if one.url.path.endswith("generate-video")]
    assert [one.headers["authorization"] for one in sent] == [f"Bearer {HERS}", f"Bearer {SHARED}"]
    assert hers["answer"]["characters"] and not others["answer"]["characters"]
    assert left["left_today"]["credits"] == 50 - 22
    assert not [one for one in told if HERS in one]
    assert files_with(tmp_path, HERS) == []


@pytest.mark.both_eras
async def test_it_decides_where_its_user_s_calls_go_by_default(tmp_path: Path, sit: Sit) -> None:
    """Where the operator has no key, calls of others stay on this computer."""
    team = Team(tmp_path, CALLSHEET_USERS_KEY=SECRET, KNIGHTVISION_API_KEY="")
    keys = UserKeys.of(HomeFiles(team.settings.home), SecretStr(SECRET))
    clip = {"prompt": "A city", "max_credits": 22}
    made: list[str] = []
    async with sit(team.server) as client:
        for user in (ALICE, BOB, ALICE):
            with team.called_by(user):
                (row,) = (await call(client, "knightvision_generate_video", **clip))["jobs"]
                made.append(row["made_by"])
            await keys.put(ALICE.subject, "knightvision", HERS)
    assert made == ["this computer (free)", "this computer (free)", "Knightvision (paid)"]
    sent = [one for one in team.service.requests if one.url.path.endswith("generate-video")]
    assert [one.headers["authorization"] for one in sent] == [f"Bearer {HERS}"]


def files_with(folder: Path, words: str) -> list[Path]:
    kept = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in kept if words.encode() in path.read_bytes()]


async def test_a_key_that_cannot_be_read_is_replaced_by_no_other(tmp_path: Path, sit: Sit) -> None:
    team = Team(tmp_path, CALLSHEET_USERS_KEY=SECRET)
    await UserKeys.of(HomeFiles(team.settings.home), SecretStr(SECRET[::-1])).put(
        ALICE.subject, "knightvision", HERS
    )
    async with sit(team.server) as client:
        with team.called_by(ALICE):
            refused = await client.call_tool("knightvision_generate_video", dict(CLIP))
    assert refused.is_error and "can't be read" in text_of_all(refused)
    assert not [one for one in team.service.requests if one.method == "POST"]


@pytest.mark.parametrize("key", ["short", "${CALLSHEET_USERS_KEY:-}"])
async def test_nothing_is_served_with_a_key_for_them_that_cannot_be_used(
    key: str, tmp_path: Path
) -> None:
    """Without it, users who have set a key of their own would buy with the operator's."""
    given = {"CALLSHEET_HOME": str(tmp_path), "CALLSHEET_USERS_KEY": key}
    with pytest.raises(NotConfigured, match="CALLSHEET_USERS_KEY"):
        await SignIn.of(Settings.read(given), HomeFiles(tmp_path))
