"""What a film moves, and when: nothing waits empty, and what has come holds still."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import cast, get_args

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.scene_content import draw_content, images_of

from callsheet_studio.drawing.changed_area import drawings
from callsheet_studio.drawing.draw_list import Call, DrawList, replay
from callsheet_studio.drawing.fonts import Fonts
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.text_layout import TextLayout
from callsheet_studio.explainer.direction import Direction
from callsheet_studio.explainer.layers.transitions import Cut, with_transition
from callsheet_studio.explainer.scene_context import (
    LEAVES,
    READING,
    TURNS,
    SceneContext,
)
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.presets import Change
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.explainer.timing.item_cues import EARLY
from callsheet_studio.storyboard.brief import STYLE_NAMES, AspectRatio, StyleName
from callsheet_studio.storyboard.content import Code, CodeState, Content, Diagram, Equation, Table
from callsheet_studio.storyboard.model import Item, Scene, SceneKind
from callsheet_studio.storyboard.timeline import TimedScene
from callsheet_studio.text.timed_word import TimedWord

STYLES = STYLE_NAMES
KINDS: tuple[SceneKind, ...] = get_args(SceneKind)
EACH_IN_TWO_LOOKS = [
    (kind, STYLES[(n + step) % len(STYLES)]) for n, kind in enumerate(KINDS) for step in (1, 5)
]
SMALL = Size.of("16:9", 72)
ITEMS = (
    Item(text="Alpha", value=50, label="50%", detail="first; then; last"),
    Item(text="Beta", value=30, label="30%", detail="one; two; three"),
    Item(text="Gamma", value=20, label="20%", detail="at the end"),
)
CONTENT: dict[SceneKind, Content] = {
    "code": Code(states=(CodeState(text="alpha = 1  # \u6f22\u5b57\nbeta = 2\ngamma = 3"),)),
    "diagram": Diagram(source="flowchart LR\n  Alpha -.-> Beta --> Gamma"),
    "equation": Equation(lines=("a = b + c",)),
    "table": Table(header=("Name", "Size"), rows=(("Alpha", "1"), ("Beta", "2"), ("Gamma", "3"))),
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", ["timeline", "steps", "pie", "bars", "line", "points"])
def test_the_first_thing_comes_with_the_first_word_and_the_others_later(
    style: StyleName, kind: SceneKind, look_of: Callable[..., Theme]
) -> None:
    """Issue: the first thing is on screen with the first word; no frame shows a placeholder."""
    scene = Scene(kind=kind, title="Shares", items=ITEMS, narration="said")
    timed = TimedScene(scene, 1, 3, 0.0, 8.0, (), (3.0, 4.0, 5.0))
    picture = SceneRenderer(timed, look_of(style), SMALL)
    shown = [name for name in ("Alpha", "Beta", "Gamma") if _is_shown(picture, name, 2.4)]
    assert shown == ["Alpha"]
    assert all(_is_shown(picture, name, 7.0) for name in ("Alpha", "Beta", "Gamma"))


@pytest.mark.parametrize("ratio", ["16:9", "9:16"])
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", ["steps", "points", "closing"])
def test_items_stand_still_while_others_come(
    style: StyleName, kind: SceneKind, ratio: AspectRatio, look_of: Callable[..., Theme]
) -> None:
    """Issue: nothing moves while nothing is said about it."""
    scene = Scene(kind=kind, title="Shares", items=ITEMS, narration="said")
    timed = TimedScene(scene, 1, 3, 0.0, 9.0, (), (0.1, 4.0, 6.0))
    picture = SceneRenderer(timed, look_of(style, aspect_ratio=ratio), Size.of(ratio, 180))
    places = [_middle(picture, "Alpha", t) for t in (2.5, 5.5, 8.5)]
    assert places[1:] == [pytest.approx(places[0], abs=1.0)] * 2


@pytest.mark.parametrize("ratio", ["16:9", "9:16"])
@pytest.mark.parametrize("style", STYLES)
def test_a_title_without_a_sure_picture_has_a_shape_of_the_look_apart_from_its_words(
    style: StyleName, ratio: AspectRatio, look_of: Callable[..., Theme]
) -> None:
    """Issue: no sure match, no picture, and the layout is made for that."""
    words = "\u202bلماذا تحتاج الثقة إلى سنوات" if style == "corporate" else "Why trust takes years"
    timed = TimedScene(Scene(kind="title", title=words), 1, 3, 0.0, 6.0, (), ())
    size = Size.of(ratio, 180)
    picture = SceneRenderer(timed, look_of(style), size)
    surface = skia.Surface(size.width, size.height)
    draw_content(picture, surface.getCanvas(), 3.0)
    drawn = surface.makeImageSnapshot().toarray()[..., 3] > 0
    (box,) = picture.boxes
    _within(drawn, box.rect.inset(-6), size)[:] = False
    rows, columns = (drawn.any(axis=axis) for axis in (1, 0))
    assert drawn.mean() > 0.03
    assert rows.sum() > 0.2 * size.height
    assert columns.sum() > 0.2 * size.width


@pytest.mark.parametrize("ratio", ["16:9", "9:16"])
@pytest.mark.parametrize("icon", [None, "rocket"])
@pytest.mark.parametrize("style", STYLES)
def test_what_a_long_opening_says_takes_the_place_of_its_title(
    style: StyleName, icon: str | None, ratio: AspectRatio, look_of: Callable[..., Theme]
) -> None:
    """Each word comes as it is said, large, and no caption repeats it; a short opening has none."""
    said = "Trust is slow. It takes years to build, and one afternoon to lose it all again."
    words = tuple(TimedWord(word, n / 2, n / 2 + 0.4) for n, word in enumerate(said.split()))
    scene = Scene(kind="title", title="Why trust", icon=icon, narration=said)
    timed = TimedScene(scene, 0, 3, 0.0, 9.0, words, ())
    size = Size.of(ratio, 90)
    picture = SceneRenderer(timed, look_of(style, aspect_ratio=ratio), size)
    captions = [box.text for box in picture.boxes if box.caption]
    title, *lines = (box for box in picture.boxes if not box.caption)
    shown = " ".join(box.text for box in lines)
    assert (title.text, title.life[1]) == ("Why trust", lines[0].life[0])
    assert title.life[1] >= 1.4, "the title can be read"
    assert " ".join([*captions, shown]) == said
    assert not any(box.cut for box in lines)
    assert min(box.size for box in lines) > 36
    for n, word in enumerate(words[:-1]):
        if word.start > title.life[1]:
            before, after = (_pixels(picture, words[n + k].start - 0.12, size) for k in (0, 1))
            assert (before != after).any(), word.text
    brief = replace(timed, words=words[:12])
    others = [box for box in SceneRenderer(brief, look_of(style), size).boxes if not box.caption]
    assert [box.text for box in others] == ["Why trust"]


@pytest.mark.parametrize(("kind", "style"), EACH_IN_TWO_LOOKS)
def test_a_scene_holds_still_when_nothing_more_is_said(
    style: StyleName, kind: SceneKind, look_of: Callable[..., Theme]
) -> None:
    """Issue: anticipation, overshoot, settle, then hold truly still; the backdrop too."""
    picture = SceneRenderer(_said(kind), look_of(style), SMALL)
    assert _calls(picture, 7.0) == _calls(picture, 7.1) == _calls(picture, 8.5)


@pytest.mark.parametrize("kind", ["points", "closing", "quote", "number"])
@pytest.mark.parametrize("ratio", ["16:9", "9:16"])
def test_nothing_moves_while_nothing_is_said_about_it(
    ratio: AspectRatio, kind: SceneKind, look_of: Callable[..., Theme]
) -> None:
    """Issue: continuous motion needs a reason in the narration; no camera pushes words about."""
    text = " ".join(["Nobody names what is shown here."] * 8)
    words = tuple(
        TimedWord(word, 0.2 + 0.3 * n, 0.45 + 0.3 * n) for n, word in enumerate(text.split())
    )
    scene = Scene(kind=kind, title="Shares", items=ITEMS[:1], narration=text)
    timed = TimedScene(scene, 2, 3, 0.0, words[-1].end + 2, words, (0.4,))
    picture = SceneRenderer(timed, look_of(aspect_ratio=ratio), Size.of(ratio, 72))
    places: dict[int, set[tuple[float, ...]]] = {}
    for t in np.arange(2.5, words[-1].end, 0.1):
        for image, place in _drawn_images(picture, t):
            places.setdefault(image, set()).add((place.left(), place.top(), place.width()))
    assert places
    assert all(len(each) == 1 for each in places.values())


@pytest.mark.parametrize("ratio", ["16:9", "9:16"])
@pytest.mark.parametrize("style", STYLES)
def test_the_title_of_a_film_stands_still_while_shapes_come_to_rest_around_it(
    style: StyleName, ratio: AspectRatio, look_of: Callable[..., Theme]
) -> None:
    """A camera comes to rest over the opening; no words move with it."""
    scene = Scene(kind="title", title="Why trust takes years", narration="Trust is slow.")
    timed = TimedScene(scene, 0, 3, 0.0, 5.0, (), ())
    theme, size = look_of(style, aspect_ratio=ratio), Size.of(ratio, 180)
    picture = SceneRenderer(timed, theme, size, direction=Direction(opens=True))
    places = [set(_drawn_boxes(picture, scene.title, t)) for t in (0.0, 0.3, 0.6, 3.0)]
    assert places[0]
    assert places[0] == places[1] == places[2] == places[3]
    assert _calls(picture, 0.0) != _calls(picture, 3.0)


def _pixels(picture: SceneRenderer, t: float, size: Size) -> NDArray[np.uint8]:
    surface = skia.Surface(size.width, size.height)
    draw_content(picture, surface.getCanvas(), t)
    return surface.makeImageSnapshot().toarray()


def _is_shown(picture: SceneRenderer, text: str, t: float) -> bool:
    return any(True for _ in _drawn_texts(picture, text, t))


def _middle(picture: SceneRenderer, text: str, t: float) -> tuple[float, float]:
    """The middle of a text at second `t`, in pixels."""
    whole = skia.Rect()
    for place in _drawn_texts(picture, text, t):
        whole.join(place)
    return whole.centerX(), whole.centerY()


def _drawn_texts(picture: SceneRenderer, text: str, t: float) -> Iterator[skia.Rect]:
    """Where the sprites of a text are drawn, in pixels."""
    images = images_of(picture, text)
    return (place for image, place in _drawn_images(picture, t) if image in images)


def _drawn_boxes(
    picture: SceneRenderer, text: str, t: float
) -> Iterator[tuple[float, float, float]]:
    """The left and upper edge and the width of each sprite of a text, in pixels."""
    return ((at.left(), at.top(), at.width()) for at in _drawn_texts(picture, text, t))


def _drawn_images(picture: SceneRenderer, t: float) -> Iterator[tuple[int, skia.Rect]]:
    """The Python id of each image that is drawn, and where, in pixels."""
    for state, ((name, arguments, _), *_) in drawings(_calls(picture, t)):
        if name == "drawImageRect":
            canvas = skia.Surface(1, 1).getCanvas()
            replay(state, canvas)
            yield id(arguments[0]), canvas.getTotalMatrix().mapRect(arguments[1])


def _within(drawn: NDArray[np.bool_], rect: Rect, size: Size) -> NDArray[np.bool_]:
    top, bottom = round(rect.y * size.unit), round(rect.bottom * size.unit)
    return drawn[top:bottom, round(rect.x * size.unit) : round(rect.right * size.unit)]


def _said(kind: SceneKind, seconds: float = 9.0) -> TimedScene:
    """Three seconds are spoken."""
    text = "Alpha comes first. Beta is next. Gamma ends it."
    words = tuple(
        TimedWord(word, 0.2 + 0.3 * n, 0.45 + 0.3 * n) for n, word in enumerate(text.split())
    )
    items = () if kind in CONTENT else ITEMS[: 2 if kind == "comparison" else 3]
    content = CONTENT.get(kind)
    scene = Scene(kind=kind, title="Shares", items=items, content=content, narration=text)
    count = len(scene.elements)
    return TimedScene(scene, 1, 2, 0.0, seconds, words, (0.3, 1.1, 2.0)[:count])


def _calls(picture: SceneRenderer, t: float) -> list[Call]:
    calls = DrawList()
    picture.draw(cast(skia.Canvas, calls), t)
    return calls.calls


@pytest.mark.parametrize(
    ("kind", "seconds", "lit"), [("closing", 4.0, 0.0), ("points", 4.0, 1.0), ("points", 9.0, 0.0)]
)
def test_a_film_ends_on_all_of_its_closing_alike_and_on_what_there_is_time_to_read(
    kind: SceneKind, seconds: float, lit: float, look_of: Callable[..., Theme]
) -> None:
    """Issue: the last frame of a scene is its best frame."""
    timed = _said(kind, seconds)
    context = SceneContext(timed, look_of(), SMALL, TextLayout(Fonts()))
    told, end = timed.words[-1].end, timed.seconds
    assert (context.dim_at(0, told), context.emphasis_at(2, told)) == (1, 1)
    assert (context.dim_at(0, end), context.emphasis_at(2, end)) == (lit, lit)


@pytest.mark.parametrize("change", ["sweep", "iris"])
@pytest.mark.parametrize(("rest", "starts"), [(0.17, 0.2), (0.3, 0.3), (2.0, 0.4)])
def test_a_plane_covers_no_scene_while_its_last_word_is_said(
    change: Change, rest: float, starts: float, look_of: Callable[..., Theme]
) -> None:
    theme = look_of()
    theme = replace(theme, preset=replace(theme.preset, change=change))
    timed = _said("points")
    seconds = timed.words[-1].end + rest
    timed = replace(timed, index=0, seconds=seconds)
    context = SceneContext(timed, theme, SMALL, TextLayout(Fonts()))
    layer = with_transition(context, lambda canvas, t: None, Cut())

    def covers(before_end: float) -> bool:
        calls = DrawList()
        layer(cast(skia.Canvas, calls), seconds - before_end)
        return bool(calls.calls)

    assert not covers(starts + 0.01) and covers(starts - 0.01)


def test_what_the_narration_leaves_out_is_never_lit_and_turns_no_page_while_others_are_said(
    timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    texts = ("Alert fires at the wrong team", "Payments team rolls back", "New certificate issued")
    items = tuple(Item(text=text) for text in texts)
    read = timed(Scene(kind="points", title="Timeline", items=items, narration=f"{texts[0]}."))
    end = read.words[-1].end
    context = SceneContext(replace(read, seconds=end + 8), look_of(), SMALL, TextLayout(Fonts()))
    assert context.said.turns == ((0, context.said.spoken[0], end),)
    _, second, third = (page.start for page in context.pages(1))
    assert second == pytest.approx(end)
    assert end + 3 < third < end + 5
    assert context.dim_at(1, end + 1.5) == 0


def test_no_page_turns_that_nobody_speaks_of_and_there_is_no_time_to_read(
    timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    """The last page that was spoken of stays, and a note says what is not shown."""
    texts = ("Alert fires at the wrong team", "Payments team rolls back", "New certificate issued")
    items = tuple(Item(text=text) for text in texts)
    read = timed(Scene(kind="points", title="Timeline", items=items, narration=f"{texts[0]}."))
    end = read.words[-1].end

    def shown(rest: float) -> tuple[int, list[str]]:
        brief = replace(read, seconds=end + rest)
        context = SceneContext(brief, look_of(), SMALL, TextLayout(Fonts()))
        return len(context.pages(1)), context.notes

    one = TURNS + len(texts[1]) / READING
    assert shown(1.0)[0] == shown(one + LEAVES - 0.1)[0] == 1
    pages, (note,) = shown(one + LEAVES + 0.1)
    assert pages == 2
    assert note.startswith("nothing is said of 'New certificate issued', and there is no time")
    assert shown(8.0) == (3, [])


def test_no_page_of_a_table_turns_that_nobody_speaks_of_and_there_is_no_time_to_read(
    timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    names = ["Amber", "Birch", "Cedar", "Delta", "Ember", "Fjord"]
    names += ["Glade", "Heath", "Inlet", "Jetty", "Knoll", "Ledge"]
    table = Table(header=("Place", "Found"), rows=tuple((name, "a year ago") for name in names))
    said = "Amber was found a year ago."
    read = timed(Scene(kind="table", title="Places", content=table, narration=said))
    end = read.words[-1].end
    for rest, last in ((1.5, "Heath"), (30.0, "Ledge")):
        cues = tuple(0.5 + n * (end + rest - 1) / 12 for n in range(12))
        brief = replace(read, seconds=end + rest, cues=cues)
        picture = SceneRenderer(brief, look_of(), SMALL)
        texts = [box.text for box in picture.boxes if box.text in names]
        assert texts[-1] == last
        assert bool(picture.notes) == (last != "Ledge")


def test_nothing_is_singled_out_while_something_else_is_told(
    timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    """No old card stays lit; what goes on about a card keeps it lit."""
    items = tuple(Item(text=text) for text in ("Crawl the site", "Index the pages"))
    said = (
        "Robots crawl the site. They do it at night. Others index the pages. "
        "My grandmother had a garden by the sea, with roses and a gate."
    )
    read = timed(Scene(kind="points", title="Search", items=items, narration=said))
    starts = {word.text: word.start for word in read.words}
    read = replace(read, cues=(starts["crawl"], starts["index"]))
    context = SceneContext(read, look_of(), SMALL, TextLayout(Fonts()))
    assert [(n, end) for n, _, end in context.said.turns] == [
        (0, starts["index"]),
        (1, starts["My"]),
    ]
    told = starts["roses"]
    assert context.emphasis_at(1, told) == 0
    assert context.dim_at(0, told) == context.dim_at(1, told) == 0, "all rest as they are"
    assert context.dim_at(0, starts["My"]) > 0.9


def test_a_number_in_a_name_is_no_mention_and_numbers_are_heard_in_the_films_language(
    timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    """`Le four` is an oven, no 4, and `30 minutes` are said of many things."""
    items = tuple(Item(text=text) for text in ("Repos (30 min) à 4 °C", "Rabats", "Cuisson"))
    said = "Repos de la pâte. Rabats toutes les 30 minutes. Cuisson dans le four bien chaud."
    read = timed(Scene(kind="points", title="Pain", items=items, narration=said))
    starts = {word.text: word.start for word in read.words}
    read = replace(read, cues=tuple(starts[name] for name in ("Repos", "Rabats", "Cuisson")))
    theme = replace(look_of(), language="fr")
    context = SceneContext(read, theme, SMALL, TextLayout(Fonts("fr")))
    assert [n for n, _, _ in context.said.turns] == [0, 1, 2]


def test_items_that_come_ahead_of_their_words_are_lit_when_they_are_said(
    timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    """While a long question was read, the answers to it were lit one after the other."""
    items = tuple(Item(text=text) for text in ("Waxing", "Waning"))
    said = "The Moon is lit on the left, seen from Norway, late in the evening. Waxing or waning?"
    read = timed(Scene(kind="points", title="The Moon", items=items, narration=said))
    context = SceneContext(read, look_of(), SMALL, TextLayout(Fonts()))
    starts = [word.start - EARLY for word in read.words if word.text in ("Waxing", "waning?")]
    assert context.cues[1] < starts[1] - 1
    assert [start for _, start, _ in context.said.turns] == pytest.approx(starts)


def test_only_what_is_mentioned_is_lit_where_something_is(
    timed: Callable[[Scene], TimedScene], look_of: Callable[..., Theme]
) -> None:
    items = tuple(Item(text=text) for text in ("Crawl the site", "Index pages", "Rank results"))
    said = "A robot comes by at night to crawl the site. Others do all the rest in the morning."
    read = timed(Scene(kind="points", title="Search", items=items, narration=said))
    context = SceneContext(read, look_of(), SMALL, TextLayout(Fonts()))
    assert {lit for lit, _, _ in context.said.turns} == {0}
    crawl = next(word.start for word in read.words if word.text == "crawl")
    assert [start for _, start, _ in context.said.turns] == [pytest.approx(crawl - EARLY)]
    other = timed(Scene(kind="points", title="Search", items=items, narration="It takes a night."))
    assert len(SceneContext(other, look_of(), SMALL, TextLayout(Fonts())).said.turns) == 3


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("aspect", ["16:9", "9:16"])
def test_what_nobody_counts_has_no_number_and_larger_words(
    style: StyleName, aspect: AspectRatio, look_of: Callable[..., Theme]
) -> None:
    """A closing said "2 Two countries, 3 Nine people"; under "Three countries" one may count."""
    items = tuple(Item(text=text) for text in ("A long border", "Rivers", "Mountains"))
    rooms: list[float] = []
    for title in ("Three countries", "These countries"):
        scene = Scene(kind="points", title=title, items=items)
        theme = look_of(style, aspect_ratio=aspect).with_arrangement("list")
        timed = TimedScene(scene, 1, 2, 0.0, 9.0, (), (0.3, 1.1, 2.0))
        boxes = SceneRenderer(timed, theme, Size.of(aspect, 180)).boxes
        rooms.append(next(box.rect.x for box in boxes if box.text == "Rivers"))
    assert rooms[1] < rooms[0] - 10


@pytest.mark.parametrize("words", ["{}", '"{}"'])
@pytest.mark.parametrize("style", ["corporate", "marketing", "social", "whiteboard"])
def test_a_card_of_words_is_as_high_as_the_lines_that_have_come(
    style: StyleName, words: str, look_of: Callable[..., Theme]
) -> None:
    """No card waits empty for what is said later."""
    said = " ".join(["We measured again on one ordinary laptop with a file of taxi trips"] * 2)
    spoken = tuple(TimedWord(word, 0.3 + n / 3, 0.6 + n / 3) for n, word in enumerate(said.split()))
    scene = Scene(kind="quote", title="Again", items=(Item(text=words.format(said)),))
    timed = TimedScene(scene, 1, 3, 0.0, 12.0, spoken, (0.3,))
    picture, size = SceneRenderer(timed, look_of(style), SMALL), SMALL
    heights: list[int] = []
    for t in (1.2, 11.0):
        surface = skia.Surface(size.width, size.height)
        draw_content(picture, surface.getCanvas(), t)
        beside_shape = surface.makeImageSnapshot().toarray()[:, : size.width * 2 // 3, 3]
        rows = (beside_shape > 128).any(axis=1)
        heights.append(int(np.flatnonzero(rows).max()))
    assert heights[0] < heights[1] - 0.1 * size.height
