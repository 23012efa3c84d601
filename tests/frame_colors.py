"""Which colors a frame has that a palette does not hold."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.brief import AspectRatio, StyleName
from callsheet_studio.storyboard.content import (
    Code,
    CodeState,
    Content,
    Definition,
    Diagram,
    Equation,
    Table,
    Term,
)
from callsheet_studio.storyboard.model import Item, Scene, SceneKind, Storyboard
from callsheet_studio.storyboard.timeline import TimedScene
from callsheet_studio.text.timed_word import TimedWord

PALETTES = (
    {"primary": "#5b3a21", "secondary": "#f3e3c8", "accent": "#e07a2f"},
    {"primary": "#0066cc"},
    {"primary": "#0066cc", "accent": "#ff6600"},
    {"primary": "#1b4332", "secondary": "#95d5b2"},
    {"primary": "#111111", "accent": "#e63946"},
    {"primary": "#6a0dad", "secondary": "#9b5de5", "tertiary": "#c77dff", "accent": "#f15bb5"},
    {"primary": "#ffd166", "accent": "#073b4c"},
    {"primary": "#c1121f", "secondary": "#780000"},
    {"primary": "#f4f1de", "accent": "#3d405b"},
    {"primary": "#00b4d8", "secondary": "#0077b6", "accent": "#03045e"},
)
"""Ten brands': one color to four, dark and light, with and without a hue."""
NEUTRAL = 0.055
"""OKLab chroma under which a color has no hue to speak of."""
APART = 28.0
"""Degrees of hue from which a color is another one; blends of two of the palette lie between."""
MOST = 0.004
"""Share of a frame that may be other: edges where two colors meet."""
LINES = 72
ITEMS = (
    Item(text="Rye rolls", value=50, label="50%", detail="three for two"),
    Item(text="Knots", value=30, label="30%", detail="from the oven"),
    Item(text="Coffee", value=20, label="20%", detail="with any loaf"),
)
CONTENT: dict[SceneKind, Content] = {
    "code": Code(
        states=(CodeState(text='def bake(loaves):\n    # Twice.\n    return "done", 2 * loaves'),),
        language="python",
    ),
    "definition": Definition(terms=(Term(term="Proof", meanings=("The last rise.",)),)),
    "diagram": Diagram(source="flowchart LR\n  Flour --> Dough --> Loaf\n  Yeast -.-> Dough"),
    "equation": Equation(lines=("a = b + c", "b = a - c")),
    "table": Table(header=("Name", "Price"), rows=(("Rye", "2"), ("Oat", "3"))),
}


def foreign_share(
    palette: dict[str, str], style: StyleName, aspect: AspectRatio, kind: SceneKind
) -> float:
    """Return the share of a still that has a hue which the palette does not hold."""
    board = Storyboard(
        title="Any",
        seconds=60,
        aspect_ratio=aspect,
        style=style,
        seed="take-1",
        palette=palette,
        scenes=(),
    )
    frame = _still(kind, Theme.of(board), Size.of(aspect, LINES))
    return float(has_other_hue(frame, hues_of(palette.values())).mean())


def _still(kind: SceneKind, theme: Theme, size: Size) -> NDArray[np.float64]:
    """A frame in which everything has come: height x width x red, green, blue, 0 to 1."""
    content = CONTENT.get(kind)
    items = () if content or kind in {"title", "quote"} else ITEMS
    items = ITEMS[:1] if kind == "number" else ITEMS[:2] if kind == "comparison" else items
    scene = Scene(kind=kind, title="Three things to try", items=items, content=content)
    words = (TimedWord("Try", 5.0, 5.4), TimedWord("them", 5.8, 6.4))
    timed = TimedScene(scene, 1, 3, 0.0, 9.0, words, (0.3, 0.6, 0.9)[: len(scene.elements)])
    surface = skia.Surface(size.width, size.height)
    SceneRenderer(timed, theme, size).draw(surface.getCanvas(), 6.0)
    return surface.makeImageSnapshot().toarray()[..., 2::-1] / 255.0


def hues_of(colors: Iterable[str]) -> list[float]:
    """Return the OKLCH hues, in degrees, of those colors that have one."""
    return [color.lch[2] for color in map(Color.parse, colors) if color.lch[1] > 0.02]


def has_other_hue(frame: NDArray[np.float64], hues: Sequence[float]) -> NDArray[np.bool_]:
    """Return where a color has a hue that is neither near one of these nor neutral.

    Args:
        frame: Height x width x red, green, blue, each 0 to 1.
        hues: Degrees.
    """
    _, a, b = oklab(frame)
    hue, chroma = np.degrees(np.arctan2(b, a)), np.hypot(a, b)
    apart = [np.abs((hue - own + 180) % 360 - 180) for own in hues] or [np.full_like(hue, 180.0)]
    return (chroma > NEUTRAL) & (np.min(apart, axis=0) > APART)


def oklab(frame: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
    """Return lightness and the two axes of color of OKLab (Björn Ottosson, 2020) of a frame."""
    linear = np.where(frame <= 0.04045, frame / 12.92, ((frame + 0.055) / 1.055) ** 2.4)
    to_lms = np.array(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ]
    )
    long, medium, short = np.moveaxis(np.cbrt(linear @ to_lms.T), -1, 0)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )
