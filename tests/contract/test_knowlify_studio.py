"""Knowlify's documented samples, played against the studio: it answers in the same shapes.

The samples are the documentation's own bodies, as printed.
"""

import json
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any, cast

import httpx2
import pytest

from callsheet_studio.jobs.contract import Progress
from callsheet_studio.jobs.fault_injection import Fault
from callsheet_studio.jobs.job_queue import JobQueue
from callsheet_studio.studio import Studio

pytestmark = pytest.mark.anyio
SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncGenerator[tuple[Any, httpx2.AsyncClient]]:
    """A studio that takes jobs in, 15 s into a window, and a client with its key."""
    faults = (Fault("429", "GET"),)
    closed = Studio(tmp_path, clock=lambda: 1_777_120_515.0, faults=faults)
    async with closed.open(works=False) as studio:
        transport = httpx2.ASGITransport(studio.knowlify)
        headers = {"X-API-Key": studio.keys.knowlify}
        async with httpx2.AsyncClient(
            transport=transport, base_url="http://studio.localhost", headers=headers
        ) as http:
            yield studio, http


def sample(name: str) -> Any:
    return json.loads((SAMPLES / f"knowlify_{name}.json").read_text(encoding="utf-8"))


def shape(value: Any) -> Any:
    """The keys and JSON types of a value; of a list, those of each of its members."""
    if isinstance(value, dict):
        entries = cast("dict[str, Any]", value)
        return {key: shape(entry) for key, entry in entries.items()}
    if isinstance(value, list):
        return [shape(member) for member in cast("list[Any]", value)]
    return type(value).__name__


async def test_the_documented_request_gets_an_answer_of_the_documented_shape(studio: Any) -> None:
    """The sample's second row is parked, though its counts say otherwise: rows are what counts."""
    opened, http = studio
    documented = sample("create_response")
    await http.post("/v1/videos", json=sample("create_request"))
    answer = await http.post("/v1/videos", json=sample("create_request"))
    assert answer.status_code == 200
    assert shape(answer.json()) == shape(documented)
    statuses = [row["status"] for row in answer.json()["results"]]
    assert statuses == [row["status"] for row in documented["results"]]
    assert await opened.unfinished() == 4


async def test_a_video_in_the_middle_has_the_documented_shape_and_values(studio: Any) -> None:
    opened, http = studio
    documented = sample("video_midrender")
    assert (await http.get("/v1/videos/any")).status_code == 429, "the fault, used up here"
    created = (await http.post("/v1/videos", json=sample("create_request"))).json()
    queue: JobQueue = opened.queue
    claim = await queue.claim(1)
    assert claim is not None
    await queue.record_progress(claim, Progress("generating_frames", 88, 4, 5))
    shown = (await http.get(f"/v1/videos/{created['results'][0]['uuid']}")).json()
    assert shape(shown) == shape(documented)
    unlike = {key for key in shown if shown[key] != documented[key]}
    assert unlike == {"uuid", "created_at", "updated_at"}


async def test_the_429_is_the_documented_one_to_the_letter(studio: Any) -> None:
    _, http = studio
    answer = await http.get("/v1/videos/any")
    assert answer.json() == sample("rate_limited")
    assert answer.headers["Retry-After"] == "45"
