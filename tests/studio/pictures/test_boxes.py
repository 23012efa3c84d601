"""Whatever a storyboard says, its words can be read: inside the safe box, apart, with contrast.

The rule's source: issue "Films worth watching", frame tests; the least contrast: WCAG 2.2, 1.4.3.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, pairwise
from typing import get_args

import pytest
from tests.thorough import amount

from callsheet_studio.drawing.color import READABLE
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size, TextBox
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.brief import STYLE_NAMES, AspectRatio, StyleName
from callsheet_studio.storyboard.model import Item, Scene, SceneKind
from callsheet_studio.storyboard.timeline import TimedScene

TEXTS = (
    "Short",
    "Two words",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
    "An item that goes on and on until it cannot possibly fit in one line of anything at all",
    "مرحبا بالعالم، هذا نص عربي طويل",
    "नमस्ते दुनिया यह एक लंबा वाक्य है",
    "日本語のテキストはとても長い文章です",
    "Emoji 🚀 and 💡 in a text",
    "gjpqy ÄÖÜ ẞ",
    "Ελληνικά και кириллица",
    'A & B <x> "quoted"',
    "1234567890" * 5,
)
PALETTES: tuple[dict[str, str], ...] = (
    {},
    {"primary": "#0066cc", "accent": "#ff6600"},
    dict.fromkeys(("primary", "secondary", "tertiary", "accent"), "#ffffff"),
    dict.fromkeys(("primary", "secondary", "tertiary", "accent"), "#000"),
    dict.fromkeys(("primary", "secondary", "tertiary", "accent"), "#808080"),
    {"primary": "#ffff00", "secondary": "#00ff00", "tertiary": "#ff00ff", "accent": "#00ffff"},
)
PROMPTS = (None, None, "dark", "light and minimal", "playful", "elegant serif, slow")
COUNTS = (0, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 9)
MANY = (*COUNTS, 40)
"""How many items a scene has; a scene of 40 takes a second to lay out."""
BATCH = 10
QUICK, ALL = 2, amount(5, 12)
"""Batches in two aspect ratios: 240 scenes in all where there is time."""


@pytest.mark.parametrize(
    "batch",
    [*range(QUICK), *(pytest.param(n, marks=pytest.mark.slow) for n in range(QUICK, ALL))],
)
@pytest.mark.parametrize("aspect_ratio", get_args(AspectRatio))
def test_every_text_can_be_read(
    batch: int,
    aspect_ratio: AspectRatio,
    timed: Callable[[Scene], TimedScene],
    look_of: Callable[..., Theme],
) -> None:
    rng = random.Random(f"{batch}")
    size = Size.of(aspect_ratio, 72)
    for _ in range(BATCH):
        scene = _scene(rng, COUNTS if batch < QUICK else MANY)
        style = rng.choice(STYLE_NAMES)
        theme = look_of(style, rng.choice(PALETTES), rng.choice(PROMPTS), f"{rng.random()}")
        boxes = SceneRenderer(timed(scene), theme, size).boxes
        context = (style, scene.kind, len(scene.items))
        assert not _unreadable(boxes), context
        assert not _outside(boxes, size), context
        assert not _overlapping(boxes), context


def test_a_text_that_would_not_fit_is_shrunk_then_cut_and_both_are_said(
    timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    scene = Scene(kind="points", title="Long", items=(Item(text="word " * 80),))
    picture = SceneRenderer(timed(scene), look_of(), Size.of("16:9", 72))
    box = next(box for box in picture.boxes if box.text.startswith("word"))
    assert box.shrank and box.cut
    assert any("ellipsis" in note for note in picture.notes)


def test_forty_items_are_paged_and_none_is_lost(
    timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    items = tuple(Item(text=f"Item {n}") for n in range(40))
    picture = SceneRenderer(timed(Scene(kind="points", title="Many", items=items)), look_of(), WIDE)
    assert {box.text for box in picture.boxes} >= {item.text for item in items}


WIDE = Size.of("16:9", 72)


def _scene(rng: random.Random, counts: Sequence[int]) -> Scene:
    return Scene(
        kind=rng.choice(get_args(SceneKind)),
        title=rng.choice(TEXTS),
        subtitle=rng.choice((None, *TEXTS)),
        items=tuple(_item(rng) for _ in range(rng.choice(counts))),
        narration=" ".join(rng.choice(TEXTS) for _ in range(rng.randrange(3))),
    )


def _item(rng: random.Random) -> Item:
    return Item(
        text=rng.choice(TEXTS),
        detail=rng.choice((None, *TEXTS)),
        icon=rng.choice((None, "sun", "there-is-no-such-icon")),
        value=rng.choice((None, rng.uniform(-50, 1000), 0.0, 5.0, 1e9)),
        label=rng.choice((None, "$5.30", "1,234,567 units per year")),
    )


def _unreadable(boxes: Sequence[TextBox]) -> list[TextBox]:
    return [box for box in boxes if box.contrast < READABLE]


def _outside(boxes: Sequence[TextBox], size: Size) -> list[TextBox]:
    zones = {True: size.caption_band, False: size.safe}
    return [box for box in boxes if not zones[box.caption].holds(box.rect, slack=1.0)]


def _overlapping(boxes: Sequence[TextBox]) -> list[tuple[TextBox, TextBox]]:
    return [
        (a, b)
        for a, b in combinations(boxes, 2)
        if min(a.life[1], b.life[1]) - max(a.life[0], b.life[0]) > 0.01
        and a.rect.meets(b.rect, slack=1.0)
    ]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('"Then I will turn it."', "Then I will turn it."),
        ("„Dann drehe ich es.“", "Dann drehe ich es."),
        ("«Je tournerai»", "Je tournerai"),
        ('"Yes" and "no"', '"Yes" and "no"'),
    ],
)
def test_a_quotation_has_no_marks_beside_those_of_its_look(
    written: str, shown: str, timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    scene = Scene(kind="quote", title="She said", items=(Item(text=written),), subtitle="Anna")
    assert SceneRenderer(timed(scene), look_of(), WIDE).boxes[0].text == shown


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Small changes", ["Small changes", "A small change is reviewed sooner."]),
        ("A small change is reviewed sooner", ["A small change is reviewed sooner."]),
        ("A small change…", ["A small change is reviewed sooner."]),
    ],
)
@pytest.mark.parametrize("style", STYLE_NAMES)
def test_a_sentence_that_nobody_is_quoted_with_stands_below_its_heading(
    style: StyleName,
    title: str,
    shown: list[str],
    timed: Callable[[Scene], TimedScene],
    look_of: Callable[..., Theme],
) -> None:
    scene = Scene(kind="quote", title=title, items=(Item(text=shown[-1]),))
    boxes = SceneRenderer(timed(scene), look_of(style), WIDE).boxes
    assert [box.text for box in boxes] == shown
    assert all(above.rect.bottom <= below.rect.y for above, below in pairwise(boxes))


@pytest.fixture
def sizes_of(
    timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> Callable[[Scene, StyleName, AspectRatio], Mapping[str, float]]:
    """The size of each text of a scene, in design units."""

    def measure(scene: Scene, style: StyleName, aspect: AspectRatio) -> Mapping[str, float]:
        theme, size = look_of(style, aspect_ratio=aspect), Size.of(aspect, 180)
        return {box.text: box.size for box in SceneRenderer(timed(scene), theme, size).boxes}

    return measure


@pytest.mark.parametrize("aspect", ["16:9", "9:16"])
@pytest.mark.parametrize("style", STYLE_NAMES)
def test_no_second_line_is_larger_than_its_heading(
    style: StyleName,
    aspect: AspectRatio,
    sizes_of: Callable[[Scene, StyleName, AspectRatio], Mapping[str, float]],
) -> None:
    """ "Run a cloth around the inside" was smaller than "the nail may still be there" below it."""
    items = (
        Item(text="Run a cloth around the inside", detail="the nail may still be there"),
        Item(text="Never block the valve", detail="it must stand straight"),
        Item(text="Free the brake", detail="and close it again"),
    )
    scene = Scene(kind="points", title="Don't forget", items=items)
    sizes = sizes_of(scene, style, aspect)
    assert all(sizes[item.detail or ""] < sizes[item.text] for item in items)


@pytest.mark.parametrize("style", [name for name in STYLE_NAMES if name != "social"])
def test_both_names_of_a_comparison_stand_on_one_line(
    style: StyleName, timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    """The name of the side with more to say stood higher. Sides of `social` are not level."""
    items = (
        Item(text="A ball", detail="falls, and falls, and hits the ground", icon="volleyball"),
        Item(text="A kite", detail="falls", icon="kite"),
    )
    scene = Scene(kind="comparison", title="Around the Earth", items=items)
    boxes = SceneRenderer(timed(scene), look_of(style), WIDE).boxes
    ball, kite = (next(box for box in boxes if box.text == item.text) for item in items)
    is_stacked = abs(ball.rect.x - kite.rect.x) < 30
    assert is_stacked or ball.rect.y == pytest.approx(kite.rect.y)


@pytest.mark.parametrize("icons", [(None, None), ("car", "truck")], ids=["names", "pictures"])
@pytest.mark.parametrize("aspect", ["16:9", "9:16"])
@pytest.mark.parametrize("style", STYLE_NAMES)
def test_both_sides_of_a_comparison_are_set_in_the_same_sizes_and_names_are_the_largest(
    style: StyleName,
    aspect: AspectRatio,
    icons: tuple[str | None, str | None],
    sizes_of: Callable[[Scene, StyleName, AspectRatio], Mapping[str, float]],
) -> None:
    items = (
        Item(text="Monolith", detail="one deployment", icon=icons[0]),
        Item(text="Microservices", detail="a deployment and a database each", icon=icons[1]),
    )
    scene = Scene(kind="comparison", title="One or many?", items=items)
    sizes = sizes_of(scene, style, aspect)
    first, second = (sizes[item.detail or ""] for item in items)
    assert sizes["Monolith"] == pytest.approx(sizes["Microservices"], rel=0.03)
    assert first == pytest.approx(second, rel=0.03)
    assert first < sizes["Monolith"]


@pytest.mark.parametrize("style", STYLE_NAMES)
def test_lists_of_a_comparison_fill_their_side(
    style: StyleName, timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    """They stood in 32 of 720 units with more than their height between two lines."""
    items = (
        Item(text="Heat pump", detail="cheap to run; dear to buy; quiet"),
        Item(text="Gas boiler", detail="dear to run; cheap to buy; hot at once"),
    )
    scene = Scene(kind="comparison", title="How to heat", items=items)
    sizes = {b.text: b.size for b in SceneRenderer(timed(scene), look_of(style), WIDE).boxes}
    assert min(sizes["quiet"], sizes["hot at once"]) >= 36


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_a_timeline_on_a_board_fills_it(
    count: int, timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    """Its words were in 32 of 720 units, all below a line near the top."""
    told = ("A proposal at CERN", "A browser with pictures", "Scripts", "Web 2.0", "Chrome")
    items = tuple(Item(text=f"{1989 + 4 * n}", detail=told[n]) for n in range(count))
    scene = Scene(kind="timeline", title="The web", items=items)
    boxes = SceneRenderer(timed(scene), look_of("whiteboard"), WIDE).boxes
    sizes = {box.text: box.size for box in boxes}
    assert all(sizes[detail] >= (40 if count < 4 else 36) for detail in told[:count])
    words = [box.rect for box in boxes if box.text in (*told, *(item.text for item in items))]
    middle = (min(r.y for r in words) + max(r.bottom for r in words)) / 2
    assert abs(middle - 390) < 60


@pytest.mark.parametrize("aspect", ["16:9", "9:16"])
@pytest.mark.parametrize("style", STYLE_NAMES)
def test_events_of_a_timeline_are_set_in_about_the_same_sizes(
    style: StyleName,
    aspect: AspectRatio,
    sizes_of: Callable[[Scene, StyleName, AspectRatio], Mapping[str, float]],
) -> None:
    """ "1687" was almost three times as large as "19 March 1905"."""
    items = (
        Item(text="1687", detail="Newton publishes the Principia"),
        Item(text="19 March 1905", detail="Einstein explains light, which nobody believes"),
        Item(text="2015", detail="LIGO hears two black holes merge"),
    )
    scene = Scene(kind="timeline", title="Gravity", items=items)
    sizes = sizes_of(scene, style, aspect)
    dates = [sizes[item.text] for item in items]
    happened = [sizes[item.detail or ""] for item in items]
    assert max(dates) < 1.8 * min(dates)
    assert max(happened) < 1.2 * min(happened)
