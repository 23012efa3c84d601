"""Equations as pictures: set, written, turned line by line, lit and labeled as they are spoken of.

The rule's source: issue "Any document becomes a lesson", new kinds of scene, and to show, 4 and 5.
"""

import random
from collections.abc import Callable, Sequence
from itertools import combinations, product
from typing import get_args

import pytest
from tests.studio.pictures.recorded_frames import check_frame

from callsheet_studio.drawing.color import READABLE
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size, TextBox
from callsheet_studio.explainer.scenes.equation import typeset as typesetting
from callsheet_studio.explainer.scenes.equation.glyphs import Glyph, match_glyphs, place_glyphs
from callsheet_studio.explainer.scenes.equation.rows import set_line
from callsheet_studio.explainer.scenes.equation.timing import MORPH, WRITTEN
from callsheet_studio.explainer.scenes.equation.typeset import (
    is_letter,
    mark_groups,
    plain_group,
    typeset,
)
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.brief import AspectRatio, Style
from callsheet_studio.storyboard.content import Equation, EquationLabel
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.timeline import TimedScene

STYLES: tuple[Style, ...] = get_args(Style)
RATIOS: tuple[AspectRatio, ...] = get_args(AspectRatio)
LEAST_SIZE = 26.0
Timed = Callable[[Scene], TimedScene]
LookOf = Callable[..., Theme]
Shot = Callable[[SceneRenderer, Size, float], skia.Image]

QUADRATIC = Equation(
    lines=(
        r"ax^2+bx+c=0",
        r"x^2+\frac{b}{a}x=-\frac{c}{a}",
        r"x=\frac{-b\pm\sqrt{{{b^2-4ac}}}}{{{2a}}}",
    ),
    labels=(
        EquationLabel(group="b^2-4ac", text="decides how many roots"),
        EquationLabel(group="2a", text="scales it all"),
    ),
)
NARRATION = (
    "Start from the general equation of degree two. Divide by a and move c across. Then complete "
    "the square, and take the root. b squared minus four a c decides how many roots there are. "
    "And two a scales it all."
)
ATOMS = (
    *(
        "x",
        "y^2",
        "a_1",
        r"\alpha",
        r"\frac{a+b}{c}",
        r"\sqrt{x+1}",
        r"\int_0^1 f(x)\,dx",
        "e^{i\\pi}",
    ),
    *(r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", r"\sum_{i=1}^n i^2", r"\left(x+\frac{1}{2}\right)"),
    *(r"\text{rate}", r"\frac{\frac{a}{b}+1}{x_{i_j}}", r"\hat{y}", "123.45", "f(x, y)"),
    r"\begin{cases}x&x>0\\-x&\text{otherwise}\end{cases}",
)
RELATIONS = ("=", r"\le", r"\approx", r"\to")
LABELS = ("rate", "what it costs", "a label that goes on for so long that it takes several lines")


@pytest.mark.parametrize("shown", list(product(STYLES, RATIOS)), ids="-".join)
def test_an_equation_looks_as_recorded(
    shown: tuple[Style, AspectRatio], timed: Timed, look_of: LookOf, shot: Shot, rewrite: bool
) -> None:
    style, ratio = shown
    size, scene = Size.of(ratio, 90), timed(_scene(QUADRATIC))
    frame = shot(SceneRenderer(scene, look_of(style), size), size, scene.seconds - 1.2)
    check_frame(frame, f"{style}-equation-{ratio}", rewrite)


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize(
    "batch", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in range(1, 10))]
)
def test_every_text_can_be_read(
    batch: int, ratio: AspectRatio, timed: Timed, look_of: LookOf
) -> None:
    for seed in range(batch * 10, batch * 10 + 10):
        rng = random.Random(f"{ratio}{seed}")
        equation, style = _equation(rng), STYLES[seed % len(STYLES)]
        scene = timed(_scene(equation, "One. Two, three. Four. Rate. Five and six."))
        boxes = SceneRenderer(scene, look_of(style), Size.of(ratio, 72)).boxes
        assert not _unreadable(boxes), (seed, equation)
        assert not _outside(boxes, Size.of(ratio, 72)), (seed, equation)
        assert not _overlapping(boxes), (seed, equation)


@pytest.mark.parametrize("style", STYLES)
def test_frames_depend_on_nothing_but_their_time(
    style: Style, timed: Timed, look_of: LookOf, shot: Shot
) -> None:
    size, scene = Size.of("16:9", 72), timed(_scene(QUADRATIC))
    one, other = (SceneRenderer(scene, look_of(style), size) for _ in range(2))
    times = (0.9, 5.0, 7.3, 12.0)
    forwards = [shot(one, size, t).toarray().tobytes() for t in times]
    backwards = [shot(other, size, t).toarray().tobytes() for t in times[::-1]]
    assert forwards == backwards[::-1]


def test_a_line_is_written_from_nothing_and_then_holds_still(
    timed: Timed, look_of: LookOf, shot: Shot
) -> None:
    scene = timed(_scene(Equation(lines=("E=mc^2",)), "It is short."))
    picture, size = (
        SceneRenderer(scene, look_of("explainer"), Size.of("16:9", 360)),
        Size.of("16:9", 360),
    )
    rect = next(box.rect for box in picture.boxes if box.text.startswith("E"))
    light = [_light(shot(picture, size, t), rect, size) for t in (0.2, 1.0, 2.2, 3.0)]
    assert light[0] < light[1] < light[2]
    assert light[3] == pytest.approx(light[2], abs=0.02)


def test_lines_come_with_their_sentences_and_labels_at_their_words(
    timed: Timed, look_of: LookOf
) -> None:
    scene = timed(_scene(QUADRATIC))
    boxes = SceneRenderer(scene, look_of(), Size.of("16:9", 72)).boxes
    heard = {word.text: word.start for word in reversed(scene.words)}
    starts = sorted(
        min(box.life[0] for box in boxes if box.text == text)
        for text in {box.text for box in boxes if "=" in box.text}
    )
    assert starts[1] == pytest.approx(heard["Divide"], abs=0.3)
    assert starts[2] == pytest.approx(heard["Then"], abs=0.3)
    label = next(box for box in boxes if box.text == "decides how many roots")
    spoken = next(word.start for word in scene.words if word.text == "squared")
    assert label.life[0] == pytest.approx(spoken, abs=0.6)


def test_a_line_that_is_spoken_word_for_word_comes_with_its_words(
    timed: Timed, look_of: LookOf
) -> None:
    told = "A ball is thrown. Nobody stands below it. When does it land? "
    said = "t equals 5 plus or minus 15, over 10. That is all. This gives two. And so on."
    scene = timed(
        Scene(
            kind="equation",
            title="Ball",
            narration=told + said,
            content=Equation(lines=("h = 9", r"t = \frac{5 \pm 15}{10}")),
        )
    )
    boxes = SceneRenderer(scene, look_of(), Size.of("16:9", 72)).boxes
    second = min(box.life[0] for box in boxes if "15" in box.text)
    spoken = next(word.start for word in scene.words if word.text == "t")
    assert second == pytest.approx(spoken, abs=0.5)


def test_equal_groups_become_each_other_before_equal_signs_do() -> None:
    """A minus must not become another minus."""
    groups = ["a-b"]
    before, after = _glyphs("x-y+{{a-b}}", groups), _glyphs("{{a-b}}-x", groups)
    pairs = match_glyphs(before, after)
    inside = [(i, j) for i, j in pairs if before[i].part.group == 0]
    assert len(inside) == 3
    assert all(after[j].part.group == 0 for _, j in inside)


def test_a_letter_stays_itself_as_it_becomes_an_exponent() -> None:
    before, after = _glyphs("x+n", []), _glyphs("x^n", [])
    pairs = match_glyphs(before, after)
    assert [before[i].part.key for i, _ in pairs] == [after[j].part.key for _, j in pairs]
    assert len(pairs) == 2


def test_nothing_that_stands_in_every_formula_travels_alone() -> None:
    before, after = _glyphs("a+b=c", []), _glyphs("x=y+z", [])
    kept = {before[i].part.key for i, _ in match_glyphs(before, after)}
    assert not any(is_letter(key) for key in kept)


@pytest.mark.parametrize(
    ("tex", "marked"),
    [
        (r"{{a}}+b", r"{\textcolor{#000001}{a}}+b"),
        (r"\sqrt{{{a}}}", r"\sqrt{\textcolor{#000001}{a}}"),
        (r"{{c}}+1", "{c}+1"),
    ],
    ids=["plain", "in a root", "not told apart"],
)
def test_groups_travel_as_colors_that_count(tex: str, marked: str) -> None:
    assert mark_groups(tex, ["a"]) == marked
    assert plain_group(" { a} ") == "a"


@pytest.mark.parametrize("tex", [r"\foo{x}", r"\frac{a", "", "日本"], ids=repr)
def test_what_cannot_be_read_is_shown_as_its_text_and_said(
    tex: str, timed: Timed, look_of: LookOf
) -> None:
    assert typeset(tex) is None
    scene = timed(_scene(Equation(lines=(f"{tex}+1",))))
    picture = SceneRenderer(scene, look_of(), Size.of("16:9", 72))
    if tex:
        assert any("can't be read" in note for note in picture.notes)
        assert any(tex in box.text for box in picture.boxes)


def test_without_mathra_formulas_are_shown_as_their_text(
    timed: Timed, look_of: LookOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "mathra", None)
    scene = timed(_scene(Equation(lines=(r"a+{{\zeta}}=b",))))
    picture = SceneRenderer(scene, look_of(), Size.of("16:9", 72))
    assert any(r"a+{\zeta}=b" in box.text for box in picture.boxes)
    assert any("mathra" in note and "shown as its text" in note for note in picture.notes)


def test_a_wide_line_is_broken_before_its_signs_and_loses_nothing() -> None:
    tex = r"y=aaaaaa+bbbbbb+\left(cccccc+dddddd\right)+eeeeee"
    whole, broken = set_line(tex, [], 1000), set_line(tex, [], 12)
    assert whole and broken
    assert len(whole.rows) == 1 < len(broken.rows)
    assert broken.width <= 12_000
    assert len(whole.glyph_positions()) == len(broken.glyph_positions())


def test_upright_bars_of_an_array_are_as_high_as_the_formula() -> None:
    formula = typeset(r"\begin{array}{c|c}a&b\\c&d\end{array}")
    assert formula
    bars = [part.bounds for part in formula.parts if part.key == "rule"]
    assert [bar.h for bar in bars] == [formula.height]


def test_a_line_has_its_place_while_it_arrives(timed: Timed, look_of: LookOf, shot: Shot) -> None:
    """Between two lines there is never an empty picture: what they share is on its way."""
    size = Size.of("16:9", 360)
    scene = timed(_scene(QUADRATIC))
    picture = SceneRenderer(scene, look_of("explainer"), size)
    second = sorted({box.life[0] for box in picture.boxes if "=" in box.text})[1]
    rect = next(box.rect for box in picture.boxes if box.life[0] == second)
    assert second > WRITTEN
    for share in (0.2, 0.5, 0.8):
        assert _light(shot(picture, size, second + share * MORPH), rect, size) > 0.5


def _scene(equation: Equation, narration: str = NARRATION) -> Scene:
    return Scene(kind="equation", title="The formula", narration=narration, content=equation)


def _equation(rng: random.Random) -> Equation:
    lines: list[str] = []
    groups: list[str] = []
    for _ in range(rng.randrange(1, 5)):
        atoms = [rng.choice(ATOMS) for _ in range(rng.randrange(2, 6))]
        for n, atom in enumerate(atoms):
            if rng.random() < 0.3:
                groups.append(atom)
                atoms[n] = f"{{{{{atom}}}}}"
        lines.append(f"{atoms[0]} {rng.choice(RELATIONS)} {' + '.join(atoms[1:])}")
    chosen = rng.sample(groups, min(len(groups), rng.randrange(0, 8)))
    return Equation(
        lines=tuple(lines),
        labels=tuple(EquationLabel(group=group, text=rng.choice(LABELS)) for group in chosen),
    )


def _glyphs(tex: str, groups: Sequence[str]) -> tuple[Glyph, ...]:
    line = set_line(tex, groups, 1000)
    assert line
    return place_glyphs(line, 100, 0, 0)


def _light(image: skia.Image, rect: object, size: Size) -> float:
    """The percentage of a part of the frame that is nearly white."""
    frame = image.toarray()
    sides = (getattr(rect, name) * size.unit for name in ("x", "y", "right", "bottom"))
    left, top, right, bottom = (round(side) for side in sides)
    return float((frame[top:bottom, left:right, :3].min(axis=2) > 170).mean() * 100)


def _unreadable(boxes: Sequence[TextBox]) -> list[TextBox]:
    return [
        box
        for box in boxes
        if box.contrast < READABLE or not (box.caption or box.size >= LEAST_SIZE - 0.01)
    ]


def _outside(boxes: Sequence[TextBox], size: Size) -> list[TextBox]:
    return [box for box in boxes if not box.caption and not size.safe.holds(box.rect, 1.0)]


def _overlapping(boxes: Sequence[TextBox]) -> list[tuple[str, str]]:
    return [
        (a.text, b.text)
        for a, b in combinations(boxes, 2)
        if min(a.life[1], b.life[1]) - max(a.life[0], b.life[0]) > 0.01
        and a.rect.meets(b.rect, 1.0)
    ]
