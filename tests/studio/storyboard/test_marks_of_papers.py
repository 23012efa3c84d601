"""What a paper writes and nobody says: marks of sources and institutes, numbers of sections,
brackets of cases.

Source: a judge, of a film of a paper: "read aloud but should not be: '[1]', '[2, 3]' with the
references removed; 'capital delta'; 'cases: case 1: alpha, awake'; the number in '4 Limitations.'".
"""

import pytest

from callsheet_studio.storyboard.document import read_document
from callsheet_studio.storyboard.maths import speak
from callsheet_studio.text.sentences import sentences

PAPER = """# Sleep after night shifts

**Authors:** Lind Moss¹, Karl Sand²
¹ University of Graz, ² Institute of Sleep

## 1 Introduction

One in five works at night [1]. Accidents peak on the first day [2, 3]. The array x[4] is not read.

## 2 Model

A model of Sand² has two terms[2]. It was tested in [14] towns.

## 3 Results

The debt fell by half after two nights of sleep.

## References

1. Moss, *Night work*, 2021.
2. Sand, *A model*, 2003.
3. Berg, *Accidents*, 2011.
"""


def test_marks_of_sources_are_neither_said_nor_shown() -> None:
    board = read_document(PAPER, {}).storyboard
    told = " ".join(f"{s.title} {s.narration} {[i.text for i in s.items]}" for s in board.scenes)
    assert "works at night." in told and "on the first day." in told and "two terms." in told
    assert "x[4]" in told and "[14]" in told
    assert "University of Graz" not in told and not any(mark in told for mark in "¹²")


def test_numbers_in_brackets_stay_without_a_list_of_sources() -> None:
    board = read_document("# Keys\n\nPress [1] for a tent and [2] for a hut.", {}).storyboard
    assert "Press [1]" in " ".join(scene.narration for scene in board.scenes)


def test_numbers_of_sections_are_not_said() -> None:
    titles = [scene.title for scene in read_document(PAPER, {}).storyboard.scenes]
    assert {"Introduction", "Model", "Results"} <= set(titles)


@pytest.mark.parametrize(
    ("headings", "kept"),
    [
        (("2.1 Trials", "2.2 Costs"), ("Trials", "Costs")),
        (("1 Trial", "2 Costs"), ("1 Trial", "2 Costs")),
        (("1 litre of milk", "2 eggs", "3 onions"), ("1 litre of milk", "2 eggs", "3 onions")),
    ],
)
def test_only_numbers_that_count_sections_go(
    headings: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    parts = "\n\n".join(f"## {each}\n\nWe tried it in May." for each in headings)
    scenes = read_document(f"# Soup\n\nA soup.\n\n{parts}", {}).storyboard.scenes
    assert set(kept) <= {scene.title for scene in scenes}


def test_initials_with_a_hyphen_are_one_name() -> None:
    told = "Paid by a fund. K.-E. S. has received fees."
    assert sentences(told) == ["Paid by a fund.", "K.-E. S. has received fees."]


CASES = r"x = \begin{cases} \alpha & \text{awake} \\ -y & \text{asleep} \end{cases}"
OWN = r"f(x) = \begin{cases} 1 & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}"


@pytest.mark.parametrize(
    ("tex", "language", "said"),
    [
        (CASES, "en", "x equals alpha if awake, and negative y if asleep"),
        (CASES, "de", "x ist gleich Alpha falls awake; minus y falls asleep"),
        (OWN, "en", "f of x equals 1 if x is greater than 0, and 0 otherwise"),
        (r"\Delta\mathrm{AIC} = 4", "en", "delta AIC equals 4"),
        (r"\Delta x", "fr", "delta x"),
        (r"\Gamma = \gamma", "en", "capital gamma equals gamma"),
        (r"\frac{a + 1}{b} + 2", "en", "a plus 1, over b, plus 2"),
        (r"\frac{a + 1}{b} \times 2", "fr", "a plus 1, sur b, fois 2"),
        (r"\frac{a + 1}{b} + 2", "tr", "a artı 1, bölü b, artı 2"),
        (r"\frac{a + 1}{b} = 2", "en", "a plus 1, over b equals 2"),
        (r"\frac{\sqrt{b - c}}{2a}", "en", "square root of b minus c, over two a"),
    ],
)
def test_formulas_are_heard_as_they_are_meant(tex: str, language: str, said: str) -> None:
    assert speak(tex, language) == said
