"""A film's first frame: file browsers and chats show it in the film's place."""

from collections.abc import Callable
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.scene_content import draw_content

from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.direction import Direction
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.brief import STYLE_NAMES, AspectRatio, StyleName
from callsheet_studio.storyboard.content import (
    Chart,
    Code,
    CodeState,
    Content,
    Definition,
    Diagram,
    Equation,
    Series,
    Table,
    Term,
)
from callsheet_studio.storyboard.model import Item, Scene, SceneKind
from callsheet_studio.storyboard.timeline import TimedScene
from callsheet_studio.text.timed_word import TimedWord

RATIOS: tuple[AspectRatio, ...] = get_args(AspectRatio)
KINDS: tuple[SceneKind, ...] = get_args(SceneKind)
TITLE = "Bread needs time"
ITEMS = (
    Item(text="Alpha", value=50, label="50%", detail="first; then; last"),
    Item(text="Beta", value=30, label="30%", detail="one; two; three"),
)
CONTENT: dict[SceneKind, Content] = {
    "code": Code(states=(CodeState(text="alpha = 1\nbeta = 2"),)),
    "definition": Definition(terms=(Term(term=TITLE, meanings=("It rises slowly.",)),)),
    "diagram": Diagram(source="flowchart LR\n  Alpha --> Beta"),
    "equation": Equation(lines=("a = b + c",)),
    "table": Table(header=("Name", "Size"), rows=(("Alpha", "1"), ("Beta", "2"))),
    "scatter": Chart(
        over="Size",
        categories=("1", "2"),
        series=(Series(name="A", values=(1, 2), written=("1", "2")),),
    ),
}


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("style", STYLE_NAMES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_first_frame_shows_what_the_film_is_called(
    kind: SceneKind, style: StyleName, ratio: AspectRatio, look_of: Callable[..., Theme]
) -> None:
    """All words of its title, or of what stands in the title's place, as they are read later."""
    size = Size.of(ratio, 180)
    direction = Direction(opens=kind == "title")
    picture = SceneRenderer(
        _first(kind), look_of(style, aspect_ratio=ratio), size, direction=direction
    )
    title = next(box.rect for box in picture.boxes if TITLE in box.text)
    first, later = (_inked(picture, title, size, t) for t in (0.0, 2.9))
    assert later > 0.03
    assert first > 0.9 * later


def _first(kind: SceneKind) -> TimedScene:
    """A film's first scene, of which nothing but a few words is said."""
    words = tuple(TimedWord(word, 3 + n / 3, 3.3 + n / 3) for n, word in enumerate(TITLE.split()))
    items = () if kind in {"quote", "title"} or kind in CONTENT else ITEMS
    scene = Scene(
        kind=kind,
        title=TITLE,
        items=items,
        content=CONTENT.get(kind),
        icon="coffee" if kind == "title" else None,
        subtitle="Slowly" if kind in {"title", "quote"} else None,
        narration=TITLE,
    )
    return TimedScene(scene, 0, 3, 0.0, 9.0, words, (3.0, 4.0)[: len(scene.elements)])


def _inked(picture: SceneRenderer, title: Rect, size: Size, t: float) -> float:
    """The share of the title's place, and of what is near it, on which something is drawn."""
    surface = skia.Surface(size.width, size.height)
    draw_content(picture, surface.getCanvas(), t)
    alpha: NDArray[np.uint8] = surface.makeImageSnapshot().toarray()[..., 3]
    x, y, right, bottom = (
        round(side * size.unit) for side in (title.x - 10, title.y, title.right + 42, title.bottom)
    )
    return float((alpha[max(0, y) : bottom, max(0, x) : right] > 128).mean())
