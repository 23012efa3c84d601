"""kill -9 of a studio whose clip is being made at the user's video endpoint, and a new start."""

import json
import os
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from tests.fake_video_endpoints import VllmOmni, serving

from .conftest import HANG, MAIN, environment

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX"),
]
BOAT = {
    "prompt": "A paper boat",
    "model": "kling-v3-text-to-video",
    "duration": 1,
    "aspect_ratio": "1:1",
}


def test_a_restarted_studio_finds_the_video_and_asks_for_no_second_one(tmp_path: Path) -> None:
    with serving(VllmOmni(fault="never")) as server:
        with studio(tmp_path, server.url) as http:
            job_id = http.post("generate-video", json=BOAT).json()["job_id"]
            assert server.looked.wait(HANG)
        server.fault = ""
        with studio(tmp_path, server.url) as http:
            clip = finished(http, job_id)
    assert (clip["status"], clip["video_model"]) == ("complete", "wan2.2")
    assert len(server.creates) == 1


@contextmanager
def studio(tmp_path: Path, video_url: str) -> Generator[httpx2.Client]:
    """A client of a `callsheet studio`, which is killed at the end."""
    video = {"CALLSHEET_VIDEO_URL": video_url, "CALLSHEET_VIDEO_MODEL": "wan2.2"}
    command = (*MAIN, "studio", "--port", "0")
    with subprocess.Popen(
        command, env=environment(tmp_path) | video, stderr=subprocess.PIPE
    ) as process:
        try:
            assert process.stderr
            url = process.stderr.readline().decode().split("listens on ")[1].split(". ")[0]
            keys = json.loads((tmp_path / "home/studio/keys.json").read_text())
            base, headers = (
                f"{url}/api/v1/partner/",
                {"Authorization": f"Bearer {keys['knightvision']}"},
            )
            with httpx2.Client(base_url=base, headers=headers, trust_env=False) as http:
                yield http
        finally:
            process.kill()


def finished(http: httpx2.Client, job_id: str) -> dict[str, Any]:
    """What the studio tells at the end."""
    until = time.monotonic() + HANG
    while time.monotonic() < until:
        clip = http.get(f"video-status/{job_id}").json()
        if clip["status"] in ("complete", "error"):
            return clip
        time.sleep(1)
    raise AssertionError("the clip did not end")
