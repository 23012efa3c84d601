"""Formulas of a document: in TeX's brackets too, and with their grouping for the ear."""

import time

import pytest

from callsheet_studio.storyboard.content import Equation
from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.markdown import tokens_of
from callsheet_studio.storyboard.maths import show, speak
from callsheet_studio.storyboard.model import Storyboard


def drafted(text: str) -> Storyboard:
    return read_document(text, {"video_duration_seconds": 60}).storyboard


def narrations(text: str) -> str:
    return " ".join(scene.narration for scene in drafted(text).scenes)


@pytest.mark.parametrize(
    "formula",
    [
        "\\[ A = P e^{rt} \\]",
        "\\[\nA = P e^{rt}\n\\]",
        "\\[ A = P e^{rt} \\].",
        "\\[\nA =\n- P e^{rt}\n\\]",
    ],
    ids=["one line", "lines", "full stop", "a line like an item"],
)
def test_a_formula_in_square_brackets_is_shown(formula: str) -> None:
    """As the delimiters of LaTeX, MathJax and KaTeX."""
    board = drafted(
        f"# Growth\n\n## Limit\n\nIt grows without a pause:\n{formula}\nwhere r is a rate.\n"
    )
    (content,) = [scene.content for scene in board.scenes if scene.content]
    assert isinstance(content, Equation)
    assert "e^{rt}" in content.lines[0]
    assert not any("[" in scene.narration for scene in board.scenes)


def test_an_environment_of_tex_is_a_formula() -> None:
    lines = "\\begin{align}\na &= b + c \\\\\nd &= e\n\\end{align}"
    board = drafted(f"# Growth\n\n## Limit\n\nWe see that\n{lines}\nand no more.\n")
    (content,) = [scene.content for scene in board.scenes if scene.content]
    assert isinstance(content, Equation)
    assert content.lines == ("a = b + c", "d = e")
    assert "begin" not in " ".join(scene.narration for scene in board.scenes)


def test_a_formula_in_round_brackets_is_spoken_as_between_dollars() -> None:
    text = "# Growth\n\n## Limit\n\nThe number {} is Euler's, and {} is the rate of it.\n"
    brackets = text.format(r"\(e \approx 2.7\)", r"\(r\)")
    assert narrations(brackets) == narrations(text.format(r"$e \approx 2.7$", "$r$"))


@pytest.mark.parametrize(
    "written",
    [
        r"See \[1\] there",
        r"Tick \[x\] there",
        r"Say \[a \= b\] there",
        r"Go \[[home](https://a.b/?c=d)\] now",
    ],
)
def test_escaped_brackets_around_words_stay_brackets(written: str) -> None:
    assert "[" in narrations(f"# Notes\n\n## Marks\n\n{written}, as everybody does here.\n")


def test_formulas_in_code_are_code() -> None:
    text = "# Notes\n\n## Marks\n\nWrite `\\(x^2\\)` for it.\n\n```text\n\\[ x^2 \\]\n```\n"
    (code,) = [scene.content for scene in drafted(text).scenes if scene.content]
    assert code.type == "code"
    assert "squared" not in narrations(text)


@pytest.mark.parametrize("text", ["\\[ x^2 \\( ", "\\[ x\n", "\\begin{align}\n"])
@pytest.mark.slow
def test_formulas_without_an_end_take_no_time(text: str) -> None:
    started = time.process_time()
    tokens_of(text * 3000)
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        ("A = P(1+r)^t", "A equals P times, 1 plus r, all to the t"),
        ("(1+r/n)^n", "1 plus r divided by n, all to the n"),
        ("(1+r)^n - 1", "1 plus r, all to the n, minus 1"),
        (
            r"P\left(1 + \frac{r}{n}\right)^{nt}",
            "P times, 1 plus r over n, all to the power of n t",
        ),
        ("(a+b)(c+d)", "a plus b, times, c plus d"),
        ("((a+b)c)^2", "a plus b, times c, all squared"),
        (r"\ln(1+x) < x", "natural log of 1 plus x, is less than x"),
        ("f(x) = 2(x+1)", "f of x equals 2 times, x plus 1"),
        ("x(t+1)", "x, t plus 1"),
        (r"2000 \cdot (1.005)^{120}", "2000 times 1.005 to the 120"),
        ("[0,1)", "open bracket 0, 1 close paren"),
        ("P = 2{,}000", "P equals 2000"),
    ],
)
def test_what_stands_in_brackets_is_heard_as_one(tex: str, said: str) -> None:
    assert speak(tex) == said


def test_formulas_are_shown_with_raised_numbers() -> None:
    assert show(r"2000 \cdot (1.005)^{120}") == "2000 · (1.005)¹²⁰"
    assert show("x^{-1}") == "x⁻¹"


def test_a_formula_in_a_sentence_is_shown_as_one_and_heard_as_words() -> None:
    text = (
        "Let $P = 2{,}000$ be paid. Every month it is $2000 \\cdot (1.005)^{120}$, which is more."
    )
    board = drafted(
        f"# Growth\n\nMoney grows.\n\n## An example\n\n{text}\n\n## Last\n\nIt ends here.\n"
    )
    (scene,) = [scene for scene in board.scenes if scene.title == "An example"]
    shown = " ".join(item.text for item in scene.items)
    assert "P = 2,000" in shown
    assert "2000 · (1.005)¹²⁰" in shown
    assert "equals" not in shown
    assert "P equals 2000" in scene.narration
    assert "2000 times 1.005 to the 120" in scene.narration


def test_a_film_with_formulas_in_sentences_is_the_one_that_its_outline_makes() -> None:
    text = "Let $P = 2^{10}$ be paid. Then $x^2 = 4$ is true. It ends with $(1+r)^n$ and no more."
    made = read_document(f"# Growth\n\n## One\n\n{text}\n\n## Two\n\n{text}\n", {})
    again = read_document(made.outline, {}).storyboard
    assert again.scenes == made.storyboard.scenes


def test_a_formula_of_a_list_is_heard_as_words_too() -> None:
    tasks = "1. Solve $x^2 - 4 = 0$ now\n2. Show that $(1+r)^n > 1$ holds\n"
    board = drafted(f"# Growth\n\nMoney grows.\n\n## Tasks\n\n{tasks}\n## Last\n\nIt ends here.\n")
    (scene,) = [scene for scene in board.scenes if scene.title == "Tasks"]
    assert [item.text for item in scene.items] == [
        "Solve x² − 4 = 0 now",
        "Show that (1 + r)ⁿ > 1 holds",
    ]
    assert "Solve x squared minus 4 equals 0 now." in scene.narration
    assert "1 plus r, all to the n, is greater than 1 holds" in scene.narration


def test_formulas_that_look_like_words_change_no_words() -> None:
    text = "The way is $at$ and it tends $\\to$ the end. We look at all and go to it, at last."
    board = drafted(f"# Growth\n\nIt grows.\n\n## One\n\n{text}\n\n## Last\n\nIt ends here.\n")
    (scene,) = [scene for scene in board.scenes if scene.title == "One"]
    assert "We look at all and go to it, at last." in scene.narration
    assert not any("→" in item.text for item in scene.items)


@pytest.mark.slow
def test_words_made_of_a_list_of_formulas_take_no_room_from_a_long_documents_own() -> None:
    """They were written out in words, and sentences of the document left out for them."""
    tasks = "\n".join(f"{n}. Solve $x^2 + {n}x - {n + 4} = 0$ for $x > {n}$" for n in range(1, 6))
    said = "The river goes on for many miles, and at each bend there is something to see. " * 6
    sections = "\n\n".join(f"## Bend {n}\n\n{said}" for n in range(9))
    text = f"# Growth\n\nMoney grows.\n\n## Tasks\n\n{tasks}\n\n{sections}\n"
    draft = read_document(text, {"video_duration_seconds": 300})
    (scene,) = [scene for scene in draft.storyboard.scenes if scene.title == "Tasks"]
    assert len(scene.items) == 5
    assert "equals" not in scene.narration
    assert "squared" not in draft.outline


@pytest.mark.parametrize(
    ("tex", "language", "said"),
    [
        (r"c = 0.1023\ \mathrm{mol/L}", "en", "c equals 0.1023 moles per liter"),
        (r"c = 0.1023\ \mathrm{mol/L}", "de", "c ist gleich 0,1023 mol/L"),
        (r"v = 9.81\,\text{m/s^2}", "en", "v equals 9.81 meters per second squared"),
        (r"v = 3\,\mathrm{mol\,L^{-1}}", "en", "v equals 3 moles per liter"),
        (r"l = 1\ \mathrm{kg}", "en", "l equals 1 kilogram"),
        (r"y = \mathrm{HMAC}(k, n \| d)", "en", "y equals HMAC of k, n joined with d"),
        (r"y = \mathrm{softmax}(x)", "en", "y equals softmax of x"),
        (r"y = \mathrm{pH}", "fr", "y égale pH"),
        (r"\|x\| + 1", "en", "norm of x plus 1"),
        (r"f: A \rightarrow B", "en", "f colon A to B"),
        (r"\mathrm{NaOH + HCl \rightarrow NaCl}", "en", "N A O H plus H C L gives N A C L"),
        (r"\ce{Ag+ + Cl- -> AgCl}", "en", "A G plus plus C L minus gives A G C L"),
        (r"H \to C", "en", "H tends to C"),
    ],
)
def test_units_names_and_reactions_are_heard_as_words(tex: str, language: str, said: str) -> None:
    assert speak(tex, language) == said


def test_a_reaction_has_its_numbers() -> None:
    said = speak(r"\mathrm{CH_3COOH + NaOH \to CH_3COONa + H_2O}")
    assert "C H three C O O H plus N A O H gives" in said and "tends" not in said
