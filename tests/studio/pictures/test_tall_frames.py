"""Upright frames: they use their height, and what is read on a phone is large."""

from collections.abc import Callable

import pytest

from callsheet_studio.diagrams.mermaid.parser import parse_mermaid
from callsheet_studio.drawing.fonts import Fonts
from callsheet_studio.drawing.text_layout import TextLayout
from callsheet_studio.explainer.scene_context import LEAST, SceneContext
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.scenes.diagram.diagram import draw_diagram
from callsheet_studio.explainer.scenes.diagram.labels import set_label
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.brief import STYLE_NAMES, StyleName
from callsheet_studio.storyboard.content import Content, Table
from callsheet_studio.storyboard.model import Item, Scene, SceneKind
from callsheet_studio.storyboard.timeline import TimedScene
from callsheet_studio.text.timed_word import TimedWord

TALL = Size.of("9:16", 90)
PIE = """pie showData title Minerals
"Calcium" : 42.96
"Potassium" : 50.05
"Magnesium" : 10.01
"""
SERVICES = (
    Item(text="Booking service", detail="decides which compartment a parcel gets. Owns its state."),
    Item(text="Access service", detail="issues the codes. Only it may read the key vault."),
    Item(
        text="Locker controller",
        detail="a small Linux computer in every locker. It holds the codes for the next 72 hours.",
    ),
    Item(
        text="Notification service",
        detail="sends e-mail, SMS and push. May be down for an hour without anybody noticing.",
    ),
)
NAMES = ("Booking service", "Access service", "Locker controller", "Notification service")
STEPS = (
    Item(text="Resting in the cold (12 hours)", detail="Put it into the fridge, at four degrees."),
    Item(text="Baking (45 min)", detail="With the lid for twenty-five minutes, then without it."),
)
INGREDIENTS = Table(
    header=("Ingredient", "Quantity", "Percentage"),
    rows=(("Flour", "500 g", "100 %"), ("Water", "350 g", "70 %"), ("Salt", "10 g", "2 %")),
)


def test_content_and_captions_reach_down_to_where_controls_begin() -> None:
    safe, band, sheet = TALL.safe, TALL.caption_band, TALL.sheet
    assert safe.h > 0.6 * sheet.h
    assert 0.83 * sheet.h < band.bottom < 0.85 * sheet.h, "the rest is covered"
    assert band.y - safe.bottom >= 20, "a caption touches nothing"


@pytest.mark.parametrize("style", STYLE_NAMES)
@pytest.mark.parametrize(("kind", "items"), [("points", SERVICES), ("steps", STEPS)])
def test_second_lines_are_no_small_print(
    kind: SceneKind, items: tuple[Item, ...], style: StyleName, look_of: Callable[..., Theme]
) -> None:
    boxes = _boxes(look_of(style, aspect_ratio="9:16"), kind, items)
    notes = {item.detail for item in items}
    assert min(size for text, size in boxes.items() if text in notes) > 1.15 * LEAST


@pytest.mark.parametrize("style", STYLE_NAMES)
def test_what_stands_below_a_title_is_no_small_print(
    style: StyleName, look_of: Callable[..., Theme]
) -> None:
    told = "Handout for team leads, module 3 of 5, about 90 minutes with exercises"
    scene = Scene(kind="title", title="Giving feedback", subtitle=told)
    timed = TimedScene(scene, 0, 3, 0.0, 6.0, (), ())
    picture = SceneRenderer(timed, look_of(style, aspect_ratio="9:16"), TALL)
    (size,) = (box.size for box in picture.boxes if box.text == told)
    assert size > 1.3 * LEAST


@pytest.mark.parametrize("style", STYLE_NAMES)
def test_a_table_of_three_columns_is_set_larger_than_its_headings(
    style: StyleName, look_of: Callable[..., Theme]
) -> None:
    boxes = _boxes(look_of(style, aspect_ratio="9:16"), "table", content=INGREDIENTS)
    assert min(boxes[cell] for row in INGREDIENTS.rows for cell in row) > 1.25 * LEAST


@pytest.mark.parametrize("style", STYLE_NAMES)
def test_the_numbers_of_a_pie_are_whole(style: StyleName, look_of: Callable[..., Theme]) -> None:
    timed = TimedScene(Scene(kind="points", title="Minerals"), 1, 3, 0.0, 9.0, (), ())
    theme = look_of(style, aspect_ratio="9:16")
    context = SceneContext(timed, theme, TALL, TextLayout(Fonts()))
    draw_diagram(context, parse_mermaid(PIE))
    assert not [box.text for box in context.boxes if box.cut]


@pytest.mark.parametrize("kind", ["bars", "line", "number"])
@pytest.mark.parametrize("style", STYLE_NAMES)
def test_what_a_chart_counts_is_read_whole(
    style: StyleName, kind: SceneKind, look_of: Callable[..., Theme]
) -> None:
    told = "Illustration: share of the panel's full power on a clear day in June"
    items = tuple(Item(text=f"{n} o'clock", value=float(n), label=f"{n} %") for n in (9, 12, 15))
    scene = Scene(kind=kind, title="Power", items=items, subtitle=told)
    timed = TimedScene(scene, 1, 3, 0.0, 9.0, (), (0.1, 2.0, 4.0))
    picture = SceneRenderer(timed, look_of(style, aspect_ratio="9:16"), TALL)
    (box,) = (box for box in picture.boxes if box.text == told)
    assert not box.cut
    assert box.size >= LEAST


@pytest.mark.parametrize("style", STYLE_NAMES)
def test_smaller_words_show_what_would_not_be_shown(
    style: StyleName, look_of: Callable[..., Theme]
) -> None:
    """Fewer items at once are larger, but the last ones would turn up unread, if at all."""
    said = "Booking service decides which compartment a parcel gets."
    words = tuple(TimedWord(w, 0.3 + n / 3, 0.6 + n / 3) for n, w in enumerate(said.split()))
    items = tuple(Item(text=name, detail="owns its own state") for name in NAMES)
    scene = Scene(kind="points", title="Services", items=items, narration=said)
    timed = TimedScene(scene, 1, 3, 0.0, 4.0, words, (0.3, 1.0, 1.5, 2.0))
    picture = SceneRenderer(timed, look_of(style, aspect_ratio="9:16"), TALL)
    assert set(NAMES) <= {box.text for box in picture.boxes}
    assert not picture.notes


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("style", STYLE_NAMES)
def test_no_figure_is_cut(style: StyleName, count: int, look_of: Callable[..., Theme]) -> None:
    """A film showed the speed of light in glass as `200,0…`."""
    item = Item(text="Light in a glass fibre", value=200000, label="200,000 km/s")
    scene = Scene(kind="number", title="Glass", items=(item,) * count, icon="cable")
    timed = TimedScene(scene, 1, 3, 0.0, 9.0, (), (0.1, 2.0, 4.0)[:count])
    picture = SceneRenderer(timed, look_of(style, aspect_ratio="9:16"), TALL)
    assert not [box.text for box in picture.boxes if box.cut]


@pytest.mark.parametrize("style", STYLE_NAMES)
def test_no_word_of_a_diagram_is_broken(style: StyleName, look_of: Callable[..., Theme]) -> None:
    timed = TimedScene(Scene(kind="points", title="It"), 1, 3, 0.0, 9.0, (), ())
    theme = look_of(style, aspect_ratio="9:16")
    context = SceneContext(timed, theme, TALL, TextLayout(Fonts()), label_width=0.75)
    for word in ("PostgreSQL", "Notification service", "Opens compartment"):
        label = set_label(context, word, "node", theme.inks.ground.text)
        assert sum(len(line) for line in label.block.lines) == len(word.split())


def _boxes(
    theme: Theme, kind: SceneKind, items: tuple[Item, ...] = (), content: Content | None = None
) -> dict[str, float]:
    """The sizes of the texts of a scene in a tall frame."""
    scene = Scene(kind=kind, title="How it works", items=items, content=content)
    cues = tuple(0.1 + n for n in range(len(scene.elements)))
    timed = TimedScene(scene, 1, 3, 0.0, 9.0, (), cues)
    return {box.text: box.size for box in SceneRenderer(timed, theme, TALL).boxes}
