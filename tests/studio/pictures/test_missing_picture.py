"""The description of a picture that is missing is shown whole, however long it is."""

from pathlib import Path

import pytest
from tests.studio.pictures.conftest import LookOf, Timed

from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.storyboard.brief import AspectRatio
from callsheet_studio.storyboard.content import Picture
from callsheet_studio.storyboard.model import Scene

LONG = (
    "A cross-section of the rain garden: water from the street runs over a stone edge into a basin "
    "of forty centimetres, which is planted with sedges and irises; below lie sixty centimetres of "
    "sandy soil, then a layer of gravel with a perforated pipe that leads to the sewer, and an "
    "overflow pipe stands ten centimetres above the soil so that a storm floods no pavement"
)


@pytest.mark.parametrize("ratio", ["16:9", "9:16"])
@pytest.mark.parametrize("description", ["A rain garden", LONG], ids=["short", "long"])
def test_every_word_of_a_description_is_shown(
    ratio: AspectRatio, description: str, timed: Timed, look_of: LookOf, tmp_path: Path
) -> None:
    content = Picture(address="gone.png", description=description)
    scene = Scene(kind="image", title="Garden", narration=f"{description}.", content=content)
    picture = SceneRenderer(timed(scene), look_of(), Size.of(ratio, 720), tmp_path)
    shown = " ".join(box.text for box in picture.boxes)
    assert set(description.split()) <= set(shown.split())
    assert "…" not in shown
