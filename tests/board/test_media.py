"""What finished jobs leave, read as resources."""

import base64
from pathlib import Path

import anyio
import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError
from mcp.types import BlobResourceContents, TextResourceContents

from callsheet_tools.mcp_features import media_resources

from .conftest import CREATE, Serve, finished

pytestmark = pytest.mark.anyio


@pytest.mark.both_eras
async def test_the_film_the_poster_the_captions_and_the_scenes_are_there(
    serve: Serve, mode: str, tmp_path: Path
) -> None:
    """Jobs: `…/video`, `…/poster`, `…/storyboard`, and the captions."""
    with anyio.fail_after(60):
        async with Client(serve(), mode=mode) as client:
            (job_id,) = await finished(client, "# Bees")
            base = f"callsheet://jobs/{job_id}"
            video, mime_type = await _blob(client, f"{base}/video")
            poster, poster_type = await _blob(client, f"{base}/poster")
            captions = await _text(client, f"{base}/captions")
            scenes = await _text(client, f"{base}/storyboard")
    assert (tmp_path / "videos" / "Bees.mp4").read_bytes() == video
    assert (mime_type, poster_type) == ("video/mp4", "image/jpeg")
    assert poster.startswith(b"\xff\xd8")
    assert captions.startswith("film.vtt of") and scenes.startswith("storyboard.json of")


async def test_a_film_that_was_taken_out_of_the_folder_comes_from_the_studio(
    serve: Serve, tmp_path: Path
) -> None:
    with anyio.fail_after(60):
        async with Client(serve()) as client:
            (job_id,) = await finished(client, "# Bees")
            kept = (tmp_path / "videos" / "Bees.mp4").read_bytes()
            (tmp_path / "videos" / "Bees.mp4").unlink()
            video, _ = await _blob(client, f"callsheet://jobs/{job_id}/video")
    assert video == kept


async def test_what_is_not_there_is_said(serve: Serve, tmp_path: Path) -> None:
    gate = tmp_path / "open"
    with anyio.fail_after(60):
        async with Client(serve()) as client:
            videos = [{"task": f"# Held\n\nhold {gate} on"}]
            made = await client.call_tool(CREATE, {"videos": videos})
            assert made.structured_content
            job_id = made.structured_content["jobs"][0]["job_id"]
            unfinished = await _refusal(client, f"callsheet://jobs/{job_id}/poster")
            unknown = await _refusal(client, "callsheet://jobs/job_nothing/video")
            gate.touch()
    assert f"Job {job_id!r} has no poster." in unfinished
    assert "No job 'job_nothing'" in unknown


@pytest.mark.parametrize("at_home", [True, False], ids=["in the folder", "in the studio"])
async def test_a_film_too_large_to_be_sent_is_named_instead(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_home: bool
) -> None:
    monkeypatch.setattr(media_resources, "LARGEST", 10)
    with anyio.fail_after(60):
        async with Client(serve()) as client:
            (job_id,) = await finished(client, "# Bees")
            if not at_home:
                (tmp_path / "videos" / "Bees.mp4").unlink()
            refusal = await _refusal(client, f"callsheet://jobs/{job_id}/video")
    assert "too large to be shown here (at most 10 bytes)" in refusal
    assert ("Bees.mp4" if at_home else "`save_video`") in refusal


async def _blob(client: Client, uri: str) -> tuple[bytes, str | None]:
    (content,) = (await client.read_resource(uri)).contents
    assert isinstance(content, BlobResourceContents)
    return base64.b64decode(content.blob), content.mime_type


async def _text(client: Client, uri: str) -> str:
    (content,) = (await client.read_resource(uri)).contents
    assert isinstance(content, TextResourceContents)
    return content.text


async def _refusal(client: Client, uri: str) -> str:
    with pytest.raises(MCPError) as refused:
        await client.read_resource(uri)
    return str(refused.value)
