"""Of several arrangements, the one with the largest words."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import get_args

import pytest

from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.brief import STYLE_NAMES, AspectRatio, StyleName
from callsheet_studio.storyboard.content import Definition, Table, Term
from callsheet_studio.storyboard.model import Item, Scene, SceneKind
from callsheet_studio.storyboard.timeline import TimedScene

LISTED: tuple[SceneKind, ...] = (
    "points",
    "steps",
    "bars",
    "line",
    "number",
    "comparison",
    "timeline",
    "donut",
    "definition",
)
MATERIALS = (
    "0.1 M NaOH, standardised against KHP (exact: 0.1023 M)",
    'White vinegar, brand "Alpenquell"',
    "Phenolphthalein, 1 % in ethanol",
    "50 mL burette (±0.05 mL), 10 mL and 25 mL pipettes, 250 mL volumetric flask",
)
BANS = (
    "Moving abroad for good while keeping a local contract.",
    "Working from countries on the sanctions list.",
    "Working while on sick leave. Get well.",
    "Two employers in the same hours.",
)
ROWS = (
    ("Unsold bread", "16.2 %", "9.2 %"),
    ("Empty shelves at 17:00", "7 % of products", "6 % of products"),
    ("Time for ordering per shop and day", "35 minutes", "8 minutes"),
    ("Yearly saving", "—", "€1.9 million"),
)


def test_long_items_are_no_narrow_cards_with_small_words(
    timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    """Four narrow cards of small words stood in a frame that was mostly empty."""
    items = tuple(Item(text=text) for text in MATERIALS)
    scene = Scene(kind="points", title="Materials", items=items)
    theme = look_of(prompt="whiteboard").with_arrangement("columns")
    boxes = SceneRenderer(timed(scene), theme, Size.of("16:9", 72)).boxes
    assert min(box.size for box in boxes if box.text in MATERIALS) > 33


def test_sentences_are_no_narrow_cards_of_two_words_a_line(
    timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    items = tuple(Item(text=text) for text in BANS)
    scene = Scene(kind="points", title="What is not possible", items=items)
    theme = look_of("corporate").with_arrangement("columns")
    boxes = SceneRenderer(timed(scene), theme, Size.of("16:9", 72)).boxes
    assert min(box.size for box in boxes if box.text in BANS) > 38


@pytest.mark.parametrize("ratio", get_args(AspectRatio))
@pytest.mark.parametrize("style", STYLE_NAMES)
@pytest.mark.parametrize("kind", LISTED)
def test_items_that_are_seen_together_have_one_size(
    kind: SceneKind,
    style: StyleName,
    ratio: AspectRatio,
    timed: Callable[[Scene], TimedScene],
    look_of: Callable[..., Theme],
) -> None:
    """A long item was set smaller than the short ones next to it."""
    texts = ("Ride", "A housing of aluminium that survives rain and salt", "A socket", "Ten years")
    details = ("often", "and a fall from two metres on a street of stone", "in the stem", "or so")
    items = tuple(
        Item(text=text, detail=detail, value=value, label=f"{value} %")
        for text, detail, value in zip(texts, details, (40, 30, 20, 10), strict=True)
    )
    terms = tuple(Term(term=a, meanings=(b,)) for a, b in zip(texts, details, strict=True))
    content = Definition(terms=terms) if kind == "definition" else None
    scene = Scene(kind=kind, title="Order", items=() if content else items, content=content)
    boxes = SceneRenderer(timed(scene), look_of(style), Size.of(ratio, 72)).boxes
    for group in (texts, details):
        sizes = {(box.life, round(box.size, 1)) for box in boxes if box.text in group}
        assert len(sizes) == len({life for life, _ in sizes})


@pytest.mark.parametrize("style", STYLE_NAMES)
def test_no_step_of_five_sentences_stands_alone_on_its_page(
    style: StyleName, timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    """Two at once left the third one alone in the frame."""
    texts = (
        "Set the pool size explicitly in every service. Done.",
        "Alert when more than 80 % of the connections are in use. Due 21 March.",
        "Link the database dashboard from every payment alert. Due 21 March.",
        "Read the release notes of major versions before we update. Due 4 April.",
        "Add a load test at peak traffic to the release pipeline. Due 30 April.",
    )
    steps = Scene(kind="steps", title="Actions", items=tuple(Item(text=text) for text in texts))
    boxes = SceneRenderer(timed(steps), look_of(style), Size.of("16:9", 72)).boxes
    pages = Counter(box.life for box in boxes if box.text in texts)
    assert pages.total() == len(texts) and min(pages.values()) > 1


@pytest.mark.parametrize(("ratio", "least"), [("16:9", 70), ("9:16", 90)])
def test_the_only_item_of_a_scene_is_large(
    ratio: AspectRatio,
    least: float,
    timed: Callable[[Scene], TimedScene],
    look_of: Callable[..., Theme],
) -> None:
    """It stood small on a board that was empty otherwise."""
    scene = Scene(kind="points", title="Scope", items=(Item(text="Every service"),))
    boxes = SceneRenderer(timed(scene), look_of("corporate"), Size.of(ratio, 72)).boxes
    assert next(box.size for box in boxes if box.text == "Every service") > least


def test_words_are_clear_of_the_bar_that_lights_their_card(
    timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    """Words of a card without a dot or picture stood ten units from the bar."""
    scene = Scene(kind="points", title="Scope", items=(Item(text="Every service"),))
    theme, size = look_of("explainer").with_arrangement("list"), Size.of("16:9", 72)
    boxes = SceneRenderer(timed(scene), theme, size).boxes
    left = next(box.rect.x for box in boxes if box.text == "Every service")
    assert left - size.safe.x >= 14 + 20


def test_no_cell_of_a_table_in_a_tall_frame_is_cut(
    timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    table = Table(header=("Metric", "Before", "After nine months"), rows=ROWS)
    scene = Scene(kind="table", title="At a glance", content=table)
    boxes = SceneRenderer(timed(scene), look_of("marketing"), Size.of("9:16", 72)).boxes
    assert not [box.text for box in boxes if box.cut]


@pytest.mark.parametrize("ratio", ["16:9", "9:16"])
def test_what_a_chart_counts_is_readable_in_scripts_with_high_lines(
    ratio: AspectRatio, look_of: Callable[..., Theme]
) -> None:
    told = "لتر في اليوم"
    items = tuple(Item(text=name, value=float(n)) for n, name in enumerate(("أ", "ب"), start=1))
    scene = Scene(kind="bars", title="كم نستهلك؟", items=items, subtitle=told)
    timed = TimedScene(scene, 1, 3, 0.0, 9.0, (), (0.1, 2.0))
    theme = replace(look_of(aspect_ratio=ratio), language="ar")
    boxes = SceneRenderer(timed, theme, Size.of(ratio, 72)).boxes
    (size,) = (box.size for box in boxes if box.text == told)
    assert size >= 25.9
