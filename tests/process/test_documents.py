"""The two documents' examples, word for word, with no key and no network: by curl and by tool.

The bodies are the documentation's own, as printed (`tests/contract/samples`).
"""

import json
import shutil
import subprocess
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import anyio
import pytest
from mcp import Client, StdioServerParameters

from .conftest import HANG, MAIN, environment

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
SAMPLES = Path(__file__).parents[1] / "contract" / "samples"
NO_WAY_OUT = {"HTTP_PROXY": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9"}
SMALL = {"CALLSHEET_FILM_LINES": "360"}
TEXTS = ("summary", "transcription", "analysis", "ugc_script")
PATIENCE = 600
"""Seconds for a job."""
PAUSE = 3
"""Seconds between two looks, as the documentation asks."""

Answer: TypeAlias = dict[str, Any]
Curl: TypeAlias = Callable[..., Answer]
Call: TypeAlias = Callable[[str, Answer], Awaitable[Answer]]


def sample(name: str) -> Answer:
    return json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def curl(tmp_path_factory: pytest.TempPathFactory) -> Generator[Curl]:
    """curl, as the documents call their APIs, on `callsheet studio`. Gives a success's JSON."""
    if not shutil.which("curl"):
        pytest.skip("curl is not installed here")
    with studio(tmp_path_factory.mktemp("studio")) as env:

        def call(api: str, path: str, body: str | None = None) -> Answer:
            base, key = env[f"{api}_BASE"], env[f"{api}_KEY"]
            header = (
                f"X-API-Key: {key}" if api == "KNOWLIFY_API" else f"Authorization: Bearer {key}"
            )
            sent = ["-d", json.dumps(sample(body))] if body else []
            kind = ["-H", "Content-Type: application/json"] if body else []
            command = ["curl", "-sS", "--fail-with-body", f"{base}{path}", "-H", header]
            run = subprocess.run([*command, *kind, *sent], capture_output=True, timeout=HANG)
            assert run.returncode == 0, run.stdout + run.stderr
            return json.loads(run.stdout)

        yield call


@contextmanager
def studio(tmp_path: Path) -> Generator[dict[str, str]]:
    """A running `callsheet studio`; the variables that its `--env` prints."""
    surroundings = environment(tmp_path) | NO_WAY_OUT | SMALL
    command = (*MAIN, "studio", "--port", "0")
    with subprocess.Popen(command, env=surroundings, stderr=subprocess.PIPE) as process:
        try:
            assert process.stderr and b"listens on" in process.stderr.readline()
            lines = subprocess.check_output((*MAIN, "studio", "--env"), env=surroundings, text=True)
            env = dict(line.split("=", 1) for line in lines.splitlines())
            env["KNIGHTVISION_API_BASE"] = f"{env['KNIGHTVISION_BASE_URL']}/api/v1/partner"
            yield env
        finally:
            process.terminate()


def reached(curl: Curl, path: str, status: str) -> Answer:
    """What a path tells once the status is reached."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        told = curl("KNIGHTVISION_API", path)
        shown = told.get("character", told)
        assert shown["status"] not in ("error", "failed"), told
        if shown["status"] == status:
            return told
        time.sleep(PAUSE)
    raise AssertionError(f"{path} did not reach {status}")


def test_workflow_1_an_ad_by_curl(curl: Curl) -> None:
    """analyze → poll until complete → read the four texts. The ad is the studio's sample."""
    before = curl("KNIGHTVISION_API", "/credits")["credits_remaining"]
    queued = curl("KNIGHTVISION_API", "/analyze", "knightvision_analyze_request")
    assert queued.keys() == sample("knightvision_analyze_response").keys()
    assert (queued["status"], queued["credits_used"]) == ("queued", 50)
    assert queued["credits_remaining"] == before - 50
    done = reached(curl, f"/status/{queued['job_id']}", "complete")
    assert sample("knightvision_status_complete").keys() <= done.keys()
    assert done["result"].keys() >= set(TEXTS) and all(done["result"][key] for key in TEXTS)
    assert "sample ad" in done["result"]["summary"]
    credits = curl("KNIGHTVISION_API", "/credits")
    documented = sample("knightvision_credits")
    assert credits.keys() == documented.keys() and credits["costs"] == documented["costs"]
    assert credits["credits_remaining"] == before - 50


def test_the_request_that_the_readme_shows(tmp_path: Path) -> None:
    lines = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if line.startswith("curl ")]
    with studio(tmp_path) as env:
        run = ["sh", "-c", line]
        shown = subprocess.check_output(run, env=environment(tmp_path) | env, timeout=HANG)
    assert json.loads(shown)["status"] == "queued"


def test_workflow_2_a_clip_by_curl(curl: Curl) -> None:
    """generate-video → poll until complete → the file behind `video_url`."""
    queued = curl("KNIGHTVISION_API", "/generate-video", "knightvision_generate_request")
    assert queued.keys() == sample("knightvision_generate_response").keys()
    done = reached(curl, f"/video-status/{queued['job_id']}", "complete")
    assert sample("knightvision_video_complete").keys() <= done.keys()
    (row,) = curl("KNIGHTVISION_API", "/videos?limit=20")["videos"]
    (documented,) = sample("knightvision_videos")["videos"]
    same = ("prompt", "model", "duration", "aspect_ratio", "credits_used", "status")
    assert [row[key] for key in same] == [documented[key] for key in same]
    film = subprocess.check_output(["curl", "-sSf", done["video_url"]], timeout=HANG)
    assert film[4:8] == b"ftyp"


def test_workflow_3_a_character_by_curl(curl: Curl) -> None:
    """characters → poll until ready → finalize."""
    made = curl("KNIGHTVISION_API", "/characters", "knightvision_character_request")
    assert made.keys() == sample("knightvision_character_response").keys()
    path = f"/characters/{made['character_id']}"
    reached(curl, path, "ready")
    posed = curl("KNIGHTVISION_API", f"{path}/finalize", "knightvision_finalize_request")
    assert posed.keys() == sample("knightvision_finalize_response").keys()
    reached(curl, path, "finalized")
    listed = curl("KNIGHTVISION_API", "/characters")
    assert listed.keys() == sample("knightvision_characters").keys()


def test_the_batch_of_the_knowlify_page_by_curl(curl: Curl) -> None:
    created = curl("KNOWLIFY_API", "/v1/videos", "knowlify_create_request")
    assert created.keys() == sample("knowlify_create_response").keys()
    assert [row["status"] for row in created["results"]] == ["queued", "queued"]
    shown = curl("KNOWLIFY_API", f"/v1/videos/{created['results'][0]['uuid']}")
    assert shown.keys() == sample("knowlify_video_midrender").keys()


@asynccontextmanager
async def connected(folder: Path, mode: str) -> AsyncGenerator[Call]:
    """Calls a tool of `callsheet` on stdio, without a key or a network; what it answers."""
    env = environment(folder) | NO_WAY_OUT | SMALL
    command = StdioServerParameters(command=MAIN[0], args=[*MAIN[1:]], env=env, cwd=folder)

    with anyio.fail_after(PATIENCE):
        async with Client(command, mode=mode) as client:

            async def call(tool: str, arguments: Answer) -> Answer:
                result = await client.call_tool(tool, arguments)
                assert not result.is_error, result.content
                return result.structured_content or {}

            yield call


async def finish(call: Call, answer: Answer) -> list[str]:
    """Wait for the jobs of an answer, by each answer's own `next`; their states.

    A list leaves out the state of a film's version that succeeded.
    """
    ids = [row["job_id"] for row in answer["jobs"]]
    while (following := answer.get("next")) and following.get("tool") == "wait_for_jobs":
        answer = await call(following["tool"], following["arguments"])
    listed = await call("list_jobs", {"limit": 50})
    rows = [one for row in listed["jobs"] for one in (row, *row.get("versions", []))]
    states = {row["job_id"]: row.get("state", "succeeded") for row in rows}
    return [states[one] for one in ids]


async def test_workflow_1_by_tool(tmp_path: Path, mode: str) -> None:
    """The documented address as it is; each later call is the answer's own `next`."""
    async with connected(tmp_path, mode) as call:
        answer = await call("knightvision_analyze_ad", sample("knightvision_analyze_request"))
        assert await finish(call, answer) == ["succeeded"]
        report = await call("knightvision_get_analysis", {"job_id": answer["jobs"][0]["job_id"]})
    result = report["answer"]["result"]
    assert all(result[key] for key in TEXTS) and "sample ad" in result["summary"]


async def test_workflows_2_and_3_by_tool(tmp_path: Path) -> None:
    """A clip, and a character that is finalized, with the documented bodies as arguments."""
    async with connected(tmp_path, "auto") as call:
        clip = await call("knightvision_generate_video", sample("knightvision_generate_request"))
        made = await call("knightvision_create_character", sample("knightvision_character_request"))
        assert await finish(call, clip) + await finish(call, made) == ["succeeded"] * 2
        saved = await call("save_video", {"job_id": clip["jobs"][0]["job_id"]})
        assert (await anyio.Path(saved["file"]).stat()).st_size == saved["bytes"]
        character = {"character_id": made["jobs"][0]["job_id"]}
        pose = await call(
            "knightvision_finalize_character",
            {**character, **sample("knightvision_finalize_request")},
        )
        assert await finish(call, pose) == ["succeeded"]
        shown = await call("knightvision_get_character", character)
        assert shown["answer"]["character"]["status"] == "finalized"


async def test_the_knowlify_page_by_tool(tmp_path: Path) -> None:
    """The batch of the page, then an edit of its first film and the edit's revert."""
    async with connected(tmp_path, "auto") as call:
        created = await call("knowlify_create_videos", sample("knowlify_create_request"))
        assert await finish(call, created) == ["succeeded"] * 2
        uuid = created["jobs"][0]["job_id"]
        change = {"uuid": uuid, "edit_request": "accent: #0f8b8d"}
        edit = await call("knowlify_edit_video", change)
        assert await finish(call, edit) == ["succeeded"]
        reverted = await call("knowlify_revert_edit", {"edit_id": edit["jobs"][0]["job_id"]})
        assert await finish(call, reverted) == ["succeeded"]
