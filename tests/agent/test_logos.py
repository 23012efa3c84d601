"""A logo: the user's own file in an allowed folder, sent along by the tools."""

from pathlib import Path

import anyio
import pytest

from .conftest import Chair, Serve, Sit, only

pytestmark = pytest.mark.anyio
PNG = b"\x89PNG\r\n\x1a\nours"
OUTLINE = "# Small\n\n## One [points]\n- A\n- B\n> One.\n"


def write_files(output: Path, secret: Path) -> None:
    """A logo and what is none in the output folder; another one outside, to which a link leads."""
    output.mkdir()
    (output / "ours.png").write_bytes(PNG)
    (output / "notes.png").write_text("no picture")
    secret.write_bytes(PNG)
    (output / "link.png").symlink_to(secret)


def change_logo(output: Path) -> None:
    (output / "ours.png").write_bytes(PNG + b"new")


async def outline(chair: Chair, job_id: str) -> str:
    await chair.call("wait_for_jobs", job_ids=[job_id], until="all")
    shown = await chair.call("knowlify_get_video", uuid=job_id)
    return shown["answer"]["outline"]


async def test_a_film_and_an_edit_take_a_logo_from_an_allowed_folder(
    serve: Serve, sit: Sit, output: Path, tmp_path: Path
) -> None:
    """The outline names it by its content; nothing outside of the folders is read."""
    write_files(output, tmp_path / "secret.png")
    task = f"---\nlogo: ours.png\n---\n{OUTLINE}"
    with anyio.fail_after(120):
        async with sit(serve()) as client:
            chair = Chair(client)
            film = only(await chair.make(task))["job_id"]
            made = await outline(chair, film)
            name = next(line for line in made.split("\n") if line.startswith("logo: "))
            assert name.startswith("logo: ours-") and name.endswith(".png")
            for wrong in ("../secret.png", "link.png", str(tmp_path / "secret.png"), "none.png"):
                asked = {"uuid": film, "edit_request": f"logo: {wrong}"}
                text = await chair.refused("knowlify_edit_video", **asked)
                assert "allowed folder" in text and "CALLSHEET_MEDIA_DIRS" in text
                assert "allowed folder" in await chair.refused(
                    "knowlify_create_videos", videos=[{"task": task.replace("ours.png", wrong)}]
                )
            asked = {"uuid": film, "edit_request": "logo: notes.png"}
            assert "a PNG, JPEG, WebP or SVG" in await chair.refused("knowlify_edit_video", **asked)
            change_logo(output)
            asked = {"uuid": film, "edit_request": "logo: ours.png"}
            edit = only((await chair.call("knowlify_edit_video", **asked))["jobs"])["job_id"]
            await chair.call("wait_for_jobs", job_ids=[edit], until="all")
            shown = await chair.call("knowlify_get_edit", edit_id=edit)
            assert "logo: ours-" in shown["answer"]["outline"]
            assert name not in shown["answer"]["outline"]


async def test_a_logo_goes_with_the_last_film_that_has_it(
    serve: Serve, sit: Sit, output: Path, tmp_path: Path
) -> None:
    """Another one may be a film's own, or an edit's."""
    write_files(output, tmp_path / "secret.png")
    logos = tmp_path / "home/studio/logos"
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            one = only(await chair.make(f"---\nlogo: ours.png\n---\n{OUTLINE}"))["job_id"]
            other = only(await chair.make(OUTLINE))["job_id"]
            await chair.call("wait_for_jobs", job_ids=[one, other], until="all")
            edit = await chair.call(
                "knowlify_edit_video", uuid=other, edit_request="logo: ours.png"
            )
            await chair.call("wait_for_jobs", job_ids=[only(edit["jobs"])["job_id"]], until="all")
            await chair.call("manage_job", job_id=one, action="delete")
            kept = [file.name for file in logos.iterdir()]
            await chair.call("manage_job", job_id=other, action="delete")
    assert len(kept) == 1
    assert list(logos.iterdir()) == []


async def test_what_the_call_leaves_open_is_the_documents_to_say(serve: Serve, sit: Sit) -> None:
    """Defaults of the tool's schema are nobody's wish; what is given goes before the document."""
    task = f"---\naspect: 9:16\ntype: corporate\n---\n{OUTLINE}"
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            made = await outline(chair, only(await chair.make(task))["job_id"])
            assert "aspect: 9:16\ntype: corporate\n" in made
            video = {"task": task, "aspect_ratio": "16:9"}
            begun = await chair.call("knowlify_create_videos", videos=[video])
            job_id = only(begun["jobs"])["job_id"]
            made = await outline(chair, job_id)
            assert "aspect: 16:9\ntype: corporate\n" in made
