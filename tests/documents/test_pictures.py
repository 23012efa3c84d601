"""Pictures that a document names are shown in its film, or said to be missing."""

from collections.abc import Mapping
from pathlib import Path

import anyio
import httpx2
import pytest

from callsheet_studio.api.knowlify.document_pictures import DocumentPictures
from callsheet_studio.api.knowlify.reference_images import ReferenceImages
from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.file_text import read_file
from callsheet_studio.storyboard.picture_files import PictureFiles

pytestmark = pytest.mark.anyio
DOCUMENT = (
    "# The Moon\n\nThe Moon goes round the Earth.\n\n## Phases\n\n"
    "![The eight phases](pictures/moon.png)\n- @40,60: full moon\n\nThe Sun lights one half.\n"
)


@pytest.fixture
def media(tmp_path: Path) -> Path:
    """An allowed folder with a lesson and its picture."""
    (tmp_path / "media/lesson/pictures").mkdir(parents=True)
    (tmp_path / "media/lesson/pictures/moon.png").write_bytes(png())
    (tmp_path / "secret.png").write_bytes(png())
    return tmp_path / "media"


async def collect(media: Path, text: str, base: Path | None = None) -> PictureFiles:
    return await DocumentPictures((media,)).collect(text, media.parent / "film", base)


async def test_a_file_next_to_the_document_is_shown(media: Path) -> None:
    found = await collect(media, DOCUMENT, media / "lesson")
    (file,) = found.files.values()
    assert (media.parent / "film" / file).read_bytes() == png()
    (scene,) = [scene for scene in build(DOCUMENT, found) if scene.image]
    assert scene.kind == "image" and scene.image == file


async def test_the_outline_of_a_draft_finds_the_same_file_without_its_document(
    media: Path,
) -> None:
    found = await collect(media, DOCUMENT, media / "lesson")
    draft = read_document(DOCUMENT, {}, fields(found))
    assert "lesson/pictures/moon.png" in draft.outline and "image:" not in draft.outline
    again = await collect(media, draft.outline)
    assert list(again.files.values()) == list(found.files.values())


async def test_the_figures_of_a_notebook_are_pictures(media: Path) -> None:
    content = (Path(__file__).parent / "notebook.ipynb").read_bytes()
    (media / "lesson/rain.ipynb").write_bytes(content)
    text = read_file("rain.ipynb", content)
    found = await collect(media, text, media / "lesson")
    draft = read_document(text, {"video_duration_seconds": 300}, fields(found))
    assert [s.image for s in draft.storyboard.scenes if s.image] == list(found.files.values())
    assert "<Figure" not in draft.outline
    again = await collect(media, draft.outline)
    assert list(again.files.values()) == list(found.files.values()) != []


@pytest.mark.parametrize(
    "address",
    ["../../secret.png", "../secret.png", "nothing.png", "/etc/hostname", "x" * 5000],
    ids=["outside", "next to it", "missing", "absolute", "too long"],
)
async def test_nothing_outside_allowed_folders_is_read(media: Path, address: str) -> None:
    text = DOCUMENT.replace("pictures/moon.png", address)
    found = await collect(media, text, media / "lesson")
    assert not found.files and list(found.reasons) == [address]
    made = build_storyboard(Brief("u", text, pictures=fields(found)))
    assert [note for note in made.notes if "no such file in an allowed folder" in note]
    assert "The eight phases" in made.storyboard.model_dump_json()


async def test_a_link_out_of_an_allowed_folder_is_not_followed(media: Path) -> None:
    (media / "lesson/link.png").symlink_to(media.parent / "secret.png")
    found = await collect(media, DOCUMENT.replace("pictures/moon.png", "lesson/link.png"))
    assert not found.files


async def test_what_is_no_picture_is_not_shown(media: Path) -> None:
    (media / "moon.png").write_text("no picture")
    found = await collect(media, DOCUMENT.replace("pictures/moon.png", "moon.png"))
    assert list(found.reasons.values()) == ["it is no PNG, JPEG, GIF or WebP"]


@pytest.mark.parametrize("public", [True, False], ids=["public", "private"])
async def test_an_address_is_fetched_only_from_the_public_internet(
    tmp_path: Path, public: bool
) -> None:
    """By the way that edits fetch reference images."""

    def serve(_: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, content=png(), headers={"content-type": "image/png"})

    def look_up(_: str) -> list[str]:
        return ["93.184.216.34" if public else "127.0.0.1"]

    images = ReferenceImages(look_up, httpx2.MockTransport(serve))
    text = DOCUMENT.replace("pictures/moon.png", "https://example.com/moon.png")
    with anyio.fail_after(20):
        found = await DocumentPictures((), images).collect(text, tmp_path)
    assert len(found.files) == public and len(found.reasons) == (not public)


def build(text: str, found: PictureFiles):
    return build_storyboard(Brief("u", text, pictures=fields(found))).storyboard.scenes


def fields(found: PictureFiles) -> Mapping[str, Mapping[str, str]]:
    return {"files": found.files, "reasons": found.reasons, "paths": found.paths}


def png() -> bytes:
    return (Path(__file__).parent / "pictures/moon_phases.png").read_bytes()
