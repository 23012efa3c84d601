"""Symbols of a formula that are lit as the narration speaks of them, without marks of an author."""

from collections.abc import Callable

import pytest
from tests.studio.pictures.conftest import Shot, Timed

from callsheet_studio.drawing.geometry import Size
from callsheet_studio.explainer.scene_renderer import SceneRenderer
from callsheet_studio.explainer.scenes.equation.symbols import NamedSymbols, find_symbols
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.storyboard.content import Equation
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.text.timed_word import TimedWord


def named(line: str, said: str, language: str = "en") -> NamedSymbols:
    words = [TimedWord(word, n / 2, n / 2 + 0.4) for n, word in enumerate(said.split())]
    return find_symbols((line,), words, language)


@pytest.mark.parametrize(
    ("line", "said", "marked"),
    [
        (r"E = mc^2", "Here m is the mass and c is the speed of light.", r"E = {{m}}{{c}}^2"),
        (r"F = \frac{q}{r^2}", "The force falls with r at once.", r"F = \frac{q}{{{r}}^2}"),
        (
            r"H = -\sum_{i=1}^{S} p_i \ln p_i",
            "Here p sub i is the share of a band and S is their number.",
            r"H = -\sum_{i=1}^{{{S}}} {{p_i}} \ln {{p_i}}",
        ),
        (r"y = \alpha x", "We call alpha the slope.", r"y = {{\alpha}} x"),
        (
            r"\text{rate} = k\,\mathrm{mol}",
            "It grows with k alone.",
            r"\text{rate} = {{k}}\,\mathrm{mol}",
        ),
    ],
)
def test_symbols_are_marked_that_are_spoken_of(line: str, said: str, marked: str) -> None:
    assert named(line, said).lines == (marked,)


@pytest.mark.parametrize(
    ("line", "said", "language"),
    [
        ("E = m c", "E equals m c: energy equals a mass times a speed.", "en"),
        ("y = a + b", "It takes a lot of time to see a pattern.", "en"),
        ("y = x + e", "Giovanni e Paola vanno a scuola.", "it"),
        ("y = n L b", "It says that n L b is right.", "en"),
        (r"\mathrm{CO} = 2", "C is the first letter and O is the second one.", "en"),
    ],
    ids=["read out", "an article", "and", "one after the other", "no symbol"],
)
def test_nothing_is_marked_for_other_reasons(line: str, said: str, language: str) -> None:
    assert named(line, said, language) == NamedSymbols((line,), {})


def test_a_letter_that_is_a_word_is_a_symbol_where_it_is_told_what_it_is() -> None:
    found = named("y = a b", "Take a walk: a is the first side.")
    assert found.lines == ("y = {{a}} b",)
    assert found.times["a"] == pytest.approx([1.5], abs=0.2)


@pytest.mark.parametrize(("name", "is_lit"), [("m", True), ("it", False)])
def test_a_symbol_is_lit_while_it_is_spoken_of(
    name: str, is_lit: bool, timed: Timed, look_of: Callable[..., Theme], shot: Shot
) -> None:
    said = f"This is what holds for all things. Here {name} is what the thing itself weighs."
    content = Equation(lines=("E = m c",))
    scene = timed(Scene(kind="equation", title="It", narration=said, content=content))
    size = Size.of("16:9", 90)
    picture = SceneRenderer(scene, look_of(), size)
    start = next(word.start for word in scene.words if word.text == name)
    before, after = (shot(picture, size, t).toarray()[25:70] for t in (start - 0.3, start + 1.0))
    assert (before != after).any() == is_lit
