"""The film's logo: in a corner of every scene, larger in the closing, never under other things."""

from dataclasses import replace
from pathlib import Path

import pytest

from callsheet_studio.drawing.geometry import Rect, Size
from callsheet_studio.explainer.scene_renderer import SceneRenderer
from callsheet_studio.storyboard.model import Item, Scene

from .conftest import LookOf, Shot, Timed

PURPLE = (255, 0, 255)
MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100">'
    '<rect width="300" height="100" fill="#ff00ff"/></svg>'
)
ITEMS = tuple(Item(text=f"Point {n}", detail="with a second line") for n in range(4))
SCENE = Scene(kind="points", title="A headline that is as long as the frame is wide", items=ITEMS)
WIDE, TALL = Size.of("16:9", 360), Size.of("9:16", 360)


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    file = tmp_path / "ours-0123456789abcdef.svg"
    file.write_text(MARK)
    return file


def seen(picture: SceneRenderer, size: Size, shot: Shot) -> Rect:
    """Where the logo's own color stands, in design units."""
    pixels = shot(picture, size, 3.0).toarray()
    is_logo = abs(pixels[:, :, :3].astype(int) - PURPLE).sum(axis=2) < 60
    ys, xs = ([float(n) / size.unit for n in axis] for axis in is_logo.nonzero())
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


@pytest.mark.parametrize("size", [WIDE, TALL], ids=["wide", "tall"])
@pytest.mark.parametrize("kind", ["points", "closing"])
def test_a_logo_stands_clear_of_all_texts(
    kind: str, size: Size, logo: Path, timed: Timed, look_of: LookOf, shot: Shot
) -> None:
    scene = timed(SCENE.model_copy(update={"kind": kind}))
    picture = SceneRenderer(scene, replace(look_of("corporate"), logo=logo), size)
    rect = seen(picture, size, shot)
    assert rect.h == pytest.approx(84 if kind == "closing" else 40, abs=4)
    assert picture.boxes and not [box.text for box in picture.boxes if rect.meets(box.rect)]


def test_it_stands_on_the_side_where_lines_end(
    logo: Path, timed: Timed, look_of: LookOf, shot: Shot
) -> None:
    theme = replace(look_of("corporate"), logo=logo)
    arabic = SCENE.model_copy(update={"title": "من أين يأتي الماء"})
    right, left = (
        seen(SceneRenderer(timed(scene), theme, WIDE), WIDE, shot) for scene in (SCENE, arabic)
    )
    assert right.x > 640 > left.right


def test_a_file_that_cannot_be_read_shows_nothing(
    tmp_path: Path, timed: Timed, look_of: LookOf, shot: Shot
) -> None:
    broken = tmp_path / "broken.svg"
    broken.write_text("<svg")
    picture = SceneRenderer(timed(SCENE), replace(look_of(), logo=broken), WIDE)
    assert shot(picture, WIDE, 1.0).width() == WIDE.width
