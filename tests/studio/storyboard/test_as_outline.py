"""A film's scenes written as an outline: reading it gives the same film."""

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet_studio.storyboard.brief import STYLE_NAMES, AspectRatio, Brief
from callsheet_studio.storyboard.build import build_storyboard
from callsheet_studio.storyboard.content import (
    Callout,
    Chart,
    Code,
    CodeState,
    Definition,
    Diagram,
    Equation,
    EquationLabel,
    Picture,
    Series,
    Table,
    Term,
)
from callsheet_studio.storyboard.examples import Example, examples
from callsheet_studio.storyboard.model import CHARTS, Item, Scene, SceneKind, Storyboard
from callsheet_studio.storyboard.outline_writer import NotAStoryboard, as_outline, read_storyboard

LONGEST = 300
LINES = (
    "## Ways of water [points]",
    "## What it takes [bars]",
    "## Then and now [comparison]",
    "## How it goes [steps]",
    "## A word [quote]",
    "## In numbers [number]",
    "## Takeaways",
    "- Sun: it heats the sea {sun}",
    "- Oceans: 97 %",
    "- 1969: the first step",
    "  - of many: it was small",
    "- Rivers",
    "1. Rise",
    "2. Fall at 9:30",
    "> The sun heats the sea. It rises.",
    "> Rain is what falls {60+}",
    "— Somebody",
    "subtitle: US dollars",
    "icon: cloud",
    "hold: 2.5",
    "It is loose talk.",
)


VALUES = (("North", 1_250_000.0), ("South", -2.5))


def board(task: str, seconds: int = LONGEST) -> Storyboard:
    return build_storyboard(Brief(uuid="bees", task=task, seconds=seconds)).storyboard


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_every_film_of_the_library_comes_back(example: Example) -> None:
    film = board(example.text, 120)
    assert read_storyboard(as_outline(film)) == film
    assert board(as_outline(film), 120).scenes == film.scenes


WRITTEN = st.lists(st.sampled_from(LINES), min_size=2, max_size=24)


@settings(max_examples=40)
@given(WRITTEN)
def test_whatever_was_written_comes_back(lines: list[str]) -> None:
    film = board("\n".join(["# Where rain comes from", *lines]))
    assert read_storyboard(as_outline(film)) == film


@pytest.mark.slow
@settings(max_examples=300)
@given(WRITTEN)
def test_whatever_was_written_at_length_comes_back(lines: list[str]) -> None:
    film = board("\n".join(["# Where rain comes from", *lines]))
    assert read_storyboard(as_outline(film)) == film


def test_values_that_an_edit_set_are_written_as_numbers() -> None:
    chart = Scene(kind="bars", title="Sales", items=tuple(Item(text=t, value=v) for t, v in VALUES))
    film = board("# Sales\n## Sales\n- A: 1\n- B: 2")
    text = as_outline(film.model_copy(update={"scenes": (film.scenes[0], chart)}))
    assert [line for line in text.splitlines() if line[:2] == "- "] == [
        "- North {value: 1250000.0}",
        "- South {value: -2.5}",
    ]


TEXTS = st.text(
    st.one_of(
        st.sampled_from("abc 123.,:;!?-–—·•→|*_`~$#>+[](){}<>&\\\"'=^@/%€°²äßع日🎉\n\u00a0"),
        st.characters(exclude_categories=("C", "Zl", "Zp")),
    ),
    min_size=1,
    max_size=24,
).filter(lambda text: any(letter.isalnum() for letter in text))
WORDS = st.sampled_from(["Rain", "a b", "12 %", "1. x", "icon: sun", "- a", "a: b", "# T", "$5"])
TEXT = TEXTS | WORDS
OPTIONAL = st.none() | TEXT
ICONS = st.none() | st.sampled_from(["sun", "solar-panel", "text"])
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-99, 9999).map(float)
SOURCES = st.text(
    st.characters(exclude_categories=("C", "Zl", "Zp")) | st.sampled_from("\n` #-$"), max_size=60
)
TEX = st.sampled_from(
    ["x^2 = 1", r"x = \frac{-b \pm \sqrt{ {{b^2-4ac}} }}{2a}", "a < b", r"\alpha_i", "T_{*} = [1]"]
)
ITEMS = st.builds(
    Item,
    text=TEXT,
    detail=OPTIONAL,
    icon=ICONS,
    value=st.none() | NUMBERS,
    label=OPTIONAL,
    before=st.none() | NUMBERS,
)
STATES = st.builds(
    CodeState,
    text=SOURCES,
    steps=st.lists(st.sampled_from([(), (1,)]), max_size=2).map(tuple),
)
CODE = st.builds(
    Code,
    language=st.sampled_from(["", "python", "c++", "sh"]),
    states=st.lists(STATES, min_size=1, max_size=3).map(tuple),
    output=st.none() | SOURCES,
)
EQUATIONS = st.builds(
    Equation,
    lines=st.lists(TEX, min_size=1, max_size=3).map(tuple),
    labels=st.lists(st.builds(EquationLabel, group=st.just("b^2-4ac"), text=TEXT), max_size=2).map(
        tuple
    ),
)
PICTURES = st.builds(
    Picture,
    address=st.sampled_from(["https://example.com/a_b?c=(d)&e=<f>", "a b\\c.png", "ä.jpg"]),
    description=TEXT,
    callouts=st.lists(
        st.builds(Callout, x=st.integers(0, 100), y=st.sampled_from([0, 12.5]), text=TEXT),
        max_size=2,
    ).map(tuple),
)
DEFINITIONS = st.builds(
    Definition,
    terms=st.lists(
        st.builds(Term, term=TEXT, meanings=st.lists(TEXT, min_size=1, max_size=2).map(tuple)),
        min_size=1,
        max_size=3,
    ).map(tuple),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 4))
    row = st.lists(TEXT, min_size=width, max_size=width).map(tuple)
    align = st.lists(
        st.sampled_from(("left", "center", "right")), min_size=width, max_size=width
    ).map(tuple)
    return Table(
        header=draw(row),
        rows=draw(st.lists(row, max_size=3).map(tuple)),
        align=draw(st.just(()) | align),
    )


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    count = draw(st.integers(2, 4))
    names = st.lists(TEXT, min_size=count, max_size=count).map(tuple)

    def series(name: str, numbers: list[int]) -> Series:
        written = tuple(f"${number}k" for number in numbers)
        return Series(name=name, values=tuple(1000.0 * n for n in numbers), written=written)

    numbers = st.lists(st.integers(0, 99), min_size=count, max_size=count)
    return Chart(
        over=draw(TEXT),
        categories=draw(names),
        series=tuple(draw(st.lists(st.builds(series, TEXT, numbers), min_size=2, max_size=3))),
    )


CONTENTS = {
    "diagram": st.builds(Diagram, source=SOURCES),
    "equation": EQUATIONS,
    "code": CODE,
    "table": tables(),
    "image": PICTURES,
    "definition": DEFINITIONS,
}


@st.composite
def scenes(draw: st.DrawFn, kind: SceneKind) -> Scene:
    content = CONTENTS.get(kind, charts() | st.none() if kind in CHARTS else st.none())
    return Scene(
        kind=kind,
        title=draw(TEXT),
        items=() if kind in CONTENTS else tuple(draw(st.lists(ITEMS, max_size=3))),
        narration=draw(st.just("") | TEXT),
        icon=draw(ICONS),
        subtitle=draw(OPTIONAL),
        image=draw(st.none() | st.just("picture-1.png")),
        content=draw(content),
        highlight=draw(OPTIONAL),
        hold=draw(st.sampled_from([0.0, 2.5, 99.0])),
    )


PALETTES: tuple[dict[str, str], ...] = ({}, {"primary": "#123", "accent": "#0f8b8d"})
KINDS: tuple[SceneKind, ...] = get_args(SceneKind)
MIXED = st.sampled_from(KINDS).flatmap(scenes)


def storyboards(kind: SceneKind) -> st.SearchStrategy[Storyboard]:
    """Of any settings, with a scene of this kind among others."""
    return st.builds(
        Storyboard,
        title=TEXT,
        seconds=st.integers(1, 300),
        aspect_ratio=st.sampled_from(get_args(AspectRatio)),
        style=st.sampled_from(STYLE_NAMES),
        seed=st.just("3f2a") | TEXT,
        palette=st.sampled_from(PALETTES),
        style_prompt=OPTIONAL,
        voice=OPTIONAL,
        music=st.sampled_from([None, "off"]),
        logo=OPTIONAL,
        lines=st.sampled_from([None, "720", "1080"]),
        language=st.sampled_from(["en", "de", "zh-Hans"]),
        scenes=st.tuples(scenes(kind)) | st.tuples(MIXED, scenes(kind), MIXED),
    )


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=3, deadline=None)
@given(st.data())
def test_every_storyboard_is_read_back_as_it_was_written(
    kind: SceneKind, data: st.DataObject
) -> None:
    film = data.draw(storyboards(kind))
    assert read_storyboard(as_outline(film)) == film


def test_a_document_that_is_no_film_is_refused() -> None:
    with pytest.raises(NotAStoryboard):
        read_storyboard("# Rain\n## It falls\n- Rain")


def test_marks_are_escaped_only_where_they_would_be_read() -> None:
    film = board("# Rain\n## It falls [points]\n> Rain: that is *what* falls.\n## Takeaways\n> So.")
    lines = as_outline(film).splitlines()
    assert r"- Rain\: that is what falls" in lines
    assert "> Rain: that is what falls." in lines
