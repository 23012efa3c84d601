"""Code as pictures: typed, lit and changed as it is spoken of, and exactly as it was written.

The rule's source: issue "Any document becomes a lesson", new kinds of scene, and to show, 4 and 5.
"""

import random
import sys
from collections.abc import Callable, Sequence
from itertools import combinations, product
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.processor_limit import processor_limit
from tests.studio.pictures.recorded_frames import check_frame

from callsheet_studio.drawing.color import READABLE
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size, TextBox
from callsheet_studio.explainer.scenes.code.diff import compare, pair_lines
from callsheet_studio.explainer.scenes.code.layout import plan_layout
from callsheet_studio.explainer.scenes.code.lexing import count_columns, lex, wrap
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.brief import AspectRatio, Style
from callsheet_studio.storyboard.content import Code, CodeState
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.timeline import TimedScene

STYLES: tuple[Style, ...] = get_args(Style)
RATIOS: tuple[AspectRatio, ...] = get_args(AspectRatio)
LEAST_SIZE = 26.0
WIDE = Size.of("16:9", 72)
Timed = Callable[[Scene], TimedScene]
LookOf = Callable[..., Theme]
Shot = Callable[[SceneRenderer, Size, float], skia.Image]

BEFORE = """def mean(values):
    total = 0
    for v in values:
        total += v
    return total / len(values)"""
AFTER = '''def mean(values: list[float]) -> float:
    """The average."""
    if not values:
        raise ValueError("empty")
    return sum(values) / len(values)'''
LESSON = Code(
    language="python",
    states=(
        CodeState(text=BEFORE, steps=((2,), (3, 4), (5,))),
        CodeState(text=AFTER, steps=((3, 4), ())),
    ),
    output="2.5",
)
NARRATION = (
    "This computes a mean. The total starts at zero. The loop adds each value. Divide by the "
    "length. Now with types. It raises an error for an empty list. That is all of it. It prints "
    "two point five."
)
LINES = (
    "import os",
    "",
    'print("it\'s a \\"test\\"")  # don\'t — change “quotes”',
    "    if x <= 10 and y != 20:",
    "\tindented = by_a_tab",
    "        return {key: value for key, value in sorted(table.items(), key=lambda pair: pair[1])}",
    "x" * 90,
    "class Größe(Base):  # コメント 日本語のテキスト",
    "# مرحبا بالعالم",
    "# a rocket 🚀 flies",
    "a->b => c != d === e",
    "    " * 12 + "deep()",
    "SELECT name, price FROM items WHERE price > 10 ORDER BY name;",
)
LANGUAGES = ("python", "javascript", "sql", "rust", "", "no-such-language", "html", "bash")


@pytest.mark.slow
def test_a_line_of_one_endless_word_is_wrapped_at_once() -> None:
    with processor_limit(20):
        rows = wrap(lex("A-->" * 1250, ""), 60)
    assert "".join(row.text.strip() for row in rows) == "A-->" * 1250


@pytest.mark.parametrize("shown", list(product(STYLES, RATIOS)), ids="-".join)
def test_code_looks_as_recorded(
    shown: tuple[Style, AspectRatio], timed: Timed, look_of: LookOf, shot: Shot, rewrite: bool
) -> None:
    style, ratio = shown
    size, scene = Size.of(ratio, 90), timed(_scene(LESSON))
    frame = shot(SceneRenderer(scene, look_of(style), size), size, _word(scene, "loop") + 0.8)
    check_frame(frame, f"{style}-code-{ratio}", rewrite)


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize(
    "batch", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in range(1, 10))]
)
def test_every_text_can_be_read(
    batch: int, ratio: AspectRatio, timed: Timed, look_of: LookOf
) -> None:
    for seed in range(batch * 10, batch * 10 + 10):
        rng = random.Random(f"{ratio}{seed}")
        code, style = _code(rng), STYLES[seed % len(STYLES)]
        boxes = SceneRenderer(timed(_scene(code)), look_of(style), Size.of(ratio, 72)).boxes
        assert not _unreadable(boxes), (seed, code)
        assert not _outside(boxes, Size.of(ratio, 72)), (seed, code)
        assert not _overlapping(boxes), (seed, code)


@pytest.mark.parametrize("palette", ["#ffffff", "#000000", "#808080", "#ffff00"])
@pytest.mark.parametrize("style", STYLES)
def test_every_color_of_code_can_be_read_with_any_palette(
    style: Style, palette: str, timed: Timed, look_of: LookOf
) -> None:
    colors = dict.fromkeys(("primary", "secondary", "tertiary", "accent"), palette)
    picture = SceneRenderer(timed(_scene(LESSON)), look_of(style, colors), WIDE)
    assert not _unreadable(picture.boxes)


@pytest.mark.parametrize("style", STYLES)
def test_frames_depend_on_nothing_but_their_time(
    style: Style, timed: Timed, look_of: LookOf, shot: Shot
) -> None:
    scene = timed(_scene(LESSON))
    one, other = (SceneRenderer(scene, look_of(style), WIDE) for _ in range(2))
    times = (0.9, 3.0, _word(scene, "Now") + 0.5, 12.0)
    forwards = [shot(one, WIDE, t).toarray().tobytes() for t in times]
    backwards = [shot(other, WIDE, t).toarray().tobytes() for t in times[::-1]]
    assert forwards == backwards[::-1]


@pytest.mark.parametrize("code", ["a\n\tb  =  'c'\n\n", 'x = "“ ” …"  --  ->', "    f( )"])
def test_indentation_quotes_and_signs_stay_as_written(
    code: str, timed: Timed, look_of: LookOf
) -> None:
    rows = lex(code, "python")
    assert [row.text.rstrip() for row in rows] == [
        line.expandtabs(4).rstrip() for line in code.split("\n")
    ]
    scene = timed(_scene(Code(language="python", states=(CodeState(text=code),))))
    shown = [box.text for box in SceneRenderer(scene, look_of(), WIDE).boxes]
    assert all(row.text in shown for row in rows if row.pieces)


@pytest.mark.parametrize("width", [20, 37, 66])
def test_wrapped_rows_are_narrow_enough_and_keep_every_character(width: int) -> None:
    rows = lex("\n".join(LINES), "python")
    wrapped = wrap(rows, width)
    assert all(row.width <= width for row in wrapped)
    for row in rows:
        parts = [part.text for part in wrapped if part.line == row.line]
        assert "".join("".join(parts).split()) == "".join(row.text.split())


def test_wide_characters_take_two_columns_and_marks_none() -> None:
    assert (count_columns("日本"), count_columns("e\u0301"), count_columns("abc")) == (4, 1, 3)


def test_lines_are_paired_before_words_and_no_word_leaves_its_line() -> None:
    before, after = lex(BEFORE, "python"), lex(AFTER, "python")
    pairs = dict(pair_lines([row.text for row in before], [row.text for row in after]))
    assert pairs[0] == 0 and pairs[4] == 4
    moved = compare(before, after).moved
    assert {"def", "mean", "return", "len"} <= {one.piece.text for one, _ in moved}
    assert all(pairs[one.row] == other.row for one, other in moved)
    assert all(one.piece.text == other.piece.text for one, other in moved)


def test_what_one_state_has_is_moved_gone_or_kept_but_never_lost() -> None:
    before, after = lex(BEFORE, "python"), lex(AFTER, "python")
    change = compare(before, after)
    assert len(change.moved) + len(change.gone) == sum(len(row.pieces) for row in before)
    assert len(change.moved) + len(change.come) == sum(len(row.pieces) for row in after)


def test_a_line_is_lit_while_its_sentence_is_spoken_and_the_others_are_dimmed(
    timed: Timed, look_of: LookOf, shot: Shot
) -> None:
    size, scene = Size.of("16:9", 360), timed(_scene(LESSON))
    picture = SceneRenderer(scene, look_of("marketing"), size)
    lit, other = _rect(picture, "    total = 0"), _rect(picture, "def mean(values):")
    before = shot(picture, size, _word(scene, "The") - 0.4)
    during = shot(picture, size, _word(scene, "zero."))
    assert _light(during, lit, size) > 1.0
    assert _light(before, other, size) > 3 * _light(during, other, size)


def test_code_without_steps_is_typed_line_by_line_at_its_words(
    timed: Timed, look_of: LookOf
) -> None:
    code = Code(language="python", states=(CodeState(text="load()\nparse_text()\nfilter_rows()"),))
    scene = timed(_scene(code, "First we load the file. Then parse it. In the end filter all."))
    boxes = {box.text: box for box in SceneRenderer(scene, look_of(), WIDE).boxes}
    for text, word in (("parse_text()", "Then"), ("filter_rows()", "In")):
        assert boxes[text].life[0] == pytest.approx(_word(scene, word), abs=0.3)


def test_what_is_not_spoken_of_holds_still(timed: Timed, look_of: LookOf, shot: Shot) -> None:
    """Between two steps nothing of the code changes; the ground under its panel may drift."""
    size, scene = Size.of("16:9", 180), timed(_scene(LESSON))
    picture = SceneRenderer(scene, look_of("corporate"), size)
    t, rect = _word(scene, "starts"), _rect(picture, "    for v in values:")
    first, second = (_cut(shot(picture, size, t + n), rect, size) for n in (0.0, 0.3))
    assert first.tobytes() == second.tobytes()


def test_long_code_is_paged_and_every_line_is_seen(timed: Timed, look_of: LookOf) -> None:
    text = "\n".join(f"line_{n}(argument)" for n in range(60))
    narration = "Words " * 90
    for steps in ((), ((1, 2), (40,), ())):
        code = Code(language="python", states=(CodeState(text=text, steps=steps),))
        boxes = SceneRenderer(timed(_scene(code, narration)), look_of(), WIDE).boxes
        seen = {box.text for box in boxes}
        wanted = {line for n, line in enumerate(text.split("\n")) if not steps or n in (0, 1, 39)}
        assert wanted <= seen
        assert all(box.size >= LEAST_SIZE for box in boxes if not box.caption)
        assert not _overlapping(boxes)


@pytest.mark.parametrize(
    ("text", "width", "least"),
    [
        ("make", 1100, 50),
        ("fern rollback --to previous\nfern status --watch", 1100, 50),
        ('print(sorted({"b": 2, "a": 1}.items()))', 560, 32),
    ],
)
def test_short_code_is_large_also_where_it_is_wrapped(text: str, width: int, least: float) -> None:
    code = Code(language="python", states=(CodeState(text=text),))
    layout = plan_layout(code, Rect(0, 0, width, 420), "left")
    assert layout.grid.size >= least
    assert layout.grid.panel.right <= width


def test_output_that_is_too_long_is_cut_and_said(timed: Timed, look_of: LookOf) -> None:
    output = "\n".join(f"row {n}" for n in range(40))
    code = Code(language="python", states=(CodeState(text="run()"),), output=output)
    picture = SceneRenderer(timed(_scene(code)), look_of(), WIDE)
    assert any(box.text.endswith("…") and box.cut for box in picture.boxes)
    assert any("ellipsis" in note for note in picture.notes)


def test_output_is_shown_whole_where_it_has_room(timed: Timed, look_of: LookOf) -> None:
    output = "\n".join(f"hour {n}  {n}12.0" for n in range(6))
    state = CodeState(text="by_hour = rides.mean()\nprint(by_hour.nlargest(6))")
    code = Code(language="python", states=(state,), output=output)
    boxes = SceneRenderer(timed(_scene(code)), look_of(), WIDE).boxes
    assert not [box for box in boxes if box.cut]
    assert {line for line in output.split("\n")} <= {box.text for box in boxes}


def test_the_output_comes_with_the_sentence_about_it(timed: Timed, look_of: LookOf) -> None:
    scene = timed(_scene(LESSON))
    boxes = SceneRenderer(scene, look_of(), WIDE).boxes
    printed = next(box for box in boxes if box.text == "2.5")
    assert printed.life[0] == pytest.approx(_word(scene, "prints"), abs=0.8)


def _scene(code: Code, narration: str = NARRATION) -> Scene:
    return Scene(kind="code", title="The code", narration=narration, content=code)


def _code(rng: random.Random) -> Code:
    states: list[CodeState] = []
    for _ in range(rng.choice((1, 1, 2, 3))):
        count = rng.choice((1, 3, 8, 20, 45))
        text = "\n".join(rng.choice(LINES) for _ in range(count))
        steps = [
            tuple(sorted(rng.sample(range(1, count + 1), min(count, rng.randrange(0, 4)))))
            for _ in range(rng.choice((0, 0, 2, 4)))
        ]
        states.append(CodeState(text=f"start\n{text}", steps=tuple(steps)))
    output = "\n".join(rng.choice(LINES) for _ in range(rng.choice((1, 4, 30))))
    return Code(
        language=rng.choice(LANGUAGES),
        states=tuple(states),
        output=rng.choice((None, output)),
    )


def _word(scene: TimedScene, text: str) -> float:
    return next(word.start for word in scene.words if word.text == text)


def _rect(picture: SceneRenderer, text: str) -> Rect:
    return next(box.rect for box in picture.boxes if box.text == text)


def _cut(image: skia.Image, rect: Rect, size: Size) -> NDArray[np.uint8]:
    sides = (side * size.unit for side in (rect.x, rect.y, rect.right, rect.bottom))
    left, top, right, bottom = (round(side) for side in sides)
    return image.toarray()[top:bottom, left:right, :3]


def _light(image: skia.Image, rect: Rect, size: Size) -> float:
    """The percentage of a part of the frame that is nearly white."""
    return float((_cut(image, rect, size).min(axis=2) > 150).mean() * 100)


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


def test_without_pygments_code_is_shown_in_one_color(
    timed: Timed, look_of: LookOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pygments.lexers", None)
    picture = SceneRenderer(
        timed(Scene(kind="code", title="Mean", content=LESSON)), look_of(), WIDE
    )
    assert any("pygments" in note for note in picture.notes)
    assert any("total += v" in box.text for box in picture.boxes)
    assert {piece.role for row in lex(BEFORE, "python") for piece in row.pieces} == {"text"}
