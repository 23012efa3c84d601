"""Long headings are set smaller and on more lines, and are never cut with dots."""

from collections.abc import Callable
from typing import get_args

import pytest

from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.brief import STYLE_NAMES, AspectRatio
from callsheet_studio.storyboard.content import Table
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.timeline import TimedScene

TITLES = (
    "How Brixen Bakeries Cut Food Waste by 43 % in Nine Months",
    "Lab Report 6: Determining the Concentration of Acetic Acid in Commercial White Vinegar Now",
    "Straßenverkehrszulassungsordnung und Verwaltungsverfahrensgesetz im Vergleich der Länder",
)
ITEMS = (Item(text="Bread", detail="of the day"), Item(text="Butter", detail="of the week"))
ROWS = Table(header=("Metric", "Before"), rows=(("Unsold", "16.2 %"), ("Saved", "€ 5")))
KINDS = ("points", "steps", "comparison", "timeline", "closing", "table", "quote")


@pytest.mark.parametrize("ratio", get_args(AspectRatio))
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.slow
def test_a_long_heading_is_not_cut(
    kind: str,
    ratio: AspectRatio,
    timed: Callable[[Scene], TimedScene],
    look_of: Callable[..., Theme],
) -> None:
    """A film in 9:16 ended on "How Brixen Bakeries cut food waste by 43 % in…"."""
    for style in STYLE_NAMES:
        for title in TITLES:
            scene = Scene.model_validate(
                {"kind": kind, "title": title, "items": () if kind == "table" else ITEMS}
                | ({"content": ROWS} if kind == "table" else {})
            )
            boxes = SceneRenderer(timed(scene), look_of(style), Size.of(ratio, 72)).boxes
            assert not [box.text for box in boxes if box.cut], style
            assert kind == "quote" or any(box.text == title for box in boxes), style
