"""What documents hold as pictures: tables, charts, definitions and pictures can be read and heard.

The rule's source: issue "Any document becomes a lesson", new kinds of scene, and to show, 4 and 5.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations, product
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from tests.studio.pictures.recorded_frames import check_frame

from callsheet_studio.drawing.color import READABLE
from callsheet_studio.drawing.fonts import Fonts
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.text_layout import TextLayout
from callsheet_studio.explainer.scene_context import SceneContext, TextBox
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.scenes.charts.data import data_of
from callsheet_studio.explainer.scenes.charts.emphasis import emphasis_of
from callsheet_studio.explainer.scenes.charts.field import Wants, make_field
from callsheet_studio.explainer.scenes.registry import KINDS
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.explainer.timing.item_cues import item_times
from callsheet_studio.storyboard.brief import AspectRatio, Style
from callsheet_studio.storyboard.content import (
    Alignment,
    Callout,
    Chart,
    Content,
    Definition,
    Series,
    Table,
    Term,
)
from callsheet_studio.storyboard.content import Picture as PictureContent
from callsheet_studio.storyboard.model import Item, Scene, SceneKind
from callsheet_studio.storyboard.timeline import TimedScene

pytestmark = pytest.mark.slow

STYLES: tuple[Style, ...] = get_args(Style)
RATIOS: tuple[AspectRatio, ...] = get_args(AspectRatio)
LEAST_SIZE = 26.0
"""Of letters, in pixels at 720p."""
WORDS = (
    "Redis", "a", "In-process", "Kosten", "shared by all workers", "§ 4", "مرحبا", "العمود الثاني",
    "日本語", "gjpqy ÄÖÜ", "Ελληνικά", "yes", "Donaudampfschifffahrt", "not before 2019", "",
)  # fmt: skip
NUMBERS = ("0.2 ms", "1,250 ms", "$45.50", "−3", "12%", "", "7", "1.25", "€3 bn", "210 ms")
BATCH, BATCHES = 12, 10
Timed = Callable[[Scene], TimedScene]
LookOf = Callable[..., Theme]
Shot = Callable[[SceneRenderer, Size, float], skia.Image]

TABLE = Table(
    header=("Store", "Latency", "Shared", "Cost"),
    rows=(
        ("In-process", "0.2 ms", "no", "$0"),
        ("Redis", "1.5 ms", "yes", "$45.50"),
        ("Database", "210 ms", "yes", "$1,200"),
    ),
)
CHART = Chart(
    over="Quarter",
    categories=("Q1", "Q2", "Q3", "Q4"),
    series=(
        Series(
            name="Europe",
            values=(4.2, 4.8, 5.1, 6.3),
            written=("$4.2M", "$4.8M", "$5.1M", "$6.3M"),
        ),
        Series(
            name="Asia",
            values=(1.1, 1.4, 1.9, 12.5),
            written=("$1.1M", "$1.4M", "$1.9M", "$12.5M"),
        ),
    ),
)
QUARTERS = (
    "The first quarter is slow, the second and the third are better. In the fourth, Asia wins."
)
REGIONS = "North America, Europe, and Asia."
SHARES = tuple(
    Item(text=name, value=value, label=f"{value}%")
    for name, value in (("North America", 55), ("Europe", 30), ("Asia-Pacific", 15))
)
SHOWN: dict[str, Scene] = {
    "table": Scene(
        kind="table",
        title="Where the cache lives",
        content=TABLE,
        narration="In-process takes zero point two milliseconds. Redis is shared.",
    ),
    "grouped": Scene(kind="bars", title="Two regions", content=CHART, narration=QUARTERS),
    "stacked": Scene(kind="stacked", title="Two regions", content=CHART, narration=QUARTERS),
    "lines": Scene(kind="line", title="Two regions", content=CHART, narration=QUARTERS),
    "area": Scene(kind="area", title="Two regions", content=CHART, narration=QUARTERS),
    "scatter": Scene(kind="scatter", title="Two regions", content=CHART, narration=QUARTERS),
    "pie": Scene(kind="pie", title="Three regions", items=SHARES, narration=REGIONS),
    "donut": Scene(kind="donut", title="Three regions", items=SHARES, narration=REGIONS),
    "definition": Scene(
        kind="definition",
        title="Two words",
        content=Definition(
            terms=(
                Term(term="Latency", meanings=("The time until an answer comes.",)),
                Term(term="Throughput", meanings=("How many answers come in a second.",)),
            )
        ),
        narration="Latency is the time until an answer comes. Throughput is how many come.",
    ),
    "change": Scene(
        kind="number",
        title="Churn fell",
        items=(Item(text="Quarterly churn", value=2.2, before=3.1, label="3.1% → 2.2%"),),
        narration="Churn fell from three point one percent to two point two.",
    ),
    "picture": Scene(
        kind="image",
        title="The dashboard",
        image="dashboard.png",
        content=PictureContent(
            address="dashboard.png",
            description="The dashboard",
            callouts=(Callout(x=12, y=20, text="Filters"), Callout(x=99, y=99, text="Export")),
        ),
        narration="The filters are above. The export is at the bottom.",
    ),
}


@pytest.fixture
def show(timed: Timed, look_of: LookOf, tmp_path: Path) -> Callable[..., SceneRenderer]:
    """A scene's picture, its elements arriving with their words."""
    _paint_dashboard(tmp_path / "dashboard.png")

    def give(
        scene: Scene,
        style: Style = "explainer",
        ratio: AspectRatio = "16:9",
        short_side: int = 90,
    ) -> SceneRenderer:
        size = Size.of(ratio, short_side)
        return SceneRenderer(_in_time(timed(scene)), look_of(style), size, tmp_path)

    return give


@pytest.fixture
def stage_of(timed: Timed, look_of: LookOf) -> Callable[[Scene], SceneContext]:
    """A scene's stage."""

    def give(scene: Scene) -> SceneContext:
        size = Size.of("16:9", 90)
        return SceneContext(_in_time(timed(scene)), look_of(), size, TextLayout(Fonts()))

    return give


@pytest.mark.parametrize("shown", list(product(STYLES, SHOWN, RATIOS)), ids="-".join)
def test_a_frame_looks_as_recorded(
    shown: tuple[Style, str, AspectRatio],
    show: Callable[..., SceneRenderer],
    timed: Timed,
    shot: Shot,
    rewrite: bool,
) -> None:
    """While its words are said, before it leaves."""
    style, name, ratio = shown
    t = min(4.4, timed(SHOWN[name]).seconds - 1)
    frame = shot(show(SHOWN[name], style, ratio), Size.of(ratio, 90), t)
    check_frame(frame, f"{style}-document-{name}-{ratio}", rewrite)


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_text_can_be_read(
    batch: int, ratio: AspectRatio, show: Callable[..., SceneRenderer]
) -> None:
    """Generated contents of all kinds: not small, inside the safe box, apart, with contrast."""
    rng = random.Random(f"{batch}")
    size = Size.of(ratio, 72)
    for _ in range(BATCH):
        scene, style = _random_scene(rng), rng.choice(STYLES)
        boxes = [b for b in show(scene, style, ratio, 72).boxes if not b.caption]
        context = (batch, style, scene.kind, scene.content)
        small = [b for b in boxes if b.size < LEAST_SIZE - 0.01 and b.text != scene.title]
        assert not small, context
        assert not [b for b in boxes if b.contrast < READABLE], context
        assert not [b for b in boxes if not size.safe.holds(b.rect, 2.0)], context
        assert not _overlapping(boxes), context


@pytest.mark.parametrize("kind", ["pie", "donut", "scatter"])
def test_numbers_that_do_not_fit_their_chart_are_said_to_be_shown_in_another(
    kind: SceneKind, show: Callable[..., SceneRenderer]
) -> None:
    items = (Item(text="A", value=4.0), Item(text="B", value=-3.0))
    picture = show(Scene(kind=kind, title="T", items=items), "explainer", "16:9", 72)
    assert [note for note in picture.notes if "shown as" in note]


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("ratio", RATIOS)
def test_nothing_that_is_shown_is_cut(
    name: str, style: Style, ratio: AspectRatio, show: Callable[..., SceneRenderer]
) -> None:
    assert not [box.text for box in show(SHOWN[name], style, ratio).boxes if box.cut]


@pytest.mark.parametrize("name", SHOWN)
def test_a_scene_grows_with_its_words_and_then_holds_still(
    name: str, stage_of: Callable[[Scene], SceneContext], tmp_path: Path
) -> None:
    """Early and late frames differ; in the last half second, in silence, nothing moves."""
    _paint_dashboard(tmp_path / "dashboard.png")
    context = replace(stage_of(SHOWN[name]), folder=tmp_path)
    context = replace(context, timed=replace(context.timed, seconds=context.timed.seconds + 3))
    layers = KINDS[SHOWN[name].kind](context)
    seconds = context.timed.seconds

    def frame(t: float) -> bytes:
        surface = skia.Surface(context.size.width, context.size.height)
        canvas = surface.getCanvas()
        canvas.scale(context.size.unit, context.size.unit)
        for layer in layers:
            layer(canvas, t)
        return surface.makeImageSnapshot().toarray().tobytes()

    assert frame(0.3) != frame(seconds - 0.6)
    assert frame(seconds - 0.6) == frame(seconds - 0.3) == frame(seconds - 0.05)


def test_a_tables_card_is_as_high_as_the_rows_that_have_come(
    show: Callable[..., SceneRenderer], shot: Shot, timed: Timed
) -> None:
    """The place of its last row is as if there were no table until that row comes."""
    size, scene = Size.of("16:9", 90), SHOWN["table"]
    picture = show(scene)
    last = next(box.rect for box in picture.boxes if box.text == "Database")
    top, bottom = (round(y * size.unit) for y in (last.y, last.bottom))
    left, right = (round(x * size.unit) for x in (last.x, last.right))
    empty = shot(picture, size, 0.0).toarray()[top:bottom, left:right, :3].astype(int)
    early, late = (
        np.abs(shot(picture, size, t).toarray()[top:bottom, left:right, :3] - empty).max()
        for t in (1.5, timed(scene).seconds - 0.7)
    )
    assert early < 12 < late


def test_a_table_without_headings_begins_with_its_first_row(
    show: Callable[..., SceneRenderer],
) -> None:
    table = TABLE.model_copy(update={"header": ("",) * len(TABLE.header)})
    bare, headed = (
        next(box.rect.y for box in show(scene).boxes if box.text == "In-process")
        for scene in (SHOWN["table"].model_copy(update={"content": table}), SHOWN["table"])
    )
    assert bare < headed


@pytest.mark.parametrize("ratio", RATIOS)
def test_a_long_and_wide_table_is_paged_and_no_cell_is_lost(
    ratio: AspectRatio, show: Callable[..., SceneRenderer]
) -> None:
    header = tuple(f"Column {c}" for c in range(9))
    rows = tuple(tuple(f"r{r}c{c}" for c in range(9)) for r in range(19))
    scene = Scene(kind="table", title="All", content=Table(header=header, rows=rows))
    boxes = show(scene, ratio=ratio, short_side=72).boxes
    assert {box.text for box in boxes} >= {*header, *(cell for row in rows for cell in row)}
    at_once = [b for b in boxes if b.life[0] <= 0.1 and b.text.startswith("r")]
    assert len({b.text.partition("c")[0] for b in at_once}) <= 8
    assert len({b.text.partition("c")[2] for b in at_once}) <= 6


def _numbers(
    show: Callable[..., SceneRenderer], context: SceneContext, column: tuple[str, ...]
) -> list[tuple[float, float]]:
    """Where each number of a table's second column has its decimal mark, and where it ends."""
    table = Table(header=("Name", "Size"), rows=tuple((f"n{n}", c) for n, c in enumerate(column)))
    face = context.style("text", 30).face
    found: list[tuple[float, float]] = []
    for box in show(Scene(kind="table", title="Sizes", content=table)).boxes:
        if box.text in column:
            tail = box.text[box.text.find(".") :]
            width = context.typesetter.width(tail, face, box.size)
            found.append((box.rect.right - width, box.rect.right))
    assert len(found) == len(column)
    return found


def test_numbers_of_one_unit_stand_with_their_decimal_marks_below_each_other(
    show: Callable[..., SceneRenderer], stage_of: Callable[[Scene], SceneContext]
) -> None:
    context = stage_of(
        Scene(kind="table", title="Sizes", content=Table(header=("a", "b"), rows=()))
    )
    marks = [mark for mark, _ in _numbers(show, context, ("0.25", "1,200.5", "13.125"))]
    assert max(marks) - min(marks) < 1.0


def test_numbers_of_several_units_end_below_each_other(
    show: Callable[..., SceneRenderer], stage_of: Callable[[Scene], SceneContext]
) -> None:
    context = stage_of(
        Scene(kind="table", title="Sizes", content=Table(header=("a", "b"), rows=()))
    )
    ends = [end for _, end in _numbers(show, context, ("0.06 ms", "$840", "41 ms", "2"))]
    assert max(ends) - min(ends) < 1.0


def test_a_table_from_right_to_left_has_its_first_column_at_the_right(
    show: Callable[..., SceneRenderer],
) -> None:
    table = Table(header=("الاسم", "السعر"), rows=(("القهوة", "12"), ("الشاي", "8")))
    boxes = show(Scene(kind="table", title="الأسعار", content=table)).boxes
    first, second = (next(b.rect for b in boxes if b.text == text) for text in table.header)
    assert first.x > second.right


def test_the_quarter_that_is_said_is_lit(stage_of: Callable[[Scene], SceneContext]) -> None:
    """`Q1 lit while "fourth quarter" is said` was wrong."""
    items = tuple(Item(text=f"Q{n}", value=4 + n, label=f"${4 + n}M") for n in range(1, 5))
    said = "The fourth quarter made the jump. It is more than the third quarter brought."
    context = stage_of(Scene(kind="bars", title="Jump", items=items, narration=said))
    emphasis = emphasis_of(context, data_of(context.timed.scene))
    fourth, third = context.timed.words[2].start, context.timed.words[-1].start
    assert [round(emphasis.lit(n, 0, fourth)) for n in range(4)] == [0, 0, 0, 1]
    assert [round(emphasis.lit(n, 0, third)) for n in range(4)] == [0, 0, 1, 0]


def test_a_highlight_stays_lit_and_the_rest_is_dimmed(
    stage_of: Callable[[Scene], SceneContext],
) -> None:
    scene = SHOWN["grouped"].model_copy(update={"highlight": "Q3", "narration": ""})
    context = stage_of(scene)
    emphasis = emphasis_of(context, data_of(scene))
    end = context.timed.seconds + 5
    assert [emphasis.dim(n, 0, end) for n in range(4)] == [1, 1, 0, 1]


def test_a_series_that_is_named_is_lit_and_the_others_rest(
    stage_of: Callable[[Scene], SceneContext],
) -> None:
    said = "Nothing yet. Then look at Asia and its growth over all the years that we know."
    context = stage_of(SHOWN["lines"].model_copy(update={"narration": said}))
    emphasis = emphasis_of(context, data_of(context.timed.scene))
    now = context.timed.words[7].start
    assert emphasis.dim_series(0, now) > 0.9
    assert emphasis.dim_series(1, now) < 0.1


@pytest.mark.parametrize("kind", ["bars", "stacked", "area"])
def test_what_is_seen_as_a_size_begins_at_zero(
    kind: SceneKind, stage_of: Callable[[Scene], SceneContext]
) -> None:
    high = Series(name="High", values=(100.0, 101.0), written=("100", "101"))
    chart = Chart(categories=("a", "b"), series=(high, high))
    scene = Scene(kind=kind, title="High", content=chart)
    field = make_field(stage_of(scene), Wants(totals=kind != "bars"))
    assert field.scale.bounds(0)[0] == field.scale.bounds(99)[0] == 0


def test_a_line_far_from_zero_says_where_its_scale_begins(
    show: Callable[..., SceneRenderer],
) -> None:
    items = tuple(Item(text=f"20{n}", value=100 + n, label=f"{100 + n} km") for n in range(10, 14))
    boxes = show(Scene(kind="line", title="Far", items=items)).boxes
    assert "109 km" in {box.text for box in boxes}


def test_the_scale_widens_when_a_much_larger_number_comes(
    stage_of: Callable[[Scene], SceneContext],
) -> None:
    context = stage_of(SHOWN["grouped"])
    scale = make_field(context, Wants()).scale
    assert scale.bounds(context.cues[0])[1] <= 8
    assert scale.bounds(context.timed.seconds)[1] >= 12.5
    assert scale.bounds(context.cues[3] + 1)[1] >= 12.5


def test_every_number_of_a_chart_is_written(show: Callable[..., SceneRenderer]) -> None:
    for name in ("grouped", "stacked", "lines", "area", "scatter"):
        texts = " ".join(box.text for box in show(SHOWN[name]).boxes)
        missing = [t for each in CHART.series for t in each.written if t not in texts]
        assert not missing, name


def test_the_highlighted_quarter_says_how_far_it_is_from_the_one_before(
    show: Callable[..., SceneRenderer],
) -> None:
    items = tuple(
        Item(text=f"Q{n}", value=v * 1e6, label=f"${v}M") for n, v in ((2, 4.8), (3, 5.1), (4, 6.3))
    )
    scene = Scene(kind="bars", title="Jump", items=items, highlight="Q4")
    assert "Q3 → Q4: +$1.2M" in {box.text for box in show(scene).boxes}


def test_percentages_of_a_whole_are_drawn_as_shares_of_it(
    show: Callable[..., SceneRenderer],
) -> None:
    """`55 % fills its track` was wrong."""
    scene = Scene(kind="bars", title="Three regions", items=SHARES)
    boxes = {box.text: box.rect for box in show(scene, "corporate").boxes}
    track = (boxes["55%"].x - boxes["15%"].x) / (55 - 15) * 100
    assert boxes["55%"].x + 0.45 * track <= Size.of("16:9", 90).safe.right


def test_both_values_of_a_change_are_shown_and_the_new_one_is_larger(
    show: Callable[..., SceneRenderer],
) -> None:
    sizes = {box.text: box.size for box in show(SHOWN["change"]).boxes}
    assert sizes["2.2%"] > 1.5 * sizes["3.1%"] > 60


def test_a_picture_without_a_file_is_told_by_its_description(
    show: Callable[..., SceneRenderer],
) -> None:
    scene = SHOWN["picture"].model_copy(update={"image": None})
    assert {"The dashboard", "Filters", "Export"} <= {box.text for box in show(scene).boxes}


def _in_time(timed: TimedScene) -> TimedScene:
    elements = timed.scene.elements
    in_order = timed.scene.kind != "bars"
    arrivals = item_times(elements, timed.words, 0.5, timed.seconds, in_order)
    return replace(timed, cues=arrivals)


def _random_scene(rng: random.Random) -> Scene:
    kinds: tuple[SceneKind, ...] = (
        "table", "table", "table", "bars", "line", "stacked", "area", "scatter", "pie", "donut",
        "definition", "image",
    )  # fmt: skip
    kind = rng.choice(kinds)
    content = _random_content(rng, kind)
    texts = [*(e.text for e in Scene(kind=kind, title="x", content=content).elements), "and then"]
    return Scene(
        kind=kind,
        title=rng.choice(("Short", "What a table says of the year")),
        subtitle=rng.choice((None, "Million dollars")),
        content=content,
        image="dashboard.png" if kind == "image" and rng.random() < 0.7 else None,
        narration=" ".join(rng.choice(texts) for _ in range(rng.randrange(12))),
        highlight=rng.choice((None, rng.choice(texts))),
    )


def _random_content(rng: random.Random, kind: SceneKind) -> Content:
    match kind:
        case "table":
            return _random_table(rng)
        case "definition":
            return Definition(
                terms=tuple(
                    Term(
                        term=rng.choice(WORDS) or "Term",
                        meanings=tuple(
                            " ".join(rng.choice(WORDS) for _ in range(rng.randint(1, 9))) or "it"
                            for _ in range(rng.randint(1, 2))
                        ),
                    )
                    for _ in range(rng.randint(1, 5))
                )
            )
        case "image":
            return PictureContent(
                address="dashboard.png",
                description="A dashboard",
                callouts=tuple(
                    Callout(x=rng.uniform(0, 100), y=rng.uniform(0, 100), text=word)
                    for word in rng.sample([w for w in WORDS if w], rng.randrange(4))
                ),
            )
        case _:
            return _random_chart(rng)


def _random_table(rng: random.Random) -> Table:
    width, height = rng.randint(1, 9), rng.randint(1, 14)
    columns = [NUMBERS if c and rng.random() < 0.5 else WORDS for c in range(width)]
    choices: tuple[Alignment, ...] = ("", "left", "center", "right")
    return Table(
        header=tuple(rng.choice(WORDS) for _ in range(width)),
        rows=tuple(tuple(rng.choice(column) for column in columns) for _ in range(height)),
        align=(rng.choice(choices),) * width,
    )


def _random_chart(rng: random.Random) -> Chart:
    count, high = rng.randint(1, 8), rng.choice((1, 90, 5e6))
    low = rng.choice((0.0, 0.0, 0.8 * high, -high))
    series: list[Series] = []
    for n in range(rng.randint(1, 5)):
        values = tuple(
            None if rng.random() < 0.1 else round(rng.uniform(low, high), 2) for _ in range(count)
        )
        written = tuple("" if v is None else f"{v:,} km" for v in values)
        series.append(Series(name=f"{rng.choice(WORDS)} {n}", values=values, written=written))
    names = tuple(f"{rng.choice(WORDS)} {n}" for n in range(count))
    return Chart(over="Name", categories=names, series=tuple(series))


def _overlapping(boxes: Sequence[TextBox]) -> list[tuple[str, str]]:
    return [
        (a.text, b.text)
        for a, b in combinations(boxes, 2)
        if a.rect.meets(b.rect, 1.0)
        and min(a.life[1], b.life[1]) - max(a.life[0], b.life[0]) > 0.01
    ]


def _paint_dashboard(file: Path) -> None:
    surface = skia.Surface(320, 180)
    canvas = surface.getCanvas()
    canvas.clear(0xFFEEF2F7)
    canvas.drawRect(skia.Rect.MakeXYWH(20, 20, 120, 60), skia.Paint(Color=0xFF3366AA))
    file.write_bytes(bytes(surface.makeImageSnapshot().encodeToData(skia.kPNG, 100)))
