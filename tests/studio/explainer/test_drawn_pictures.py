"""Pictures that the user's own model draws: once, kept by their prompt, told in the notes.

The rule's source: the settings `CALLSHEET_IMAGE_*`; the endpoints are `fake_image_endpoints`.
"""

import json
from pathlib import Path

import pytest
from tests.fake_image_endpoints import Diffusion, Fault, GptImage, ImageServer, drawing

from callsheet_studio.explainer.drawn_pictures import PictureDrawer
from callsheet_studio.explainer.film_source import NOTES_FILE
from callsheet_studio.explainer.make import STORYBOARD, make_film
from callsheet_studio.jobs.contract import Progress, Step
from callsheet_studio.llm.endpoints import Endpoint, ModelEndpoints
from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.content import Picture
from callsheet_studio.storyboard.model import Storyboard
from callsheet_studio.storyboard.outline_writer import as_outline

from .conftest import ALONE

LIGHTHOUSE, FOX = "a lighthouse at night", "a red fox: in snow"
TASK = f"""# Light
## The tower
![{LIGHTHOUSE}]()
> It stands on a rock.
## The fox
image: {FOX}
> It waits in the snow.
"""
KEY = "sk-very-secret"


def storyboard(task: str = TASK) -> Storyboard:
    return build_storyboard(Brief(uuid="1", task=task)).storyboard


def drawer(home: Path, server: ImageServer, name: str = "film") -> PictureDrawer:
    folder = home / "films" / name
    folder.mkdir(parents=True, exist_ok=True)
    return PictureDrawer(folder, Endpoint(server.url, "flux", KEY, patience=20))


def test_both_ways_to_ask_for_a_picture_are_read_and_written_back() -> None:
    film = storyboard()
    wanted = [scene.content for scene in film.scenes if isinstance(scene.content, Picture)]
    assert [(one.address, one.description) for one in wanted] == [("", LIGHTHOUSE), ("", FOX)]
    assert [scene.kind for scene in film.scenes] == ["title", "image", "image"]
    again = build_storyboard(Brief(uuid="1", task=as_outline(film))).storyboard
    assert [scene.content for scene in again.scenes[1:]] == wanted


@pytest.mark.parametrize("server", [GptImage(key=KEY), Diffusion(key=KEY)], ids=["gpt", "sd"])
def test_each_picture_is_drawn_once_and_kept_for_other_films(
    tmp_path: Path, server: ImageServer
) -> None:
    with drawing(server):
        first = drawer(tmp_path, server)
        shown = first.show(storyboard())
        asked = len(server.asked)
        second = drawer(tmp_path, server, "other")
        assert second.show(storyboard()) == shown
    files = [scene.image or "" for scene in shown.scenes[1:]]
    assert len(server.drawn) == 2 and len(server.asked) == asked
    assert [(first.folder / file).read_bytes() for file in files] == server.drawn
    assert all((second.folder / file).is_file() for file in files)
    assert list(dict.fromkeys(body["prompt"] for body in server.asked)) == [LIGHTHOUSE, FOX]
    assert first.notes[0] == (
        f"The picture of scene 2 ({LIGHTHOUSE!r}) was drawn by your picture model flux."
    )


@pytest.mark.parametrize(
    ("fault", "server", "says", "posts"),
    [
        ("500", Diffusion, "answered with status 500", 2),
        ("policy", Diffusion, "rejected by the safety system", 4),
        ("page", Diffusion, "answered without a picture", 1),
        ("deep", Diffusion, "answered without a picture", 1),
        ("empty", Diffusion, "answered without a picture", 1),
        ("lost", Diffusion, "broke off", 1),
        ("private", Diffusion, "not public https", 1),
        ("half", Diffusion, "answered without a picture", 1),
        ("long", Diffusion, "cannot be read (InvalidURL)", 1),
        ("html", Diffusion, "no whole PNG", 2),
        ("cut", GptImage, "no whole PNG", 4),
        ("tiny", Diffusion, "8 x 8 pixels", 2),
        ("huge", Diffusion, "100000 x 100000 pixels", 2),
    ],
)
def test_a_picture_that_fails_leaves_its_description_and_a_note(
    tmp_path: Path, fault: Fault, server: type[ImageServer], says: str, posts: int
) -> None:
    with drawing(server(fault=fault)) as made:
        drawn = drawer(tmp_path, made)
        shown = drawn.show(storyboard())
    assert [scene.image for scene in shown.scenes] == [None] * 3
    assert says in drawn.notes[0] and "in its place" in drawn.notes[0]
    assert len(made.asked) == posts and KEY not in " ".join(drawn.notes)
    assert not list((tmp_path / "drawn").glob("*"))


def test_a_draft_asks_for_nothing_and_shows_what_is_there(tmp_path: Path) -> None:
    with drawing(Diffusion()) as server:
        draft = drawer(tmp_path, server, "draft")
        draft.asks = False
        assert draft.show(storyboard()).scenes[1].image is None
        assert "your picture model flux draws it when the film is made" in draft.notes[0]
        assert server.asked == []
        drawer(tmp_path, server).show(storyboard())
        assert draft.show(storyboard()).scenes[1].image


def test_another_model_and_another_ratio_draw_again(tmp_path: Path) -> None:
    with drawing(Diffusion()) as server:
        film = storyboard("# A\n## B\n![c]()\n> D.")
        drawer(tmp_path, server).show(film)
        drawer(tmp_path, server).show(film.model_copy(update={"aspect_ratio": "9:16"}))
        other = drawer(tmp_path, server)
        other.painter = Endpoint(server.url, "sdxl")
        other.show(film)
    sizes = [body["size"] for body in server.asked]
    assert sizes == ["1536x1024", "1024x1536", "1536x1024"]


def test_a_film_shows_its_drawn_picture_and_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "films" / "1"
    folder.mkdir(parents=True)
    with drawing(GptImage()) as server, pytest.raises(_Written):
        helped = ModelEndpoints(painter=Endpoint(server.url, "gpt-image-1"))
        make_film(Brief(uuid="1", task=TASK), folder, ALONE, {}, _until_written, helped)
    film = Storyboard.model_validate_json((folder / STORYBOARD).read_bytes())
    assert all((folder / (scene.image or "-")).is_file() for scene in film.scenes[1:])
    assert "drawn by your picture model gpt-image-1" in (folder / NOTES_FILE).read_text()


def test_without_a_model_the_description_is_shown_and_the_setting_named(tmp_path: Path) -> None:
    folder = tmp_path / "films" / "1"
    folder.mkdir(parents=True)
    with pytest.raises(_Written):
        make_film(Brief(uuid="1", task=TASK), folder, ALONE, {}, _until_written)
    notes = json.loads((folder / NOTES_FILE).read_bytes())
    assert sum("CALLSHEET_IMAGE_URL" in note for note in notes) == 2


class _Written(Exception):
    """The storyboard is there."""


def _until_written(said: Progress | Step) -> None:
    if isinstance(said, Step) and said.name == "script":
        raise _Written
